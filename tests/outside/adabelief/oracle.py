"""AdaBelief (Zhuang et al. 2020): Adam whose second moment is the gradient's distance from what was expected.

    s <- beta_1 s + (1 - beta_1) g
    r <- beta_2 r + (1 - beta_2) (g - s)^2
    theta <- theta - learning_rate s_hat / (sqrt(r_hat) + epsilon)
"""

from typing import NamedTuple

import numpy as np

from reference.algorithms.algorithm import EVERY_NUMBER, SLOT_SWITCH, Algorithm, Update
from reference.algorithms.pieces import average, correct, downhill, quotient
from reference.mistakes.alteration import Alteration
from reference.oracle import Form, Oracle


class AdaBeliefState(NamedTuple):
    """The expected gradient, and the expected square of the surprise."""

    s: np.ndarray
    r: np.ndarray


def init(theta, settings):
    """Start both at 0."""
    return AdaBeliefState(np.zeros_like(theta), np.zeros_like(theta))


def update(theta, state, g, settings):
    """One step. Switches are only handed on: the functions of `pieces` look up what they say."""
    h, how, _ = settings
    s = average(state.s, g, h["beta_1"], "average")
    r = average(state.r, (g - s) ** 2, h["beta_2"], "average")
    s_hat = correct(s, h["beta_1"], h["time"], how["first_correction"])
    r_hat = correct(r, h["beta_2"], h["time"], how["second_correction"])
    step = quotient(h["learning_rate"], s_hat, r_hat, h["epsilon"], how["epsilon"], "root")
    return Update(theta + downhill(how["direction"]) * step, AdaBeliefState(s, r))


ORACLE = Oracle(
    Algorithm(
        name="adabelief",
        title="AdaBelief",
        hyperparameters={"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-8},
        numbers={**EVERY_NUMBER, "time_start": 1.0, "time_stride": 1.0},
        switches={
            **SLOT_SWITCH,
            "epsilon": ("outside", "inside"),
            "first_correction": ("power", "none"),
            "second_correction": ("power", "none"),
        },
        init=init,
        update=update,
    ),
    titles={"zh": "AdaBelief", "en": "AdaBelief"},
    mistakes=(
        Alteration("no-bias-correction", switches={"first_correction": "none", "second_correction": "none"}),
        Alteration("no-first-bias-correction", switches={"first_correction": "none"}),
        Alteration("no-second-bias-correction", switches={"second_correction": "none"}),
        Alteration("time-off-by-one", {"of": "0"}, numbers={"time_start": 0.0}),
        Alteration("time-off-by-one", {"of": "2"}, numbers={"time_start": 2.0}),
    ),
    forms=(Form("epsilon-inside", {"epsilon": "inside"}),),
)
