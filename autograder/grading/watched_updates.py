"""Update rules written as a script that trains by itself, with no class or function to call: judged by what it did.

Only where driven code gives no verdict. Which training counts for which part: one that follows the part's rule; of the
wrong ones those that bear its name, and of the nameless ones those that are no algorithm of the course (a loop of plain
gradient descent is there to compare with) but are explained by a mistake of this rule.

What counts as training: the student's own run, if it arrives. If it doesn't, because it was a short demonstration, say,
and their code could be driven, our run with their optimizer counts instead; so nobody loses points for a short demo.
Who hands in a script alone is judged by what it does.
"""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np

from autograder.diagnosis.epsilon import Fit
from autograder.diagnosis.finding import Finding
from autograder.grading.context import Context, Text
from autograder.grading.forgotten import carries_state, forgets_velocity
from autograder.grading.labels import Label, label, of_another_lab, refines
from autograder.grading.observed_evidence import losses_evidence, steps_evidence
from autograder.grading.scoring import kept_share
from autograder.grading.seen import Followed, Seen, seen_in
from autograder.record import CriterionResult, Diagnosis, Matched, PartResult
from exercises.spec import Criterion, Part
from reference.rule import ALGORITHMS

_MOST = 12
"""Trainings of one submission that are held against all rules."""
_ENOUGH = 10
"""Steps of a training that nothing explains, from which on a person is asked to look at it."""
_WITH_VELOCITY = frozenset({"momentum", "nesterov"})
_FORGOTTEN = "state-not-kept"


