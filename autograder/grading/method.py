"""Parts that ask for a method beyond the gradient, or for early stopping: who judges which."""

from __future__ import annotations

from typing import Any

from autograder.grading.context import Context, Text, crash_text
from autograder.grading.minimising import judge_minimising
from autograder.grading.stopping import judge_stopping
from autograder.grading.verdict_of_method import MethodVerdict
from autograder.protocol.methods import Minimised, MinimiseRequest, Stopped, StopRequest
from autograder.protocol.replies import Candidate, CandidatesMessage, Fault
from autograder.record import CriterionResult, Diagnosis, Matched, PartResult, PartStatus
from exercises.spec import Part

_FORMS = frozenset({"plain-class", "training-function"})


class MethodJudge:
    """Judges the methods of one submission."""

    def __init__(self, context: Context) -> None:
        self.context = context
        messages = context.outcome.messages
        self.candidates = {
            one.id: one
            for message in messages
            if isinstance(message, CandidatesMessage)
            for one in message.candidates
            if one.form in _FORMS
        }
        self.answers = [one for one in messages if isinstance(one, Minimised | Stopped)]
        self.requests = {
            one.id: one for one in context.plan.requests if isinstance(one, MinimiseRequest | StopRequest)
        }

    def result(self, part: Part) -> PartResult:
        """Return the part's result: that of its best candidate."""
        verdicts = [
            (verdict, candidate)
            for candidate in self._own(part)
            if (verdict := self._verdict(part, candidate)) is not None
        ]
        if not verdicts:
            status, text, candidate = self._why_not(part)
            return self.context.unjudged(part, status, text, **self._place(candidate))
        verdict, best = min(verdicts, key=lambda pair: (not pair[0].passed, pair[0].lost))
        if verdict.unclear is not None:
            return self.context.unjudged(part, "needs_person", verdict.unclear, **self._place(best))
        return self._judged(part, verdict, best)

    def _verdict(self, part: Part, candidate: Candidate) -> MethodVerdict | None:
        mine = [
            one for one in self.answers if one.candidate == candidate.id and one.request in self._ids(part)
        ]
        if part.rule == "early-stopping":
            stopped = [one for one in mine if isinstance(one, Stopped)]
            return judge_stopping(part, stopped, self.requests, own_count=candidate.form == "plain-class")
        minimised = [one for one in mine if isinstance(one, Minimised)]
        return judge_minimising(part, minimised, self.requests)

    def _ids(self, part: Part) -> set[str]:
        return {one for one in self.requests if one.split("-")[1] == part.id}

    def _own(self, part: Part) -> list[Candidate]:
        """Candidates that answered for this part, and stubs whose name belongs to it and to no later one."""
        answered = {one.candidate for one in self.answers if one.request in self._ids(part)}
        return [one for one in self.candidates.values() if one.id in answered or self._named(one) == part.id]

    def _named(self, candidate: Candidate) -> str:
        text = candidate.name.lower().replace("_", "")
        parts = [
            one.id
            for one in self.context.parts
            if one.kind == "method" and any(word in text for word in one.names)
        ]
        return parts[-1] if parts else ""

    def _judged(self, part: Part, verdict: MethodVerdict, candidate: Candidate) -> PartResult:
        results = tuple(self._criterion(part, one.id, one.points, verdict) for one in part.criteria)
        matched = (
            Matched(part.rule, (verdict.variant,) if verdict.variant else (), {}) if verdict.passed else None
        )
        diagnosis = Diagnosis(
            mistakes=verdict.mistakes,
            details=verdict.details,
            hyperparameters={},
            expected={},
            first_step=None,
            residual=None,
        )
        return self.context.judged(
            part,
            candidate.form,
            results,
            passed=verdict.passed,
            matched=matched,
            diagnoses=() if verdict.passed else (diagnosis,),
            **self._place(candidate),
        )

    def _criterion(
        self, part: Part, criterion: str, points: float, verdict: MethodVerdict
    ) -> CriterionResult:
        one = verdict.criteria[criterion]
        share = 1.0 if one.passed else min((part.keep.get(each, 0.0) for each in one.mistakes), default=0.0)
        text = one.text
        if not one.passed and share > 0:
            text = (text[0], {**text[1], "share": share, "points": share * points})
        return CriterionResult(criterion, share * points, points, passed=one.passed, message="", text=text)

    # ---- parts without a verdict -----------------------------------------------------------------------------------

    def _why_not(self, part: Part) -> tuple[PartStatus, Text, Candidate | None]:
        own = self._own(part)
        running = [one for one in own if not one.stub]
        for candidate in running:
            fault = self._fault(part, candidate)
            if fault is not None:
                return (*self._stopped(part, fault), candidate)
        if not self.context.finished() and (running or not self.candidates):
            return (*self.context.ended(), running[0] if running else None)
        if own and not running:
            return "not_started", ("status.not_started", {}), own[0]
        if running:
            return "needs_person", (f"status.not_callable.{part.rule}", {}), running[0]
        stopped = self.context.stopped_cell()
        if stopped is not None and not self.candidates:
            return (*stopped, None)
        return "not_found", ("status.not_found", {"names": ", ".join(part.names)}), None

    def _fault(self, part: Part, candidate: Candidate) -> Fault | None:
        ids = self._ids(part)
        faults = (one.error for one in self.answers if one.candidate == candidate.id and one.request in ids)
        return next((one for one in faults if one is not None), None)

    def _stopped(self, part: Part, fault: Fault) -> tuple[PartStatus, Text]:
        if fault.kind == "OutOfTime":
            return "timed_out", ("status.timed_out", {"seconds": self.context.limits.wall_s})
        if fault.kind == "NotImplementedError":
            return "not_started", ("status.not_started", {})
        if fault.line is None or not fault.sure:
            detail: dict[str, str | float] = {"kind": fault.kind, "message": fault.message}
            return "needs_person", (f"status.not_callable.{part.rule}", detail)
        return "crashed", crash_text(fault, self.context.submission)

    def _place(self, candidate: Candidate | None) -> dict[str, Any]:
        if candidate is None:
            return {}
        return self.context.place(candidate.name, candidate.cell, candidate.line)
