"""The standard tasks: certified coefficients, SciPy's minimum, and derivatives by finite differences."""

import numpy as np
import pytest
from scipy.optimize import approx_fprime, minimize

from reference.rule import Rule
from reference.run import train
from reference.tasks.lecture import lecture_regression
from reference.tasks.nist import NISTRegression, longley, norris, pontius
from reference.tasks.regressions import ill_conditioned, sparse_gradients, well_conditioned
from reference.tasks.task import Task, least_squares

NIST = [norris(), pontius(), longley()]
TASKS = [lecture_regression(), well_conditioned(), ill_conditioned(), sparse_gradients()] + [
    regression.task for regression in NIST
]


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_the_gradient_is_the_losss(task: Task) -> None:
    w = task.start + np.linspace(0.3, -0.2, len(task.start))
    np.testing.assert_allclose(task.gradient(w), approx_fprime(w, task.loss, 1e-7), rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_the_hessian_is_the_gradients_derivative(task: Task) -> None:
    w = task.start
    columns = [task.gradient(w + unit) - task.gradient(w) for unit in np.eye(len(w))]
    np.testing.assert_allclose(task.hessian(), columns, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_the_minimum_is_where_scipy_finds_it(task: Task) -> None:
    found = minimize(
        task.loss, task.start, jac=task.gradient, method="trust-exact", hess=lambda _: task.hessian()
    )
    np.testing.assert_allclose(task.minimum, found.x, rtol=1e-5, atol=1e-5)
    assert task.loss(task.minimum) <= found.fun + 1e-15


@pytest.mark.parametrize("regression", NIST, ids=lambda regression: regression.task.name)
def test_least_squares_gives_nists_certified_values(regression: NISTRegression) -> None:
    """The data are the collection's: the fit has its coefficients to 12 digits and its residual deviation.

    The intercept is a small difference of large terms, and exact to the rounding of those.
    """
    found = regression.coefficients(regression.task.minimum)
    np.testing.assert_allclose(found[1:], regression.certified[1:], rtol=1e-12)
    terms = abs(np.mean(regression.raw_y)) + np.abs(np.mean(regression.raw_x, axis=0)) @ np.abs(found[1:])
    assert abs(found[0] - regression.certified[0]) <= 8 * np.finfo(float).eps * terms
    residuals = regression.raw_y - np.column_stack([np.ones(len(regression.raw_y)), regression.raw_x]) @ found
    freedom = len(residuals) - len(found)
    assert np.sqrt(residuals @ residuals / freedom) == pytest.approx(regression.residual_deviation, rel=1e-7)


@pytest.mark.parametrize("regression", NIST[:2], ids=lambda regression: regression.task.name)
def test_gradient_descent_reaches_nists_certified_values(regression: NISTRegression) -> None:
    task = regression.task
    rate = 2 / sum(np.linalg.eigvalsh(task.hessian())[[0, -1]])
    trained = train(Rule("sgd"), task.gradient, task.start, {"learning_rate": rate}, 1200)
    np.testing.assert_allclose(regression.coefficients(trained.theta[-1]), regression.certified, rtol=1e-10)


def test_longley_stays_hard_when_standardised() -> None:
    """The classic test of accuracy: condition number above 10,000 after all scaling."""
    assert np.linalg.cond(longley().task.hessian()) > 1e4


def test_condition_numbers_are_as_named() -> None:
    assert np.linalg.cond(well_conditioned().hessian()) < 10
    assert np.linalg.cond(ill_conditioned().hessian()) > 1e4


def test_noise_leaves_a_loss_that_no_weights_remove() -> None:
    for task in (well_conditioned(), ill_conditioned(), sparse_gradients()):
        assert 0.005 < task.loss(task.minimum) < 0.03


def test_a_mini_batch_without_a_feature_has_exactly_no_gradient_there() -> None:
    task = sparse_gradients()
    w = np.ones(5)
    for rows in np.arange(32).reshape(8, 4):
        absent = ~np.any(task.x[rows] != 0, axis=0)
        assert absent.any()
        assert (task.gradient(w, rows)[absent] == 0).all()


def test_mini_batches_average_to_the_whole() -> None:
    task = well_conditioned()
    w = np.array([1.0, 2.0, 3.0, 4.0])
    batches = np.arange(40).reshape(8, 5)
    mean = np.mean([task.gradient(w, rows) for rows in batches], axis=0)
    np.testing.assert_allclose(mean, task.gradient(w), rtol=1e-12)
    assert np.mean([task.loss(w, rows) for rows in batches]) == pytest.approx(task.loss(w), rel=1e-12)


def test_single_precision_stays_single() -> None:
    task = ill_conditioned().astype(np.float32)
    assert task.gradient(task.start).dtype == task.hessian().dtype == np.float32


def test_a_task_can_not_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        well_conditioned().x[0, 0] = 1


def test_shapes_that_do_not_fit_raise() -> None:
    with pytest.raises(ValueError, match="task column: x"):
        least_squares("column", np.ones((4, 2)), np.ones(4), start=np.zeros(3))
