"""Samplers: what the lecture says of each, for any sizes and seeds; and the chances themselves, counted."""

import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare

from reference.algorithms.algorithm import Array
from reference.rule import Rule
from reference.run import train
from reference.sampling import Batch, batch, epoch, epoch_gradient, minibatch, online, stochastic
from reference.tasks.regressions import well_conditioned

SEEDS = st.integers(0, 2**32)


def samples(count: int) -> tuple[Array, Array]:
    """Samples that show which y belongs to which x."""
    x = np.arange(count, dtype=float)[:, None] + [0.0, 0.5]
    return x, 100 - x[:, 0]


def square_gradient(w: Array) -> Callable[[Array, Array], Array]:
    """The gradient of mean((x w - y)^2), a sample at a time."""
    return lambda x, y: np.mean([2 * (a @ w - b) * a for a, b in zip(x, y, strict=True)], axis=0)


def test_a_batch_is_everything_every_time() -> None:
    x, y = samples(5)
    for seen in islice(batch(x, y), 3):
        np.testing.assert_array_equal(seen.x, x)
        np.testing.assert_array_equal(seen.y, y)
        assert list(seen.rows) == [0, 1, 2, 3, 4]


@given(count=st.integers(1, 30), data=st.data(), seed=SEEDS)
def test_each_epoch_parts_the_samples(count: int, data: st.DataObject, seed: int) -> None:
    """No repeats within an epoch, none left out, x and y together, all but the last batch full."""
    size = data.draw(st.integers(1, count))
    x, y = samples(count)
    steps = -(-count // size)
    run = minibatch(x, y, size, np.random.default_rng(seed))
    for _ in range(3):
        seen = list(islice(run, steps))
        assert [len(one.y) for one in seen[:-1]] == [size] * (steps - 1)
        assert len(seen[-1].y) == count - size * (steps - 1)
        assert sorted(np.concatenate([one.rows for one in seen])) == list(range(count))
        for one in seen:
            np.testing.assert_array_equal(one.x[:, 0], one.rows)
            np.testing.assert_array_equal(one.y, 100 - one.x[:, 0])


@given(count=st.integers(1, 20), data=st.data(), seed=SEEDS)
def test_an_epochs_gradients_weighted_by_size_are_the_whole_gradient(
    count: int, data: st.DataObject, seed: int
) -> None:
    size = data.draw(st.integers(1, count))
    number = st.floats(-10, 10)
    x = np.array(data.draw(st.lists(st.tuples(number, number), min_size=count, max_size=count)))
    y = np.array(data.draw(st.lists(number, min_size=count, max_size=count)))
    w = np.array(data.draw(st.tuples(number, number)))
    parts = epoch(x, y, size, np.random.default_rng(seed))
    whole = 2 / count * x.T @ (x @ w - y)
    np.testing.assert_allclose(epoch_gradient(square_gradient(w), parts), whole, rtol=1e-9, atol=1e-9)


def test_the_plain_mean_of_an_epochs_gradients_is_biased_where_the_last_batch_is_short() -> None:
    """Samples 1, 2, 9 in batches of two, gradient = x: by size (3 + 9)/3, plainly (1.5 + 9)/2."""
    x = np.array([[1.0], [2.0], [9.0]])
    parts = [Batch(x[rows], np.zeros(len(rows)), np.array(rows)) for rows in ([0, 1], [2])]
    assert epoch_gradient(lambda x, _: x.mean(axis=0), parts) == [4]
    assert np.mean([one.x.mean() for one in parts]) == 5.25


def test_the_mean_over_all_possible_mini_batches_is_the_whole_gradient() -> None:
    """Theory, without chance: each of the 15 pairs of 6 samples is as likely as any other."""
    task = well_conditioned()
    w = np.array([1.0, 2.0, 3.0, 4.0])
    x, y = task.x[:6], task.y[:6]
    pairs = [np.array(pair) for pair in itertools.combinations(range(6), 2)]
    mean = np.mean([square_gradient(w)(x[rows], y[rows]) for rows in pairs], axis=0)
    np.testing.assert_allclose(mean, task.gradient(w, np.arange(6)), rtol=1e-12)


def test_every_mini_batch_is_as_likely_as_any_other() -> None:
    """The first two of five, over 4,000 epochs, and each sample's place: none is favoured."""
    generator = np.random.default_rng(5)
    x, y = samples(5)
    first, places = Counter[tuple[int, ...]](), np.zeros((5, 5))
    for _ in range(4000):
        rows = np.concatenate([one.rows for one in epoch(x, y, 2, generator)])
        first[tuple(sorted(rows[:2]))] += 1
        places[np.arange(5), rows] += 1
    assert len(first) == comb(5, 2)
    assert chisquare(list(first.values())).pvalue > 1e-4
    assert chisquare(places, axis=None).pvalue > 1e-4


def test_independent_draws_come_again_before_all_have_come() -> None:
    """Birthdays: five draws of five are all different with the chance 5!/5^5, that is 0.0384."""
    x, y = samples(5)
    steps = stochastic(x, y, np.random.default_rng(6), draws="independent")
    draws = np.array([one.rows[0] for one in islice(steps, 20_000)])
    different = np.mean([len(set(five)) == 5 for five in draws.reshape(-1, 5)])
    assert different == pytest.approx(0.0384, abs=4 * np.sqrt(0.0384 * 0.9616 / 4000))
    assert chisquare(np.bincount(draws)).pvalue > 1e-4


def test_shuffled_draws_visit_every_sample_once_an_epoch() -> None:
    x, y = samples(4)
    seen = list(islice(stochastic(x, y, np.random.default_rng(7)), 12))
    assert {one.x.shape for one in seen} == {(1, 2)}
    epochs = np.array([one.rows[0] for one in seen]).reshape(3, 4)
    np.testing.assert_array_equal(np.sort(epochs), [[0, 1, 2, 3]] * 3)
    assert len({tuple(order) for order in epochs}) > 1


def test_a_stream_is_read_as_it_comes_and_once() -> None:
    """No sample is drawn before its step asks for it."""
    asked: list[int] = []

    def visits() -> Iterator[tuple[Array, Array]]:
        for k in range(3):
            asked.append(k)
            yield np.array([k, 1.0]), np.array(10.0 * k)

    steps = online(visits())
    assert asked == []
    for k, seen in enumerate(steps):
        assert asked == list(range(k + 1))
        np.testing.assert_array_equal(seen.x, [[k, 1]])
        np.testing.assert_array_equal(seen.y, [10 * k])
        assert seen.rows == [k]
    assert next(steps, None) is None


def test_the_same_seed_gives_the_same_batches_and_another_does_not() -> None:
    x, y = samples(30)
    one, same, other = (
        [tuple(seen.rows) for seen in islice(minibatch(x, y, 7, np.random.default_rng(seed)), 10)]
        for seed in (1, 1, 2)
    )
    assert one == same
    assert one != other


def test_single_precision_stays_single() -> None:
    x, y = (array.astype(np.float32) for array in samples(5))
    parts = epoch(x, y, 2, np.random.default_rng(0))
    mean = epoch_gradient(lambda x, y: (x * y[:, None]).mean(axis=0), parts)
    assert {one.x.dtype for one in parts} == {one.y.dtype for one in parts} == {mean.dtype}
    assert mean.dtype == np.float32


def test_mini_batches_train_to_the_noise_and_a_falling_rate_removes_it() -> None:
    """The lecture's reason for decay: at a constant rate the noise of the estimate keeps SGD away."""
    task = well_conditioned()

    def gap(schedule: Callable[[int], float]) -> float:
        steps = minibatch(task.x, task.y, 4, np.random.default_rng(3))
        trained = train(
            Rule("sgd"), lambda w: task.gradient(w, next(steps).rows), task.start, {}, 3000, schedule=schedule
        )
        return float(np.mean([task.loss(w) for w in trained.theta[-100:]])) - task.loss(task.minimum)

    constant, falling = gap(lambda _: 0.05), gap(lambda k: 0.05 / (1 + k / 50))
    assert 0 < falling < constant / 20


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda x, y, g: minibatch(x, y, 0, g), "size must lie between 1 and the 5 samples, not 0"),
        (lambda x, y, g: minibatch(x, y, 6, g), "size must lie between"),
        (lambda x, y, g: epoch(x, y, 6, g), "size must lie between"),
        (lambda x, y, g: minibatch(x, y[:4], 2, g), "5 of x and 4 of y"),
        (lambda x, y, _: batch(x[:0], y[:0]), "at least one"),
        (lambda x, y, g: stochastic(x, y, g, draws="twice"), "draws cannot be 'twice'"),
        (lambda *_: epoch_gradient(lambda x, _: x, []), "at least one batch"),
    ],
)
def test_bad_arguments_raise_at_once(
    call: Callable[[Array, Array, np.random.Generator], object], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        call(*samples(5), np.random.default_rng(0))
