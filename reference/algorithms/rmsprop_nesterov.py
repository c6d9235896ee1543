"""RMSProp with Nesterov momentum (lecture 3.2, to know).

    g <- gradient at theta + alpha v
    r <- rho r + (1 - rho) g g
    v <- alpha v - epsilon / sqrt(r) g
    theta <- theta + v

The box has no delta: a coordinate whose gradient has been 0 since the start gives 0/0. Hence the
hyperparameter epsilon is 0 by default; any small one, inside or outside the root, is right too. Switches
rate and lookahead: see nesterov.py.
"""

from typing import NamedTuple

import numpy as np

from reference.algorithms.algorithm import CLOCK, EVERY_NUMBER, Algorithm, Array, Settings, Update
from reference.algorithms.pieces import DENOMINATOR_FORMS, SQUARES, average, correct, quotient, square
from reference.algorithms.rmsprop import ACCUMULATORS
from reference.algorithms.velocity import LOOKAHEAD_SWITCHES, ahead, gathered, nesterov_step


class RMSPropNesterovState(NamedTuple):
    """The moving average of squared gradients, and the velocity."""

    r: Array
    v: Array


def init(theta: Array, settings: Settings) -> RMSPropNesterovState:
    """Start at rest, the average at 0 or where a framework does."""
    return RMSPropNesterovState(
        r=np.zeros_like(theta) + settings.numbers["initial_accumulator"], v=np.zeros_like(theta)
    )


def ask(theta: Array, state: RMSPropNesterovState, settings: Settings) -> Array:
    """Look ahead: theta + alpha v."""
    return ahead(theta, state.v, settings.numbers, settings.switches)


def update(theta: Array, state: RMSPropNesterovState, g: Array, settings: Settings) -> Update:
    """r = rho r + (1 - rho) g g; v = alpha v - learning_rate g / sqrt(r); theta + v."""
    h, how, layout = settings
    r = average(state.r, square(g, how["square"], layout), h["rho"], how["accumulator"])
    used = correct(r, h["rho"], h["time"], how["correction"])
    step = quotient(np.ones_like(h["rho"]), g, used, h["epsilon"], how["epsilon"], how["denominator"])
    v = gathered(state.v, step, h, how)
    return Update(theta + nesterov_step(state.v, v, step, h, how), RMSPropNesterovState(r, v))


ALGORITHM = Algorithm(
    name="rmsprop-nesterov",
    title="RMSProp with Nesterov momentum",
    hyperparameters={
        "learning_rate": 0.001,
        "rho": 0.9,
        "momentum": 0.9,
        "epsilon": 0.0,
        "initial_accumulator": 0.0,
    },
    numbers={**EVERY_NUMBER, **CLOCK},
    switches={
        **LOOKAHEAD_SWITCHES,
        "epsilon": ("inside", "outside"),
        "square": SQUARES,
        "accumulator": ACCUMULATORS,
        "correction": ("none", "power"),
        "denominator": DENOMINATOR_FORMS,
    },
    init=init,
    update=update,
    ask=ask,
)
