"""A class whose grades are known by hand: decided, open, unreadable, a fault of ours, and names that mean harm."""

from __future__ import annotations

import msgspec

from autograder.record import Grade, SubmissionInfo
from exercises.spec import labs
from reports.exporting.results import Results
from tests.reports import records

FORMULAS = (
    "=1+1",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "＝1",
    "\t=1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x","y")',
)


def of(grade: Grade, student: str, name: str = "adam.py", sha256: str = "3f" * 32) -> Grade:
    """Return a record as another student's."""
    return msgspec.structs.replace(
        grade, student=student, submission=SubmissionInfo(name, sha256, "numpy", "plain-class")
    )


def results(*grades: Grade, language: str = "en") -> Results:
    """Return these grades as an export starts from them."""
    return Results(grades, labs(), language)  # type: ignore[arg-type]


def mixed(*students: str) -> list[Grade]:
    """One decided, one open, one unreadable, one that failed through us; all of lab 6 but the second."""
    made = (records.wrong_adam, records.every_status, records.unreadable, records.our_fault)
    return [of(make(), student) for make, student in zip(made, students, strict=True)]
