"""Newton's method: one step on a quadratic, Rosenbrock worked by hand, digits that double, changed coordinates."""

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.algorithms.algorithm import Array
from reference.methods.newton import newton
from reference.methods.walk import Limits
from reference.tasks.logistic import LogisticRegression, logistic_regression
from reference.tasks.nist import longley
from reference.tasks.regressions import ill_conditioned, sparse_gradients, well_conditioned
from reference.tasks.rosenbrock import Rosenbrock, rosenbrock
from reference.tasks.task import Task


@pytest.mark.parametrize(
    "task",
    [well_conditioned(), ill_conditioned(), sparse_gradients(), longley().task],
    ids=lambda task: task.name,
)
def test_one_step_ends_on_a_quadratic(task: Task) -> None:
    """The minimum there comes from an orthogonal factorisation of the samples, without a Hessian."""
    trained = newton(task.gradient, lambda _: task.hessian(), task.start + 1, Limits(1), loss=task.loss)
    # A condition number of 1e4 to 1e5 costs as many digits.
    np.testing.assert_allclose(trained.theta[1], task.minimum, rtol=1e-9)
    assert trained.losses is not None
    assert trained.losses[1] == pytest.approx(task.loss(task.minimum), rel=1e-9)


@given(
    roots=st.lists(st.lists(st.floats(-2, 2), min_size=3, max_size=3), min_size=3, max_size=3),
    b=st.lists(st.floats(-5, 5), min_size=3, max_size=3),
    start=st.lists(st.floats(-5, 5), min_size=3, max_size=3),
)
def test_one_step_ends_on_any_quadratic(roots: list[list[float]], b: list[float], start: list[float]) -> None:
    """J = w A w / 2 - b w with A = R R^T + 1: afterwards the gradient A w - b is rounding."""
    a = np.array(roots) @ np.array(roots).T + np.eye(3)
    trained = newton(lambda w: a @ w - b, lambda _: a, start, Limits(1))
    np.testing.assert_allclose(a @ trained.theta[-1], b, atol=1e-10)


def test_rosenbrock_by_hand() -> None:
    """H = (1330, 480; 480, 200), g = (-215.6, -88), determinant 35,600: p = (880, 13,552) / 35,600."""
    task = rosenbrock()
    trained = newton(task.gradient, task.hessian, task.start, Limits(1))
    expected = [-1.2 + 880 / 35600, 1 + 13552 / 35600]
    np.testing.assert_allclose(trained.theta[1], expected, rtol=1e-13)


def test_rosenbrocks_path_in_fractions() -> None:
    """Four steps with exact arithmetic (Cramer's rule): up and down the valley's side, the loss as well."""
    task = rosenbrock()
    trained = newton(task.gradient, task.hessian, task.start, Limits(4), loss=task.loss)
    w1, w2 = Fraction(-6, 5), Fraction(1)
    losses = []
    for point in trained.theta:
        np.testing.assert_allclose(point, [float(w1), float(w2)], rtol=1e-9)
        losses.append(100 * (w2 - w1**2) ** 2 + (1 - w1) ** 2)
        g1, g2 = -400 * w1 * (w2 - w1**2) - 2 * (1 - w1), 200 * (w2 - w1**2)
        a, b, c = 1200 * w1**2 - 400 * w2 + 2, -400 * w1, Fraction(200)
        determinant = a * c - b * b
        w1, w2 = w1 - (c * g1 - b * g2) / determinant, w2 - (a * g2 - b * g1) / determinant
    assert trained.losses is not None
    np.testing.assert_allclose(trained.losses, [float(loss) for loss in losses], rtol=1e-6)
    assert losses[2] > 100 * losses[1]


@pytest.mark.parametrize(("make", "most"), [(logistic_regression, 8), (rosenbrock, 7)])
def test_it_reaches_known_minima_in_a_few_steps(
    make: Callable[[], LogisticRegression | Rosenbrock], most: int
) -> None:
    task = make()
    trained = newton(task.gradient, task.hessian, task.start, Limits(50, tolerance=1e-12))
    assert len(trained.rates) <= most
    np.testing.assert_allclose(trained.theta[-1], task.minimum, rtol=1e-11)


def test_right_digits_double() -> None:
    """Quadratic convergence: the error stays below a constant times the square of the one before."""
    task = logistic_regression()
    trained = newton(task.gradient, task.hessian, task.start, Limits(6))
    error = np.linalg.norm(trained.theta - task.minimum, axis=1)
    steps = [(one, other) for one, other in pairwise(error) if other > 1e-14]
    assert len(steps) >= 4
    assert all(other < one**2 for one, other in steps)


