"""Canvas's gradebook: a CSV to import, or the gradebook's own export filled in.

Canvas finds a student by its own number, else by SIS id, else by login. An empty cell takes a grade away that stands
there; so in the gradebook's own export what is undecided keeps what it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from autograder.errors import CourseError
from autograder.loading.layouts import lab_of_folder
from autograder.record import Grade
from exercises.spec import Lab
from reports import sheets
from reports.exporting.filling import Table, by_key, read_table, scaled
from reports.exporting.results import Export, Results, plain

NAME = "canvas.csv"
DOWNLOADED = re.compile(r"^[^_]+_(?:LATE_)?(?P<student>\d+)_(?P<file>\d+)_.+$")
"""A file's name in the submissions that Canvas gives to download."""
_COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
_ID_BEHIND_TITLE = re.compile(r"\s*\(\d+\)$")
_NOT_IN_A_FILES_NAME = re.compile(r"[\W_]+")


def to_import(results: Results) -> Export:
    """Return a CSV with a column per lab; a new column makes a new assignment."""
    labs = results.lab_ids()
    rows = [{"Student": "    Points Possible"} | {lab: _most(results, lab) for lab in labs}]
    for student, grades in results.students().items():
        number = _number(grades)
        row = {"Student": student, "ID": number, "SIS User ID": "" if number else student}
        rows.append(row | {lab: plain(grade.points) for lab, grade in grades.items()})
    return Export({NAME: sheets.written((*_COLUMNS, *labs), rows)})


def filled(results: Results, text: str, column: str | None, *, scale: bool) -> Export:
    """Return the gradebook's own export with our points in it."""
    table = read_table(text)
    if "Student" not in table.head[0] or table.column(lambda name: name == "ID") is None:
        raise CourseError("--into: no gradebook of Canvas: it begins with Student, ID")
    rows = by_key((place, _keys(table, row)) for place, row in enumerate(table.rows))
    most = next((row for row in table.rows if row[0].strip().startswith("Points Possible")), [])
    places = {lab: _column(table, results.labs[lab], column) for lab in results.lab_ids()}
    if column is not None:
        results.only_lab()
    for at in places.values():
        if "read only" in table.cell(most, at).casefold():
            raise CourseError(f"--into: Canvas takes nothing for {table.head[at]}: it is read only")
    left = []
    for student, grades in results.students().items():
        keys = (_number(grades), student, _NOT_IN_A_FILES_NAME.sub("", student))
        place = next((rows[key.casefold()] for key in keys if key.casefold() in rows), None)
        if place is None:
            left.append(student)
            continue
        for lab, grade in grades.items():
            at = places[lab]
            there = table.cell(most, at)
            value = scaled(grade.points, grade.max_points, there, scale=scale, what=table.head[at])
            table.rows[place][at] = value or table.rows[place][at]
    return Export({NAME: table.written()}, left_out=tuple(f"{one}: no row in the table" for one in left))


def _most(results: Results, lab: str) -> str:
    return plain(max(grade.max_points for grade in results.grades if grade.lab == lab))


def _number(grades: dict[str, Grade]) -> str:
    """Canvas's own number of the student, from the names of the files it gave to download."""
    found = {
        match["student"] for grade in grades.values() if (match := DOWNLOADED.match(grade.submission.name))
    }
    return found.pop() if len(found) == 1 else ""


def _keys(table: Table, row: list[str]) -> Iterator[str]:
    """What names a row's student; the name too, as Canvas writes it in front of files."""
    for name in ("ID", "SIS User ID", "SIS Login ID"):
        yield table.cell(row, table.column(lambda one, name=name: one == name))  # type: ignore[misc]
    yield _NOT_IN_A_FILES_NAME.sub("", row[0])


def _column(table: Table, lab: Lab, column: str | None) -> int:
    def is_it(name: str) -> bool:
        title = _ID_BEHIND_TITLE.sub("", name)
        if column is not None:
            return column in {name, title}
        return title in {lab.id, lab.title.zh, lab.title.en} or lab_of_folder(title, frozenset()) == lab.id

    place = table.column(is_it)
    if place is None:
        there = ", ".join(table.head[len(_COLUMNS) :])
        raise CourseError(f"--into: can't tell which column is {lab.id}; say --column with one of: {there}")
    return place
