"""BFGS and L-BFGS: SciPy's updates and minima, conjugate gradients, and the theory of d steps."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import DTypeLike
from scipy import optimize

from reference.algorithms.algorithm import Array
from reference.methods import bfgs
from reference.methods.bfgs import BFGS, BFGSState
from reference.methods.lbfgs import LBFGSState, lbfgs, two_loops
from reference.methods.lbfgs import update as remember
from reference.methods.line_search import Search, armijo, exact_on_quadratic, wolfe
from reference.methods.quasi_newton import QuasiNewton, curved, minimise
from reference.methods.walk import Limits
from reference.rule import Rule
from reference.run import train
from reference.tasks.logistic import LogisticRegression, logistic_regression
from reference.tasks.regressions import ill_conditioned, well_conditioned
from reference.tasks.rosenbrock import Rosenbrock, rosenbrock
from reference.tasks.task import Task

METHODS = {"bfgs": BFGS, "lbfgs": lbfgs(5), "lbfgs-unscaled": lbfgs(5, scaling="none")}
NUMBER = st.floats(-3, 3)
VECTOR = st.lists(NUMBER, min_size=4, max_size=4).map(np.array)


def pairs(seed: int, count: int) -> list[tuple[Array, Array]]:
    """Steps on a quadratic of four variables, and how its gradient changed."""
    generator = np.random.default_rng(seed)
    root = generator.normal(size=(4, 4))
    steps = generator.normal(size=(count, 4))
    return [(s, (root @ root.T + np.eye(4)) @ s) for s in steps]


@given(roots=st.lists(VECTOR, min_size=4, max_size=4), s=VECTOR, tail=VECTOR)
def test_the_update_is_symmetric_positive_definite_and_maps_y_to_s(
    roots: list[Array], s: Array, tail: Array
) -> None:
    h = np.array(roots) @ np.array(roots).T + np.eye(4)
    y = s + 0.1 * tail
    assume(s @ y > 0.1)
    after = bfgs.update(BFGSState(h), s, y).h
    np.testing.assert_allclose(after @ y, s, atol=1e-9)
    np.testing.assert_allclose(after, after.T, atol=1e-9)
    # Its inverse is the direct form of BFGS: B - B s s B / (s B s) + y y / (y s).
    b = np.linalg.inv(h)
    direct = b - np.outer(b @ s, b @ s) / (s @ b @ s) + np.outer(y, y) / (y @ s)
    np.testing.assert_allclose(after @ direct, np.eye(4), atol=1e-6)
    assert np.linalg.eigvalsh((direct + direct.T) / 2)[0] > 0


def test_scipys_bfgs_update_gives_the_same_matrices() -> None:
    theirs = optimize.BFGS(init_scale=1.0)
    theirs.initialize(4, "inv_hess")
    ours = bfgs.init(np.zeros(4))
    for s, y in pairs(1, 6):
        theirs.update(s, y)
        ours = bfgs.update(ours, s, y)
        np.testing.assert_allclose(ours.h, theirs.get_matrix(), rtol=1e-9, atol=1e-12)


def test_scipys_own_bfgs_run_ends_with_the_matrix_that_its_steps_give() -> None:
    """Rosenbrock, SciPy's line search: its points, our updates, its inverse Hessian.

    SciPy looks at the gradient before it updates, so its last step is in no matrix.
    """
    points = [rosenbrock().start]
    found = optimize.minimize(
        optimize.rosen, points[0], jac=optimize.rosen_der, method="BFGS", callback=points.append
    )
    gradients = [optimize.rosen_der(x) for x in points]
    ours = bfgs.init(points[0])
    for k in range(len(points) - 2):
        ours = bfgs.update(ours, points[k + 1] - points[k], gradients[k + 1] - gradients[k])
    assert len(points) > 20
    np.testing.assert_allclose(ours.h, found.hess_inv, rtol=1e-6)


def test_the_two_loops_are_scipys_product() -> None:
    """SciPy's inverse Hessian of L-BFGS begins with 1: the unscaled form; seven pairs, of which five count."""
    kept = pairs(2, 7)
    state = LBFGSState(np.zeros((5, 4)), np.zeros((5, 4)))
    for s, y in kept:
        state = remember(state, s, y)
    g = np.array([1.0, -2.0, 0.5, 3.0])
    theirs = optimize.LbfgsInvHessProduct(
        np.array([s for s, _ in kept[2:]]), np.array([y for _, y in kept[2:]])
    )
    np.testing.assert_allclose(two_loops(state, g, "none"), -theirs.matvec(g), rtol=1e-9)


