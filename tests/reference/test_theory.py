"""Hand-worked numbers and theory: what the algorithms must do whatever anybody's code says."""

import numpy as np
import pytest

from reference.algorithms.algorithm import Array
from reference.rule import ALGORITHMS, Rule
from reference.run import run, train
from reference.tasks.lecture import lecture_regression
from reference.tasks.regressions import well_conditioned

EIGENVALUES = np.array([1.0, 4.0, 25.0])


def quadratic_gradient(theta: Array) -> Array:
    """Return the gradient of sum(lambda theta^2) / 2."""
    return EIGENVALUES * theta


def test_momentum_gathers_1_then_11_then_111() -> None:
    """The lecture's example: rest, gradient -1 each time, alpha 0.1."""
    moved = run(Rule("momentum"), -np.ones((3, 1)), {"learning_rate": 1.0, "momentum": 0.1})
    np.testing.assert_allclose(moved.slots["v"][:, 0], [0, 1, 1.1, 1.11], rtol=1e-15)
    np.testing.assert_allclose(moved.theta[:, 0], [0, 1, 2.1, 3.21], rtol=1e-15)


@pytest.mark.parametrize("alpha", [0.5, 0.9, 0.99])
def test_a_constant_gradient_reaches_the_maximum_velocity(alpha: float) -> None:
    """The lecture's limit: 1 / (1 - alpha) times the single step."""
    steps = int(40 / (1 - alpha))
    moved = run(Rule("momentum"), -np.ones((steps, 1)), {"learning_rate": 0.01, "momentum": alpha})
    assert moved.slots["v"][-1, 0] == pytest.approx(0.01 / (1 - alpha), rel=1e-12)


def test_adagrad_by_hand() -> None:
    """Gradients 3 then 4: r is 9, then 25."""
    moved = run(Rule("adagrad"), [[3.0], [4.0]], {"learning_rate": 1.0, "epsilon": 0.0})
    np.testing.assert_allclose(moved.slots["r"][:, 0], [0, 9, 25])
    np.testing.assert_allclose(moved.theta[:, 0], [0, -1, -1.8], rtol=1e-15)


def test_rmsprop_by_hand() -> None:
    """rho 0.75, gradients 2 then 4: r is 1, then 4.75; delta 0.25 stands inside the root."""
    moved = run(Rule("rmsprop"), [[2.0], [4.0]], {"learning_rate": 1.0, "rho": 0.75, "epsilon": 0.25})
    np.testing.assert_allclose(moved.slots["r"][:, 0], [0, 1, 4.75])
    np.testing.assert_allclose(moved.theta[1:, 0], [-2 / 1.25**0.5, -2 / 1.25**0.5 - 4 / 5**0.5], rtol=1e-15)


def test_adam_by_hand() -> None:
    """beta 0.5 and 0.75, gradients 2 then 4: corrected moments are 2 and 4, then 10/3 and 76/7."""
    given = {"learning_rate": 1.0, "beta_1": 0.5, "beta_2": 0.75, "epsilon": 0.0}
    moved = run(Rule("adam"), [[2.0], [4.0]], given)
    np.testing.assert_allclose(moved.slots["s"][:, 0], [0, 1, 2.5])
    np.testing.assert_allclose(moved.slots["r"][:, 0], [0, 1, 4.75])
    np.testing.assert_allclose(moved.theta[1:, 0], [-1, -1 - (10 / 3) / (76 / 7) ** 0.5], rtol=1e-14)


@pytest.mark.parametrize("place", ["inside", "outside", "hat"])
def test_adams_first_step_is_the_rate(place: str) -> None:
    given = {"learning_rate": 0.125, "epsilon": 1e-12}
    moved = run(Rule("adam").switched(epsilon=place), [[3.0, -0.2, 1e3]], given)
    np.testing.assert_allclose(moved.theta[1], [-0.125, 0.125, -0.125], rtol=1e-8)


def test_where_epsilon_stands_by_hand() -> None:
    """One Adam step from gradient 2, betas 0.5 and 0.75, epsilon 0.5: moments 2 and 4, uncorrected r 1."""
    given = {"learning_rate": 1.0, "beta_1": 0.5, "beta_2": 0.75, "epsilon": 0.5}
    steps = {
        place: -run(Rule("adam").switched(epsilon=place), [[2.0]], given).theta[1, 0]
        for place in ("outside", "inside", "hat")
    }
    # hat: rate sqrt(1 - 0.75) / (1 - 0.5) = 1, then 1 / (sqrt(1) + 0.5).
    assert steps == pytest.approx({"outside": 2 / 2.5, "inside": 2 / 4.5**0.5, "hat": 1 / 1.5}, rel=1e-15)


@pytest.mark.parametrize("rate", [0.01, 0.05, 2 / 26])
def test_gradient_descent_contracts_every_eigenvector_by_its_own_factor(rate: float) -> None:
    start = np.array([1.0, -2.0, 3.0])
    moved = train(Rule("sgd"), quadratic_gradient, start, {"learning_rate": rate}, 30)
    expected = start * (1 - rate * EIGENVALUES) ** np.arange(31)[:, None]
    np.testing.assert_allclose(moved.theta, expected, rtol=1e-12, atol=1e-300)


