"""The table of students and parts; over a term, of students and labs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from autograder.explaining import words
from autograder.explaining.mistakes import title
from autograder.explaining.numbers import points
from autograder.record import Grade, PartResult
from exercises.spec import Lab
from reports import verdict
from reports.classes.tally import first_diagnosis, labs_of, parts_of
from reports.html.both import Both, both, t, worded
from reports.html.people import Person

State = Literal["right", "wrong", "ours", "none"]
"""All right; something to fix; points open; nothing handed in."""


@dataclass(frozen=True)
class MatrixCell:
    """One part of one student, or one lab."""

    tone: str
    score: str
    remark: Both


@dataclass(frozen=True)
class MatrixRow:
    """One student."""

    person: Person
    state: State
    cells: tuple[MatrixCell, ...]
    total: str


@dataclass(frozen=True)
class Matrix:
    """The whole table."""

    heads: tuple[Both, ...]
    rows: tuple[MatrixRow, ...]


def matrix(
    rows: Mapping[str, Sequence[Grade]], people: Mapping[str, Person], labs: Mapping[str, Lab]
) -> Matrix:
    """Return the parts of one lab, or the labs of a term, student by student in the order of ``people``."""
    grades = [grade for mine in rows.values() for grade in mine]
    order = [lab for lab in labs if lab in set(labs_of(grades))]
    if len(order) == 1:
        parts = [part for _, part in parts_of(grades)]
        heads = tuple(
            both(lambda language, part=part: verdict.part_title(labs[order[0]], part, language))  # type: ignore[misc]
            for part in parts
        )
        made = [_row(person, rows[key], _of_parts(rows[key], parts)) for key, person in people.items()]
    else:
        heads = tuple(Both(labs[lab].title.zh, labs[lab].title.en) for lab in order)
        made = [_row(person, rows[key], _of_labs(rows[key], order)) for key, person in people.items()]
    return Matrix(heads, tuple(made))


def _row(person: Person, grades: Sequence[Grade], cells: tuple[MatrixCell, ...]) -> MatrixRow:
    total = verdict.total([grade.points for grade in grades])
    most = sum(grade.max_points for grade in grades)
    return MatrixRow(person, state(grades), cells, f"{points(total)} / {points(most)}" if grades else "–")


def state(grades: Sequence[Grade]) -> State:
    """Return how a student stands over some labs."""
    if not grades:
        return "none"
    if any(grade.points is None for grade in grades):
        return "ours"
    return "right" if all(grade.passed for grade in grades) else "wrong"


def _of_labs(grades: Sequence[Grade], order: Sequence[str]) -> tuple[MatrixCell, ...]:
    mine = {grade.lab: grade for grade in grades}
    return tuple(_lab_cell(mine[lab]) if lab in mine else _EMPTY for lab in order)


def _lab_cell(grade: Grade) -> MatrixCell:
    score = f"{points(grade.points)} / {points(grade.max_points)}"
    remark = Both("", "") if grade.status == "judged" else worded(words.STATUSES, grade.status)
    return MatrixCell(state([grade]), score, remark)


def _of_parts(grades: Sequence[Grade], parts: Sequence[str]) -> tuple[MatrixCell, ...]:
    if not grades:
        return (_NOTHING, *(_EMPTY,) * (len(parts) - 1))
    if grades[0].status != "judged":
        tone = "ours" if grades[0].status == "grader_fault" else "wrong"
        cell = MatrixCell(tone, points(grades[0].points), worded(words.STATUSES, grades[0].status))
        return (cell,) * len(parts)
    mine = {part.part: part for part in grades[0].parts}
    return tuple(_part_cell(mine[part]) if part in mine else _EMPTY for part in parts)


def _part_cell(part: PartResult) -> MatrixCell:
    remark = Both("", "")
    if part.status != "judged":
        remark = worded(words.STATUSES, part.status)
    elif (diagnosis := first_diagnosis(part)) and not part.passed:
        named = [both(lambda language, one=one: title(one, language)) for one in diagnosis.mistakes]  # type: ignore[misc]
        remark = Both(" + ".join(one.zh for one in named), " + ".join(one.en for one in named))
    return MatrixCell(verdict.tone(part), f"{points(part.points)} / {points(part.max_points)}", remark)


_EMPTY = MatrixCell("open", "–", Both("", ""))
_NOTHING = MatrixCell("open", "–", t("nothing handed in"))
