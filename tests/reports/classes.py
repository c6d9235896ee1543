"""Classes made by hand: labs, students and who handed in what."""

from __future__ import annotations

from typing import Any

import msgspec

from autograder.record import Diagnosis, Grade, PartResult
from exercises.spec import labs
from tests.reports import records


def part(
    name: str, points: float | None, most: float, *mistakes: str, status: str = "judged", **own: float
) -> PartResult:
    """Return a part with these points; ``own`` are hyperparameters that the student's code has instead of 1.0."""
    changes: dict[str, Any] = {"status": status, "points": points, "max_points": most}
    diagnoses = (
        (Diagnosis(mistakes, {}, own, dict.fromkeys(own, 1.0), 1, 0.5),)
        if mistakes and points != most
        else ()
    )
    passed = None if points is None else points == most
    return PartResult(part=name, passed=passed, diagnoses=diagnoses, **changes)


def lab3(student: str, *parts: PartResult, source: str = "", name: str = "a.py") -> Grade:
    """Return a student's record of lab 3, in English."""
    found = records.grade("lab3", parts, student=student, source=source, language="en")
    return msgspec.structs.replace(found, submission=msgspec.structs.replace(found.submission, name=name))


def thousand() -> list[Grade]:
    """A thousand students with two labs each, of every kind that isn't hostile."""
    base = [make() for make in records.ALL if make is not records.hostile]
    second = records.schedules()
    made = []
    for i in range(1000):
        student = f"2024{i:04d}"
        first = base[i % len(base)]
        made.append(msgspec.structs.replace(first, student=student))
        if first.lab != second.lab and i % 3:
            made.append(msgspec.structs.replace(second, student=student))
    return made


def every_lab() -> list[Grade]:
    """Thirty students with a record of each kind in every lab of the course."""
    base = [make() for make in records.ALL if make is not records.hostile]
    return [
        msgspec.structs.replace(base[i % len(base)], lab=lab, student=f"2024{i:04d}")
        for lab in labs()
        for i in range(30)
    ]
