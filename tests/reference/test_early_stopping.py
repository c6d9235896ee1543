"""Early stopping: Keras's callback as witness, patience by hand, and the lecture's claim about the derivative."""

from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reference.early_stopping import (
    EarlyStopped,
    Patience,
    begin,
    empirical_risk,
    out_of_patience,
    train_until,
    watch,
)
from reference.rule import Rule
from reference.run import train
from reference.tasks.held_out import curve
from reference.tasks.logistic import logistic_regression
from reference.tasks.regressions import well_conditioned

RATE = {"learning_rate": 0.4}


def stopped(
    patience: int = 20, every: int = 1, min_delta: float = 0.0, max_steps: int = 2000
) -> EarlyStopped:
    task = curve()
    return train_until(
        Rule("sgd"),
        task.training.gradient,
        task.training.start,
        RATE,
        task.held_out.loss,
        patience=patience,
        every=every,
        min_delta=min_delta,
        max_steps=max_steps,
    )


def test_the_empirical_risk_is_the_tasks_loss() -> None:
    regression, logistic = well_conditioned(), logistic_regression()
    w = np.array([1.0, 2.0, 3.0, 4.0])
    squared = empirical_risk(lambda f, y: (f - y) ** 2, np.dot, w, regression.x, regression.y)
    assert squared == pytest.approx(regression.loss(w), rel=1e-13)

    def surprise(p: float, y: float) -> float:
        return float(-np.log(p if y else 1 - p))

    entropy = empirical_risk(surprise, lambda x, v: 1 / (1 + np.exp(-x @ v)), w[:3], logistic.x, logistic.y)
    assert entropy == pytest.approx(logistic.loss(w[:3]), rel=1e-12)


def test_patience_by_hand() -> None:
    """5, 4, 6, 4, 3, 3, 3: an equal loss is no improvement; with patience 2 it ends at the fourth, not later."""
    state, states = begin(5.0), []
    for loss in [4.0, 6.0, 4.0, 3.0, 3.0, 3.0]:
        state = watch(state, loss)
        states.append((state.best, state.best_at, out_of_patience(state, 2)))
    assert states == [(4, 1, False), (4, 1, False), (4, 1, True), (3, 4, False), (3, 4, False), (3, 4, True)]


def test_min_delta_wants_more_than_that() -> None:
    assert watch(begin(5.0), 4.5, min_delta=0.5) == Patience(5.0, 0, 1)
    assert watch(begin(5.0), 4.25, min_delta=0.5) == Patience(4.25, 1, 1)


def test_nan_is_no_improvement() -> None:
    assert watch(begin(5.0), float("nan")) == Patience(5.0, 0, 1)


# Eighths: differences are exact, so that a loss just at min_delta is the same case for everyone.
EIGHTHS = st.integers(0, 40).map(lambda n: n / 8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    losses=st.lists(EIGHTHS | st.just(float("nan")), min_size=1, max_size=25),
    first=EIGHTHS,
    patience=st.integers(1, 5),
    min_delta=st.sampled_from([0.0, 0.125, 0.5]),
)
def test_kerass_callback_stops_at_the_same_evaluation(
    tf: ModuleType, losses: list[float], first: float, patience: int, min_delta: float
) -> None:
    """Keras's epochs are our evaluations; its first is the one before training."""
    callback = tf.keras.callbacks.EarlyStopping(
        "val_loss", min_delta=min_delta, patience=patience, mode="min"
    )
    model = SimpleNamespace(stop_training=False)
    callback.set_model(model)
    callback.on_train_begin()
    state = begin(first)
    callback.on_epoch_end(0, {"val_loss": first})
    for epoch, loss in enumerate(losses, start=1):
        callback.on_epoch_end(epoch, {"val_loss": loss})
        state = watch(state, loss, min_delta)
        assert (callback.best, callback.best_epoch) == (state.best, state.best_at)
        assert model.stop_training == out_of_patience(state, patience)
        if model.stop_training:
            break


