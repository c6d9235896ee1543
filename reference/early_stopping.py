"""Empirical risk, and training that stops before its minimum (lecture 1.1).

What we want small is the risk, the expected loss over p_data, which nobody knows. What we can make small is
the empirical risk, the mean over m samples:

    J(theta) = 1/m sum_i L(f(x_i; theta), y_i)

Driven to its minimum it overfits. Early stopping watches the empirical risk on samples held out, and gives
back the parameters with which it was best (Goodfellow, Bengio, Courville: Deep Learning, 2016, algorithm
7.1). Evaluate before training and after every n steps; with p the patience:

    j <- 0 if the held-out loss is below the best by more than min_delta (and is the new best), else j + 1
    stop when j = p

Unlike where pure optimization ends, the derivative of the training loss is still large there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from reference.algorithms.algorithm import Array
from reference.rule import Rule
from reference.run import train
from reference.trajectory import Trajectory


def empirical_risk(
    loss: Callable[[Any, Any], float],
    model: Callable[[Any, Array], Any],
    theta: Array,
    x: Array,
    y: Array,
) -> float:
    """Return 1/m sum_i L(f(x_i; theta), y_i), a sample at a time."""
    if len(x) != len(y) or not len(x):
        raise ValueError(f"empirical risk: {len(x)} of x and {len(y)} of y; give as many, at least one")
    return sum(float(loss(model(a, theta), b)) for a, b in zip(x, y, strict=True)) / len(x)


class Patience(NamedTuple):
    """What is remembered between two evaluations."""

    best: float
    """The lowest held-out loss that counted as an improvement."""
    best_at: int
    """The evaluation that gave it; 0 is the one before training."""
    seen: int
    """Evaluations so far, without the one before training."""


def begin(loss: float) -> Patience:
    """Start with the held-out loss before training."""
    if not np.isfinite(loss):
        raise ValueError(f"early stopping: the held-out loss before training must be finite, not {loss}")
    return Patience(loss, best_at=0, seen=0)


def watch(state: Patience, loss: float, min_delta: float = 0.0) -> Patience:
    """Take in one more held-out loss; NaN is no improvement."""
    seen = state.seen + 1
    return Patience(loss, seen, seen) if loss < state.best - min_delta else state._replace(seen=seen)


def out_of_patience(state: Patience, patience: int) -> bool:
    """Tell whether that many evaluations have passed without improvement."""
    return state.seen - state.best_at >= patience


@dataclass(frozen=True)
class EarlyStopped:
    """A training that was watched."""

    trajectory: Trajectory
    """Up to the step after which it stopped."""
    theta: Array
    """(d,): the parameters of the best held-out loss."""
    best_step: int
    """How many steps led to them."""
    held_out: Array
    """(evaluations + 1,): the held-out losses that were looked at."""
    ran_out: bool
    """Whether patience ended it, not the limit of steps."""


def train_until(  # noqa: PLR0913 - as train, with what is watched
    rule: Rule,
    gradient: Callable[[Array], ArrayLike],
    theta0: ArrayLike,
    hyperparameters: Mapping[str, ArrayLike],
    held_out: Callable[[Array], float],
    *,
    patience: int,
    max_steps: int,
    every: int = 1,
    min_delta: float = 0.0,
    schedule: Callable[[int], float] | None = None,
    dtype: DTypeLike = np.float64,
) -> EarlyStopped:
    """Train with a rule until the held-out loss has not improved in `patience` evaluations, one `every` steps."""
    if patience < 1 or every < 1:
        raise ValueError(f"early stopping: patience {patience} and every {every} must be at least 1")
    if not 0 <= min_delta < float("inf"):
        raise ValueError(f"early stopping: min_delta must be finite and not negative, not {min_delta}")
    looked = [held_out(np.asarray(theta0, dtype))]
    state, steps = begin(looked[0]), 0

    def until(theta: Array) -> bool:
        nonlocal state, steps
        steps += 1
        if steps % every:
            return False
        looked.append(held_out(theta))
        state = watch(state, looked[-1], min_delta)
        return out_of_patience(state, patience)

    trained = train(
        rule, gradient, theta0, hyperparameters, max_steps, schedule=schedule, dtype=dtype, until=until
    )
    best_step = state.best_at * every
    return EarlyStopped(
        trajectory=trained,
        theta=trained.theta[best_step],
        best_step=best_step,
        held_out=np.asarray(looked),
        ran_out=out_of_patience(state, patience),
    )
