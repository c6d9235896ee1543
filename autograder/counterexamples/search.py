"""The search: fewest steps, then fewest coordinates, then the fewest digits, such that the difference is clear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np

from autograder.counterexamples.sheet import Columns
from autograder.counterexamples.sides import Side, columns
from autograder.protocol.arrays import Vector
from reference.algorithms.algorithm import CLOCK

MOST_STEPS = 3
_CLEAR = 0.015
"""Of the longest update: by so much the parameters are apart at the end."""
_WEIGHED = 8
"""Clear cases of one size whose digits are counted."""
_ALPHABETS = {1: (1.0, 2.0, -1.0, 3.0, 10.0), 2: (1.0, 2.0, -1.0, 3.0)}
_STARTS = (1.0, 2.0, 10.0)
_LONG = 6
"""Of sequences with so many numbers only the first few of the alphabet are tried."""


@dataclass(frozen=True)
class Wanted:
    """What a case may be."""

    coordinates: int = 1
    """At least so many."""
    finite: bool = False
    """Only numbers, where a NaN would hide what happens."""
    rates: tuple[float, ...] | None = None
    """A rate for each step, which asks for as many steps at least."""
    start: float = 0.0
    """Of every parameter."""


@dataclass(frozen=True)
class Case:
    """The smallest case: both sides as columns."""

    expected: Columns
    yours: Columns
    start: tuple[float, ...]
    closed: bool


def smallest(expected: Side, yours: Side, wanted: Wanted) -> Case | None:
    """Return the smallest clear case; None where the two never part within three steps."""
    if expected.looks_ahead or yours.looks_ahead:
        return _trained(expected, yours, wanted)
    return _fed(expected, yours, wanted)


def _sizes(wanted: Wanted) -> Iterator[tuple[int, int]]:
    least, most = (1, MOST_STEPS) if wanted.rates is None else (len(wanted.rates), len(wanted.rates))
    yield from product(range(least, most + 1), range(wanted.coordinates, 3))


def _fed(expected: Side, yours: Side, wanted: Wanted) -> Case | None:
    """A gradient of exactly 0 is tried where no other shows the difference."""
    times = _counted(yours)
    for zeros, (steps, width) in product((False, True), _sizes(wanted)):
        gradients = sequences(steps, width, zeros)
        with np.errstate(all="ignore"):
            rates = wanted.rates
            mine, right = (side.fed(gradients, rates, wanted.start).theta for side in (yours, expected))
        clear = np.flatnonzero(_clear(right, mine, wanted))[:_WEIGHED]
        found = []
        for place in clear:
            fed = gradients[:, place]
            paths = [(side, side.fed(fed, rates, wanted.start)) for side in (expected, yours)]
            sheets = [columns(side, path, times=times) for side, path in paths]
            if rates is not None:
                sheets = [{"rate": [[rate] * width for rate in rates], **sheet} for sheet in sheets]
            found.append(Case(sheets[0], sheets[1], (wanted.start,) * width, closed=False))
        if found:
            return min(found, key=_digits)
    return None


def _trained(expected: Side, yours: Side, wanted: Wanted) -> Case | None:
    for steps, width in _sizes(wanted):
        found = []
        for start in product(_STARTS, repeat=width):
            with np.errstate(all="ignore"):
                paths = [side.trained(start, steps) for side in (expected, yours)]
            expected_path, own_path = (path.theta[:, None] for path in paths)
            if _clear(expected_path, own_path, wanted)[0]:
                right, mine = (
                    columns(side, path, closed=True)
                    for side, path in zip((expected, yours), paths, strict=True)
                )
                found.append(Case(right, mine, start, closed=True))
        if found:
            return min(found, key=_digits)
    return None


@cache
def sequences(steps: int, width: int, zeros: bool) -> Vector:  # noqa: FBT001
    """Return small sequences of gradients, the simplest first: (T, H, d)."""
    alphabet = _ALPHABETS[width] if steps * width < _LONG else _ALPHABETS[width][:3]
    if zeros:
        alphabet = (*alphabet[:3], 0.0)
    rank = {value: place for place, value in enumerate(alphabet)}
    found = sorted(product(alphabet, repeat=steps * width), key=lambda one: sum(rank[value] for value in one))
    return np.array(found).reshape(-1, steps, width).transpose(1, 0, 2)


def _clear(right: Vector, mine: Vector, wanted: Wanted) -> Vector:
    """Which of the H paths (T+1, H, d) are clearly apart at the end."""
    lost = ~np.isfinite(mine).all(axis=(0, 2))
    whole = np.isfinite(right).all(axis=(0, 2))
    with np.errstate(all="ignore"):
        longest = np.maximum(*(np.abs(np.diff(path, axis=0)).max(axis=(0, 2)) for path in (right, mine)))
        apart = np.abs(right[-1] - mine[-1]).max(axis=-1) >= _CLEAR * longest
        apart &= (right[-1] != mine[-1]).any(axis=-1) & (longest > 0)
    found: Vector = whole & (apart & ~lost if wanted.finite else apart | lost)
    return found


def _counted(yours: Side) -> bool:
    """Whether the step's count belongs into the table: it is what the mistake touches."""
    return (
        bool(set(CLOCK) & set(yours.values)) or yours.rule.all_switches().get("state") == "rebuilt-with-time"
    )


def _digits(case: Case) -> int:
    """Characters of the numbers; a gradient other than 1 has to earn its place."""
    asked = [value for row in case.expected["gradient"] for value in row]
    written = sum(
        len(f"{abs(value):.4g}") if isinstance(value, float) else len(value)
        for side in (case.expected, case.yours)
        for column in side.values()
        for row in column
        for value in row
    )
    return written + 2 * sum(value != 1.0 for value in asked)
