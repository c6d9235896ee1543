"""``review``: what waits for a person, as a table in which points and reasons are filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from autograder.course import Course
from autograder.errors import EXIT_OK, CourseError
from autograder.explaining.numbers import points
from autograder.fronts.judging import known_lab
from autograder.fronts.recorded import recorded
from autograder.gradebook.current import current
from autograder.grading.files import write_whole
from autograder.record import NULL_STATUSES, Grade, PartResult
from reports import sheets, verdict

COLUMNS = ("student", "lab", "part", "max_points", "status", "message", "text", "points", "reason")


@dataclass(frozen=True)
class ReviewOptions:
    """What was asked on the command line."""

    lab: str
    file: Path
    out: Path
    course: Course
    db: str | None
    language: Literal["zh", "en"]


def run_review(options: ReviewOptions, talk: Callable[[str], None]) -> int:
    """Write the table; return the exit code."""
    file, out, language = options.file, options.out, options.language
    with recorded(out, options.course, options.db) as book:
        found = current(book, options.course, lab=known_lab(options.lab).id)
        grades = [one.grade for one in found]
    if not grades:
        raise CourseError(
            f"{out}: no record of {options.lab} in its gradebook; grade first, or say another --out"
        )
    rows = [row for grade in grades for row in _rows(grade, language)]
    try:
        write_whole(file, sheets.written(COLUMNS, rows))
    except OSError as error:
        raise CourseError(f"{file}: {error.strerror}; give -o a file that can be written") from error
    talk(f"{file}: parts that wait for a person: {len(rows)} (submissions: {len(grades)})")
    if rows:
        talk(f"fill in points and reason, then: autograder override --from {file} --out {out}")
    return EXIT_OK


def _rows(grade: Grade, language: str) -> Iterator[dict[str, str]]:
    if not grade.parts and grade.status == "grader_fault":
        for part in known_lab(grade.lab).parts:
            yield _row(grade, part.id, part.points, grade.status, verdict.sentence(grade, language))
    for result in grade.parts:
        if result.status in NULL_STATUSES:
            row = _row(grade, result.part, result.max_points, result.status, _message(result, language))
            yield row | {"text": str(result.evidence.get("text", {}).get("body", ""))}


def _row(grade: Grade, part: str, most: float, status: str, message: str) -> dict[str, str]:
    return {
        "student": grade.student or "",
        "lab": grade.lab,
        "part": part,
        "max_points": points(most),
        "status": status,
        "message": message,
    }


def _message(result: PartResult, language: str) -> str:
    """The part's sentence, and each criterion's: what is decided already, and what is open."""
    lines = [verdict.sentence(result, language)]
    lines += [
        f"{points(one.points)} / {points(one.max_points)}  {verdict.sentence(one, language)}"
        for one in result.criteria
    ]
    return "\n".join(lines)
