"""Scalar code (``math.sqrt``, ``float``): one fresh target for every coordinate, or for every pair (w, b) of them.

So too code over exactly two coordinates: ``derivative(x[0], x[1])``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .asking import GradientAt
from .calling import Stepper
from .feed import Feed
from .replaying import Looping, Replay, Watched
from .values import BadValueError
from .ways import Inputs, Reading, Target, Way
from .wire import Vector

Make = Callable[[Stepper], Target]


class ByCoordinate:
    """One stepper for every coordinate, stepped together."""

    def __init__(self, way: Way, inputs: Inputs, theta0: Vector, make: Make) -> None:
        self.blocks = _blocks(theta0.size, way.recipe.groups)
        kind = _kind(inputs)
        self.parts = [kind(way, inputs, theta0[block], make) for block in self.blocks]
        self.asks = inputs.asks
        self.current = theta0.copy()
        self.asked: Vector | None = None
        self.sizes = (1,) * theta0.size
        self.names = tuple(f"theta{i}" for i in range(theta0.size))
        self.single = False
        self.both: Reading | None = None
        self.notes: set[str] = set()

    @property
    def reading(self) -> Reading | None:
        """How the first coordinate's result is read."""
        return self.parts[0].reading

    @property
    def loop(self) -> Looping | ByCoordinate | None:
        """The code's own training loop, where one call of it does for all coordinates or can't be stepped."""
        part = self.parts[0]
        if not isinstance(part, Looping):
            return None
        return part if len(self.parts) == 1 else self

    @property
    def unaided(self) -> bool:
        """Whether the code's loop can't be told to make fewer steps than all."""
        return isinstance(self.parts[0], Watched)

    def through(self, feed: Feed) -> list[Vector]:
        """Every block's loop by itself: its gradients may not depend on the others' points."""
        if feed.closed:
            raise BadValueError("a training loop over single coordinates")
        rows = [self.current.copy() for _ in range(feed.steps)]
        for block, part in zip(self.blocks, self.parts, strict=True):
            if isinstance(part, Looping):
                for row, values in zip(rows, part.through(_of_block(feed, block)), strict=False):
                    row[block] = values
        return rows

    def step(self, gradient_at: GradientAt) -> None:
        """One update of every coordinate, all from the same point."""
        whole = self.current.copy()
        gradient = gradient_at(whole)
        points = whole.copy()
        for block, part in zip(self.blocks, self.parts, strict=True):
            part.step(_along(gradient_at, whole, block) if self.asks else _constant(gradient[block]))
            if part.asked is not None:
                points[block] = part.asked
        self.asked = points if self.parts[0].asked is not None else None
        self.current = whole
        for block, part in zip(self.blocks, self.parts, strict=True):
            self.current[block] = part.current


def _blocks(size: int, groups: int) -> list[slice]:
    """So many coordinates at a time; the last ones overlap where the size is no multiple."""
    return [
        slice(max(0, min(first, size - groups)), min(first + groups, size))
        for first in range(0, size, groups)
    ]


def _of_block(feed: Feed, block: slice) -> Feed:
    whole = feed.theta0
    return Feed(whole[block], feed.steps, lambda step, point: _along(feed.at(step), whole, block)(point))


def _along(gradient_at: GradientAt, whole: Vector, block: slice) -> GradientAt:
    """The gradient along some coordinates as a function of these."""

    def at(point: Vector) -> Vector:
        moved = whole.copy()
        moved[block] = point
        return gradient_at(moved)[block]

    return at


def _constant(gradient: Vector) -> GradientAt:
    return lambda _point: gradient.copy()


PlainStepper = Stepper | ByCoordinate


def start(way: Way, inputs: Inputs, theta0: Vector, make: Make) -> PlainStepper:
    """A stepper for this way."""
    if way.recipe.style in {"scalar", "block"}:
        return ByCoordinate(way, inputs, theta0, make)
    return _kind(inputs)(way, inputs, theta0, make)


def _kind(inputs: Inputs) -> type[Stepper]:
    if inputs.counts:
        return Replay
    return Watched if inputs.loops else Stepper


def gradient_function(stepper: PlainStepper) -> Callable[..., Any]:
    """The gradient function of a run, for code that finds it in a global."""
    if isinstance(stepper, ByCoordinate):
        return _Switch(stepper)
    return stepper.gradient


class _Switch:
    """Scalar code asks one coordinate after the other: answer for the one that is being stepped."""

    def __init__(self, stepper: ByCoordinate) -> None:
        self.parts = stepper.parts

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        fewest = min(part.steps for part in self.parts)
        current = next(part for part in self.parts if part.steps == fewest)
        return current.gradient(*arguments, **named)
