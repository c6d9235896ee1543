"""What every kind of part is judged from: the submission, its plan, and what its run left."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from autograder.driving.plan import Plan
from autograder.explaining.messages import say
from autograder.loading.submission import Removed, Submission
from autograder.protocol.jobs import Limits
from autograder.protocol.replies import CellResult, CellsMessage, DoneMessage, Fault
from autograder.record import NULL_STATUSES, CriterionResult, PartResult, PartStatus
from autograder.sandbox.slot import Outcome
from exercises.spec import Lab, Part

Text = tuple[str, dict[str, str | float]]


@dataclass(frozen=True)
class Context:
    """One run of one submission."""

    submission: Submission
    lab: Lab
    parts: tuple[Part, ...]
    plan: Plan
    outcome: Outcome
    language: Literal["zh", "en"]
    limits: Limits
    forms: list[str] = field(default_factory=list)
    """Forms of the deliverables that were judged, the first one first."""

    def finished(self) -> bool:
        """Whether everything that was asked was tried."""
        return self.outcome.ended == "done" and any(
            isinstance(one, DoneMessage) for one in self.outcome.messages
        )

    def cells(self) -> list[CellResult]:
        """How the student's cells ended."""
        return [cell for one in self.outcome.messages if isinstance(one, CellsMessage) for cell in one.cells]

    def ended(self) -> tuple[PartStatus, Text]:
        """Status of a part that the run didn't come to."""
        ended, detail = self.outcome.ended, self.outcome.detail
        if ended == "timed_out":
            return "timed_out", ("status.timed_out", {"seconds": self.limits.wall_s})
        if ended == "out_of_memory":
            return "out_of_memory", ("status.out_of_memory", {"megabytes": self.limits.memory_mb})
        if ended == "blocked":
            return "blocked", ("status.blocked", {"detail": detail})
        if ended == "missing":
            return "needs_person", ("status.package_missing", {"package": detail})
        if ended == "no_device":
            why, _, what = detail.partition(":")
            return "grader_fault", (f"device.{why}", {"what": what})
        if ended == "fault":
            return "grader_fault", ("status.grader_fault", {"detail": detail})
        if ended == "protocol":  # ours that didn't fit, or a forged one: from outside they look the same
            return "needs_person", ("status.protocol", {"detail": detail})
        return "crashed", ("status.crashed", {"kind": detail or "exit", "message": ""})

    def stopped_cell(self) -> tuple[PartStatus, Text] | None:
        """Status of a part that a stopped cell left undone; None where all cells ran."""
        for cell in self.cells():
            if cell.status == "timed_out":
                return "timed_out", ("status.timed_out", {"seconds": self.limits.cells_wall_s})
            if cell.status == "error" and cell.error is not None:
                return "crashed", crash_text(cell.error, self.submission)
        return None

    def nothing_written(self) -> tuple[PartStatus, Text]:
        """Status of a part for which no words were found: what stopped the run, else not found."""
        if not self.cells():
            return self.ended()
        return self.stopped_cell() or ("not_found", ("status.not_found.words", {}))

    def unjudged(self, part: Part, status: PartStatus, text: Text, **place: Any) -> PartResult:  # noqa: ANN401 - fields
        """Result of a part without a verdict: null where a person or we have to look, else no points."""
        undecided = status in NULL_STATUSES
        return PartResult(
            part=part.id,
            status=status,
            passed=None if undecided else False,
            points=None if undecided else 0.0,
            max_points=part.points,
            message=say(*text, self.language),
            text=text,
            **place,
        )

    def judged(
        self,
        part: Part,
        form: str,
        criteria: tuple[CriterionResult, ...],
        *,
        passed: bool,
        **fields: Any,  # noqa: ANN401 - fields of a PartResult
    ) -> PartResult:
        """Result of a part from its criteria, said in the record's language."""
        self.forms.append(form)
        said = tuple(msgspec.structs.replace(one, message=say(*one.text, self.language)) for one in criteria)
        return PartResult(
            part=part.id,
            status="judged",
            passed=passed and all(one.passed for one in said),
            points=math.fsum(one.points for one in said if one.points is not None),
            max_points=part.points,
            criteria=said,
            **fields,
        )

    def place(self, name: str, cell: int | None, line: int | None) -> dict[str, Any]:
        """Fields of a result that say what was judged and where it stands."""
        return {
            "deliverable": name,
            "cell": cell or None,
            "line": line,
            "source_line": self.submission.listing_line(cell, line),
        }


def crash_text(fault: Fault, submission: Submission) -> Text:
    """The student's exception, with its place; what to write where it is a name that is gone today."""
    gone = removed_name(fault, submission)
    arguments: dict[str, str | float] = {"kind": fault.kind, "message": fault.message}
    if gone is not None:
        arguments = {"old": gone.old, "instead": gone.instead}
    if fault.line is not None:
        arguments["line"] = fault.line
    if fault.cell:
        arguments["cell"] = fault.cell
    return "status.crashed" if gone is None else "status.removed", arguments


def removed_name(fault: Fault, submission: Submission) -> Removed | None:
    """The name that is gone today whose use is what an exception says."""
    if fault.kind not in {"AttributeError", "NameError", "ImportError", "ModuleNotFoundError"}:
        return None
    missing = set(re.findall(r"'([\w.]+)'", fault.message))
    told = [
        each
        for each in submission.removed
        if each.cell == (fault.cell or None)
        and (
            missing & set(each.old.split(".")[-2:])
            or any(f"{each.old}.".startswith(f"{one}.") for one in missing)
        )
    ]
    return min(told, key=lambda each: each.line != fault.line, default=None)
