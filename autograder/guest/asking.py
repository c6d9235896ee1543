"""Code that asks for a gradient: where, in which shape it wants the answer, and what is noted of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .arguments import Argument
from .pairing import is_gradient
from .values import BadValueError, items
from .variables import Container
from .ways import Inputs
from .wire import Vector

GradientAt = Callable[[Vector], Vector]


class Falling:
    """An objective for code that asks for values only to report them, or to stop: always lower by one."""

    def __init__(self) -> None:
        self.value = 1e6

    def __call__(self, *_point: Any, **_named: Any) -> float:
        """Return the next value."""
        self.value -= 1.0
        return self.value


class Problem:
    """An object that is asked for a gradient under some names, and for values under any other."""

    def __init__(self, names: Sequence[str], gradient: Callable[..., Any]) -> None:
        self.__dict__.update(dict.fromkeys(names, gradient))

    def __getattr__(self, name: str) -> Falling:
        if name.startswith("__"):
            raise AttributeError(name)
        value = self.__dict__[name] = Falling()
        return value


class Asking:
    """Answers for one fresh target; the gradient is that of the step that is being made."""

    def __init__(self, inputs: Inputs, containers: tuple[Container, ...], theta0: Vector) -> None:
        self.inputs = inputs
        self.containers = containers
        self.ends = np.cumsum([sum(c.variables.sizes) for c in containers])[:-1]
        self.current = theta0.copy()
        self.asked: Vector | None = None
        self._gradient_at: GradientAt = np.zeros_like

    def _cut(self, flat: Vector) -> list[Vector]:
        return list(np.split(flat, self.ends)) if len(self.containers) > 1 else [flat]

    def answering(self, argument: Argument) -> Callable[..., Any] | Problem:
        """The gradient function as the code calls it: of one parameter, or with a loss beside it, if wanted."""
        methods = self.inputs.evidence.gradient_methods.get(argument.name)
        if methods:
            return Problem(methods, self.gradient)
        group = argument.group
        if group >= 0 and len(self.containers) > 1:
            return lambda *arguments, **named: self.gradient(*arguments, **named)[group]
        names = self.inputs.evidence.answers.get(argument.name, ())
        places = [place for place, part in enumerate(names) if is_gradient(part)]
        if len(names) < 2 or len(places) != 1 or len(self.containers) != 1:
            return self.gradient
        falling = Falling()

        def both(*arguments: Any, **named: Any) -> tuple[Any, ...]:
            gradient = self.gradient(*arguments, **named)
            return tuple(gradient if place == places[0] else falling() for place in range(len(names)))

        return both

    def gradient(self, *arguments: Any, **named: Any) -> Any:
        """The gradient function that the student's code is given; where it asks is noted."""
        point = self.asked_point([*arguments, *named.values()])
        self.asked = point
        flats = self._cut(self._gradient_at(point))
        packed = [c.pack_gradient(flat) for c, flat in zip(self.containers, flats, strict=True)]
        return packed[0] if len(packed) == 1 else tuple(packed)

    def asked_point(self, arguments: list[Any]) -> Vector:
        """Where the gradient is wanted: the argument that is a point, or the arguments that are one together."""
        if not arguments:
            return self.current
        together = [arguments[first:] for first in range(len(arguments))]
        for value in (*arguments, *together):
            try:
                return self._point(value)
            except (BadValueError, TypeError, ValueError):
                continue
        raise BadValueError("the gradient function was called without a point of the parameters' shape")

    def _point(self, value: Any) -> Vector:
        if len(self.containers) == 1:
            return self.containers[0].unpack(value)
        members = items(value)
        if members is None or len(members) < len(self.containers):
            raise BadValueError("not a point")
        return np.concatenate([c.unpack(part) for c, part in zip(self.containers, members, strict=False)])