@pytest.mark.parametrize("count", [0, 1, 3, 5])
def test_the_two_loops_are_bfgs_from_a_scaled_start(count: int) -> None:
    """H written down: gamma 1, gamma = s y / (y y) of the newest pair, then each pair's update."""
    kept = pairs(3, count)
    state = LBFGSState(np.zeros((5, 4)), np.zeros((5, 4)))
    gamma = kept[-1][0] @ kept[-1][1] / (kept[-1][1] @ kept[-1][1]) if kept else 1.0
    dense = BFGSState(gamma * np.eye(4))
    for s, y in kept:
        state, dense = remember(state, s, y), bfgs.update(dense, s, y)
    g = np.array([1.0, -2.0, 0.5, 3.0])
    np.testing.assert_allclose(two_loops(state, g), -dense.h @ g, rtol=1e-10)


def conjugate_gradients(task: Task, start: Array) -> list[Array]:
    """Hestenes and Stiefel (1952), for H w = b."""
    h, w = task.hessian(), start
    r = -task.gradient(w)
    p, path = r, [w]
    for _ in range(len(w)):
        t = r @ r / (p @ h @ p)
        w = w + t * p
        after = r - t * h @ p
        p = after + (after @ after) / (r @ r) * p
        r = after
        path.append(w)
    return path


@pytest.mark.parametrize("method", [BFGS, lbfgs(1), lbfgs(5), lbfgs(5, scaling="none")])
def test_with_exact_searches_a_quadratic_is_done_in_d_steps_by_conjugate_gradients(
    method: QuasiNewton,
) -> None:
    """Theory (Nazareth, 1979; Nocedal and Wright, theorem 6.4 and section 7.2)."""
    task = well_conditioned()
    start = task.start + 1
    walked = minimise(method, task.loss, task.gradient, start, Limits(4), search=exact_on_quadratic)
    np.testing.assert_allclose(walked.theta, conjugate_gradients(task, start), rtol=1e-9)
    np.testing.assert_allclose(walked.theta[4], task.minimum, rtol=1e-10)
    assert np.linalg.norm(walked.theta[3] - task.minimum) > 1e-4


def test_after_d_exact_steps_bfgs_knows_the_inverse_hessian() -> None:
    task = well_conditioned()
    walked = minimise(BFGS, task.loss, task.gradient, task.start + 1, Limits(4), search=exact_on_quadratic)
    np.testing.assert_allclose(walked.slots["h"][4], np.linalg.inv(task.hessian()), rtol=1e-8)
    np.testing.assert_array_equal(walked.slots["h"][0], np.eye(4))


@pytest.mark.parametrize(
    ("search", "make"),
    [
        # Where the loss is not convex, Armijo promises no new pairs, hence no speed.
        *((wolfe(), m) for m in (logistic_regression, ill_conditioned, rosenbrock, lambda: rosenbrock(6))),
        *((armijo(), m) for m in (logistic_regression, ill_conditioned)),
    ],
)
@pytest.mark.parametrize("name", METHODS)
def test_they_reach_scipys_minimum(
    name: str, search: Search, make: Callable[[], LogisticRegression | Rosenbrock | Task]
) -> None:
    task = make()
    h = task.hessian() if isinstance(task, Task) else task.hessian(task.minimum)

    def farthest(w: Array) -> float:
        """How far the minimum can lie from w: |g| over the smallest eigenvalue; twice, as H is not constant."""
        return float(2 * np.linalg.norm(task.gradient(w)) / np.linalg.eigvalsh(h)[0]) + 1e-12

    walked = minimise(
        METHODS[name], task.loss, task.gradient, task.start, Limits(500, tolerance=1e-9), search=search
    )
    last = walked.theta[-1]
    assert len(walked.rates) < 500
    assert np.abs(task.gradient(last)).max() <= 1e-9
    assert np.linalg.norm(last - task.minimum) <= farthest(last)
    for theirs in ("BFGS", "L-BFGS-B"):
        found = optimize.minimize(task.loss, task.start, jac=task.gradient, method=theirs, tol=1e-10)
        assert np.linalg.norm(last - found.x) <= farthest(last) + farthest(found.x) < 0.02
        assert task.loss(last) <= found.fun + 1e-12


def test_the_curvature_guard_keeps_what_was_known() -> None:
    """A step into a region that curves downwards (s y < 0), and one along which nothing changes."""
    h, memory = bfgs.init(np.zeros(2)), LBFGSState(np.zeros((3, 2)), np.zeros((3, 2)))
    s = np.array([1.0, 0.0])
    for y in (np.array([-1.0, 2.0]), np.array([0.0, 1.0]), np.zeros(2), np.full(2, np.nan)):
        assert not curved(s, y)
        assert bfgs.update(h, s, y) is h
        assert remember(memory, s, y) is memory


