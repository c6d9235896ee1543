"""A run of learning rates, and the values of a right schedule that can be read off it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from autograder.protocol.arrays import Vector
from reference.schedules import OWN_SCHEDULES

TOLERANCE = 16 * 2.0**-23
"""Relative; a float32 power is a few units in the last place off, the nearest wrong schedule differs by percents."""
_SINGLE = 2.0**-23
"""A rate near zero is the difference of terms as large as the first rate: their rounding stays."""
_LEVEL = 1e-6
"""Rates nearer to each other than this share of the greatest are one level."""


@dataclass(frozen=True)
class RateRun:
    """Rates of one candidate under one set of values."""

    rates: Vector
    """(K,)"""
    given: dict[str, float]
    """Values it was given, or shows in its own variables."""
    observed: bool
    """Printed or collected by the script, not asked of a function."""
    resolution: float = 0.0
    counted: Vector | None = None
    """Step numbers printed beside the rates."""
    unused: bool = False
    """It never changes, and the code computes another rate beside it."""
    supplied: str = ""
    """A name that the code lacks and that was lent to it."""

    @cached_property
    def steps(self) -> tuple[int, ...]:
        """Step number of each rate, from 0 where none was printed."""
        if self.counted is None:
            return tuple(range(len(self.rates)))
        return tuple(int(step) for step in self.counted)

    @property
    def shifts(self) -> tuple[int, ...]:
        """Steps by which the rates may lie ahead of their numbers.

        A script that prints no numbers may begin at step 0 or 1; one that begins with another number than 0 may count
        from 0 or 1. A function was asked for a step, and a print that begins with step 0 has said so.
        """
        if not self.observed or (self.counted is not None and self.steps[0] == 0):
            return (0,)
        return (0, 1) if self.counted is None else (0, -1)

    @property
    def levels(self) -> int:
        """How many different rates there are."""
        ordered = np.sort(self.rates)
        return 1 + int((np.diff(ordered) > _LEVEL * float(np.abs(ordered).max(initial=0.0))).sum())

    def gap(self, rates: Vector) -> Vector:
        """Difference from these rates in tolerances, per step."""
        with np.errstate(all="ignore"):
            terms = _SINGLE * np.abs(rates).max(initial=0.0)
            room = TOLERANCE * np.abs(rates) + terms + 1.01 * self.resolution
            gap = np.where(self.rates == rates, 0.0, np.abs(self.rates - rates) / room)
        return np.where(np.isnan(gap), np.inf, gap)

    def fits(self, rates: Vector) -> bool:
        """Whether these rates are the run's, within rounding."""
        return bool((self.gap(rates) <= 1.0).all())


def rounded_to(rates: Vector) -> float:
    """Half a unit of the last digit, where a function rounds its rates to few digits itself; else 0."""
    for digits in range(3, 8):
        if np.all(np.abs(rates - np.round(rates, digits)) < 1e-12):
            return 0.5 * 10.0**-digits
    return 0.0


def read_off(rule: str, run: RateRun) -> dict[str, float] | None:
    """Values under which the rule might give this run; None where it shows too little of it, or nobody knows how."""
    if rule in OWN_SCHEDULES:
        return None
    return _linear_values(run) if rule == "linear" else _exponential_values(run)


def _linear_values(run: RateRun) -> dict[str, float] | None:
    """Start, stable rate and tau of a run that falls evenly, for three rates at least, and then stays."""
    rates, steps = run.rates, run.steps
    falling = np.flatnonzero(rates != rates[-1])
    if len(falling) < 3 or falling[-1] + 1 >= len(rates) - 1 or not rates[0] > rates[-1] >= 0:
        return None
    last = int(falling[-1])
    slope = float(rates[last] - rates[0]) / (steps[last] - steps[0])
    if slope >= 0:
        return None
    start = float(rates[0]) - slope * steps[0]
    # The rates tell tau to a fraction of a step only where they were printed with few digits.
    tau = float(round((float(rates[-1]) - start) / slope))
    return {"start_lr": start, "stable_lr": float(rates[-1]), "decay_steps": tau} if tau >= 1 else None


def _exponential_values(run: RateRun) -> dict[str, float] | None:
    """Start, rate and interval of a run that falls by one factor at even distances."""
    rates, steps = run.rates, run.steps
    drops = np.flatnonzero(np.diff(rates)) + 1
    if len(drops) < 3 or not (rates > 0).all():
        return None
    interval = float(steps[drops[1]] - steps[drops[0]])
    # Of the drops, the one that tells the factor best in spite of the printed digits.
    weights = rates[drops] * np.arange(len(drops))
    best = int(weights.argmax())
    rate = float(rates[drops[best]] / rates[drops[0]]) ** (1 / best)
    if not 0 < rate < 1 or interval < 1:
        return None
    return {
        "start_lr": float(rates[0]) * rate ** (-steps[0] / interval),
        "decay_rate": rate,
        "decay_interval": interval,
    }
