"""The lecture's rules once more, in plain Python numbers: a witness that shares nothing with the oracle."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

Values = Mapping[str, float]
Steps = Iterator[float]


def sgd(gradients: Sequence[float], values: Values) -> Steps:
    for g in gradients:
        yield -values["learning_rate"] * g


def momentum(gradients: Sequence[float], values: Values) -> Steps:
    v = 0.0
    for g in gradients:
        v = values["momentum"] * v - values["learning_rate"] * g
        yield v


def adagrad(gradients: Sequence[float], values: Values) -> Steps:
    r = values.get("initial_accumulator", 0.0)
    for g in gradients:
        r += g * g
        yield -values["learning_rate"] / (values["epsilon"] + math.sqrt(r)) * g


def rmsprop(gradients: Sequence[float], values: Values) -> Steps:
    r, rho = values.get("initial_accumulator", 0.0), values["rho"]
    for g in gradients:
        r = rho * r + (1 - rho) * g * g
        yield -values["learning_rate"] / math.sqrt(values["epsilon"] + r) * g


def rmsprop_outside(gradients: Sequence[float], values: Values) -> Steps:
    r, rho = 0.0, values["rho"]
    for g in gradients:
        r = rho * r + (1 - rho) * g * g
        yield -values["learning_rate"] / (values["epsilon"] + math.sqrt(r)) * g


def adam(gradients: Sequence[float], values: Values) -> Steps:
    s = r = 0.0
    for t, g in enumerate(gradients, 1):
        s = values["beta_1"] * s + (1 - values["beta_1"]) * g
        r = values["beta_2"] * r + (1 - values["beta_2"]) * g * g
        s_hat, r_hat = s / (1 - values["beta_1"] ** t), r / (1 - values["beta_2"] ** t)
        yield -values["learning_rate"] * s_hat / (math.sqrt(r_hat) + values["epsilon"])


def nesterov(start: float, steps: int, values: Values) -> Steps:
    """On J = theta^2 / 2: the gradient at a point is the point."""
    theta, v = start, 0.0
    for _ in range(steps):
        g = theta + values["momentum"] * v
        v = values["momentum"] * v - values["learning_rate"] * g
        theta += v
        yield v


def rmsprop_nesterov(start: float, steps: int, values: Values) -> Steps:
    theta, v, r = start, 0.0, 0.0
    for _ in range(steps):
        g = theta + values["momentum"] * v
        r = values["rho"] * r + (1 - values["rho"]) * g * g
        v = values["momentum"] * v - values["learning_rate"] / math.sqrt(r) * g
        theta += v
        yield v


FED: Mapping[str, tuple[Callable[[Sequence[float], Values], Steps], ...]] = {
    "sgd": (sgd,),
    "momentum": (momentum,),
    "adagrad": (adagrad,),
    "rmsprop": (rmsprop, rmsprop_outside),
    "adam": (adam,),
}
TRAINED = {"nesterov": nesterov, "rmsprop-nesterov": rmsprop_nesterov}
