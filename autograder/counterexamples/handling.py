"""Smallest cases of slips in how parameters, gradients and slots are held: each computed as the slip computes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from autograder.counterexamples.sheet import Columns, Setting, cell, cells, table
from autograder.counterexamples.sides import Side, columns
from autograder.protocol.arrays import Vector
from autograder.record import Counterexample
from reference.methods.coordinate_descent import coordinate_descent
from reference.rule import Rule
from reference.run import run, train

_RATE = 0.1
_GD = Side(Rule("sgd"), {"learning_rate": _RATE})
_VALUES = {"learning_rate": _RATE}


def _stepped(theta: Vector, gradients: Vector) -> Columns:
    """Gradient, update and theta of a path."""
    return {
        "gradient": cells(gradients),
        "update": cells(np.diff(theta, axis=0)),
        "theta": cells(theta[1:]),
    }


def _shared() -> Counterexample | None:
    """Momentum for two variables, each in turn, with a single velocity."""
    gradients = np.array([[1.0, 2.0]])
    values = {"learning_rate": _RATE, "momentum": 0.9}
    side = Side(Rule("momentum"), values, (1, 1))
    right = columns(side, side.fed(gradients))
    one = run(Rule("momentum"), gradients.reshape(-1, 1), values)
    moves = np.diff(one.theta, axis=0).reshape(gradients.shape)
    mine = {
        "gradient": cells(gradients),
        "v": cells(one.slots["v"][1:].reshape(gradients.shape)),
        "update": cells(moves),
        "theta": cells(moves.cumsum(axis=0)),
    }
    setting = Setting(("state-shared",), "momentum", "fed", values, start=(0.0, 0.0))
    return table(setting, right, mine)


def _in_turn() -> Counterexample | None:
    """Gradient descent on J = (theta_1 + theta_2)^2 / 2; the gradient is computed again for the second one."""

    def gradient(theta: Vector) -> Vector:
        return np.full(2, theta.sum())

    start = np.array([1.0, 0.0])
    right = train(Rule("sgd"), gradient, start, _VALUES, 1, layout=(1, 1))
    mine = coordinate_descent(gradient, start, _RATE, 1)
    setting = Setting(("coordinates-in-turn",), "sgd", "valley", _VALUES, start=(1.0, 0.0))
    asked = mine.gradients.sum(axis=0)[None]
    return table(setting, _stepped(right.theta, right.gradients), _stepped(mine.theta[::2], asked))


def _standing() -> Counterexample | None:
    right = _GD.fed(np.ones((1, 1)))
    expected = _stepped(right.theta, right.gradients)
    mine = {**expected, "theta": cells(right.theta[:1])}
    return table(Setting(("not-updated",), "sgd", "fed", _VALUES), expected, mine)


def _aliased() -> Counterexample | None:
    """What a list holds after three steps, where every entry is the same array."""
    right = _GD.fed(np.ones((2, 1)))
    theta = np.zeros(1)
    kept, copied = [], []
    for gradient in right.gradients:
        theta -= _RATE * gradient
        kept.append(theta)
        copied.append(theta.copy())
    expected = _stepped(right.theta, right.gradients)
    return table(
        Setting(("history-aliased",), "sgd", "fed", _VALUES),
        {**expected, "history": cells(np.array(copied))},
        {**expected, "history": cells(np.array(kept))},
    )


def _modified() -> Counterexample | None:
    """The rate multiplied into the caller's gradient in place."""
    g = np.ones(1)
    theta = np.zeros(1)
    g *= _RATE
    theta -= g
    right = _GD.fed(np.ones((1, 1)))
    expected = _stepped(right.theta, right.gradients)
    return table(
        Setting(("gradient-modified",), "sgd", "fed", _VALUES),
        {**expected, "later": cells(right.gradients)},
        {**expected, "theta": cells(theta[None]), "later": cells(g[None])},
    )


def _whole() -> Counterexample | None:
    """The result of each step put back into an array of integers."""
    gradients, start = np.ones((1, 1)), 1.0
    right = _GD.fed(gradients, start=start)
    whole = np.array([int(start)])
    whole[:] = (whole - _RATE * gradients[0]).astype(whole.dtype)
    path = np.array([[start], [float(whole[0])]])
    setting = Setting(("integer-parameters",), "sgd", "fed", _VALUES, start=(start,))
    return table(setting, _stepped(right.theta, gradients), _stepped(path, gradients))


