"""Every sampler meets every request: the way of calling is found on the first one and kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..driver import Quiet
from ..interrupt import Clock, OutOfTimeError, TimeLimit
from ..isolation import Snapshot
from ..sources import Sources
from ..wire import Send, clip, from_array, simple_fault
from .drawing import Drawn, draw
from .finding import Callee, Sampler, find_samplers
from .sessions import Session, Way, is_joint, layouts_of, ways_of

MAX_SAMPLERS = 6
MAX_TRIALS = 24
MAX_WAYS = 3
SLICE_S = 2.0


class SamplerBench:
    """The samplers of one submission."""

    def __init__(
        self,
        own: Sequence[tuple[str, Any]],
        sources: Sources,
        snapshot: Snapshot,
        keywords: Sequence[str],
        requests: Sequence[Mapping[str, Any]],
    ) -> None:
        self.requests = [one for one in requests if one["kind"] == "sample"]
        self.snapshot = snapshot
        found, self.shufflers = find_samplers(own, sources, keywords) if self.requests else ([], [])
        self.found: list[Sampler] = found[:MAX_SAMPLERS]

    def described(self) -> list[dict[str, Any]]:
        """The protocol's candidates."""
        return [
            {
                "id": clip(one.name),
                "name": clip(one.name),
                "form": "sampler",
                "cell": one.cell,
                "line": one.line,
                "accepts": [],
                "stub": one.stub,
                "builtin_base": "",
            }
            for one in self.found
        ]

    def drive(self, clock: Clock, send: Send) -> None:
        """Ask every sampler for every request."""
        with Quiet():
            for sampler in self.found:
                if not sampler.stub:
                    self._drive(sampler, clock, send)

    def _drive(self, sampler: Sampler, clock: Clock, send: Send) -> None:
        first = self.requests[0]
        kept: list[Way] = []
        failed: list[tuple[Way, Drawn]] = []
        shufflers: list[Callee] = self.shufflers
        for way in list(ways_of(sampler, shufflers))[:MAX_TRIALS]:
            if len(kept) >= MAX_WAYS or clock.left() <= 0:
                break
            if kept and not _worth(way, kept[0], sampler):
                continue
            drawn = self._run(sampler, way, first, clock)
            if drawn.readable:
                kept.append(way)
                send(drawn.message(first["id"], sampler.name, way.described(sampler)))
            else:
                failed.append((way, drawn))
        if not kept and failed:
            way, drawn = failed[0]
            if drawn.error is not None:
                places = {(one.error or {}).get("line") for _, one in failed}
                kinds = {(one.error or {}).get("kind") for _, one in failed}
                alike = len(places) == 1 and len(kinds) == 1 and kinds.isdisjoint(_OURS)
                drawn.error["sure"] = alike or drawn.error["kind"] in _THEIRS
            send(drawn.message(first["id"], sampler.name, way.described(sampler)))
        for way in kept:
            for request in self.requests[1:]:
                drawn = self._run(sampler, way, request, clock)
                send(drawn.message(request["id"], sampler.name, way.described(sampler)))

    def _run(self, sampler: Sampler, way: Way, request: Mapping[str, Any], clock: Clock) -> Drawn:
        self.snapshot.restore()

        def open_session() -> Session:
            x, y = from_array(request["x"]), from_array(request["y"])
            return Session(
                sampler, way, x, y, int(request["batch_size"]), int(request["epochs"]), int(request["seed"])
            )

        try:
            with TimeLimit(max(0.2, min(SLICE_S, clock.left() / 2))):
                return draw(open_session, request)
        except OutOfTimeError as error:
            return Drawn(error=simple_fault("OutOfTime", str(error)))


def _worth(way: Way, kept: Way, sampler: Sampler) -> bool:
    """Whether a second way may differ from one that gives batches: samples shuffled before, or in another container.

    ``random.shuffle`` mixes a list of pairs, and spoils the rows of a table.
    """
    if way.shuffler is not None:
        return way.layout == kept.layout and way.generator == kept.generator
    return kept.shuffler is None and way.member == kept.member and is_joint(layouts_of(sampler))


_THEIRS = frozenset({"NameError", "UnboundLocalError", "ImportError", "ModuleNotFoundError"})
_OURS = frozenset({"TypeError", "AttributeError", "unreadable"})
"""What our way of calling may have caused."""
