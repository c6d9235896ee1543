"""Trainings without an optimizer object: the student's own code asks for gradients and assigns to the variables.

A step lasts from one question for gradients to the next. Where nothing moved in between it was none, unless the
training goes on already.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .named_rates import named_rates
from .place import Place, frame_here, here, loop_here, own_object, still_in
from .recorder import Framework, Recorder, Training, Vector
from .stepped import Facts, begin, size_of
from .sums import Sums, ahead
from .turns import in_turns, only_asked


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
    own: bool
    """Whether the student's code asked for it; else the loss depends on the variable, and nobody asked."""


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
    number: int
    """Which of all questions it is."""
    parts: dict[int, _Part] = field(default_factory=dict)
    called: list[str] = field(default_factory=list)
    optimizer: str = ""
    rates: dict[str, float] = field(default_factory=dict)
    """What was called a rate when the first variable was assigned to."""


@dataclass
class _Going:
    """A training that goes on."""

    training: Training
    variables: list[Any]
    frame: Any
    own: set[int] = field(default_factory=set)
    """Identities of the variables whose gradients were asked for."""
    points: list[list[list[Vector]]] = field(default_factory=list)
    """By step and parameter."""
    true: list[Vector] = field(default_factory=list)
    """By step."""
    rates: list[dict[str, float]] = field(default_factory=list)
    """By step and name."""


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
        self.count = itertools.count()
        self.sums = Sums(values)
        self.going: dict[tuple[Any, ...], _Going] = {}
        self.done: list[_Going] = []

    def asked(
        self,
        source: Any,
        target: Any,
        loss: float | None,
        pairs: Sequence[tuple[Any, Any]],
        called: str,
        *,
        true: Sequence[Any] | None = None,
        beside: Sequence[tuple[Any, Any]] = (),
    ) -> None:
        """Gradients by variables were worked out: ``pairs`` of variable and gradient as it will be handed over.

        ``beside`` are the loss's gradients by its other variables, which nobody asked for.
        """
        small = [(v, g) for v, g in pairs if (size_of(v) or 0) <= 64]
        others = {id(v): v for v, _ in beside}
        open_ = self.question
        if open_ is None or open_.source is not source or open_.target is not target:
            if open_ is not None and self._joins(open_, {id(v) for v, _ in small}, set(others)):
                open_.source, open_.target = source, target
            else:
                self.close()
                open_ = self._opened(source, target, loss, called)
        thetas = self.values([variable for variable, _ in small])
        gradients = self.values([gradient for _, gradient in small])
        points = self.sums.points(thetas)
        for (variable, _), theta, gradient, own, sums in zip(
            small, thetas, gradients, true or gradients, points, strict=True
        ):
            known = open_.parts.get(id(variable))
            if known is None or not known.own:
                before = theta if known is None else known.theta
                open_.parts[id(variable)] = _Part(variable, before, gradient, own, sums, own=True)
        values = self.values([*others.values(), *(gradient for _, gradient in beside)])
        for variable, theta, gradient in zip(
            others.values(), values[: len(others)], values[len(others) :], strict=True
        ):
            open_.parts.setdefault(id(variable), _Part(variable, theta, gradient, gradient, [], own=False))

    def _opened(self, source: Any, target: Any, loss: float | None, called: str) -> _Question:
        loops = self.recorder.tee.loops
        frame = frame_here(loops)
        new = all(each.frame is not frame for each in self.going.values())
        place = here(loops) if new else None
        printed = self.recorder.printed_now()
        self.question = _Question(
            source, target, loss, loop_here(loops), frame, place, printed, next(self.count), called=[called]
        )
        if self.accumulates:  # PyTorch doesn't say when a parameter is moved
            self.question.rates = named_rates()
        return self.question

    def _joins(self, open_: _Question, own: set[int], others: set[int]) -> bool:
        """Whether another loss is asked for the rest of the same variables, before any of them has moved."""
        loops = self.recorder.tee.loops
        asked = {key for key, part in open_.parts.items() if part.own}
        if not own or own & asked or own | others != open_.parts.keys():
            return False
        if frame_here(loops) is not open_.frame or loop_here(loops) != open_.loop:
            return False
        parts = list(open_.parts.values())
        return bool(
            np.array_equal(_flat([p.theta for p in parts]), _flat(self.values([p.variable for p in parts])))
        )

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
        open_.rates = open_.rates or named_rates()
        open_.optimizer = open_.optimizer or own_object()

    def close(self) -> None:
        """The step is over, if it was one."""
        open_, self.question = self.question, None
        if open_ is None or not open_.parts or self.recorder.was_cut(open_.frame, open_.loop):
            return
        key = (open_.loop, frozenset(open_.parts))
        going = self.going.get(key)
        parts = list(open_.parts.values())
        if going is not None:
            parts = [open_.parts[id(variable)] for variable in going.variables]
        before, after = _flat([p.theta for p in parts]), _flat(self.values([p.variable for p in parts]))
        if going is not None and (
            going.frame is not open_.frame
            or not (going.training.full or np.array_equal(before, going.training.theta[-1]))
        ):
            going = None
        unmoved = bool(np.array_equal(before, after))
        if unmoved and (self.accumulates or going is None):
            return  # gradients that nobody used
        if going is None:
            going = self._begun(open_, parts, before)
            self.going[key] = going
            self.done.append(going)
        going.own.update(id(part.variable) for part in parts if part.own)
        training = going.training
        if not training.full:
            going.points.append([part.points for part in parts])
            going.true.append(_flat([p.true for p in parts]))
            going.rates.append(open_.rates)
        gradient = _flat([p.gradient for p in parts])
        training.step(after, gradient=gradient, loss=open_.loss)

    def _begun(self, open_: _Question, parts: Sequence[_Part], before: Vector) -> _Going:
        facts = Facts(self.framework, "assign", open_.optimizer, called=open_.called)
        variables = [p.variable for p in parts]
        training = begin(
            self.recorder, facts, variables, before, place=open_.place, printed_from=open_.printed
        )
        return _Going(training, variables, open_.frame)

    def finish(self) -> None:
        """The cells are over."""
        self.close()
        for each in self.done:
            training = each.training
            asked = [id(variable) in each.own for variable in each.variables]
            columns = only_asked(training, asked)
            points = ahead(training, [list(itertools.compress(step, asked)) for step in each.points])
            if points is not None:
                training.looked_ahead(dict(enumerate(points)))
            if not training.rates:
                training.rates.update(enumerate(_changing(each.rates)))
            true = in_turns(training, [row[columns] for row in each.true])
            for step, row in enumerate(true):
                if training.wants_true(step):
                    training.true[step] = row


def _changing(rates: Sequence[dict[str, float]]) -> list[float]:
    """The rates of all steps, where one variable that is called so changes from step to step, and no other does."""
    names = set(rates[0]).intersection(*rates[1:]) if rates else set()
    rows = {tuple(step[name] for step in rates) for name in names}
    changing = [row for row in rows if len(set(row)) > 1]
    return list(changing[0]) if len(changing) == 1 else []


def _flat(values: Sequence[Any]) -> Vector:
    return np.concatenate([np.ravel(np.asarray(value, dtype=np.float64)) for value in values])
