"""Trainings in TensorFlow 2 and Keras are seen as they are, and stay what they are."""

from __future__ import annotations

import importlib.util

import numpy as np
import pytest

from tests.guest.observing import Watched, adam, check, gradient, momentum, sgd, values, watch
from tests.guest.observing_eager_sources import KERAS, LEGACY

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("tensorflow") is None, reason="TensorFlow isn't installed"
)
START = (0.5, 0.0)


@pytest.fixture(scope="module")
def watched() -> dict[str, Watched]:
    return watch("keras", KERAS, "tensorflow", "keras")


@pytest.mark.parametrize("name", sorted(KERAS))
def test_nothing_changes_by_being_watched(watched: dict[str, Watched], name: str) -> None:
    """Up to what eager and compiled functions differ in: the last digits of single precision."""
    seen = watched[name]
    if name == "function":
        alone = [float(line) for line in seen.printed_alone.split()]
        np.testing.assert_allclose([float(line) for line in seen.printed.split()], alone, rtol=1e-5)
    else:
        assert seen.printed == seen.printed_alone
    assert [(c.status, c.error and c.error.kind) for c in seen.cells] == [
        (c.status, c.error and c.error.kind) for c in seen.cells_alone
    ]


def test_gradients_of_a_tape_handed_to_an_optimizer(watched: dict[str, Watched]) -> None:
    seen = watched["apply_gradients"].only
    check(seen, momentum(0.1, 0.9), START, 12)
    assert (seen.framework, seen.way, seen.builtin) == ("keras", "apply_gradients", "SGD")
    assert seen.called == ("apply_gradients",)
    assert (seen.arguments["learning_rate"], seen.arguments["momentum"]) == (0.1, 0.9)
    assert seen.variables == ("w", "b")
    np.testing.assert_allclose(values(seen.rates), 0.1, rtol=1e-6)
    assert len(seen.printed) == 12


def test_a_step_that_is_compiled(watched: dict[str, Watched]) -> None:
    seen = watched["function"].only
    check(seen, adam(0.1), START, 12)
    assert (seen.builtin, seen.function) == ("Adam", "train")


def test_the_schedule_and_the_rates_it_gave(watched: dict[str, Watched]) -> None:
    seen = watched["schedule"].only
    rates = 0.1 * 0.5 ** (np.arange(12) // 4)
    check(seen, sgd(lambda step: float(rates[step])), START, 12)
    np.testing.assert_allclose(values(seen.rates), rates, rtol=1e-6)
    assert seen.schedule == "exponential_decay"
    assert seen.schedule_arguments == {
        "start_lr": 0.1,
        "decay_interval": 4.0,
        "decay_rate": 0.5,
        "staircase": 1.0,
    }


def test_updates_by_hand(watched: dict[str, Watched]) -> None:
    """What is assigned after the loop isn't its last step."""
    seen = watched["by_hand"].only
    check(seen, sgd(0.1), START, 12)
    assert (seen.framework, seen.way, seen.optimizer, seen.builtin) == ("tf2", "assign", "", "")
    assert set(seen.called) == {"gradient", "assign_sub", "assign"}
    assert (seen.rates, seen.numbers["learning_rate"]) == (None, 0.1)
    assert len(seen.printed) == 12


def test_an_own_plain_class_used_twice(watched: dict[str, Watched]) -> None:
    one, two = watched["by_hand_twice"].observations
    check(one, sgd(0.1), START, 6)
    check(two, momentum(0.1, 0.9), START, 7)
    assert (one.optimizer, one.function) == ("Momentum", "train")
    assert one.printed[-1] == "again"


def test_own_classes_are_not_built_in(watched: dict[str, Watched]) -> None:
    seen = watched["own"].only
    check(seen, momentum(0.1, 0.9), START, 12)
    assert (seen.optimizer, seen.builtin) == ("Mine", "")
    assert seen.arguments == {"learning_rate": 0.1, "momentum": 0.9}


def test_altered_gradients_are_not_the_true_ones(watched: dict[str, Watched]) -> None:
    seen = watched["scaled"].only
    right = np.array([gradient(row) for row in values(seen.theta)[:-1]])
    np.testing.assert_allclose(values(seen.gradients), 0.5 * right, rtol=1e-3, atol=1e-5)
    np.testing.assert_allclose(values(seen.true_gradients), right[list(seen.true_at)], rtol=1e-3, atol=1e-5)


def test_keras_own_loop(watched: dict[str, Watched]) -> None:
    seen = watched["fit"].only
    check(seen, momentum(0.1, 0.9, nesterov=True), START, 12)
    assert (seen.framework, seen.way, seen.called, seen.builtin) == ("keras", "fit", ("fit",), "SGD")
    assert (seen.arguments["nesterov"], seen.arguments["momentum"]) == (1.0, 0.9)
    np.testing.assert_allclose(values(seen.rates), 0.1, rtol=1e-6)


def test_a_training_that_never_began(watched: dict[str, Watched]) -> None:
    assert watched["fit_fails"].observations == ()
    assert watched["fit_fails"].cells[0].status == "error"


@pytest.mark.skipif(importlib.util.find_spec("tf_keras") is None, reason="tf-keras isn't installed")
def test_keras_2() -> None:
    seen = watch("keras", LEGACY, "tensorflow", "tf_keras", "tf_keras.optimizers.legacy")["keras2"].only
    check(seen, momentum(0.1, 0.9), START, 12)
    assert (seen.builtin, seen.arguments["momentum"]) == ("SGD", 0.9)
    np.testing.assert_allclose(values(seen.rates), 0.1, rtol=1e-6)
