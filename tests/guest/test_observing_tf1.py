"""Trainings in TF1 sessions are seen as they are, and stay what they are."""

from __future__ import annotations

import importlib.util

import numpy as np
import pytest

from tests.guest.observing import Watched, adam, check, gradient, loss, momentum, path, sgd, values, watch
from tests.guest.observing_tf1_sources import EAGER, SOURCES

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("tensorflow") is None, reason="TensorFlow isn't installed"
)
START = (0.5, 0.0)


@pytest.fixture(scope="module")
def watched() -> dict[str, Watched]:
    return watch("tf1", SOURCES, "tensorflow")


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_nothing_changes_by_being_watched(watched: dict[str, Watched], name: str) -> None:
    """What is printed, random numbers included, and how the cells end."""
    seen = watched[name]
    assert seen.printed == seen.printed_alone
    assert [(c.status, c.error and (c.error.kind, c.error.line)) for c in seen.cells] == [
        (c.status, c.error and (c.error.kind, c.error.line)) for c in seen.cells_alone
    ]
    assert all(cell.status == "ok" for cell in seen.cells) or name == "crash"


def test_the_three_methods(watched: dict[str, Watched]) -> None:
    first, second, third = (watched[name].only for name in ("minimize", "apply_gradients", "assign_sub"))
    check(first, sgd(0.1), START, 12)
    check(second, momentum(0.1, 0.9), START, 12)
    check(third, sgd(0.1), START, 12)
    assert [each.way for each in (first, second, third)] == ["minimize", "apply_gradients", "assign"]
    assert first.called == ("minimize",)
    assert second.called == ("compute_gradients", "apply_gradients")
    assert third.called == ("compute_gradients", "assign_sub")
    assert (first.optimizer, first.builtin) == ("GradientDescentOptimizer", "GradientDescentOptimizer")
    assert (second.optimizer, second.builtin) == ("MomentumOptimizer", "MomentumOptimizer")
    assert (third.optimizer, third.builtin) == ("Optimizer", "")
    assert second.arguments == {"learning_rate": 0.1, "momentum": 0.9, "nesterov": 0.0}
    assert all((values(each.rates) == 0.1).all() for each in (first, second, third))
    assert third.numbers["learning_rate"] == 0.1
    assert first.variables == ("w", "b")
    assert [line.split(":")[0] for line in first.printed] == [f"step {step}" for step in range(12)]
    assert (first.cell, first.function) == (0, "")


def test_gradients_asked_for_by_themselves_with_a_rate_that_is_fed(watched: dict[str, Watched]) -> None:
    seen = watched["tf_gradients"].only
    check(seen, sgd(lambda step: 0.1 / (step + 1)), START, 12)
    np.testing.assert_allclose(values(seen.rates), 0.1 / np.arange(1, 13), rtol=1e-6)
    assert (seen.way, seen.optimizer, seen.called[0]) == ("assign", "", "gradients")


def test_own_classes_are_not_built_in(watched: dict[str, Watched]) -> None:
    seen = watched["own_class"].only
    check(seen, momentum(0.1, 0.9), START, 12)
    assert (seen.optimizer, seen.builtin, seen.way) == ("MomentumOpt", "", "minimize")
    assert seen.arguments == {"learning_rate": 0.1, "momentum": 0.9}
    seen = watched["own_apply"].only
    check(seen, sgd(0.1), START, 12)
    assert (seen.optimizer, seen.builtin, seen.way) == ("MyGD", "", "apply_gradients")
    assert seen.called == ("gradients", "apply_gradients")
    assert values(seen.rates)[0] == 0.1


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


def test_trainings_in_turn_have_their_own_lines(watched: dict[str, Watched]) -> None:
    one, two, three = watched["three_in_turn"].observations
    check(one, sgd(0.1), START, 5)
    check(two, momentum(0.1, 0.9), START, 6)
    check(three, momentum(0.1, 0.9, nesterov=True), START, 7)
    assert one.printed[0].startswith("GD step 0")
    assert one.printed[-1] == "momentum"
    assert len(two.printed) == 7
    assert three.printed[-1] == "done"
    assert {each.function for each in (one, two, three)} == {"train"}
    assert three.arguments["nesterov"] == 1.0


