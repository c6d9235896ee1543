"""The page of a class: how it went, what to revisit in the lecture, and each student's row."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from autograder.explaining import words
from autograder.explaining.mistakes import MISTAKES, explain, title, variant
from autograder.explaining.numbers import number, points
from autograder.record import Grade, PartResult
from exercises.spec import Lab
from reports import verdict
from reports.html import tally
from reports.html.both import Both, both, t, worded
from reports.html.environment import render
from reports.html.histogram import histogram
from reports.inert import one_line
from reports.verdict import Tone

_REVISIT = 3
_SLOWEST = 5


@dataclass(frozen=True)
class Person:
    """A student's name and page."""

    name: str
    href: str
    """Empty where there is no page."""


@dataclass(frozen=True)
class MistakeRow:
    """One mistake of the class."""

    id: str
    title: Both
    what: Both
    lecture: str
    places: tuple[Both, ...]
    count: int
    share: float
    who: tuple[Person, ...]


@dataclass(frozen=True)
class MatrixCell:
    """One part of one student."""

    tone: Tone | str
    score: str
    remark: Both


@dataclass(frozen=True)
class MatrixRow:
    """One student."""

    person: Person
    cells: tuple[MatrixCell, ...]
    total: str


@dataclass(frozen=True)
class OpenRow:
    """Something without a verdict."""

    person: Person
    place: Both
    status: Both
    message: Both


def class_page(grades: Sequence[Grade], labs: Mapping[str, Lab], links: Mapping[str, str]) -> str:
    """Return a class's page; ``links`` gives each student's page by id (or file name), relative to this one."""
    order = list(labs)
    grades = sorted(grades, key=lambda grade: order.index(grade.lab))
    place = {lab: index for index, lab in enumerate(labs)}
    grades = sorted(grades, key=lambda grade: place[grade.lab])
    rows = tally.by_student(grades)
    people = {key: _person(key, links) for key in rows}
    spread = tally.distribution(rows.values())
    mistakes = [_mistake(found, labs, people) for found in tally.mistakes(grades)]
    columns = _columns(grades)
    return render(
        "class.html.j2",
        language=grades[0].language if grades else "zh",
        labs=[_lab_name(labs[lab]) for lab in _labs(grades)],
        students=len(rows),
        records=len(grades),
        passed=sum(all(grade.passed for grade in of_one) for of_one in rows.values()),
        spread=spread,
        histogram=histogram("points", spread.counts, spread.open),
        waiting=both(lambda language: verdict.waiting(grades, language)),
        revisit=mistakes[:_REVISIT],
        mistakes=mistakes,
        conventions=[
            (_variant(found.id), _places(found, labs), len(found.who)) for found in tally.conventions(grades)
        ],
        heads=[(_lab_name(labs[lab]), _part_name(labs[lab], part)) for lab, part in columns],
        matrix=[_row(people[key], of_one, columns) for key, of_one in rows.items()],
        unjudged=[_open(grade, part, labs, people) for grade, part in tally.unjudged(grades, ours=False)],
        ours=[_open(grade, part, labs, people) for grade, part in tally.unjudged(grades, ours=True)],
        resources=_resources(grades),
        slowest=[
            (people[tally.key(grade)], number(grade.usage.wall_s, 3), number(grade.usage.peak_rss_mb, 3))
            for grade in sorted(grades, key=lambda grade: -grade.usage.wall_s)[:_SLOWEST]
        ],
    )


def _labs(grades: Sequence[Grade]) -> list[str]:
    return list(dict.fromkeys(grade.lab for grade in grades))


def _lab_name(lab: Lab) -> Both:
    return Both(lab.title.zh, lab.title.en)


def _part_name(lab: Lab, part: str) -> Both:
    return both(lambda language: verdict.part_title(lab, part, language))


def _columns(grades: Sequence[Grade]) -> list[tuple[str, str]]:
    """All parts of all labs, in the order of the records."""
    return [
        (lab, part)
        for lab in _labs(grades)
        for part in dict.fromkeys(part.part for grade in grades if grade.lab == lab for part in grade.parts)
    ]


def _person(key: str, links: Mapping[str, str]) -> Person:
    # Quoted so that no link can leave the folder of the report: no scheme, no host.
    href = quote(links.get(key, "").lstrip("/"), safe="/%._-~#")
    return Person(one_line(key, 60), href)


def _places(found: tally.Found, labs: Mapping[str, Lab]) -> tuple[Both, ...]:
    return tuple(_part_name(labs[lab], part) for lab, part in found.places)


def _mistake(found: tally.Found, labs: Mapping[str, Lab], people: Mapping[str, Person]) -> MistakeRow:
    known = found.id in MISTAKES
    return MistakeRow(
        found.id,
        _title(found.id),
        both(lambda language: explain(found.id, {}, {}, language).what) if known else Both("", ""),
        MISTAKES[found.id].lecture if known else "",
        _places(found, labs),
        len(found.who),
        len(found.who) / len(people),
        tuple(people[key] for key in found.who),
    )


@cache
def _title(mistake: str) -> Both:
    return both(lambda language: title(mistake, language))


@cache
def _variant(name: str) -> Both:
    return both(lambda language: variant(name, language))


def _row(person: Person, grades: Sequence[Grade], columns: Sequence[tuple[str, str]]) -> MatrixRow:
    by_place = {(grade.lab, part.part): part for grade in grades for part in grade.parts}
    unread = {grade.lab: grade for grade in grades if grade.status != "judged"}
    total = verdict.total([grade.points for grade in grades])
    most = sum(grade.max_points for grade in grades)
    return MatrixRow(
        person,
        tuple(
            _unread_cell(unread[lab]) if lab in unread else _cell(by_place.get((lab, part)))
            for lab, part in columns
        ),
        f"{points(total)} / {points(most)}",
    )


def _unread_cell(grade: Grade) -> MatrixCell:
    tone = "ours" if grade.status == "grader_fault" else "wrong"
    return MatrixCell(tone, points(grade.points), worded(words.STATUSES, grade.status))


def _cell(part: PartResult | None) -> MatrixCell:
    if part is None:
        return MatrixCell("open", "–", Both("", ""))
    tone = verdict.tone(part)
    remark = Both("", "")
    if part.status != "judged":
        remark = worded(words.STATUSES, part.status)
    elif part.diagnoses and not part.passed:
        named = [_title(one) for one in part.diagnoses[0].mistakes]
        remark = Both(" + ".join(one.zh for one in named), " + ".join(one.en for one in named))
    return MatrixCell(tone, f"{points(part.points)} / {points(part.max_points)}", remark)


def _open(
    grade: Grade, part: PartResult | None, labs: Mapping[str, Lab], people: Mapping[str, Person]
) -> OpenRow:
    lab = labs[grade.lab]
    if part is None:
        return OpenRow(
            people[tally.key(grade)],
            _lab_name(lab),
            worded(words.STATUSES, grade.status),
            both(lambda language: verdict.sentence(grade, language)),
        )
    return OpenRow(
        people[tally.key(grade)],
        _part_name(lab, part.part),
        worded(words.STATUSES, part.status),
        both(lambda language: verdict.sentence(part, language)),
    )


def _resources(grades: Sequence[Grade]) -> Both:
    if not grades:
        return Both("", "")
    return t(
        "{cpu} s of computing in all; half of the submissions took less than {median} s; at most {memory} MB at once.",
        cpu=number(sum(grade.usage.cpu_s for grade in grades), 3),
        median=number(statistics.median(grade.usage.wall_s for grade in grades), 3),
        memory=number(max(grade.usage.peak_rss_mb for grade in grades), 3),
    )
