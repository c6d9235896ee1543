"""Batches are judged by their rows: chance is never held against anybody, and each mistake has its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from autograder.diagnosis.sampling import Draws, judge_draws
from reference.sampling import epoch

COUNT, SIZE, EPOCHS = 103, 10, 3
Rows = Sequence[Any] | npt.NDArray[np.integer[Any]]
"""The batches of an epoch, or its rows."""


def draws(epochs: Sequence[Rows], y: Sequence[Rows] | None = None, *, marked: bool = True) -> Draws:
    """Draws as a sampler's epochs give them, with or without saying where one ends."""

    def flat(several: Sequence[Rows]) -> tuple[tuple[int, ...], ...]:
        return tuple(tuple(int(row) for row in batch) for one in several for batch in one)

    ends = tuple(int(end) for end in np.cumsum([len(one) for one in epochs])) if marked else ()
    return Draws(COUNT, SIZE, flat(epochs), flat(y if y is not None else epochs), ends, len(epochs))


def pieces(order: Rows, size: int = SIZE) -> list[Any]:
    return [order[first : first + size] for first in range(0, len(order), size)]


@pytest.mark.parametrize("marked", [True, False])
def test_the_oracle_is_right_a_thousand_times(marked: bool) -> None:  # noqa: FBT001
    """A threshold that chance can cross would show here long before 1e-9."""
    generator = np.random.default_rng(7)
    x = np.zeros((COUNT, 1))
    for _ in range(1000):
        epochs = [[one.rows for one in epoch(x, x, SIZE, generator)] for _ in range(EPOCHS)]
        assert judge_draws(draws(epochs, marked=marked)).mistakes == ()


def _order(make: Callable[[np.random.Generator], Any]) -> Draws:
    generator = np.random.default_rng(5)
    return draws([pieces(make(generator)) for _ in range(EPOCHS)])


def _blocks(generator: np.random.Generator) -> list[int]:
    return [
        int(row)
        for block in generator.permutation(11)
        for row in range(block * 10, min(block * 10 + 10, COUNT))
    ]


def _within(generator: np.random.Generator) -> list[int]:
    return [int(row) for block in pieces(range(COUNT)) for row in generator.permutation(list(block))]


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (lambda _: range(COUNT), ""),
        (lambda _: range(COUNT - 1, -1, -1), "batches"),
        (lambda g: np.roll(range(COUNT), g.integers(COUNT)), "batches"),
        (_blocks, "batches"),
        (_within, "nearby"),
        (lambda _: np.random.default_rng(0).permutation(COUNT), "epoch"),
    ],
)
def test_what_only_looks_like_a_shuffle(make: Callable[[np.random.Generator], Any], kind: str) -> None:
    judged = judge_draws(_order(make))
    assert judged.mistakes == ("not-shuffled",)
    assert judged.details.get("of", "") == kind


def test_the_same_sets_in_another_order_are_the_same_epoch() -> None:
    generator = np.random.default_rng(3)
    batches = pieces(generator.permutation(COUNT))
    epochs = [[batches[i] for i in generator.permutation(len(batches))] for _ in range(EPOCHS)]
    assert judge_draws(draws(epochs)).details == {"of": "epoch"}


def test_draws_with_replacement_and_their_kinds() -> None:
    generator = np.random.default_rng(3)
    random = [[generator.integers(0, COUNT, SIZE) for _ in range(11)] for _ in range(EPOCHS)]
    judged = judge_draws(draws(random))
    assert judged.mistakes == ("with-replacement",)
    padded = []
    for _ in range(EPOCHS):
        order = [int(row) for row in generator.permutation(COUNT)]
        padded.append(pieces(order + order[:7]))
    judged = judge_draws(draws(padded))
    assert (judged.mistakes, judged.details) == (("with-replacement",), {"of": "padded"})
    overlapping = []
    for _ in range(EPOCHS):
        order = [int(row) for row in generator.permutation(COUNT)]
        overlapping.append([order[first : first + SIZE] for first in range(0, COUNT, 5)])
    judged = judge_draws(draws(overlapping))
    assert (judged.mistakes, judged.details) == (("with-replacement",), {"of": "overlap"})


def test_lost_empty_misaligned_and_repeated() -> None:
    generator = np.random.default_rng(3)
    orders = [generator.permutation(COUNT) for _ in range(EPOCHS)]
    whole = [pieces(order) for order in orders]
    lost = [one[:-1] for one in whole]
    for marked in (True, False):
        assert judge_draws(draws(lost, marked=marked)).mistakes == ("last-batch-lost",)
    assert judge_draws(draws([[*one, []] for one in whole])).mistakes == ("last-batch-empty",)
    others = [pieces(generator.permutation(COUNT)) for _ in range(EPOCHS)]
    assert judge_draws(draws(whole, others)).mistakes == ("samples-misaligned",)
    same = [[whole[0][0]] * 11 for _ in range(EPOCHS)]
    assert judge_draws(draws(same)).mistakes == ("same-batch-every-step",)


def test_batches_that_go_on_into_the_next_epoch_lose_nothing() -> None:
    generator = np.random.default_rng(3)
    rows = [int(row) for _ in range(EPOCHS + 1) for row in generator.permutation(COUNT)]
    batches = pieces(rows)
    stream = draws([batches[first : first + 11] for first in (0, 11, 22)], marked=False)
    assert judge_draws(stream).mistakes == ()
