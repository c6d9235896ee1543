"""The trainings of one TensorFlow session: which step belongs to which, and where one ends and the next begins."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np

from ..values import number
from . import graphs
from .alternating import Alternating
from .heard import Notes
from .place import loop_here, own_names
from .readings import Reading, Running, joined, reading_of
from .recheck import Recheck
from .recorder import Recorder, Training, Vector
from .stepped import unique
from .stretching import stretched_in_graph
from .units import Plan, Unit, at, hyperparameters, true_gradients

Read = Callable[[Mapping[str, list[Any]], Any], dict[str, list[Any]] | None]


@dataclass
class _Seen:
    """A value that the student fetched since the last step."""

    value: Any
    printed: int


@dataclass
class _Open:
    """A training that goes on."""

    training: Training
    unit: Unit
    loop: tuple[int, int]
    moved: set[str] = field(default_factory=set)
    """Variables that moved already in the step that is going on: other variables may follow in a run of their own."""
    ahead: Vector | None = None
    """Where the parameters were before they were moved ahead, to the point at which the gradients are asked for."""
    recheck: Recheck | None = None


class SessionTrainings:
    """Follows one session."""

    def __init__(self, recorder: Recorder, session: Any, notes: Notes, read: Read) -> None:
        self.recorder = recorder
        self.session = session
        self.notes = notes
        self.read = read
        self.plans: dict[Any, Plan] = {}
        self.open: dict[tuple[Any, ...], _Open] = {}
        self.rechecks: list[Recheck] = []
        self.readings: dict[int, Reading] = {}
        self.seen: dict[str, _Seen] = {}
        self.prepared: dict[frozenset[str], Running] = {}
        """By the names of the variables: what a run found that moved only their slots."""
        self.feed: Any = None
        """Of the last step."""
        self.alternating = Alternating()
        self.run = 0
        """How many runs have moved variables."""
        self.after: set[str] = set()
        """Losses that the student fetched after the last step."""

    # ---- before the student's run ------------------------------------------------------------------------------
    def full(self, plan: Plan) -> list[Training] | None:
        """The trainings that a run goes on with, where all of them are only counted by now."""
        found = [self._open(unit) for unit in plan.units]
        full = [each.training for each in found if each is not None and each.training.full]
        return full if full and len(full) == len(plan.units) and not plan.resets else None

    def count(self, trainings: list[Training], feed: Any) -> None:
        """One more step of trainings that are recorded already."""
        self.feed = feed
        self.after.clear()
        for training in trainings:
            training.step()

    def before(self, plan: Plan, unit: Unit, feed: Any) -> Running:
        """Read what a step begins with."""
        reading = self.readings.get(id(unit))
        if reading is None:
            reading = self.readings[id(unit)] = reading_of(plan, unit, self.session.graph)
        values = self.read({"theta": reading.theta, **reading.before}, feed)
        if values is None and reading.before:
            values = self.read({"theta": reading.theta}, feed)
            if values is not None:
                reading.before.clear()  # it can't be read with this feed; don't try every time
        known = self._open(unit)
        self._ask_others(unit, feed)
        return Running(unit, values or {}, reading, known.training if known is not None else None)

    # ---- after it ----------------------------------------------------------------------------------------------
    def note(self, plan: Plan, result: Any) -> None:
        """Keep what the student fetched outside a step."""
        for path, name in plan.interests:
            value = at(result, path)
            first = self.seen.get(name)
            printed = first.printed if first is not None else self.recorder.printed_now()
            self.seen[name] = _Seen(value, printed)
            loss = number(value)
            for each in self.open.values():
                if loss is not None and each.unit.loss is not None and each.unit.loss.name == name:
                    each.training.last_loss = loss
                    self.after.add(name)

    def reset(self, names: set[str]) -> None:
        """Variables got a new start."""
        self.open = {key: each for key, each in self.open.items() if not names & each.unit.sizes.keys()}
        self.seen.clear()

    def stepped(self, runnings: list[Running], fetched: Mapping[str, Any], feed: Any) -> None:
        """A run that moved variables is over."""
        self.run += 1
        for running in runnings:
            self._step(running, fetched, feed)
            open_ = self._open(running.unit)
            if open_ is not None and running.unit.made is not None:
                self.alternating.stepped(running.unit.key, open_.training, self.run, self._gradient(running))
        self.seen.clear()
        self.after.clear()
        self.feed = feed

    def _open(self, unit: Unit) -> _Open | None:
        """The training that a unit goes on with; of assignments one ends with its loop."""
        found = self.open.get(unit.key)
        if found is not None and unit.made is None and found.loop != loop_here(self.recorder.tee.loops):
            return None
        return found

    def _step(self, running: Running, fetched: Mapping[str, Any], feed: Any) -> None:
        unit, before = running.unit, running.flat("theta")
        if unit.prepares:
            self.prepared[frozenset(unit.sizes)] = running
            return
        if unit.asked is None and not unit.fed:
            running.complete(self.prepared.pop(frozenset(unit.sizes), None))
        open_ = self._open(unit)
        if open_ is not None and open_.ahead is None and not _goes_on(open_.training, before):
            open_ = None  # the variables were set anew by something that wasn't seen
        if open_ is None:
            open_ = self._begin(running, before, feed)
        training = open_.training
        theta = self.read({"theta": running.reading.theta}, None)
        after = joined(theta["theta"], unit) if theta else None
        gradient = self._gradient(running)
        partly = unit.moves < unit.sizes.keys()
        if partly and open_.moved and not open_.moved & unit.moves and after is not None:
            open_.moved |= unit.moves
            training.amend(after, gradient, running.moving())
            training.in_turn = training.in_turn or _is_true(gradient, running)
            return
        open_.moved = set(unit.moves) if partly else set()
        if self._moves_ahead(running, open_, gradient, after):
            return
        loss = running.single("loss")
        if loss is None:
            loss = self._loss(unit, fetched)
        asked = before if open_.ahead is not None else running.flat("point")
        if open_.recheck is not None and before is not None:
            open_.recheck.keep(training.steps, before if asked is None else asked, feed)
        true = gradient if unit.fed else running.flat("true")
        if true is not None and training.wants_true(training.steps):
            training.true[training.steps] = true
        loss = None if asked is not None else loss  # it is the loss there, not at theta
        open_.ahead = None
        training.step(after, gradient=gradient, rate=running.rate(), loss=loss, asked=asked)

    def _ask_others(self, unit: Unit, feed: Any) -> None:
        """Before a step: what would optimizers of other variables of the same loss be handed now?"""
        if unit.made is None or unit.loss is None:
            return
        for key in list(self.alternating.waiting(unit.key)):
            other = self.open.get(cast("tuple[Any, ...]", key))
            if other is None or other.unit.sizes.keys() & unit.sizes.keys():
                continue
            reading = self.readings.get(id(other.unit))
            if reading is None or "gradients" not in reading.before or not _needs(unit, other.unit):
                continue
            values = self.read({"gradients": reading.before["gradients"]}, feed)
            gradient = joined(values["gradients"], other.unit) if values else None
            if gradient is not None:
                self.alternating.asked(key, self.run + 1, gradient, by=unit.key)

    @staticmethod
    def _moves_ahead(running: Running, open_: _Open, gradient: Vector | None, after: Vector | None) -> bool:
        """Whether a run without gradients, among others with them, only moves to where they are asked for."""
        training, before = open_.training, running.flat("theta")
        if gradient is not None:
            if training.steps == 1 and not training.gradients and open_.unit.made is None:
                open_.ahead = training.theta[0]
                training.take_back()
                open_.unit = running.unit
                training.called = list(dict.fromkeys([*training.called, *running.unit.called]))
            return False
        if not training.gradients or before is None or after is None or training.full:
            return False
        open_.ahead = before
        return True

    def _gradient(self, running: Running) -> Vector | None:
        """What the update was handed; outside the graph, what was fetched for it last."""
        unit = running.unit
        if not unit.fed:
            return running.flat("gradients")
        names = [gradient.name for gradient in unit.gradients or ()]
        return joined([self.seen[name].value for name in names if name in self.seen], unit)

    def _loss(self, unit: Unit, fetched: Mapping[str, Any]) -> float | None:
        """The loss among what the student fetched with this step, or since the last."""
        seen = {name: each.value for name, each in self.seen.items()}
        for values in (fetched, seen):
            numbers = {name: number(value) for name, value in values.items()}
            known = {name: value for name, value in numbers.items() if value is not None}
            if unit.loss is not None:
                if unit.loss.name in known:
                    return known[unit.loss.name]
            elif len(known) == 1:
                return next(iter(known.values()))
        return None

    def _begin(self, running: Running, before: Vector | None, feed: Any) -> _Open:
        unit = running.unit
        first = self.seen.get(unit.loss.name) if unit.loss is not None else None
        sizes = list(unit.sizes.values())
        training = self.recorder.begin(
            "tf1",
            unit.way,
            dict(zip(unique(own_names(unit.variables)), sizes, strict=True)),
            before if before is not None else np.full(sum(sizes), np.nan),
            single=all(variable.dtype.base_dtype.name != "float64" for variable in unit.variables),
            printed_from=first.printed if first is not None else None,
        )
        training.optimizer = type(unit.optimizer).__name__ if unit.optimizer is not None else ""
        training.builtin = unit.builtin
        training.arguments = hyperparameters(unit)
        training.called = list(unit.called)
        training.schedule, training.schedule_arguments = self._schedule(unit.rate)
        if unit.loss is not None and unit.small:
            with contextlib.suppress(Exception):
                training.stretched = stretched_in_graph(unit.loss, lambda wanted: self.read(wanted, feed))
        open_ = self.open[unit.key] = _Open(training, unit, loop_here(self.recorder.tee.loops))
        if unit.small and not unit.fed and true_gradients(unit, self.session.graph) is None:
            open_.recheck = Recheck(training, unit, self.session.graph, self.read)
            self.rechecks.append(open_.recheck)
        return open_

    def _schedule(self, rate: Any) -> tuple[str, dict[str, float]]:
        """Name and arguments of the framework's schedule that a rate comes from."""
        if hasattr(rate, "op"):
            for op in graphs.ancestors([rate.op]).values():
                for tensor in op.outputs:
                    if tensor.name in self.notes.schedules:
                        return self.notes.schedules[tensor.name]
        return "", {}

    # ---- the end -----------------------------------------------------------------------------------------------
    def end(self) -> None:
        """Read how the open trainings end, while the session is still there."""
        for each in self._still_open():
            training, unit, reading = each.training, each.unit, self.readings.get(id(each.unit))
            if reading is None:
                continue
            if training.full and training.vectors:
                values = self.read({"theta": reading.theta}, None)
                training.last_theta = joined(values["theta"], unit) if values else training.last_theta
            if unit.loss is not None and unit.loss.name not in self.after and "loss" in reading.before:
                values = self.read({"loss": reading.before["loss"]}, self.feed)
                training.last_loss = float(np.sum(values["loss"][0])) if values else training.last_loss
        self.open.clear()

    def _still_open(self) -> Iterator[_Open]:
        if not getattr(self.session, "_closed", False):
            yield from self.open.values()

    def work_out(self) -> None:
        """Gradients that the student wrote out by hand are compared with TensorFlow's."""
        for recheck in self.rechecks:
            with contextlib.suppress(Exception):
                recheck.work_out()


def _is_true(gradient: Vector | None, running: Running) -> bool:
    """Whether what a run moves its variables by is the loss's own gradient as it is by then."""
    true = running.flat("true")
    if gradient is None or true is None:
        return False
    moving = running.moving() > 0
    return bool(np.allclose(gradient[moving], true[moving], rtol=1e-5, atol=1e-7))


def _needs(unit: Unit, other: Unit) -> bool:
    """Whether the one's loss is worked out from the other's variables."""
    needed = graphs.depends(unit.loss)
    return any(name in needed for variable in other.variables for name in graphs.variable_ops(variable))


def _goes_on(training: Training, theta: Vector | None) -> bool:
    if theta is None or training.full or not training.vectors:
        return True
    return bool(np.array_equal(theta, training.theta[-1], equal_nan=True))
