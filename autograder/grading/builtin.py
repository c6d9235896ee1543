"""Parts that ask for the framework's own optimizer or schedule: which one ran, with what, and what it trained."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from autograder.grading.context import Context, Text, crash_text
from autograder.grading.decay import judge_decay
from autograder.grading.labels import mentions
from autograder.grading.mentioned import Mention, last_names, mention, trains
from autograder.grading.observed_evidence import losses_evidence
from autograder.grading.said import Said, right, unclear, wrong
from autograder.grading.seen import bare
from autograder.grading.trained import Trained, trained_in
from autograder.protocol.observed import CalledMessage
from autograder.protocol.replies import CandidatesMessage
from autograder.record import CriterionResult, Diagnosis, Matched, PartResult, PartStatus
from exercises.spec import Part

_VARIANTS = {"momentum": frozenset({"nesterov"})}
"""What a built-in's own switch makes of its rule, accepted as well."""
_SCHEDULES = frozenset({"exponential"})


class BuiltinJudge:
    """Judges the built-in optimizers and schedules of one submission from the trainings that were watched."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.trained = trained_in(context.outcome.messages)

    def result(self, part: Part) -> PartResult:
        """Return the part's result."""
        if part.rule in _SCHEDULES:
            return self._schedule(part) or self._unseen(part)
        return self._optimizer(part) or self._unseen(part)

    # ---- optimizers --------------------------------------------------------------------------------------------------

    def _optimizer(self, part: Part) -> PartResult | None:
        wanted = _bare(part)
        accepted = {part.rule, *_VARIANTS.get(part.rule, ())}
        mine = [one for one in self.trained if bare(one.observation.builtin) in wanted]
        good = [one for one in mine if one.rule in accepted]
        if good:
            best = max(good, key=_quality)
            key = "builtin.right" if best.rule == part.rule else "builtin.variant"
            return self._judged(part, best, right(key, _used(best)))
        seen = {bare(one.observation.builtin) for one in self.trained}
        if self._mentioned(part) is not None and not seen & wanted:
            return None
        other = self._other(part)
        if other is not None:
            values = {**_used(other), "algorithm": other.rule, "wanted": self._wanted(part)}
            kept = _kept(part, "different-algorithm", other.rule) > 0
            key = "builtin.other.kept" if kept else "builtin.other"
            return self._judged(part, other, wrong(key, values, "different-algorithm"))
        return self._own(part, [one for one in self.trained if not one.observation.builtin])

    def _other(self, part: Part) -> Trained | None:
        """The built-in that stands in this one's place.

        Plain gradient descent is there to compare with where anything else is; several others are other labs' parts.
        """
        others = [one for one in self.trained if one.observation.builtin and one.rule != "sgd"]
        if len({one.rule for one in others}) > 1:
            others = [one for one in others if f"different-algorithm.{one.rule}" in part.keep]
        if others:
            return max(others, key=_quality)
        plain = [one for one in self.trained if one.observation.builtin and one.rule == "sgd"]
        alone = len(plain) == len(self.trained) and not self._own_work()
        return max(plain, key=_quality) if plain and (alone or self._only(part)) else None

    def _own_work(self) -> bool:
        """Whether an own optimizer was found, which plain gradient descent may be compared with."""
        return any(
            one.form != "schedule" and not one.stub
            for message in self.context.outcome.messages
            if isinstance(message, CandidatesMessage)
            for one in message.candidates
        )

    def _own(self, part: Part, own: Sequence[Trained]) -> PartResult | None:
        """An own update where the built-in is asked for; elsewhere in the lab own updates have their parts."""
        pointed = [one for one in own if self._meant(part, one)]
        if not pointed:
            return None
        values: dict[str, str | float] = {"wanted": self._wanted(part)}
        return self._judged(part, pointed[0], wrong("builtin.own", values, "built-in-missing"))

    # ---- schedules ---------------------------------------------------------------------------------------------------

    def _schedule(self, part: Part) -> PartResult | None:
        wanted = dict.fromkeys(_bare(part), self._wanted(part))
        mentioned = self._mentioned(part)
        found = [(one, judge_decay(one, wanted, mentioned, self.context.submission)) for one in self.trained]
        known = [
            (one, decay)
            for one, decay in found
            # A rate of one's own has its own parts in the lab.
            if decay is not None and (decay.name or self._meant(part, one))
        ]
        if not known:
            return None
        best, decay = max(known, key=lambda each: (each[1].said.rank, _quality(each[0])))
        if decay.said.passed is None:
            return self._unclear(part, best, decay.said.text)
        return self._judged(part, best, decay.said, decay.name)

    # ---- results -----------------------------------------------------------------------------------------------------

    def _judged(self, part: Part, one: Trained, called: Said, schedule: str = "") -> PartResult:
        algorithm = schedule or one.rule
        share = _kept(part, called.mistake, algorithm)
        # What another optimizer trained, or an own update, is not what was asked to train.
        instead = called.mistake in {"different-algorithm", "built-in-missing"} and not share
        training = wrong("builtin.training.other") if instead else _training(one)
        if training.passed is None:
            return self._unclear(part, one, training.text)
        by_id = {"called": called, "training": training}
        criteria = tuple(
            _criterion(criterion.id, criterion.points, by_id[criterion.id], share)
            for criterion in part.criteria
        )
        mistakes = tuple(dict.fromkeys(filter(None, (called.mistake, training.mistake))))
        passed = bool(called.passed and training.passed)
        diagnosis = Diagnosis(
            mistakes=mistakes,
            details={"algorithm": algorithm} if called.mistake == "different-algorithm" else {},
            hyperparameters=dict(one.observation.arguments),
            expected={},
            first_step=None,
            residual=None,
        )
        return self.context.judged(
            part,
            "observed",
            criteria,
            passed=passed,
            matched=Matched(part.rule, (), dict(one.observation.arguments)) if passed else None,
            diagnoses=() if passed else (diagnosis,),
            evidence={"training": losses_evidence(one.observation)}
            if one.observation.losses is not None
            else {},
            **self._place(one),
        )

    def _unseen(self, part: Part) -> PartResult:
        """Nothing that ran shows it: what the source says, else where the run stopped, else that it isn't there."""
        said = self._mentioned(part)
        if said is not None:
            values: dict[str, str | float] = {"optimizer": said.name, "line": said.line}
            if said.cell:
                values["cell"] = said.cell
            place = self.context.place(said.name, said.cell, said.line)
            if said.idle and not self.trained:
                return self._idle(part, values, place)
        called = self._called(part)
        if called is not None:
            return self.context.unjudged(part, *called)
        # Where the cells have run, their trainings have been told.
        if not self.context.finished() and (said is not None or not self.context.cells()):
            return self.context.unjudged(part, *self.context.ended())
        stopped = self.context.stopped_cell()
        if said is not None and (self.trained or trains(self.context.submission)):
            status, text = stopped or ("needs_person", ("builtin.unseen", values))
            return self.context.unjudged(part, status, text, **place)
        if said is not None and stopped is None and self.context.finished():
            return self._idle(part, values, place)  # nothing in the file could train with it
        key = "status.not_found.builtin"
        if self.context.submission.framework == "numpy":
            key = "status.not_found.builtin.numpy"
        return self.context.unjudged(part, "not_found", (key, {"wanted": self._wanted(part)}))

    def _called(self, part: Part) -> tuple[PartStatus, Text] | None:
        """How the part's own function ended, where no cell called it."""
        for one in self.context.outcome.messages:
            if isinstance(one, CalledMessage) and mentions(one.name, part):
                if one.status == "stub":
                    return "not_started", ("status.not_started", {})
                if one.status == "timed_out":
                    return "timed_out", ("status.timed_out", {"seconds": self.context.limits.cells_wall_s})
                if one.error is not None:
                    return "crashed", crash_text(one.error, self.context.submission)
        return None

    def _idle(self, part: Part, values: dict[str, str | float], place: dict[str, object]) -> PartResult:
        called, training = right("builtin.made", values), wrong("builtin.idle", values)
        by_id = {"called": called, "training": training}
        criteria = tuple(_criterion(one.id, one.points, by_id[one.id], 0.0) for one in part.criteria)
        diagnosis = Diagnosis(("built-in-not-run",), {}, {}, {}, None, None)
        return self.context.judged(part, "observed", criteria, passed=False, diagnoses=(diagnosis,), **place)

    def _unclear(self, part: Part, one: Trained, text: Text) -> PartResult:
        return self.context.unjudged(part, "needs_person", text, **self._place(one))

    def _place(self, one: Trained) -> dict[str, object]:
        seen = one.observation
        return self.context.place(seen.function or seen.optimizer or seen.builtin, seen.cell, seen.line)

    def _mentioned(self, part: Part) -> Mention | None:
        return mention(self.context.submission, last_names(part))

    def _meant(self, part: Part, one: Trained) -> bool:
        """Whether a training is surely meant for this part."""
        return self._only(part) or mentions(one.observation.function, part)

    def _only(self, part: Part) -> bool:
        """Whether the file is for this part alone: only it is asked for, or the file's name says so."""
        return self.context.parts == (part,) or mentions(PurePath(self.context.submission.name).stem, part)

    def _wanted(self, part: Part) -> str:
        framework = self.context.submission.framework
        names = part.builtin.get("keras" if framework == "tf2" else framework)
        return ", ".join(names or [name for each in part.builtin.values() for name in each[:1]])


