"""A training that the submission ran by itself, as the parts about built-ins and comparisons look at it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from autograder.grading.quadratic import Quadratic, quadratic
from autograder.grading.recurrence import Recurrence, recurrence
from autograder.grading.seen import bare
from autograder.protocol.arrays import Vector
from autograder.protocol.messages import Message
from autograder.protocol.observed import MAX_OBSERVED_STEPS, Observation

_RULES = {
    "gradientdescent": "sgd",
    "sgd": "sgd",
    "momentum": "momentum",
    "kerasmomentum": "momentum",
    "adagrad": "adagrad",
    "rmsprop": "rmsprop",
    "adam": "adam",
    "adamw": "adamw",
    "adamax": "adamax",
    "nadam": "nadam",
    "adadelta": "adadelta",
    "lion": "lion",
    "radam": "radam",
}
"""By the class's name in lower case, without ``Optimizer``; or the kernel's, without ``ResourceApply``."""
_FELL = 0.9
"""A loss that is still above this share of the first one hasn't clearly fallen."""
_FEW = 10
_LEAST = 0.1
_SAME_START = 1e-5
_COORDINATES = 256


def trained_in(messages: Iterable[Message]) -> list[Trained]:
    """Return the submission's own trainings that took a step; arrays that the guest sent may not fit."""
    seen = [one for one in messages if isinstance(one, Observation) and one.steps > 0 and not one.lent]
    return [Trained(one) for one in seen if _fits_together(one)]


def _fits_together(one: Observation) -> bool:
    """Whether there is a row per step everywhere."""
    path = one.theta.numpy()
    if path.ndim != 2 or len(path) < 1 or len(path) > MAX_OBSERVED_STEPS + 1 or path.shape[1] > _COORDINATES:
        return False
    table = (len(path) - 1, path.shape[1])
    wanted = [(one.gradients, table), (one.asked, table), (one.last_theta, table[1:])]
    wanted += [(one.rates, table[:1]), (one.losses, table[:1])]
    return all(array is None or array.numpy().shape == shape for array, shape in wanted)


@dataclass(frozen=True)
class Trained:
    """One observation with its rule."""

    observation: Observation

    @cached_property
    def rule(self) -> str:
        """Algorithm that ran; empty where it isn't known."""
        if not self.observation.builtin:
            return self.recurrence.rule if self.recurrence is not None else ""
        rule = _RULES.get(bare(self.observation.builtin), bare(self.observation.builtin))
        if rule not in {"sgd", "momentum"}:
            return rule
        momentum = self.observation.arguments.get("momentum")
        if momentum is None:
            return rule
        if momentum == 0:
            return "sgd"
        return "nesterov" if self.observation.arguments.get("nesterov") else "momentum"

    @cached_property
    def recurrence(self) -> Recurrence | None:
        """How one step follows from the last, where that is so simple."""
        return recurrence(self.observation)

    @cached_property
    def quadratic(self) -> Quadratic | None:
        """The loss, where it is that of linear regression on a full batch."""
        return quadratic(self.observation, self.recurrence)

    @cached_property
    def losses(self) -> Vector:
        """Losses per step, NaN where none was seen; empty where nothing is known of them.

        Where the student's own weren't seen, they are worked out from the gradients, but for a constant.
        """
        seen = self.observation.losses
        if seen is not None:
            return seen.numpy().ravel()
        if self.quadratic is not None:
            return self.quadratic.losses(self.observation.theta.numpy()[:-1])
        return np.zeros(0)

    @property
    def losses_seen(self) -> bool:
        """Whether they are the student's own."""
        return self.observation.losses is not None

    @cached_property
    def start(self) -> Vector:
        """Parameters before the first step."""
        path: Vector = self.observation.theta.numpy()
        return np.asarray(path[0])

    @property
    def rate(self) -> float | None:
        """The learning rate, where it is one number."""
        given = self.observation.arguments.get("learning_rate")
        if given is None and self.recurrence is not None:
            given = self.recurrence.learning_rate
        return given

    @property
    def moved(self) -> bool:
        """Whether any parameter changed."""
        theta, last = self.observation.theta.numpy(), self.observation.last_theta
        later = theta[1:] if last is None else np.concatenate((theta[1:], last.numpy().reshape(1, -1)))
        return theta.size == 0 or bool((later != theta[0]).any())

    @property
    def finite(self) -> bool:
        """Whether parameters and losses stay numbers (a loss that wasn't seen is one)."""
        theta, last = self.observation.theta.numpy(), self.observation.last_theta
        ends = theta if last is None else np.concatenate((theta, last.numpy().reshape(1, -1)))
        return bool(np.isfinite(ends).all()) and not np.isinf(self.losses).any()

    @property
    def fell(self) -> bool | None:
        """Whether the loss clearly fell: at the end against the start, or on average; None where nothing tells."""
        seen = self.losses[~np.isnan(self.losses)]
        if self.observation.last_loss is not None:
            seen = np.append(seen, self.observation.last_loss)
        if len(seen) < 2 or not self.losses_seen:
            return self._flattened()
        few = max(1, min(_FEW, len(seen) // 4))
        first, last = max(float(seen[0]), float(seen[:few].mean())), float(seen[-few:].mean())
        return last < _FELL * first and self._went_far_enough((1 - _FELL) * first)

    def _went_far_enough(self, fall: float) -> bool:
        """Whether the steps are long enough for such a fall: mini-batches' losses differ without any.

        A convex loss falls by no more than its gradients along the steps; a tenth of that is asked of any.
        """
        gradients = self.observation.gradients
        if gradients is None or self.observation.steps > len(gradients.numpy()):
            return True
        along = float(-np.sum(gradients.numpy() * np.diff(self.observation.theta.numpy(), axis=0)))
        return not along < _LEAST * fall

    def _flattened(self) -> bool | None:
        """The same by the gradients: at a minimum they are small."""
        gradients = self.observation.gradients
        if gradients is None:
            return None
        sizes = np.linalg.norm(gradients.numpy(), axis=1)
        sizes = sizes[np.isfinite(sizes)]
        few = max(1, min(_FEW, len(sizes) // 4))
        return None if len(sizes) < 2 else bool(sizes[-few:].mean() < _FELL * sizes[0])

    def same_start(self, other: Trained) -> bool:
        """Whether both begin at the same parameters, in whatever order the variables stand."""
        mine, theirs = np.sort(self.start), np.sort(other.start)
        return mine.shape == theirs.shape and bool(
            np.allclose(mine, theirs, rtol=_SAME_START, atol=_SAME_START)
        )

    def same_rate(self, other: Trained) -> bool | None:
        """Whether both have the same learning rate; None where one of them isn't known."""
        if self.rate is None or other.rate is None:
            return None
        return math.isclose(self.rate, other.rate, rel_tol=1e-3)
