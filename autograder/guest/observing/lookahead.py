"""Whether points lie ahead of parameters: along the step before, by a constant share of it."""

from __future__ import annotations

import numpy as np

from ..wire import Vector

LOOK = 1e-6
_SINGLE, _DOUBLE = 5e-7, 1e-12
"""Rounding of a sum, as a share of the largest parameter."""


def is_ahead(points: Vector, theta: Vector) -> bool:
    """(T, d) points of a path of (T + 1, d)."""
    return points.shape == theta[:-1].shape and _share(points - theta[:-1], theta) is not None


def _share(offsets: Vector, theta: Vector) -> float | None:
    moves = np.diff(theta, axis=0)[:-1]
    own = offsets[1:]
    told = np.all(np.isfinite(moves), axis=1) & np.all(np.isfinite(own), axis=1)
    if np.count_nonzero(told) < 2:
        return None
    moves, own = moves[told], own[told]
    size = float(np.sum(moves**2))
    factor = float(np.sum(moves * own)) / size if size else 0.0
    if abs(factor) < LOOK or abs(factor + 1.0) < LOOK:
        return None
    left = np.abs(own - factor * moves)
    finite = theta[np.isfinite(theta)]
    rounding = _SINGLE if bool(np.all(finite == finite.astype(np.float32))) else _DOUBLE
    room = LOOK * np.max(np.abs(own)) + rounding * np.max(np.abs(finite))
    return factor if bool(np.all(left <= room)) else None
