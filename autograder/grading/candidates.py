"""The guest's messages about one candidate, put together: its runs under each way of calling it."""

from __future__ import annotations

from dataclasses import dataclass, field

from autograder.comparing.evidence import Run, run_of
from autograder.diagnosis.finding import Runs
from autograder.diagnosis.schedules import RateRun
from autograder.driving.plan import FIRST, SECOND, Plan
from autograder.protocol import Candidate, CandidatesMessage, Fault, Message, Rates, Recording
from exercises.spec import Part

SLIPS = frozenset({"history-aliased", "gradient-modified"})
"""Mistakes beside the update that the guest sees while it drives the code; the path doesn't show them."""


@dataclass
class Called:
    """One candidate called in one way."""

    convention: str
    recordings: dict[str, Recording] = field(default_factory=dict)

    def runs(self, plan: Plan) -> Runs | None:
        """Return the checked open-loop runs, or None where the first one is incomplete."""
        first = self._run(FIRST, plan)
        if first is None or not first.complete:
            return None
        second = self._run(SECOND, plan)
        return Runs(first, second if second is not None and second.complete else None)

    @property
    def slips(self) -> tuple[str, ...]:
        """Return the mistakes that were seen beside the update."""
        return tuple(sorted(SLIPS & {note for one in self.recordings.values() for note in one.notes}))

    def fault(self) -> Fault | None:
        """Return the first exception that stopped a run."""
        return next((one.error for one in self.recordings.values() if one.error is not None), None)

    def _run(self, request: str, plan: Plan) -> Run | None:
        recording = self.recordings.get(request)
        if recording is None:
            return None
        try:
            return run_of(recording, plan.designs[request])
        except ValueError:
            return None


@dataclass
class Deliverable:
    """A candidate with everything that was recorded of it."""

    candidate: Candidate
    ways: dict[str, Called] = field(default_factory=dict)
    rates: list[Rates] = field(default_factory=list)
    numbers: frozenset[float] = frozenset()
    """Numbers written in the submission."""

    def fault(self) -> Fault | None:
        """Return why it couldn't be run in any way."""
        faults = [way.fault() for way in self.ways.values()] + [one.error for one in self.rates]
        return next((fault for fault in faults if fault is not None), None)

    def rate_runs(self, ids: tuple[str, str]) -> list[RateRun]:
        """Return its rates as asked under these request ids, or as printed."""
        asked = [one for one in self.rates if one.request in ids and one.error is None]
        if asked:
            ordered = sorted(asked, key=lambda one: ids.index(one.request))
            return [RateRun(one.rates.numpy().ravel(), one.given, observed=False) for one in ordered]
        printed = [one for one in self.rates if not one.request and one.error is None]
        return [
            RateRun(one.rates.numpy().ravel(), one.namespace, observed=True, resolution=one.resolution)
            for one in printed
        ]

    def named_part(self, parts: tuple[Part, ...]) -> Part | None:
        """Return the part its name belongs to; a later part refines an earlier one, so the last match counts."""
        name = self.candidate.name.lower()
        matching = [part for part in parts if any(fragment in name for fragment in part.names)]
        return matching[-1] if matching else None


def deliverables(messages: tuple[Message, ...], numbers: frozenset[float] = frozenset()) -> list[Deliverable]:
    """Sort the messages by candidate; what names an unknown candidate is dropped."""
    found: dict[str, Deliverable] = {}
    for message in messages:
        if isinstance(message, CandidatesMessage):
            for candidate in message.candidates:
                found[candidate.id] = Deliverable(candidate, numbers=numbers)
        elif isinstance(message, Recording) and message.candidate in found:
            ways = found[message.candidate].ways
            way = ways.setdefault(message.convention, Called(message.convention))
            way.recordings[message.request] = message
        elif isinstance(message, Rates) and message.candidate in found:
            found[message.candidate].rates.append(message)
    return list(found.values())
