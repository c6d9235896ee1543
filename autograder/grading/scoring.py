"""From verdicts to points, criterion by criterion, as the part's spec says; the record shows the arithmetic."""

from __future__ import annotations

import math

from autograder.grading.evidence import coordinate_names
from autograder.grading.verdicts import ScheduleVerdict, UpdateVerdict, Verdict
from autograder.record import CriterionResult
from exercises.spec import Criterion, Part

Text = tuple[str, dict[str, str | float]]


def score(part: Part, verdict: Verdict) -> tuple[CriterionResult, ...]:
    """Return each criterion's points; the message is filled in by the caller, in the record's language."""
    return tuple(_criterion(part, criterion, verdict) for criterion in part.criteria)


def kept_share(part: Part, mistakes: tuple[str, ...]) -> float:
    """Share of a criterion that these mistakes leave: the smallest of them; an unnamed difference leaves nothing."""
    return min((part.keep.get(mistake, 0.0) for mistake in mistakes), default=0.0)


def _criterion(part: Part, criterion: Criterion, verdict: Verdict) -> CriterionResult:
    if isinstance(verdict, ScheduleVerdict):
        return _by_finding(part, criterion, verdict, _schedule_text(part, verdict))
    if verdict.builtin:
        text: Text = ("built-in-used", {"name": verdict.builtin})
        return CriterionResult(criterion.id, 0.0, criterion.points, passed=False, message="", text=text)
    if criterion.id == "training":
        return _training(criterion, verdict)
    return _by_finding(part, criterion, verdict, _update_text(part, verdict))


def _by_finding(part: Part, criterion: Criterion, verdict: Verdict, text: Text) -> CriterionResult:
    if verdict.passed:
        return CriterionResult(
            criterion.id, criterion.points, criterion.points, passed=True, message="", text=text
        )
    if isinstance(verdict, UpdateVerdict):
        mistakes = verdict.mistakes
    else:
        mistakes = verdict.finding.mistakes if verdict.finding is not None else ()
    share = kept_share(part, mistakes)
    if share > 0:
        text = (text[0], {**text[1], "share": share, "points": share * criterion.points})
    return CriterionResult(
        criterion.id, share * criterion.points, criterion.points, passed=False, message="", text=text
    )


def _training(criterion: Criterion, verdict: UpdateVerdict) -> CriterionResult:
    run = verdict.training
    # What follows the rule at every step trains as the rule does, also where we couldn't run it on the task.
    passed = run.passed if run is not None else verdict.passed
    if run is None:
        text: Text = ("training.follows" if passed else "training.not-run", {})
    elif run.diverged:
        text = ("training.diverged", {"steps": run.steps, "task": run.task})
    else:
        text = ("training.right" if run.passed else "training.wrong", {"steps": run.steps, "task": run.task})
    return CriterionResult(
        criterion.id,
        criterion.points if passed else 0.0,
        criterion.points,
        passed=passed,
        message="",
        text=text,
    )


def _update_text(part: Part, verdict: UpdateVerdict) -> Text:
    finding, first_step = verdict.finding, verdict.first_step or 1
    if finding is None:
        if verdict.mistakes == ("not-updated",):
            return "update.mistake", {"mistake": "not-updated", "first_step": first_step}
        if verdict.mistakes:
            return "update.not-finite", {"first_step": first_step}
        size = float(verdict.deviation.max() * verdict.envelope)
        if not math.isfinite(size):  # no number of that shape is there to compare
            return "update.unknown", {"first_step": first_step}
        names = coordinate_names(verdict.way.recordings.values())
        coordinate = names[verdict.first_coordinate or 0]
        return "update.unknown", {"first_step": first_step, "coordinate": coordinate, "size": size}
    if verdict.passed:
        return "update.right", {"rule": part.rule, "variants": ",".join(finding.fit.hypothesis.names)}
    if not finding.mistakes:
        return "update.slip", {"rule": part.rule, "mistake": ",".join(verdict.mistakes)}
    if finding.mistakes == ("wrong-hyperparameter",):
        name = str(finding.details["of"]).split(", ")[0]
        return "update.wrong-hyperparameter", {
            "name": name,
            "expected": verdict.expected[name],
            "identified": finding.fit.hyperparameters[name],
        }
    return "update.mistake", {"mistake": ",".join(finding.mistakes), "first_step": first_step}


def _schedule_text(part: Part, verdict: ScheduleVerdict) -> Text:
    finding, first_step = verdict.finding, verdict.first_step or 0
    if finding is None:
        at = verdict.first_index or 0
        return "schedule.unknown", {
            "first_step": first_step,
            "expected": float(verdict.expected[at]),
            "identified": float(verdict.run.rates[at]),
        }
    if not finding.mistakes:
        return "schedule.right", {"rule": part.rule, "variants": ",".join(finding.variants)}
    if verdict.run.supplied:
        return "schedule.copied-slip", {"missing": verdict.run.supplied}
    return "schedule.mistake", {"mistake": ",".join(finding.mistakes), "first_step": first_step}
