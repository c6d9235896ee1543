"""Lion (Chen and others 2023): only the sign of a moving average moves the parameters.

theta <- theta - learning_rate sign(beta_1 m + (1 - beta_1) g)
m <- beta_2 m + (1 - beta_2) g
"""

from typing import NamedTuple

import numpy as np

from reference.algorithms.algorithm import EVERY_NUMBER, SLOT_SWITCH, Algorithm, Array, Settings, Update
from reference.algorithms.pieces import average, downhill


class LionState(NamedTuple):
    """The moving average of gradients."""

    m: Array


def init(theta: Array, _: Settings) -> LionState:
    """Start at 0."""
    return LionState(m=np.zeros_like(theta))


def update(theta: Array, state: LionState, g: Array, settings: Settings) -> Update:
    """theta - learning_rate sign(beta_1 m + (1 - beta_1) g); then m."""
    h, how, _ = settings
    step = h["learning_rate"] * np.sign(average(state.m, g, h["beta_1"], "average"))
    return Update(
        theta + downhill(how["direction"]) * step, LionState(average(state.m, g, h["beta_2"], "average"))
    )


ALGORITHM = Algorithm(
    name="lion",
    title="Lion",
    hyperparameters={"learning_rate": 0.0001, "beta_1": 0.9, "beta_2": 0.99},
    numbers=EVERY_NUMBER,
    switches=SLOT_SWITCH,
    init=init,
    update=update,
)
