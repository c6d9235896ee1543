"""Who is who: ids from the names of files and folders, by the course's pattern and against its roster."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Student:
    """One line of the roster."""

    id: str
    name: str = ""


@dataclass(frozen=True)
class Match:
    """Whose a name is."""

    student: str
    """The id; the name itself for a stranger."""
    stranger: bool = False
    fits: tuple[str, ...] = ()
    """Ids of the roster that it fits equally well, where these are several."""


@dataclass(frozen=True)
class Roster:
    """A class, and how its members are recognised."""

    students: tuple[Student, ...] = ()
    """Empty: whoever handed something in is of the class."""
    pattern: re.Pattern[str] | None = None
    _squeezed: dict[str, str] = field(default_factory=dict)
    _turned: dict[str, str] = field(default_factory=dict)
    """Canvas writes the family name first, without a space."""

    def __post_init__(self) -> None:
        """Prepare the comparison of names once."""
        self._squeezed.update({one.id: _squeeze(one.name) for one in self.students})
        self._turned.update({one.id: _squeeze("".join(reversed(one.name.split()))) for one in self.students})

    def match(self, name: str) -> Match:
        """Find a name's student: the id itself, the id in it, the name itself, the name in it; each only if alone."""
        found = self.pattern.search(name) if self.pattern else None
        if found:
            name = found[1] if found.re.groups and found[1] else found[0]
        if not self.students:
            return Match(name)
        squeezed = _squeeze(name)
        tests: tuple[Callable[[Student], bool], ...] = (
            lambda one: one.id == name,
            lambda one: one.id.lower() == name.lower(),
            lambda one: _stands_in(one.id, name),
            lambda one: squeezed != "" and squeezed in {self._squeezed[one.id], self._turned[one.id]},
            lambda one: len(self._squeezed[one.id]) > 1 and self._squeezed[one.id] in squeezed,
        )
        for test in tests:
            fits = [one for one in self.students if test(one)]
            if test is tests[-1] and fits:  # 王小 stands in 王小明 too: the longest is meant
                longest = max(len(self._squeezed[one.id]) for one in fits)
                fits = [one for one in fits if len(self._squeezed[one.id]) == longest]
            if len(fits) == 1:
                return Match(fits[0].id)
            if fits:
                return Match(name, stranger=True, fits=tuple(one.id for one in fits))
        return Match(name, stranger=True)

    def missing(self, present: Iterable[str]) -> list[str]:
        """Ids of the roster that are not among these."""
        there = set(present)
        return [one.id for one in self.students if one.id not in there]


def _stands_in(student: str, name: str) -> bool:
    """Whether an id stands in a name as a word: 2024001 in 2024001张三.py and not in 20240011."""
    return re.search(rf"(?<![0-9A-Za-z]){re.escape(student)}(?![0-9A-Za-z])", name, re.IGNORECASE) is not None


def _squeeze(name: str) -> str:
    """A name without spaces, marks, accents and case, as Canvas writes it."""
    apart = unicodedata.normalize("NFKD", name)
    return "".join(char for char in apart if char.isalnum()).lower()
