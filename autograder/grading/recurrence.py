"""How one step of a training follows from the one before, for rules that are linear in it.

Gradient descent, momentum and Nesterov's method all are ``step = a * last step - b * gradient + c * last gradient``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from autograder.grading.linear import linear
from autograder.protocol.arrays import Vector
from autograder.protocol.observed import Observation

_FITS = 1e-3
"""Relative difference that rounding leaves."""
_SHORTEST = 3
_ROUNDING = 1e-4
"""Steps smaller than this share of the parameters are mostly rounding."""


@dataclass(frozen=True)
class Recurrence:
    """``step = kept * last step - applied * gradient + undone * last gradient``."""

    rule: str
    learning_rate: float
    kept: float
    applied: float
    undone: float
    ahead: float = 0.0
    """How many last steps ahead the gradient is asked for: the box's own form of Nesterov's method."""


def recurrence(observation: Observation) -> Recurrence | None:
    """Return the recurrence that all recorded steps follow; None where there is none."""
    found = _steps(observation)
    if found is None:
        return None
    steps, gradients = found
    for fit in (_descent, _momentum, _nesterov, _adagrad):
        one = fit(steps, gradients)
        if one is not None:
            return replace(one, rule="nesterov", ahead=one.kept) if _looks_ahead(observation, one) else one
    return None


def _looks_ahead(observation: Observation, one: Recurrence) -> bool:
    """Whether it is momentum but for the gradients' points; where these weren't seen, the loss tells."""
    if one.rule != "momentum" or observation.gradients is None:
        return False
    if bool((asked_at(observation) != _before(observation)).any()):
        return True
    gradients = observation.gradients.numpy()
    here, there = asked_at(observation), asked_at(observation, one.kept)
    return linear(here, gradients) is None and linear(there, gradients) is not None


def asked_at(observation: Observation, ahead: float = 0.0) -> Vector:
    """Return the points of the gradients: the parameters or ahead of them, unless others were seen."""
    theta = _before(observation)
    steps = np.diff(theta, axis=0, prepend=theta[:1])
    asked = None if observation.asked is None else observation.asked.numpy()
    if asked is None or asked.shape != theta.shape or (asked == theta).all():
        return theta + ahead * steps
    return np.where(np.isnan(asked), theta, asked)


def _before(observation: Observation) -> Vector:
    path: Vector = observation.theta.numpy()
    return path[:-1]


def _steps(observation: Observation) -> tuple[Vector, Vector] | None:
    """Steps and gradients that are larger than their rounding, both divided by the step's size."""
    if observation.gradients is None:
        return None
    theta, gradients = observation.theta.numpy(), observation.gradients.numpy()
    if theta.ndim != 2 or gradients.shape != theta[1:].shape or not theta.size:
        return None
    steps = np.diff(theta, axis=0)
    good = np.isfinite(steps).all(axis=1) & np.isfinite(gradients).all(axis=1)
    large = np.abs(steps).max(axis=1) > _ROUNDING * np.abs(theta[:-1]).max(axis=1)
    count = int(np.argmin(good & large)) if not (good & large).all() else len(steps)
    return (steps[:count], gradients[:count]) if count >= _SHORTEST else None


def _descent(steps: Vector, gradients: Vector) -> Recurrence | None:
    rate = -float((steps * gradients).sum() / max(float((gradients**2).sum()), 1e-300))
    one = Recurrence("sgd", rate, 0.0, rate, 0.0)
    return one if rate > 0 and _follows(one, steps, gradients) else None


def _momentum(steps: Vector, gradients: Vector) -> Recurrence | None:
    kept, applied = _solved(steps, [steps[:-1], -gradients[1:]])
    one = Recurrence("momentum", applied, kept, applied, 0.0)
    return one if applied > 0 and 0 < kept < 1 and _follows(one, steps, gradients) else None


def _nesterov(steps: Vector, gradients: Vector) -> Recurrence | None:
    """The variable is the look-ahead point: ``step = a last - (1 + a) r g + a r last g``."""
    kept, applied, undone = _solved(steps, [steps[:-1], -gradients[1:], gradients[:-1]])
    if not 0 < kept < 1:
        return None
    rate = applied / (1 + kept)
    one = Recurrence("nesterov", rate, kept, (1 + kept) * rate, kept * rate)
    close = abs(undone - kept * rate) <= 1e-2 * abs(kept * rate)
    return one if rate > 0 and close and _follows(one, steps, gradients) else None


def _adagrad(steps: Vector, gradients: Vector) -> Recurrence | None:
    """No recurrence of this kind, but known when it is seen; the sum may start above 0."""
    for begun in (0.0, 0.1, 1.0):
        with np.errstate(all="ignore"):
            directions = gradients / np.sqrt(begun + np.cumsum(gradients**2, axis=0))
        directions = np.where(gradients == 0, 0.0, directions)
        rate = -float((steps * directions).sum() / max(float((directions**2).sum()), 1e-300))
        if rate > 0 and np.abs(steps + rate * directions).max() <= 10 * _FITS * np.abs(steps).max():
            return Recurrence("adagrad", rate, 0.0, np.nan, 0.0)
    return None


def _solved(steps: Vector, columns: list[Vector]) -> list[float]:
    """Least squares over all coordinates of all steps but the first, each step weighed alike."""
    weight = 1 / np.abs(steps[1:]).max(axis=1, keepdims=True)
    table = np.stack([(column * weight).ravel() for column in columns], axis=1)
    found, *_ = np.linalg.lstsq(table, (steps[1:] * weight).ravel(), rcond=None)
    return [float(one) for one in found]


def _follows(one: Recurrence, steps: Vector, gradients: Vector) -> bool:
    told = one.kept * steps[:-1] - one.applied * gradients[1:] + one.undone * gradients[:-1]
    gaps = np.abs(told - steps[1:]).max(axis=1)
    size = np.maximum(np.abs(steps[1:]).max(axis=1), np.abs(steps[:-1]).max(axis=1))
    return bool((gaps <= _FITS * size).all())
