"""Two sides of a small table, what is expected and what is done instead, put line by line beside each other."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from autograder.protocol.arrays import Vector
from autograder.record import Cell, Counterexample, Line

Columns = Mapping[str, Sequence[Sequence[Cell]]]
"""Name of a quantity to its value in each step, for each coordinate."""

ORDER = (
    "rate t epoch point samples targets gradient curvature step y s r s_hat r_hat v m n u h_1 h_2 h_y "
    "direction length update theta history loss waited best_at stopped counted later"
).split()
"""Columns from left to right: the order in which a person computes them."""
_SAME = 3e-6
_DIGITS = 6
_NOTHING = 1e-13
"""What is left where two numbers should cancel."""


@dataclass(frozen=True)
class Setting:
    """What a table says of itself beside its numbers."""

    of: tuple[str, ...]
    rule: str
    key: str
    """What the gradients are, as a key of the explaining words."""
    hyperparameters: Mapping[str, float] = field(default_factory=dict)
    other: Mapping[str, float] = field(default_factory=dict)
    own: tuple[str, ...] = ()
    start: Sequence[float] = (0.0,)
    first_step: int = 1
    """Number of the first line's step."""


def table(setting: Setting, expected: Columns, yours: Columns) -> Counterexample | None:
    """Return the table; None where no cell tells the two apart."""
    columns = tuple(name for name in ORDER if name in expected or name in yours)
    lines = tuple(_lines(columns, expected, yours, setting.first_step))
    places = (
        (row, column)
        for row, line in enumerate(lines)
        for column in range(len(columns))
        if differs(line.expected[column], line.yours[column])
    )
    first = next(places, None)
    if first is None:
        return None
    return Counterexample(
        of=setting.of,
        rule=setting.rule,
        setting=setting.key,
        hyperparameters={name: rounded(value) for name, value in setting.hyperparameters.items()},
        other={name: rounded(value) for name, value in setting.other.items()},
        own=setting.own,
        start=tuple(rounded(value) for value in setting.start),
        columns=columns,
        lines=lines,
        first=first,
    )


def _lines(columns: Sequence[str], expected: Columns, yours: Columns, first_step: int) -> Iterator[Line]:
    sides = (expected, yours)
    steps = max(len(values) for side in sides for values in side.values())
    width = max(len(values[0]) for side in sides for values in side.values() if values)
    for step in range(steps):
        for place in range(width):
            shown = (tuple(_cell(side, name, step, place) for name in columns) for side in sides)
            yield Line(first_step + step, place + 1 if width > 1 else 0, *shown)


def _cell(side: Columns, name: str, step: int, place: int) -> Cell:
    values = side.get(name, ())
    if step >= len(values) or place >= len(values[step]):
        return ""
    return values[step][place]


def cell(value: float) -> Cell:
    """Return a number as a cell."""
    return rounded(value) if math.isfinite(value) else str(float(value))


def cells(values: Vector) -> list[list[Cell]]:
    """Return (T, d) numbers as a column."""
    return [[cell(float(value)) for value in row] for row in np.atleast_2d(values)]


def rounded(value: float) -> float:
    """Return a number without what binary fractions add to it."""
    return 0.0 if abs(value) < _NOTHING else float(f"{value:.{_DIGITS}g}")


def differs(one: Cell, other: Cell) -> bool:
    """Whether two cells tell something apart; a side that has no such quantity tells nothing."""
    if "" in (one, other):
        return False
    if isinstance(one, str) or isinstance(other, str):
        return one != other
    return abs(one - other) > _SAME * max(abs(one), abs(other))
