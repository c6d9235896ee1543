"""``export``: the grades as a table, one row per student and lab, with what of them is not final and who is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from autograder.course import Course
from autograder.errors import EXIT_OK, CourseError
from autograder.explaining.numbers import points
from autograder.fronts.intake import read_roster
from autograder.fronts.judging import known_lab
from autograder.fronts.recorded import recorded
from autograder.gradebook.current import current
from autograder.grading.files import write_whole
from autograder.loading.roster import Roster
from autograder.record import NULL_STATUSES, Grade
from reports import sheets, verdict

COLUMNS = ("student", "name", "lab", "points", "max_points", "state", "waiting", "days_late", "file")


@dataclass(frozen=True)
class ExportOptions:
    """What was asked on the command line."""

    file: Path
    format: Literal["csv"]
    out: Path
    labs: tuple[str, ...]
    course: Course
    db: str | None


def run_export(options: ExportOptions, talk: Callable[[str], None]) -> int:
    """Write the table; say what of it is not final."""
    wanted = [known_lab(name).id for name in options.labs]
    with recorded(options.out, options.course, options.db) as book:
        found = (one.grade for one in current(book, options.course))
        grades = [grade for grade in found if not wanted or grade.lab in wanted]
    if not grades:
        raise CourseError(f"{options.out}: no record of these labs in its gradebook; grade first")
    rows = list(_rows(grades, read_roster(options.course)))
    try:
        write_whole(options.file, sheets.written(COLUMNS, rows))
    except OSError as error:
        raise CourseError(f"{options.file}: {error.strerror}; give -o a file that can be written") from error
    missing = sum(row["state"] == "missing" for row in rows)
    talk(f"{options.file}: {len(grades)} grades" + (f", {missing} missing" if missing else ""))
    if waiting := verdict.waiting(grades, "en"):
        talk(waiting)
    return EXIT_OK


def _rows(grades: list[Grade], roster: Roster) -> Iterator[dict[str, str]]:
    names = {student.id: student.name for student in roster.students}
    for grade in grades:
        row = _row(grade)
        yield row | {"name": names.get(row["student"], "")}
    for lab in dict.fromkeys(grade.lab for grade in grades):
        for student in roster.missing(grade.student or "" for grade in grades if grade.lab == lab):
            yield {"student": student, "name": names[student], "lab": lab, "state": "missing"}


def _row(grade: Grade) -> dict[str, str]:
    waiting = [part.part for part in grade.parts if part.status in NULL_STATUSES]
    return {
        "student": grade.student or "",
        "lab": grade.lab,
        "points": "" if grade.points is None else points(grade.points),
        "max_points": points(grade.max_points),
        "state": "open" if grade.points is None else "final",
        "waiting": " ".join(waiting),
        "days_late": "" if grade.late is None else str(grade.late.days),
        "file": grade.submission.name,
    }
