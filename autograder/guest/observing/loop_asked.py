"""At which points the gradients were computed, where that isn't where the parameters stand."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from ..wire import Vector
from .loop_flow import touches
from .loop_numbers import close
from .loop_roles import Pair
from .loop_series import Series
from .loop_truth import Truth

_LOOK = 1e-6


def seen(series: Series, pairs: Sequence[Pair], theta: Vector) -> Vector | None:
    """(T, d): what a gradient function was given, or the look-ahead variables that the gradients are made from."""
    given = _given(pairs, theta)
    return given if given is not None else _variables(series, pairs, theta)


def _given(pairs: Sequence[Pair], theta: Vector) -> Vector | None:
    """``grad(theta + alpha * v)``: the arguments that are as large as the parameters, in their order."""
    source = pairs[0].source
    if source is None or not source.asked:
        return None
    sizes = [pair.gradients.shape[1] for pair in pairs if pair.gradients is not None]
    if len(sizes) != len(pairs):
        return None
    for chosen in itertools.combinations(source.asked, len(sizes)):
        if [rows.shape[1] for rows in chosen] == sizes:
            rows = np.hstack(chosen)
            return rows if _ahead(rows, theta) else None
    if len(source.asked) >= 1 and source.asked[0].shape[1] == theta.shape[1]:
        return source.asked[0] if _ahead(source.asked[0], theta) else None
    return None


def _variables(series: Series, pairs: Sequence[Pair], theta: Vector) -> Vector | None:
    """``w_ahead = w + alpha * v``: one fresh variable per parameter, from which its gradient is computed."""
    parts: list[Vector] = []
    start = 0
    for pair in pairs:
        if pair.gradients is None:
            return None
        size = pair.gradients.shape[1]
        own = theta[:, start : start + size]
        start += size
        found = [
            series.rows_after(path)
            for path in series.paths
            if series.flow.is_fresh(path)
            and path.partition(".")[0] not in series.loop.counters
            and np.size(series.after[0][path]) == size
            and _is_source(series, pair, path)
        ]
        found = [rows for rows in found if _ahead(rows, own)]
        if len(found) != 1:
            return None
        parts.append(found[0])
    return np.hstack(parts)


def _is_source(series: Series, pair: Pair, path: str) -> bool:
    """Whether the gradient is computed from a variable, as far as the loop's own body tells."""
    if pair.source is None or not pair.source.path:
        return False
    return any(touches(path, each) for each in series.flow.sources(pair.source.path))


def _ahead(rows: Vector, theta: Vector) -> bool:
    """Whether points lie from the parameters along the move before, by a constant share of it."""
    if rows.shape != theta[:-1].shape:
        return False
    return _share(rows - theta[:-1], theta) is not None


def _share(offsets: Vector, theta: Vector) -> float | None:
    moves = np.diff(theta, axis=0)[:-1]
    own = offsets[1:]
    told = np.all(np.isfinite(moves), axis=1) & np.all(np.isfinite(own), axis=1)
    if np.count_nonzero(told) < 2:
        return None
    moves, own = moves[told], own[told]
    size = float(np.sum(moves**2))
    factor = float(np.sum(moves * own)) / size if size else 0.0
    if abs(factor) < _LOOK or abs(factor + 1.0) < _LOOK:
        return None
    left = np.abs(own - factor * moves)
    room = _LOOK * np.max(np.abs(own)) + 1e-12 * np.max(np.abs(theta[np.isfinite(theta)]))
    return factor if bool(np.all(left <= room)) else None


def proved(theta: Vector, gradients: Vector, truth: Truth) -> Vector | None:
    """Points ahead at which the loss's own gradients are the recorded ones, where those at the parameters aren't."""
    here = np.stack([truth.gradient(point) for point in theta[:-1]])
    scale = float(np.max(np.abs(here[np.isfinite(here)]), initial=0.0))
    if len(theta) < 5 or close(here, gradients, scale):
        return None
    # The gradient is linear: it changes by the Hessian times the offset.
    hessian = 2.0 * truth.factor * truth.design.T @ truth.design
    moves = np.vstack([np.zeros_like(theta[:1]), np.diff(theta, axis=0)[:-1]])
    change = moves @ hessian
    told = np.all(np.isfinite(change), axis=1) & np.all(np.isfinite(gradients), axis=1)
    size = float(np.sum(change[told] ** 2))
    factor = float(np.sum(change[told] * (gradients - here)[told])) / size if size else 0.0
    if abs(factor) < _LOOK or not close(here + factor * change, gradients, scale):
        return None
    return theta[:-1] + factor * moves
