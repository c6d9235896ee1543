"""Logistic regression, Rosenbrock's valley, and the curve that overfits: SciPy, decimals, hand-worked values."""

from decimal import Decimal, localcontext

import numpy as np
import pytest
from scipy.linalg import null_space
from scipy.optimize import approx_fprime, linprog, minimize, rosen, rosen_der, rosen_hess
from scipy.special import expit, log_expit

from reference.algorithms.algorithm import Array
from reference.rule import Rule
from reference.run import train
from reference.tasks.held_out import curve
from reference.tasks.logistic import logistic_regression, sigmoid
from reference.tasks.rosenbrock import Rosenbrock, rosenbrock

POINTS = np.random.default_rng(17).normal(size=(5, 3)) * 2


def solve(a: list[list[Decimal]], b: list[Decimal]) -> list[Decimal]:
    """Gauss, in decimals; the matrix is positive definite, so no pivots are searched."""
    rows = [[*row, right] for row, right in zip(a, b, strict=True)]
    for i, pivot in enumerate(rows):
        for row in rows[:i] + rows[i + 1 :]:
            factor = row[i] / pivot[i]
            row[:] = [one - factor * other for one, other in zip(row, pivot, strict=True)]
    return [row[-1] / row[i] for i, row in enumerate(rows)]


def likelihoods_root(x: Array, y: Array) -> list[Decimal]:
    """Where sum x (y - p) = 0, by Newton's method with 50 decimal digits."""
    samples = [[Decimal(repr(float(v))) for v in row] for row in x]
    labels = [Decimal(int(label)) for label in y]
    w = [Decimal(0)] * x.shape[1]
    axes = range(len(w))
    for _ in range(12):
        p = [1 / (1 + (-sum((a * b for a, b in zip(s, w, strict=True)), Decimal(0))).exp()) for s in samples]
        missed = [
            sum((s[i] * (t - q) for s, t, q in zip(samples, labels, p, strict=True)), Decimal(0))
            for i in axes
        ]
        information = [
            [
                sum((s[i] * s[j] * q * (1 - q) for s, q in zip(samples, p, strict=True)), Decimal(0))
                for j in axes
            ]
            for i in axes
        ]
        w = [old + step for old, step in zip(w, solve(information, missed), strict=True)]
    assert max(map(abs, missed)) < Decimal("1e-40")
    return w


def test_the_logistic_minimum_is_right_to_all_digits() -> None:
    task = logistic_regression()
    with localcontext() as context:
        context.prec = 50
        exact = likelihoods_root(task.x, task.y)
    assert task.minimum.tolist() == [float(w) for w in exact]


def test_scipy_finds_the_logistic_minimum_without_a_derivative_of_ours() -> None:
    task = logistic_regression()

    def cost(w: Array) -> float:
        z = task.x @ w
        return float(-np.mean(task.y * log_expit(z) + (1 - task.y) * log_expit(-z)))

    found = minimize(cost, np.zeros(3), method="BFGS", options={"gtol": 1e-8})
    np.testing.assert_allclose(task.minimum, found.x, atol=1e-6)
    assert task.loss(task.minimum) == pytest.approx(found.fun, rel=1e-12)


def test_no_plane_parts_the_classes() -> None:
    """Else there were no minimum: no w has (2y - 1) x w >= 1 for every sample (linear programming)."""
    task = logistic_regression()
    signed = (2 * task.y - 1)[:, None] * task.x
    assert linprog(np.zeros(3), A_ub=-signed, b_ub=-np.ones(60), bounds=(None, None)).status == 2


@pytest.mark.parametrize("w", POINTS)
def test_logistic_derivatives(w: Array) -> None:
    task = logistic_regression()
    np.testing.assert_allclose(task.gradient(w), approx_fprime(w, task.loss, 1e-7), atol=1e-6)
    np.testing.assert_allclose(task.hessian(w), approx_fprime(w, task.gradient, 1e-7), atol=1e-6)


def test_logistic_mini_batches_average_to_the_whole() -> None:
    task = logistic_regression()
    batches = np.arange(60).reshape(12, 5)
    mean = np.mean([task.gradient(POINTS[0], rows) for rows in batches], axis=0)
    np.testing.assert_allclose(mean, task.gradient(POINTS[0]), rtol=1e-12)
    losses = [task.loss(POINTS[0], rows) for rows in batches]
    assert np.mean(losses) == pytest.approx(task.loss(POINTS[0]), rel=1e-12)


