"""Parts that ask to train a model in a prescribed way: was it that way, was each step right, did it arrive?

Every training that the submission ran is looked at; one that says which part it is for (the function's name, a comment)
is that part's, the others are sorted by the way in which they were done. Of several the best counts: who tries three
rates, and lets one of them diverge, has trained. One that stands under another part's name never counts twice.
"""

from __future__ import annotations

from typing import Any

from autograder.comparing.evidence import TOLERANCE
from autograder.grading.context import Context, Text, crash_text
from autograder.grading.labels import Label, label, mentions
from autograder.grading.observed_evidence import losses_evidence
from autograder.grading.seen import Followed, Seen, seen_in
from autograder.grading.ways import WayResult, judge_way, natural_way
from autograder.protocol.observed import CalledMessage
from autograder.record import CriterionResult, Diagnosis, Matched, PartResult, PartStatus
from exercises.spec import Criterion, Part


class Attempt:
    """One training as an attempt at one part."""

    def __init__(self, part: Part, seen: Seen, said: Label | None) -> None:
        self.part = part
        self.seen = seen
        self.labelled = said is not None and said.part is part
        self.way: WayResult = judge_way(part, seen)
        self.follows: Followed = seen.follows(part.rule)
        arrived = {"converged": True, "unknown": None}
        self.arrived = arrived.get(seen.arrival.outcome, False)

    @property
    def outcomes(self) -> dict[str, bool | None]:
        """Per criterion whether it is met; None where nobody can say."""
        return {"way": not self.way.mistake, "update": self._update, "training": self.arrived}

    @property
    def _update(self) -> bool | None:
        return False if self.way.mistake == "built-in-used" else self.follows.passed

    @property
    def passed(self) -> bool:
        """Whether all criteria are met."""
        return all(self.outcomes.values())

    @property
    def unclear(self) -> bool:
        """Whether a criterion can't be judged."""
        return None in self.outcomes.values()

    @property
    def mistakes(self) -> tuple[str, ...]:
        """Everything that is named, the way first."""
        arrival = self.seen.arrival.outcome
        named = (
            *((self.way.mistake,) if self.way.mistake else ()),
            *(self.follows.mistakes if self._update is False and self.way.mistake != "built-in-used" else ()),
            *((arrival,) if self.arrived is False else ()),
        )
        return tuple(dict.fromkeys(named))

    def rank(self) -> tuple[bool, int, bool, bool, int]:
        """Order of attempts, the best last."""
        met = sum(one is True for one in self.outcomes.values())
        return self.passed, met, not self.unclear, self.labelled, self.seen.observation.steps


