"""AdaGrad (lecture 3.1).

    r <- r + g g
    theta <- theta - epsilon / (delta + sqrt(r)) g

Box and code agree: delta (here the hyperparameter epsilon) stands outside the root. Accepted too: inside
(Keras). TF1 and Keras start r at 0.1 (hyperparameter initial_accumulator).
"""

from typing import NamedTuple

import numpy as np

from reference.algorithms.algorithm import EVERY_NUMBER, SLOT_SWITCH, Algorithm, Array, Settings, Update
from reference.algorithms.pieces import (
    DENOMINATOR_FORMS,
    PLACES,
    SQUARES,
    average,
    downhill,
    quotient,
    square,
)


class AdaGradState(NamedTuple):
    """The sum of squared gradients."""

    r: Array


def init(theta: Array, settings: Settings) -> AdaGradState:
    """Start the sum at 0, or where a framework does."""
    return AdaGradState(r=np.zeros_like(theta) + settings.numbers["initial_accumulator"])


def update(theta: Array, state: AdaGradState, g: Array, settings: Settings) -> Update:
    """r = r + g g; theta - learning_rate g / (sqrt(r) + epsilon)."""
    h, how, layout = settings
    r = average(state.r, square(g, how["square"], layout), h["rho"], how["accumulator"])
    step = quotient(h["learning_rate"], g, r, h["epsilon"], how["epsilon"], how["denominator"])
    return Update(theta + downhill(how["direction"]) * step, AdaGradState(r))


ALGORITHM = Algorithm(
    name="adagrad",
    title="AdaGrad",
    hyperparameters={"learning_rate": 0.001, "epsilon": 1e-7, "initial_accumulator": 0.0},
    # AdaGrad has no rho: this one serves those who let the sum decay.
    numbers={**EVERY_NUMBER, "rho": 0.9},
    switches={
        **SLOT_SWITCH,
        "epsilon": tuple(PLACES),
        "square": SQUARES,
        "accumulator": ("sum", "average", "newest"),
        "denominator": DENOMINATOR_FORMS,
    },
    init=init,
    update=update,
)
