"""Whether a watched training arrived, and whether its gradients are those of its own loss."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
import pytest

from autograder.diagnosis.convergence import convergence
from autograder.diagnosis.gradients import check_gradients
from autograder.protocol.arrays import Array
from autograder.protocol.observed import Observation
from tests.diagnosis import trainings as by
from tests.diagnosis.trainings import Loop, Problem, observe


def share_left(problem: Problem, theta: Any) -> float:  # noqa: ANN401 - an array
    """The share of the way that is left, by the normal equations."""
    least = problem.loss(np.linalg.lstsq(problem.x, problem.y, rcond=None)[0])
    return (problem.loss(theta[-1]) - least) / (problem.loss(theta[0]) - least)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("noise", [0.0, 0.1, 3.0])
@pytest.mark.parametrize(
    ("loop", "steps", "outcome"),
    [
        (by.gradient_descent(0.1), 100, "converged"),
        (by.gradient_descent(0.02), 12, "stopped-early"),
        (by.gradient_descent(1e-5), 100, "not-converged"),
        (by.momentum(0.02, 0.9), 150, "converged"),
        (by.adam(0.2), 200, "converged"),
        (by.adam(0.001), 100, "not-converged"),
        (by.gradient_descent(2.0), 60, "diverged"),
        (by.ascent(0.05), 60, "diverged"),
    ],
)
def test_the_outcome(loop: Loop, steps: int, outcome: str, noise: float, dtype: Any) -> None:  # noqa: ANN401
    """Also on data so noisy that the least loss is far from 0."""
    problem = Problem(noise=noise, dtype=dtype)
    found = convergence(observe(loop, problem, steps=steps, start=(0.0, 0.0, 0.0)))
    assert found.outcome == outcome, found


@pytest.mark.parametrize("loop", [by.gradient_descent(0.02), by.momentum(0.01, 0.8), by.adam(0.05)])
@pytest.mark.parametrize("steps", [8, 20, 60])
def test_the_share_that_is_left_is_the_true_one(loop: Loop, steps: int) -> None:
    """Worked out from gradients alone; here nobody saw a loss."""
    problem = Problem(noise=1.0)
    observation = observe(loop, problem, steps=steps, start=(0.0, 0.0, 0.0), losses=None, last_loss=None)
    assert convergence(observation).left == pytest.approx(
        share_left(problem, observation.theta.numpy()), rel=1e-4
    )


@pytest.mark.parametrize("batch", [1, 8])
def test_losses_of_mini_batches_jump_and_have_arrived_all_the_same(batch: int) -> None:
    problem = Problem(batch=batch, noise=0.3)
    observation = observe(by.gradient_descent(0.05), problem, steps=300, start=(0.0, 0.0, 0.0))
    assert convergence(observation).outcome == "converged"


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("noise", [0.0, 0.3])
@pytest.mark.parametrize("batch", [1, 8])
@pytest.mark.parametrize(
    "loop", [by.gradient_descent(0.03), by.momentum(0.005, 0.9), by.gradient_descent(0.001), by.adam(0.05)]
)
def test_of_gradients_of_mini_batches_alone(loop: Loop, batch: int, noise: float, seed: int) -> None:
    """No loss was seen: what has arrived beyond doubt isn't called on its way, nor the other way round."""
    problem = Problem(batch=batch, noise=noise, seed=seed)
    observation = observe(loop, problem, steps=200, start=(0.0, 0.0, 0.0), losses=None, last_loss=None)
    left = share_left(problem, observation.theta.numpy())
    outcome = convergence(observation).outcome
    if left <= 0.02:
        assert outcome == "converged"
    if left >= 0.3:
        assert outcome in {"stopped-early", "not-converged", "unknown"}


@pytest.mark.parametrize("seed", range(8))
def test_of_a_long_run_of_mini_batches_the_beginning_tells_no_end(seed: int) -> None:
    """Of 4,000 steps the first 200 are recorded, which are on their way."""
    problem = Problem(batch=1, seed=seed)
    whole = observe(by.gradient_descent(0.001), problem, steps=4000, start=(0.0, 0.0, 0.0))
    theta, gradients = whole.theta.numpy(), np.stack(problem.seen[:200])
    assert share_left(problem, theta[:201]) > 0.3
    assert share_left(problem, theta) < 0.02
    short = msgspec.structs.replace(
        whole, theta=Array.of(theta[:201]), gradients=Array.of(gradients), losses=None, last_loss=None
    )
    assert convergence(short).outcome == "unknown"
    ended = msgspec.structs.replace(short, last_theta=Array.of(theta[-1]))
    assert convergence(ended).outcome in {"converged", "unknown"}


@pytest.mark.parametrize(
    ("rate", "outcome"),
    [
        (0.1, "converged"),
        (0.01, "converged"),
        (0.003, "stopped-early"),
        (0.001, "stopped-early"),
        (0.0005, "not-converged"),
        (0.0001, "not-converged"),
    ],
)
def test_by_losses_alone(rate: float, outcome: str) -> None:
    """As the share that is left has it: a tenth is arrival; what stopped early needs at most ten times its steps."""
    problem = Problem()
    observation = observe(by.gradient_descent(rate), problem, steps=60, gradients=None)
    left = share_left(problem, observation.theta.numpy())
    true = "converged" if left <= 0.1 else "stopped-early" if left**10 <= 0.1 else "not-converged"
    assert true == outcome
    assert convergence(observation).outcome == outcome


