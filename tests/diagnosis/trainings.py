"""Trainings as students write them, recorded step by step: loops by hand, nothing of the reference in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from autograder.protocol.arrays import Array
from autograder.protocol.observed import Observation

Values = npt.NDArray[Any]
Gradient = Callable[[Values], Values]
Loop = Callable[[Values, Gradient], Iterator[Values]]
"""A loop gets a start and a gradient, and yields the parameters after each step."""


@dataclass
class Problem:
    """A linear regression y = x w + b in one dtype; mini-batches where a size is given."""

    dtype: Any = np.float64
    batch: int = 0
    noise: float = 0.1
    seed: int = 0
    scale: float = 1.0
    features: int = 2
    asked: list[Values] = field(default_factory=list)
    seen: list[Values] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.draw = np.random.default_rng(self.seed)
        x = self.scale * self.draw.normal(size=(40, self.features))
        self.x = np.hstack((x, np.ones((40, 1)))).astype(self.dtype)
        truth = np.arange(2.0, 3.0 + self.features)
        noise = self.noise * self.draw.normal(size=40)
        self.y = (self.x @ truth + noise).astype(self.dtype)

    def gradient(self, theta: Values) -> Values:
        """Of the mean squared error, at the point; what was asked and answered is kept."""
        rows = slice(None) if not self.batch else self.draw.permutation(40)[: self.batch]
        x, y = self.x[rows], self.y[rows]
        g = (2 * x.T @ (x @ theta - y) / len(y)).astype(self.dtype)
        self.asked.append(theta.copy())
        self.seen.append(g)
        return np.asarray(g)

    def loss(self, theta: Values) -> float:
        """Mean squared error on all samples."""
        with np.errstate(all="ignore"):
            return float(((self.x @ theta - self.y) ** 2).mean())


def observe(
    loop: Loop,
    problem: Problem | None = None,
    steps: int = 40,
    start: tuple[float, ...] = (0.7, -1.3, 0.4),
    way: Literal["loop", "assign", "minimize", "apply_gradients", "step"] = "loop",
    **fields: Any,  # noqa: ANN401 - fields of an Observation
) -> Observation:
    """Run a loop and record it as the guest would."""
    problem = problem or Problem()
    theta = np.array(start, dtype=problem.dtype)
    path = [theta.copy()]
    with np.errstate(all="ignore"):
        for moved in loop(theta, problem.gradient):
            path.append(np.array(moved, dtype=problem.dtype))
            if len(path) > steps:
                break
    recorded, asked = np.stack(path).astype(np.float64), np.stack(problem.asked[:steps]).astype(np.float64)
    ahead = not np.array_equal(asked, recorded[:-1])
    return Observation(
        **{
            "id": "training-1",
            "framework": "numpy",
            "way": way,
            "dtype": "float32" if problem.dtype == np.float32 else "float64",
            "variables": ("w", "b"),
            "sizes": (len(start) - 1, 1),
            "theta": Array.of(recorded),
            "steps": steps,
            "gradients": Array.of(np.stack(problem.seen[:steps]).astype(np.float64)),
            "asked": Array.of(asked) if ahead else None,
            "losses": Array.of([problem.loss(one) for one in path[:-1]]),
            "last_loss": problem.loss(path[-1]),
            **fields,
        }
    )


# ---- right ----


def gradient_descent(lr: float = 0.05) -> Loop:
    def loop(w: Values, gradient: Gradient) -> Iterator[Values]:
        while True:
            w = w - lr * gradient(w)
            yield w

    return loop


def decaying(lr: float = 0.1, decay: float = 0.9) -> Loop:
    def loop(w: Values, gradient: Gradient) -> Iterator[Values]:
        for k in range(10_000):
            w -= (lr * decay ** (k // 4)) * gradient(w)
            yield w

    return loop


def momentum(lr: float = 0.02, alpha: float = 0.9, *, outside: bool = False, sign: float = 1.0) -> Loop:
    def loop(w: Values, gradient: Gradient) -> Iterator[Values]:
        v = np.zeros_like(w)
        while True:
            if outside:
                v = alpha * v + gradient(w)
                w = w - lr * v
            else:
                v = sign * alpha * v - lr * gradient(w)
                w = w + v
            yield w

    return loop


def moving_average(lr: float = 0.1, beta: float = 0.9) -> Loop:
    def loop(w: Values, gradient: Gradient) -> Iterator[Values]:
        v = np.zeros_like(w)
        while True:
            v = beta * v + (1 - beta) * gradient(w)
            w = w - lr * v
            yield w

    return loop


def nesterov(lr: float = 0.02, alpha: float = 0.9, *, reach: float = 1.0) -> Loop:
    def loop(w: Values, gradient: Gradient) -> Iterator[Values]:
        v = np.zeros_like(w)
        while True:
            g = gradient(w + reach * alpha * v)
            v = alpha * v - lr * g
            w = w + v
            yield w

    return loop


def nesterov_stored(lr: float = 0.02, alpha: float = 0.9) -> Loop:
    def loop(w: Values, gradient: Gradient) -> Iterator[Values]:
        v = np.zeros_like(w)
        while True:
            g = gradient(w)
            v = alpha * v + g
            w = w - lr * (g + alpha * v)
            yield w

    return loop


def adagrad(lr: float = 0.5, eps: float = 1e-8, *, root: bool = True) -> Loop:
    def loop(w: Values, gradient: Gradient) -> Iterator[Values]:
        r = np.zeros_like(w)
        while True:
            g = gradient(w)
            r = r + g**2
            w = w - lr * g / ((np.sqrt(r) if root else r) + eps)
            yield w

    return loop


def rmsprop(lr: float = 0.05, rho: float = 0.9, eps: float = 1e-6, *, swapped: bool = False) -> Loop:
    def loop(w: Values, gradient: Gradient) -> Iterator[Values]:
        r = np.zeros_like(w)
        keep, take = (1 - rho, rho) if swapped else (rho, 1 - rho)
        while True:
            g = gradient(w)
            r = keep * r + take * g * g
            w = w - lr * g / np.sqrt(r + eps)
            yield w

    return loop


def adam(
    lr: float = 0.1,
    b1: float = 0.9,
    b2: float = 0.999,
    eps: float = 1e-8,
    *,
    correct: str = "power",
) -> Loop:
    def loop(w: Values, gradient: Gradient) -> Iterator[Values]:
        m, v = np.zeros_like(w), np.zeros_like(w)
        for t in range(1, 10_000):
            g = gradient(w)
            m = b1 * m + (1 - b1) * g
            v = b2 * v + (1 - b2) * g * g
            power = {"power": t, "constant": 1, "late": t + 1}.get(correct)
            mh = m if power is None else m / (1 - b1**power)
            vh = v if power is None else v / (1 - b2**power)
            w = w - lr * mh / (np.sqrt(vh) + eps)
            yield w

    return loop


# ---- wrong whatever the rule ----


def ascent(lr: float = 0.001) -> Loop:
    def loop(w: Values, gradient: Gradient) -> Iterator[Values]:
        while True:
            w = w + lr * gradient(w)
            yield w

    return loop


def without_rate() -> Loop:
    def loop(w: Values, gradient: Gradient) -> Iterator[Values]:
        while True:
            w = w - gradient(w)
            yield w

    return loop


def only_weights(lr: float = 0.05) -> Loop:
    def loop(w: Values, gradient: Gradient) -> Iterator[Values]:
        while True:
            w = w.copy()
            w[:-1] -= lr * gradient(w)[:-1]
            yield w

    return loop
