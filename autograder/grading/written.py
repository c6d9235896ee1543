"""Parts that ask to write an update rule or a schedule: the verdict that counts, or why nothing could be judged."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from autograder.diagnosis.finding import Finding
from autograder.diagnosis.schedules import SHORTEST
from autograder.grading.assign import Assignment
from autograder.grading.candidates import Deliverable, deliverables
from autograder.grading.context import Context, Text, crash_text
from autograder.grading.evidence import schedule_evidence, training_evidence, update_evidence
from autograder.grading.mentioned import last_names, mention
from autograder.grading.nearest import defines, left_for, nearest, not_understood
from autograder.grading.placing import placed
from autograder.grading.scoring import score
from autograder.grading.shown import of_a_scheduler, of_a_training
from autograder.grading.verdicts import ScheduleVerdict, UpdateVerdict, Verdict
from autograder.grading.watched_updates import WatchedUpdates
from autograder.protocol.observed import Observation
from autograder.protocol.replies import Fault
from autograder.record import (
    Diagnosis,
    Matched,
    PartResult,
    PartStatus,
    RunnerUp,
)
from exercises.spec import Part

_OF_THE_RESULT = frozenset({"shape", "rate", "NotImplementedError"})
"""Faults that the guest states about what the code returned, so they stand in no line."""
_OF_OWN_FUNCTION = frozenset({"LambdaLR", "MultiplicativeLR"})
"""Schedulers of the framework's that are given the formula."""


