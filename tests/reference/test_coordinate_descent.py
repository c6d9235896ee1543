"""Coordinate descent: Gauss and Seidel's method written with triangles, and what theory says of each step."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.linalg import solve_triangular

from reference.algorithms.algorithm import Array
from reference.methods.coordinate_descent import coordinate_descent, exact_rates
from reference.rule import Rule
from reference.run import train
from reference.tasks.logistic import logistic_regression
from reference.tasks.regressions import ill_conditioned, well_conditioned
from reference.tasks.task import Task

MATRICES = st.lists(st.lists(st.floats(-2, 2), min_size=3, max_size=3), min_size=3, max_size=3)


@given(roots=MATRICES, b=st.lists(st.floats(-5, 5), min_size=3, max_size=3))
def test_exact_sweeps_are_gauss_seidel(roots: list[list[float]], b: list[float]) -> None:
    """(L + D) w' = b - U w, solved as a triangle; L, D, U are A's parts."""
    a = np.array(roots) @ np.array(roots).T + np.eye(3)
    swept = coordinate_descent(lambda w: a @ w - b, np.ones(3), exact_rates(a), 6)
    w = np.ones(3)
    for point in swept.theta[::3]:
        np.testing.assert_allclose(point, w, rtol=1e-9, atol=1e-9)
        w = solve_triangular(np.tril(a), b - np.triu(a, 1) @ w, lower=True)


def test_two_coordinates_by_hand() -> None:
    """J = w1^2 + w1 w2 + w2^2 from (4, 4): w1 = -w2/2, then w2 = -w1/2, and so on."""
    a = np.array([[2.0, 1.0], [1.0, 2.0]])
    swept = coordinate_descent(lambda w: a @ w, [4.0, 4.0], exact_rates(a), 2)
    assert swept.theta.tolist() == [[4, 4], [-2, 4], [-2, 1], [-0.5, 1], [-0.5, 0.25]]
    assert swept.gradients.tolist() == [[12, 0], [0, 6], [-3, 0], [0, 1.5]]
    assert swept.rates.tolist() == [0.5] * 4


def test_after_an_exact_step_no_derivative_is_left_along_its_coordinate() -> None:
    task = well_conditioned()
    swept = coordinate_descent(task.gradient, task.start + 1, exact_rates(task.hessian()), 5, loss=task.loss)
    for k, point in enumerate(swept.theta[1:]):
        assert task.gradient(point)[k % 4] == pytest.approx(0, abs=1e-12)
    moved = np.diff(swept.theta, axis=0) != 0
    assert (moved == np.tile(np.eye(4, dtype=bool), (5, 1))).all()
    assert swept.losses is not None
    assert (np.diff(swept.losses) < 1e-15).all()


def test_sweeps_contract_by_the_iteration_matrixs_largest_eigenvalue() -> None:
    """Theory: the error of a sweep is multiplied by -(L + D)^-1 U."""
    task = well_conditioned()
    h = task.hessian()
    contraction = np.abs(np.linalg.eigvals(solve_triangular(np.tril(h), np.triu(h, 1), lower=True))).max()
    swept = coordinate_descent(task.gradient, task.start + 1, exact_rates(h), 30)
    error = np.linalg.norm(swept.theta[::4] - task.minimum, axis=1)
    slow = [k for k in range(30) if error[k + 1] > 1e-13]
    assert (error[slow[-1] + 1] / error[0]) ** (1 / (slow[-1] + 1)) < 2 * contraction
    assert error[slow[-1] + 1] / error[slow[-1]] == pytest.approx(contraction, rel=0.1)


@pytest.mark.parametrize("task", [well_conditioned(), ill_conditioned()], ids=lambda task: task.name)
def test_it_reaches_the_minimum_whatever_the_scales(task: Task) -> None:
    """Sixty sweeps do for a condition number below 10 and for one above 10,000."""
    swept = coordinate_descent(task.gradient, task.start, exact_rates(task.hessian()), 60)
    np.testing.assert_allclose(swept.theta[-1], task.minimum, rtol=1e-8)


def test_without_mixed_derivatives_a_sweep_is_a_step_of_gradient_descent() -> None:
    def gradient(w: Array) -> Array:
        return np.array([1.0, 4.0, 25.0]) * w**3

    swept = coordinate_descent(gradient, [1.0, -0.5, 0.2], 0.05, 10)
    descended = train(Rule("sgd"), gradient, [1.0, -0.5, 0.2], {"learning_rate": 0.05}, 10)
    np.testing.assert_array_equal(swept.theta[::3], descended.theta)


def test_gradient_steps_reach_a_minimum_that_is_no_quadratics() -> None:
    """Rate 1 / L_i, L_i the largest second derivative: 1/4 of a feature's mean square (p (1 - p) <= 1/4)."""
    task = logistic_regression()
    rates = 4 / np.mean(task.x**2, axis=0)
    swept = coordinate_descent(task.gradient, task.start, rates, 400, loss=task.loss)
    np.testing.assert_allclose(swept.theta[-1], task.minimum, rtol=1e-10)
    assert swept.losses is not None
    assert (np.diff(swept.losses) < 1e-15).all()


def test_single_precision_stays_single() -> None:
    task = well_conditioned().astype(np.float32)
    rates = exact_rates(task.hessian())
    swept = coordinate_descent(task.gradient, task.start, rates, 20, dtype=np.float32, loss=task.loss)
    assert swept.losses is not None
    arrays = [swept.theta, swept.asked, swept.gradients, swept.rates, swept.losses]
    assert {array.dtype for array in arrays} == {np.dtype(np.float32)}
    np.testing.assert_allclose(swept.theta[-1], task.minimum, rtol=1e-5)


def test_a_derivative_that_overflows_elsewhere_does_not_spread() -> None:
    swept = coordinate_descent(lambda w: np.array([w[0], np.inf]), [1.0, 1.0], [0.5, 0.0], 1)
    assert swept.theta[1].tolist() == [0.5, 1]


def test_bad_arguments_raise() -> None:
    with pytest.raises(ValueError, match="rates must be one number or"):
        coordinate_descent(lambda w: w, [1.0, 2.0], [0.1, 0.1, 0.1], 1)
    with pytest.raises(ValueError, match="none negative"):
        coordinate_descent(lambda w: w, [1.0, 2.0], -0.1, 1)
    with pytest.raises(ValueError, match="rates must be finite"):
        coordinate_descent(lambda w: w, [1.0, 2.0], np.nan, 1)
    with pytest.raises(ValueError, match="steps must be at least 1"):
        coordinate_descent(lambda w: w, [1.0, 2.0], 0.1, 0)
    with pytest.raises(ValueError, match="returned the shape"):
        coordinate_descent(lambda w: w[:1], [1.0, 2.0], 0.1, 1)
    with pytest.raises(ValueError, match="no minimum along a coordinate"):
        exact_rates(np.diag([1.0, 0.0]))
