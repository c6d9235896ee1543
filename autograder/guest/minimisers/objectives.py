"""The tasks that are minimised: loss, gradient and Hessian, and a note of where the code asked for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..values import exact
from ..wire import Vector, from_array

MAX_ASKED = 400
MAX_CALLS = 200_000


class TooOftenError(RuntimeError):
    """The code asks without end."""


class Objective:
    """One task, answering in the shape in which it is asked."""

    def __init__(self, request: Mapping[str, Any]) -> None:
        self.task = str(request["task"])
        self.a, self.b = from_array(request["a"]), from_array(request["b"])
        self.theta0 = from_array(request["theta0"])
        self.asked: list[Vector] = []
        self.losses = self.gradients = self.hessians = 0

    @property
    def size(self) -> int:
        """Number of parameters."""
        return int(self.theta0.size)

    def loss(self, *arguments: Any, **named: Any) -> float:
        """Loss function that the code is given."""
        theta, _ = self._point(arguments, named)
        self.losses += 1
        if self.losses > MAX_CALLS:
            raise TooOftenError(f"the loss was asked for more than {MAX_CALLS} times")
        return float(self.loss_at(theta))

    def gradient(self, *arguments: Any, **named: Any) -> Any:
        """Gradient function that the code is given."""
        theta, shape = self._point(arguments, named)
        self.gradients += 1
        if self.gradients > MAX_CALLS:
            raise TooOftenError(f"the gradient was asked for more than {MAX_CALLS} times")
        if len(self.asked) < MAX_ASKED:
            self.asked.append(theta)
        return self.gradient_at(theta).reshape(shape)

    def hessian(self, *arguments: Any, **named: Any) -> Any:
        """Hessian function that the code is given."""
        theta, _ = self._point(arguments, named)
        self.hessians += 1
        return self.hessian_at(theta)

    def _point(self, arguments: tuple[Any, ...], named: Mapping[str, Any]) -> tuple[Vector, tuple[int, ...]]:
        """The point among the arguments: the first one of the parameters' size."""
        for value in (*arguments, *named.values()):
            if callable(value):
                continue
            found = exact(value)
            if found.size == self.size and found.ndim <= 2:
                shape = (self.size,) if found.ndim < 2 else found.shape
                return found.ravel().copy(), shape
        shapes = ", ".join(str(np.shape(value)) for value in arguments if isinstance(value, np.ndarray))
        raise ValueError(
            f"asked at no point of {self.size} parameters, but with arrays of shapes {shapes or '()'}"
        )

    # ---- the tasks, as in the statement --------------------------------------------------------------------

    def loss_at(self, theta: Vector) -> float:
        """The loss."""
        if self.task == "quadratic":
            return float(theta @ self.a @ theta / 2 - self.b @ theta)
        if self.task == "logistic":
            z = self.a @ theta
            return float(np.mean(np.logaddexp(0, z) - self.b * z))
        head, tail = theta[:-1], theta[1:]
        return float(np.sum(100 * (tail - head**2) ** 2 + (1 - head) ** 2))

    def gradient_at(self, theta: Vector) -> Vector:
        """Its gradient."""
        if self.task == "quadratic":
            return self.a @ theta - self.b
        if self.task == "logistic":
            p = (1 + np.tanh(self.a @ theta / 2)) / 2
            return self.a.T @ (p - self.b) / len(self.b)
        off = theta[1:] - theta[:-1] ** 2
        g = np.zeros_like(theta)
        g[:-1] = -400 * theta[:-1] * off - 2 * (1 - theta[:-1])
        g[1:] += 200 * off
        return g

    def hessian_at(self, theta: Vector) -> Vector:
        """Its Hessian."""
        if self.task == "quadratic":
            return self.a.copy()
        if self.task == "logistic":
            p = (1 + np.tanh(self.a @ theta / 2)) / 2
            return (self.a.T * (p * (1 - p))) @ self.a / len(self.b)
        i = np.arange(self.size - 1)
        h = np.zeros((self.size, self.size))
        h[i, i] = 1200 * theta[:-1] ** 2 - 400 * theta[1:] + 2
        h[i + 1, i + 1] += 200
        h[i, i + 1] = h[i + 1, i] = -400 * theta[:-1]
        return h
