"""A table for spreadsheets and scripts: a row per student; per lab the total, its maximum, the status, every part."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.record import Grade
from reports import sheets
from reports.exporting.results import Export, Results, open_parts, plain

NAME = "grades.csv"


def table(results: Results) -> Export:
    """Return the CSV; a student without a record of a lab has blanks there."""
    columns, rows = ["student"], list[dict[str, str]]()
    for lab in results.lab_ids():
        columns += [f"{lab} points", f"{lab} max_points", f"{lab} status", f"{lab} open"]
        columns += [f"{lab}.{part}" for part in _parts(results.grades, lab)]
    for student, grades in results.students().items():
        row = {"student": student}
        for lab, grade in grades.items():
            row |= _cells(lab, grade)
        rows.append(row)
    return Export({NAME: sheets.written(columns, rows)})


def _parts(grades: Sequence[Grade], lab: str) -> list[str]:
    return list(dict.fromkeys(part.part for grade in grades if grade.lab == lab for part in grade.parts))


def _cells(lab: str, grade: Grade) -> dict[str, str]:
    cells = {
        f"{lab} points": plain(grade.points),
        f"{lab} max_points": plain(grade.max_points),
        f"{lab} status": grade.status,
        f"{lab} open": str(open_parts(grade)),
    }
    return cells | {f"{lab}.{part.part}": plain(part.points) for part in grade.parts}