def _bare(part: Part) -> set[str]:
    return {bare(name) for names in part.builtin.values() for name in names}


def _quality(one: Trained) -> tuple[bool, bool, int]:
    return one.fell is True and one.finite, one.moved, one.observation.steps


def _used(one: Trained) -> dict[str, str | float]:
    """The optimizer and its arguments, as code writes them."""
    given = ", ".join(f"{name}={value:g}" for name, value in one.observation.arguments.items() if value)
    return {"optimizer": one.observation.builtin, "settings": given}


def _training(one: Trained) -> Said:
    """Moved, and down."""
    values: dict[str, str | float] = {"steps": one.observation.steps}
    seen = one.losses[~(one.losses != one.losses)]
    if len(seen):
        last = one.observation.last_loss
        values |= {"first": float(seen[0]), "last": float(seen[-1]) if last is None else last}
    if not one.moved:
        return wrong("builtin.training.still", values, "not-updated")
    fell = one.fell
    if not one.finite or (fell is False and values.get("last", 0.0) > 10 * float(values.get("first", 1.0))):  # type: ignore[operator]
        return wrong("builtin.training.diverged", {"steps": one.observation.steps}, "diverged")
    if fell is None:
        return unclear("builtin.training.unseen")
    if not fell:
        return wrong("builtin.training.flat", values, "not-converged")
    return right("builtin.training.right", values)


def _kept(part: Part, mistake: str, algorithm: str) -> float:
    return part.keep.get(f"{mistake}.{algorithm}", part.keep.get(mistake, 0.0))


def _criterion(name: str, points: float, said: Said, share: float) -> CriterionResult:
    key, values = said.text
    if not said.passed and share > 0 and said.mistake:
        values = {**values, "share": share, "points": share * points}
    earned = points if said.passed else share * points if said.mistake else 0.0
    return CriterionResult(name, earned, points, passed=bool(said.passed), message="", text=(key, values))