def test_a_long_run_is_judged_by_its_end() -> None:
    """Of a run of 4,000 steps the first 40 are recorded."""
    problem = Problem()
    whole = observe(by.gradient_descent(0.001), problem, steps=4000, start=(0.0, 0.0, 0.0))
    theta, gradients = whole.theta.numpy(), np.stack(problem.seen[:40])
    short = msgspec.structs.replace(
        whole,
        theta=Array.of(theta[:41]),
        gradients=Array.of(gradients),
        losses=None,
        last_theta=Array.of(theta[-1]),
    )
    assert convergence(short).outcome == "converged"


def test_a_swing_that_goes_on_is_no_arrival() -> None:
    """Of a loss that swings smoothly between 10 and 0 for ever, wherever the run happened to end."""
    for end in range(80, 100):
        losses = 5 + 5 * np.cos(np.arange(end) / 3.0)
        one = observe(by.gradient_descent(0.1), steps=end, gradients=None)
        swinging = msgspec.structs.replace(one, losses=Array.of(losses), last_loss=float(losses[-1]))
        assert convergence(swinging).outcome != "converged", end


# ---- gradients -----------------------------------------------------------------------------------------------------


def with_truth(factor: Any, *, dtype: Any = np.float64) -> Observation:  # noqa: ANN401 - a number or an array
    """A training whose handed gradients are the loss's own times a factor."""
    problem = Problem(dtype=dtype)
    observation = observe(by.gradient_descent(0.05), problem)
    true, at = observation.gradients, (0, 1, 2, 3, 5, 9, 19, 39)
    assert true is not None
    handed = Array.of((true.numpy() * factor).astype(dtype))
    return msgspec.structs.replace(
        observation, gradients=handed, true_gradients=Array.of(true.numpy()[list(at)]), true_at=at
    )


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize(
    ("factor", "mistakes"),
    [
        (1.0, ()),
        (1.0001, ()),
        (0.5, ("gradient-scaled",)),
        (2.0, ("gradient-scaled",)),
        (40 / 39, ("gradient-scaled",)),
        (40.0, ("batch-sum-not-mean",)),
        (20.0, ("batch-sum-not-mean",)),
        (-1.0, ("sign-flipped",)),
        (-2.0, ("sign-flipped", "gradient-scaled")),
        ([1.0, 1.0, 2.0], ("gradient-wrong",)),
        ([1.0, 0.0, 1.0], ("gradient-wrong",)),
    ],
)
def test_what_a_gradient_is_beside_the_true_one(factor: Any, mistakes: tuple[str, ...], dtype: Any) -> None:  # noqa: ANN401
    check = check_gradients(with_truth(np.array(factor), dtype=dtype))
    assert check is not None
    assert check.mistakes == mistakes


def clipped(rows: Any, of: str) -> Any:  # noqa: ANN401 - arrays
    """Limited to 1.5, as students write it."""
    made = []
    for row in rows:
        if of == "value":
            made.append(np.array([min(max(one, -1.5), 1.5) for one in row]))
        elif of == "global-norm":
            made.append(row * min(1.0, 1.5 / np.linalg.norm(row)))
        else:
            parts = (row[:2], row[2:])
            made.append(np.concatenate([part * min(1.0, 1.5 / np.linalg.norm(part)) for part in parts]))
    return np.array(made)


@pytest.mark.parametrize("of", ["value", "norm", "global-norm"])
def test_a_gradient_that_was_cut_off(of: str) -> None:
    one = with_truth(1.0)
    assert one.gradients is not None
    check = check_gradients(
        msgspec.structs.replace(one, gradients=Array.of(clipped(one.gradients.numpy(), of)))
    )
    assert check is not None
    assert check.mistakes == ("gradient-clipped",)
    assert check.details["of"] == of
    assert check.details["threshold"] == pytest.approx(1.5)


def test_a_gradient_with_weight_decay() -> None:
    one = with_truth(1.0)
    assert one.gradients is not None
    decayed = one.gradients.numpy() + 0.3 * one.theta.numpy()[:-1]
    check = check_gradients(msgspec.structs.replace(one, gradients=Array.of(decayed)))
    assert check is not None
    assert (check.mistakes, check.details["of"]) == (("weight-decay-added",), "gradient")
    assert check.details["share"] == pytest.approx(0.3)


def test_where_a_gradient_is_wrong() -> None:
    check = check_gradients(with_truth(np.array([1.0, 1.0, 3.0])))
    assert check is not None
    assert (check.variable, check.step) == ("b", 1)
    assert check.details["size"] == pytest.approx(
        float(_worst(with_truth(np.array([1.0, 1.0, 3.0])))), rel=0.05
    )


def _worst(observation: Observation) -> Any:  # noqa: ANN401 - a number of NumPy's
    assert observation.true_gradients is not None
    true = np.abs(observation.true_gradients.numpy())
    return (2 * true[:, 2] / true.max(axis=1)).max()


def test_without_true_gradients_nothing_is_said() -> None:
    assert check_gradients(observe(by.gradient_descent(0.05))) is None
