"""One part's result: the verdict that counts, or the honest status of a part that could not be judged."""

from __future__ import annotations

import math
from pathlib import PurePath
from typing import Any, Literal

import msgspec

from autograder.diagnosis.finding import Finding
from autograder.diagnosis.schedules import SHORTEST
from autograder.driving.plan import Plan
from autograder.explaining.messages import say
from autograder.grading.assign import Assignment
from autograder.grading.candidates import Deliverable, deliverables
from autograder.grading.evidence import schedule_evidence, training_evidence, update_evidence
from autograder.grading.scoring import score
from autograder.grading.verdicts import ScheduleVerdict, UpdateVerdict, Verdict
from autograder.loading.submission import Submission
from autograder.protocol import CellResult, CellsMessage, DoneMessage, Fault, Limits
from autograder.record import (
    NULL_STATUSES,
    CriterionResult,
    Diagnosis,
    Matched,
    PartResult,
    PartStatus,
    RunnerUp,
)
from autograder.sandbox.slot import Outcome
from exercises.spec import Part

Text = tuple[str, dict[str, str | float]]
_OF_THE_RESULT = frozenset({"shape", "rate", "NotImplementedError"})
"""Faults that the guest states about what the code returned, so they stand in no line."""


class PartJudge:
    """Judges the parts of one submission from what its run left."""

    def __init__(
        self,
        submission: Submission,
        parts: tuple[Part, ...],
        plan: Plan,
        outcome: Outcome,
        language: Literal["zh", "en"],
        limits: Limits,
    ) -> None:
        self.submission = submission
        self.outcome = outcome
        self.language = language
        self.limits = limits
        self.assignment = Assignment(parts, deliverables(outcome.messages, submission.numbers), plan)
        self._forms: list[str] = []

    def result(self, part: Part) -> PartResult:
        """Return the part's result."""
        verdict = self.assignment.choose(part)
        if verdict is not None and not _doubtful(verdict):
            return self._judged(part, verdict)
        status, text, deliverable = self._why_not(part) if verdict is None else _unclear(verdict)
        undecided = status in NULL_STATUSES
        points = None if undecided else 0.0
        passed = None if undecided else False
        result = PartResult(
            part=part.id,
            status=status,
            passed=passed,
            points=points,
            max_points=part.points,
            message=say(*text, self.language),
            text=text,
        )
        if deliverable is None:
            return result
        return msgspec.structs.replace(result, **self._place(deliverable))

    def form(self) -> str:
        """Form of the deliverable that was judged first, or of the first found."""
        return self._forms[0] if self._forms else ""

    def _judged(self, part: Part, verdict: Verdict) -> PartResult:
        candidate = verdict.deliverable.candidate
        self._forms.append(candidate.form)
        criteria = tuple(self._said(one) for one in score(part, verdict))
        points = math.fsum(one.points for one in criteria if one.points is not None)
        return PartResult(
            part=part.id,
            status="judged",
            passed=verdict.passed and all(one.passed for one in criteria),
            points=points,
            max_points=part.points,
            matched=_matched(part, verdict),
            diagnoses=() if verdict.passed else (_diagnosis(verdict),),
            criteria=criteria,
            evidence=_evidence(verdict),
            **self._place(verdict.deliverable),
        )

    def _place(self, deliverable: Deliverable) -> dict[str, Any]:
        """Return the fields of a result that say what was judged and where it stands."""
        candidate = deliverable.candidate
        return {
            "deliverable": candidate.name,
            "cell": candidate.cell or None,
            "line": candidate.line,
            "source_line": self.submission.listing_line(candidate.cell, candidate.line),
        }

    def _said(self, criterion: CriterionResult) -> CriterionResult:
        return msgspec.structs.replace(criterion, message=say(*criterion.text, self.language))

    # ---- parts without a verdict -----------------------------------------------------------------------------------

    def _why_not(self, part: Part) -> tuple[PartStatus, Text, Deliverable | None]:
        """Why there is nothing to judge, the part's own deliverable first, then the run as a whole."""
        own = self.assignment.own(part) or self._only_nameless(part)
        running = [one for one in own if not one.candidate.stub]
        for one in running:
            fault = one.fault()
            if fault is not None and not self.assignment.passes_another(part, one):
                return (*self._stopped(part, fault), one)
        shown = self.assignment.shown(part)
        if not self._finished() and (running or not shown):
            return (*self._ended(), running[0] if running else None)
        if own and not running:
            return "not_started", ("status.not_started", {}), own[0]
        if not shown and self._file_is_for(part):
            for cell in self._cells():
                if cell.status == "timed_out":
                    seconds = self.limits.cells_wall_s
                    return "timed_out", ("status.timed_out", {"seconds": seconds}), None
                if cell.status == "error" and cell.error is not None:
                    return "crashed", _crash_text(cell.error), None
        return "not_found", self._nothing(part), None

    def _nothing(self, part: Part) -> Text:
        """What was looked for, and what the nearest thing found is instead."""
        names = ", ".join(part.names)
        if part.kind != "schedule":
            return "status.not_found", {"names": names}
        told: dict[str, str | float] = {"rule": part.rule, "names": names, "count": SHORTEST}
        for one in self.assignment.found[part.id]:
            other = self.assignment.right_elsewhere(part, one)
            if one.observed and one.candidate.line is not None and other is not None:
                told |= {
                    "line": one.candidate.line,
                    "cell": one.candidate.cell or "",
                    "algorithm": other.rule,
                }
                break
        return "status.not_found.schedule", told

    def _stopped(self, part: Part, fault: Fault) -> tuple[PartStatus, Text]:
        """Whose fault it is: an exception outside the student's lines comes from our way of calling."""
        if fault.kind == "OutOfTime":
            return "timed_out", ("status.timed_out", {"seconds": self.limits.wall_s})
        if fault.kind == "NoGradient":
            return "needs_person", ("status.own_gradient", {})
        ours = fault.line is None and fault.kind not in _OF_THE_RESULT
        if ours or not (fault.sure or self._raised_in_a_cell(fault)):
            key = "status.not_callable.schedule" if part.kind == "schedule" else "status.not_callable"
            return "needs_person", (key, {"kind": fault.kind, "message": fault.message})
        return "crashed", _crash_text(fault)

    def _raised_in_a_cell(self, fault: Fault) -> bool:
        """Whether the student's own call stopped the same way."""
        own = [cell.error for cell in self._cells() if cell.error is not None]
        return any(one.kind == fault.kind and (one.cell, one.line) == (fault.cell, fault.line) for one in own)

    def _only_nameless(self, part: Part) -> list[Deliverable]:
        """A nameless deliverable stands for the part only where it can't be another's."""
        rivals = [other for other in self.assignment.parts if other.kind == part.kind]
        return self.assignment.nameless(part) if len(rivals) == 1 else []

    def _file_is_for(self, part: Part) -> bool:
        """Whether the file's name allows that this part was meant: ``exponential.py`` holds no linear decay."""
        stem = PurePath(self.submission.name).stem.lower()
        named = [one for one in self.assignment.parts if any(fragment in stem for fragment in one.names)]
        return not named or part in named

    def _finished(self) -> bool:
        return self.outcome.ended == "done" and any(
            isinstance(one, DoneMessage) for one in self.outcome.messages
        )

    def _cells(self) -> list[CellResult]:
        return [cell for one in self.outcome.messages if isinstance(one, CellsMessage) for cell in one.cells]

    def _ended(self) -> tuple[PartStatus, Text]:
        ended, detail = self.outcome.ended, self.outcome.detail
        if ended == "timed_out":
            return "timed_out", ("status.timed_out", {"seconds": self.limits.wall_s})
        if ended == "out_of_memory":
            return "out_of_memory", ("status.out_of_memory", {"megabytes": self.limits.memory_mb})
        if ended == "blocked":
            return "blocked", ("status.blocked", {"detail": detail})
        if ended == "fault":
            return "grader_fault", ("status.grader_fault", {"detail": detail})
        return "crashed", ("status.crashed", {"kind": detail or "exit", "message": ""})


