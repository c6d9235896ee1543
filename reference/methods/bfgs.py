"""BFGS (Broyden, Fletcher, Goldfarb, Shanno, 1970): the whole inverse Hessian, learned.

    H = 1 at first
    rho = 1 / (y s),  V = 1 - rho s y^T
    H <- V H V^T + rho s s^T

That is, in a fitting norm, the symmetric matrix nearest to the old H that maps y to s (Nocedal and Wright: Numerical
Optimization, 2006, equation 6.17). With an exact line search it ends on a quadratic of d variables after d
steps, and H is then the inverse Hessian.
"""

from typing import NamedTuple

import numpy as np

from reference.algorithms.algorithm import Array
from reference.methods.quasi_newton import QuasiNewton, curved


class BFGSState(NamedTuple):
    """What is known of the curvature."""

    h: Array
    """(d, d): the estimate of the inverse Hessian."""


def init(theta: Array) -> BFGSState:
    """Start like gradient descent: H = 1."""
    return BFGSState(np.eye(len(theta), dtype=theta.dtype))


def direction(state: BFGSState, g: Array) -> Array:
    """-H g."""
    return -state.h @ g


def update(state: BFGSState, s: Array, y: Array) -> BFGSState:
    """V H V^T + rho s s^T, or H where the guard says so."""
    if not curved(s, y):
        return state
    rho = 1 / (y @ s)
    v = np.eye(len(s), dtype=s.dtype) - rho * np.outer(s, y)
    return BFGSState(v @ state.h @ v.T + rho * np.outer(s, s))


BFGS = QuasiNewton(init, direction, update)
