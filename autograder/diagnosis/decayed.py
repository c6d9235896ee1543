"""Weights that decay beside the step, as AdamW's and Lion's do: the decay is taken out, and what is left identified.

    theta_k = (1 - c) theta_k-1 - step_k          where c = learning_rate weight_decay
    theta_k + c (theta_0 + ... + theta_k-1)       is where the same steps lead without it

None of these steps depends on theta where gradients are given. c shows in the coordinate that never gets one:
theta_k = (1 - c)^k theta_0 there, and a path on which nothing moves it costs no search.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from autograder.comparing.evidence import ENVELOPE_FLOOR, TOLERANCE, Run
from autograder.comparing.variants import variants
from autograder.diagnosis.epsilon import Fit
from autograder.diagnosis.finding import Explanation, Runs
from autograder.diagnosis.fit import distances
from autograder.diagnosis.hidden import drifts, shrinking
from autograder.diagnosis.hypotheses import Hypothesis
from autograder.diagnosis.promising import promising_fits

_DECAYING = ("adamw", "lion")


def decayed(runs: Runs, given: Mapping[str, float]) -> Iterator[Explanation]:
    """Yield the algorithms whose own decay explains the runs, with the values that the path shows."""
    second = runs.second
    if second is None or not drifts(second):
        return
    share = _share(second)
    if not 0.0 < share < 1.0:
        return
    ratio = 1.0
    if "learning_rate" in given:
        ratio = given["learning_rate"] / second.given["learning_rate"]
    bare = _without(runs.first, share * ratio)
    for fit in promising_fits(bare, _forms(), given):
        yield _with(fit, share * ratio, runs.first), fit.hypothesis.mistakes, fit.hypothesis.details


def _share(run: Run) -> float:
    """What each step takes from weights that get no gradient; 0 where it isn't always the same share."""
    still = ~run.design.gradients.any(axis=0) & (run.theta[0] != 0)
    left = run.theta[:, still] / run.theta[0, still]
    share = shrinking(run)
    off = np.abs(left / (1.0 - share) ** np.arange(len(left))[:, None] - 1.0).max()
    return share if off <= TOLERANCE * ENVELOPE_FLOOR else 0.0


def _without(run: Run, share: float) -> Run:
    """Return the run as the same steps would lead without decay."""
    theta = run.theta.copy()
    theta[1:] += share * np.cumsum(run.theta[:-1], axis=0)
    return replace(run, theta=theta)


def _forms() -> Iterator[Hypothesis]:
    for name in _DECAYING:
        for variant in variants(name):
            rule = variant.rule.switched(decay="decoupled")
            numbers = {**dict(variant.numbers), "weight_decay": 0.0}
            yield Hypothesis(rule, variant.names, numbers, ("different-algorithm",), {"algorithm": name})


def _with(fit: Fit, share: float, run: Run) -> Fit:
    """Put the decay back."""
    decay = share / fit.hyperparameters["learning_rate"]
    one = replace(fit.hypothesis, numbers={**fit.hypothesis.numbers, "weight_decay": decay})
    distance = float(distances(run, one, fit.hyperparameters)[0])
    return Fit(one, {**fit.hyperparameters, "weight_decay": decay}, distance)
