"""The loss of linear regression on a full batch, worked out from a training's points and gradients.

The gradient is linear in the parameters there. So losses that nobody saw are known up to a constant, and what lies
beyond the recorded steps can be worked out from those.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from autograder.grading.linear import linear
from autograder.grading.recurrence import Recurrence, asked_at
from autograder.protocol.arrays import Vector
from autograder.protocol.observed import Observation


@dataclass(frozen=True)
class Quadratic:
    """``1/2 (theta - ground)^T slope (theta - ground) + rest``."""

    slope: Vector
    ground: Vector
    rest: float | None
    """The loss at the minimum, where losses were seen."""

    def losses(self, path: Vector) -> Vector:
        """Losses along a path (n, d), without the rest where that isn't known."""
        away = path - self.ground
        return np.asarray(0.5 * np.einsum("ni,ij,nj->n", away, self.slope, away) + (self.rest or 0.0))


def quadratic(observation: Observation, rule: Recurrence | None) -> Quadratic | None:
    """Return the quadratic that all recorded gradients belong to; None where there is none."""
    if observation.gradients is None:
        return None
    ahead = rule.ahead if rule is not None else 0.0
    found = linear(asked_at(observation, ahead), observation.gradients.numpy())
    if found is None:
        return None
    slope, ground = found
    return Quadratic(slope, ground, _rest(Quadratic(slope, ground, None), observation))


def _rest(shape: Quadratic, observation: Observation) -> float | None:
    """By the smallest loss that was seen: there rounding is least."""
    if observation.losses is None:
        return None
    losses = observation.losses.numpy().ravel()
    if np.isnan(losses).all():
        return None
    at = int(np.nanargmin(losses))
    return float(losses[at] - shape.losses(observation.theta.numpy()[at : at + 1])[0])


def first_below(
    observation: Observation, shape: Quadratic, rule: Recurrence, threshold: float, farthest: int
) -> int | None:
    """Go on from the recorded steps; the step whose loss is first below, None where it doesn't come."""
    if observation.gradients is None or shape.rest is None or not np.isfinite(rule.applied):
        return None
    theta, gradients = observation.theta.numpy(), observation.gradients.numpy()
    at, step, last = theta[-1], theta[-1] - theta[-2], gradients[-1]
    for count in range(len(gradients), farthest + 1):
        away = at - shape.ground
        if 0.5 * away @ shape.slope @ away + shape.rest < threshold:
            return count
        gradient = shape.slope @ (away + rule.ahead * step)
        step = rule.kept * step - rule.applied * gradient + rule.undone * last
        at, last = at + step, gradient
        if not np.isfinite(at).all():
            return None
    return None
