"""Everything that the class pages show, as tables: CSV for spreadsheets, one JSON file for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from autograder.explaining.mistakes import MISTAKES, title, variant
from autograder.record import Grade
from exercises.spec import Lab
from reports import sheets, verdict
from reports.classes import tally
from reports.classes.behaviour import Alike
from reports.classes.items import items
from reports.inert import inert

Cell = str | float | bool | None

SCHEMA = "autograder.class/1"


@dataclass(frozen=True)
class Table:
    """Rows with named columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def csv(self) -> bytes:
        """Return it for a spreadsheet."""
        rows = (dict(zip(self.columns, map(_text, row), strict=True)) for row in self.rows)
        return sheets.written(self.columns, rows)


def tables(
    grades: Sequence[Grade], labs: Mapping[str, Lab], roster: Mapping[str, str], alike: Sequence[Alike]
) -> dict[str, Table]:
    """Return the tables of a class by name."""
    language = grades[0].language if grades else "zh"
    return {
        "results": _results(grades, roster, language),
        "distribution": _distribution(grades),
        "parts": _parts(grades, labs, language),
        "mistakes": _found(tally.mistakes(grades), "mistake", language),
        "conventions": _found(tally.conventions(grades), "convention", language),
        "undecided": _undecided(grades, language),
        "alike": Table(
            ("lab", "part", "mistakes", "likeness", "students"),
            tuple(
                (one.lab, one.part, " + ".join(one.mistakes), one.likeness, "; ".join(one.who))
                for one in alike
            ),
        ),
        "resources": Table(
            ("student", "lab", "wall_s", "cpu_s", "peak_rss_mb"),
            tuple(
                (tally.key(one), one.lab, one.usage.wall_s, one.usage.cpu_s, one.usage.peak_rss_mb)
                for one in grades
            ),
        ),
    }


def as_json(found: Mapping[str, Table]) -> bytes:
    """Return all tables as one JSON object: a list of objects each."""
    content = {"schema": SCHEMA} | {
        name: [
            {
                column: inert(cell) if isinstance(cell, str) else cell
                for column, cell in zip(table.columns, row, strict=True)
            }
            for row in table.rows
        ]
        for name, table in found.items()
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return cell if isinstance(cell, str) else f"{cell:.12g}"


def _results(grades: Sequence[Grade], roster: Mapping[str, str], language: str) -> Table:
    """One row per student and part; one per submission that couldn't be read, and per student without any."""
    rows: list[tuple[Cell, ...]] = []
    for student, mine in tally.by_student(grades, roster).items():
        name = roster.get(student, "")
        if not mine:
            rows.append((student, name, "", "", "not_handed_in", None, None, None, "", "", ""))
        for grade in mine:
            if not grade.parts:
                said = verdict.sentence(grade, language)
                points = (grade.passed, grade.points, grade.max_points)
                rows.append((student, name, grade.lab, "", grade.status, *points, "", "", said))
            for part in grade.parts:
                diagnosis = tally.first_diagnosis(part)
                rows.append(
                    (
                        *(student, name, grade.lab, part.part, part.status),
                        *(part.passed, part.points, part.max_points),
                        " + ".join(diagnosis.mistakes) if diagnosis else "",
                        " + ".join(part.matched.variants) if part.matched else "",
                        "" if part.passed else verdict.what_happened(part, language),
                    )
                )
    columns = "student name lab part status passed points max_points mistakes conventions message"
    return Table(tuple(columns.split()), tuple(rows))


def _distribution(grades: Sequence[Grade]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for lab in tally.labs_of(grades):
        spread = tally.distribution([grade] for grade in grades if grade.lab == lab)
        step = 100 // tally.BINS
        rows += [(lab, i * step, (i + 1) * step, count) for i, count in enumerate(spread.counts)]
        rows.append((lab, None, None, spread.open))
    return Table(("lab", "from_percent", "to_percent", "students"), tuple(rows))


def _parts(grades: Sequence[Grade], labs: Mapping[str, Lab], language: str) -> Table:
    columns = (
        "lab part title max_points students right not_begun open difficulty discrimination commonest_mistake"
    )
    return Table(
        tuple(columns.split()),
        tuple(
            (
                *(one.lab, one.part, verdict.part_title(labs[one.lab], one.part, language)),
                *(one.max_points, one.students, one.right, one.not_begun, one.open),
                *(one.difficulty, one.discrimination, one.commonest),
            )
            for one in items(grades)
        ),
    )


def _found(found: Iterable[tally.Found], what: str, language: str) -> Table:
    named = title if what == "mistake" else variant
    return Table(
        (what, "title", "places", "lecture", "count", "students"),
        tuple(
            (
                *(one.id, named(one.id, language)),
                "; ".join(f"{lab}.{part}" for lab, part in one.places),
                MISTAKES[one.id].lecture if one.id in MISTAKES else "",
                len(one.who),
                "; ".join(one.who),
            )
            for one in found
        ),
    )


def _undecided(grades: Sequence[Grade], language: str) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for why in ("theirs", "person", "fault"):
        for grade, part in tally.unjudged(grades, why):
            said = part or grade
            rows.append(
                (
                    *(tally.key(grade), grade.lab, part.part if part else "", why, said.status),
                    verdict.sentence(said, language),
                )
            )
    return Table(("student", "lab", "part", "why", "status", "message"), tuple(rows))
