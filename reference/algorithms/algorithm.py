"""What an algorithm is: names, defaults, allowed switches, and the pure functions that run it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from reference.algorithms.choice import Form

Array = NDArray[np.floating[Any]]


class State(Protocol):
    """Slots of an algorithm: a NamedTuple of arrays, every one shaped like the parameters."""

    def _asdict(self) -> dict[str, Array]: ...


class Settings(NamedTuple):
    """What holds during one step, beside parameters, state and gradient."""

    numbers: Mapping[str, Array]
    """Hyperparameters by name, the rate of this step as `learning_rate`, the step's count as `time`."""
    switches: Mapping[str, Form]
    """Every switch of the algorithm with its value; with many rules at once, with a row of values."""
    layout: tuple[int, ...] | None
    """Sizes of the variables that the last axis is made of; None where nobody said."""


class Update(NamedTuple):
    """What one step gives."""

    theta: Array
    state: State


def _at_theta(theta: Array, _state: State, _settings: Settings) -> Array:
    return theta


@dataclass(frozen=True)
class Algorithm:
    """One algorithm of the lecture."""

    name: str
    title: str
    hyperparameters: Mapping[str, float]
    """Name to the lecture's default."""
    numbers: Mapping[str, float]
    """Further numbers that a rule may set, each with the value that makes it invisible."""
    switches: Mapping[str, tuple[str, ...]]
    """Name to allowed values; the first is the lecture's box."""
    init: Callable[[Array, Settings], State]
    update: Callable[..., Update]
    """(theta, state, gradient, settings) to the next theta and state."""
    ask: Callable[..., Array] = _at_theta
    """(theta, state, settings) to the point where the gradient is wanted: theta, or a look-ahead."""


# The time t of step k = 0, 1, ...: time_start + time_stride floor(k / time_held).
CLOCK: Mapping[str, float] = {"time_start": 1.0, "time_stride": 1.0, "time_held": 1.0}
# What stands around an update (around.py), invisible unless a mistake sets it.
EVERY_NUMBER: Mapping[str, float] = {
    "gradient_scale": 1.0,
    "clip_at": 1.0,
    "weight_decay": 0.0,
    "trained": 1.0,
    "shared": 0.0,
}
EVERY_SWITCH: Mapping[str, tuple[str, ...]] = {
    "direction": ("descend", "ascend"),
    "clip": ("none", "value", "norm", "global-norm"),
    "decay": ("none", "gradient", "decoupled", "decoupled-after"),
}
# Slots can be lost between steps by whoever has any: "rebuilt" starts them afresh before each step.
SLOT_SWITCH: Mapping[str, tuple[str, ...]] = {**EVERY_SWITCH, "state": ("kept", "rebuilt")}
