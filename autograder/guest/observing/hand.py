"""Trainings without an optimizer object: the student's own code asks for gradients and assigns to the variables.

A step lasts from one question for gradients to the next. Where nothing moved in between it was none, unless the
training goes on already.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .place import Place, frame_here, here, loop_here, own_object, still_in
from .recorder import Framework, Recorder, Training, Vector
from .stepped import Facts, begin, size_of
from .sums import Sums, ahead


@dataclass
class _Part:
    variable: Any
    theta: Any
    gradient: Any
    """What the update is handed: all that has come together where gradients accumulate."""
    true: Any
    """The loss's own."""
    points: list[Vector]
    """Sums that it is a term of, made since the question before: one may be the point that was asked at."""


@dataclass
class _Question:
    """Gradients that were asked for, and what became of them."""

    source: Any
    """The tape or graph; the same one may be asked several times in one step."""
    target: Any
    loss: float | None
    loop: tuple[int, int]
    frame: Any
    place: Place | None
    printed: int
    parts: dict[int, _Part] = field(default_factory=dict)
    called: list[str] = field(default_factory=list)
    optimizer: str = ""


class ByHand:
    """Keeps the question that is open."""

    def __init__(
        self,
        recorder: Recorder,
        framework: Framework,
        values: Callable[[Sequence[Any]], list[Any]],
        *,
        accumulates: bool = False,
    ) -> None:
        self.recorder = recorder
        self.framework = framework
        self.values = values
        self.accumulates = accumulates
        """Whether a second question before anything moves adds to the first."""
        self.question: _Question | None = None
        self.sums = Sums(values)
        self.points: dict[int, list[list[list[Vector]]]] = {}
        """By a training's identity, step and parameter."""
        self.trainings: dict[tuple[Any, ...], tuple[Training, list[Any], Any]] = {}

    def asked(
        self,
        source: Any,
        target: Any,
        loss: float | None,
        pairs: Sequence[tuple[Any, Any]],
        called: str,
        *,
        true: Sequence[Any] | None = None,
    ) -> None:
        """Gradients by variables were worked out: ``pairs`` of variable and gradient as it will be handed over."""
        open_ = self.question
        if open_ is None or open_.source is not source or open_.target is not target:
            self.close()
            loops = self.recorder.tee.loops
            frame = frame_here(loops)
            new = all(known is not frame for _, _, known in self.trainings.values())
            place = here(loops) if new else None
            printed = self.recorder.printed_now()
            open_ = _Question(source, target, loss, loop_here(loops), frame, place, printed, called=[called])
            self.question = open_
        small = [(v, g) for v, g in pairs if (size_of(v) or 0) <= 64]
        thetas = self.values([variable for variable, _ in small])
        gradients = self.values([gradient for _, gradient in small])
        points = self.sums.points(thetas)
        for (variable, _), theta, gradient, own, sums in zip(
            small, thetas, gradients, true or gradients, points, strict=True
        ):
            open_.parts.setdefault(id(variable), _Part(variable, theta, gradient, own, sums))

    def gradient_of(self, variables: Sequence[Any]) -> tuple[float | None, Vector | None]:
        """Loss and gradients last asked for, where they are these variables'."""
        open_ = self.question
        if open_ is None:
            return None, None
        parts = [open_.parts.get(id(variable)) for variable in variables]
        if not parts or None in parts:
            return open_.loss if not open_.parts or any(parts) else None, None
        return open_.loss, _flat([part.true for part in parts if part is not None])

    def taken(self) -> None:
        """An optimizer object takes the gradients: no step by hand."""
        self.question = None

    def assigning(self, variable: Any, called: str) -> None:
        """The student's code assigns to a variable."""
        open_ = self.question
        if open_ is None or id(variable) not in open_.parts:
            return
        if open_.frame is not None and not still_in(open_.frame, open_.loop, self.recorder.tee.loops):
            self.close()  # it is set anew for what comes next
            return
        if called not in open_.called:
            open_.called.append(called)
        open_.optimizer = open_.optimizer or own_object()

    def close(self) -> None:
        """The step is over, if it was one."""
        open_, self.question = self.question, None
        if open_ is None or not open_.parts:
            return
        parts = list(open_.parts.values())
        key = (open_.loop, *open_.parts)
        before, after = _flat([p.theta for p in parts]), _flat(self.values([p.variable for p in parts]))
        training, _, frame = self.trainings.get(key, (None, None, None))
        if training is not None and (
            frame is not open_.frame or not (training.full or np.array_equal(before, training.theta[-1]))
        ):
            training = None
        unmoved = bool(np.array_equal(before, after))
        if unmoved and self.accumulates:
            return
        if training is None:
            if unmoved:
                return  # gradients that nobody used
            facts = Facts(self.framework, "assign", open_.optimizer, called=open_.called)
            variables = [p.variable for p in parts]
            training = begin(
                self.recorder, facts, variables, before, place=open_.place, printed_from=open_.printed
            )
            self.trainings[key] = (training, [p.variable for p in parts], open_.frame)
        gradient = _flat([p.gradient for p in parts])
        if training.wants_true(training.steps):
            training.true[training.steps] = _flat([p.true for p in parts])
        training.step(after, gradient=gradient, loss=open_.loss)
        if not training.full:
            self.points.setdefault(id(training), []).append([part.points for part in parts])

    def finish(self) -> None:
        """The cells are over."""
        self.close()
        for training, _, _ in self.trainings.values():
            points = ahead(training, self.points.get(id(training), []))
            if points is not None:
                training.looked_ahead(dict(enumerate(points)))


def _flat(values: Sequence[Any]) -> Vector:
    return np.concatenate([np.ravel(np.asarray(value, dtype=np.float64)) for value in values])
