"""What is wrong with the batches a sampler drew, from the rows they hold.

Chance is never held against anybody: a shuffle by a true random permutation is taken for none with a probability below
1e-9 (for n >= 100, where order is judged at all):

- at least n / 4 neighbours in the order of an epoch are neighbours in the set. The probability of k such pairs is at
  most 2^k / k!: below 1e-18 for k = 26 (n = 103).
- no sample comes more than n / 4 places before its own. Of the n! orders at most (k + 1)^(n - k) k! do that with
  k = n / 4: a share below 1e-27.
- two epochs have the very same order (1 / n!), or are cut into the very same sets.

Draws with replacement that never draw a row twice within an epoch are as unlikely.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from autograder.protocol.arrays import Vector

ENOUGH = 100
"""From so many samples on the order of an epoch is judged."""


@dataclass(frozen=True)
class Draws:
    """The batches of one request: rows of x per batch, and where the epochs end."""

    count: int
    size: int
    x_rows: tuple[tuple[int, ...], ...]
    y_rows: tuple[tuple[int, ...], ...]
    ends: tuple[int, ...]
    """Number of batches when each epoch ended; empty for a stream that doesn't say."""
    epochs: int
    again: bool = False
    """Asked batch by batch."""

    @property
    def per_epoch(self) -> int:
        """Batches of an epoch whose last one is short."""
        return math.ceil(self.count / self.size)

    def order(self, epoch: Sequence[tuple[int, ...]]) -> Vector:
        """Return the rows of an epoch in order."""
        return np.array([row for batch in epoch for row in batch], dtype=np.float64)


@dataclass
class Judged:
    """What was found, per criterion: ids, and what the ids leave open."""

    shuffled: list[str] = field(default_factory=list)
    aligned: list[str] = field(default_factory=list)
    once: list[str] = field(default_factory=list)
    last: list[str] = field(default_factory=list)
    no_last: bool = False
    """There is no epoch to have a last batch."""
    details: dict[str, str | float] = field(default_factory=dict)

    @property
    def mistakes(self) -> tuple[str, ...]:
        """All ids, each once, in the order of the criteria."""
        return tuple(dict.fromkeys([*self.shuffled, *self.aligned, *self.once, *self.last]))

    def failed(self, criterion: str) -> list[str]:
        """Ids that speak against one criterion."""
        found: list[str] = getattr(self, criterion)
        return found


def judge_draws(draws: Draws) -> Judged:
    """Judge the batches of one request."""
    judged = Judged()
    if draws.x_rows != draws.y_rows:
        judged.aligned.append("samples-misaligned")
    if draws.size < draws.count and _stuck(draws):
        judged.shuffled.append("same-batch-every-step")
        judged.once.append("same-batch-every-step")
        judged.no_last = True
        return judged
    epochs = epochs_of(draws)
    if epochs is None:
        judged.once.append("with-replacement")
        judged.details["of"] = "stream"
        judged.no_last = True
        return judged
    _once(draws, epochs, judged)
    if not judged.once:
        _last(draws, epochs, judged)
    elif sum(len(batch) for batch in epochs[0]) < draws.count and not draws.again:
        judged.last.append("last-batch-lost")
    if "with-replacement" not in judged.once or judged.details.get("of") in {"padded", "overlap"}:
        _order(draws, epochs, judged)
    return judged


def _stuck(draws: Draws) -> bool:
    """Whether all steps have the same batch: throughout, or within each epoch."""
    told = epochs_of(draws) if draws.ends else None
    epochs = [epoch for epoch in told or [draws.x_rows] if len(epoch) > 1]
    return bool(epochs) and all(len({frozenset(batch) for batch in epoch}) == 1 for epoch in epochs)


def epochs_of(draws: Draws) -> list[tuple[tuple[int, ...], ...]] | None:
    """Cut the batches into epochs; None where no cut gives epochs without repeats."""
    if draws.ends:
        begins = (0, *draws.ends[:-1])
        return [draws.x_rows[a:b] for a, b in zip(begins, draws.ends, strict=True)]
    return _even(draws, draws.per_epoch) or _windows(draws) or _even(draws, draws.count // draws.size)


def _even(draws: Draws, length: int) -> list[tuple[tuple[int, ...], ...]] | None:
    """Epochs of so many batches."""
    epochs = [draws.x_rows[i * length : (i + 1) * length] for i in range(draws.epochs)]
    return epochs if length and all(_unrepeated(epoch) for epoch in epochs) else None


def _windows(draws: Draws) -> list[tuple[tuple[int, ...], ...]] | None:
    """Batches that go on into the next epoch where one ends: n rows after n rows."""
    rows = [row for batch in draws.x_rows for row in batch]
    windows = [rows[i : i + draws.count] for i in range(0, len(rows) - draws.count + 1, draws.count)]
    if not windows or any(len(set(window)) < draws.count for window in windows):
        return None
    return [
        tuple(tuple(window[i : i + draws.size]) for i in range(0, draws.count, draws.size))
        for window in windows
    ]


def _unrepeated(epoch: Sequence[tuple[int, ...]]) -> bool:
    rows = [row for batch in epoch for row in batch]
    return len(set(rows)) == len(rows)


def _once(draws: Draws, epochs: Sequence[tuple[tuple[int, ...], ...]], judged: Judged) -> None:
    for epoch in epochs:
        if _unrepeated(epoch):
            continue
        judged.once.append("with-replacement")
        counts = Counter(row for batch in epoch for row in batch)
        complete = len(counts) == draws.count
        if complete and len(epoch) > 1 and _unrepeated(epoch[:-1]):
            judged.details["of"] = "padded"
        elif complete and all(_unrepeated([batch]) for batch in epoch):
            judged.details["of"] = "overlap"
        return


def _last(draws: Draws, epochs: Sequence[tuple[tuple[int, ...], ...]], judged: Judged) -> None:
    sizes = [len(batch) for epoch in epochs for batch in epoch]
    if any(len({row for batch in epoch for row in batch}) < draws.count for epoch in epochs):
        judged.last.append("last-batch-lost")
    elif 0 in sizes:
        judged.last.append("last-batch-empty")


def _order(draws: Draws, epochs: Sequence[tuple[tuple[int, ...], ...]], judged: Judged) -> None:
    if draws.count < ENOUGH:
        return
    kind = next((kind for epoch in epochs if (kind := _unshuffled(draws, epoch))), "")
    if not kind and len(epochs) > 1 and _repeated(epochs):
        kind = "epoch"
    if kind:
        judged.shuffled.append("not-shuffled")
        if kind != "order":
            judged.details.setdefault("of", kind)


def _unshuffled(draws: Draws, epoch: Sequence[tuple[int, ...]]) -> str:
    """How the order of an epoch isn't that of a shuffle; empty where it is."""
    order = draws.order(epoch)
    bound = draws.count / 4
    if len(order) < ENOUGH / 2:
        return ""
    if np.all(np.diff(order) > 0):
        return "order"
    if np.count_nonzero(np.abs(np.diff(order)) == 1) >= bound:
        return "batches"
    return "nearby" if np.all(order - np.arange(len(order)) <= bound) else ""


def _repeated(epochs: Sequence[tuple[tuple[int, ...], ...]]) -> bool:
    """Whether an epoch repeats the one before it: the same order, or the same sets."""
    return any(
        {frozenset(batch) for batch in one} == {frozenset(batch) for batch in other}
        for one, other in pairwise(epochs)
    )
