"""Parts that compare trainings: reported numbers against the student's own runs, the conclusion against both."""

from __future__ import annotations

from autograder.grading.checked import check_losses, check_steps
from autograder.grading.context import Context, Text
from autograder.grading.outcomes import Winner, ahead_early, ahead_late
from autograder.grading.report import Report, read_report
from autograder.grading.said import Said, right, unclear, wrong
from autograder.grading.trained import Trained, trained_in
from autograder.record import CriterionResult, Diagnosis, PartResult
from autograder.reported.claims import Claim
from autograder.reported.methods import method_of
from exercises.spec import Part

_UNEQUAL = "unequal-comparison"


class CompareJudge:
    """Judges the comparisons of one submission."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.trained = trained_in(context.outcome.messages)

    def result(self, part: Part) -> PartResult:
        """Return the part's result."""
        runs = self._runs(part)
        report = read_report(part, self.context, runs)
        absent = [method for method in part.methods if method not in runs]
        if not self._begun(part, runs, report):
            return self._nothing(part, report)
        unchecked = [method for method in absent if method in report.named or self._nameless()]
        if unchecked and (report.named or len(runs) > 1):
            return self._unclear(part, ("compare.unseen", {"absent": ", ".join(unchecked)}))
        checked = {one.id: self._checked(one.id, part, runs, report) for one in part.criteria}
        for one in checked.values():
            if any(each.passed is None for each in one):
                return self._unclear(part, next(each.text for each in one if each.passed is None))
        judged = self._judged(part, runs, checked)
        # What is missing because the time ran out was not left out.
        stopped = None if judged.passed else self.context.stopped_cell()
        return self.context.unjudged(part, *stopped) if stopped and stopped[0] == "timed_out" else judged

    # ---- trainings ---------------------------------------------------------------------------------------------------

    def _runs(self, part: Part) -> dict[str, Trained]:
        """One training per method, from the start that most of the methods share."""
        groups: list[list[Trained]] = []
        for one in self.trained:
            if self._method(part, one):
                group = next((each for each in groups if each[0].same_start(one)), None)
                groups.append([one]) if group is None else group.append(one)
        groups.sort(key=lambda group: -len({self._method(part, one) for one in group}))
        runs: dict[str, Trained] = {}
        for one in [one for group in groups for one in group]:
            runs.setdefault(self._method(part, one), one)
        return {method: runs[method] for method in part.methods if method in runs}

    def _method(self, part: Part, one: Trained) -> str:
        """The method that a training is: by what it does; where other parts judge the rule, by its name else."""
        if one.rule or self._alone():
            return one.rule if one.rule in part.methods else ""
        seen = one.observation
        return method_of(seen.optimizer, part.methods) or method_of(seen.function, part.methods)

    def _alone(self) -> bool:
        """Whether the lab has no part that judges the update rules themselves."""
        return not any(part.kind == "update" for part in self.context.parts)

    def _nameless(self) -> bool:
        """Whether a training was seen whose method nobody knows."""
        return any(not one.rule for one in self.trained)

    # ---- criteria ----------------------------------------------------------------------------------------------------

    def _checked(self, criterion: str, part: Part, runs: dict[str, Trained], report: Report) -> list[Said]:
        """One entry per method, or one for the whole."""
        match criterion:
            case "losses":
                return [self._losses(part, method, runs, report) for method in part.methods]
            case "steps":
                return [self._steps(part, method, runs, report) for method in part.methods]
            case "equal":
                return [_equal(part, runs)]
            case _:
                return [_claims(part, runs, report)]

    def _losses(self, part: Part, method: str, runs: dict[str, Trained], report: Report) -> Said:
        tiers = [tier[method] for tier in report.losses if method in tier]
        if method not in runs or not tiers:
            return _absent(
                "compare.losses.missing", part, {m for tier in report.losses for m in tier} & set(runs)
            )
        return _first_telling([check_losses(method, runs[method], one, part.steps) for one in tiers])

    def _steps(self, part: Part, method: str, runs: dict[str, Trained], report: Report) -> Said:
        tiers = [tier[method] for tier in report.steps if method in tier]
        if method not in runs or not tiers:
            return _absent(
                "compare.steps.missing", part, {m for tier in report.steps for m in tier} & set(runs)
            )
        return _first_telling([check_steps(method, runs[method], one, report.thresholds) for one in tiers])

    # ---- results -----------------------------------------------------------------------------------------------------

    def _begun(self, part: Part, runs: dict[str, Trained], report: Report) -> bool:
        """Whether a comparison was handed in: one training is another part's, and two alone report nothing."""
        if report.held or report.said:
            return True
        if self._alone():
            return bool(runs or report.named)
        asked = {one.id for one in part.criteria}
        numbers = [
            *(report.steps if "steps" in asked else ()),
            *(report.losses if "losses" in asked else ()),
        ]
        return (len(runs) > 1 or len(report.named) > 1) and (bool(report.claims) or any(numbers))

    def _nothing(self, part: Part, report: Report) -> PartResult:
        if report.blank is not None:
            one = report.blank
            place = self.context.place(one.name, one.cell, one.line)
            return self.context.unjudged(part, "not_started", ("status.not_started", {}), **place)
        if not self.context.finished():
            return self.context.unjudged(part, *self.context.ended())
        stopped = self.context.stopped_cell() if self._alone() else None
        text: Text = ("status.not_found.compare", {"methods": ", ".join(part.methods)})
        return self.context.unjudged(part, *(stopped or ("not_found", text)))

    def _unclear(self, part: Part, text: Text) -> PartResult:
        return self.context.unjudged(part, "needs_person", text)

    def _judged(self, part: Part, runs: dict[str, Trained], checked: dict[str, list[Said]]) -> PartResult:
        criteria = tuple(_criterion(one.id, one.points, checked[one.id]) for one in part.criteria)
        failed = [one for each in checked.values() for one in each if not one.passed]
        mistakes = tuple(dict.fromkeys(one.mistake for one in failed if one.mistake))
        if "report-differs" in mistakes:  # numbers copied from elsewhere may be near by chance
            mistakes = tuple(one for one in mistakes if one != "counting-off")
        detail = next((one.detail for one in failed if one.detail), "")
        passed = not failed
        diagnosis = Diagnosis(mistakes, {"of": detail} if detail else {}, {}, {}, None, None)
        place = {}
        if runs:
            seen = next(iter(runs.values())).observation
            place = self.context.place(seen.function or seen.optimizer, seen.cell, seen.line)
        return self.context.judged(
            part, "observed", criteria, passed=passed, diagnoses=() if passed else (diagnosis,), **place
        )


