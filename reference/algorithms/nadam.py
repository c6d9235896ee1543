"""Nadam (Dozat 2016): Adam whose first moment looks one step ahead.

With mu_t the share of the first moment in step t, and M_t the product mu_1 ... mu_t:

    s <- beta_1 s + (1 - beta_1) g
    r <- beta_2 r + (1 - beta_2) g g
    s_bar <- mu_{t+1} s / (1 - M_{t+1}) + (1 - mu_t) g / (1 - M_t)
    theta <- theta - learning_rate s_bar / (sqrt(r / (1 - beta_2^t)) + epsilon)

mu_t is beta_1 (1 - 0.96^(psi t) / 2) in the paper: PyTorch has psi = 0.004 (its momentum_decay), Keras psi = 1. optax
and most textbooks keep mu_t = beta_1 (switch `share`: "constant"); many of those correct s by t, not by t + 1 (`ahead`:
"same").
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


class NadamState(NamedTuple):
    """The moving averages of gradients and squared gradients, and the product of the shares so far."""

    s: Array
    r: Array
    product: Array


def init(theta: Array, _: Settings) -> NadamState:
    """Start both moments at 0, the product at 1."""
    return NadamState(s=np.zeros_like(theta), r=np.zeros_like(theta), product=np.ones_like(theta))


def update(theta: Array, state: NadamState, g: Array, settings: Settings) -> Update:
    """s, r; the look-ahead s_bar; theta - learning_rate s_bar / (sqrt(r_hat) + epsilon)."""
    h, how, _ = settings
    t = h["time"]
    now, later = _share(settings, t), _share(settings, t + 1)
    product = state.product * now
    s = average(state.s, g, h["beta_1"], "average")
    r = average(state.r, g * g, h["beta_2"], "average")
    ahead = product * later if how["ahead"] == "next" else product
    s_bar = later * s / (1 - ahead) + (1 - now) * g / (1 - product)
    r_hat = correct(r, h["beta_2"], t, "power")
    step = quotient(h["learning_rate"], s_bar, r_hat, h["epsilon"], how["epsilon"], "root")
    return Update(theta + downhill(how["direction"]) * step, NadamState(s, r, product))


def _share(settings: Settings, t: Array) -> Array:
    h = settings.numbers
    if settings.switches["share"] == "constant":
        return h["beta_1"]
    return np.asarray(h["beta_1"] * (1 - 0.5 * 0.96 ** (h["momentum_decay"] * t)))


ALGORITHM = Algorithm(
    name="nadam",
    title="Nadam",
    hyperparameters={"learning_rate": 0.002, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-8},
    numbers={**EVERY_NUMBER, **CLOCK, "momentum_decay": 0.004},
    switches={
        **SLOT_SWITCH,
        "epsilon": ("outside", "inside"),
        "share": ("warmed", "constant"),
        "ahead": ("next", "same"),
    },
    init=init,
    update=update,
)
