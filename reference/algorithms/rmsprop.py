"""RMSProp (lecture 3.2).

    r <- rho r + (1 - rho) g g
    theta <- theta - epsilon / sqrt(delta + r) g

The box puts delta (here the hyperparameter epsilon) inside the root, the lecture's code outside: both are
right. TF1 starts r at 1 (hyperparameter initial_accumulator).
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
from reference.algorithms.pieces import (
    DENOMINATOR_FORMS,
    PLACES,
    SQUARES,
    average,
    correct,
    downhill,
    quotient,
    square,
)

ACCUMULATORS = ("average", "sum", "weighted-sum", "decayed-sum", "swapped", "newest", "weighted-newest")


class RMSPropState(NamedTuple):
    """The moving average of squared gradients."""

    r: Array


def init(theta: Array, settings: Settings) -> RMSPropState:
    """Start the average at 0, or where a framework does."""
    return RMSPropState(r=np.zeros_like(theta) + settings.numbers["initial_accumulator"])


def update(theta: Array, state: RMSPropState, g: Array, settings: Settings) -> Update:
    """r = rho r + (1 - rho) g g; theta - learning_rate g / sqrt(r + epsilon)."""
    h, how, layout = settings
    r = average(state.r, square(g, how["square"], layout), h["rho"], how["accumulator"])
    used = correct(r, h["rho"], h["time"], how["correction"])
    step = quotient(h["learning_rate"], g, used, h["epsilon"], how["epsilon"], how["denominator"])
    return Update(theta + downhill(how["direction"]) * step, RMSPropState(r))


ALGORITHM = Algorithm(
    name="rmsprop",
    title="RMSProp",
    hyperparameters={"learning_rate": 0.001, "rho": 0.9, "epsilon": 1e-6, "initial_accumulator": 0.0},
    numbers={**EVERY_NUMBER, **CLOCK},
    switches={
        **SLOT_SWITCH,
        "epsilon": ("inside", *(place for place in PLACES if place != "inside")),
        "square": SQUARES,
        "accumulator": ACCUMULATORS,
        "correction": ("none", "power"),
        "denominator": DENOMINATOR_FORMS,
    },
    init=init,
    update=update,
)
