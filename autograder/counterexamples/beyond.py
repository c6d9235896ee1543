"""Smallest cases of mistakes in Newton's and quasi-Newton methods and in coordinate descent: one or two steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from autograder.counterexamples.sheet import Columns, Setting, cell, cells, table
from autograder.diagnosis.methods.coordinates import Move, Sweeps
from autograder.diagnosis.methods.quasi_newton import ACCEPTED, WRONG
from autograder.protocol.arrays import Vector
from autograder.record import Cell, Counterexample
from reference.methods.bfgs import BFGS, BFGSState
from reference.methods.coordinate_descent import coordinate_descent, exact_rates
from reference.methods.line_search import Line, armijo
from reference.methods.newton import direction, newton
from reference.methods.walk import Limits

A = np.array([[2.0, 1.0], [1.0, 2.0]])
"""J = theta_1^2 + theta_1 theta_2 + theta_2^2."""
_START = np.array([1.0, 0.0])
_B = np.array([4.0, 4.0])

_DIRECTIONS: Mapping[str, Callable[[Vector], Vector]] = {
    "hessian-not-inverted": lambda g: -A @ g,
    "hessian-diagonal": lambda g: -g / np.diagonal(A),
    "damped": lambda g: direction(g, A) / 2,
}


def method_case(mistake: str, of: str = "") -> Counterexample | None:
    """Return the case of one mistake, or of an accepted relative of the method."""
    if mistake in _DIRECTIONS:
        return _newton_step(mistake)
    if mistake in {"hessian-not-updated", "gradient-not-updated"}:
        return _stale(mistake)
    if mistake in ACCEPTED and mistake != "bfgs":
        return _inverse(mistake, "")
    if mistake == "inverse-hessian-update":
        return _inverse(mistake, of or "last-term-sign")
    others = {"hessian-divided": _divided, "line-search-missing": _unsearched}
    return others[mistake]() if mistake in others else _sweep(mistake)


def _setting(mistake: str, rule: str, key: str, start: Vector) -> Setting:
    return Setting((mistake,), rule, key, start=tuple(map(float, start)))


def _newton_columns(g: Vector, step: Vector) -> Columns:
    return {"gradient": cells(g), "update": cells(step), "theta": cells(_START + step)}


def _newton_step(mistake: str) -> Counterexample | None:
    right = newton(lambda point: A @ point, lambda _: A, _START, Limits(1))
    g = right.gradients[0]
    return table(
        _setting(mistake, "newton", "quadratic", _START),
        _newton_columns(g, right.theta[1] - _START),
        _newton_columns(g, _DIRECTIONS[mistake](g)),
    )


def _divided() -> Counterexample | None:
    """NumPy's g / H, whose rows are taken off theta each by itself."""
    g = A @ _START
    matrix = _START - g / A
    right = newton(lambda point: A @ point, lambda _: A, _START, Limits(1))
    rows: list[Cell] = [", ".join(f"{value:g}" for value in row) for row in matrix]
    return table(
        _setting("hessian-divided", "newton", "quadratic", _START),
        {"gradient": cells(g), "theta": cells(right.theta[1])},
        {"gradient": cells(g), "theta": [rows]},
    )


def _stale(mistake: str) -> Counterexample | None:
    """J = theta^4 / 12: slope theta^3 / 3, curvature theta^2."""
    right = newton(lambda point: point**3 / 3, lambda point: np.diag(point**2), [3.0], Limits(2))
    path, slopes, bends = [3.0], list[float](), list[float]()
    for k in range(2):
        slopes.append(path[0 if mistake == "gradient-not-updated" else k] ** 3 / 3)
        bends.append(path[0 if mistake == "hessian-not-updated" else k] ** 2)
        path.append(path[-1] - slopes[-1] / bends[-1])
    theta = right.theta[:, 0]
    return table(
        _setting(mistake, "newton", "quartic", np.array([3.0])),
        _bent(theta, right.gradients[:, 0], theta[:-1] ** 2),
        _bent(np.array(path), np.array(slopes), np.array(bends)),
    )


def _bent(theta: Vector, slopes: Vector, bends: Vector) -> Columns:
    return {
        "gradient": cells(slopes[:, None]),
        "curvature": cells(bends[:, None]),
        "update": cells(np.diff(theta)[:, None]),
        "theta": cells(theta[1:, None]),
    }


def _inverse(name: str, of: str) -> Counterexample | None:
    """The H that one step s teaches, beginning with 1; H y has to be s."""
    s = np.array([1.0, 0.0])
    y, one = A @ s, np.eye(2)
    right = BFGS.update(BFGSState(one), s, y)
    update = WRONG.get(of) or ACCEPTED.get(name) or ACCEPTED["bfgs"]
    h = update(one, 2 * s if of == "step-length-forgotten" else s, y)
    expected = np.asarray(right._asdict()["h"])
    return table(
        _setting(name, "bfgs", "curvature", s), _learned(expected, s, y), _learned(np.asarray(h), s, y)
    )


def _learned(h: Vector, s: Vector, y: Vector) -> Columns:
    return {
        "step": cells(s),
        "y": cells(y),
        "h_1": cells(h[:, 0]),
        "h_2": cells(h[:, 1]),
        "h_y": cells(h @ y),
    }


def _unsearched() -> Counterexample | None:
    """J = 2 theta^2 from theta = 1: direction -4."""
    down = -4.0
    length = armijo()(
        Line(value=lambda t: 2 * (1 + t * down) ** 2, slope=lambda t: 4 * (1 + t * down) * down, rounding=0.0)
    )
    right, mine = (_walked(down, one) for one in (length, 1.0))
    return table(_setting("line-search-missing", "bfgs", "steep", np.array([1.0])), right, mine)


def _walked(down: float, length: float) -> Columns:
    theta = 1 + length * down
    return {
        "gradient": [[-down]],
        "direction": [[down]],
        "length": [[cell(length)]],
        "theta": [[cell(theta)]],
        "loss": [[cell(2 * theta**2)]],
    }


_MOVES: Mapping[str, Move] = {
    "own-term-kept": lambda theta, i: float((_B[i] - A[i] @ theta) / A[i, i]),
    "coordinate-not-divided": lambda theta, i: float(_B[i] - A[i] @ theta + A[i, i] * theta[i]),
    "coordinate-step-inexact": lambda theta, i: float(theta[i] - 0.1 * (A[i] @ theta - _B[i])),
}


def _sweep(mistake: str) -> Counterexample | None:
    sweeps = Sweeps(A, _B, [_START])
    if mistake == "coordinates-at-once":
        mine = sweeps.at_once(_START, sweeps.exact)
    elif mistake in _MOVES:
        mine = sweeps.swept(_START, range(2), _MOVES[mistake])
    else:
        return None
    right = coordinate_descent(lambda point: A @ point - _B, _START, exact_rates(A), 1).theta[-1]
    setting = _setting(mistake, "coordinate-descent", "sweep", _START)
    return table(setting, {"theta": cells(right)}, {"theta": cells(mine)})
