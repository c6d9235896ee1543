"""Records for the gradebook, made here: what is in them is told by the test that asks."""

from __future__ import annotations

import hashlib

from autograder.identity import Entry, Handed, Identity
from autograder.record import Grade, PartResult, PartStatus, SubmissionInfo, Usage


def grade(
    student: str = "s1",
    lab: str = "lab6",
    text: str = "x",
    *,
    points: float | None = 4.0,
    status: PartStatus = "judged",
    engine: str = "1",
    wall_s: float = 0.1,
) -> Grade:
    """Return the record of a submission of one part with 8 points."""
    passed = None if points is None else points == 8.0
    return Grade(
        lab=lab,
        student=student,
        submission=SubmissionInfo("a.py", hashlib.sha256(text.encode()).hexdigest(), "numpy", "plain-class"),
        engine=engine,
        engine_sha256=engine,
        exercise_sha256="e",
        seed_commitment="c",
        sandbox_tier="bubblewrap",
        status="judged",
        points=points,
        max_points=8.0,
        passed=passed,
        parts=(PartResult("adam", status, passed, points, 8.0),),
        source=text,
        usage=Usage(wall_s, wall_s, 100.0),
        stdout="",
        notes=(),
        language="en",
    )


def entry(record: Grade, at: str | None = None, *, marked_late: bool = False) -> Entry:
    """Return what a run hands to the gradebook."""
    return Entry(
        record.student or "", record.lab, Identity.of(record).digest(), record, Handed(at, marked_late)
    )


def again(record: Grade) -> Entry:
    """Return what a run hands over that found the result in the gradebook."""
    return Entry(record.student or "", record.lab, Identity.of(record).digest(), None)