def _doubtful(verdict: Verdict) -> bool:
    """Not right, in a way of calling that left out something the code wanted."""
    if isinstance(verdict, ScheduleVerdict) or verdict.passed:
        return False
    return not all(one.certain for one in verdict.way.recordings.values())


def _unclear(verdict: Verdict) -> tuple[PartStatus, Text, Deliverable]:
    return "needs_person", ("status.not_callable", {}), verdict.deliverable


def _crash_text(fault: Fault) -> Text:
    arguments: dict[str, str | float] = {"kind": fault.kind, "message": fault.message}
    if fault.line is not None:
        arguments["line"] = fault.line
    if fault.cell:
        arguments["cell"] = fault.cell
    return "status.crashed", arguments


def _evidence(verdict: Verdict) -> dict[str, object]:
    if isinstance(verdict, ScheduleVerdict):
        return {"schedule": schedule_evidence(verdict)}
    evidence: dict[str, object] = {"update": update_evidence(verdict)}
    if verdict.training is not None:
        evidence["training"] = training_evidence(verdict.training)
    return evidence


def _matched(part: Part, verdict: Verdict) -> Matched | None:
    if not verdict.passed or verdict.finding is None:
        return None
    if isinstance(verdict.finding, Finding):
        fit = verdict.finding.fit
        return Matched(part.rule, fit.hypothesis.names, dict(fit.hyperparameters))
    return Matched(part.rule, verdict.finding.variants, dict(verdict.finding.hyperparameters))


def _diagnosis(verdict: Verdict) -> Diagnosis:
    if isinstance(verdict, ScheduleVerdict):
        found = verdict.finding
        return Diagnosis(
            mistakes=found.mistakes if found else (),
            details=found.details if found else {},
            hyperparameters=found.hyperparameters if found else {},
            expected=verdict.expected_values,
            first_step=verdict.first_step,
            residual=None,
            equivalents=found.equivalents if found else (),
        )
    return _update_diagnosis(verdict)


def _update_diagnosis(verdict: UpdateVerdict) -> Diagnosis:
    found = verdict.finding
    worst = float(verdict.deviation.max()) if len(verdict.deviation) else math.inf
    if verdict.builtin:
        mistakes: tuple[str, ...] = ("built-in-used",)
        details: dict[str, str | float] = {"of": verdict.builtin}
    else:
        mistakes, details = verdict.mistakes, verdict.details
    residual = found.residual if found else worst
    size = worst * verdict.envelope
    return Diagnosis(
        mistakes=mistakes,
        details=details,
        hyperparameters=dict(found.fit.hyperparameters) if found else {},
        expected=verdict.expected,
        first_step=verdict.first_step,
        residual=_finite(residual),
        equivalents=found.equivalents if found else (),
        runner_up=RunnerUp(found.runner_up[0], _finite(found.runner_up[1]))
        if found and found.runner_up
        else None,
        coordinate=verdict.first_coordinate,
        size=_finite(size),
    )


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
