"""What a person decided, with who, when and why; a grade is record plus decisions.

A decision holds for the bytes it was made for: who hands in anew is judged anew.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import msgspec

from autograder.record import Decision, Grade, PartResult
from exercises.spec import JUDGED_KINDS, labs


class Override(msgspec.Struct, frozen=True):
    """One decision, as it is kept."""

    student: str
    lab: str
    part: str
    sha256: str
    """Of the submission that was read."""
    points: float
    reason: str
    who: str
    when: str
    """UTC, ISO 8601."""


def effective(grade: Grade, decided: Iterable[Override]) -> Grade:
    """Return the grade with the last decision on each of its parts; the record itself stays as it is."""
    last = {
        one.part: one
        for one in decided
        if (one.student, one.lab, one.sha256) == (grade.student, grade.lab, grade.submission.sha256)
    }
    known = {part.part for part in _parts(grade)}
    if not known & last.keys():
        return grade
    parts = tuple(_decided(part, last[part.part]) if part.part in last else part for part in _parts(grade))
    points = [part.points for part in parts if part.points is not None]
    undecided = len(points) < len(parts)
    return msgspec.structs.replace(
        grade,
        status="judged",
        parts=parts,
        points=None if undecided else math.fsum(points),
        passed=None if undecided else all(part.passed for part in parts),
    )


def _parts(grade: Grade) -> tuple[PartResult, ...]:
    """Parts of a record; those of its lab where the file couldn't be read or something of ours failed."""
    if grade.parts or grade.lab not in labs():
        return grade.parts
    fault = grade.status == "grader_fault"
    return tuple(
        PartResult(
            part=part.id,
            status="grader_fault" if fault else "not_found",
            passed=None if fault else False,
            points=None if fault else 0.0,
            max_points=part.points,
            message=grade.message,
            text=grade.text,
        )
        for part in labs()[grade.lab].parts
        if part.kind in JUDGED_KINDS
    )


def _decided(part: PartResult, override: Override) -> PartResult:
    return msgspec.structs.replace(
        part,
        status="judged",
        passed=override.points >= part.max_points,
        points=override.points,
        decision=Decision(override.reason, override.who, override.when, part.status, part.points),
    )
