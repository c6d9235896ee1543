"""The formulas that the algorithms share, each with the right and the wrong ways to write it.

Every table maps the value of a switch to a formula, so that a variant or a mistake is a value and never a
copy.
"""

from collections.abc import Callable, Mapping

import numpy as np

from reference.algorithms.algorithm import Array

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


def average(old: Array, new: Array, decay: Array, form: str) -> Array:
    """Let a slot take in what is new: decay old + (1 - decay) new, or another form of AVERAGES."""
    return AVERAGES[form](old, new, decay)


def correct(moment: Array, decay: Array, t: Array, form: str) -> Array:
    """Remove the bias of an average that started at 0: moment / (1 - decay^t), or a form of CORRECTIONS."""
    return CORRECTIONS[form](moment, decay, t)


def quotient(
    rate: Array, numerator: Array, second_moment: Array, epsilon: Array, place: str, denominator: str
) -> Array:
    """Divide rate numerator by sqrt(second moment), with epsilon where PLACES says."""
    if denominator == "none":
        return rate * numerator
    return PLACES[place](rate, numerator, second_moment, epsilon, DENOMINATORS[denominator])


def square(gradient: Array, form: str, layout: tuple[int, ...] | None) -> Array:
    """Square the gradient elementwise, or as people wrongly do: not at all, or one number per variable."""
    match form:
        case "squared":
            return gradient * gradient
        case "signed":
            return gradient
        case "absolute":
            return np.abs(gradient)
        case "norm":
            return per_variable_sum(gradient * gradient, layout)
        case "sum":
            return per_variable_sum(gradient, layout) ** 2
        case _:
            raise ValueError(f"square form {form!r} is unknown; use squared, signed, absolute, norm or sum")


def per_variable_sum(values: Array, layout: tuple[int, ...] | None) -> Array:
    """Give every coordinate the sum over the variable it belongs to."""
    if layout is None:
        raise ValueError("this rule works per variable: pass layout=(sizes of the variables)")
    starts = np.concatenate(([0], np.cumsum(layout[:-1]))).astype(np.intp)
    return np.repeat(np.add.reduceat(values, starts, axis=-1), layout, axis=-1)


def downhill(direction: str) -> int:
    """Return the sign of a step along the gradient: -1 descends, +1 is the sign mistake."""
    return -1 if direction == "descend" else 1


SQUARES = ("squared", "signed", "absolute", "norm", "sum")