@pytest.mark.parametrize(("factor", "diverges"), [(0.999, False), (1.001, True)])
def test_gradient_descent_diverges_just_above_2_over_the_largest_eigenvalue(
    factor: float,
    diverges: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    task = lecture_regression()
    largest = np.linalg.eigvalsh(task.hessian())[-1]
    losses = train(
        Rule("sgd"), task.gradient, task.start, {"learning_rate": factor * 2 / largest}, 2000, loss=task.loss
    ).losses
    assert losses is not None
    assert (losses[-1] > losses[0]) == diverges


def test_heavy_ball_reaches_its_optimal_rate() -> None:
    """Polyak: with the best rate and alpha the error shrinks by (sqrt(k) - 1) / (sqrt(k) + 1) a step."""
    root = np.sqrt(EIGENVALUES[-1] / EIGENVALUES[0])
    best = {
        "learning_rate": 4 / (np.sqrt(EIGENVALUES[-1]) + np.sqrt(EIGENVALUES[0])) ** 2,
        "momentum": ((root - 1) / (root + 1)) ** 2,
    }
    moved = train(Rule("momentum"), quadratic_gradient, np.ones(3), best, 400)
    error = np.linalg.norm(moved.theta, axis=1)
    # Two double roots let the error grow like k rate^k; the k-th root of it goes to the rate.
    assert (error[400] / error[200]) ** (1 / 200) == pytest.approx((root - 1) / (root + 1), rel=0.01)
    gradient_descent = train(
        Rule("sgd"), quadratic_gradient, np.ones(3), {"learning_rate": 2 / (1 + EIGENVALUES[-1])}, 400
    )
    assert error[400] < np.linalg.norm(gradient_descent.theta[400])


def test_nesterov_stored_is_the_box_seen_at_its_look_ahead_point_under_any_rates() -> None:
    """phi = theta + alpha v, exact while the rate changes where it is in the velocity (Keras)."""
    rates = [0.02 / (1 + k) for k in range(20)]
    given = {"momentum": 0.8}
    start = np.array([1.0, -2.0, 3.0])
    box, stored = (
        train(rule, quadratic_gradient, start, given, 20, schedule=rates.__getitem__)
        for rule in (Rule("nesterov"), Rule("nesterov").switched(lookahead="stored"))
    )
    np.testing.assert_allclose(stored.theta, box.theta + 0.8 * box.slots["v"], rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(stored.asked, box.asked, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize(("schedule", "equal"), [(lambda _: 0.02, True), (lambda k: 0.02 / (1 + k), False)])
@pytest.mark.parametrize("lookahead", ["box", "stored"])
def test_the_rate_inside_or_outside_the_velocity_differ_only_when_it_changes(
    lookahead: str,
    schedule: object,
    equal: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    assert callable(schedule)
    start = np.array([1.0, -2.0, 3.0])
    inside = Rule("nesterov").switched(lookahead=lookahead)
    one, other = (
        train(rule, quadratic_gradient, start, {"momentum": 0.8}, 20, schedule=schedule).theta
        for rule in (inside, inside.switched(rate="outside-velocity"))
    )
    assert np.allclose(one, other, rtol=1e-10, atol=1e-14) == equal


@pytest.mark.parametrize(
    "rule",
    [
        Rule("adagrad"),
        Rule("rmsprop"),
        Rule("adam"),
        Rule("rmsprop-nesterov"),
        Rule("adam", (("epsilon", "hat"),)),
    ],
)
def test_scaling_every_gradient_changes_nothing_without_epsilon(rule: Rule) -> None:
    gradients = np.random.default_rng(0).normal(size=(12, 4))
    one, other = (run(rule, scale * gradients, {"epsilon": 0.0}).theta for scale in (1, 1024))
    np.testing.assert_allclose(other, one, rtol=1e-12)


@pytest.mark.parametrize("name", ALGORITHMS)
def test_rate_0_changes_nothing(name: str) -> None:
    task = well_conditioned()
    start = np.array([1.0, -2.0, 3.0, 0.5])
    moved = train(Rule(name), task.gradient, start, {"learning_rate": 0.0}, 5)
    np.testing.assert_array_equal(moved.theta, np.tile(start, (6, 1)))


@pytest.mark.parametrize("name", ALGORITHMS)
def test_training_comes_near_the_minimum(name: str) -> None:
    task = well_conditioned()
    first = {"sgd": 0.2, "momentum": 0.05, "nesterov": 0.05, "adagrad": 1.0}.get(name, 0.1)
    start = task.start + 0.5
    rates = [first * 0.98**k for k in range(400)]
    losses = train(
        Rule(name), task.gradient, start, {}, 400, loss=task.loss, schedule=rates.__getitem__
    ).losses
    assert losses is not None
    assert losses[-1] - task.loss(task.minimum) < 1e-6


def test_the_decay_1_minus_beta_of_adam_is_a_weighted_mean_of_all_gradients() -> None:
    """Corrected moments are means with weights beta^(t-i), so equal gradients are reproduced exactly."""
    gradients = np.full((30, 2), [0.3, -7.0])
    moved = run(Rule("adam"), gradients, {"learning_rate": 1.0, "epsilon": 0.0})
    np.testing.assert_allclose(np.diff(moved.theta, axis=0), np.tile([-1.0, 1.0], (30, 1)), rtol=1e-12)


def test_rmsprop_with_nesterov_gives_0_over_0_where_the_gradient_was_always_0() -> None:
    gradients = np.array([[0.0, 1.0], [1.0, 0.0]])
    bare = run(Rule("rmsprop-nesterov"), gradients, {}).theta
    assert np.isnan(bare[1:, 0]).all()
    assert np.isfinite(bare[:, 1]).all()
    assert np.isfinite(run(Rule("rmsprop-nesterov"), gradients, {"epsilon": 1e-8}).theta).all()
