"""Steps that were seen, and what is compared with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from autograder.protocol.arrays import Vector

SAME = 1e-6
"""Two points are the same within this share of their distance from the start."""
PARALLEL = 1e-4
"""Sine of the angle between directions that are the same: rounding stays far below, other rules far above."""


@dataclass(frozen=True)
class Problem:
    """A task as the host knows it."""

    name: str
    theta0: Vector
    loss: Callable[[Vector], float]
    gradient: Callable[[Vector], Vector]
    hessian: Callable[[Vector], Vector]


@dataclass
class Explained:
    """What the steps follow: nothing wrong, ids of mistakes, or unknown."""

    known: bool
    mistakes: tuple[str, ...] = ()
    details: dict[str, str | float] = field(default_factory=dict)
    variant: str = ""
    """The accepted relative of the method that it is."""


RIGHT = Explained(known=True)
UNKNOWN = Explained(known=False)


def mistaken(*mistakes: str, **details: str | float) -> Explained:
    """Explain by ids."""
    return Explained(known=True, mistakes=mistakes, details=details)


def other(algorithm: str) -> Explained:
    """Explain by another algorithm."""
    return mistaken("different-algorithm", algorithm=algorithm)


def same(one: Vector, two: Vector, scale: float, tolerance: float = SAME) -> bool:
    """Whether two points are the same beside a distance."""
    return one.shape == two.shape and bool(np.linalg.norm(one - two) <= tolerance * max(scale, 1e-300))


def factor(step: Vector, direction: Vector, tolerance: float = PARALLEL) -> float | None:
    """How many times the direction the step is; None where it leads elsewhere."""
    length = float(direction @ direction)
    if not np.isfinite(step).all() or not np.isfinite(direction).all() or length == 0:
        return None
    times = float(step @ direction) / length
    rest = np.linalg.norm(step - times * direction)
    return times if rest <= tolerance * np.linalg.norm(step) and times != 0 else None


def distinct(points: Vector, start: Vector) -> Vector:
    """Return the points from the start on, without immediate repeats."""
    path = [start]
    for point in points:
        if not np.array_equal(point, path[-1]):
            path.append(point)
    return np.array(path)
