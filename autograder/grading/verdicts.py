"""What one deliverable is worth for one part: verdict, explanation and what the charts need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from autograder.comparing.evidence import TOLERANCE, Run, relative
from autograder.diagnosis.epsilon import Fit
from autograder.diagnosis.finding import Finding
from autograder.diagnosis.identify import Identifier
from autograder.diagnosis.rates import RateRun
from autograder.diagnosis.schedule_forms import expected_values
from autograder.diagnosis.schedules import (
    FROM_STABLE,
    ScheduleFinding,
    expected_rates,
    explain_rates,
)
from autograder.driving.plan import Plan, schedule_ids
from autograder.grading.candidates import Called, Deliverable
from autograder.grading.training import TrainingVerdict, judge_training
from autograder.protocol.arrays import Vector
from exercises.spec import Part


@dataclass(frozen=True)
class UpdateVerdict:
    """An update rule held against the part's rule."""

    deliverable: Deliverable
    way: Called
    finding: Finding | None
    """None: no hypothesis explains it."""
    right: Fit
    """The accepted form nearest to it."""
    envelope: float
    run: Run
    deviation: Vector
    """Per step 0 .. T, in envelopes, from ``right``."""
    expected: dict[str, float]
    training: TrainingVerdict | None

    @property
    def passed(self) -> bool:
        """Whether the update is the right rule, and nothing else was seen while it ran."""
        return self.finding is not None and not self.mistakes and not self.builtin

    @property
    def mistakes(self) -> tuple[str, ...]:
        """What explains the path; of a right one what was seen beside it; of another whether it stands or is NaN."""
        if self.finding is None:
            if (self.run.theta == self.run.theta[0]).all():
                return ("not-updated",)
            lost = not np.isfinite(self.run.theta).all() and not np.isfinite(self.deviation).all()
            return ("not-finite",) if lost else ()
        return self.finding.mistakes or self.way.slips

    @property
    def details(self) -> dict[str, str | float]:
        """What the ids leave open."""
        if self.finding is None:
            lost, fed = ~np.isfinite(self.run.theta[1]), self.run.design.gradients[0] != 0
            return {"of": "epsilon"} if self.mistakes == ("not-finite",) and (lost == ~fed).all() else {}
        return dict(self.finding.details)

    @property
    def builtin(self) -> str:
        """Name of the framework's own optimizer that does the work, by what ran or by the source."""
        ran = (recording.builtin for recording in self.way.recordings.values())
        return next(filter(None, ran), self.deliverable.candidate.builtin_base)

    @property
    def named(self) -> bool:
        """Whether there is an explanation."""
        return self.finding is not None

    @property
    def first_step(self) -> int | None:
        """First update (1-based) outside the tolerance."""
        beyond = np.flatnonzero(~(self.deviation <= TOLERANCE))
        return int(max(beyond[0], 1)) if len(beyond) else None

    @property
    def first_coordinate(self) -> int | None:
        """Coordinate that differs most in that step."""
        step = self.first_step
        if step is None:
            return None
        right = self.run.simulate(self.right.hypothesis.rule, self.right.settings)
        return int(relative(self.run.theta, right.theta)[step].argmax())

    @property
    def distance(self) -> float:
        """For ranking: how far from right, in envelopes."""
        return float(np.nan_to_num(self.deviation, nan=1e30, posinf=1e30).max())


@dataclass(frozen=True)
class ScheduleVerdict:
    """A schedule held against the part's."""

    deliverable: Deliverable
    finding: ScheduleFinding | None
    run: RateRun
    expected: Vector
    expected_values: dict[str, float]

    @property
    def passed(self) -> bool:
        """Whether the schedule is right."""
        return self.finding is not None and not self.finding.mistakes

    @property
    def named(self) -> bool:
        """Whether there is an explanation."""
        return self.finding is not None

    @property
    def first_step(self) -> int | None:
        """First step (0-based, or as it was printed) whose rate differs."""
        at = self.first_index
        return None if at is None else int(self.run.steps[at])

    @property
    def first_index(self) -> int | None:
        """Place of that step among the rates."""
        beyond = np.flatnonzero(self.run.gap(self.expected) > 1.0)
        return int(beyond[0]) if len(beyond) else None

    @property
    def distance(self) -> float:
        """For ranking: share of steps that differ."""
        return float((self.run.gap(self.expected) > 1.0).mean())


Verdict = UpdateVerdict | ScheduleVerdict


