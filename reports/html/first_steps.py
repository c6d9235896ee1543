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


class Row(NamedTuple):
    """One step of one coordinate."""

    step: int
    gradient: str
    yours: str
    expected: str
    differs: bool
    first: bool
    """Whether it is the first step that differs."""


class Block(NamedTuple):
    """The steps of one coordinate."""

    coordinate: str
    start: str
    rows: tuple[Row, ...]


def first_steps(update: Mapping[str, Any]) -> tuple[Block, ...]:
    """Return up to four steps around the first difference, for the two coordinates that show it best."""
    yours, expected, gradients = update["yours"], update["expected"], update["gradients"]
    length = min(len(gradients), len(yours) - 1, len(expected) - 1)
    if length < 1:
        return ()
    first: int | None = update.get("first_step")
    begin = 1 if not first else max(1, min(first - 1, length - _STEPS + 1))
    steps = range(begin, min(begin + _STEPS, length + 1))
    chosen = _telling(update, first or begin)
    return tuple(
        Block(
            str(update["coordinates"][j]),
            number(expected[begin - 1][j], _DIGITS),
            tuple(
                Row(
                    step,
                    number(gradients[step - 1][j], _DIGITS),
                    "NaN" if yours[step][j] is None else number(yours[step][j], _DIGITS),
                    number(expected[step][j], _DIGITS),
                    first is not None and step >= first and _apart(yours[step][j], expected[step][j]),
                    step == first,
                )
                for step in steps
            ),
        )
        for j in chosen
    )


def _apart(yours: float | None, expected: float | None) -> bool:
    """Whether a difference shows in the digits of the table."""
    return number(yours, _DIGITS) != number(expected, _DIGITS)


def _telling(update: Mapping[str, Any], step: int) -> list[int]:
    """Return the coordinates that differ most in a step; among those of one order, with gradients nearest to 1."""
    yours, expected, gradients = update["yours"], update["expected"], update["gradients"]
    step = min(step, len(yours) - 1, len(expected) - 1)

    def weight(j: int) -> tuple[float, float]:
        mine, right = yours[step][j], expected[step][j]
        size = abs(gradients[step - 1][j] or 0.0)
        handy = -abs(math.log10(size)) if size else -math.inf
        if mine is None or right is None:
            return (math.inf if mine is not right else -math.inf, handy)
        scale = max((abs(row[j]) for row in expected if row[j] is not None), default=0.0) or 1.0
        return (round(math.log10(abs(mine - right) / scale + _NOTHING)), handy)

    order = sorted(range(len(update["coordinates"])), key=weight, reverse=True)
    return sorted(order[:_COORDINATES])