def _stretched() -> Counterexample | None:
    """The mean square of x w - y at w = 0, where y is a column."""
    x, y = np.array([1.0, 2.0]), np.array([1.0, 2.0])
    found = []
    for targets in (y, y[:, None]):
        error = x * 0.0 - targets
        gradient = np.array([[float((2 * error * x).mean())]])
        path = _GD.fed(gradient)
        found.append(_stepped(path.theta, gradient))
    return table(Setting(("shape-broadcast",), "sgd", "samples", _VALUES), *found)


def _inverted() -> Counterexample | None:
    """AdaGrad with the pseudo-inverse of the row sqrt(r) in place of 1 / sqrt(r)."""
    gradients = np.array([[1.0, 2.0]])
    side = Side(Rule("adagrad"), {"learning_rate": _RATE, "epsilon": 0.0}, (2,))
    path = side.fed(gradients)
    right = columns(side, path)
    root = np.sqrt(path.slots["r"][1:])
    theta = np.vstack([np.zeros(2), -_RATE * np.linalg.pinv(root).ravel() * gradients[0]])
    mine = {**right, **_stepped(theta, gradients)}
    values = {"learning_rate": _RATE, "epsilon": 0.0}
    return table(Setting(("matrix-inverse",), "adagrad", "fed", values, start=(0.0, 0.0)), right, mine)


def _summed() -> Counterexample | None:
    """Two samples whose gradients are 1 and 3."""
    samples = np.array([1.0, 3.0])
    found = []
    for gradient in (samples.mean(), samples.sum()):
        fed = np.array([[gradient]])
        found.append({"samples": [["1, 3"]], **_stepped(_GD.fed(fed).theta, fed)})
    return table(Setting(("batch-sum-not-mean",), "sgd", "two-samples", _VALUES), *found)


def _without_inner() -> Counterexample | None:
    """The square of x w - y at x = 2, y = 1, w = 0: its derivative, and the same without the inner derivative x."""
    x, y = 2.0, 1.0
    found = []
    for inner in (x, 1.0):
        fed = np.array([[2 * (x * 0.0 - y) * inner]])
        found.append(_stepped(_GD.fed(fed).theta, fed))
    return table(Setting(("gradient-wrong",), "sgd", "one-sample", _VALUES), *found)


def _added_up() -> Counterexample | None:
    """The bowl; beside it each step with the sum of all gradients so far."""
    right = _GD.trained((1.0,), 3)
    theta, summed = [1.0], [0.0]
    for _ in range(3):
        summed.append(summed[-1] + theta[-1])
        theta.append(theta[-1] - _RATE * summed[-1])
    mine = _stepped(np.array(theta)[:, None], np.array(summed[1:])[:, None])
    setting = Setting(("gradient-wrong",), "sgd", "bowl", _VALUES, start=(1.0,))
    return table(setting, _stepped(right.theta, right.gradients), mine)


def _too_long() -> Counterexample | None:
    """The bowl at a rate beyond 2 divided by its curvature, beside a rate below."""
    found = []
    for rate in (0.5, 3.0):
        path = Side(Rule("sgd"), {"learning_rate": rate}).trained((1.0,), 3)
        losses = [[cell(float(value) ** 2 / 2)] for value in path.theta[1:, 0]]
        found.append({**_stepped(path.theta, path.gradients), "loss": losses})
    setting = Setting(
        ("diverged",), "sgd", "bowl", {"learning_rate": 0.5}, {"learning_rate": 3.0}, start=(1.0,)
    )
    return table(setting, *found)


HANDLED: Mapping[str, Callable[[], Counterexample | None]] = {
    "state-shared": _shared,
    "coordinates-in-turn": _in_turn,
    "not-updated": _standing,
    "history-aliased": _aliased,
    "gradient-modified": _modified,
    "integer-parameters": _whole,
    "shape-broadcast": _stretched,
    "matrix-inverse": _inverted,
    "batch-sum-not-mean": _summed,
    "gradient-wrong": _without_inner,
    "diverged": _too_long,
}
"""Mistakes that are no altered rule of the oracle's."""
KINDS: Mapping[tuple[str, str], Callable[[], Counterexample | None]] = {
    ("gradient-wrong", "all-steps"): _added_up,
}
"""Those of a kind that another case shows."""
