"""A table for spreadsheets and scripts: a row per student; per lab the total, its maximum, the status, every part."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.record import Grade
from reports import sheets
from reports.exporting.results import Export, Results, open_parts, plain

NAME = "grades.csv"
_HEADS = ("points", "max_points", "status", "open")


def table(results: Results) -> Export:
    """Return the CSV; who handed in nothing for a lab is ``missing`` where a roster says so, else has blanks there."""
    columns, late = ["student", "name"], any(grade.late is not None for grade in results.grades)
    for lab in results.lab_ids():
        columns += [f"{lab} {head}" for head in (*_HEADS, *(["days_late"] if late else []))]
        columns += [f"{lab}.{part}" for part in _parts(results.grades, lab)]
    rows = {
        student: {"student": student, "name": results.names.get(student, "")}
        for student in (*results.students(), *(one for those in results.missing.values() for one in those))
    }
    for student, grades in results.students().items():
        for lab, grade in grades.items():
            rows[student] |= _cells(lab, grade)
    for lab, students in results.missing.items():
        for student in students:
            rows[student] |= {f"{lab} status": "missing"}
    return Export({NAME: sheets.written(columns, list(rows.values()))})


def _parts(grades: Sequence[Grade], lab: str) -> list[str]:
    return list(dict.fromkeys(part.part for grade in grades if grade.lab == lab for part in grade.parts))


def _cells(lab: str, grade: Grade) -> dict[str, str]:
    cells = {
        f"{lab} points": plain(grade.points),
        f"{lab} max_points": plain(grade.max_points),
        f"{lab} status": grade.status,
        f"{lab} open": str(open_parts(grade)),
        f"{lab} days_late": "" if grade.late is None else str(grade.late.days),
    }
    return cells | {f"{lab}.{part.part}": plain(part.points) for part in grade.parts}
