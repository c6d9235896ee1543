"""A loop over tensors that the framework's own watching has seen too: one training, told once.

The watching knows the gradients, the loop where its parameters stand: both tell where gradients were asked for.
"""

from __future__ import annotations

import numpy as np

from .lookahead import is_ahead
from .recorder import Recorder, Training, Vector

_ALIKE = 8
"""Steps that are compared."""


def joined(recorder: Recorder, loop: Training) -> bool:
    """Whether a loop's training is one that the recorder has; what only the loop knows goes into that.

    Where the watching has seen nothing but the points at which gradients were asked for, the loop takes its place.
    """
    for seen in recorder.trainings:
        if not seen.vectors or seen.size != loop.size or len(seen.theta) < 2:
            continue
        if _is_same(seen, loop):
            _looks_ahead(seen, loop)
            _takes_rates(seen, loop)
            return True
        points = _points(seen, loop)
        if points is not None:
            loop.looked_ahead(dict(enumerate(points)))
            loop.true.update(seen.true)
            recorder.drop(seen)
            return False
    return False


def _is_same(seen: Training, loop: Training) -> bool:
    """Whether both begin with the same numbers, in whatever order, and go the same way.

    The first step alone tells too little: momentum and Nesterov's method take the same one from the same start.
    """
    ways = zip(seen.theta[: _ALIKE + 1], loop.theta[: _ALIKE + 1], strict=False)
    return all(np.array_equal(np.sort(one), np.sort(other), equal_nan=True) for one, other in ways)


def _looks_ahead(seen: Training, loop: Training) -> None:
    """The loop's variables tell where the gradients were asked for."""
    count = min(len(seen.theta), len(loop.theta))
    if seen.asked or not loop.asked:
        return
    if not np.array_equal(np.stack(seen.theta[:count]), np.stack(loop.theta[:count])):
        return
    ahead = {step: point for step, point in loop.asked.items() if step < count - 1}
    if all(np.array_equal(point, loop.theta[step]) for step, point in ahead.items()):
        return
    seen.looked_ahead(ahead)


def _takes_rates(seen: Training, loop: Training) -> None:
    """A rate that changes is one of the loop's variables; of updates by hand the watching sees none."""
    if seen.way == "assign" and not seen.rates and len(set(loop.rates.values())) > 1:
        seen.rates.update(loop.rates)


def _points(seen: Training, loop: Training) -> Vector | None:
    """Where the gradients were asked for: the parameters were moved there, and back."""
    count = len(loop.theta) - 1
    if (
        seen.way != "assign"
        or count < 2
        or len(seen.theta) <= count
        or seen.gradients.keys() != loop.gradients.keys()
    ):
        return None
    if any(not np.array_equal(seen.gradients[step], loop.gradients[step]) for step in loop.gradients):
        return None
    points = np.stack(seen.theta[:count])
    return points if is_ahead(points, np.stack(loop.theta)) else None
