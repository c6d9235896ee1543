"""All mistakes by theme, in the order in which the course meets them."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.explaining import (
    any_update,
    arrays,
    comparing,
    correction,
    methods,
    schedules,
    second_moment,
    training,
    velocity,
)
from autograder.explaining.catalogue import mark

_BATCHES = (
    "not-shuffled same-batch-every-step with-replacement last-batch-lost last-batch-empty samples-misaligned "
    "batch-sum-not-mean"
).split()


def _others() -> Iterator[str]:
    yield from (one for one in training.TEXTS if one not in _BATCHES)
    yield from comparing.TEXTS


THEMES: dict[str, tuple[str, ...]] = {
    mark("Any update"): tuple(any_update.TEXTS),
    mark("Arrays and parameters"): tuple(arrays.TEXTS),
    mark("Momentum and Nesterov"): tuple(velocity.TEXTS),
    mark("Squares, decay and δ: AdaGrad, RMSProp, Adam"): tuple(second_moment.TEXTS),
    mark("Bias correction and time: Adam"): tuple(correction.TEXTS),
    mark("Learning-rate schedules"): tuple(schedules.TEXTS),
    mark("Mini-batches"): tuple(_BATCHES),
    mark("Training, built-ins and comparisons"): tuple(_others()),
    mark("Second order, coordinates, early stopping"): tuple(methods.TEXTS),
}
"""Title of a theme to its ids."""