def test_armijo_meets_the_guard_where_the_loss_is_not_convex_and_wolfe_does_not() -> None:
    """J = w^4/4 - w^2/2 from 0.1: unit steps stay where J curves downwards (w < 0.58) for a while."""

    def walked(search: Search) -> tuple[Array, Array]:
        run = minimise(
            BFGS,
            lambda w: float(np.sum(w**4 / 4 - w**2 / 2)),
            lambda w: w**3 - w,
            [0.1],
            Limits(60, tolerance=1e-10),
            search=search,
        )
        assert run.theta[-1, 0] == pytest.approx(1, abs=1e-9)
        return run.theta[:, 0], run.slots["h"][:, 0, 0]

    path, h = walked(armijo())
    gradient = path**3 - path
    bends = np.diff(gradient) * np.diff(path)
    assert (bends[:3] < 0).all()
    assert h[:4].tolist() == [1, 1, 1, 1]
    path, h = walked(wolfe())
    assert (np.diff(path**3 - path) * np.diff(path) > 0).all()
    assert (h > 0).all()


def test_l_bfgs_crawls_with_armijo_in_the_valley_and_runs_with_wolfe() -> None:
    """Counted on the path itself: pairs with s y <= 0, and whether the minimum is reached."""
    task = rosenbrock()

    def walked(search: Search) -> tuple[int, float]:
        path = minimise(
            lbfgs(5), task.loss, task.gradient, task.start, Limits(500, tolerance=1e-9), search=search
        ).theta
        gradients = np.array([task.gradient(w) for w in path])
        bends = np.sum(np.diff(gradients, axis=0) * np.diff(path, axis=0), axis=1)
        return int(np.sum(bends <= 0)), float(np.linalg.norm(path[-1] - 1))

    skipped, distance = walked(armijo())
    assert skipped > 490
    assert distance > 1
    skipped, distance = walked(wolfe())
    assert skipped == 0
    assert distance < 1e-8


def test_wolfe_steps_hold_their_conditions_all_the_way() -> None:
    task = rosenbrock()
    walked = minimise(BFGS, task.loss, task.gradient, task.start, Limits(60, tolerance=1e-6))
    assert walked.losses is not None
    for k, t in enumerate(walked.rates):
        p = -walked.slots["h"][k] @ walked.gradients[k]
        np.testing.assert_allclose(walked.theta[k + 1], walked.theta[k] + t * p, rtol=1e-12)
        assert walked.losses[k + 1] <= walked.losses[k] + 1e-4 * t * (walked.gradients[k] @ p)
        assert task.gradient(walked.theta[k + 1]) @ p >= 0.9 * (walked.gradients[k] @ p)
    assert np.linalg.eigvalsh(walked.slots["h"])[:, 0].min() > 0


def test_the_last_steps_are_faster_than_any_line() -> None:
    """Superlinear convergence: the ratio of successive errors goes to 0. Gradient descent's stays put."""
    task = rosenbrock()
    walked = minimise(BFGS, task.loss, task.gradient, task.start, Limits(100, tolerance=1e-8))
    error = np.linalg.norm(walked.theta - 1, axis=1)
    ratios = error[1:] / error[:-1]
    assert ratios[-3:].max() < 0.2
    descended = train(Rule("sgd"), task.gradient, task.start, {"learning_rate": 0.001}, 5000)
    error = np.linalg.norm(descended.theta - 1, axis=1)
    assert error[-1] / error[-2] > 0.99


def test_unscaled_l_bfgs_is_bfgs_until_it_forgets() -> None:
    task = rosenbrock(4)
    one, other = (
        minimise(method, task.loss, task.gradient, task.start, Limits(12)).theta
        for method in (BFGS, lbfgs(8, scaling="none"))
    )
    np.testing.assert_allclose(other[:9], one[:9], rtol=1e-7)
    assert not np.allclose(other[10:], one[10:], rtol=1e-4)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", METHODS)
def test_shapes_and_precision(name: str, dtype: DTypeLike) -> None:
    task = logistic_regression().astype(dtype)
    walked = minimise(METHODS[name], task.loss, task.gradient, task.start, Limits(50, 1e-5, dtype))
    steps = len(walked.rates)
    assert 1 < steps < 50
    assert walked.theta.shape == (steps + 1, 3)
    assert walked.asked.shape == walked.gradients.shape == (steps, 3)
    assert walked.losses is not None
    assert all(len(slot) == steps + 1 for slot in walked.slots.values())
    arrays = [
        walked.theta,
        walked.asked,
        walked.gradients,
        walked.rates,
        walked.losses,
        *walked.slots.values(),
    ]
    assert {array.dtype for array in arrays} == {np.dtype(dtype)}
    np.testing.assert_allclose(walked.theta[-1], task.minimum, atol=1e-3)


def test_bad_arguments_raise() -> None:
    task = rosenbrock()
    with pytest.raises(ValueError, match="memory must be at least 1"):
        lbfgs(0)
    with pytest.raises(ValueError, match="scaling cannot be 'oldest'"):
        lbfgs(3, scaling="oldest")
    with pytest.raises(ValueError, match="belong together"):
        minimise(BFGS, task.loss, lambda w: -task.gradient(w), task.start, Limits(5))
    with pytest.raises(ValueError, match="must lead downhill, but the slope is nan"):
        minimise(BFGS, task.loss, lambda w: w * np.nan, task.start, Limits(5))
