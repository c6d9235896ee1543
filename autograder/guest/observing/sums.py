"""Sums of small tensors since gradients were last asked for: a point ahead of a parameter is one of them.

``loss = f(w + momentum * v)`` names no variable ahead, and a function that is handed ``w`` and ``v`` adds them inside.
Which sums were the points the steps tell: all lie from the parameters along the step before, by one constant share.
"""

from __future__ import annotations

import functools
import itertools
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .lookahead import is_ahead
from .recorder import MAX_COORDINATES, Training, Vector
from .stepped import size_of

_MOST, _MOST_POINTS = 64, 4
"""Sums that are kept between two questions; those that may be one parameter's point."""


class Sums:
    """Keeps them from one question to the next."""

    def __init__(self, values: Callable[[Sequence[Any]], list[Any]]) -> None:
        self.values = values
        self.kept: deque[tuple[Any, Any]] = deque(maxlen=_MOST)
        """Terms and result."""
        self.busy = False

    def listening(self, original: Callable[..., Any]) -> Callable[..., Any]:
        """Wrap a function of two terms."""

        @functools.wraps(original)
        def add(one: Any, other: Any, *rest: Any, **named: Any) -> Any:
            result = original(one, other, *rest, **named)
            if not self.busy and 0 < (size_of(result) or 0) <= MAX_COORDINATES:
                self.kept.append(((one, other), result))
            return result

        return add

    def points(self, thetas: Sequence[Any]) -> list[list[Vector]]:
        """For each parameter the sums that it is a term of; the next question begins anew."""
        self.busy = True
        try:
            rows = [self._row(*each) for each in self.kept]
        finally:
            self.busy = False
        self.kept.clear()
        found: list[list[Vector]] = []
        for theta in thetas:
            own = np.ravel(np.asarray(theta, dtype=np.float64))
            mine = [
                result
                for terms, result in filter(None, rows)
                if result.size == own.size and any(np.array_equal(term, own) for term in terms)
            ]
            found.append(mine[:_MOST_POINTS])
        return found

    def _row(self, terms: Sequence[Any], result: Any) -> tuple[list[Vector], Vector] | None:
        sized = [term for term in terms if size_of(term) == size_of(result)]
        try:
            read = self.values([*sized, result])
        except (RuntimeError, NotImplementedError, AttributeError, TypeError, ValueError):
            return None  # of a graph that is being built
        flat = [np.ravel(np.asarray(each, dtype=np.float64)) for each in read]
        return flat[:-1], flat[-1]


def ahead(training: Training, rows: Sequence[Sequence[Sequence[Vector]]]) -> Vector | None:
    """(T, d): points ahead of a training's parameters, from what its steps found (a list of sums per parameter)."""
    count = len(training.theta) - 1
    told = rows[:count]
    if count < 3 or len(told) < count or not all(all(step) for step in told):
        return None
    theta = np.stack(training.theta)
    moves = np.vstack([np.zeros_like(theta[:1]), np.diff(theta, axis=0)[:-1]])
    sizes = np.sum(moves**2, axis=1)
    if not np.isfinite(sizes).all() or not sizes.any():
        return None
    # The sums of the step after the largest move propose how far ahead; of the others the nearest are taken.
    clear = int(np.argmax(sizes))
    for chosen in itertools.islice(itertools.product(*told[clear]), _MOST_POINTS**2):
        factor = float((np.concatenate(chosen) - theta[clear]) @ moves[clear] / sizes[clear])
        wanted = theta[:-1] + factor * moves
        points = np.stack([_nearest(step, row) for step, row in zip(told, wanted, strict=True)])
        if is_ahead(points, theta):
            return points
    return None


def _nearest(found: Sequence[Sequence[Vector]], wanted: Vector) -> Vector:
    ends = np.cumsum([sums[0].size for sums in found])[:-1]
    parts = np.split(wanted, ends)
    return np.concatenate(
        [
            min(sums, key=lambda one: float(np.sum((one - part) ** 2)))
            for sums, part in zip(found, parts, strict=True)
        ]
    )
