"""AdaMax (Kingma and Ba 2015, section 7.1): Adam with the largest recent gradient in place of the root.

    s <- beta_1 s + (1 - beta_1) g
    u <- max(beta_2 u, |g|)
    theta <- theta - learning_rate / (1 - beta_1^t) s / u

The paper has no epsilon. Keras and optax add it to u in the quotient, PyTorch to |g| inside the maximum.
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
from reference.algorithms.pieces import average, correct, downhill


class AdamaxState(NamedTuple):
    """The moving average of gradients, and the decayed maximum of their sizes."""

    s: Array
    u: Array


def init(theta: Array, _: Settings) -> AdamaxState:
    """Start both at 0."""
    return AdamaxState(s=np.zeros_like(theta), u=np.zeros_like(theta))


def update(theta: Array, state: AdamaxState, g: Array, settings: Settings) -> Update:
    """s, u; theta - learning_rate / (1 - beta_1^t) s / u."""
    h, how, _ = settings
    epsilon, place = h["epsilon"], how["epsilon"]
    s = average(state.s, g, h["beta_1"], "average")
    u = np.maximum(h["beta_2"] * state.u, np.abs(g) + (epsilon if place == "inside" else 0.0))
    below = u + epsilon if place == "outside" else u
    step = h["learning_rate"] * correct(s, h["beta_1"], h["time"], "power") / below
    return Update(theta + downhill(how["direction"]) * step, AdamaxState(s, u))


ALGORITHM = Algorithm(
    name="adamax",
    title="AdaMax",
    hyperparameters={"learning_rate": 0.002, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-8},
    numbers={**EVERY_NUMBER, **CLOCK},
    switches={**SLOT_SWITCH, "epsilon": ("missing", "outside", "inside")},
    init=init,
    update=update,
)
