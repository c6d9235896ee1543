"""Trainings in TensorFlow 1 sessions: what every ``session.run`` that moves trainable variables found and left.

Before such a run the parameters, gradients, loss and rate are read by a run of their own with the same feed, so that
the student's run stays what it is. What can't be run twice unnoticed (random operations, iterators) is fetched in the
student's own run; what that doesn't need anyway is left alone. Nothing is ever added to the graph.
"""

from __future__ import annotations

import contextlib
import functools
import weakref
from collections.abc import Callable, Mapping
from typing import Any

from .. import kernels
from . import graphs
from .heard import Heard
from .patching import Patches, Undo
from .rates import Schedules
from .readings import Step
from .recorder import Recorder
from .session_trainings import SessionTrainings
from .units import Plan, at, elements, make_plan

_MAX_PLANS = 4_000


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
        self.sessions: weakref.WeakKeyDictionary[Any, SessionTrainings] = weakref.WeakKeyDictionary()
        self.ended: list[SessionTrainings] = []
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
            full = state.full(plan)
            if full is not None:
                result = original(session, fetches, feed_dict, *rest, **named)
                state.count(full, feed_dict)
                with contextlib.suppress(Exception):
                    state.note(plan, result)
                return result
            step = self._before(state, plan, feed_dict)
            extra = step.extra if step is not None else []
            try:
                if extra:
                    result, inside = original(session, [fetches, extra], feed_dict, *rest, **named)
                else:
                    result, inside = original(session, fetches, feed_dict, *rest, **named), []
            except Exception as error:
                if step is not None:
                    step.failed(error)
                raise
            # Watching must never be the student's error.
            with contextlib.suppress(Exception):
                self._after(state, plan, step, result, inside, feed_dict)
            return result

        return run

    def _calling(self, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def make_callable(session: Any, fetches: Any, feed_list: Any = None, *rest: Any, **named: Any) -> Any:
            made = original(session, fetches, feed_list, *rest, **named)
            plan = self._plan(session, fetches)
            if feed_list or plan is None or plan.plain:
                return made  # with a feed it goes through run
            return functools.partial(session.run, fetches)

        return make_callable

    def _closing(self, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def close(session: Any) -> Any:
            state = self.sessions.pop(session, None)
            if state is not None:
                with contextlib.suppress(Exception):
                    self._end(state)
            return original(session)

        return close

    # ---- one run -----------------------------------------------------------------------------------------------
    def _state(self, session: Any) -> SessionTrainings:
        found = self.sessions.get(session)
        if found is None:
            behind = weakref.proxy(session)
            found = SessionTrainings(
                self.recorder,
                behind,
                self.heard.notes(session.graph),
                lambda tensors, feed: self._read(behind, tensors, feed),
            )
            self.sessions[session] = found
        return found

    def _plan(self, session: Any, fetches: Any) -> Plan | None:
        try:
            state = self._state(session)
            kept = tuple(elements(fetches))
            key = tuple((path, each if isinstance(each, str) else id(each)) for path, each in kept)
            plan = state.plans.get(key)
            if plan is None and len(state.plans) < _MAX_PLANS:
                plan = make_plan(session.graph, fetches, state.notes)
                plan.kept = kept
                state.plans[key] = plan
        except Exception:  # noqa: BLE001 - fetches may be anything; what is wrong with them the student's run says
            return None
        return plan

    def _before(self, state: SessionTrainings, plan: Plan, feed: Any) -> Step | None:
        try:
            return Step([state.before(plan, unit, feed) for unit in plan.units]) if plan.units else None
        except Exception:  # noqa: BLE001 - watching must never be the student's error
            return None

    def _read(self, session: Any, tensors: Mapping[str, list[Any]], feed: Any) -> dict[str, list[Any]] | None:
        self.busy = True
        try:
            found: dict[str, list[Any]] = self.run(session, dict(tensors), feed_dict=feed)
        except Exception:  # noqa: BLE001 - not initialised, or not fed: the student's own run will tell
            return None
        finally:
            self.busy = False
        return found

    @staticmethod
    def _after(
        state: SessionTrainings, plan: Plan, step: Step | None, result: Any, inside: list[Any], feed: Any
    ) -> None:
        if plan.resets:
            state.reset(plan.resets)
        if step is None:
            state.note(plan, result)
            return
        for running in step.units:
            running.take_inside(inside)
        state.stepped(step.units, {name: at(result, path) for path, name in plan.interests}, feed)

    # ---- the end -----------------------------------------------------------------------------------------------
    def _end(self, state: SessionTrainings) -> None:
        state.end()
        self.ended.append(state)

    def finish(self) -> None:
        """The cells are over."""
        for state in list(self.sessions.values()):
            with contextlib.suppress(Exception):
                self._end(state)
        self.busy = True
        for state in self.ended:
            state.work_out()
        for training in list(self.recorder.trainings):
            seen = training.gradients or training.losses
            if training.framework == "tf1" and training.steps < 2 and not seen:
                self.recorder.drop(training)
