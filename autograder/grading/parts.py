"""One part's result: each kind of part has its judge, and all of them judge from the same run."""

from __future__ import annotations

from autograder.grading.answers import answers_result
from autograder.grading.builtin import BuiltinJudge
from autograder.grading.compare import CompareJudge
from autograder.grading.context import Context
from autograder.grading.essays import essay_result
from autograder.grading.explained import explained
from autograder.grading.method import MethodJudge
from autograder.grading.sampler import SamplerJudge
from autograder.grading.trainings import TrainingJudge
from autograder.grading.written import WrittenJudge
from autograder.loading.blank import left_blank
from autograder.record import PartResult
from exercises.spec import Part


class PartJudge:
    """Judges the parts of one submission."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.written = WrittenJudge(context)
        self.builtin = BuiltinJudge(context)
        self.compare = CompareJudge(context)
        self.trainings = TrainingJudge(context)
        self.sampler = SamplerJudge(context)
        self.method = MethodJudge(context)

    def result(self, part: Part) -> PartResult:
        """Return the part's result; a place that the file sets aside for it and that is blank was not begun."""
        refused = self.context.submission.refused
        if refused is not None:
            place = self.context.place("", refused.cell, refused.line)
            return self.context.unjudged(part, "blocked", (refused.key, refused.arguments), **place)
        found = self._found(part)
        if found.status == "not_found" and left_blank(self.context.submission, self.context.lab.id, part.id):
            return self.context.unjudged(part, "not_started", ("status.not_started", {}))
        return explained(found, part, self.context.submission)

    def _found(self, part: Part) -> PartResult:
        match part.kind:
            case "update" | "schedule":
                return self.written.result(part)
            case "builtin":
                return self.builtin.result(part)
            case "compare":
                return self.compare.result(part)
            case "training":
                return self.trainings.result(part)
            case "sampler":
                return self.sampler.result(part)
            case "method":
                return self.method.result(part)
            case "answers":
                return answers_result(self.context, part)
            case "essay":
                return essay_result(self.context, part)
            case other:
                raise ValueError(f"{part.id}: parts of kind {other} have no judge")

    def left(self) -> dict[str, str]:
        """Why a candidate counts for no part, by its id."""
        return {} if self.context.submission.refused is not None else self.written.left()

    def form(self) -> str:
        """Form of the deliverable that was judged first."""
        return self.context.forms[0] if self.context.forms else ""
