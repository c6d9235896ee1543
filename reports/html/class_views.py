"""What the class page says of mistakes, parts, labs and open verdicts, in both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from autograder.explaining import words
from autograder.explaining.mistakes import MISTAKES, explain, title, variant
from autograder.explaining.numbers import points
from autograder.record import Grade, PartResult
from exercises.spec import Lab
from reports import verdict
from reports.classes import tally
from reports.classes.behaviour import Alike
from reports.classes.items import items
from reports.html.both import Both, both, worded
from reports.html.people import Person
from reports.inert import inert

_EXAMPLE_LINES = 14
_EXAMPLE_WIDTH = 160

Who = tuple[Person, ...]


@dataclass(frozen=True)
class Example:
    """Some lines of one student's work."""

    person: Person
    first_line: int
    code: str
    numbers: str


@dataclass(frozen=True)
class FoundRow:
    """A mistake, or an accepted form, of the class."""

    id: str
    title: Both
    what: Both
    lecture: str
    places: tuple[Both, ...]
    count: int
    share: float
    """Of the students who handed something in."""
    who: Who
    """Empty where nobody is to be named."""
    example: Example | None


@dataclass(frozen=True)
class ItemRow:
    """One part over the class."""

    lab: Both
    part: Both
    points: str
    students: int
    right: int
    not_begun: int
    difficulty: float | None
    discrimination: str
    commonest: Both


@dataclass(frozen=True)
class LabRow:
    """One lab over the class."""

    name: Both
    href: str
    students: int
    spread: tally.Distribution
    commonest: Both


@dataclass(frozen=True)
class OpenRow:
    """Something without a verdict."""

    person: Person
    place: Both
    status: Both
    message: Both


@dataclass(frozen=True)
class AlikeRow:
    """Work of several students that is alike."""

    place: Both
    title: Both
    """Empty where only the sources are alike."""
    percent: str
    who: Who


def lab_name(lab: Lab) -> Both:
    """Return a lab's title."""
    return Both(lab.title.zh, lab.title.en)


def part_name(lab: Lab, part: str) -> Both:
    """Return a part's title."""
    return both(lambda language: verdict.part_title(lab, part, language))


@cache
def mistake_title(mistake: str) -> Both:
    """Return a mistake's title; empty for none."""
    return both(lambda language: title(mistake, language)) if mistake else Both("", "")


@cache
def _variant(name: str) -> Both:
    return both(lambda language: variant(name, language))


def mistake_row(
    found: tally.Found, labs: Mapping[str, Lab], people: Mapping[str, Person], handed_in: int, *, names: bool
) -> FoundRow:
    """Return a row of the map of mistakes; without ``names`` nobody's name and nobody's code."""
    known = found.id in MISTAKES
    return FoundRow(
        found.id,
        mistake_title(found.id),
        both(lambda language: explain(found.id, {}, {}, language).what) if known else Both("", ""),
        MISTAKES[found.id].lecture if known else "",
        tuple(part_name(labs[lab], part) for lab, part in found.places),
        len(found.who),
        len(found.who) / handed_in,
        tuple(people[key] for key in found.who) if names else (),
        _example(*found.example, people) if names else None,
    )


def convention_row(
    found: tally.Found, labs: Mapping[str, Lab], people: Mapping[str, Person], handed_in: int, *, names: bool
) -> FoundRow:
    """Return a row of the accepted forms in use."""
    return FoundRow(
        found.id,
        _variant(found.id),
        Both("", ""),
        "",
        tuple(part_name(labs[lab], part) for lab, part in found.places),
        len(found.who),
        len(found.who) / handed_in,
        tuple(people[key] for key in found.who) if names else (),
        None,
    )


def _example(grade: Grade, part: PartResult, people: Mapping[str, Person]) -> Example | None:
    if part.source_line is None:
        return None
    lines = inert(grade.source).split("\n")[part.source_line - 1 :][:_EXAMPLE_LINES]
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines:
        return None
    numbers = "\n".join(str(part.source_line + i) for i in range(len(lines)))
    code = "\n".join(line[:_EXAMPLE_WIDTH] for line in lines)
    return Example(people[tally.key(grade)], part.source_line, code, numbers)


def item_rows(grades: Sequence[Grade], labs: Mapping[str, Lab]) -> list[ItemRow]:
    """Return each part's figures."""
    return [
        ItemRow(
            lab_name(labs[one.lab]),
            part_name(labs[one.lab], one.part),
            points(one.max_points),
            one.students,
            one.right,
            one.not_begun,
            one.difficulty,
            "–" if one.discrimination is None else f"{one.discrimination:.2f}".replace("-", "−"),
            mistake_title(one.commonest),
        )
        for one in items(grades)
    ]


def lab_rows(grades: Sequence[Grade], labs: Mapping[str, Lab], pages: Mapping[str, str]) -> list[LabRow]:
    """Return each lab's figures."""
    rows = []
    for lab in tally.labs_of(grades):
        mine = [grade for grade in grades if grade.lab == lab]
        found = tally.mistakes(mine)
        rows.append(
            LabRow(
                lab_name(labs[lab]),
                pages.get(lab, ""),
                len(tally.by_student(mine)),
                tally.distribution([grade] for grade in mine),
                mistake_title(found[0].id if found else ""),
            )
        )
    return rows


def open_rows(
    rows: Iterable[tuple[Grade, PartResult | None]], labs: Mapping[str, Lab], people: Mapping[str, Person]
) -> list[OpenRow]:
    """Return what has no verdict, with whose it is and why."""
    return [
        OpenRow(
            people[tally.key(grade)],
            part_name(labs[grade.lab], part.part) if part else lab_name(labs[grade.lab]),
            worded(words.STATUSES, (part or grade).status),
            both(lambda language, said=part or grade: verdict.sentence(said, language)),  # type: ignore[misc]
        )
        for grade, part in rows
    ]


def open_counts(
    rows: Iterable[tuple[Grade, PartResult | None]], labs: Mapping[str, Lab]
) -> list[tuple[Both, Both, int]]:
    """Return how often each status occurs in each place, without a name."""
    counts = Counter((grade.lab, part.part if part else "", (part or grade).status) for grade, part in rows)
    return [
        (
            part_name(labs[lab], part) if part else lab_name(labs[lab]),
            worded(words.STATUSES, status),
            count,
        )
        for (lab, part, status), count in counts.most_common()
    ]


def alike_rows(
    found: Iterable[Alike], labs: Mapping[str, Lab], people: Mapping[str, Person]
) -> list[AlikeRow]:
    """Return what is worth a look."""
    return [
        AlikeRow(
            part_name(labs[one.lab], one.part) if one.part else lab_name(labs[one.lab]),
            _together([mistake_title(mistake) for mistake in one.mistakes]),
            "–" if one.likeness is None else f"{one.likeness * 100:.0f}%",
            tuple(people[key] for key in one.who),
        )
        for one in found
    ]


def _together(titles: Sequence[Both]) -> Both:
    return Both(" + ".join(one.zh for one in titles), " + ".join(one.en for one in titles))
