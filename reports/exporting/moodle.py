"""Moodle's grades: a CSV for the gradebook's import, or an assignment's offline grading worksheet filled in.

Grade and feedback go together: mapped alone, either makes Moodle forget the other. In a worksheet an empty grade is
skipped, an empty feedback is not; so a row that isn't ours keeps both.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from autograder.errors import CourseError
from autograder.record import Grade
from exercises.spec import Lab
from reports import sheets
from reports.exporting.filling import Table, by_key, read_table, scaled
from reports.exporting.results import Export, Results, feedback, plain

NAME = "moodle.csv"
DOWNLOADED = re.compile(r"^(?P<name>[^_]+)_(?P<participant>\d+)$")
"""A student's id, where it comes from the folders that Moodle gives to download."""
_GRADE = frozenset({"grade", "成绩", "成績", "评分", "分数"})
_TRAILING_NUMBER = re.compile(r"^\D.*?(\d+)$")
_LONGEST = 30_000
"""A spreadsheet's cell holds no more than 32,767 characters."""


def to_import(results: Results) -> Export:
    """Return a CSV with grade and feedback per lab, to be mapped by the students' ID numbers."""
    labs = results.lab_ids()
    columns = ["ID number", *(name for lab in labs for name in (lab, f"{lab} feedback"))]
    rows = []
    for student, grades in results.students().items():
        row = {"ID number": student}
        for lab, grade in grades.items():
            row |= {lab: plain(grade.points), f"{lab} feedback": _html(grade, results)}
        rows.append(row)
    remark = (
        "map each lab's feedback together with its grade: mapped alone, either makes Moodle forget the other"
    )
    return Export({NAME: sheets.written(columns, rows)}, remarks=(remark,))


def filled(results: Results, text: str, column: str | None, *, scale: bool) -> Export:
    """Return the worksheet with our points and feedback in it."""
    lab, table = results.only_lab(), read_table(text)
    grade_at = _place(table, "grade", lambda name: name == column if column else name.casefold() in _GRADE)
    most_at = table.column(_any_of("maximum", "最大", "最高", "满分"))
    feedback_at = _place(table, "feedback", _any_of("feedback", "反馈", "评语"))
    rows = by_key((place, _keys(row[:grade_at])) for place, row in enumerate(table.rows))
    left = []
    for student, grades in results.students().items():
        number = DOWNLOADED.match(student)
        place = rows.get(f"participant {number['participant']}" if number else student.casefold())
        if place is None:
            left.append(student)
            continue
        row, grade = table.rows[place], grades[lab]
        there = table.cell(row, most_at)
        value = scaled(grade.points, grade.max_points, there, scale=scale, what=table.head[grade_at])
        row[grade_at] = value or row[grade_at]
        row[feedback_at] = sheets.guarded(_html(grade, results))
    data = table.written(own={grade_at, feedback_at})
    return Export({NAME: data}, left_out=tuple(f"{one}: no row in the worksheet" for one in left))


def _html(grade: Grade, results: Results) -> str:
    """Moodle shows feedback as HTML."""
    lab: Lab = results.labs[grade.lab]
    said = escape(feedback(grade, lab, results.language), quote=False)
    said = said if len(said) <= _LONGEST else said[:_LONGEST].rpartition("\n")[0] + "\n…"
    return said.replace("\n", "<br>")


def _keys(row: list[str]) -> list[str]:
    """What names a row's student: the identifier, whose words are in the site's language, and what stands behind it."""
    number = _TRAILING_NUMBER.match(row[0].strip())
    return [*(cell.strip() for cell in row[1:]), f"participant {number[1]}" if number else row[0].strip()]


def _any_of(*parts: str) -> Callable[[str], bool]:
    return lambda name: any(part in name.casefold() for part in parts)


def _place(table: Table, what: str, wanted: Callable[[str], bool]) -> int:
    place = table.column(wanted)
    if place is None:
        there = ", ".join(table.head)
        raise CourseError(
            f"--into: no column for the {what} among: {there}; download the worksheet with feedback comments enabled"
            ", or say --column"
        )
    return place