class WatchedUpdates:
    """The trainings of one submission whose update is the student's own."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.parts = [part for part in context.parts if part.kind == "update"]
        messages = context.outcome.messages if self.parts else ()
        found = seen_in(messages, context.submission, updates=True)
        self.seen = [one for one in found if one.own][:_MOST]
        self.labels = {
            one.observation.id: label(one.observation, self.parts, context.submission) for one in self.seen
        }

    def result(self, part: Part) -> PartResult | None:
        """Return the part's result by the training that counts for it; None where there is none."""
        right = [one for one in self.seen if self._right_for(part, one)]
        if right:
            best = max(
                right,
                key=lambda one: (bool(one.follows(part.rule).passed), _trained(one, one.follows(part.rule))),
            )
            return self._judged(part, best, best.follows(part.rule))
        wrong = [(one, one.follows(part.rule)) for one in self.seen if self._is_attempt(part, one)]
        judged = [each for each in wrong if each[1].passed is not None]
        if judged:
            return self._judged(part, *min(judged, key=lambda each: self._distance(part, *each)))
        if wrong:
            text: Text = ("status.training-unclear", {})
            return self.context.unjudged(part, "needs_person", text, **self._place(wrong[0][0]))
        forgetful = next((one for one in self.seen if self._forgets(part, one)), None)
        if forgetful is not None:
            descent = Followed(passed=False, mistakes=(_FORGOTTEN,), finding=forgetful.right("sgd"))
            return self._judged(part, forgetful, descent)
        strange = next((one for one in self.seen if self._is_strange(part, one)), None)
        if strange is not None:
            text = ("status.training-unexplained", {})
            return self.context.unjudged(part, "needs_person", text, **self._place(strange))
        return None

    def with_own_training(
        self, criteria: tuple[CriterionResult, ...], name: str
    ) -> tuple[CriterionResult, ...]:
        """Let the student's own run with the optimizer of this name speak first, where it arrived."""
        mine = [
            one
            for one in self.seen
            if name in (one.observation.optimizer, one.observation.function.split(".")[0])
        ]
        best = next((one for one in mine if one.arrival.outcome == "converged"), None)
        if best is None:
            return criteria
        return tuple(
            msgspec.structs.replace(one, points=one.max_points, passed=True, text=_arrival(best))
            if one.id == "training"
            else one
            for one in criteria
        )

    # ---- whose training it is --------------------------------------------------------------------------------------

    def _right_for(self, part: Part, seen: Seen) -> bool:
        """It follows the part's rule, and no other part of the same rule claims it by name."""
        said = self.labels[seen.observation.id]
        if said is not None and said.part is not part and said.part.rule == part.rule:
            return False
        if said is not None and said.by == "function" and refines(said.part, part, self.parts):
            return False  # what is named Nesterov is a Nesterov, if a wrong one
        finding = seen.right(part.rule)
        return finding is not None and not finding.equivalents and seen.follows(part.rule).passed is not None

    def _counts(self, part: Part, seen: Seen) -> bool:
        """Whether a training is judged for a part."""
        return self._right_for(part, seen) or self._is_attempt(part, seen) or self._forgets(part, seen)

    def _distance(self, part: Part, seen: Seen, follows: Followed) -> tuple[bool, int]:
        """Of several wrong trainings the one that says it is for the part counts, then the one that lacks least."""
        said = self.labels[seen.observation.id]
        return said is None or said.part is not part, len(follows.mistakes)

    def _is_attempt(self, part: Part, seen: Seen) -> bool:
        """Whether a training that isn't the part's rule was meant to be."""
        said = self.labels[seen.observation.id]
        if said is not None and said.by == "function":
            return said.part is part
        if of_another_lab(seen.observation, self.parts):
            return False
        if any(seen.right(rule) is not None for rule in ALGORITHMS) and not self._is_all_there_is(seen):
            return False
        return part is self._nearest(seen, said)

    def _is_all_there_is(self, seen: Seen) -> bool:
        """Whether a training that follows another rule is the submission's only one, and no mere gradient descent."""
        if len(self.seen) != 1 or any(self._right_for(part, seen) for part in self.parts):
            return False
        if seen.right("sgd") is None:
            return True
        source = self.context.submission
        return carries_state(source, seen.observation) and not forgets_velocity(source, seen.observation)

    def _forgets(self, part: Part, seen: Seen) -> bool:
        """Whether it is this part's momentum with a velocity that begins anew: plain gradient descent by its steps."""
        if part.rule not in _WITH_VELOCITY or seen.right("sgd") is None:
            return False
        said = self.labels[seen.observation.id]
        meant = (
            said.part if said is not None else next(one for one in self.parts if one.rule in _WITH_VELOCITY)
        )
        return meant is part and forgets_velocity(self.context.submission, seen.observation)

    def _is_strange(self, part: Part, seen: Seen) -> bool:
        """Whether it may be this part's, as no part has another, and nothing known explains its steps."""
        said = self.labels[seen.observation.id]
        return (
            self.context.finished()
            and part is (said.part if said is not None else self.parts[0])
            and not any(self._counts(other, one) for other in self.parts for one in self.seen)
            and seen.run is not None
            and seen.observation.gradients is not None
            and seen.observation.steps >= _ENOUGH
            and not of_another_lab(seen.observation, self.parts)
            and not any(seen.right(rule) is not None for rule in ALGORITHMS)
        )

    def _nearest(self, seen: Seen, said: Label | None) -> Part | None:
        """The part whose rule a nameless training shows a mistake of: the named one, else the nearest."""
        found = [
            (
                said is not None and said.part is part,
                follows.finding is not None and seen.at_its_rate(follows.finding),
                -max(follows.finding.residual, 1.0) if follows.finding is not None else 0.0,
                -place,
                part,
            )
            for place, part in enumerate(self.parts)
            if (follows := seen.follows(part.rule)).passed is False
            and (follows.finding is not None or seen.observation.whole)
            and "different-algorithm" not in follows.mistakes
        ]
        return max(found, key=lambda each: each[:-1])[-1] if found else None

    # ---- results ---------------------------------------------------------------------------------------------------

    def _judged(self, part: Part, seen: Seen, follows: Followed) -> PartResult:
        finding = follows.finding
        passed = bool(follows.passed) and (
            _trained(seen, follows) or not any(one.id == "training" for one in part.criteria)
        )
        evidence: dict[str, Any] = {}
        if finding is not None:
            evidence["update"] = _steps(part, seen, finding)
        if seen.observation.losses is not None:
            evidence["training"] = losses_evidence(seen.observation)
        return self.context.judged(
            part,
            "training-function" if seen.observation.lent else "observed",
            tuple(_criterion(part, one, seen, follows) for one in part.criteria),
            passed=passed,
            matched=_matched(part, finding) if passed and finding is not None else None,
            diagnoses=() if passed else (_diagnosis(seen, follows, evidence),),
            evidence=evidence,
            **self._place(seen),
        )

    def _place(self, seen: Seen) -> dict[str, Any]:
        one = seen.observation
        return self.context.place(one.optimizer or one.function, one.cell, one.line)


