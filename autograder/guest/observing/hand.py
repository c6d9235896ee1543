"""Trainings without an optimizer object: the student's own code asks for gradients and assigns to the variables.

A step lasts from one question for gradients to the next. Where nothing moved in between it was none, unless the
training goes on already.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .named_rates import named_rates
from .place import frame_here, here, loop_here, own_object, still_in
from .questions import Answered, Going, Part, Question, flat
from .recorder import Framework, Recorder, Vector
from .stepped import Facts, begin, size_of
from .sums import Sums, ahead
from .turns import in_turns, only_asked


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
        self.question: Question | None = None
        self.count = itertools.count()
        self.sums = Sums(values)
        self.going: dict[tuple[Any, ...], Going] = {}
        self.held: dict[tuple[Any, ...], list[Answered]] = {}
        """Questions that may be a training's first two: one that moved nothing, and the next one."""
        self.done: list[Going] = []

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
                open_.parts[id(variable)] = Part(variable, before, gradient, own, sums, own=True)
        values = self.values([*others.values(), *(gradient for _, gradient in beside)])
        for variable, theta, gradient in zip(
            others.values(), values[: len(others)], values[len(others) :], strict=True
        ):
            open_.parts.setdefault(id(variable), Part(variable, theta, gradient, gradient, [], own=False))

    def _opened(self, source: Any, target: Any, loss: float | None, called: str) -> Question:
        loops = self.recorder.tee.loops
        frame = frame_here(loops)
        new = all(each.frame is not frame for each in self.going.values())
        place = here(loops) if new else None
        printed = self.recorder.printed_now()
        self.question = Question(
            source, target, loss, loop_here(loops), frame, place, printed, next(self.count), called=[called]
        )
        if self.accumulates:  # PyTorch doesn't say when a parameter is moved
            self.question.rates = named_rates()
        return self.question

    def _joins(self, open_: Question, own: set[int], others: set[int]) -> bool:
        """Whether another loss is asked for the rest of the same variables, before any of them has moved."""
        loops = self.recorder.tee.loops
        asked = {key for key, part in open_.parts.items() if part.own}
        if not own or own & asked or own | others != open_.parts.keys():
            return False
        if frame_here(loops) is not open_.frame or loop_here(loops) != open_.loop:
            return False
        parts = list(open_.parts.values())
        return bool(
            np.array_equal(flat([p.theta for p in parts]), flat(self.values([p.variable for p in parts])))
        )

    def gradient_of(self, variables: Sequence[Any]) -> tuple[float | None, Vector | None]:
        """Loss and gradients last asked for, where they are these variables'."""
        open_ = self.question
        if open_ is None:
            return None, None
        parts = [open_.parts.get(id(variable)) for variable in variables]
        if not parts or None in parts:
            return open_.loss if not open_.parts or any(parts) else None, None
        return open_.loss, flat([part.true for part in parts if part is not None])

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
        before, after = flat([p.theta for p in parts]), flat(self.values([p.variable for p in parts]))
        if going is not None and (
            going.frame is not open_.frame
            or not (going.training.full or np.array_equal(before, going.training.theta[-1]))
        ):
            going = None
        one = Answered(key, open_, parts, before, after)
        if going is None:
            self._begin(one)
        elif not (one.idle and self.accumulates):
            self._step(going, one)

    def _begin(self, one: Answered) -> None:
        """A training begins with the first question that was used.

        Or with the one before: who moves by an old velocity stands still at first. But whoever asks twice before each
        step uses every second answer: which of both it is, the third question tells.
        """
        held = self.held.pop(one.key, [])
        if held and not held[-1].goes_on(one):
            self._begin_with(held[1:])
            held = []
        if not held and one.idle:
            self.held[one.key] = [one]
        elif len(held) == 1 and (one.idle or not one.clear):
            self.held[one.key] = [one] if one.idle else []
            self._begin_with([] if one.idle else [one])
        elif len(held) == 1:
            self.held[one.key] = [*held, one]
        else:
            self._begin_with(held[1:] if one.idle else [*held, one])

    def _begin_with(self, steps: Sequence[Answered]) -> None:
        for one in steps:
            going = self.going.get(one.key) if one is not steps[0] else None
            if going is None:
                going = self._begun(one.question, one.parts, one.before)
                self.going[one.key] = going
                self.done.append(going)
            self._step(going, one)

    def _step(self, going: Going, one: Answered) -> None:
        parts = one.parts
        going.own.update(id(part.variable) for part in parts if part.own)
        training = going.training
        if not training.full:
            going.points.append([part.points for part in parts])
            going.true.append(flat([p.true for p in parts]))
            going.rates.append(one.question.rates)
        gradient = flat([p.gradient for p in parts])
        training.step(one.after, gradient=gradient, loss=one.question.loss)

    def _begun(self, open_: Question, parts: Sequence[Part], before: Vector) -> Going:
        facts = Facts(self.framework, "assign", open_.optimizer, called=open_.called)
        variables = [p.variable for p in parts]
        training = begin(
            self.recorder, facts, variables, before, place=open_.place, printed_from=open_.printed
        )
        return Going(training, variables, open_.frame)

    def finish(self) -> None:
        """The cells are over."""
        self.close()
        for held in self.held.values():
            self._begin_with(held[1:])
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
