"""The oracles' own steps are recognised as what they are, and altered ones by their names."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.diagnosis.methods import quasi_newton
from autograder.diagnosis.methods.coordinates import explain_coordinates
from autograder.diagnosis.methods.newton import explain_newton
from autograder.diagnosis.methods.quasi_newton import explain_quasi_newton
from autograder.diagnosis.methods.steps import Problem
from autograder.diagnosis.methods.stopping import Watched, explain_stopping
from autograder.driving.methods import quadratic
from autograder.driving.stopping import losses
from autograder.protocol.arrays import Vector
from reference.methods import bfgs
from reference.methods.coordinate_descent import coordinate_descent, exact_rates
from reference.methods.lbfgs import lbfgs
from reference.methods.line_search import armijo, wolfe
from reference.methods.newton import newton
from reference.methods.quasi_newton import QuasiNewton, minimise
from reference.methods.walk import Limits
from reference.tasks.logistic import logistic_regression
from reference.tasks.rosenbrock import rosenbrock

BFGS = QuasiNewton(bfgs.init, bfgs.direction, bfgs.update)
VALLEY = rosenbrock(4)
SEEDS = range(12)


def valley(seed: int) -> Problem:
    start = VALLEY.start + np.random.default_rng(seed).uniform(-0.05, 0.05, 4)
    return Problem("rosenbrock", start, VALLEY.loss, VALLEY.gradient, VALLEY.hessian)


def path(method: QuasiNewton, problem: Problem, search: str = "armijo") -> list[Vector]:
    chosen = armijo() if search == "armijo" else wolfe()
    walked = minimise(method, problem.loss, problem.gradient, problem.theta0, Limits(8), search=chosen)
    return list(walked.theta)


@pytest.mark.parametrize("search", ["armijo", "wolfe"])
@pytest.mark.parametrize("seed", SEEDS)
def test_bfgs_is_recognised_under_either_search(seed: int, search: str) -> None:
    problem = valley(seed)
    found = explain_quasi_newton(problem, path(BFGS, problem, search))
    assert (found.known, found.mistakes, found.variant) == (True, (), "")


@pytest.mark.parametrize("memory", [2, 5])
@pytest.mark.parametrize("seed", SEEDS)
def test_l_bfgs_is_recognised(seed: int, memory: int) -> None:
    problem = valley(seed)
    found = explain_quasi_newton(problem, path(lbfgs(memory), problem, "wolfe"))
    assert (found.known, found.mistakes, found.variant) == (True, (), "lbfgs")


@pytest.mark.parametrize("name", quasi_newton.WRONG)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_slip_in_the_formula_never_passes_for_right(seed: int, name: str) -> None:
    """It is named, or left unknown where the slip stops the method after two steps; it isn't another one's."""
    problem, update = valley(seed), quasi_newton.WRONG[name]
    theta, g, walked = problem.theta0, problem.gradient(problem.theta0), [problem.theta0]
    h: Vector = np.eye(4)
    for _ in range(8):
        p, t = -h @ g, 1.0
        while not problem.loss(theta + t * p) <= problem.loss(theta) + 1e-4 * t * g @ p and t > 1e-12:
            t /= 2
        after = problem.gradient(theta + t * p)
        with np.errstate(all="ignore"):
            h = update(h, t * p, after - g)
        theta, g = theta + t * p, after
        walked.append(theta)
        if not np.isfinite(h).all():
            break
    found = explain_quasi_newton(problem, walked)
    assert found.mistakes == ("inverse-hessian-update",) or not found.known
    assert found.details in ({"of": name}, {})


@pytest.mark.parametrize("seed", SEEDS)
def test_gradient_descent_is_no_quasi_newton_method(seed: int) -> None:
    problem = valley(seed)
    walked = [problem.theta0]
    for _ in range(8):
        walked.append(walked[-1] - 1e-4 * problem.gradient(walked[-1]))
    found = explain_quasi_newton(problem, walked)
    assert (found.mistakes, found.details) == (("different-algorithm",), {"algorithm": "sgd"})


def test_newton_is_recognised_and_a_damped_one_told() -> None:
    task = logistic_regression()
    problem = Problem("logistic", task.start, task.loss, task.gradient, task.hessian)
    right = newton(task.gradient, task.hessian, task.start, Limits(3)).theta
    assert explain_newton(problem, list(right)).mistakes == ()
    assert explain_newton(problem, list(right)).known
    damped = newton(task.gradient, task.hessian, task.start, Limits(3), rate=0.5).theta
    found = explain_newton(problem, list(damped))
    assert found.mistakes == ("gradient-scaled",)
    assert found.details["factor"] == pytest.approx(0.5)


@pytest.mark.parametrize("seed", SEEDS)
def test_coordinate_descent_is_recognised_and_jacobi_is_not(seed: int) -> None:
    a, b, start = quadratic(4, 6.0, np.random.default_rng(seed))
    walked = coordinate_descent(lambda theta: a @ theta - b, start, exact_rates(a), 3).theta[::4]
    found = explain_coordinates(a, b, list(walked), walked[-1])
    assert (found.known, found.mistakes) == (True, ())
    jacobi = [start]
    for _ in range(3):
        jacobi.append(jacobi[-1] - (a @ jacobi[-1] - b) / np.diagonal(a))
    assert explain_coordinates(a, b, jacobi, jacobi[-1]).mistakes == ("coordinates-at-once",)


def test_the_epochs_of_the_statement_are_right_whatever_their_order_and_beside_what() -> None:
    """The statement's example: losses 4 3 2 5 6 7, patience 2: stop in epoch 4, best epoch 2."""
    sequences = [
        (np.array([4.0, 3, 2, 5, 6, 7]), 2, (4.0, 2.0)),
        (np.array([4.0, 3, 2, 1]), 2, (3.0, 3.0)),
        (np.array([4.0, 5, 6, 3, 7, 8, 9]), 3, (6.0, 3.0)),
        (np.array([4.0, 5, 4.5, 6, 7]), 3, (3.0, 0.0)),
    ]
    for values in (lambda stop, best: (stop, best), lambda stop, best: (0.5, best, stop)):
        watched = [Watched(loss, patience, values(*told)) for loss, patience, told in sequences]
        found = explain_stopping(watched, own_count=False)
        assert (found.stop, found.best) == ([], [])
    one_based = [Watched(loss, patience, (told[0] + 1, told[1] + 1)) for loss, patience, told in sequences]
    found = explain_stopping(one_based, own_count=False)
    assert (found.stop, found.best, found.details) == (["counting-off"], ["counting-off"], {"of": "from-one"})


def test_no_two_losses_of_a_sequence_are_equal() -> None:
    for seed in SEEDS:
        drawn = losses("dddururururudduu", np.random.default_rng(seed))
        assert len(set(drawn)) == len(drawn)
