"""Numbers that a script prints because it trains: its losses, and the rates of the framework's own schedule.

They look like a schedule of the student's, and are none.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from autograder.grading.candidates import Deliverable
from autograder.grading.mentioned import Mention
from autograder.loading.submission import Submission
from autograder.protocol.arrays import Array, Vector
from autograder.protocol.observed import Observation
from autograder.protocol.replies import Rates

_CLOSE = 1e-4


def of_a_training(
    one: Deliverable, trainings: Sequence[Observation], built_in: Mention | None, submission: Submission
) -> bool:
    """Whether what was found only shows what a training has; ``built_in``: the framework's own schedule is used."""
    if one.answers or not one.observed:
        return False
    if trainings and one.candidate.id.startswith("list ") and not one.about_rates:
        return True  # data to train on
    for seen in trainings:
        made = built_in is not None or bool(seen.schedule)
        values = [seen.losses, seen.rates] if made else [seen.losses]
        if all(any(_among(rates, each) for each in values) for rates in one.rates):
            return True
        if made and _together(one, seen, submission):
            return True
    return False


def of_a_scheduler(one: Deliverable, trainings: Sequence[Observation]) -> bool:
    """Whether what is shown are the rates that a training had, the last one set by the scheduler after its last step.

    A scheduler may have got them from a function of the student's own.
    """
    return not one.answers and any(
        all(_among(rates, seen.rates, but_last=True) for rates in one.rates) for seen in trainings
    )


def _among(shown: Rates, values: Array | None, *, but_last: bool = False) -> bool:
    """Whether every number that is shown is one of these."""
    if values is None:
        return False
    numbers, known = shown.rates.numpy().ravel(), values.numpy().ravel()
    numbers = numbers[:-1] if but_last else numbers
    known = known[np.isfinite(known)]
    if not len(known) or not len(numbers):
        return False
    room = shown.resolution + _CLOSE * np.abs(numbers)
    return bool((_nearest(numbers, known) <= room).all())


def _nearest(numbers: Vector, known: Vector) -> Vector:
    return np.asarray(np.abs(numbers[:, None] - known[None, :]).min(axis=1))


def _together(one: Deliverable, seen: Observation, submission: Submission) -> bool:
    """Whether the numbers are shown by the statement that trains."""
    place, training = (one.candidate.cell or 0, one.candidate.line), (seen.cell or 0, seen.line)
    if place[0] != training[0] or place[1] is None or training[1] is None:
        return False
    tree = submission.trees.get(place[0])
    for node in tree.body if tree is not None else ():
        last = node.end_lineno or node.lineno
        if node.lineno <= place[1] <= last:
            return node.lineno <= training[1] <= last
    return False
