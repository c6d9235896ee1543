"""Velocity: what momentum, Nesterov and RMSProp with Nesterov share.

Two conventions hold the same method. `step` is the gradient, or the gradient already divided by sqrt(r):

    rate "in-velocity" (lecture, Keras)        v <- alpha v - epsilon step     theta <- theta + v
    rate "outside-velocity" (TF1, PyTorch)     v <- alpha v + step             theta <- theta - epsilon v

They are equal while the rate is constant. When it changes, the first keeps the rates at which the
velocity was gathered, the second applies today's rate to all of it.
"""

from collections.abc import Callable, Mapping

from reference.algorithms.algorithm import SLOT_SWITCH, Array
from reference.algorithms.choice import Form, choose
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


# What a velocity takes in, and what it adds to the parameters: (step or v, - epsilon) to the change.
TAKEN: Mapping[str, Callable[[Array, Array], Array]] = {
    "in-velocity": lambda step, down: down * step,
    "outside-velocity": lambda step, _: step,
}
ADDED: Mapping[str, Callable[[Array, Array], Array]] = {
    "in-velocity": lambda v, _: v,
    "outside-velocity": lambda v, down: down * v,
}
# (change by the old velocity, by the new one, - epsilon step) to the change of theta.
APPLIED: Mapping[str, Callable[[Array, Array, Array], Array]] = {
    "new": lambda _, new, __: new,
    "old": lambda old, _, __: old,
    "new-and-gradient": lambda _, new, push: new + push,
}
# (change of theta, reach times the old velocity) to the change of the variable that holds theta.
INTERIM: Mapping[str, Callable[[Array, Array], Array]] = {
    "undone": lambda change, _: change,
    "kept": lambda change, interim: change + interim,
}
# (change of theta v', reach v', reach v, alpha, - epsilon step) to the change of phi.
STORED: Mapping[str, Callable[[Array, Array, Array, Array, Array], Array]] = {
    "new-velocity": lambda _, ahead, __, ___, push: ahead + push,
    # phi' - phi of phi = theta + reach v, whatever the reach
    "both-velocities": lambda change, ahead, behind, _, __: change + ahead - behind,
    # - alpha v + (1 + alpha) v', v already lost
    "overwritten-difference": lambda change, _, __, alpha, ___: -alpha * change + (1 + alpha) * change,
    # alpha^2 v - (1 + alpha) epsilon step, v already lost
    "overwritten-square": lambda change, _, __, alpha, push: alpha * alpha * change + (1 + alpha) * push,
}
# v' - epsilon step, where alpha v' - epsilon step belongs
STORED_APPLIED: Mapping[str, Callable[[Array, Array], Array]] = {
    "new": lambda stored, _: stored,
    "old": lambda stored, _: stored,
    "new-and-gradient": lambda _, change: change,
}
WHERE: Mapping[str, Callable[[Array, Array], Array]] = {
    "box": lambda boxed, _: boxed,
    "stored": lambda _, stored: stored,
}


def gathered(v: Array, step: Array, h: Mapping[str, Array], how: Mapping[str, Form]) -> Array:
    """Return the new velocity: alpha v - epsilon step, or alpha v + step with the rate outside."""
    taken = choose(TAKEN, how["rate"], step, downhill(how["direction"]) * h["learning_rate"])
    return average(v, taken, h["momentum"], how["velocity"])


def moved(v: Array, h: Mapping[str, Array], how: Mapping[str, Form]) -> Array:
    """Return what a velocity adds to the parameters: v itself, or - epsilon v with the rate outside."""
    added: Array = choose(ADDED, how["rate"], v, downhill(how["direction"]) * h["learning_rate"])
    return added


def box_step(old: Array, new: Array, step: Array, h: Mapping[str, Array], how: Mapping[str, Form]) -> Array:
    """Return the change of theta: that of the new velocity, and what mistakes make of it."""
    if how["applied"] == "new":
        return moved(new, h, how)
    push = downhill(how["direction"]) * h["learning_rate"] * step
    change: Array = choose(APPLIED, how["applied"], moved(old, h, how), moved(new, h, how), push)
    return change


def ahead(theta: Array, v: Array, h: Mapping[str, Array], how: Mapping[str, Form]) -> Array:
    """Return the point where Nesterov asks: theta + alpha v, or the variable itself where phi is stored."""
    if how["lookahead"] == "stored":
        return theta
    point = theta + choose(REACHES, how["reach"], h["momentum"]) * moved(v, h, how)
    asked: Array = choose(WHERE, how["lookahead"], point, theta)
    return asked


def nesterov_step(
    old: Array, new: Array, step: Array, h: Mapping[str, Array], how: Mapping[str, Form]
) -> Array:
    """Return the change of the variable: v for theta; alpha v - epsilon step for phi = theta + alpha v.

    phi' = theta' + alpha v' = (phi - alpha v) + v' + alpha v', and v' - alpha v is - epsilon step: exact
    under any rate with the rate in the velocity (Keras), at a constant rate with the rate outside (TF1,
    PyTorch).
    """
    change = box_step(old, new, step, h, how)
    alpha, reach = h["momentum"], choose(REACHES, how["reach"], h["momentum"])
    behind = reach * moved(old, h, how)
    boxed = stored = change
    if how["lookahead"] != "stored":
        boxed = choose(INTERIM, how["interim"], change, behind)
    if how["lookahead"] != "box":
        push = downhill(how["direction"]) * h["learning_rate"] * step
        stored = choose(STORED, how["stored_from"], change, reach * change, behind, alpha, push)
        stored = choose(STORED_APPLIED, how["applied"], stored, change)
    moves: Array = choose(WHERE, how["lookahead"], boxed, stored)
    return moves
