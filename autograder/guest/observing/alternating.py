"""Several optimizer objects, each with variables of its own of one loss, whose steps take turns.

Where the loss is worked out anew between their steps, the later one gets a gradient at a point that the earlier one
has moved: together they are no step of gradient descent. What an optimizer is handed is held against what it would
have been handed before the other moved; where the data make both the same, nothing is wrong.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

import numpy as np

from .recorder import Training, Vector

_OFF = 1e-3
"""Share of the gradient by which both may differ."""
_LOOKED = 12
"""Steps of one optimizer that are compared."""


@dataclass
class _Meanwhile:
    """What an optimizer would have been handed when another one was handed its own."""

    number: int
    gradient: Vector
    by: Hashable


@dataclass
class _Mover:
    training: Training
    number: int
    """Of the question for gradients that it stepped with last; questions are numbered in their order."""
    looked: int = 0
    meanwhile: _Meanwhile | None = None


class Alternating:
    """Keeps the optimizers that have taken a step."""

    def __init__(self) -> None:
        self.movers: dict[Hashable, _Mover] = {}

    def waiting(self, but: Hashable) -> Iterator[Hashable]:
        """The others, as long as it isn't known whether they take turns."""
        for key, mover in self.movers.items():
            if key != but and mover.looked < _LOOKED and not mover.training.alternates:
                yield key

    def asked(self, key: Hashable, number: int, gradient: Vector, *, by: Hashable) -> None:
        """With the gradient that one is going to step with, ``key`` would be handed this one."""
        self.movers[key].meanwhile = _Meanwhile(number, gradient, by)

    def stepped(self, key: Hashable, training: Training, number: int, handed: Vector | None) -> None:
        """An optimizer took a step."""
        mover = self.movers.get(key)
        if mover is None or mover.training is not training:
            self.movers[key] = _Mover(training, number)
            return
        told, before = mover.meanwhile, mover.number
        mover.meanwhile, mover.number = None, number
        if told is None or handed is None or not before < told.number < number:
            return
        mover.looked += 1
        other = self.movers.get(told.by)
        if other is not None and _differ(handed, told.gradient):
            training.alternates = other.training.alternates = True


def _differ(one: Vector, other: Vector) -> bool:
    if one.shape != other.shape or not (np.isfinite(one).all() and np.isfinite(other).all()):
        return False
    size = max(float(np.abs(one).max()), float(np.abs(other).max()))
    return bool(np.abs(one - other).max() > _OFF * size)