def test_logistic_loss_by_hand() -> None:
    """At 0 every sample costs log 2, and half of x (1 - 2y) is the mean gradient."""
    task = logistic_regression()
    assert task.loss(np.zeros(3)) == pytest.approx(np.log(2), rel=1e-15)
    np.testing.assert_allclose(
        task.gradient(np.zeros(3)), np.mean((0.5 - task.y)[:, None] * task.x, axis=0), rtol=1e-12, atol=1e-15
    )


def test_the_sigmoid_is_scipys_and_never_overflows() -> None:
    z = np.array([-1e4, -30, -1, 0, 1, 30, 1e4])
    np.testing.assert_allclose(sigmoid(z), expit(z), rtol=1e-12, atol=1e-16)
    assert sigmoid(z.astype(np.float32)).dtype == np.float32


@pytest.mark.parametrize("coordinates", [2, 3, 6])
def test_rosenbrock_is_scipys(coordinates: int) -> None:
    task = rosenbrock(coordinates)
    for w in [task.start, *np.random.default_rng(coordinates).normal(size=(5, coordinates))]:
        assert task.loss(w) == pytest.approx(rosen(w), rel=1e-13)
        np.testing.assert_allclose(task.gradient(w), rosen_der(w), rtol=1e-12, atol=1e-12)
        np.testing.assert_allclose(task.hessian(w), rosen_hess(w), rtol=1e-12, atol=1e-12)


def test_rosenbrock_by_hand() -> None:
    """At the classic start: 100 (1 - 1.44)^2 + 2.2^2 = 24.2; gradient (-215.6, -88)."""
    task = rosenbrock()
    assert task.loss(task.start) == pytest.approx(24.2, rel=1e-14)
    np.testing.assert_allclose(task.gradient(task.start), [-215.6, -88], rtol=1e-14)
    np.testing.assert_allclose(task.hessian(task.start), [[1330, 480], [480, 200]], rtol=1e-14)
    assert task.loss(task.minimum) == 0
    # Eigenvalues 501 +- sqrt(501^2 - 400) at the minimum: trace 1002, determinant 400.
    root = np.sqrt(501**2 - 400)
    assert np.linalg.cond(task.hessian(task.minimum)) == pytest.approx((501 + root) / (501 - root), rel=1e-6)
    assert np.linalg.eigvalsh(task.hessian(np.array([0.0, 1.0])))[0] < 0


def test_the_valley_is_found_at_once_and_followed_slowly() -> None:
    """Gradient descent: a loss below 5 in some ten steps, and after 2,000 more still far from (1, 1)."""
    task = rosenbrock()
    trained = train(Rule("sgd"), task.gradient, task.start, {"learning_rate": 0.001}, 2000, loss=task.loss)
    assert trained.losses is not None
    assert trained.losses[10] < 5
    assert np.linalg.norm(trained.theta[-1] - 1) > 0.1


def test_single_precision_stays_single() -> None:
    logistic, valley = logistic_regression().astype(np.float32), rosenbrock().astype(np.float32)
    assert logistic.gradient(logistic.start).dtype == logistic.hessian(logistic.start).dtype == np.float32
    assert valley.gradient(valley.start).dtype == valley.hessian(valley.start).dtype == np.float32
    assert valley.minimum.dtype == np.float32
    with pytest.raises(ValueError, match="read-only"):
        valley.start[0] = 0


def test_rosenbrock_wants_two_variables() -> None:
    for start in (np.ones(1), np.ones((2, 2))):
        with pytest.raises(ValueError, match="at least 2"):
            Rosenbrock(start)


def test_the_curve_has_more_weights_than_samples() -> None:
    """Rank 12 of 16: training can reach 0, and what it reaches from 0 has no part that no sample sees."""
    training = curve().training
    assert np.linalg.matrix_rank(training.x) == 12 < training.x.shape[1]
    assert training.loss(training.minimum) < 1e-25
    unseen = null_space(training.x)
    assert unseen.shape == (16, 4)
    np.testing.assert_allclose(training.minimum @ unseen, 0, atol=1e-12)


def test_the_held_out_points_are_others_of_the_same_curve() -> None:
    """Without noise nothing is left: what the true weights leave is at most the noise of 0.3."""
    training, held_out = curve()
    assert not {tuple(row) for row in training.x} & {tuple(row) for row in held_out.x}
    true = np.array([0.5, 1, -1, 0.75] + [0] * 12)
    for task in (training, held_out):
        noise = task.y - task.x @ true
        assert 0.2 < np.abs(noise).max() <= 0.302
        # Evenly spread over [-0.3, 0.3]: variance 0.3^2 / 3.
        assert np.mean(noise**2) == pytest.approx(0.03, rel=0.4)
