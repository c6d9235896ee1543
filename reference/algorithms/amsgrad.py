"""AMSGrad (Reddi, Kale and Kumar 2018): Adam whose second moment, once grown, never shrinks.

    s <- beta_1 s + (1 - beta_1) g
    r <- beta_2 r + (1 - beta_2) g g
    top <- max(top, r)
    theta <- theta - learning_rate s / sqrt(top)

The paper corrects no bias. PyTorch and Keras correct s and top (switch `correction`: "after-maximum"), optax corrects r
before the maximum ("before-maximum"). Keras puts epsilon where Adam's paper has it (epsilon "hat").
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


class AMSGradState(NamedTuple):
    """The moving averages of gradients and squared gradients, and the largest of the latter."""

    s: Array
    r: Array
    top: Array


def init(theta: Array, _: Settings) -> AMSGradState:
    """Start all at 0."""
    zero = np.zeros_like(theta)
    return AMSGradState(s=zero, r=zero, top=zero)


def update(theta: Array, state: AMSGradState, g: Array, settings: Settings) -> Update:
    """s, r, top; theta - learning_rate s / sqrt(top), corrected where the switch says."""
    h, how, _ = settings
    t, form = h["time"], how["correction"]
    s = average(state.s, g, h["beta_1"], "average")
    r = average(state.r, g * g, h["beta_2"], "average")
    top = np.maximum(state.top, correct(r, h["beta_2"], t, "power") if form == "before-maximum" else r)
    later = "power" if form == "after-maximum" else "none"
    s_hat = correct(s, h["beta_1"], t, "none" if form == "none" else "power")
    top_hat = correct(top, h["beta_2"], t, later)
    epsilon, place = h["epsilon"], how["epsilon"]
    if place == "hat":
        epsilon = epsilon * np.sqrt(correct(np.ones_like(epsilon), h["beta_2"], t, later))
        place = "outside"
    step = quotient(h["learning_rate"], s_hat, top_hat, epsilon, place, "root")
    return Update(theta + downhill(how["direction"]) * step, AMSGradState(s, r, top))


ALGORITHM = Algorithm(
    name="amsgrad",
    title="AMSGrad",
    hyperparameters={"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-8},
    numbers={**EVERY_NUMBER, **CLOCK},
    switches={
        **SLOT_SWITCH,
        "epsilon": ("outside", "inside", "hat"),
        "correction": ("none", "after-maximum", "before-maximum"),
    },
    init=init,
    update=update,
)
