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

The time of step k = 0, 1, ... is time_start + time_stride k; both may differ from coordinate to
coordinate. The lecture's own class counts once per variable: for n variables time_stride is n and
time_start the variable's place.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from reference.algorithms.algorithm import EVERY_NUMBER, SLOT_SWITCH, Algorithm, Array, Settings, Update
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


class Betas(NamedTuple):
    """Which decay rate is used where."""

    s: Array
    r: Array
    s_hat: Array
    r_hat: Array


BETAS: Mapping[str, Callable[[Array, Array], Betas]] = {
    "own": lambda one, two: Betas(s=one, r=two, s_hat=one, r_hat=two),
    "swapped": lambda one, two: Betas(s=two, r=one, s_hat=two, r_hat=one),
    "swapped-moments": lambda one, two: Betas(s=two, r=one, s_hat=one, r_hat=two),
    "swapped-corrections": lambda one, two: Betas(s=one, r=two, s_hat=two, r_hat=one),
    "first-for-all": lambda one, _: Betas(s=one, r=one, s_hat=one, r_hat=one),
    "second-for-all": lambda _, two: Betas(s=two, r=two, s_hat=two, r_hat=two),
    "first-for-corrections": lambda one, two: Betas(s=one, r=two, s_hat=one, r_hat=one),
    "second-for-corrections": lambda one, two: Betas(s=one, r=two, s_hat=two, r_hat=two),
}


def init(theta: Array, settings: Settings) -> AdamState:
    """Start both moments at 0."""
    return AdamState(s=np.zeros_like(theta), r=np.zeros_like(theta) + settings.numbers["initial_accumulator"])


def update(theta: Array, state: AdamState, g: Array, settings: Settings) -> Update:
    """s, r; s_hat, r_hat; theta - learning_rate s_hat / sqrt(r_hat + epsilon)."""
    h, how, layout = settings
    beta, t = BETAS[how["betas"]](h["beta_1"], h["beta_2"]), h["time"]
    s = average(state.s, g, beta.s, how["first_moment"])
    squares = s * s if how["square"] == "first-moment" else square(g, how["square"], layout)
    r = average(state.r, squares, beta.r, how["accumulator"])
    s_hat = correct(s, beta.s_hat, t, how["first_correction"])
    r_hat = correct(r, beta.r_hat, t, how["second_correction"])

    numerator = s_hat
    if how["numerator"] == "gradient":
        numerator = g
    elif how["numerator"] == "corrected-gradient":
        numerator = correct(g, beta.s_hat, t, how["first_correction"])
    epsilon, place = h["epsilon"], how["epsilon"]
    if place == "hat":  # sqrt(r) + epsilon, divided as a whole by what sqrt(r) is divided by
        epsilon = epsilon * np.sqrt(correct(np.ones_like(epsilon), beta.r_hat, t, how["second_correction"]))
        place = "outside"
    step = quotient(h["learning_rate"], numerator, r_hat, epsilon, place, how["denominator"])

    kept = AdamState(
        s=s_hat if how["stored"] in {"corrected", "corrected-first"} else s,
        r=r_hat if how["stored"] in {"corrected", "corrected-second"} else r,
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
    numbers={**EVERY_NUMBER, "time_start": 1.0, "time_stride": 1.0, "initial_accumulator": 0.0},
    switches={
        **SLOT_SWITCH,
        "state": ("kept", "rebuilt", "rebuilt-with-time"),
        "epsilon": ("inside", "outside", "hat", *(p for p in PLACES if p not in {"inside", "outside"})),
        "betas": tuple(BETAS),
        "first_moment": ("average", "swapped", "decayed-sum", "newest", "weighted-newest"),
        "square": (*SQUARES, "first-moment"),
        "accumulator": ACCUMULATORS,
        "first_correction": tuple(CORRECTIONS),
        "second_correction": tuple(CORRECTIONS),
        "numerator": ("first-moment", "gradient", "corrected-gradient"),
        "denominator": DENOMINATOR_FORMS,
        "stored": ("raw", "corrected", "corrected-first", "corrected-second"),
    },
    init=init,
    update=update,
)
