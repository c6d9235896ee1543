"""L-BFGS (Nocedal, 1980): BFGS from the last m pairs (s, y) alone, without ever writing H down.

    q = g
    for the pairs from new to old:   a_i = rho_i s_i q,   q <- q - a_i y_i
    q <- gamma q,                    gamma = s y / (y y) of the newest pair
    for the pairs from old to new:   q <- q + s_i (a_i - rho_i y_i q)
    p = -q                           rho_i = 1 / (y_i s_i)

The "two-loop recursion" (Nocedal and Wright: Numerical Optimization, 2006, algorithm 7.4) is -H g for the H
that BFGS makes of these pairs, beginning with gamma 1. With the scaling "none", gamma = 1 as in BFGS: then
both walk the same path for the first m steps.
"""

from typing import NamedTuple

import numpy as np

from reference.algorithms.algorithm import Array
from reference.methods.quasi_newton import QuasiNewton, curved


class LBFGSState(NamedTuple):
    """The last pairs, the newest in the last row; rows of zeros where there are none yet."""

    s: Array
    """(m, d): steps."""
    y: Array
    """(m, d): changes of the gradient."""


def update(state: LBFGSState, s: Array, y: Array) -> LBFGSState:
    """Remember the newest pair and forget the oldest; or change nothing where the guard says so."""
    if not curved(s, y):
        return state
    return LBFGSState(np.vstack([state.s[1:], s]), np.vstack([state.y[1:], y]))


def two_loops(state: LBFGSState, g: Array, scaling: str = "newest") -> Array:
    """-H g."""
    kept = np.any(state.s != 0, axis=1)
    pairs = [(s, y, 1 / (y @ s)) for s, y in zip(state.s[kept], state.y[kept], strict=True)]
    q, a = g, []
    for s, y, rho in reversed(pairs):
        a.append(rho * (s @ q))
        q = q - a[-1] * y
    if pairs and scaling == "newest":
        _, y, rho = pairs[-1]
        q = q / (rho * (y @ y))
    for s, y, rho in pairs:
        q = q + s * (a.pop() - rho * (y @ q))
    return -q


def lbfgs(memory: int = 10, *, scaling: str = "newest") -> QuasiNewton:
    """Return the method with that many pairs."""
    if memory < 1:
        raise ValueError(f"L-BFGS: memory must be at least 1 pair, not {memory}")
    if scaling not in {"newest", "none"}:
        raise ValueError(f"L-BFGS: scaling cannot be {scaling!r}; allowed: newest, none")

    def init(theta: Array) -> LBFGSState:
        none = np.zeros((memory, len(theta)), theta.dtype)
        return LBFGSState(none, none)

    return QuasiNewton(init, lambda state, g: two_loops(state, g, scaling), update)
