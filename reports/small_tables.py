"""A smallest case as rows of text, the same for page, terminal and documentation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from autograder.counterexamples.sheet import differs
from autograder.explaining.catalogue import mark, translator
from autograder.explaining.tables import above, column, shown
from autograder.explaining.variants import VARIANTS
from autograder.record import Counterexample, Line
from reports.inert import one_line

Who = Literal["both", "expected", "yours"]
_WHO: dict[Who, str] = {"both": mark("both"), "expected": mark("expected"), "yours": mark("yours")}
_LECTURE = mark("lecture")
"""The expected side of an accepted form: the other side is right as well."""
_STEP, _COORDINATE = mark("step"), mark("variable")


class SmallCell(NamedTuple):
    """One cell as it is shown."""

    text: str
    differs: bool
    first: bool
    """Whether it is the first difference."""


class SmallRow(NamedTuple):
    """One side of one step; where nothing differs, both sides at once."""

    step: str
    coordinate: str
    who: Who
    name: str
    """The side in words."""
    cells: tuple[SmallCell, ...]


class SmallTable(NamedTuple):
    """Everything that a renderer needs, in one language."""

    above: str
    head: tuple[str, ...]
    """Names of the columns, from step to the last quantity."""
    rows: tuple[SmallRow, ...]
    several: bool
    """Whether a column says which variable a row is of."""


def small_table(case: Counterexample, language: str) -> SmallTable:
    """Put a smallest case into words."""
    say = translator(language)
    several = any(line.coordinate for line in case.lines)
    head = (say(_STEP), *((say(_COORDINATE),) if several else ()), "")
    return SmallTable(
        above(case, language),
        (*head, *(column(name, language) for name in case.columns)),
        tuple(row for at, line in enumerate(case.lines) for row in _rows(case, at, line, language)),
        several,
    )


def _rows(case: Counterexample, at: int, line: Line, language: str) -> Iterator[SmallRow]:
    same = line.expected == line.yours
    sides: tuple[tuple[Who, tuple[str | float, ...]], ...] = (
        (("both", line.expected),) if same else (("expected", line.expected), ("yours", line.yours))
    )
    say = translator(language)
    for who, cells in sides:
        told = tuple(
            SmallCell(
                one_line(shown(cell, language), 40),
                differs=who == "yours" and differs(cell, line.expected[place]),
                first=who == "yours" and (at, place) == case.first,
            )
            for place, cell in enumerate(cells)
        )
        repeated = who == "yours"
        yield SmallRow(
            "" if repeated else str(line.step),
            "" if repeated or not line.coordinate else str(line.coordinate),
            who,
            say(_LECTURE if who == "expected" and case.of[0] in VARIANTS else _WHO[who]),
            told,
        )
