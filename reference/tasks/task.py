"""A standard task: a loss over given samples, with everything about it known; and least squares, the usual one."""

from dataclasses import dataclass, fields, replace
from typing import Any, Self

import numpy as np
from numpy.typing import DTypeLike, NDArray

from reference.algorithms.algorithm import Array

Rows = slice | NDArray[np.integer[Any]]
EVERY_ROW = slice(None)


@dataclass(frozen=True)
class Samples:
    """What a task is made of. A bias is a column of ones in x."""

    name: str
    x: Array
    """(n, d): the samples."""
    y: Array
    """(n,): what they shall give."""
    start: Array
    """(d,): where training starts."""
    minimum: Array
    """(d,): the one minimiser."""

    def __post_init__(self) -> None:
        """Refuse shapes that do not belong together, and keep the arrays from being changed."""
        samples, coordinates = self.x.shape
        if self.y.shape != (samples,) or not self.start.shape == self.minimum.shape == (coordinates,):
            msg = (
                f"task {self.name}: x {self.x.shape} wants y ({samples},), start and minimum ({coordinates},)"
            )
            raise ValueError(msg)
        for array in (self.x, self.y, self.start, self.minimum):
            array.flags.writeable = False

    def astype(self, dtype: DTypeLike) -> Self:
        """Return the task in another precision."""
        arrays = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "name"}
        return replace(self, **{name: array.astype(dtype) for name, array in arrays.items()})


@dataclass(frozen=True)
class Task(Samples):
    """Minimise mean((x w - y)^2) over w."""

    def loss(self, w: Array, rows: Rows = EVERY_ROW) -> float:
        """Return mean((x w - y)^2), over a mini-batch of rows if one is given."""
        return float(np.mean((self.x[rows] @ w - self.y[rows]) ** 2))

    def gradient(self, w: Array, rows: Rows = EVERY_ROW) -> Array:
        """Return the gradient of the loss: 2/m x^T (x w - y)."""
        x, y = self.x[rows], self.y[rows]
        return x.T @ (x @ w - y) * (x.dtype.type(2) / x.dtype.type(len(y)))

    def hessian(self) -> Array:
        """Return the Hessian of the loss, 2/n x^T x: the same everywhere."""
        return self.x.T @ self.x * (2 / len(self.y))


def least_squares(name: str, x: Array, y: Array, start: Array | None = None) -> Task:
    """Make a task of samples whose minimiser is found by orthogonal factorisation. It starts at 0."""
    minimum = np.linalg.lstsq(x, y, rcond=None)[0]
    return Task(name, x, y, np.zeros(x.shape[1]) if start is None else start, minimum)
