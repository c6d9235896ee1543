"""Students on a class's page: by name with a link, or by number where the page goes on a projector."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograder.record import Grade
from reports import verdict
from reports.html.links import href
from reports.inert import one_line


@dataclass(frozen=True)
class Person:
    """A student's name and page."""

    name: str
    href: str
    """Empty where there is no page."""


def named(
    rows: Mapping[str, Sequence[Grade]], roster: Mapping[str, str], links: Mapping[str, str]
) -> dict[str, Person]:
    """Return everybody by key, in the order of the keys."""
    return {key: Person(_name(key, roster.get(key, "")), href(links.get(key, ""))) for key in rows}


def numbered(rows: Mapping[str, Sequence[Grade]]) -> dict[str, Person]:
    """Return everybody without name or link, most points first: the order of names would tell who it is."""

    def place(key: str) -> tuple[bool, float]:
        total = verdict.total([grade.points for grade in rows[key]])
        return not rows[key], -1.0 if total is None else -total

    return {key: Person(str(i), "") for i, key in enumerate(sorted(rows, key=place), 1)}


def _name(key: str, name: str) -> str:
    return one_line(key if not name or name == key else f"{key} {name}", 60)
