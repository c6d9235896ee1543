"""Quasi-Newton methods (lecture 3.4): learn the Hessian's inverse from how the gradient changes.

    p <- -H g
    t <- line search along p
    s <- t p,  theta <- theta + s
    y <- grad J(theta) - g,  g <- g + y
    H <- update of H with H y = s          (only where s y > 0: the curvature guard)

H can stay positive definite only if s y > 0, as it is wherever J is convex. A Wolfe search always gives such a
step. After Armijo the guard may leave H as it was for many steps where J is not convex, and the method crawls:
from the classic start in Rosenbrock's valley L-BFGS learns from hardly one in a hundred Armijo steps.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from reference.algorithms.algorithm import Array, State
from reference.methods.line_search import Line, Search, wolfe
from reference.methods.walk import Gradient, Limits, Step, Value, gradient_at, walk
from reference.trajectory import Trajectory


@dataclass(frozen=True)
class QuasiNewton:
    """A method: how it remembers, and what it makes of it."""

    init: Callable[[Array], State]
    """theta to the first state."""
    direction: Callable[[Any, Array], Array]
    """(state, g) to -H g."""
    update: Callable[[Any, Array, Array], State]
    """(state, s, y) to the next state."""


def minimise(
    method: QuasiNewton,
    value: Value,
    gradient: Gradient,
    theta0: ArrayLike,
    limits: Limits,
    *,
    search: Search | None = None,
) -> Trajectory:
    """Train with loss and gradient; the search is Wolfe's unless another is given."""
    find = wolfe() if search is None else search

    def step(theta: Array, g: Array, state: State) -> Step:
        p = method.direction(state, g)
        line = Line(
            value=lambda t: float(value(theta + t * p)),
            slope=lambda t: float(gradient(theta + t * p) @ p),
            rounding=8 * float(np.finfo(theta.dtype).eps),
        )
        t = find(line)
        reached = theta + t * p
        g_reached = gradient_at(gradient, reached)
        return Step(reached, g_reached, t, method.update(state, reached - theta, g_reached - g))

    return walk(step, gradient, theta0, method.init, limits, value)


def curved(s: Array, y: Array) -> bool:
    """Tell whether s y is above 0 by more than rounding: the curvature guard."""
    return bool(s @ y > np.finfo(s.dtype).eps * np.linalg.norm(s) * np.linalg.norm(y))