def test_a_new_start_in_the_same_session_is_a_new_training(watched: dict[str, Watched]) -> None:
    one, two = watched["same_session"].observations
    check(one, sgd(0.1), START, 5)
    check(two, adam(0.1), START, 8)
    assert one.printed[0].startswith("start 5.69")
    assert two.printed[0].startswith("start 5.69")
    assert len(two.printed) == 9
    assert one.last_loss == pytest.approx(loss(path(sgd(0.1), START, 5)[-1]), rel=1e-4)


def test_trainings_side_by_side(watched: dict[str, Watched]) -> None:
    one, two = watched["side_by_side"].observations
    check(one, sgd(0.1), START, 12)
    check(two, momentum(0.1, 0.9), START, 12)
    assert len(one.printed) == 12
    assert one.printed[1:] == two.printed[-11:]


def test_one_variable_after_the_other_is_one_step(watched: dict[str, Watched]) -> None:
    seen = watched["one_by_one"].only
    w, b = START
    for row, handed in zip(values(seen.theta), values(seen.gradients), strict=False):
        np.testing.assert_allclose(row, (w, b), rtol=1e-4, atol=1e-5)
        first = gradient(np.array([w, b]))[0]
        w -= 0.1 * first
        second = gradient(np.array([w, b]))[1]
        b -= 0.1 * second
        np.testing.assert_allclose(handed, (first, second), rtol=1e-3, atol=1e-5)
    assert seen.steps == 12


def test_an_update_outside_the_graph(watched: dict[str, Watched]) -> None:
    seen = watched["numpy_between"].only
    check(seen, momentum(0.1, 0.9), START, 12)
    assert seen.rates is None


def test_a_gradient_written_out_by_hand_is_compared_with_tensorflows(watched: dict[str, Watched]) -> None:
    seen = watched["by_hand"].only
    right = path(sgd(0.1), START, 12)
    np.testing.assert_allclose(values(seen.theta), right, rtol=1e-4, atol=1e-5)
    assert (seen.gradients, seen.rates) == (None, None)
    assert seen.true_at == tuple(range(12))
    np.testing.assert_allclose(
        values(seen.true_gradients), [gradient(row) for row in right[:-1]], rtol=1e-3, atol=1e-5
    )


def test_by_hand_the_loss_is_what_its_mean_square_leads_to(watched: dict[str, Watched]) -> None:
    """Half the mean, and a penalty that is no square of a whole; never fetched."""
    seen = watched["by_hand_half"].only
    theta = values(seen.theta)
    right = [0.5 * gradient(row) + np.array([0.1 * row[0], 0.0]) for row in theta[:-1]]
    np.testing.assert_allclose(np.diff(theta, axis=0), -0.1 * np.array(right), rtol=1e-3, atol=1e-6)
    np.testing.assert_allclose(values(seen.true_gradients), right, rtol=1e-3, atol=1e-5)
    assert seen.losses is None


def test_altered_gradients_are_not_the_true_ones(watched: dict[str, Watched]) -> None:
    seen = watched["scaled"].only
    theta = values(seen.theta)
    right = np.array([gradient(row) for row in theta[:-1]])
    np.testing.assert_allclose(values(seen.gradients), 0.5 * right, rtol=1e-3, atol=1e-5)
    np.testing.assert_allclose(values(seen.true_gradients), right[list(seen.true_at)], rtol=1e-3, atol=1e-5)


def test_random_samples_are_those_of_the_students_own_run(watched: dict[str, Watched]) -> None:
    """theta' = theta - rate * gradient holds for what was recorded, and the losses are the printed ones."""
    for name in ("random_graph", "iterator", "minibatch"):
        seen = watched[name].only
        theta = values(seen.theta)
        np.testing.assert_allclose(
            np.diff(theta, axis=0), -0.1 * values(seen.gradients), rtol=1e-3, atol=1e-6
        )
    for name in ("random_graph", "iterator"):
        lines = [line for line in watched[name].only.printed if line[0].isdigit()]
        printed = [float(line.split()[-1]) for line in lines]
        np.testing.assert_allclose(values(watched[name].only.losses), printed, rtol=1e-5)


