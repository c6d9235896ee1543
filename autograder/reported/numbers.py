"""Reported numbers: losses at steps, and numbers of steps, with how exactly they are written."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.protocol.arrays import Vector


@dataclass(frozen=True)
class Entry:
    """One reported loss."""

    step: int
    """As it was counted; its place in the list where it wasn't."""
    value: float
    resolution: float
    """Half a unit of the last digit."""


@dataclass(frozen=True)
class Losses:
    """Losses of one method, reported together."""

    entries: tuple[Entry, ...]
    typed: bool = False
    """The numbers stand in the source, they weren't worked out."""

    def first(self, count: int) -> tuple[Entry, ...]:
        """Return the entries of the first steps, whether they count from 0 or 1."""
        begin = min((one.step for one in self.entries), default=0)
        return tuple(one for one in self.entries if one.step < begin + count)


@dataclass(frozen=True)
class Count:
    """A number of steps of one method."""

    value: int
    typed: bool = False


def resolution(written: str) -> float:
    """Half a unit of the last digit of a number as it is written."""
    mantissa, _, exponent = written.lower().partition("e")
    digits = len(mantissa.partition(".")[2])
    return 0.5 * 10.0 ** (int(exponent or 0) - digits)


def agree(reported: tuple[Entry, ...], losses: Vector, shift: int) -> list[tuple[Entry, float]]:
    """Pair entries with the training's own losses at their steps, as far as these are known."""
    pairs = []
    for one in reported:
        at = one.step + shift
        if 0 <= at < len(losses) and losses[at] == losses[at]:
            pairs.append((one, float(losses[at])))
    return pairs
