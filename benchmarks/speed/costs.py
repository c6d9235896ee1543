"""What one submission costs: from the moments at which a run had done with each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median
from typing import Literal

from benchmarks.speed.meter import Run


@dataclass(frozen=True)
class Cost:
    """What one step of a program took for one submission."""

    wall_s: float
    cpu_s: float


@dataclass(frozen=True)
class Measured:
    """A contender's costs on one class, in the class's order."""

    costs: tuple[Cost, ...]
    """Grading and feedback of each submission, start-up apart where many are done in one run."""
    whole_s: float
    """All runs that the class needed, start-up included."""
    peak_mib: float

    def median(self, what: Literal["wall_s", "cpu_s"], every: slice) -> float:
        """Return the median over some of the submissions."""
        return median(cost.wall_s if what == "wall_s" else cost.cpu_s for cost in self.costs[every])

    def typical(self, what: Literal["wall_s", "cpu_s"]) -> float:
        """Return the mean of two medians: of those that don't train and of those that do.

        The two halves cost differently, so that a median over both would stand in the gap between them.
        """
        return mean((self.median(what, PLAIN), self.median(what, TRAINING)))


PLAIN, TRAINING = slice(0, None, 2), slice(1, None, 2)
"""Which notebooks of a class train."""


@dataclass(frozen=True)
class Slots:
    """Seconds of the sandbox stage alone over one class."""

    one: float
    two: float
    computing: float
    """How much faster two processes of bare computing are than one, on the same machine in the same minutes."""


@dataclass(frozen=True)
class Sized:
    """A run over a class of some size, with a slot per core."""

    students: int
    start_s: float
    """Until the first record."""
    warm_s: float
    """Seconds per submission from there on, pages and class page included."""
    cpu_s: float
    """Per submission, start-up included."""
    peak_mib: float
    size_kib: float
    """Record, page and gradebook of one submission."""


def between(run: Run, moments: Sequence[float], start: float | None = None) -> list[Cost]:
    """Split a run at the moments at which each submission was done.

    From the run's beginning, so that the first has the start-up with it, or from a later moment.
    """
    found, before = list[Cost](), run.start if start is None else start
    for moment in moments:
        found.append(Cost(moment - before, run.cpu_until(moment) - run.cpu_until(before)))
        before = moment
    return found


def added(one: Sequence[Cost], two: Sequence[Cost]) -> tuple[Cost, ...]:
    """Return what two steps of the same submissions cost together."""
    return tuple(Cost(a.wall_s + b.wall_s, a.cpu_s + b.cpu_s) for a, b in zip(one, two, strict=True))


def made(paths: Sequence[Path]) -> list[float]:
    """Return when each file was written last."""
    return [path.stat().st_mtime_ns / 1e9 for path in paths]
