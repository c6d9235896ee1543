"""Every candidate of a method meets every task: the way of calling is found on the first one and kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..driver import Quiet
from ..interrupt import Clock, OutOfTimeError, TimeLimit
from ..isolation import Snapshot
from ..sources import Sources
from ..wire import Send, array, clip, fault, simple_fault
from .calling import Call, Way, ways_of
from .finding import Found, find_methods
from .objectives import Objective, TooOftenError
from .ready_made import Watch
from .results import Result
from .watching import Watcher, watch_ways

SLICE_S = 8.0
MAX_TRIALS = 8
STOPPING = "stop"


class MethodBench:
    """The methods of one submission."""

    def __init__(
        self,
        own: Sequence[tuple[str, Any]],
        sources: Sources,
        snapshot: Snapshot,
        requests: Sequence[Mapping[str, Any]],
    ) -> None:
        self.snapshot = snapshot
        self.requests: dict[str, list[Mapping[str, Any]]] = {}
        for one in requests:
            if one["kind"] in {"minimise", STOPPING}:
                self.requests.setdefault(str(one.get("method", STOPPING)), []).append(one)
        words = {method: several[0]["names"] for method, several in self.requests.items()}
        self.found: dict[str, list[Found]] = find_methods(own, sources, words, (STOPPING,))

    def described(self) -> list[dict[str, Any]]:
        """The protocol's candidates."""
        return [one.described() for several in self.found.values() for one in several]

    def drive(self, clock: Clock, send: Send) -> None:
        """Ask every candidate for everything asked of its method."""
        with Quiet():
            for method, several in self.found.items():
                for found in several:
                    if not found.stub:
                        self._drive(method, found, clock, send)

    def _drive(self, method: str, found: Found, clock: Clock, send: Send) -> None:
        if method == STOPPING:
            watcher = Watcher(found, self.snapshot)
            watcher.drive(list(watch_ways(found)), self.requests[method], clock, send)
            return
        requests = self.requests[method]
        failed: dict[str, Any] | None = None
        for way in list(ways_of(found, method))[:MAX_TRIALS]:
            message = self._run(method, found, way, requests[0], clock)
            if message["theta"] is not None:
                send(message)
                for request in requests[1:]:
                    if clock.left() > 0:
                        send(self._run(method, found, way, request, clock))
                return
            failed = failed or message
        if failed is not None:
            send(failed)

    def _run(
        self, method: str, found: Found, way: Way, request: Mapping[str, Any], clock: Clock
    ) -> dict[str, Any]:
        self.snapshot.restore()
        objective = Objective(request)
        call = Call(found, way, method, objective, int(request["steps"]))
        result, error = Result(), None
        watch = Watch()
        try:
            with TimeLimit(max(0.2, min(SLICE_S, clock.left() / 2))), watch:
                result = call.run()
        except OutOfTimeError as stopped:
            error = simple_fault("OutOfTime", str(stopped))
        except TooOftenError as stopped:
            error = simple_fault("OutOfTime", str(stopped))
        except BaseException as caught:  # noqa: BLE001 - students' code may raise anything
            error = fault(caught)
            error["sure"] = error["kind"] in _THEIRS
        if result.theta is None and error is None:
            error = simple_fault("shape", "no parameters came back")
        asked = np.array(objective.asked) if objective.asked else None
        return {
            "type": "minimised",
            "request": request["id"],
            "candidate": clip(found.name),
            "convention": clip(way.described(found)),
            "theta": None if result.theta is None else array(result.theta),
            "history": None if result.history is None else array(result.history),
            "asked": None if asked is None else array(asked),
            "losses_asked": objective.losses,
            "gradients_asked": objective.gradients,
            "hessians_asked": objective.hessians,
            "steps_given": call.steps_given,
            "builtin": clip(watch.name),
            "certain": call.certain,
            "error": error,
        }


_THEIRS = frozenset({"NameError", "UnboundLocalError", "ImportError", "ModuleNotFoundError"})
"""What our way of calling can't have caused."""