def _criterion(part: Part, criterion: Criterion, seen: Seen, follows: Followed) -> CriterionResult:
    points = criterion.points
    if criterion.id == "training":
        trained = _trained(seen, follows)
        text: Text = _arrival(seen)
        if seen.arrival.outcome == "unknown":
            text = ("training.follows" if trained else "training.unseen", {})
            if seen.observation.lent and trained:
                text = (
                    "training.lent",
                    {"function": seen.observation.function or seen.observation.optimizer},
                )
        return CriterionResult(
            criterion.id, points if trained else 0.0, points, passed=trained, message="", text=text
        )
    if follows.passed:
        names = follows.finding.fit.hypothesis.names if follows.finding is not None else ()
        text = ("observed.update.variants", {"rule": part.rule, "variants": ",".join(names)})
        return CriterionResult(criterion.id, points, points, passed=True, message="", text=text)
    share = kept_share(part, follows.mistakes)
    arguments: dict[str, str | float] = {"mistake": ",".join(follows.mistakes)}
    if "algorithm" in follows.details:
        arguments["algorithm"] = follows.details["algorithm"]
    if share > 0:
        arguments |= {"share": share, "points": share * points}
    text = ("observed.update.mistake", arguments)
    return CriterionResult(criterion.id, share * points, points, passed=False, message="", text=text)


def _trained(seen: Seen, follows: Followed) -> bool:
    """Whether the run arrived; where its losses weren't seen, what follows the rule trains as the rule does."""
    outcome = seen.arrival.outcome
    return outcome == "converged" or (outcome == "unknown" and bool(follows.passed))


def _arrival(seen: Seen) -> Text:
    arrival = seen.arrival
    values: dict[str, str | float] = {"steps": seen.observation.steps}
    if arrival.first is not None and arrival.last is not None:
        values |= {"first": arrival.first, "last": arrival.last}
    return f"observed.training.{arrival.outcome}", values


def _matched(part: Part, finding: Finding) -> Matched:
    return Matched(part.rule, finding.fit.hypothesis.names, dict(finding.fit.hyperparameters))


def _diagnosis(seen: Seen, follows: Followed, evidence: dict[str, Any]) -> Diagnosis:
    found = follows.finding
    arrival = seen.arrival.outcome
    trained = () if follows.passed is False or arrival == "unknown" else (arrival,)
    return Diagnosis(
        mistakes=follows.mistakes or trained,
        details=dict(follows.details),
        hyperparameters=dict(found.fit.hyperparameters) if found is not None else {},
        expected={},
        first_step=evidence.get("update", {}).get("first_step") or follows.first_step,
        residual=found.residual if found is not None else None,
        equivalents=found.equivalents if found is not None else (),
        variants=found.fit.hypothesis.names if found is not None else (),
    )


def _steps(part: Part, seen: Seen, finding: Finding) -> dict[str, Any]:
    """The path beside the rule at the same hyperparameters; where the rule has others, beside the found rule itself."""
    run, fit = seen.run, finding.fit
    if run is None:
        return {}
    if run.rates is not None and "learning_rate" not in fit.hyperparameters:
        fit = Fit(fit.hypothesis, {**fit.hyperparameters, "learning_rate": run.first_rate}, fit.distance)
    rule = fit.hypothesis.rule
    right = fit
    if finding.mistakes and rule.algorithm == part.rule:
        plain = seen.plain(part.rule, fit.hypothesis.names)
        right = Fit(plain, fit.hyperparameters, fit.distance) if plain is not None else fit
    trajectory = run.simulate(right.hypothesis.rule, right.settings)
    deviation = run.deviation(trajectory) / run.envelope(right.hypothesis.rule, right.hyperparameters)
    identified = fit if finding.mistakes else None
    return steps_evidence(seen.observation, run, trajectory, identified, np.asarray(deviation))