class WrittenJudge:
    """Judges the update rules and schedules of one submission from what its run left."""

    def __init__(self, context: Context) -> None:
        self.context = context
        everything = deliverables(context.outcome.messages, context.submission.numbers)
        found = placed(everything, context.submission.sections, context.lab.id, context.parts)
        parts = tuple(part for part in context.parts if part.kind in {"update", "schedule"})
        own = [self._told(one, parts) for one in found if not self._of_a_training(one)]
        self.assignment = Assignment(parts, own, context.plan)
        self.watched = WatchedUpdates(context)

    def _told(self, one: Deliverable, parts: tuple[Part, ...]) -> Deliverable:
        """The same; rates that a scheduler of the framework's set, and that no word calls a part's, are excused."""
        if one.candidate.form != "schedule" or one.named_part(parts) is not None:
            return one
        by_scheduler = mention(self.context.submission, _OF_OWN_FUNCTION) is not None
        return replace(one, excused=by_scheduler and of_a_scheduler(one, self._trainings()))

    def _trainings(self) -> list[Observation]:
        return [each for each in self.context.outcome.messages if isinstance(each, Observation)]

    def _of_a_training(self, one: Deliverable) -> bool:
        """Whether what the script shows belongs to the part that asks for the framework's own schedule."""
        trainings = self._trainings()
        schedules = [
            part for part in self.context.parts if part.kind == "builtin" and part.rule == "exponential"
        ]
        if not trainings or one.candidate.form != "schedule" or not schedules:
            return False
        built_in = mention(self.context.submission, last_names(schedules[0]))
        return of_a_training(one, trainings, built_in, self.context.submission)

    def result(self, part: Part) -> PartResult:
        """Return the part's result: code that was driven first, else a training that was watched."""
        verdict = self.assignment.choose(part)
        asks = part.kind == "update" and (
            _looks_nowhere(verdict) or _is_no_update(verdict) or self._is_a_guess(part, verdict)
        )
        watched = self.watched.result(part) if asks else None
        if watched is not None and (watched.passed or (_is_no_update(verdict) and _names(watched))):
            return watched
        if verdict is not None and not _doubtful(verdict):
            return self._judged(part, verdict)
        watched = watched or (self.watched.result(part) if part.kind == "update" else None)
        if watched is not None:
            return watched
        if verdict is None and part.kind == "update" and (strange := self._strange(part)) is not None:
            return strange
        status, text, deliverable = self._why_not(part) if verdict is None else _unclear(verdict)
        place = {} if deliverable is None else self._place(deliverable)
        return self.context.unjudged(part, status, text, **place)

    def _is_a_guess(self, part: Part, verdict: Verdict | None) -> bool:
        """Whether code that no name calls the part's isn't right: it may be a helper of the loop that is."""
        return (
            verdict is not None
            and not verdict.passed
            and verdict.deliverable not in self.assignment.own(part)
        )

    def left(self) -> dict[str, str]:
        """Why a candidate counts for no part, by its id."""
        return left_for(self.assignment)

    def _judged(self, part: Part, verdict: Verdict) -> PartResult:
        criteria = score(part, verdict)
        if isinstance(verdict, UpdateVerdict) and not verdict.builtin:
            criteria = self.watched.with_own_training(criteria, verdict.deliverable.candidate.name)
        return self.context.judged(
            part,
            verdict.deliverable.candidate.form,
            criteria,
            passed=verdict.passed,
            matched=_matched(part, verdict),
            diagnoses=() if verdict.passed else (_diagnosis(verdict),),
            evidence=_evidence(verdict),
            chosen="name" if verdict.deliverable in self.assignment.own(part) else "fit",
            **self._place(verdict.deliverable),
        )

    def _place(self, deliverable: Deliverable) -> dict[str, Any]:
        candidate = deliverable.candidate
        return self.context.place(candidate.name, candidate.cell, candidate.line)

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
        if not self.context.finished() and (running or not shown):
            return (*self.context.ended(), running[0] if running else None)
        if own and not running:
            return "not_started", ("status.not_started", {}), own[0]
        if not shown and self._file_is_for(part):
            stopped = self.context.stopped_cell()
            if stopped is not None:
                return (*stopped, None)
        return "not_found", self._nothing(part), None

    def _strange(self, part: Part) -> PartResult | None:
        """For a person: what bears the part's name and fits no form, where no deliverable was found and all ran."""
        if (
            self.assignment.own(part)
            or self.context.stopped_cell() is not None
            or not self.context.finished()
        ):
            return None
        one = not_understood(self.context.outcome.messages, self.assignment, part)
        if one is None:
            return None
        place = self.context.place(one.name, one.cell, one.line)
        return self.context.unjudged(part, "needs_person", ("status.not_callable", {}), **place)

    def _nothing(self, part: Part) -> Text:
        """What was looked for, and what the nearest thing found is instead, or what it lacks."""
        told: dict[str, str | float] = {"names": ", ".join(part.names)}
        found = nearest(self.context.outcome.messages, self.assignment, part)
        if part.kind != "schedule":
            if found is None:
                bare = part.names and not defines(self.context.outcome.messages)
                return ("status.not_found.empty" if bare else "status.not_found"), told
            return "status.not_found", told | found
        told |= {"rule": part.rule, "count": SHORTEST}
        for one in self.assignment.found[part.id]:
            other = self.assignment.right_elsewhere(part, one)
            if one.observed and one.candidate.line is not None and other is not None:
                place: dict[str, str | float] = {"line": one.candidate.line, "cell": one.candidate.cell or ""}
                return "status.not_found.schedule", told | place | {"algorithm": other.rule}
        return "status.not_found.schedule", told | (found or {})

    def _stopped(self, part: Part, fault: Fault) -> tuple[PartStatus, Text]:
        """Whose fault it is: an exception outside the student's lines comes from our way of calling."""
        if fault.kind == "OutOfTime":
            return "timed_out", ("status.timed_out", {"seconds": self.context.limits.wall_s})
        if fault.kind == "NoGradient":
            return "needs_person", ("status.own_gradient", {})
        ours = fault.line is None and fault.kind not in _OF_THE_RESULT
        if ours or not (fault.sure or self._raised_in_a_cell(fault)):
            key = "status.not_callable.schedule" if part.kind == "schedule" else "status.not_callable"
            return "needs_person", (key, {"kind": fault.kind, "message": fault.message})
        return "crashed", crash_text(fault, self.context.submission)

    def _raised_in_a_cell(self, fault: Fault) -> bool:
        """Whether the student's own call stopped the same way."""
        own = [cell.error for cell in self.context.cells() if cell.error is not None]
        return any(one.kind == fault.kind and (one.cell, one.line) == (fault.cell, fault.line) for one in own)

    def _only_nameless(self, part: Part) -> list[Deliverable]:
        """A nameless deliverable stands for the part only where it can't be another's."""
        rivals = [other for other in self.assignment.parts if other.kind == part.kind]
        return self.assignment.nameless(part) if len(rivals) == 1 else []

    def _file_is_for(self, part: Part) -> bool:
        """Whether the file's name allows that this part was meant: ``exponential.py`` holds no linear decay."""
        stem = PurePath(self.context.submission.name).stem.lower()
        named = [one for one in self.assignment.parts if any(fragment in stem for fragment in one.names)]
        return not named or part in named


def _doubtful(verdict: Verdict) -> bool:
    """Not right, in a way of calling that left out something the code wanted."""
    if isinstance(verdict, ScheduleVerdict) or verdict.passed:
        return False
    return not all(one.certain for one in verdict.way.recordings.values())


def _looks_nowhere(verdict: Verdict | None) -> bool:
    """Whether all that it lacks is the look-ahead: the student's own loop may do it around the code."""
    return isinstance(verdict, UpdateVerdict) and verdict.mistakes == ("lookahead-missing",)


def _is_no_update(verdict: Verdict | None) -> bool:
    """Whether nothing but a helper was driven, as far as its verdict tells: it moves nothing, or nobody knows what."""
    return (
        isinstance(verdict, UpdateVerdict)
        and not verdict.passed
        and verdict.mistakes in {(), ("not-updated",)}
    )


def _names(result: PartResult) -> bool:
    return any(one.mistakes for one in result.diagnoses)


def _unclear(verdict: Verdict) -> tuple[PartStatus, Text, Deliverable]:
    return "needs_person", ("status.not_callable", {}), verdict.deliverable


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
        variants=found.fit.hypothesis.names if found else (),
    )


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
