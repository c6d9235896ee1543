"""Numbers in printed lines, as they were printed: which of them count steps, and how exact the others are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from ..wire import Vector

NUMBER = re.compile(r"(?<![\w.])[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?![\w])")
LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Line:
    """A line with numbers."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]
    """What stands before each number."""

    @property
    def wordless(self) -> bool:
        """Whether nothing but numbers follows the first one."""
        return not any(LETTERS.search(label) for label in self.labels[1:])


def parse(text: str) -> Line | None:
    """Take a line apart; None where no number stands in it."""
    found = list(NUMBER.finditer(text))
    if not found:
        return None
    ends = [0, *(match.end() for match in found)]
    labels = tuple(text[end : match.start()] for end, match in zip(ends, found, strict=False))
    return Line(tuple(match.group() for match in found), labels)


def is_counter(column: Sequence[str]) -> bool:
    """Whether a column counts something."""
    return all(re.fullmatch(r"\d{1,9}", text) for text in column) and len(set(column)) > 1


def without_steps(texts: Sequence[str]) -> tuple[Sequence[str], Sequence[int] | None]:
    """``0 0.3 1 0.285``: each rate after its step."""
    before, after = texts[::2], texts[1::2]
    if len(before) == len(after) and is_counter(before) and any("." in text for text in after):
        return after, [int(text) for text in before]
    return texts, None


def resolution_of(texts: Sequence[str], rates: Vector) -> float:
    """Half a unit of the last printed digit, from the way all of them were printed."""
    if len(set(texts)) == 1:
        return 0.0
    decimals = [Decimal(text) for text in texts]
    exponents = [int(value.as_tuple().exponent) for value in decimals]
    digits = [len(value.as_tuple().digits) for value in decimals]
    size = float(np.max(np.abs(rates)))
    if len(set(exponents)) == 1:
        return 0.5 * 10.0 ** exponents[0] if exponents[0] > -15 else 0.0
    if len(set(digits)) == 1:
        return 0.5 * 10.0 ** max(exponents)
    if max(digits) <= 9 and max(digits) >= 7:
        return max(0.5 * 10.0 ** min(exponents), 6e-8 * size)  # single precision, printed in full
    return 0.5 * 10.0 ** min(exponents) if min(exponents) > -15 else 0.0
