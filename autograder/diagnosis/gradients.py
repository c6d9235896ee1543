"""Is the gradient that an update was handed the gradient of the student's own loss?

The loss is the student's: half of the mean square, or a sum, is as good as the mean. What is compared is the gradient
that their code handed to its update with the derivative of the loss that their code defines.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from autograder.comparing.watched import shaped
from autograder.diagnosis.turns import taken_in_turn
from autograder.protocol.arrays import Vector
from autograder.protocol.observed import Observation

_ROOM = 3e-3
"""Relative; differences of a loss in single precision are good to 1e-3, the nearest slip (n - 1 for n) is percents."""
_NEAR_ZERO = 1e-4
"""The same beside the largest gradient of the run: near the minimum only rounding is left."""
_IN_TURN = 3e-4
"""Relative; where both are the framework's own gradients only their rounding parts them."""
_SAMPLES = 3
"""From here on a whole factor is a number of samples."""


_ALL_STEPS = "all-steps"
"""Kind of a wrong gradient: the sum of those of all steps so far."""
_FEW = 2
"""Steps after the first that tell it."""


@dataclass(frozen=True)
class GradientCheck:
    """What the comparison showed."""

    factor: float | None
    """The handed gradient is this constant times the true one; None where no constant explains it."""
    step: int
    """First step (1-based) that differs."""
    variable: str
    """The variable whose gradient differs most."""
    size: float
    """By how much, as a share of the largest component."""
    altered: str = ""
    """What was done to the true gradient, where that is known and no constant factor."""
    numbers: dict[str, str | float] = field(default_factory=dict)
    """Its kind and its number."""
    factors: frozenset[float] = frozenset()
    """What the code multiplies with, and can be no number of samples."""

    @property
    def right(self) -> bool:
        """Whether it is the gradient of the loss."""
        return self.factor is not None and abs(self.factor - 1.0) <= _ROOM

    @property
    def is_half(self) -> bool:
        """Whether it is the gradient of half of the loss, as who writes the mean square without its 2 shows it."""
        return self.factor is not None and abs(self.factor - 0.5) <= _ROOM

    @property
    def mistakes(self) -> tuple[str, ...]:
        """What it is called, seen by itself."""
        if self.factor is None:
            return (self.altered or "gradient-wrong",)
        return () if self.right else factor_name(self.factor, self.factors)

    @property
    def details(self) -> dict[str, str | float]:
        """What the id leaves open."""
        if self.factor is None:
            return self.numbers if self.altered else {"of": self.variable, "size": self.size}
        return {} if self.right else {"factor": self.factor}


def factor_name(factor: float, factors: Collection[float] = ()) -> tuple[str, ...]:
    """Name a constant factor between a handed and a true gradient: a flipped sign, a sum for a mean, another number.

    ``factors``: what the code multiplies with, and can be no number of samples.
    """
    if factor < 0:
        return ("sign-flipped",) if abs(factor + 1.0) <= _ROOM else ("sign-flipped", "gradient-scaled")
    whole = round(factor)
    if whole >= _SAMPLES and whole not in factors and abs(factor / whole - 1.0) <= _ROOM:
        return ("batch-sum-not-mean",)
    return ("gradient-scaled",)


def check_gradients(observation: Observation) -> GradientCheck | None:
    """Compare handed and true gradients where both are known; None where they aren't, or are all but zero.

    ``ValueError`` says what doesn't fit together.
    """
    if observation.gradients is None or observation.true_gradients is None:
        return None
    theta, dimension = shaped(observation)
    if dimension == 0:
        return None
    handed, true = observation.gradients.numpy(), observation.true_gradients.numpy()
    at = np.array(observation.true_at, dtype=np.intp)
    if handed.shape != (len(theta) - 1, dimension) or true.shape != (len(at), dimension):
        msg = f"gradients have shape {handed.shape}, true ones {true.shape} at {len(at)} steps"
        raise ValueError(msg)
    if len(at) == 0 or at.min() < 0 or at.max() >= len(handed):
        return None
    every, handed = handed, handed[at]
    good = np.isfinite(handed).all(axis=1) & np.isfinite(true).all(axis=1)
    handed, true, at = handed[good], true[good], at[good]
    if len(at) == 0 or not true.any():
        return None
    points = theta if observation.asked is None else observation.asked.numpy()
    check = _compared(observation, handed, true, at, points[at])
    if observation.in_turn and _some_later(observation.sizes, handed, true):
        return replace(check, factor=None, altered="coordinates-in-turn", numbers={})
    if check.factor is None and not check.altered:
        moves = theta[at + 1] - theta[at]
        if observation.in_turn or taken_in_turn(observation.sizes, handed, true, moves, _room(true)):
            return replace(check, altered="coordinates-in-turn")
        if _adds_up(every, true, at):
            return replace(check, altered="gradient-wrong", numbers={"of": _ALL_STEPS})
    return check


