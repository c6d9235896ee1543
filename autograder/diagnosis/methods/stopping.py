"""Early stopping: which epochs the code names, held against the rule and its common misreadings.

No loss comes twice in a sequence, so a tie that counts as an improvement can't be told apart, and needn't.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from autograder.protocol.arrays import Vector
from reference.early_stopping import begin, out_of_patience, watch

Number = float | None


@dataclass(frozen=True)
class Watched:
    """One sequence, and what the code said of it."""

    losses: Vector
    patience: int
    values: tuple[Number, ...]

    @property
    def last(self) -> int:
        """Number of the last epoch."""
        return len(self.losses) - 1


@dataclass(frozen=True)
class Reading:
    """A way to understand when to stop, and how to count."""

    compared: Literal["best", "previous"] = "best"
    reset: bool = True
    extra: int = 0
    """Epochs more (or fewer) than the patience."""
    base: int = 0
    """Number of the first epoch."""
    never: Literal["last", "length", "none"] = "last"
    """What is said where it never stops."""

    @property
    def slips(self) -> int:
        """How many things differ from the rule."""
        told = (
            self.compared != "best",
            not self.reset,
            self.extra != 0,
            self.base != 0,
            self.never != "last",
        )
        return sum(told)

    def mistakes(self) -> list[str]:
        """Ids of what differs."""
        found = []
        if self.compared == "previous":
            found.append("compared-with-previous")
        if not self.reset:
            found.append("patience-not-reset")
        if self.extra < 0:
            found.append("stopped-early")
        if self.extra > 0 or self.base or self.never != "last":
            found.append("counting-off")
        return found

    def of(self) -> str:
        """What the ids leave open."""
        if self.extra:
            return "late" if self.extra > 0 else "patience"
        return "from-one" if self.base else "never" if self.never != "last" else ""


@dataclass
class StoppingFound:
    """What was found per criterion: ids; None where the number isn't among what came back."""

    stop: list[str] | None = None
    best: list[str] | None = None
    details: dict[str, str | float] = field(default_factory=dict)


def rule(losses: Vector, patience: int) -> tuple[int, int]:
    """Return the epoch of the stop (the last one where it never stops) and of the best loss, as ``reference`` does."""
    state = begin(float(losses[0]))
    for loss in losses[1:]:
        state = watch(state, float(loss))
        if out_of_patience(state, patience):
            break
    return state.seen, state.best_at


def explain_stopping(watched: Sequence[Watched], *, own_count: bool) -> StoppingFound:
    """Find the two epochs among the numbers that came back; ``own_count``: an object counts its own epochs."""
    width = min(len(one.values) for one in watched)
    columns = [[one.values[place] for one in watched] for place in range(width)]
    stops = [(_reading(watched, column), column) for column in columns]
    fitting = [(reading, column) for reading, column in stops if reading is not None]
    found = StoppingFound()
    chosen: Reading | None = None
    taken: list[Number] | None = None
    if fitting:
        chosen, taken = min(fitting, key=lambda pair: pair[0].slips)
        found.stop = chosen.mistakes()
        if chosen.of():
            found.details["of"] = chosen.of()
    rest = [column for column in columns if column is not taken]
    found.best = _best(watched, rest, chosen, own_count=own_count)
    if found.best == ["counting-off"]:
        found.details.setdefault("of", "from-one")
    return found


def _reading(watched: Sequence[Watched], column: Sequence[Number]) -> Reading | None:
    """The reading with the fewest slips that gives these epochs in every sequence."""
    fitting = [
        reading
        for reading in _readings()
        if all(_stop(one, reading) == told for one, told in zip(watched, column, strict=True))
    ]
    return min(fitting, key=lambda one: one.slips, default=None)


def _readings() -> Iterator[Reading]:
    for compared, reset, extra, base, never in itertools.product(
        ("best", "previous"), (True, False), (0, 1, -1), (0, 1), ("last", "length", "none")
    ):
        yield Reading(compared, reset, extra, base, never)  # type: ignore[arg-type]


def _stop(one: Watched, reading: Reading) -> Number:
    """Epoch of the stop under a reading."""
    best, waited = float(one.losses[0]), 0
    for epoch in range(1, len(one.losses)):
        loss, before = float(one.losses[epoch]), float(one.losses[epoch - 1])
        better = loss < (best if reading.compared == "best" else before)
        best = min(best, loss)
        if better:
            waited = 0 if reading.reset else waited
        else:
            waited += 1
            if waited >= max(one.patience + reading.extra, 1):
                return float(epoch + reading.base)
    if reading.never == "none":
        return None
    return float(one.last + reading.base + (reading.never == "length"))


def _best(
    watched: Sequence[Watched],
    columns: Sequence[Sequence[Number]],
    reading: Reading | None,
    *,
    own_count: bool,
) -> list[str] | None:
    """Whether one of the columns is the best epoch so far, under the reading of the stop or the rule itself."""
    ends = [_end(one, reading) for one in watched]
    for ended, base in itertools.product(
        (ends, [rule(one.losses, one.patience)[0] for one in watched]), (0, 1)
    ):
        expected = [
            float(one.losses[: end + 1].argmin() + base) for one, end in zip(watched, ended, strict=True)
        ]
        if any(list(column) == expected for column in columns):
            return ["counting-off"] if base and not own_count else []
    stops = [float(end) for end in ends]
    return ["best-epoch-lost"] if any(list(column) == stops for column in columns) else None


def _end(one: Watched, reading: Reading | None) -> int:
    """The epoch in which it stopped, counted from 0."""
    if reading is None:
        return rule(one.losses, one.patience)[0]
    stopped = _stop(one, Reading(reading.compared, reading.reset, reading.extra))
    return int(stopped) if stopped is not None else one.last
