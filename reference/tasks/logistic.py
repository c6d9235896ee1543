"""Logistic regression: convex, not quadratic, and its minimum known to all digits.

    z = x w,  p = 1 / (1 + e^-z)
    J(w) = mean(log(1 + e^z) - y z)         -log p where y = 1, -log(1 - p) where y = 0
    grad J(w) = 1/n x^T (p - y)
    Hess J(w) = 1/n x^T diag(p (1 - p)) x

J has a minimiser because no plane parts the two classes: some labels are noise.
"""

from dataclasses import dataclass

import numpy as np

from reference.algorithms.algorithm import Array
from reference.tasks.regressions import spread
from reference.tasks.task import EVERY_ROW, Rows, Samples


@dataclass(frozen=True)
class LogisticRegression(Samples):
    """Minimise the mean cross-entropy over w; y is 0 or 1."""

    def loss(self, w: Array, rows: Rows = EVERY_ROW) -> float:
        """Return mean(log(1 + e^z) - y z), over a mini-batch of rows if one is given."""
        z = self.x[rows] @ w
        return float(np.mean(np.logaddexp(0, z) - self.y[rows] * z))

    def gradient(self, w: Array, rows: Rows = EVERY_ROW) -> Array:
        """Return 1/m x^T (p - y)."""
        x, y = self.x[rows], self.y[rows]
        return x.T @ (sigmoid(x @ w) - y) / x.dtype.type(len(y))

    def hessian(self, w: Array) -> Array:
        """Return 1/n x^T diag(p (1 - p)) x."""
        p = sigmoid(self.x @ w)
        return (self.x.T * (p * (1 - p))) @ self.x / self.x.dtype.type(len(self.y))


def sigmoid(z: Array) -> Array:
    """Return 1 / (1 + e^-z) = (1 + tanh(z/2)) / 2, which never overflows."""
    p: Array = (1 + np.tanh(z / 2)) / 2
    return p


def logistic_regression() -> LogisticRegression:
    """Return 60 samples of two features and a bias whose labels are 1 with the chance p at w = (1, -1.5, 0.5).

    Chance is a number spread evenly over [0, 1]: the label is 1 where it lies below p. It is never closer to
    p than 0.004, so rounding flips no label. The minimiser was computed with 50 decimal digits.
    """
    spread_x, noise = spread(60, 3)
    x = np.column_stack([spread_x[:, 1:], np.ones(60)])
    chance = noise / 0.4 + 0.5
    y = (chance < sigmoid(x @ np.array([1.0, -1.5, 0.5]))).astype(float)
    minimum = np.array([1.2414307623103889, -1.469892356564479, 0.4697113966789773])
    return LogisticRegression("logistic", x, y, start=np.zeros(3), minimum=minimum)
