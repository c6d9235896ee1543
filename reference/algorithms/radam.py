"""RAdam (Liu and others 2020): Adam that divides only once the second moment's variance can be trusted.

    s <- beta_1 s + (1 - beta_1) g;    r <- beta_2 r + (1 - beta_2) g g
    n_inf = 2 / (1 - beta_2) - 1;      n_t = n_inf - 2 t beta_2^t / (1 - beta_2^t)
    where n_t > threshold:  c_t = sqrt((n_t - 4) (n_t - 2) n_inf / ((n_inf - 4) (n_inf - 2) n_t))
                            theta <- theta - learning_rate c_t s_hat / (sqrt(r_hat) + epsilon)
    before:                 theta <- theta - learning_rate s_hat

The paper's threshold is 4, PyTorch's and optax's 5. PyTorch has epsilon as in Adam's paper ("hat"), optax outside.
"""

from typing import NamedTuple

import numpy as np

from reference.algorithms.algorithm import (
    CLOCK,
    EVERY_NUMBER,
    SLOT_SWITCH,
    Algorithm,
    Array,
    Settings,
    Update,
)
from reference.algorithms.pieces import average, correct, downhill, quotient


class RAdamState(NamedTuple):
    """The moving averages of gradients and squared gradients."""

    s: Array
    r: Array


def init(theta: Array, _: Settings) -> RAdamState:
    """Start both moments at 0."""
    return RAdamState(s=np.zeros_like(theta), r=np.zeros_like(theta))


def update(theta: Array, state: RAdamState, g: Array, settings: Settings) -> Update:
    """s, r; a rectified Adam step, or one of momentum alone while n_t is small."""
    h, how, _ = settings
    t, beta = h["time"], h["beta_2"]
    s = average(state.s, g, h["beta_1"], "average")
    r = average(state.r, g * g, beta, "average")
    s_hat = correct(s, h["beta_1"], t, "power")
    most = 2 / (1 - beta) - 1
    n = most - 2 * t * beta**t / (1 - beta**t)
    share = np.sqrt((n - 4) * (n - 2) * most / ((most - 4) * (most - 2) * n))
    epsilon = h["epsilon"]
    if how["epsilon"] == "hat":
        epsilon = epsilon / np.sqrt(1 - beta**t)
    divided = quotient(
        h["learning_rate"] * share, s_hat, correct(r, beta, t, "power"), epsilon, "outside", "root"
    )
    step = np.where(n > h["threshold"], divided, h["learning_rate"] * s_hat)
    return Update(theta + downhill(how["direction"]) * step, RAdamState(s, r))


ALGORITHM = Algorithm(
    name="radam",
    title="RAdam",
    hyperparameters={"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-8},
    numbers={**EVERY_NUMBER, **CLOCK, "threshold": 4.0},
    switches={**SLOT_SWITCH, "epsilon": ("outside", "hat")},
    init=init,
    update=update,
)
