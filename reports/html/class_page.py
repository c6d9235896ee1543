"""The page of a class: how it went, what to revisit in the lecture, and each student's row.

One page holds one lab, or a term: its labs in columns. For a projector there is the same page without names; for
paper, one sheet.
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.explaining.numbers import number
from autograder.record import Grade
from exercises.spec import Lab
from reports import verdict
from reports.classes import tally
from reports.classes.behaviour import Alike
from reports.html import class_views as views
from reports.html.both import Both, both, t
from reports.html.environment import render
from reports.html.histogram import histogram
from reports.html.matrix import matrix
from reports.html.people import Person, named, numbered

_REVISIT = 3
_SLOWEST = 5


@dataclass(frozen=True)
class Around:
    """What lies beside a page, as links relative to it; everything may be missing."""

    asset: str = ""
    """The style sheet that pages share; empty: each carries its own."""
    term: str = ""
    labs: Mapping[str, str] = field(default_factory=dict)
    """By lab."""
    anonymous: str = ""
    sheet: str = ""
    data: tuple[tuple[str, str], ...] = ()
    """Names and links of the tables."""


@dataclass(frozen=True)
class ClassRecords:
    """Everything that a class's pages are made of."""

    grades: tuple[Grade, ...]
    """In the order of the labs."""
    labs: Mapping[str, Lab]
    links: Mapping[str, str]
    """Each student's page by id (or file name), relative to the class page."""
    roster: Mapping[str, str] = field(default_factory=dict)
    """Names by id; empty where the name isn't known."""
    alike: tuple[Alike, ...] = ()

    @classmethod
    def of(
        cls,
        grades: Sequence[Grade],
        labs: Mapping[str, Lab],
        links: Mapping[str, str],
        roster: Mapping[str, str] | None = None,
        alike: Sequence[Alike] = (),
    ) -> ClassRecords:
        """Put records in order."""
        place = {lab: index for index, lab in enumerate(labs)}
        ordered = sorted(grades, key=lambda grade: place[grade.lab])
        return cls(tuple(ordered), labs, links, roster or {}, tuple(alike))

    @property
    def language(self) -> str:
        """Of the records."""
        return self.grades[0].language if self.grades else "zh"


def class_page(grades: Sequence[Grade], labs: Mapping[str, Lab], links: Mapping[str, str]) -> str:
    """Return a class's page alone, without anything beside it."""
    return full_page(ClassRecords.of(grades, labs, links), Around())


def full_page(records: ClassRecords, around: Around) -> str:
    """Return the page with names, for the instructor."""
    rows = tally.by_student(records.grades, records.roster)
    return _page(records, around, rows, named(rows, records.roster, records.links), names=True)


def anonymous_page(records: ClassRecords, around: Around) -> str:
    """Return the page for the projector: no name, no link to anybody, nothing that a student wrote."""
    rows = tally.by_student(records.grades, records.roster)
    return _page(records, around, rows, numbered(rows), names=False)


def _page(
    records: ClassRecords,
    around: Around,
    rows: Mapping[str, Sequence[Grade]],
    people: Mapping[str, Person],
    *,
    names: bool,
) -> str:
    grades, labs = records.grades, records.labs
    handed_in = max(1, len(rows) - len(tally.absent(rows)))

    def still_open(cause: tally.Why) -> Sequence[object]:
        found = tally.unjudged(grades, cause)
        return views.open_rows(found, labs, people) if names else views.open_counts(found, labs)

    return render(
        "class.html.j2",
        script="class.js",
        asset=around.asset,
        around=around,
        anonymous=not names,
        mistakes=[
            views.mistake_row(one, labs, people, handed_in, names=names) for one in tally.mistakes(grades)
        ],
        conventions=[
            views.convention_row(one, labs, people, handed_in, names=names)
            for one in tally.conventions(grades)
        ],
        matrix=matrix(rows, people, labs),
        unjudged=still_open("theirs"),
        persons=still_open("person"),
        ours=still_open("fault"),
        absent=[people[key] for key in tally.absent(rows)] if names else [],
        alike=views.alike_rows(records.alike, labs, people) if names else [],
        slowest=_slowest(grades, people) if names else [],
        **_figures(records, rows, around),
    )


def _slowest(grades: Sequence[Grade], people: Mapping[str, Person]) -> list[tuple[Person, str, str]]:
    """Whose work took longest, with seconds and MB."""
    longest = sorted(grades, key=lambda grade: -grade.usage.wall_s)[:_SLOWEST]
    return [
        (people[tally.key(grade)], number(grade.usage.wall_s, 3), number(grade.usage.peak_rss_mb, 3))
        for grade in longest
    ]


def sheet(records: ClassRecords, around: Around) -> str:
    """Return the summary that fits on one printed page; nobody is named."""
    rows = tally.by_student(records.grades, records.roster)
    return render("sheet.html.j2", asset=around.asset, around=around, **_figures(records, rows, around))


def _figures(records: ClassRecords, rows: Mapping[str, Sequence[Grade]], around: Around) -> dict[str, Any]:
    """What all pages share: counts, without a name."""
    grades, labs = records.grades, records.labs
    spread = tally.distribution(rows.values())
    absent = len(tally.absent(rows))
    found = tally.mistakes(grades)[:_REVISIT]
    people = numbered(rows)
    return {
        "language": records.language,
        "labs": [views.lab_name(labs[lab]) for lab in tally.labs_of(grades)],
        "students": len(rows),
        "handed_in": len(rows) - absent,
        "missing": absent,
        "records": len(grades),
        "passed": sum(bool(mine) and all(grade.passed for grade in mine) for mine in rows.values()),
        "spread": spread,
        "histogram": histogram("points", spread.counts, spread.open),
        "waiting": both(lambda language: verdict.waiting(grades, language)),
        "revisit": [
            views.mistake_row(one, labs, people, max(1, len(rows) - absent), names=False) for one in found
        ],
        "items": views.item_rows(grades, labs),
        "by_lab": views.lab_rows(grades, labs, around.labs),
        "resources": _resources(grades),
    }


def _resources(grades: Sequence[Grade]) -> Both:
    if not grades:
        return Both("", "")
    return t(
        "{cpu} s of computing in all; half of the submissions took less than {median} s; at most {memory} MB at once.",
        cpu=number(sum(grade.usage.cpu_s for grade in grades), 3),
        median=number(statistics.median(grade.usage.wall_s for grade in grades), 3),
        memory=number(max(grade.usage.peak_rss_mb for grade in grades), 3),
    )
