"""The gradient of the student's own loss, worked out again, where the loss is plain to see.

It is where they fit a linear model to data in sight: then their losses at the recorded points are a constant times the
sum of squares, to the last digits, and so is nothing else. Without that proof nothing is said.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..wire import Vector
from .loop_numbers import factor_of

_CLOSE = 1e-9
_SINGLE = 2e-5
_MIN_LOSSES = 3
_FAR = 1e100
"""Points beyond this have squares that no number holds."""
_SOME = 3
"""Coordinates of a gradient that are the loss's own by no chance."""
_LINEAR, _SINGLE_LINEAR = 1e-6, 1e-3
"""Share of a gradient, not of one that is as small beside the largest, that a linear function may be off."""
_LIKELY = 0.7
"""Mean cosine between gradients of batches and those of all the data, from which on one is the other's."""
_CLEARLY = 0.1
"""By how much more it must be so than of other data the other way round."""
_ALIKE = 1e-5
"""Rounding of single precision, in the largest coordinate of a gradient."""


@dataclass(frozen=True)
class Truth:
    """``factor * sum((design @ theta - targets) ** 2)``."""

    design: Vector
    targets: Vector
    factor: float

    def gradient(self, theta: Vector) -> Vector:
        """At a point."""
        return 2.0 * self.factor * self.design.T @ (self.design @ theta - self.targets)


def truth_of(
    theta: Vector,
    losses: Vector,
    sizes: Sequence[int],
    bias: int | None,
    data: Mapping[str, Any],
    *,
    single: bool,
) -> Truth | None:
    """The sum of squares that the losses are, if they are one; ``bias``: which variable is the constant term."""
    told = np.isfinite(losses) & np.all(np.isfinite(theta), axis=1)
    if np.count_nonzero(told) < _MIN_LOSSES or np.ptp(losses[told]) == 0.0:
        return None
    points, goal = theta[told], losses[told]
    for design, targets in _designs(sizes, bias, data):
        count = len(targets)
        with np.errstate(all="ignore"):
            squares = np.sum((points @ design.T - targets) ** 2, axis=1)
        if not np.all(np.isfinite(squares)) or not np.any(squares > 0):
            continue
        # Rounding is as large as the data are; a loss near zero is told with less.
        scale = float(np.sum(targets**2)) + float(np.max(squares))
        for factor in (1.0 / count, 0.5 / count, 1.0, 0.5):
            room = (_SINGLE if single else _CLOSE) * np.abs(goal) + factor * scale * (
                1e-7 if single else 1e-14
            )
            if bool(np.all(np.abs(factor * squares - goal) <= room)):
                return Truth(design, targets, factor)
    return None


def is_comparable(truth: Truth, points: Vector, gradients: Vector | None, *, single: bool) -> bool:
    """Whether the code's gradients are of all the data, as the loss is that it shows: else they are of a batch each.

    One of all the data is the same function of the parameters in every step: linear, as the loss is a square, unless
    something is done to it, and then some of its coordinates are the loss's own in some step.
    """
    if gradients is None:
        return True
    count = min(len(points), len(gradients))
    told = np.all(np.isfinite(points[:count]), axis=1) & np.all(np.isfinite(gradients[:count]), axis=1)
    here, mine = points[:count][told], gradients[:count][told]
    if not len(mine) or not mine.any():
        return True
    with np.errstate(all="ignore"):
        own = np.stack([truth.gradient(point) for point in here])
        sizes = np.abs(mine).max(axis=1, keepdims=True)
        alike, room = (_ALIKE, _SINGLE_LINEAR) if single else (_LINEAR, _LINEAR)
        same = (np.abs(mine - own) <= alike * np.abs(own)) & (np.abs(own) > room * sizes)
        if np.count_nonzero(same) >= min(_SOME, mine.size):
            return True
        if len(mine) < here.shape[1] + 3:
            return False
        basis = np.hstack([here, np.ones((len(here), 1))])
        weights = 1.0 / (sizes + room * sizes.max())
        if not (np.all(np.isfinite(own)) and np.all(np.isfinite(weights))):
            return True
        fitted, *_ = np.linalg.lstsq(weights * basis, weights * mine, rcond=None)
        return bool(np.all(np.abs(weights * (basis @ fitted - mine)) <= room))


