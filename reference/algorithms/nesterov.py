"""Gradient descent with Nesterov momentum (lecture 2.2).

    g <- gradient at theta + alpha v
    v <- alpha v - epsilon g
    theta <- theta + v

Accepted too: the variable holds the look-ahead point phi = theta + alpha v (switch lookahead "stored"),
as in TF1, Keras and PyTorch; the rate outside the velocity (switch rate). Stored with the rate in the
velocity is Keras's form and exact under a decaying rate; with the rate outside it is TF1's and PyTorch's,
exact at a constant rate.
"""

from typing import NamedTuple

import numpy as np

from reference.algorithms.algorithm import EVERY_NUMBER, Algorithm, Array, Settings, Update
from reference.algorithms.velocity import LOOKAHEAD_SWITCHES, ahead, gathered, nesterov_step


class NesterovState(NamedTuple):
    """The velocity."""

    v: Array


def init(theta: Array, _settings: Settings) -> NesterovState:
    """Start at rest."""
    return NesterovState(v=np.zeros_like(theta))


def ask(theta: Array, state: NesterovState, settings: Settings) -> Array:
    """Look ahead: theta + alpha v."""
    return ahead(theta, state.v, settings.numbers, settings.switches)


def update(theta: Array, state: NesterovState, g: Array, settings: Settings) -> Update:
    """v = alpha v - epsilon g; theta + v."""
    h, how, _ = settings
    v = gathered(state.v, g, h, how)
    return Update(theta + nesterov_step(state.v, v, g, h, how), NesterovState(v))


ALGORITHM = Algorithm(
    name="nesterov",
    title="gradient descent with Nesterov momentum",
    hyperparameters={"learning_rate": 0.001, "momentum": 0.9},
    numbers=EVERY_NUMBER,
    switches=LOOKAHEAD_SWITCHES,
    init=init,
    update=update,
    ask=ask,
)
