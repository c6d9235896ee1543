"""Scalar code (``math.sqrt``, ``float``): one fresh target for every coordinate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .calling import GradientAt, Stepper
from .ways import Inputs, Reading, Target, Way
from .wire import Vector

Make = Callable[[Stepper], Target]


class ByCoordinate:
    """One stepper for every coordinate, stepped together."""

    def __init__(self, way: Way, inputs: Inputs, theta0: Vector, make: Make) -> None:
        self.parts = [Stepper(way, inputs, theta0[i : i + 1], make) for i in range(theta0.size)]
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

    def step(self, gradient_at: GradientAt) -> None:
        """One update of every coordinate, all from the same point."""
        whole = self.current.copy()
        gradient = gradient_at(whole)
        points = whole.copy()
        for index, part in enumerate(self.parts):
            part.step(
                _along(gradient_at, whole, index) if self.asks else _constant(gradient[index : index + 1])
            )
            if part.asked is not None:
                points[index] = part.asked[0]
        self.asked = points if self.parts[0].asked is not None else None
        self.current = np.concatenate([part.current for part in self.parts])


def _along(gradient_at: GradientAt, whole: Vector, index: int) -> GradientAt:
    """One coordinate's gradient as a function of that coordinate."""

    def at(point: Vector) -> Vector:
        moved = whole.copy()
        moved[index] = point[0]
        return gradient_at(moved)[index : index + 1]

    return at


def _constant(gradient: Vector) -> GradientAt:
    return lambda _point: gradient.copy()


PlainStepper = Stepper | ByCoordinate


def start(way: Way, inputs: Inputs, theta0: Vector, make: Make) -> PlainStepper:
    """A stepper for this way."""
    if way.recipe.style == "scalar":
        return ByCoordinate(way, inputs, theta0, make)
    return Stepper(way, inputs, theta0, make)


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
