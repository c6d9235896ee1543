"""Designed gradients: sequences on which different update rules leave different paths.

Every coordinate has a purpose (``PURPOSES``). Values are exact in float32, so that every framework is fed the same
numbers. The scales reach down to 1e-13, where epsilon and its place show; one coordinate never has a gradient (0/0
without epsilon), one wakes up late, one gets a single impulse, one starts large and turns small (memory of the
second moment), and two are large enough for hidden clipping to bite, but for every third step: a threshold shows by
what it leaves as it is. Signs change, magnitudes vary: a constant gradient is blind to the decay rates.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from autograder.protocol.arrays import Vector
from autograder.protocol.jobs import Layout

STEPS = 24
SECOND_STEPS = 8

PURPOSES: tuple[tuple[str, float], ...] = (
    ("plain", 1.0),
    ("plain", 0.6),
    ("plain", 0.15),
    ("clipping", 12.0),
    ("clipping", 30.0),
    ("small", 1e-2),
    ("small", 1e-3),
    ("epsilon", 1e-5),
    ("epsilon", 1e-7),
    ("epsilon", 1e-9),
    ("epsilon", 1e-11),
    ("epsilon", 1e-13),
    ("zero", 0.0),
    ("large-then-small", 5.0),
    ("impulse", 2.0),
    ("late", 1.0),
)
DIMENSION = len(PURPOSES)
_QUIET_EVERY = 3

LAYOUTS: tuple[Layout, ...] = (
    Layout("three", ("w", "u", "b"), ((2, 3), (5,), (5,))),
    Layout("network", ("W1", "b1", "W2", "b2"), ((2, 3), (2, 1), (2, 3), (2, 1))),
    Layout("one", ("w",), ((DIMENSION,),)),
)
"""Two variables of one shape (a shared slot is silent there) and one of another (there it crashes)."""


@dataclass(frozen=True)
class Design:
    """One sequence to feed: start and gradients."""

    theta0: Vector
    """(d,)"""
    gradients: Vector
    """(T, d)"""


def first_design(generator: np.random.Generator) -> Design:
    """Return the main sequence: T = 24 from zero, so that steps keep their full relative precision."""
    return Design(np.zeros(DIMENSION), _gradients(generator, STEPS))


def second_design(generator: np.random.Generator) -> Design:
    """Return a short sequence from a start other than zero, with a coordinate that gets no gradient.

    It shows what depends on theta itself (hidden weight decay) and, with other hyperparameters, whether those are
    followed at all. A second instance in the same process also shows state that instances share.
    """
    theta0 = generator.uniform(0.5, 2.0, DIMENSION) * generator.choice((-1.0, 1.0), DIMENSION)
    return Design(_float32(theta0), _gradients(generator, SECOND_STEPS))


def _gradients(generator: np.random.Generator, steps: int) -> Vector:
    order = generator.permutation(DIMENSION)
    quiet = np.arange(steps) % _QUIET_EVERY == generator.integers(_QUIET_EVERY)
    sign = generator.choice((-1.0, 1.0), (steps, DIMENSION), p=(0.35, 0.65))
    sign *= generator.choice((-1.0, 1.0), DIMENSION)
    values = sign * generator.uniform(0.4, 1.6, (steps, DIMENSION))
    for column, (purpose, scale) in enumerate(PURPOSES):
        values[:, column] *= scale
        if purpose == "clipping":
            values[quiet, column] *= 0.05
        elif purpose == "large-then-small":
            values[3:, column] *= 1e-3
        elif purpose == "impulse":
            values[np.arange(steps) != 2, column] = 0.0
        elif purpose == "late":
            values[:3, column] = 0.0
    return _float32(values[:, order])


def _float32(values: Vector) -> Vector:
    return values.astype(np.float32).astype(np.float64)
