"""Gradient descent with momentum (lecture 2.2).

    v <- alpha v - epsilon g
    theta <- theta + v

Accepted too: the rate outside the velocity (switch rate, see velocity.py).
"""

from typing import NamedTuple

import numpy as np

from reference.algorithms.algorithm import EVERY_NUMBER, Algorithm, Array, Settings, Update
from reference.algorithms.velocity import VELOCITY_SWITCHES, box_step, gathered


class MomentumState(NamedTuple):
    """The velocity."""

    v: Array


def init(theta: Array, _settings: Settings) -> MomentumState:
    """Start at rest."""
    return MomentumState(v=np.zeros_like(theta))


def update(theta: Array, state: MomentumState, g: Array, settings: Settings) -> Update:
    """v = alpha v - epsilon g; theta + v."""
    h, how, _ = settings
    v = gathered(state.v, g, h, how)
    return Update(theta + box_step(state.v, v, g, h, how), MomentumState(v))


ALGORITHM = Algorithm(
    name="momentum",
    title="gradient descent with momentum",
    hyperparameters={"learning_rate": 0.001, "momentum": 0.9},
    numbers=EVERY_NUMBER,
    switches=VELOCITY_SWITCHES,
    init=init,
    update=update,
)