def _adds_up(handed: Vector, true: Vector, at: npt.NDArray[np.intp]) -> bool:
    """Whether each step is handed the gradients of all steps so far: nobody cleared them."""
    later = at > 0
    if later.sum() < _FEW:
        return False
    grown = handed[at[later]] - handed[at[later] - 1]
    return bool((np.abs(grown - true[later]) <= _room(handed[at[later]])).all())


def _some_later(sizes: tuple[int, ...], handed: Vector, true: Vector) -> bool:
    """Whether some variables got the gradient at the step's beginning, and others another."""
    off = (np.abs(handed - true) > _room(true) * (_IN_TURN / _ROOM)).any(axis=0)
    variables = np.logical_or.reduceat(off, np.cumsum((0, *sizes[:-1])))
    return bool(variables.any()) and not variables.all()


def _room(true: Vector) -> Vector:
    largest = np.abs(true).max(axis=1, keepdims=True)
    return np.asarray(_ROOM * largest + _NEAR_ZERO * largest.max())


def _compared(
    observation: Observation, handed: Vector, true: Vector, at: npt.NDArray[np.intp], points: Vector
) -> GradientCheck:
    largest = np.abs(true).max(axis=1, keepdims=True)
    room = _room(true)
    constant = float((handed * true / room**2).sum() / (true * true / room**2).sum())
    gap = np.abs(handed - true) / room
    column = int(gap.max(axis=0).argmax())
    beyond = np.flatnonzero(gap.max(axis=1) > 1.0)
    explained = np.abs(handed - constant * true) <= max(1.0, abs(constant)) * room
    same = bool(explained.all()) and constant != 0
    name, numbers = ("", {}) if same else _altered(observation.sizes, handed, true, points, room)
    return GradientCheck(
        factor=constant if same else None,
        step=int(at[beyond[0]]) + 1 if len(beyond) else 1,
        variable=_variable(observation, column),
        size=float((np.abs(handed - true) / np.maximum(largest, _NEAR_ZERO * largest.max())).max()),
        altered=name,
        numbers=numbers,
    )


def _altered(
    sizes: tuple[int, ...], handed: Vector, true: Vector, points: Vector, room: Vector
) -> tuple[str, dict[str, str | float]]:
    """What explains every gradient: one limit that some of them keep by themselves, or a multiple of theta in each."""
    for of, (given, own) in _lengths(sizes, handed, true):
        limit = float(given.max())
        shortened = true * np.minimum(1.0, limit / np.maximum(own, 1e-300))
        free = (own < (1.0 - _ROOM) * limit).any()
        if free and (np.abs(handed - shortened) <= room).all():
            return "gradient-clipped", {"of": of, "threshold": limit}
    share = float(((handed - true) * points).sum() / max(float((points * points).sum()), 1e-300))
    if share > 0 and (np.abs(handed - true - share * points) <= room).all():
        return "weight-decay-added", {"of": "gradient", "share": share}
    return "", {}


def _lengths(
    sizes: tuple[int, ...], handed: Vector, true: Vector
) -> Iterator[tuple[str, tuple[Vector, Vector]]]:
    """What may be limited: each coordinate, the norm of each variable, or that of all together; given and own."""
    yield "value", (np.abs(handed), np.abs(true))
    starts = np.cumsum((0, *sizes[:-1]))
    yield "norm", (_norms(handed, starts, sizes), _norms(true, starts, sizes))
    whole = np.array([0]), (handed.shape[1],)
    yield "global-norm", (_norms(handed, *whole), _norms(true, *whole))


def _norms(rows: Vector, starts: npt.NDArray[np.intp], sizes: tuple[int, ...]) -> Vector:
    """Norms of groups of columns, in all columns of each."""
    return np.repeat(np.sqrt(np.add.reduceat(rows * rows, starts, axis=1)), sizes, axis=1)


def _variable(observation: Observation, column: int) -> str:
    ends = list(accumulate(observation.sizes))
    place = next(index for index, end in enumerate(ends) if column < end)
    return observation.variables[place] if place < len(observation.variables) else ""
