"""The small table that lets a student check the first difference with a pocket calculator."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from autograder.explaining.numbers import number

_STEPS = 4
_COORDINATES = 2
_DIGITS = 5
_NOTHING = 1e-12
"""A relative difference that no table shows."""
_VISIBLE = 1e-3
"""One that everybody sees; among such, other things count."""


class Row(NamedTuple):
    """One step of one coordinate."""

    step: int
    gradient: str
    yours: str
    expected: str
    differs: bool
    first: bool
    """Whether it is the first of these steps that differs."""


class Block(NamedTuple):
    """The steps of one coordinate."""

    coordinate: str
    start: str
    rows: tuple[Row, ...]
    ahead: bool
    """Whether it is about the points at which the gradients were asked for, the parameters being equal."""


def first_steps(update: Mapping[str, Any]) -> tuple[Block, ...]:
    """Return up to four steps around the first difference, for the two coordinates that show it best."""
    blocks = _blocks(update, ahead=False)
    if any(row.differs for block in blocks for row in block.rows) or update.get("expected_asked") is None:
        return blocks
    points = {
        **update,
        "yours": [update["yours"][0], *update["asked"]],
        "expected": [update["expected"][0], *update["expected_asked"]],
    }
    about = _blocks(points, ahead=True)
    return about if any(row.differs for block in about for row in block.rows) else blocks


def _blocks(update: Mapping[str, Any], *, ahead: bool) -> tuple[Block, ...]:
    length = min(len(update["gradients"]), len(update["yours"]) - 1, len(update["expected"]) - 1)
    if length < 1:
        return ()
    first: int | None = update.get("first_step")
    begin = 1 if not first else max(1, min(first - 1, length - _STEPS + 1))
    steps = range(begin, min(begin + _STEPS, length + 1))
    return tuple(_block(update, j, steps, first, ahead=ahead) for j in _telling(update, steps))


def _block(update: Mapping[str, Any], j: int, steps: range, first: int | None, *, ahead: bool) -> Block:
    rows: list[Row] = []
    marked = False
    for step in steps:
        yours, expected = update["yours"][step][j], update["expected"][step][j]
        mine, right = "NaN" if yours is None else number(yours, _DIGITS), number(expected, _DIGITS)
        differs = first is not None and step >= first and mine != right
        rows.append(
            Row(
                step,
                number(update["gradients"][step - 1][j], _DIGITS),
                mine,
                right,
                differs,
                differs and not marked,
            )
        )
        marked = marked or differs
    start = number(update["expected"][steps.start - 1][j], _DIGITS)
    return Block(str(update["coordinates"][j]), start, tuple(rows), ahead)


def _telling(update: Mapping[str, Any], steps: range) -> list[int]:
    """Return the coordinates that visibly differ in these steps; among those, with gradients nearest to 1."""

    def weight(j: int) -> tuple[float, float]:
        gaps = [_gap(update["yours"][step][j], update["expected"][step][j]) for step in steps]
        sizes = [abs(update["gradients"][step - 1][j] or 0.0) for step in steps]
        handy = -max(abs(math.log10(size)) if size else math.inf for size in sizes)
        return (round(math.log10(min(max(gaps), _VISIBLE) + _NOTHING)), handy)

    order = sorted(range(len(update["coordinates"])), key=weight, reverse=True)
    return sorted(order[:_COORDINATES])


def _gap(yours: float | None, expected: float | None) -> float:
    """Relative difference; infinite where only one of the two is a number."""
    if yours is None or expected is None:
        return 0.0 if yours is expected else math.inf
    return abs(yours - expected) / max(abs(yours), abs(expected), _NOTHING)
