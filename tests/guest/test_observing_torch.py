"""Trainings in PyTorch are seen as they are, and stay what they are."""

from __future__ import annotations

import importlib.util

import numpy as np
import pytest

from tests.guest.observing import Watched, adam, check, gradient, momentum, sgd, values, watch
from tests.guest.observing_eager_sources import TORCH

pytestmark = pytest.mark.skipif(importlib.util.find_spec("torch") is None, reason="PyTorch isn't installed")
START = (0.5, 0.0)


@pytest.fixture(scope="module")
def watched() -> dict[str, Watched]:
    return watch("torch", TORCH, "torch")


@pytest.mark.parametrize("name", sorted(TORCH))
def test_nothing_changes_by_being_watched(watched: dict[str, Watched], name: str) -> None:
    seen = watched[name]
    assert seen.printed == seen.printed_alone
    assert seen.cells == seen.cells_alone
    assert all(cell.status == "ok" for cell in seen.cells)


def test_a_built_in(watched: dict[str, Watched]) -> None:
    seen = watched["sgd"].only
    check(seen, momentum(0.1, 0.9), START, 12)
    assert (seen.framework, seen.way, seen.optimizer, seen.builtin) == ("torch", "step", "SGD", "SGD")
    assert seen.called == ("backward", "step")
    assert (seen.arguments["learning_rate"], seen.arguments["momentum"]) == (0.1, 0.9)
    assert seen.variables == ("w", "b")
    assert (values(seen.rates) == 0.1).all()
    assert len(seen.printed) == 12


def test_a_scheduler_and_the_rates_it_gave(watched: dict[str, Watched]) -> None:
    seen = watched["scheduler"].only
    rates = 0.1 * 0.5 ** (np.arange(12) // 4)
    check(seen, sgd(lambda step: float(rates[step])), START, 12)
    np.testing.assert_allclose(values(seen.rates), rates)
    assert seen.schedule == "StepLR"
    assert seen.schedule_arguments == {"start_lr": 0.1, "decay_interval": 4.0, "decay_rate": 0.5}


@pytest.mark.parametrize(("name", "alpha"), [("by_hand", 0.0), ("autograd", 0.9)])
def test_updates_by_hand(watched: dict[str, Watched], name: str, alpha: float) -> None:
    seen = watched[name].only
    assert seen.variables == ("w", "b")
    check(seen, momentum(0.1, alpha), START, 12)
    assert (seen.way, seen.optimizer, seen.builtin, seen.rates) == ("assign", "", "", None)


def test_gradients_that_were_not_set_to_zero(watched: dict[str, Watched]) -> None:
    """What the update was handed is the sum of all so far; the loss's own gradient is another."""
    seen = watched["not_zeroed"].only
    right = np.array([gradient(row) for row in values(seen.theta)[:-1]])
    np.testing.assert_allclose(values(seen.gradients), np.cumsum(right, axis=0), rtol=1e-3, atol=1e-4)
    np.testing.assert_allclose(values(seen.true_gradients), right[list(seen.true_at)], rtol=1e-3, atol=1e-4)


def test_own_classes_are_not_built_in(watched: dict[str, Watched]) -> None:
    seen = watched["own"].only
    check(seen, momentum(0.1, 0.9), START, 12)
    assert (seen.optimizer, seen.builtin) == ("Mine", "")
    assert seen.arguments == {"learning_rate": 0.1, "momentum": 0.9}


def test_a_hidden_built_in_is_named(watched: dict[str, Watched]) -> None:
    seen = watched["hidden"].only
    assert (seen.optimizer, seen.builtin, seen.steps) == ("Mine", "Adam", 12)
    assert (seen.arguments["beta_1"], seen.arguments["beta_2"]) == (0.9, 0.999)


def test_a_step_that_raised_does_not_hide_the_next(watched: dict[str, Watched]) -> None:
    """A starter's stub says that it isn't written yet; the training after it is another's."""
    seen = watched["after_a_stub"].only
    check(seen, sgd(0.1), START, 12)
    assert (seen.optimizer, seen.builtin) == ("SGD", "SGD")


def test_a_step_that_works_out_the_loss_itself(watched: dict[str, Watched]) -> None:
    check(watched["closure"].only, sgd(0.1), START, 12)


def test_a_model(watched: dict[str, Watched]) -> None:
    seen = watched["model"].only
    first = watched["model"].printed.split("\n", maxsplit=1)[0].split()
    start = (float(first[0]), float(first[1]))
    # PyTorch's epsilon stands beside the corrected root, which shows in no digit here.
    check(seen, adam(0.1), start, 12)
    assert seen.builtin == "Adam"


def test_a_long_training_is_recorded_to_its_bound_and_at_its_end(watched: dict[str, Watched]) -> None:
    seen = watched["long"].only
    check(seen, sgd(0.1), START, 600)
    assert values(seen.theta).shape == (401, 2)
