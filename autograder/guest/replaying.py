"""Training functions ``minimise(gradient, x0, ..., n)``: step k is a call of k steps, with the gradients so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from .calling import GradientAt, Stepper
from .results import fits
from .roles import Argument
from .values import BadValueError, items
from .ways import Inputs, Target, Way
from .wire import Vector


class Replay(Stepper):
    """Calls anew for every step, since nothing of the code's state can be seen between two steps of its own loop."""

    def __init__(self, way: Way, inputs: Inputs, theta0: Vector, make: Callable[[Stepper], Target]) -> None:
        super().__init__(way, inputs, theta0, make)
        self._make = make
        self._start = theta0.copy()
        self._history: list[GradientAt] = []
        self._calls = 0

    def step(self, gradient_at: GradientAt) -> None:
        """All steps from the start to this one."""
        if len(self.containers) != 1:
            raise BadValueError("a training loop over separate parameters")
        self._history.append(gradient_at)
        self._calls, self.asked = 0, None
        self.slots = [self.containers[0].pack(self._start)]
        self.current = self._start.copy()
        if self.steps:
            self.target = self._make(self)
        positional, keyword = self._arguments([0], [])
        result = self.target.function(*positional, **keyword)
        self.steps += 1
        self.current = self._last(result)
        if any(_aliased(whole, self.steps) for whole in (result, *_members(result))):
            self.notes.add("history-aliased")

    def gradient(self, *arguments: Any, **named: Any) -> Any:
        """The gradient of the step that the loop is in; a call after the last step changes nothing."""
        place = min(self._calls, len(self._history) - 1)
        self._calls += 1
        self._gradient_at = self._history[place]
        before = self.asked
        value = super().gradient(*arguments, **named)
        if self._calls > len(self._history):
            self.asked = before
        return value

    def _value(self, argument: Argument, groups: list[int], gradients: list[Any]) -> Any:
        if argument.name in self.inputs.counts:
            return len(self._history)
        return super()._value(argument, groups, gradients)

    def _last(self, result: Any) -> Vector:
        """The parameters at the end: returned, last in a returned history, or changed in place."""
        container = self.containers[0]
        for value in _candidates(result):
            if fits(container, value):
                return container.unpack(value)
        moved = container.unpack(self.slots[0])
        if result is None or (moved != self._start).any():
            return moved
        raise BadValueError("no parameters in what the loop returned")


def _candidates(result: Any) -> Iterator[Any]:
    """The result, its members, then the last of each that is a sequence."""
    members = _members(result)
    yield result
    if isinstance(result, tuple | dict):
        yield from members
    for whole in (*members, result) if isinstance(result, tuple | dict) else (result,):
        found = items(whole)
        if found is None and getattr(whole, "ndim", 0) > 1:
            found = list(whole)
        if found:
            yield found[-1]


def _members(result: Any) -> list[Any]:
    return list(result.values()) if isinstance(result, dict) else (items(result) or [])


def _aliased(history: Any, steps: int) -> bool:
    """Whether this is a list of all steps' parameters that holds one and the same array."""
    return (
        isinstance(history, list)
        and len(history) in {steps, steps + 1}
        and steps > 1
        and isinstance(history[0], np.ndarray)
        and all(one is history[0] for one in history)
    )
