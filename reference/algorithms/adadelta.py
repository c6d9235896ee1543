"""AdaDelta (Zeiler 2012): the step's unit comes from the steps before it, not from a rate.

    r <- rho r + (1 - rho) g g
    d <- sqrt(a + epsilon) / sqrt(r + epsilon) g
    a <- rho a + (1 - rho) d d
    theta <- theta - learning_rate d

The paper has no learning rate (1 here, as in PyTorch; Keras has 0.001). Everybody has epsilon inside both roots.
"""

from typing import NamedTuple

import numpy as np

from reference.algorithms.algorithm import EVERY_NUMBER, SLOT_SWITCH, Algorithm, Array, Settings, Update
from reference.algorithms.pieces import average, downhill


class AdadeltaState(NamedTuple):
    """The moving averages of squared gradients and of squared steps."""

    r: Array
    a: Array


def init(theta: Array, _: Settings) -> AdadeltaState:
    """Start both at 0."""
    return AdadeltaState(r=np.zeros_like(theta), a=np.zeros_like(theta))


def update(theta: Array, state: AdadeltaState, g: Array, settings: Settings) -> Update:
    """r; d = sqrt(a + epsilon) / sqrt(r + epsilon) g; a; theta - learning_rate d."""
    h, how, _ = settings
    r = average(state.r, g * g, h["rho"], "average")
    d = np.sqrt(state.a + h["epsilon"]) / np.sqrt(r + h["epsilon"]) * g
    a = average(state.a, d * d, h["rho"], "average")
    return Update(theta + downhill(how["direction"]) * h["learning_rate"] * d, AdadeltaState(r, a))


ALGORITHM = Algorithm(
    name="adadelta",
    title="AdaDelta",
    hyperparameters={"learning_rate": 1.0, "rho": 0.9, "epsilon": 1e-6},
    numbers=EVERY_NUMBER,
    switches=SLOT_SWITCH,
    init=init,
    update=update,
)
