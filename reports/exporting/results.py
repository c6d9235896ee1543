"""What every export starts from: grades with the decisions in them, and each part's verdict in a few plain words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from autograder.errors import CourseError
from autograder.explaining.catalogue import mark, translator
from autograder.explaining.numbers import points
from autograder.record import NULL_STATUSES, Grade, PartStatus, SubmissionStatus
from exercises.spec import Lab
from reports import verdict
from reports.inert import inert, one_line

_NOT_FINAL = mark("Not final. Parts that are still open: {count}; their points are left blank.")
_SUBMISSION = mark("The file")


@dataclass(frozen=True)
class Results:
    """The grades of a class or of one student, in the order in which they are exported."""

    grades: tuple[Grade, ...]
    labs: Mapping[str, Lab]
    language: Literal["zh", "en"]
    names: Mapping[str, str] = field(default_factory=dict)
    """Of those on the roster, by id."""
    missing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Who is on the roster and handed in nothing, by lab."""

    def students(self) -> dict[str, dict[str, Grade]]:
        """Return each student's grades by lab."""
        found: dict[str, dict[str, Grade]] = {}
        for grade in self.grades:
            found.setdefault(grade.student or grade.submission.name, {})[grade.lab] = grade
        return found

    def lab_ids(self) -> list[str]:
        """Return the labs that occur, in the order of the lecture."""
        there = {grade.lab for grade in self.grades}
        return [lab for lab in self.labs if lab in there]

    def only_lab(self) -> str:
        """Return the one lab; ``CourseError`` where there are several, because one assignment is one lab."""
        there = self.lab_ids()
        if len(there) != 1:
            raise CourseError(f"one assignment is one lab; say --lab with one of {', '.join(there)}")
        return there[0]


@dataclass(frozen=True)
class Item:
    """One part's verdict, or that of a file without any."""

    id: str
    name: str
    status: PartStatus | SubmissionStatus
    points: float | None
    max_points: float
    passed: bool | None
    message: str


@dataclass(frozen=True)
class Export:
    """What is to be written."""

    files: Mapping[str, bytes]
    """By their names; one file, or the files of a folder."""
    many: bool = False
    """Whether it is a folder, and so becomes a zip where the name says so."""
    left_out: tuple[str, ...] = ()
    """Students that the other system can't be told about, and why."""
    remarks: tuple[str, ...] = field(default=())
    """What the person who exports should know."""


def items(grade: Grade, lab: Lab, language: str) -> Iterator[Item]:
    """Yield the verdict of each part; of the file as a whole where no part was looked at."""
    if not grade.parts:
        name, message = translator(language)(_SUBMISSION), verdict.sentence(grade, language)
        yield Item(
            "submission", name, grade.status, grade.points, grade.max_points, grade.passed, inert(message)
        )
    for part in grade.parts:
        said = [verdict.verdict(part, language)]
        if not part.passed or part.decision is not None:
            said += [verdict.what_happened(part, language), *verdict.to_improve(part, language)]
            said.append(verdict.hint(part, language))
        yield Item(
            one_line(part.part),
            verdict.part_title(lab, part.part, language),
            part.status,
            part.points,
            part.max_points,
            part.passed,
            inert("\n".join(dict.fromkeys(line for line in said if line))),
        )


def open_parts(grade: Grade) -> int:
    """Count what has no points yet: a person's task, or a fault of ours."""
    return sum(one.status in NULL_STATUSES for one in grade.parts or (grade,))


def decided_points(grade: Grade) -> float | None:
    """Return the total; of what is decided so far where parts are open, and null where nothing is."""
    if grade.points is not None:
        return grade.points
    known = [part.points for part in grade.parts if part.points is not None]
    return math.fsum(known) if known else None


def not_final(grade: Grade, language: str) -> str:
    """Say that parts are open; empty where none is."""
    count = open_parts(grade)
    return translator(language)(_NOT_FINAL).format(count=count) if count else ""


def feedback(grade: Grade, lab: Lab, language: str) -> str:
    """Return the verdicts as plain text, a paragraph per part."""
    said = [not_final(grade, language)]
    said += [
        f"{item.name} ({points(item.points)} / {points(item.max_points)})\n{item.message}"
        for item in items(grade, lab, language)
    ]
    return "\n\n".join(one for one in said if one)


def plain(value: float | None) -> str:
    """Write points for a machine: at most two decimals, nothing where there are none."""
    return "" if value is None else f"{round(value, 2):.12g}"
