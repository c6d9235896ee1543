"""Velocity: what momentum, Nesterov and RMSProp with Nesterov share.

Two conventions hold the same method. `step` is the gradient, or the gradient already divided by sqrt(r):

    rate "in-velocity" (lecture, Keras)        v <- alpha v - epsilon step     theta <- theta + v
    rate "outside-velocity" (TF1, PyTorch)     v <- alpha v + step             theta <- theta - epsilon v

They are equal while the rate is constant. When it changes, the first keeps the rates at which the
velocity was gathered, the second applies today's rate to all of it.
"""

from collections.abc import Callable, Mapping

from reference.algorithms.algorithm import SLOT_SWITCH, Array
from reference.algorithms.pieces import average, downhill

VELOCITY_SWITCHES: Mapping[str, tuple[str, ...]] = {
    **SLOT_SWITCH,
    "rate": ("in-velocity", "outside-velocity"),
    "velocity": ("decayed-sum", "average", "newest", "negated"),
    "applied": ("new", "old", "new-and-gradient"),
}

LOOKAHEAD_SWITCHES: Mapping[str, tuple[str, ...]] = {
    **VELOCITY_SWITCHES,
    # box: the variable is theta, and the gradient is asked for at theta + alpha v.
    # stored: the variable is phi = theta + alpha v, and the gradient is asked for where the variable is.
    "lookahead": ("box", "stored"),
    "reach": ("alpha", "none", "negative", "full", "twice", "squared"),
    "interim": ("undone", "kept"),
    "stored_from": ("new-velocity", "both-velocities", "overwritten-difference", "overwritten-square"),
}

REACHES: Mapping[str, Callable[[Array], Array]] = {
    "alpha": lambda alpha: alpha,
    "none": lambda alpha: 0 * alpha,
    "negative": lambda alpha: -alpha,
    "full": lambda alpha: alpha**0,
    "twice": lambda alpha: 2 * alpha,
    "squared": lambda alpha: alpha * alpha,
}


def gathered(v: Array, step: Array, h: Mapping[str, Array], how: Mapping[str, str]) -> Array:
    """Return the new velocity: alpha v - epsilon step, or alpha v + step with the rate outside."""
    if how["rate"] == "in-velocity":
        step = downhill(how["direction"]) * h["learning_rate"] * step
    return average(v, step, h["momentum"], how["velocity"])


def moved(v: Array, h: Mapping[str, Array], how: Mapping[str, str]) -> Array:
    """Return what a velocity adds to the parameters: v itself, or - epsilon v with the rate outside."""
    return v if how["rate"] == "in-velocity" else downhill(how["direction"]) * h["learning_rate"] * v


def box_step(old: Array, new: Array, step: Array, h: Mapping[str, Array], how: Mapping[str, str]) -> Array:
    """Return the change of theta: that of the new velocity, and what mistakes make of it."""
    change = moved(old if how["applied"] == "old" else new, h, how)
    if how["applied"] == "new-and-gradient":
        change = change + downhill(how["direction"]) * h["learning_rate"] * step
    return change


def ahead(theta: Array, v: Array, h: Mapping[str, Array], how: Mapping[str, str]) -> Array:
    """Return the point where Nesterov asks: theta + alpha v, or the variable itself where phi is stored."""
    if how["lookahead"] == "stored":
        return theta
    return theta + REACHES[how["reach"]](h["momentum"]) * moved(v, h, how)


def nesterov_step(
    old: Array, new: Array, step: Array, h: Mapping[str, Array], how: Mapping[str, str]
) -> Array:
    """Return the change of the variable: v for theta; alpha v - epsilon step for phi = theta + alpha v.

    phi' = theta' + alpha v' = (phi - alpha v) + v' + alpha v', and v' - alpha v is - epsilon step: exact
    under any rate with the rate in the velocity (Keras), at a constant rate with the rate outside (TF1,
    PyTorch).
    """
    change = box_step(old, new, step, h, how)
    alpha, reach = h["momentum"], REACHES[how["reach"]](h["momentum"])
    if how["lookahead"] == "box":
        return change if how["interim"] == "undone" else change + reach * moved(old, h, how)
    if how["applied"] == "new-and-gradient":  # v' - epsilon step, where alpha v' - epsilon step belongs
        return change
    push = downhill(how["direction"]) * h["learning_rate"] * step
    match how["stored_from"]:
        case "both-velocities":  # phi' - phi of phi = theta + reach v, whatever the reach
            return change + reach * (change - moved(old, h, how))
        case "overwritten-difference":  # - alpha v + (1 + alpha) v', v already lost
            return -alpha * change + (1 + alpha) * change
        case "overwritten-square":  # alpha^2 v - (1 + alpha) epsilon step, v already lost
            return alpha * alpha * change + (1 + alpha) * push
        case _:
            return reach * change + push