def _first_telling(checked: list[Said]) -> Said:
    """What variables hold counts before what is printed; but what can't be told doesn't stand against the right one."""
    told = [one for one in checked if one.passed is not None]
    return told[0] if told else checked[0]


def _absent(key: str, part: Part, found: set[str]) -> Said:
    absent = ", ".join(method for method in part.methods if method not in found)
    return wrong(key, {"found": len(found), "count": len(part.methods), "absent": absent})


def _equal(part: Part, runs: dict[str, Trained]) -> Said:
    """All methods begin at the same parameters, at the same rate."""
    if len(runs) < len(part.methods):
        return _absent("compare.equal.missing", part, set(runs))
    (first, one), *others = runs.items()
    for method, other in others:
        detail = "" if one.same_start(other) else "start"
        if not detail and one.same_rate(other) is False:
            detail = "learning_rate"
        if detail:
            values: dict[str, str | float] = {"method": first, "other_method": method, "mistake": _UNEQUAL}
            return wrong("compare.equal.wrong", values, _UNEQUAL, detail)
    return right("compare.equal.right")


def _claims(part: Part, runs: dict[str, Trained], report: Report) -> Said:
    """What is said to be faster, against the losses; numbers of steps say it too."""
    if not report.claims:
        if report.unclear:
            return unclear("compare.claim.unseen")
        counted = all(any(method in tier for tier in report.steps) for method in part.methods)
        return right("compare.claim.steps") if counted else wrong("compare.claim.missing")
    if len(runs) < 2:
        return unclear("compare.claim.unseen")
    (first, one), (second, other), *_ = runs.items()
    names = {"first": first, "second": second}
    checked = [
        _claim(claim, names, ahead_early(one, other), ahead_late(one, other)) for claim in report.claims
    ]
    return min(checked, key=lambda each: each.rank)


def _claim(claim: Claim, names: dict[str, str], early: Winner, late: Winner) -> Said:
    at_first = claim.phase == "early" or (claim.phase == "" and late is None)
    winner = early if at_first else late
    if winner is None:
        return unclear("compare.claim.unseen")
    if winner == "open" or names[winner] == claim.method:
        return right("compare.claim.right")
    key = "compare.claim.wrong" if at_first else "compare.claim.wrong.late"
    return wrong(key, {"claimed": claim.method, "faster": names[winner]}, "claim-differs")


def _criterion(name: str, points: float, checked: list[Said]) -> CriterionResult:
    """Each method earns its share; the first thing that is wrong is told."""
    right = sum(bool(one.passed) for one in checked)
    said = next((one for one in checked if not one.passed), checked[0])
    earned = points * right / len(checked)
    return CriterionResult(name, earned, points, passed=right == len(checked), message="", text=said.text)
