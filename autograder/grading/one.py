"""Grade one submission: plan, run, judge, score, record."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

import msgspec

from autograder.driving.plan import make_job, make_plan
from autograder.driving.pointed import with_pointed_names
from autograder.driving.seeds import SeedSource
from autograder.errors import GraderFault
from autograder.explaining.messages import say
from autograder.grading.context import Context, removed_name
from autograder.grading.engine import engine_sha256, engine_version
from autograder.grading.parts import PartJudge
from autograder.loading.load import Unreadable, load_bytes
from autograder.loading.submission import Finding, Submission
from autograder.protocol.jobs import Job, Limits
from autograder.protocol.replies import CandidatesMessage, CellsMessage, Fault
from autograder.record import (
    Discovered,
    Grade,
    LeftOut,
    Note,
    PartResult,
    PassedOver,
    SubmissionInfo,
    SubmissionStatus,
    Usage,
)
from autograder.sandbox.cgroups import limit_in
from autograder.sandbox.slot import Outcome
from exercises.spec import JUDGED_KINDS, Lab, Part, lab_sha256

Language = Literal["zh", "en"]
_SOURCE_LIMIT = 65536
Text = tuple[str, dict[str, str | float]]
_NO_USAGE = Usage(0.0, 0.0, 0.0)
_NOT_RUN = Outcome((), "blocked", "it imports the grader", "", False, 0.0, 0.0, 0.0)  # noqa: FBT003 - an outcome's field


class Runner(Protocol):
    """Whatever runs a job: a slot, or a set of slots by framework."""

    tier: str

    def run(self, job: Job) -> Outcome:
        """Run one job to its end."""


@dataclass(frozen=True)
class Request:
    """What to grade, for whom, how."""

    lab: Lab
    seeds: SeedSource
    language: Language
    student: str | None = None
    part: str | None = None
    """Only this part."""
    limits: Limits = field(default_factory=Limits)
    device: Literal["cpu", "gpu"] = "cpu"

    def limits_of(self, submission: Submission) -> Limits:
        """Return what a submission may use; NumPy has no GPU."""
        on_gpu = self.device == "gpu" and submission.framework != "numpy"
        return self.limits.on_gpu() if on_gpu else self.limits

    def judged(self) -> tuple[Part, ...]:
        """Parts that are judged here."""
        return tuple(part for part in self._asked() if part.kind in JUDGED_KINDS)

    def left_out(self) -> tuple[LeftOut, ...]:
        """Parts that this version can't judge."""
        return tuple(
            LeftOut(part.id, part.points, part.kind)
            for part in self._asked()
            if part.kind not in JUDGED_KINDS
        )

    def _asked(self) -> tuple[Part, ...]:
        return self.lab.parts if self.part is None else (self.lab.part(self.part),)


def grade_bytes(name: str, raw: bytes, request: Request, runner: Runner) -> Grade:
    """Grade a file's bytes: a bad file gets its own status, a fault of ours is never a zero."""
    try:
        submission = load_bytes(name, raw)
    except Unreadable as error:
        return unreadable_grade(error, request)
    return grade_submission(submission, request, runner)


def grade_submission(submission: Submission, request: Request, runner: Runner) -> Grade:
    """Run and judge a submission that could be read."""
    parts = with_pointed_names(request.judged(), submission, request.lab.id)
    plan = make_plan(parts, request.seeds)
    limits = request.limits_of(submission)
    try:
        job = make_job(submission, parts, plan, 1, limits)
        outcome = runner.run(job) if submission.refused is None else _NOT_RUN
        context = Context(submission, request.lab, parts, plan, outcome, request.language, limits)
        judge = PartJudge(context)
        results = tuple(judge.result(part) for part in parts)
        form, left = judge.form(), judge.left()
    except GraderFault as error:
        return fault_grade(submission.name, submission.raw, request, str(error), runner.tier)
    grade = _record(submission, request, outcome, results, form, runner.tier)
    return msgspec.structs.replace(
        grade, discovered=_discovered(outcome, left), passed_over=_passed_over(outcome)
    )


def _record(
    submission: Submission,
    request: Request,
    outcome: Outcome,
    results: tuple[PartResult, ...],
    form: str,
    tier: str,
) -> Grade:
    points = [result.points for result in results]
    passed = [result.passed for result in results]
    known = [value for value in points if value is not None]
    undecided = len(known) < len(points)
    return Grade(
        lab=request.lab.id,
        student=request.student,
        submission=SubmissionInfo(submission.name, submission.sha256, submission.framework, form),
        engine=engine_version(),
        engine_sha256=engine_sha256(),
        exercise_sha256=lab_sha256(request.lab.id),
        seed_commitment=request.seeds.commitment(),
        sandbox_tier=tier,
        memory_limit=limit_in(tier),
        device=request.device,
        status="judged",
        points=None if undecided else math.fsum(known),
        max_points=math.fsum(result.max_points for result in results),
        passed=None if undecided else all(passed),
        parts=results,
        source=submission.listing(_SOURCE_LIMIT),
        usage=Usage(round(outcome.wall_s, 4), round(outcome.cpu_s, 4), round(outcome.peak_rss_mb, 1)),
        stdout=outcome.stdout,
        notes=_notes(submission, outcome, request),
        language=request.language,
        left_out=request.left_out(),
    )


