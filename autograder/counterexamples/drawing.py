"""Smallest cases of mistaken samplers: three batches from a handful of samples, beside one right way to draw them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from autograder.counterexamples.sheet import Columns, Setting, table
from autograder.record import Counterexample
from reference.sampling import epoch

Batches = list[list[int]]
Epochs = tuple[Batches, Batches]
_SHOWN = 3
_EMPTY = "( )"
_SEED = 4


def _drawn(count: int, size: int) -> Epochs:
    """Two epochs of the oracle, samples counted from 1."""
    generator, rows = np.random.default_rng(_SEED), np.arange(count, dtype=np.float64)
    first, second = (
        [[int(row) + 1 for row in batch.rows] for batch in epoch(rows, rows, size, generator)]
        for _ in range(2)
    )
    return first, second


def _cut(order: Sequence[int], size: int, stride: int = 0) -> Batches:
    return [list(order[at : at + size]) for at in range(0, len(order), stride or size)]


def _flat(batches: Batches) -> list[int]:
    return [row for batch in batches for row in batch]


def _stored(right: Epochs) -> Epochs:
    order = sorted(_flat(right[0]))
    return _cut(order, 2), _cut(order, 2)


def _repeated(right: Epochs) -> Epochs:
    return right[0], right[0]


def _in_runs(right: Epochs) -> Epochs:
    runs = _cut(sorted(_flat(right[0])), 2)
    return runs[::-1], runs


def _nearby(right: Epochs) -> Epochs:
    runs = [run[::-1] for run in _cut(sorted(_flat(right[0])), 2)]
    return runs, runs


def _one_batch(right: Epochs) -> Epochs:
    return [right[0][0]] * 2, [right[0][0]] * 2


def _any_time(right: Epochs) -> Epochs:
    """Each batch drawn anew from all samples: after the first batch the first draw that repeats one of it."""
    generator, count, begun = np.random.default_rng(_SEED), len(_flat(right[0])), right[0][0]
    again = begun
    while set(again) == set(begun) or not set(again) & set(begun):
        again = [int(row) + 1 for row in generator.choice(count, 2, replace=False)]
    return [begun, again], [right[0][1], again]


def _padded(right: Epochs) -> Epochs:
    first, second = ([*batches[:-1], [*batches[-1], batches[0][0]]] for batches in right)
    return first, second


def _overlapping(right: Epochs) -> Epochs:
    first, second = (_cut(_flat(batches), 2, 1)[:-1] for batches in right)
    return first, second


def _lost(right: Epochs) -> Epochs:
    return right[0][:-1], right[1][:-1]


def _one_more(right: Epochs) -> Epochs:
    return [*right[0], []], [*right[1], []]


DRAWN: Mapping[tuple[str, str], tuple[int, Callable[[Epochs], Epochs]]] = {
    ("not-shuffled", ""): (4, _stored),
    ("not-shuffled", "epoch"): (4, _repeated),
    ("not-shuffled", "batches"): (4, _in_runs),
    ("not-shuffled", "nearby"): (4, _nearby),
    ("same-batch-every-step", ""): (4, _one_batch),
    ("with-replacement", ""): (4, _any_time),
    ("with-replacement", "padded"): (3, _padded),
    ("with-replacement", "overlap"): (3, _overlapping),
    ("last-batch-lost", ""): (3, _lost),
    ("last-batch-empty", ""): (2, _one_more),
}
"""Mistake and kind to the number of samples, and what becomes of the right epochs."""


def draws_case(mistake: str, of: str = "") -> Counterexample | None:
    """Return the case of one mistake."""
    if mistake == "samples-misaligned":
        return _misaligned()
    count, altered = DRAWN.get((mistake, of)) or DRAWN.get((mistake, "")) or (0, None)
    if altered is None:
        return None
    right = _drawn(count, 2)
    return table(_setting(mistake, count), _column(right), _column(altered(right)))


def _misaligned() -> Counterexample | None:
    first, second = _drawn(4, 2)
    right, mine = _column((first, second)), _column((second, first))
    setting = _setting("samples-misaligned", 4)
    return table(setting, {**right, "targets": right["samples"]}, {**right, "targets": mine["samples"]})


def _setting(mistake: str, count: int) -> Setting:
    return Setting((mistake,), "minibatch", "draws", {"samples": float(count), "batch_size": 2.0})


def _column(epochs: Epochs) -> Columns:
    told = [(number, batch) for number, batches in enumerate(epochs, 1) for batch in batches][:_SHOWN]
    return {
        "epoch": [[float(number)] for number, _ in told],
        "samples": [[_named(batch)] for _, batch in told],
    }


def _named(batch: Iterable[int]) -> str:
    return ", ".join(map(str, batch)) or _EMPTY
