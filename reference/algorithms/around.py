"""What stands around any update and is never right: a gradient changed on its way in, parameters on theirs out.

    g <- scale g;   g <- clip(g);   g <- g + lambda theta      before the rule
    theta <- theta - epsilon lambda theta                       beside it
    theta of a variable that nobody updates                     stays

The numbers' defaults and the switches' first values make all of it invisible.
"""

from collections.abc import Callable, Mapping

import numpy as np

from reference.algorithms.algorithm import Array, Settings
from reference.algorithms.choice import choose
from reference.algorithms.pieces import per_variable_sum

CLIPS: Mapping[str, Callable[[Array, Array, tuple[int, ...] | None], Array]] = {
    "none": lambda g, _, __: g,
    "value": lambda g, at, _: np.clip(g, -at, at),
    "norm": lambda g, at, layout: _shortened(g, at, per_variable_sum(g * g, layout)),
    "global-norm": lambda g, at, _: _shortened(g, at, np.sum(g * g, axis=-1, keepdims=True)),
}

SHRINKS: Mapping[str, Callable[[Array, Array, Array], Array]] = {
    # theta before the step, after it, and epsilon lambda
    "none": lambda _, new, __: new,
    "gradient": lambda _, new, __: new,
    "decoupled": lambda old, new, share: new - share * old,
    "decoupled-after": lambda _, new, share: new - share * new,
}
PULLS: Mapping[str, Callable[[Array, Array, Array], Array]] = {
    "none": lambda g, _, __: g,
    "gradient": lambda g, theta, share: g + share * theta,
    "decoupled": lambda g, _, __: g,
    "decoupled-after": lambda g, _, __: g,
}


def invisible(settings: Settings) -> bool:
    """Whether gradient and parameters pass as they are, as with every right rule: then nothing need be computed."""
    h, how, _ = settings
    switched = how["clip"] != "none" or how["decay"] != "none"
    return not switched and h["trained"].ndim == 0 and bool(np.all(h["gradient_scale"] == 1.0))


def gradient_in(g: Array, theta: Array, settings: Settings) -> Array:
    """Return the gradient that the rule gets to see."""
    h, how, layout = settings
    g = choose(CLIPS, how["clip"], h["gradient_scale"] * g, h["clip_at"], layout)
    g = choose(PULLS, how["decay"], g, theta, h["weight_decay"])
    return np.where(h["trained"] > 0, g, 0.0) if h["trained"].ndim else g


def parameters_out(old: Array, new: Array, settings: Settings) -> Array:
    """Return the parameters after a step that the rule itself would end at ``new``."""
    h, how, _ = settings
    new = choose(SHRINKS, how["decay"], old, new, h["learning_rate"] * h["weight_decay"])
    return np.where(h["trained"] > 0, new, old) if h["trained"].ndim else new


def _shortened(g: Array, at: Array, squares: Array) -> Array:
    return g * np.minimum(1.0, at / np.sqrt(squares))
