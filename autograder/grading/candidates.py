"""The guest's messages about one candidate, put together: its runs under each way of calling it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from autograder.comparing.evidence import Run, run_of
from autograder.diagnosis.finding import Runs
from autograder.diagnosis.rates import RateRun, rounded_to
from autograder.driving.plan import Plan
from autograder.protocol.messages import Message
from autograder.protocol.replies import Candidate, CandidatesMessage, Fault, Rates, Recording
from exercises.spec import Part

_ABOUT_RATES = re.compile(
    r"lr|rate|学习率|衰减|decay|sched|\beps|\beta|linear|exp(?!e[cr])|线性|指数", re.IGNORECASE
)
_RATE_WORDS = ("decay", "lr", "rate", "sched", "anneal", "衰减", "学习率")
SLIPS = frozenset({"history-aliased", "gradient-modified"})
"""Mistakes beside the update that the guest sees while it drives the code; the path doesn't show them."""


@dataclass
class Called:
    """One candidate called in one way."""

    convention: str
    recordings: dict[str, Recording] = field(default_factory=dict)

    def runs(self, part: Part, plan: Plan) -> Runs | None:
        """Return the part's checked open-loop runs, or None where the first one is incomplete."""
        one, two = plan.open_loops[part.id]
        first = self._run(one, plan)
        if first is None or not first.complete:
            return None
        second = self._run(two, plan)
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
    home: Literal["here", "elsewhere", ""] = ""
    """Whether it stands in a section of this lab, or in another's; empty where no section says."""
    tagged: str = ""
    """Id of the part that its section names."""
    excused: bool = False
    """It may come from elsewhere than the student's own formula."""

    def fault(self) -> Fault | None:
        """Return why it couldn't be run in any way."""
        faults = [way.fault() for way in self.ways.values()] + [one.error for one in self.rates]
        return next((fault for fault in faults if fault is not None), None)

    def rate_ways(self, ids: tuple[str, str]) -> list[list[RateRun]]:
        """Return its rates as asked under these request ids, per way of asking; or as the script shows them."""
        ways: dict[str, list[RateRun]] = {}
        asked = [one for one in self.rates if one.request in ids and one.error is None]
        for one in sorted(asked, key=lambda one: ids.index(one.request)):
            rates = one.rates.numpy().ravel()
            run = RateRun(
                rates, one.given, observed=False, resolution=rounded_to(rates), supplied=one.supplied
            )
            ways.setdefault(one.convention, []).append(run)
        shown = [one for one in self.rates if not one.request and one.error is None]
        return list(ways.values()) or [[_shown(one)] for one in shown]

    @property
    def place(self) -> tuple[int, int]:
        """Cell and line, to tell what came later."""
        return self.candidate.cell or 0, self.candidate.line or 0

    @property
    def observed(self) -> bool:
        """Whether the script shows these rates by itself; nobody asked for them."""
        return any(not one.request for one in self.rates)

    @property
    def answers(self) -> bool:
        """Whether it is code that was asked for rates and gave them."""
        return any(one.request and one.error is None and not one.supplied for one in self.rates)

    def surely_is(self, part: Part) -> bool:
        """Whether code surely is the part's schedule: its name tells it, and it is about rates or took such a value."""
        name = self.candidate.name
        about_rates = any(word in name.lower() for word in _RATE_WORDS)
        given = any(one.given for one in self.rates if one.request and one.error is None)
        return (about_rates or given) and _tells(name, part)

    @property
    def about_rates(self) -> bool:
        """Whether a name or label says that these are learning rates."""
        labels = [self.candidate.name, *(label for one in self.rates for label in one.labels)]
        return any(_ABOUT_RATES.search(label) for label in labels)

    @property
    def supplied(self) -> bool:
        """Whether it has rates only because a name that the code lacks was lent to it."""
        return any(one.supplied for one in self.rates)

    @property
    def doubtful(self) -> bool:
        """Whether it may be anything: it counts where it is right, and never against anybody."""
        return self.excused or any(one.doubtful for one in self.rates)

    def named_part(self, parts: tuple[Part, ...]) -> Part | None:
        """Return the part its tag, else its name belongs to; a later part refines an earlier one: the last counts."""
        for part in parts:
            if part.id == self.tagged:
                return part
        return self.part_of_name(parts)

    def part_of_name(self, parts: tuple[Part, ...]) -> Part | None:
        """Return the part its name belongs to."""
        for label in (label for one in self.rates for label in one.labels):
            told = [part for part in parts if part.kind == "schedule" and _tells(label, part)]
            if told:
                return told[0] if len(told) == 1 else None
        # The id tells choices too: nesterov=True is what the name of the part asks for, nesterov=False isn't.
        # A manager is no NAG.
        name = re.sub(r"\w+=False|manag", "", self.candidate.id, flags=re.IGNORECASE).lower()
        matching = [part for part in parts if any(fragment in name for fragment in part.names)]
        return matching[-1] if matching else None


def _shown(rates: Rates) -> RateRun:
    return RateRun(
        rates.rates.numpy().ravel(),
        rates.namespace,
        observed=True,
        resolution=rates.resolution,
        counted=None if rates.steps is None else rates.steps.numpy().ravel(),
        unused=rates.unused,
        supplied=rates.supplied,
    )


def _tells(label: str, part: Part) -> bool:
    """Whether a label or name tells a schedule: ``Exponential decay``, ``exp_lr``; not ``experiment``."""
    text = label.lower()
    if "regress" in text or "回归" in text:
        return False
    words = [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", label)]
    chinese = [fragment for fragment in part.names if not fragment.isascii()]
    return any(_is_word_for(part, word) for word in words) or any(one in text for one in chinese)


def _is_word_for(part: Part, word: str) -> bool:
    if word in part.names or word.startswith(part.rule):
        return True
    begins = len(word) > 2 and part.rule.startswith(word)
    return begins or any(
        word.removeprefix(name) in _RATE_WORDS for name in part.names if word.startswith(name)
    )


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