def test_minibatches(watched: dict[str, Watched]) -> None:
    seen = watched["minibatch"].only
    rows = [[int(part) for part in line.strip("[]").split()] for line in seen.printed if line.startswith("[")]
    x = np.linspace(0, 1, 10)
    right = [
        gradient(theta, x[batch], 3 * x[batch] + 1)
        for theta, batch in zip(values(seen.theta), rows, strict=False)
    ]
    np.testing.assert_allclose(values(seen.gradients), right, rtol=1e-3, atol=1e-5)


@pytest.mark.parametrize("name", ["built_in_loop", "monitored"])
def test_unusual_sessions(watched: dict[str, Watched], name: str) -> None:
    check(watched[name].only, sgd(0.1), START, 12)


def test_callables(watched: dict[str, Watched]) -> None:
    first, second = watched["callable"].observations
    check(first, sgd(0.1), START, 12)
    assert second.steps == 1


def test_what_ends_a_training(watched: dict[str, Watched]) -> None:
    seen = watched["crash"].only
    check(seen, sgd(0.1), START, 5)
    assert seen.error is not None
    assert seen.error.kind == "InvalidArgumentError"
    ended = watched["crash"].cells[0].error
    assert ended is not None
    assert seen.error.line == ended.line


def test_a_hidden_built_in_is_named(watched: dict[str, Watched]) -> None:
    seen = watched["hidden"].only
    check(seen, adam(0.1), START, 12)
    assert (seen.optimizer, seen.builtin) == ("Mine", "AdamOptimizer")
    assert watched["kernel"].only.builtin == "ApplyGradientDescent"


def test_a_long_training_is_recorded_to_its_bound_and_at_its_end(watched: dict[str, Watched]) -> None:
    seen = watched["long"].only
    check(seen, sgd(0.1), START, 600)
    assert values(seen.theta).shape == (401, 2)
    assert seen.last_loss == pytest.approx(loss(values(seen.last_theta)), abs=1e-9)


def test_of_a_large_model_no_vectors_are_kept(watched: dict[str, Watched]) -> None:
    seen = watched["large"].only
    assert (seen.sizes, values(seen.theta).shape, seen.gradients) == ((100,), (13, 0), None)
    np.testing.assert_allclose(values(seen.losses), [float(line) for line in seen.printed], rtol=1e-6)
    assert seen.builtin == "AdamOptimizer"


def test_resource_variables_and_values_loaded_between(watched: dict[str, Watched]) -> None:
    first, second = watched["resource"].observations
    assert (first.steps, first.builtin) == (6, "RMSPropOptimizer")
    assert first.arguments["rho"] == 0.9
    assert first.arguments["epsilon"] == 1e-6
    check(second, sgd(0.1), START, 7)


def test_a_move_ahead_in_a_run_of_its_own(watched: dict[str, Watched]) -> None:
    """The lecture's box: the gradient at theta + alpha v, theta and v kept."""
    seen = watched["ahead"].only
    theta, v = np.array(START), np.zeros(2)
    assert seen.steps == 12
    for row, asked, handed in zip(
        values(seen.theta), values(seen.asked), values(seen.gradients), strict=False
    ):
        np.testing.assert_allclose(row, theta, rtol=1e-3, atol=1e-4)
        np.testing.assert_allclose(asked, theta + 0.9 * v, rtol=1e-3, atol=1e-4)
        g = gradient(theta + 0.9 * v)
        np.testing.assert_allclose(handed, g, rtol=2e-3, atol=1e-4)
        v = 0.9 * v - 0.1 * g
        theta = theta + v


def test_eager_execution_in_a_tf1_file() -> None:
    seen = watch("tf1", EAGER, "tensorflow")["eager"].only
    check(seen, momentum(0.1, 0.9), START, 12)
    assert (seen.framework, seen.way, seen.builtin) == ("tf1", "minimize", "MomentumOptimizer")
