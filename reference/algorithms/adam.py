"""Adam (lecture 3.3).

    t <- t + 1
    s <- rho_1 s + (1 - rho_1) g
    r <- rho_2 r + (1 - rho_2) g g
    s_hat <- s / (1 - rho_1^t)
    r_hat <- r / (1 - rho_2^t)
    theta <- theta - epsilon s_hat / sqrt(r_hat + delta)

The box as printed puts delta (here the hyperparameter epsilon) inside the root, the lecture's code
outside: both are right. Accepted too: "hat" (Adam paper, section 2; TF1, Keras), where epsilon joins
before the correction:

    theta <- theta - epsilon sqrt(1 - rho_2^t) / (1 - rho_1^t) s / (sqrt(r) + delta)

The time of step k = 0, 1, ... is time_start + time_stride floor(k / time_held); all may differ from
coordinate to coordinate. The lecture's own class counts once per variable: for n variables time_stride
is n and time_start the variable's place. Who counts epochs in place of steps holds the time for as many
steps as an epoch has.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

import numpy as np

from reference.algorithms.algorithm import (
    CLOCK,
    EVERY_NUMBER,
    SLOT_SWITCH,
    Algorithm,
    Array,
    Settings,
    Update,
)
from reference.algorithms.choice import Form, choose
from reference.algorithms.pieces import (
    CORRECTIONS,
    DENOMINATOR_FORMS,
    PLACES,
    SQUARES,
    average,
    correct,
    downhill,
    quotient,
    square,
)
from reference.algorithms.rmsprop import ACCUMULATORS


class AdamState(NamedTuple):
    """The moving averages of gradients and of squared gradients."""

    s: Array
    r: Array


def _first(one: Array, _: Array) -> Array:
    return one


def _second(_: Array, two: Array) -> Array:
    return two


def _of_gradient(form: str, g: Array, _: Array, layout: tuple[int, ...] | None) -> Array:
    return square(g, form, layout)


def _placed(
    place: str, rate: Array, top: Array, r_hat: Array, epsilon: Array, _share: Array, form: Form
) -> Array:
    return quotient(rate, top, r_hat, epsilon, place, form)


# Which decay rate is used where: in s, r, s_hat and r_hat.
BETAS: Mapping[str, tuple[int, int, int, int]] = {
    "own": (1, 2, 1, 2),
    "swapped": (2, 1, 2, 1),
    "swapped-moments": (2, 1, 1, 2),
    "swapped-corrections": (1, 2, 2, 1),
    "first-for-all": (1, 1, 1, 1),
    "second-for-all": (2, 2, 2, 2),
    "first-for-corrections": (1, 2, 1, 1),
    "second-for-corrections": (1, 2, 2, 2),
}
_BETA: tuple[Mapping[str, Callable[[Array, Array], Array]], ...] = tuple(
    {name: _first if places[slot] == 1 else _second for name, places in BETAS.items()} for slot in range(4)
)

NUMERATORS: Mapping[str, Callable[[Array, Array, Array], Array]] = {
    # s_hat, g, and g corrected as if it were s
    "first-moment": lambda s_hat, _, __: s_hat,
    "gradient": lambda _, g, __: g,
    "corrected-gradient": lambda _, __, g_hat: g_hat,
}
ADAM_SQUARES: Mapping[str, Callable[[Array, Array, tuple[int, ...] | None], Array]] = {
    **{form: partial(_of_gradient, form) for form in SQUARES},
    "first-moment": lambda _, s, __: s * s,
}
EPSILON_PLACES = ("inside", "outside", "hat", *(p for p in PLACES if p not in {"inside", "outside"}))
# "hat": sqrt(r) + epsilon, divided as a whole by what sqrt(r) is divided by.
_ADAM_PLACES: Mapping[str, Callable[..., Array]] = {
    **{place: partial(_placed, place) for place in PLACES},
    "hat": lambda rate, top, r_hat, epsilon, share, form: quotient(
        rate, top, r_hat, epsilon * np.sqrt(share), "outside", form
    ),
}
KEPT_FIRST: Mapping[str, Callable[[Array, Array], Array]] = {
    "raw": lambda raw, _: raw,
    "corrected": lambda _, hat: hat,
    "corrected-first": lambda _, hat: hat,
    "corrected-second": lambda raw, _: raw,
}
KEPT_SECOND: Mapping[str, Callable[[Array, Array], Array]] = {
    **KEPT_FIRST,
    "corrected-first": KEPT_FIRST["corrected-second"],
    "corrected-second": KEPT_FIRST["corrected-first"],
}


def init(theta: Array, settings: Settings) -> AdamState:
    """Start both moments at 0."""
    return AdamState(s=np.zeros_like(theta), r=np.zeros_like(theta) + settings.numbers["initial_accumulator"])


def update(theta: Array, state: AdamState, g: Array, settings: Settings) -> Update:
    """s, r; s_hat, r_hat; theta - learning_rate s_hat / sqrt(r_hat + epsilon)."""
    h, how, layout = settings
    t = h["time"]
    beta_s, beta_r, beta_s_hat, beta_r_hat = (
        choose(table, how["betas"], h["beta_1"], h["beta_2"]) for table in _BETA
    )
    s = average(state.s, g, beta_s, how["first_moment"])
    r = average(state.r, choose(ADAM_SQUARES, how["square"], g, s, layout), beta_r, how["accumulator"])
    s_hat = correct(s, beta_s_hat, t, how["first_correction"])
    r_hat = correct(r, beta_r_hat, t, how["second_correction"])

    numerator = s_hat
    if how["numerator"] != "first-moment":
        g_hat = correct(g, beta_s_hat, t, how["first_correction"])
        numerator = choose(NUMERATORS, how["numerator"], s_hat, g, g_hat)
    share = np.ones_like(h["epsilon"])
    if not isinstance(how["epsilon"], str) or how["epsilon"] == "hat":
        share = correct(share, beta_r_hat, t, how["second_correction"])
    step = choose(
        _ADAM_PLACES,
        how["epsilon"],
        h["learning_rate"],
        numerator,
        r_hat,
        h["epsilon"],
        share,
        how["denominator"],
    )
    kept = AdamState(
        s=choose(KEPT_FIRST, how["stored"], s, s_hat), r=choose(KEPT_SECOND, how["stored"], r, r_hat)
    )
    return Update(theta + downhill(how["direction"]) * step, kept)


ALGORITHM = Algorithm(
    name="adam",
    title="Adam",
    hyperparameters={
        "learning_rate": 0.001,
        "beta_1": 0.9,
        "beta_2": 0.999,
        "epsilon": 1e-8,
    },
    numbers={**EVERY_NUMBER, **CLOCK, "initial_accumulator": 0.0},
    switches={
        **SLOT_SWITCH,
        "state": ("kept", "rebuilt", "rebuilt-with-time"),
        "epsilon": EPSILON_PLACES,
        "betas": tuple(BETAS),
        "first_moment": ("average", "swapped", "decayed-sum", "newest", "weighted-newest"),
        "square": tuple(ADAM_SQUARES),
        "accumulator": ACCUMULATORS,
        "first_correction": tuple(CORRECTIONS),
        "second_correction": tuple(CORRECTIONS),
        "numerator": tuple(NUMERATORS),
        "denominator": DENOMINATOR_FORMS,
        "stored": tuple(KEPT_FIRST),
    },
    init=init,
    update=update,
)