def test_the_run_is_the_beginning_of_the_whole_one_and_stops_where_its_held_out_losses_say() -> None:
    """Worked out from 2,000 unwatched steps: the best one, and where 20 steps have passed since."""
    task = curve()
    whole = train(Rule("sgd"), task.training.gradient, task.training.start, RATE, 2000)
    losses = np.array([task.held_out.loss(w) for w in whole.theta])
    end = next(k for k in range(20, 2000) if losses[: k - 19].min() <= losses[k - 19 : k + 1].min())
    best = int(losses[: end + 1].argmin())
    watched = stopped()
    assert watched.ran_out
    assert (watched.best_step, len(watched.trajectory.theta) - 1) == (best, end)
    np.testing.assert_array_equal(watched.trajectory.theta, whole.theta[: end + 1])
    np.testing.assert_array_equal(watched.trajectory.rates, whole.rates[:end])
    np.testing.assert_array_equal(watched.held_out, losses[: end + 1])
    np.testing.assert_array_equal(watched.theta, whole.theta[best])
    # The curve is the lecture's: the best of the stopped run is the best of all.
    assert best == losses.argmin()
    assert 20 < best < 100


def test_the_derivative_is_still_large_where_training_stops() -> None:
    """The lecture's contrast (1.1): pure optimization ends where the derivative is small, and performs worse."""
    task = curve()
    whole = train(Rule("sgd"), task.training.gradient, task.training.start, RATE, 5000)
    watched = stopped()
    at_stop = np.linalg.norm(task.training.gradient(watched.theta))
    at_start = np.linalg.norm(task.training.gradient(task.training.start))
    at_end = np.linalg.norm(task.training.gradient(whole.theta[-1]))
    assert at_stop > 0.01 * at_start
    assert at_end < 1e-9 * at_start
    assert task.training.loss(whole.theta[-1]) < 1e-12 < task.training.loss(watched.theta)
    assert task.held_out.loss(whole.theta[-1]) > 1.3 * task.held_out.loss(watched.theta)


def test_looking_seldom_finds_the_best_of_what_was_looked_at() -> None:
    task, watched = curve(), stopped(patience=3, every=7)
    looked = [task.held_out.loss(w) for w in watched.trajectory.theta[::7]]
    assert list(watched.held_out) == looked
    assert watched.best_step == 7 * int(np.argmin(looked))
    assert len(watched.trajectory.theta) - 1 == watched.best_step + 21


def test_the_limit_of_steps_is_no_early_stop() -> None:
    watched = stopped(max_steps=10)
    assert not watched.ran_out
    assert watched.best_step == len(watched.trajectory.theta) - 1 == 10


def test_a_run_that_diverges_keeps_its_start() -> None:
    task = curve()
    watched = train_until(
        Rule("sgd"),
        task.training.gradient,
        task.training.start,
        {"learning_rate": 50.0},
        task.held_out.loss,
        patience=3,
        max_steps=100,
    )
    assert watched.best_step == 0
    np.testing.assert_array_equal(watched.theta, task.training.start)
    assert len(watched.trajectory.gradients) == 3


@pytest.mark.parametrize("name", ["momentum", "nesterov", "adam"])
def test_every_rule_can_be_watched(name: str) -> None:
    task = curve()
    watched = train_until(
        Rule(name),
        task.training.gradient,
        task.training.start,
        {},
        task.held_out.loss,
        patience=50,
        max_steps=3000,
        schedule=lambda _: 0.02,
        dtype=np.float32,
    )
    assert watched.ran_out
    assert watched.theta.dtype == np.float32
    assert watched.held_out.min() == task.held_out.loss(watched.theta) < watched.held_out[0] / 10


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"patience": 0}, "patience 0 and every 1 must be at least 1"),
        ({"every": 0}, "every 0 must be"),
        ({"min_delta": float("nan")}, "min_delta must be finite"),
        ({"min_delta": -0.1}, "min_delta must be finite and not negative"),
        ({"max_steps": 0}, "steps must be at least 1"),
    ],
)
def test_bad_arguments_raise(more: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        stopped(**more)


def test_a_start_without_a_loss_and_samples_that_do_not_fit_raise() -> None:
    with pytest.raises(ValueError, match="before training must be finite, not nan"):
        begin(float("nan"))
    with pytest.raises(ValueError, match="3 of x and 2 of y"):
        empirical_risk(lambda f, y: f - y, np.dot, np.ones(2), np.ones((3, 2)), np.ones(2))
