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

SECOND_STEPS = 8


@dataclass(frozen=True)
class Shape:
    """What was chosen about the sequences; ``python -m benchmarks.designs`` measures and searches it."""

    steps: int = 24
    plain: tuple[float, ...] = (1.0, 0.6, 0.15)
    clipping: tuple[float, ...] = (12.0, 30.0)
    small: tuple[float, ...] = (1e-2, 1e-3)
    epsilon: tuple[float, ...] = (1e-5, 1e-7, 1e-9, 1e-11, 1e-13)
    zero: tuple[float, ...] = (0.0,)
    large_then_small: tuple[float, ...] = (5.0,)
    impulse: tuple[float, ...] = (2.0,)
    late: tuple[float, ...] = (1.0,)
    nearest: float = 0.4
    """Each gradient is its coordinate's scale times a factor from here ..."""
    farthest: float = 1.6
    """... to here."""
    against: float = 0.35
    """Share of the steps whose sign is not the coordinate's own."""
    turn: int = 3
    """Steps after which the large coordinate turns small."""
    shrunk: float = 1e-3
    """What is then left of it."""
    hit: int = 2
    """The step with the impulse."""
    awake: int = 3
    """The first step of the late coordinate."""
    quiet_every: int = 3
    """Every so many steps, those that clipping is to bite on are too small for it ..."""
    quiet: float = 0.05
    """... by this factor."""

    @property
    def purposes(self) -> tuple[tuple[str, float], ...]:
        """Purpose and scale of each coordinate."""
        return tuple((name, scale) for name in PURPOSES for scale in getattr(self, name))


PURPOSES = ("plain", "clipping", "small", "epsilon", "zero", "large_then_small", "impulse", "late")
SHAPE = Shape()
STEPS = SHAPE.steps
DIMENSION = len(SHAPE.purposes)

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


def first_design(generator: np.random.Generator, shape: Shape = SHAPE) -> Design:
    """Return the main sequence: T = 24 from zero, so that steps keep their full relative precision."""
    return Design(np.zeros(DIMENSION), _gradients(generator, shape.steps, shape))


def second_design(generator: np.random.Generator, shape: Shape = SHAPE) -> Design:
    """Return a short sequence from a start other than zero, with a coordinate that gets no gradient.

    It shows what depends on theta itself (hidden weight decay) and, with other hyperparameters, whether those are
    followed at all. A second instance in the same process also shows state that instances share.
    """
    theta0 = generator.uniform(0.5, 2.0, DIMENSION) * generator.choice((-1.0, 1.0), DIMENSION)
    return Design(_float32(theta0), _gradients(generator, SECOND_STEPS, shape))


def _gradients(generator: np.random.Generator, steps: int, shape: Shape) -> Vector:
    order = generator.permutation(DIMENSION)
    quiet = np.arange(steps) % shape.quiet_every == generator.integers(shape.quiet_every)
    sign = generator.choice((-1.0, 1.0), (steps, DIMENSION), p=(shape.against, 1 - shape.against))
    sign *= generator.choice((-1.0, 1.0), DIMENSION)
    values = sign * generator.uniform(shape.nearest, shape.farthest, (steps, DIMENSION))
    for column, (purpose, scale) in enumerate(shape.purposes):
        values[:, column] *= scale
        if purpose == "clipping":
            values[quiet, column] *= shape.quiet
        elif purpose == "large_then_small":
            values[shape.turn :, column] *= shape.shrunk
        elif purpose == "impulse":
            values[np.arange(steps) != shape.hit, column] = 0.0
        elif purpose == "late":
            values[: shape.awake, column] = 0.0
    return _float32(values[:, order])


def _float32(values: Vector) -> Vector:
    return values.astype(np.float32).astype(np.float64)