def ascends(
    points: Vector, gradients: Vector, sizes: Sequence[int], bias: int | None, data: Mapping[str, Any]
) -> bool | None:
    """Whether what the code calls its gradient is one of a sum of squares of the data in sight, or its negative.

    Of all data it is so by one factor in all of these steps, of a batch each on the whole. None where neither is.
    """
    told = np.all(np.isfinite(points), axis=1) & np.all(np.isfinite(gradients), axis=1)
    told &= np.any(gradients != 0, axis=1) & (np.abs(points).max(axis=1) < _FAR)
    if np.count_nonzero(told) < _MIN_LOSSES:
        return None
    here, mine = points[told], gradients[told]
    best = {True: 0.0, False: 0.0}
    for design, targets in _designs(sizes, bias, data):
        if len(targets) <= design.shape[1]:
            continue  # the parameters themselves, or what is kept beside them
        own = (here @ design.T - targets) @ design
        factor = factor_of(mine, own)
        room = _ALIKE * np.abs(mine).max(axis=1, keepdims=True)
        if factor != 0.0 and bool(np.all(np.abs(mine - factor * own) <= room)):
            return factor > 0
        alike = _cosine(mine, own)
        best[alike > 0] = max(best[alike > 0], abs(alike))
    up, down = best[True], best[False]
    return up > down if max(up, down) > _LIKELY and abs(up - down) > _CLEARLY else None


def _cosine(one: Vector, other: Vector) -> float:
    """The mean over the steps; 0 of a single coordinate, whose sign alone says little.

    Not those after the arrival: what is left there is rounding.
    """
    if one.shape[1] < 2:
        return 0.0
    with np.errstate(all="ignore"):
        sizes = [np.abs(rows).max(axis=1, keepdims=True) for rows in (one, other)]
        a, b = one / sizes[0], other / sizes[1]
        cosines = np.sum(a * b, axis=1) / np.sqrt(np.sum(a * a, axis=1) * np.sum(b * b, axis=1))
        told = (sizes[0] > _ALIKE * sizes[0].max())[:, 0] & (sizes[1] > _ALIKE * sizes[1].max())[:, 0]
    told &= np.isfinite(cosines)
    return float(np.mean(cosines[told])) if np.count_nonzero(told) >= _MIN_LOSSES else 0.0


def _is_order(values: Vector) -> bool:
    """Whether it is what ``np.random.permutation(n)`` gives."""
    flat = values.reshape(-1)
    to_and_fro = bool(np.any(np.diff(flat) < 0)) and bool(np.any(np.diff(flat) > 0))
    return to_and_fro and bool(np.all(np.sort(flat) == np.arange(flat.size)))


def _designs(
    sizes: Sequence[int], bias: int | None, data: Mapping[str, Any]
) -> Iterator[tuple[Vector, Vector]]:
    """Linear models of the data in sight with as many coordinates as there are parameters."""
    for x, y in itertools.permutations(data.values(), 2):
        yield from designs_of(sizes, bias, x, y)


def designs_of(sizes: Sequence[int], bias: int | None, x: Any, y: Any) -> Iterator[tuple[Vector, Vector]]:
    """Models and targets that two arrays make, each sample a row."""
    x, y = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    if (
        not y.ndim
        or y.size != max(y.shape)
        or y.size < 2
        or y.size not in x.shape
        or _is_order(y)
        or _is_order(x)
    ):
        return
    total = sum(sizes)
    rows = (x if x.shape[0] == y.size else x.T).reshape(y.size, -1)
    targets = y.reshape(-1)
    ones = np.ones((y.size, 1))
    if rows.shape[1] == total:
        yield rows, targets
    if rows.shape[1] == total - 1:
        offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(int)
        place = int(offsets[bias]) if bias is not None else None
        for where in (place,) if place is not None else (0, total - 1):
            yield np.hstack([rows[:, :where], ones, rows[:, where:]]), targets