class TrainingJudge:
    """Judges the ``training`` parts of one submission."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.parts = [part for part in context.parts if part.kind == "training"]
        self.seen = seen_in(context.outcome.messages, context.submission)
        self.called = [one for one in context.outcome.messages if isinstance(one, CalledMessage)]
        self.labels = [label(one.observation, self.parts, context.submission) for one in self.seen]

    def result(self, part: Part) -> PartResult:
        """Return the part's result."""
        attempts = [
            Attempt(part, seen, said)
            for seen, said in zip(self.seen, self.labels, strict=True)
            if self._is_for(part, seen, said)
        ]
        if not attempts:
            return self.context.unjudged(part, *self._why_not(part))
        best = max(attempts, key=Attempt.rank)
        error = best.seen.observation.error
        if error is not None and not best.passed:
            status: PartStatus = "timed_out" if error.kind == "OutOfTimeError" else "crashed"
            text: Text = crash_text(error, self.context.submission)
            if status == "timed_out":
                text = ("status.timed_out", {"seconds": self.context.limits.cells_wall_s})
            return self.context.unjudged(part, status, text, **self._place(best.seen))
        if best.unclear:
            return self.context.unjudged(
                part, "needs_person", ("status.training-unclear", {}), **self._place(best.seen)
            )
        return self._judged(part, best)

    # ---- whose training it is --------------------------------------------------------------------------------------

    def _is_for(self, part: Part, seen: Seen, said: Label | None) -> bool:
        natural = self._natural(seen)
        if said is None:
            return natural == part.way
        if said.part is part:
            return True
        # A comment may stand above two trainings: the one that isn't done in its way belongs to the other part.
        return said.by == "comment" and natural == part.way and self._served(said.part, seen)

    def _served(self, part: Part, but: Seen) -> bool:
        """Whether another training under this part's name is done in its way."""
        return any(
            said is not None and said.part is part and one is not but and self._natural(one) == part.way
            for one, said in zip(self.seen, self.labels, strict=True)
        )

    def _natural(self, seen: Seen) -> str:
        """The way in which it was done; PyTorch has but one: of two unnamed trainings the first is method one."""
        natural = natural_way(seen)
        if seen.observation.framework == "torch" and natural == "apply":
            unnamed = [
                one
                for one, said in zip(self.seen, self.labels, strict=True)
                if said is None and not one.own and natural_way(one) == "apply"
            ]
            if len(unnamed) > 1 and unnamed[0] is seen:
                return "minimize"
        return natural

    # ---- results ---------------------------------------------------------------------------------------------------

    def _judged(self, part: Part, best: Attempt) -> PartResult:
        observation = best.seen.observation
        found = best.follows.finding
        values = dict(found.fit.hyperparameters) if found is not None else _known(best.seen)
        criteria = tuple(self._criterion(one, best) for one in part.criteria)
        diagnosis = Diagnosis(
            mistakes=best.mistakes,
            details={**best.way.details, **best.follows.details},
            hyperparameters=values,
            expected={},
            first_step=best.follows.first_step,
            residual=min(found.residual, TOLERANCE) if found is not None else None,
            equivalents=found.equivalents if found is not None and best.follows.passed is False else (),
            variants=found.fit.hypothesis.names if found is not None else (),
        )
        return self.context.judged(
            part,
            "observed",
            criteria,
            passed=best.passed,
            matched=Matched(part.rule, found.fit.hypothesis.names if found else (), values)
            if best.passed
            else None,
            diagnoses=() if best.passed else (diagnosis,),
            evidence={"training": losses_evidence(observation)} if observation.losses is not None else {},
            **self._place(best.seen),
        )

    def _criterion(self, criterion: Criterion, best: Attempt) -> CriterionResult:
        passed = bool(best.outcomes[criterion.id])
        said = {
            "way": best.way.text,
            "update": _update_text(best),
            "training": _training_text(best),
        }[criterion.id]
        points = criterion.points if passed else 0.0
        return CriterionResult(criterion.id, points, criterion.points, passed=passed, message="", text=said)

    def _place(self, seen: Seen) -> dict[str, Any]:
        one = seen.observation
        return self.context.place(one.function or one.builtin or one.optimizer, one.cell, one.line)

    # ---- parts without a training ----------------------------------------------------------------------------------

    def _why_not(self, part: Part) -> tuple[PartStatus, Text]:
        for one in self.called:
            if mentions(one.name, part):
                if one.status == "stub":
                    return "not_started", ("status.not_started", {})
                if one.status == "timed_out":
                    return "timed_out", ("status.timed_out", {"seconds": self.context.limits.cells_wall_s})
                if one.error is not None:
                    return "crashed", crash_text(one.error, self.context.submission)
        if not self.context.finished():
            return self.context.ended()
        stopped = self.context.stopped_cell()
        # What came after a training that was seen may be missing because the time ran out.
        after = stopped is not None and (not self.seen or stopped[0] == "timed_out")
        if stopped is not None and after and self._meant(part):
            return stopped
        return "not_found", (f"status.not_found.{part.way}", {})

    def _meant(self, part: Part) -> bool:
        """Whether a file that stopped before any training was for this part, as far as its text tells."""
        text = "\n".join(cell.written for cell in self.context.submission.cells)
        named = [one for one in self.parts if mentions(text, one)]
        named = named or [one for one in self.parts if any(word in text for word in _WORDS[str(one.way)])]
        return part in named or not named


_WORDS = {
    "minimize": ("minimize(", ".fit("),
    "apply": ("apply_gradients", ".step(", ".apply("),
    "own": ("assign_sub", "no_grad", "assign("),
}
"""What code of each way has in it."""


def _known(seen: Seen) -> dict[str, float]:
    rate = seen.observation.arguments.get("learning_rate")
    return {} if rate is None else {"learning_rate": rate}


def _update_text(best: Attempt) -> Text:
    if best.way.mistake == "built-in-used":
        return "built-in-used", {"name": best.seen.observation.builtin}
    if best.follows.passed:
        found = best.follows.finding
        rate = found.fit.hyperparameters.get("learning_rate") if found is not None else None
        values: dict[str, str | float] = {"rule": best.part.rule}
        if rate is not None and best.seen.run is not None and best.seen.run.rates is None:
            values["rate"] = rate
        return "observed.update.right", values
    return "observed.update.mistake", {
        "mistake": ",".join(best.follows.mistakes),
        **{k: v for k, v in best.follows.details.items() if k == "algorithm"},
    }


def _training_text(best: Attempt) -> Text:
    arrival = best.seen.arrival
    values: dict[str, str | float] = {"steps": best.seen.observation.steps}
    if arrival.first is not None and arrival.last is not None:
        values |= {"first": arrival.first, "last": arrival.last}
    return f"observed.training.{arrival.outcome}", values
