"""Trainings in TensorFlow 1 sessions: what every ``session.run`` that moves trainable variables found and left.

Before such a run the parameters, gradients, loss and rate are read by a run of their own with the same feed, so that
the student's run stays what it is. What can't be run twice unnoticed (random operations, iterators) is fetched in the
student's own run; what that doesn't need anyway is left alone. Nothing is ever added to the graph.
"""

from __future__ import annotations

import contextlib
import functools
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .. import kernels
from ..values import number
from ..wire import fault
from . import graphs
from .heard import Heard
from .patching import Patches, Undo
from .place import here, loop_here
from .rates import Schedules, constant
from .recheck import Recheck
from .recorder import Recorder, Training, Vector
from .units import Plan, Unit, at, elements, hyperparameters, make_plan, true_gradients

_MAX_PLANS = 4_000


@dataclass
class _Reading:
    """What a unit's tensors are fetched by, and what they gave."""

    theta: list[Any]
    before: dict[str, list[Any]]
    """Tensors that a run of their own may read: ``gradients``, ``loss``, ``rate``, ``true``."""
    inside: dict[str, list[Any]]
    """Tensors that only the student's own run may give."""


@dataclass
class _Seen:
    """A value that the student fetched since the last step."""

    value: Any
    printed: int


@dataclass
class _Session:
    """What is known of one session."""

    plans: dict[Any, Plan] = field(default_factory=dict)
    trainings: dict[tuple[Any, ...], tuple[Training, Unit]] = field(default_factory=dict)
    readings: dict[int, _Reading] = field(default_factory=dict)
    seen: dict[str, _Seen] = field(default_factory=dict)
    feed: Any = None
    """Of the last step."""
    loss_after: set[str] = field(default_factory=set)
    """Losses that the student fetched after the last step."""


def watch_sessions(recorder: Recorder) -> Undo:
    """Install; returns the undoing."""
    patches = Patches()
    watcher = _Sessions(recorder, Heard(patches))
    watcher.listen(patches)

    def undo() -> None:
        with contextlib.suppress(Exception):
            watcher.finish()
        patches.undo()

    return undo


