"""Mini-batch gradient descent (lecture 2.1).

    theta <- theta - epsilon g

The lecture writes the learning rate as epsilon.
"""

from typing import NamedTuple

from reference.algorithms.algorithm import EVERY_NUMBER, EVERY_SWITCH, Algorithm, Array, Settings, Update
from reference.algorithms.pieces import downhill


class SGDState(NamedTuple):
    """Gradient descent keeps nothing between steps."""


def init(_theta: Array, _settings: Settings) -> SGDState:
    """Start with no slots."""
    return SGDState()


def update(theta: Array, state: SGDState, g: Array, settings: Settings) -> Update:
    """Step against the gradient: theta - learning_rate g."""
    h, how, _ = settings
    return Update(theta + downhill(how["direction"]) * h["learning_rate"] * g, state)


ALGORITHM = Algorithm(
    name="sgd",
    title="mini-batch gradient descent",
    hyperparameters={"learning_rate": 0.01},
    numbers=EVERY_NUMBER,
    switches=EVERY_SWITCH,
    init=init,
    update=update,
)
