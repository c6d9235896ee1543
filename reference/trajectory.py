"""What a run leaves behind."""

from collections.abc import Mapping
from dataclasses import dataclass

from reference.algorithms.algorithm import Array


@dataclass(frozen=True)
class Trajectory:
    """One run of T steps over d coordinates; with H hypotheses at once there is an axis H before d."""

    theta: Array
    """(T+1, ..., d): the variable before each step and after the last."""
    asked: Array
    """(T, ..., d): the point where the gradient was, or would have been, evaluated."""
    gradients: Array
    """(T, ..., d): the gradients fed."""
    rates: Array
    """(T,), or (T, H, 1) where hypotheses differ in it: the learning rate of each step."""
    losses: Array | None
    """(T+1,): the loss at theta, where a loss was given."""
    slots: Mapping[str, Array]
    """Name to (T+1, ..., d): the state before each step and after the last."""