class _Sessions:
    def __init__(self, recorder: Recorder, heard: Heard) -> None:
        self.recorder = recorder
        self.heard = heard
        self.sessions: weakref.WeakKeyDictionary[Any, _Session] = weakref.WeakKeyDictionary()
        self.rechecks: dict[int, Recheck] = {}
        self.busy = False
        self.run: Callable[..., Any]

    def listen(self, patches: Patches) -> None:
        from tensorflow.python.client import session

        kernels.watch()
        self.heard.listen()
        Schedules(patches, self._schedule).listen()
        base = session.BaseSession
        self.run = base.run
        patches.put(base, "run", self._running(base.run))
        patches.put(base, "make_callable", self._calling(base.make_callable))
        patches.put(base, "close", self._closing(base.close))

    def _schedule(self, rate: Any, name: str, given: dict[str, float]) -> None:
        if hasattr(rate, "graph"):
            self.heard.notes(rate.graph).schedules[graphs.through(rate).name] = (name, given)

    # ---- the patches -------------------------------------------------------------------------------------------
    def _running(self, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def run(session: Any, fetches: Any, feed_dict: Any = None, *rest: Any, **named: Any) -> Any:
            plan = None if self.busy else self._plan(session, fetches)
            if plan is None or plan.plain:
                return original(session, fetches, feed_dict, *rest, **named)
            state = self._state(session)
            trainings = self._full(state, plan)
            if trainings is not None:
                result = original(session, fetches, feed_dict, *rest, **named)
                for training in trainings:
                    training.step()
                state.feed = feed_dict
                self._note(state, plan, result)
                return result
            step = self._before(session, state, plan, feed_dict)
            try:
                if step is not None and step.extra:
                    result, inside = original(session, [fetches, step.extra], feed_dict, *rest, **named)
                else:
                    result, inside = original(session, fetches, feed_dict, *rest, **named), []
            except Exception as error:
                if step is not None:
                    step.failed(error)
                raise
            self._after(session, state, plan, step, result, inside, feed_dict)
            return result

        return run

    def _calling(self, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def make_callable(
            session: Any,
            fetches: Any,
            feed_list: Any = None,
            accept_options: bool = False,  # noqa: FBT001, FBT002 - TensorFlow's own signature
        ) -> Any:
            made = original(session, fetches, feed_list, accept_options)
            plan = self._plan(session, fetches)
            if feed_list or plan is None or plan.plain:
                return made  # with a feed it goes through run
            return functools.partial(session.run, fetches)

        return make_callable

    def _closing(self, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def close(session: Any) -> Any:
            if session in self.sessions:
                with contextlib.suppress(Exception):
                    self._end(session, self.sessions[session])
            return original(session)

        return close

    # ---- plans -------------------------------------------------------------------------------------------------
    def _state(self, session: Any) -> _Session:
        found = self.sessions.get(session)
        if found is None:
            found = self.sessions[session] = _Session()
        return found

    def _plan(self, session: Any, fetches: Any) -> Plan | None:
        try:
            state = self._state(session)
            kept = tuple(elements(fetches))
            key = tuple((path, each if isinstance(each, str) else id(each)) for path, each in kept)
            plan = state.plans.get(key)
            if plan is None and len(state.plans) < _MAX_PLANS:
                plan = make_plan(session.graph, fetches, self.heard.notes(session.graph))
                plan.kept = kept
                state.plans[key] = plan
        except Exception:  # noqa: BLE001 - fetches may be anything; what is wrong with them the student's run says
            import traceback

            traceback.print_exc()  # DEBUG
            return None
        return plan

    def _full(self, state: _Session, plan: Plan) -> list[Training] | None:
        """The trainings that a run goes on with, where all of them are only counted by now."""
        found = [state.trainings.get(unit.key) for unit in plan.units]
        full = [each[0] for each in found if each is not None and each[0].full]
        return full if full and len(full) == len(plan.units) and not plan.resets else None

    # ---- one run -----------------------------------------------------------------------------------------------
    def _before(self, session: Any, state: _Session, plan: Plan, feed: Any) -> _Step | None:
        if not plan.units:
            return None
        try:
            return _Step([self._unit_before(session, state, plan, unit, feed) for unit in plan.units])
        except Exception:  # noqa: BLE001 - watching must never be the student's error
            import traceback

            traceback.print_exc()  # DEBUG
            return None

    def _unit_before(self, session: Any, state: _Session, plan: Plan, unit: Unit, feed: Any) -> _Running:
        reading = state.readings.get(id(unit))
        if reading is None:
            reading = state.readings[id(unit)] = self._reading(plan, unit, session.graph)
        tensors = {"theta": reading.theta, **reading.before}
        values = self._read(session, tensors, feed)
        if values is None and reading.before:
            values = self._read(session, {"theta": reading.theta}, feed)
            if values is not None:
                reading.before.clear()  # it can't be read with this feed; don't try every time
        return _Running(unit, values or {}, reading)

    def _reading(self, plan: Plan, unit: Unit, graph: Any) -> _Reading:
        wanted: dict[str, list[Any]] = {}
        if unit.small and unit.gradients and not unit.fed:
            wanted["gradients"] = unit.gradients
            wanted["true"] = true_gradients(unit, graph) or []
        if unit.small and unit.loss is not None and not unit.fed:
            wanted["loss"] = [unit.loss]
        if hasattr(unit.rate, "graph") and unit.rate.graph is graph and constant(unit.rate) is None:
            wanted["rate"] = [unit.rate]
        theta = [graphs.snapshot(variable) for variable in unit.variables] if unit.small else []
        made = _Reading([] if None in theta else theta, {}, {})
        for name, tensors in wanted.items():
            needed = graphs.ancestors([tensor.op for tensor in tensors])
            if graphs.is_pure(needed.values()):
                made.before[name] = tensors
            elif all(tensor.op.name in plan.needed for tensor in tensors):
                made.inside[name] = tensors
        return made

    def _read(self, session: Any, tensors: Mapping[str, list[Any]], feed: Any) -> dict[str, list[Any]] | None:
        self.busy = True
        try:
            found: dict[str, list[Any]] = self.run(session, dict(tensors), feed_dict=feed)
        except Exception:  # noqa: BLE001 - not initialised, or not fed: the student's own run will tell
            return None
        finally:
            self.busy = False
        return found

    def _after(
        self,
        session: Any,
        state: _Session,
        plan: Plan,
        step: _Step | None,
        result: Any,
        inside: list[Any],
        feed: Any,
    ) -> None:
        try:
            if plan.resets:
                self._reset(session, state, plan.resets)
            fetched = {name: at(result, path) for path, name in plan.interests}
            if step is not None:
                for running in step.units:
                    running.take_inside(inside)
                    self._step(session, state, running, fetched, feed)
                state.seen.clear()
                state.loss_after.clear()
                state.feed = feed
            else:
                self._note(state, plan, result)
        except Exception:  # noqa: BLE001 - watching must never be the student's error
            import traceback

            traceback.print_exc()  # DEBUG
            return

    def _note(self, state: _Session, plan: Plan, result: Any) -> None:
        """Keep what the student fetched."""
        if not plan.interests:
            return
        for path, name in plan.interests:
            with contextlib.suppress(Exception):
                value = at(result, path)
                first = state.seen.get(name)
                printed = first.printed if first is not None else self.recorder.printed_now()
                state.seen[name] = _Seen(value, printed)
                loss = number(value)
                for training, unit in state.trainings.values():
                    if loss is not None and unit.loss is not None and unit.loss.name == name:
                        training.last_loss = loss
                        state.loss_after.add(name)

    def _step(
        self, session: Any, state: _Session, running: _Running, fetched: Mapping[str, Any], feed: Any
    ) -> None:
        unit = running.unit
        key = unit.key
        if unit.made is None and unit.key[0] == "assign":
            key = (*key, loop_here(self.recorder.tee.loops))
        before = running.flat("theta")
        training, _ = state.trainings.get(key, (None, None))
        if training is not None and before is not None and not _same(before, training.theta[-1]):  # noqa: SIM102
            if training.vectors and not training.full:
                training = None  # the variables were set anew by something that wasn't seen
        if training is None:
            training = self._begin(session, state, running, before)
            state.trainings[key] = (training, unit)
        running.training = training
        gradient, loss = running.flat("gradients"), running.single("loss")
        if unit.fed and unit.gradients:
            gradient = _joined(
                [state.seen[g.name].value for g in unit.gradients if g.name in state.seen], unit
            )
        if loss is None:
            loss = self._loss(state, unit, fetched)
        recheck = self.rechecks.get(id(training))
        if recheck is not None and before is not None:
            recheck.keep(training.steps, before, feed)
        if training.wants_true(training.steps) and running.flat("true") is not None:
            training.true[training.steps] = running.flat("true")  # type: ignore[assignment]
        theta = self._read(session, {"theta": running.reading.theta}, None)
        after = _joined(theta["theta"], unit) if theta else None
        training.step(after, gradient=gradient, rate=running.rate(), loss=loss)

    def _loss(self, state: _Session, unit: Unit, fetched: Mapping[str, Any]) -> float | None:
        """The loss among what the student fetched with this step, or since the last."""
        seen = {name: each.value for name, each in state.seen.items()}
        for values in (fetched, seen):
            numbers = {name: number(value) for name, value in values.items()}
            known = {name: value for name, value in numbers.items() if value is not None}
            if unit.loss is not None:
                if unit.loss.name in known:
                    return known[unit.loss.name]
            elif len(known) == 1:
                return next(iter(known.values()))
        return None

    def _begin(self, session: Any, state: _Session, running: _Running, before: Vector | None) -> Training:
        unit = running.unit
        notes = self.heard.notes(session.graph)
        first = state.seen.get(unit.loss.name) if unit.loss is not None else None
        training = self.recorder.begin(
            "tf1",
            unit.way,
            unit.sizes,
            before if before is not None else np.full(sum(unit.sizes.values()), np.nan),
            single=all(variable.dtype.base_dtype.name != "float64" for variable in unit.variables),
            place=here(self.recorder.tee.loops),
            printed_from=first.printed if first is not None else None,
        )
        training.optimizer = type(unit.optimizer).__name__ if unit.optimizer is not None else ""
        training.builtin = unit.builtin
        training.arguments = hyperparameters(unit)
        training.called = list(unit.called)
        training.schedule, training.schedule_arguments = _schedule_of(unit.rate, notes.schedules)
        if unit.small and not unit.fed and true_gradients(unit, session.graph) is None:
            self.rechecks[id(training)] = Recheck(session, training, unit, self.run)
        return training

    # ---- ends --------------------------------------------------------------------------------------------------
    def _reset(self, session: Any, state: _Session, names: set[str]) -> None:  # noqa: ARG002
        for key, (training, unit) in list(state.trainings.items()):
            if names & unit.sizes.keys():
                del state.trainings[key]
                del training, unit
        state.seen.clear()

    def _end(self, session: Any, state: _Session) -> None:
        """Read how the open trainings of a session end."""
        for training, unit in state.trainings.values():
            reading = state.readings.get(id(unit))
            if reading is None or getattr(session, "_closed", False):
                continue
            if training.full and training.vectors:
                values = self._read(session, {"theta": reading.theta}, None)
                if values is not None:
                    training.last_theta = _joined(values["theta"], unit)
            if unit.loss is not None and unit.loss.name not in state.loss_after and "loss" in reading.before:
                values = self._read(session, {"loss": reading.before["loss"]}, state.feed)
                training.last_loss = number(values["loss"][0]) if values else training.last_loss
        state.trainings.clear()

    def finish(self) -> None:
        """The cells are over."""
        for session, state in list(self.sessions.items()):
            with contextlib.suppress(Exception):
                self._end(session, state)
        self.busy = True
        for recheck in self.rechecks.values():
            with contextlib.suppress(Exception):
                try:
                    recheck.work_out()
                except Exception:
                    import traceback

                    traceback.print_exc()
                    raise  # DEBUG
        for training in list(self.recorder.trainings):
            if (
                training.framework == "tf1"
                and training.steps < 2
                and not training.gradients
                and not training.losses
            ):
                self.recorder.drop(training)


@dataclass
class _Running:
    """One unit in one run."""

    unit: Unit
    values: dict[str, list[Any]]
    reading: _Reading
    training: Training | None = None

    def flat(self, name: str) -> Vector | None:
        """All variables' values of one kind in one vector."""
        values = self.values.get(name)
        return _joined(values, self.unit) if values else None

    def single(self, name: str) -> float | None:
        """The one number of a kind."""
        values = self.values.get(name)
        if not values:
            return None
        return float(np.sum(values[0])) if np.size(values[0]) else None

    def rate(self) -> float | None:
        """The rate in force."""
        found = self.single("rate")
        found = constant(self.unit.rate) if found is None else found
        return None if found is None else found * self.unit.rate_sign

    def take_inside(self, inside: list[Any]) -> None:
        """Keep what the student's own run gave."""
        for name, tensors in self.reading.inside.items():
            self.values[name] = inside[: len(tensors)]
            del inside[: len(tensors)]


@dataclass
class _Step:
    """All units of one run."""

    units: list[_Running]

    @property
    def extra(self) -> list[Any]:
        """Tensors to fetch in the student's own run."""
        return [
            tensor for each in self.units for tensors in each.reading.inside.values() for tensor in tensors
        ]

    def failed(self, error: Exception) -> None:
        """The student's run raised."""
        for each in self.units:
            if each.training is not None:
                each.training.error = fault(error)


def _joined(values: Sequence[Any], unit: Unit) -> Vector | None:
    if not values:
        return None
    flat = np.concatenate([np.ravel(np.asarray(value, dtype=np.float64)) for value in values])
    return flat if flat.size == sum(unit.sizes.values()) else None


def _same(one: Vector, other: Vector) -> bool:
    return bool(np.array_equal(one, other, equal_nan=True))


def _schedule_of(
    rate: Any, schedules: Mapping[str, tuple[str, dict[str, float]]]
) -> tuple[str, dict[str, float]]:
    if not hasattr(rate, "op"):
        return "", {}
    for name in _tensors(rate):
        if name in schedules:
            return schedules[name]
    return "", {}


def _tensors(rate: Any) -> Iterator[str]:
    for op in graphs.ancestors([rate.op]).values():
        yield from (tensor.name for tensor in op.outputs)