def _passed_over(outcome: Outcome) -> tuple[PassedOver, ...]:
    return tuple(
        PassedOver(one.name, one.kind, f"{one.lacks}:{one.detail}", one.cell or None, one.line)
        for message in outcome.messages
        if isinstance(message, CandidatesMessage)
        for one in message.left
    )


def _discovered(outcome: Outcome, left: Mapping[str, str]) -> tuple[Discovered, ...]:
    return tuple(
        Discovered(
            one.name, one.form, one.cell or None, one.line, one.accepts, one.stub, left.get(one.id, "")
        )
        for message in outcome.messages
        if isinstance(message, CandidatesMessage)
        for one in message.candidates
    )


def _notes(submission: Submission, outcome: Outcome, request: Request) -> tuple[Note, ...]:
    notes = [_note(finding, request.language) for finding in submission.findings]
    for message in outcome.messages:
        if isinstance(message, CellsMessage):
            notes += [
                _note(finding, request.language)
                for finding in cell_findings(message, request.limits, submission)
            ]
    if outcome.stdout_truncated:
        notes.append(_note(Finding("note.stdout-truncated", {}), request.language))
    return tuple(notes)


def cell_findings(message: CellsMessage, limits: Limits, submission: Submission) -> list[Finding]:
    """Remarks about cells that failed or ran out of time."""
    found = []
    for cell in message.cells:
        number = cell.index or None
        place: dict[str, str | float] = {"cell": cell.index} if number else {}
        if cell.status == "timed_out":
            line = cell.error.line if cell.error is not None else None
            found.append(
                Finding("note.cell-timeout", {**place, "seconds": limits.cells_wall_s}, number, line)
            )
        elif cell.error is not None and (gone := removed_name(cell.error, submission)) is not None:
            told: dict[str, str | float] = {**place, "old": gone.old, "instead": gone.instead}
            told["line"] = cell.error.line or gone.line
            found.append(Finding("note.removed", told, number, cell.error.line))
        elif cell.status == "error" and cell.error is not None and (missing := _missing_package(cell.error)):
            found.append(Finding("note.missing-package", {"package": missing}, number, cell.error.line))
        elif cell.status == "error" and cell.error is not None:
            arguments = {**place, "kind": cell.error.kind, "message": cell.error.message}
            if cell.error.line is not None:
                arguments["line"] = cell.error.line
            found.append(Finding("note.cell-error", arguments, number, cell.error.line))
    return found


def _missing_package(fault: Fault) -> str:
    """Name of the package that an import did not find; empty for other faults."""
    named = re.search(r"No module named '([\w.]+)'", fault.message)
    return named[1] if named and fault.kind == "ModuleNotFoundError" else ""


def _note(finding: Finding, language: Language) -> Note:
    message = say(finding.key, finding.arguments, language)
    return Note(message, finding.cell, finding.line, (finding.key, finding.arguments))


def unreadable_grade(error: Unreadable, request: Request) -> Grade:
    """Record of a file that can't be read as a submission: no points, one clear line."""
    arguments = dict(error.finding.arguments)
    if "at" in arguments:
        arguments["line"] = arguments.pop("at")
    info = SubmissionInfo(error.name, hashlib.sha256(error.raw).hexdigest(), "", "")
    return _unjudged(
        request, info, "unreadable", (error.finding.key, arguments), error.text[:_SOURCE_LIMIT], ""
    )


def fault_grade(name: str, raw: bytes, request: Request, detail: str, tier: str = "") -> Grade:
    """Record of a fault of ours: points are null, a person looks at it."""
    info = SubmissionInfo(name, hashlib.sha256(raw).hexdigest(), "", "")
    return _unjudged(
        request, info, "grader_fault", ("status.grader_fault", {"detail": detail[:500]}), "", tier
    )


def _unjudged(
    request: Request, info: SubmissionInfo, status: SubmissionStatus, text: Text, source: str, tier: str
) -> Grade:
    unread = status == "unreadable"
    return Grade(
        lab=request.lab.id,
        student=request.student,
        submission=info,
        engine=engine_version(),
        engine_sha256=engine_sha256(),
        exercise_sha256=lab_sha256(request.lab.id),
        seed_commitment=request.seeds.commitment(),
        sandbox_tier=tier,
        memory_limit=limit_in(tier),
        device=request.device,
        status=status,
        points=0.0 if unread else None,
        max_points=math.fsum(part.points for part in request.judged()),
        passed=False if unread else None,
        parts=(),
        source=source,
        usage=_NO_USAGE,
        stdout="",
        notes=(),
        language=request.language,
        left_out=request.left_out(),
        message=say(*text, request.language),
        text=text,
    )
