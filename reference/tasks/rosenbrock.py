"""Rosenbrock's valley (1960): not convex, and hard for everything that follows the gradient alone.

    J(w) = sum_i 100 (w_{i+1} - w_i^2)^2 + (1 - w_i)^2,  i = 1 ... d-1

The valley w_{i+1} = w_i^2 is found at once and followed slowly: at the minimum (1, ..., 1) the condition number
is above 2,500. In two dimensions that is the only stationary point; from four on there is another minimum
near (-1, 1, ..., 1). At w = (0, 1) the Hessian has a negative eigenvalue. The classic start is (-1.2, 1).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import DTypeLike

from reference.algorithms.algorithm import Array


@dataclass(frozen=True)
class Rosenbrock:
    """Minimise Rosenbrock's function of d variables."""

    start: Array
    """(d,): where training starts."""

    name: str = "rosenbrock"

    def __post_init__(self) -> None:
        """Refuse what is no vector of at least two variables, and keep the start from being changed."""
        if self.start.ndim != 1 or len(self.start) <= 1:
            raise ValueError(
                f"rosenbrock: the start wants the shape (d,), d at least 2, not {self.start.shape}"
            )
        self.start.flags.writeable = False

    @property
    def minimum(self) -> Array:
        """(d,): the global minimiser, where the loss is 0."""
        return np.ones_like(self.start)

    def loss(self, w: Array) -> float:
        """Return the sum of 100 (w_{i+1} - w_i^2)^2 + (1 - w_i)^2."""
        return float(np.sum(100 * (w[1:] - w[:-1] ** 2) ** 2 + (1 - w[:-1]) ** 2))

    def gradient(self, w: Array) -> Array:
        """Return each term's share: -400 w_i (w_{i+1} - w_i^2) - 2 (1 - w_i), and 200 (w_{i+1} - w_i^2)."""
        off = w[1:] - w[:-1] ** 2
        g = np.zeros_like(w)
        g[:-1] = -400 * w[:-1] * off - 2 * (1 - w[:-1])
        g[1:] += 200 * off
        return g

    def hessian(self, w: Array) -> Array:
        """Return the tridiagonal matrix of 1200 w_i^2 - 400 w_{i+1} + 2, 200, and -400 w_i beside them."""
        i = np.arange(len(w) - 1)
        h = np.zeros((len(w), len(w)), w.dtype)
        h[i, i] = 1200 * w[:-1] ** 2 - 400 * w[1:] + 2
        h[i + 1, i + 1] += 200
        h[i, i + 1] = h[i + 1, i] = -400 * w[:-1]
        return h

    def astype(self, dtype: DTypeLike) -> "Rosenbrock":
        """Return the task in another precision."""
        return Rosenbrock(self.start.astype(dtype))


def rosenbrock(coordinates: int = 2) -> Rosenbrock:
    """Return the task from the classic start (-1.2, 1, -1.2, 1, ...)."""
    return Rosenbrock(np.where(np.arange(coordinates) % 2 == 0, -1.2, 1.0))