def test_another_choice_of_coordinates_changes_nothing() -> None:
    """w = M v: Newton's path over v, seen through M, is the path over w. Gradient descent has no such luck."""
    task = logistic_regression()
    m = np.array([[2.0, 1.0, 0.0], [0.0, 0.1, 3.0], [1.0, 0.0, -1.0]])
    plain = newton(task.gradient, task.hessian, task.start, Limits(5))
    mixed = newton(
        lambda v: m.T @ task.gradient(m @ v), lambda v: m.T @ task.hessian(m @ v) @ m, np.zeros(3), Limits(5)
    )
    np.testing.assert_allclose(mixed.theta @ m.T, plain.theta, rtol=1e-8, atol=1e-10)


def test_it_goes_to_a_maximum_as_gladly() -> None:
    """J = w^4/4 - w^2/2 has a maximum at 0 and minima at 1 and -1: from 0.3 Newton climbs."""
    trained = newton(
        lambda w: w**3 - w, lambda w: (3 * w**2 - 1)[:, None], [0.3], Limits(20, tolerance=1e-15)
    )
    assert abs(trained.theta[-1, 0]) < 1e-12
    # By hand: w - (w^3 - w) / (3 w^2 - 1) = 2 w^3 / (3 w^2 - 1).
    assert trained.theta[1, 0] == pytest.approx(2 * 0.027 / (0.27 - 1), rel=1e-13)


def test_a_damped_step_goes_that_share_of_the_way() -> None:
    task = well_conditioned()
    trained = newton(task.gradient, lambda _: task.hessian(), task.start, Limits(3), rate=0.25)
    expected = task.minimum + (task.start - task.minimum) * 0.75 ** np.arange(4)[:, None]
    np.testing.assert_allclose(trained.theta, expected, rtol=1e-12)
    assert list(trained.rates) == [0.25] * 3


def test_where_it_stops() -> None:
    """At a stationary point there is nothing to do; a tolerance ends it before the limit."""
    task = rosenbrock()
    still = newton(task.gradient, task.hessian, task.minimum, Limits(5), loss=task.loss)
    assert still.theta.tolist() == [[1, 1]]
    assert still.gradients.shape == still.asked.shape == (0, 2)
    assert still.losses is not None
    assert still.losses.tolist() == [0]
    # Half steps on w^2 / 2 from 1: gradients 1, 1/2, 1/4.
    halved = newton(lambda w: w, eye, [1.0], Limits(9, tolerance=0.25), rate=0.5)
    assert halved.theta[:, 0].tolist() == [1, 0.5, 0.25]
    loose = newton(task.gradient, task.hessian, task.start, Limits(50, tolerance=1e-3))
    assert np.abs(task.gradient(loose.theta[-1])).max() <= 1e-3 < np.abs(loose.gradients[-1]).max()


def test_single_precision_stays_single() -> None:
    task = logistic_regression().astype(np.float32)
    trained = newton(task.gradient, task.hessian, task.start, Limits(6, dtype=np.float32), loss=task.loss)
    assert trained.losses is not None
    arrays = [trained.theta, trained.asked, trained.gradients, trained.rates, trained.losses]
    assert {array.dtype for array in arrays} == {np.dtype(np.float32)}
    np.testing.assert_allclose(trained.theta[-1], task.minimum, rtol=1e-5)


def eye(w: Array) -> Array:
    return np.eye(len(w))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: newton(lambda w: w, eye, [1.0], Limits(0)), "steps must be at least 1"),
        (lambda: newton(lambda w: w, eye, 1.0, Limits(1)), "theta0 must have the shape"),
        (lambda: newton(lambda w: w, eye, [np.nan], Limits(1)), "theta0 must be finite"),
        (lambda: newton(lambda w: w, eye, [1.0], Limits(1, tolerance=-1)), "tolerance must be"),
        (lambda: newton(lambda w: w, eye, [1.0], Limits(1, dtype=np.int64)), "float32 or float64"),
        (lambda: newton(lambda w: w, eye, [1.0], Limits(1), rate=0), "rate must be finite and positive"),
        (lambda: newton(lambda _: np.ones(3), eye, [1.0], Limits(1)), "gradient function returned the shape"),
        (lambda: newton(lambda w: w, lambda _: np.ones(1), [1.0], Limits(1)), "Hessian function returned"),
        (lambda: newton(lambda w: w, lambda _: np.ones((2, 2)), [1.0, 2.0], Limits(1)), "is singular"),
    ],
)
def test_bad_arguments_raise(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()
