"""Newton's method (lecture 3.4: second-order methods).

    solve  Hess J(theta) p = -grad J(theta)
    theta <- theta + epsilon p

With epsilon = 1 it goes to the stationary point of the parabola that fits J at theta: on a quadratic that is
the minimum, in one step; elsewhere, near a minimum, each step about doubles the number of right digits. It
needs no rate, but goes to saddles and maxima as gladly, and costs O(d^3) a step (Nocedal and Wright:
Numerical Optimization, 2006, section 3.3). epsilon < 1 is the damped method.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from reference.algorithms.algorithm import Array
from reference.methods.walk import Gradient, Limits, Step, Value, gradient_at, walk
from reference.trajectory import Trajectory


class NewtonState(NamedTuple):
    """Newton's method keeps nothing between steps."""


def direction(gradient: Array, hessian: Array) -> Array:
    """Solve H p = -g; a singular H raises."""
    if hessian.shape != 2 * gradient.shape:
        raise ValueError(
            f"newton: the Hessian function returned the shape {hessian.shape} for a gradient of {gradient.shape}"
        )
    try:
        p: Array = np.linalg.solve(hessian, -gradient)
    except np.linalg.LinAlgError as error:
        raise ValueError("newton: the Hessian is singular, so there is no Newton step") from error
    return p


def newton(
    gradient: Gradient,
    hessian: Callable[[Array], Array],
    theta0: ArrayLike,
    limits: Limits,
    *,
    rate: float = 1.0,
    loss: Value | None = None,
) -> Trajectory:
    """Train with gradient and Hessian: theta + rate p, H p = -g."""
    if not 0 < rate < float("inf"):
        raise ValueError(f"newton: rate must be finite and positive, not {rate}")

    def step(theta: Array, g: Array, state: NewtonState) -> Step:
        theta = theta + rate * direction(g, np.asarray(hessian(theta), theta.dtype))
        return Step(theta, gradient_at(gradient, theta), rate, state)

    return walk(step, gradient, theta0, lambda _: NewtonState(), limits, loss)
