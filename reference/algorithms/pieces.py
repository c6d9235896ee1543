"""The formulas that the algorithms share, each with the right and the wrong ways to write it.

Every table maps the value of a switch to a formula, so that a variant or a mistake is a value and never a
copy.
"""

from collections.abc import Callable, Mapping

import numpy as np

from reference.algorithms.algorithm import Array
from reference.algorithms.choice import Form, choose

AVERAGES: Mapping[str, Callable[[Array, Array, Array], Array]] = {
    # The lecture's three: a moving average, AdaGrad's sum, momentum's velocity.
    "average": lambda old, new, decay: decay * old + (1 - decay) * new,
    "sum": lambda old, new, _: old + new,
    "decayed-sum": lambda old, new, decay: decay * old + new,
    # The rest is never right.
    "weighted-sum": lambda old, new, decay: old + (1 - decay) * new,
    "swapped": lambda old, new, decay: (1 - decay) * old + decay * new,
    "newest": lambda _, new, __: new,
    "weighted-newest": lambda _, new, decay: (1 - decay) * new,
    "negated": lambda old, new, decay: new - decay * old,
}

CORRECTIONS: Mapping[str, Callable[[Array, Array, Array], Array]] = {
    "power": lambda moment, decay, t: moment / (1 - decay**t),
    "none": lambda moment, _, __: moment,
    "constant": lambda moment, decay, _: moment / (1 - decay),
    "linear": lambda moment, decay, t: moment / (1 - decay * t),
    "inverted": lambda moment, decay, t: moment * (1 - decay**t),
}

DENOMINATORS: Mapping[str, Callable[[Array], Array]] = {
    "root": np.sqrt,
    "no-root": lambda moment: moment,
}
# "none": the step is rate numerator, undivided.
DENOMINATOR_FORMS = (*DENOMINATORS, "none")

PLACES: Mapping[str, Callable[[Array, Array, Array, Array, Callable[[Array], Array]], Array]] = {
    "outside": lambda rate, top, moment, epsilon, root: rate * top / (root(moment) + epsilon),
    "inside": lambda rate, top, moment, epsilon, root: rate * top / root(moment + epsilon),
    # Mistakes: forgotten; or bound to something else than the denominator.
    "missing": lambda rate, top, moment, _, root: rate * top / root(moment),
    "numerator": lambda rate, top, moment, epsilon, root: rate * (top + epsilon) / root(moment),
    "after-quotient": lambda rate, top, moment, epsilon, root: rate * (top / root(moment) + epsilon),
    "after-step": lambda rate, top, moment, epsilon, root: rate * top / root(moment) + epsilon,
    "after-negated-step": lambda rate, top, moment, epsilon, root: rate * top / root(moment) - epsilon,
    "after-rate": lambda rate, top, moment, epsilon, root: (rate / root(moment) + epsilon) * top,
}

_QUOTIENTS: Mapping[str, Callable[[Array, Array, Array, Array, Form], Array]] = {
    "root": lambda rate, top, moment, epsilon, place: choose(
        PLACES, place, rate, top, moment, epsilon, DENOMINATORS["root"]
    ),
    "no-root": lambda rate, top, moment, epsilon, place: choose(
        PLACES, place, rate, top, moment, epsilon, DENOMINATORS["no-root"]
    ),
    "none": lambda rate, top, _, __, ___: rate * top,
}


def average(old: Array, new: Array, decay: Array, form: Form) -> Array:
    """Let a slot take in what is new: decay old + (1 - decay) new, or another form of AVERAGES."""
    moved: Array = choose(AVERAGES, form, old, new, decay)
    return moved


def correct(moment: Array, decay: Array, t: Array, form: Form) -> Array:
    """Remove the bias of an average that started at 0: moment / (1 - decay^t), or a form of CORRECTIONS."""
    corrected: Array = choose(CORRECTIONS, form, moment, decay, t)
    return corrected


def quotient(
    rate: Array, numerator: Array, second_moment: Array, epsilon: Array, place: Form, denominator: Form
) -> Array:
    """Divide rate numerator by sqrt(second moment), with epsilon where PLACES says."""
    step: Array = choose(_QUOTIENTS, denominator, rate, numerator, second_moment, epsilon, place)
    return step


def square(gradient: Array, form: Form, layout: tuple[int, ...] | None) -> Array:
    """Square the gradient elementwise, or as people wrongly do: not at all, or one number per variable."""
    squared: Array = choose(SQUARE_FORMS, form, gradient, layout)
    return squared


def per_variable_sum(values: Array, layout: tuple[int, ...] | None) -> Array:
    """Give every coordinate the sum over the variable it belongs to."""
    if layout is None:
        raise ValueError("this rule works per variable: pass layout=(sizes of the variables)")
    starts = np.concatenate(([0], np.cumsum(layout[:-1]))).astype(np.intp)
    return np.repeat(np.add.reduceat(values, starts, axis=-1), layout, axis=-1)


def downhill(direction: Form) -> int | Array:
    """Return the sign of a step along the gradient: -1 descends, +1 is the sign mistake."""
    sign: int | Array = choose(_SIGNS, direction)
    return sign


_SIGNS: Mapping[str, Callable[[], int]] = {"descend": lambda: -1, "ascend": lambda: 1}

SQUARE_FORMS: Mapping[str, Callable[[Array, tuple[int, ...] | None], Array]] = {
    "squared": lambda g, _: g * g,
    "signed": lambda g, _: g,
    "absolute": lambda g, _: np.abs(g),
    "norm": lambda g, layout: per_variable_sum(g * g, layout),
    "sum": lambda g, layout: per_variable_sum(g, layout) ** 2,
    "mean": lambda g, layout: per_variable_sum(g * g, layout) / per_variable_sum(np.ones_like(g), layout),
}
SQUARES = tuple(SQUARE_FORMS)
