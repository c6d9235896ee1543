"""Training functions with a loop of their own, ``minimise(gradient, x0, ..., n)``.

Where the number of steps is an argument, step k is a call of k steps with the gradients so far. Where it isn't, the
loop runs once and is watched: the points at which it asks for the gradient are its path.
"""

from __future__ import annotations

import sys
import types
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from .arguments import Argument
from .asking import GradientAt
from .calling import Stepper
from .feed import Feed
from .results import fits
from .values import BadValueError, items
from .variables import Container
from .ways import Inputs, Target, Way
from .wire import Vector, cell_of


class Looping(Stepper):
    """Calls a function that makes many steps, and answers each time it asks for a gradient."""

    unaided = False
    """Whether there is no way to have it make fewer steps than all."""

    def __init__(self, way: Way, inputs: Inputs, theta0: Vector, make: Callable[[Stepper], Target]) -> None:
        super().__init__(way, inputs, theta0, make)
        self._make = make
        self._start = theta0.copy()
        self._history: list[GradientAt] = []
        self._points: list[Vector] = []
        self._turn = _Turn(Counter())
        self._once: Counter[int | None] = Counter()
        """How often each line asks in one step, where that is known."""
        self._place: tuple[str, int] | None = None

    @property
    def loop(self) -> Looping:
        """All steps in one call."""
        return self

    def through(self, feed: Feed) -> list[Vector]:
        """The points that the loop asks for, one a step, and where it has its end there, its result."""
        steps = feed.steps
        self._history = [feed.at(step) for step in range(steps)]
        result = self._whole_call()
        self.steps = min(steps, len(self._points))
        found = self._points[1 : steps + 1]
        if len(found) < steps:
            found.append(self._last(result))
            self._look_at(result, steps)
        self.current = found[-1]
        return found

    def _whole_call(self) -> Any:
        if len(self.containers) != 1:
            raise BadValueError("a training loop over separate parameters")
        self._points, self.asked, self._turn = [], None, _Turn(self._once)
        self.slots = [self.containers[0].pack(self._start)]
        self.current = self._start.copy()
        if self.steps:
            self.target = self._make(self)
        positional, keyword = self._arguments([0], [])
        try:
            result = self.target.function(*positional, **keyword)
            if isinstance(result, types.GeneratorType):
                return _exhausted(result, len(self._history) + 1)
        except _EnoughError:
            return None
        return result

    def gradient(self, *arguments: Any, **named: Any) -> Any:
        """The gradient of the step that the loop is in: asking twice at one point is no second step.

        Unless there was nothing to move it away: the same line asks again after a gradient of zeros, or more often
        than a single step asks: who moves by the old velocity stands still at first.
        """
        line = _asking_line()
        if line in self.inputs.conditions:
            self._gradient_at = np.ones_like
            kept, value = self.asked, super().gradient(*arguments, **named)
            self.asked = kept
            return value
        point = self.asked_point([*arguments, *named.values()])
        moved = not self._points or not np.array_equal(point, self._points[-1], equal_nan=True)
        if self._turn.begins(line, moved=moved):
            self._points.append(point)
            if self.unaided and len(self._points) > len(self._history):
                raise _EnoughError
        self._gradient_at = self._history[min(len(self._points), len(self._history)) - 1]
        before = self.asked
        self._turn.still = not self._gradient_at(point).any()
        value = super().gradient(*arguments, **named)
        if len(self._points) > len(self._history):
            self.asked = before  # a call after the last step changes nothing
        return value

    def _look_at(self, result: Any, steps: int) -> None:
        if any(_aliased(whole, steps) for whole in (result, *_members(result))):
            self.notes.add("history-aliased")

    def _last(self, result: Any) -> Vector:
        """The parameters at the end: returned, last in a returned history, or changed in place.

        Where they stand is settled at the first call: after 16 steps a list of 16 losses looks like 16 parameters.
        """
        container = self.containers[0]
        for place, value in _candidates(result, container):
            if place == (self._place or place) and fits(container, value):
                self._place = place
                return container.unpack(value)
        moved = container.unpack(self.slots[0])
        if result is None or (moved != self._start).any():
            return moved
        raise BadValueError("no parameters in what the loop returned")


class Replay(Looping):
    """Calls anew for every step, since nothing of the code's state can be seen between two steps of its own loop."""

    def step(self, gradient_at: GradientAt) -> None:
        """All steps from the start to this one."""
        self._history.append(gradient_at)
        result = self._whole_call()
        if len(self._history) == 1 == len(self._points):
            self._once = self._turn.asks.copy()
        self.steps += 1
        self.current = self._last(result)
        self._look_at(result, self.steps)

    def _value(self, argument: Argument, groups: list[int], gradients: list[Any]) -> Any:
        if argument.name in self.inputs.counts:
            return len(self._history)
        return super()._value(argument, groups, gradients)


class Watched(Looping):
    """The loop makes as many steps as it likes: it is stopped when it has made enough."""

    unaided = True


class _Turn:
    """One turn of the student's loop: how often each line has asked in it, and how often it usually does."""

    def __init__(self, once: Counter[int | None]) -> None:
        self.still = False
        """The last answer was all zeros."""
        self.asks: Counter[int | None] = Counter()
        self._once = once
        self._usual: Counter[int | None] = Counter()

    def begins(self, line: int | None, *, moved: bool) -> bool:
        """Whether this question begins a new turn."""
        again = self._once[line] > 0 and self.asks[line] >= self._once[line]
        begins = moved or again or (self.still and self.asks[line] >= max(1, self._usual[line]))
        if begins:
            if not self.still:
                self._usual = self.asks
            self.asks = Counter()
        self.asks[line] += 1
        return begins


def _asking_line() -> int | None:
    """Line of the student's code that is asking now."""
    frame: types.FrameType | None = sys._getframe(2)  # noqa: SLF001 - the one way to see who calls
    while frame is not None and cell_of(frame.f_code.co_filename) is None:
        frame = frame.f_back
    return frame.f_lineno if frame is not None else None


class _EnoughError(BaseException):
    """Ends the student's loop; no ``except Exception`` of theirs takes it for an error."""


def _exhausted(made: Iterator[Any], most: int) -> list[Any]:
    """What a generator yields, step after step."""
    found = []
    for value in made:
        found.append(value)
        if len(found) == most:
            break
    return found


def _candidates(result: Any, container: Container) -> Iterator[tuple[tuple[str, int], Any]]:
    """The result, its members, then the last of each that is a sequence; of a list of points the last one."""
    members = _members(result)
    several = isinstance(result, tuple | dict) or not all(fits(container, member) for member in members)
    yield ("whole", 0), result
    if several:
        yield from ((("member", place), member) for place, member in enumerate(members))
    for place, whole in enumerate((*members, result) if several else (result,)):
        found = items(whole)
        if found is None and getattr(whole, "ndim", 0) > 1:
            found = list(whole)
        if found:
            yield ("last of", place), found[-1]


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