def judge_right(part: Part, deliverable: Deliverable, plan: Plan) -> Verdict | None:
    """Return the verdict if the deliverable is right in some way of calling it; cheap, nothing is explained."""
    if part.kind == "schedule":
        verdict = _judge_schedule(part, deliverable)
        return verdict if verdict is not None and verdict.passed else None
    for way, identifier in _called(part, deliverable, plan):
        right = None if way.slips else identifier.as_right()
        if right is not None:
            return _update_verdict(part, deliverable, plan, way, identifier, right)
    return None


def follows(part: Part, other: Part, deliverable: Deliverable, plan: Plan) -> bool:
    """Whether what was recorded for a part is the rule of another lab's part."""
    ways = (way.runs(part, plan) for way in deliverable.ways.values())
    return any(Identifier(other, runs, deliverable.numbers).as_right() for runs in ways if runs is not None)


def judge_wrong(part: Part, deliverable: Deliverable, plan: Plan) -> Verdict | None:
    """Explain a deliverable that isn't right: under the way of calling it that has a name, else the nearest."""
    if part.kind == "schedule":
        return _judge_schedule(part, deliverable)
    verdicts = []
    for way, identifier in _called(part, deliverable, plan):
        found = (identifier.as_right() if way.slips else None) or identifier.as_other()
        verdict = _update_verdict(part, deliverable, plan, way, identifier, found)
        if verdict.named:
            return verdict
        verdicts.append(verdict)
    return min(verdicts, key=lambda one: one.distance, default=None)


def may_descend(part: Part, deliverable: Deliverable, plan: Plan) -> bool:
    """Whether ``judge_wrong`` may find plain gradient descent: a quick look that spares the whole diagnosis."""
    return any(identifier.may_descend() for _, identifier in _called(part, deliverable, plan))


def _called(part: Part, deliverable: Deliverable, plan: Plan) -> Iterator[tuple[Called, Identifier]]:
    for way in deliverable.ways.values():
        runs = way.runs(part, plan)
        if runs is not None:
            yield way, Identifier(part, runs, deliverable.numbers)


def _judge_schedule(part: Part, deliverable: Deliverable) -> ScheduleVerdict | None:
    """Under the way of asking that is right, else under the likeliest one."""
    verdicts = [
        _schedule_verdict(part, deliverable, runs) for runs in deliverable.rate_ways(schedule_ids(part))
    ]
    held = [one for one in verdicts if one is not None]
    return next((one for one in held if one.passed), held[0] if held else None)


def _schedule_verdict(part: Part, deliverable: Deliverable, runs: list[RateRun]) -> ScheduleVerdict | None:
    first = runs[0]
    found = explain_rates(
        part, runs, deliverable.numbers, named=deliverable.about_rates, doubtful=deliverable.doubtful
    )
    if any(run.supplied for run in runs) and (found is None or found.mistakes != (FROM_STABLE,)):
        return None  # the code as it stands has no rates; only the lecture's own slip is recognised
    return ScheduleVerdict(
        deliverable, found, first, expected_rates(part, first), expected_values(part, first)
    )


def _update_verdict(
    part: Part,
    deliverable: Deliverable,
    plan: Plan,
    way: Called,
    identifier: Identifier,
    finding: Finding | None,
) -> UpdateVerdict:
    right = _right_beside(identifier, finding)
    run, identified = identifier.runs.first, finding.fit if finding is not None else None
    path = run.simulate(right.hypothesis.rule, right.settings)
    return UpdateVerdict(
        deliverable,
        way,
        finding,
        right,
        identifier.envelope,
        run,
        run.deviation(path) / identifier.envelope,
        {name: value for name, value in identifier.expected.items() if name in part.hyperparameters},
        _training(part, way, plan, right, identified, identifier.expected),
    )


def _right_beside(identifier: Identifier, finding: Finding | None) -> Fit:
    """What the code is shown beside: the accepted form that it is written in, else the nearest one."""
    if finding is None:
        return identifier.closest_right
    if not finding.mistakes:
        return finding.fit
    alike = [
        fit
        for fit in identifier.right_fits
        if fit.hypothesis.names == finding.fit.hypothesis.names
        and fit.hypothesis.rule.algorithm == finding.fit.hypothesis.rule.algorithm
    ]
    return min(alike, key=lambda fit: fit.distance, default=identifier.closest_right)


def _training(
    part: Part, way: Called, plan: Plan, right: Fit, identified: Fit | None, expected: Mapping[str, float]
) -> TrainingVerdict | None:
    recording = way.recordings.get(plan.trainings.get(part.id, ""))
    if part.training is None or recording is None:
        return None
    return judge_training(part.training, recording, right, identified, expected)
