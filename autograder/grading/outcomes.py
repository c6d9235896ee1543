"""What trainings show that are compared: when each arrives, who is ahead at first and who in the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from autograder.grading.quadratic import first_below
from autograder.grading.trained import Trained
from autograder.protocol.arrays import Vector

TOLERANCE = 1e-6
"""The lecture trains until the loss is below."""
_EARLY = 10
_FARTHEST = 20_000
_CLEARLY = 2 / 3
_AT_THE_STOP = 1e-3
"""A training that stops at the tolerance ends not far below it."""


@dataclass(frozen=True)
class Arrival:
    """Step at which a training's loss is first below a threshold."""

    step: int | None
    """None: it never is, in all of its steps."""
    exact: bool
    """By the student's own losses; else worked out from the recorded steps."""


def arrival(one: Trained, threshold: float) -> Arrival | None:
    """Return when a training arrives; None where that isn't known."""
    if not one.losses_seen:
        return None
    losses, steps = one.losses, one.observation.steps
    below = np.flatnonzero(losses < threshold)
    if len(below) and not np.isnan(losses[: below[0]]).any():
        return Arrival(int(below[0]), exact=True)
    if not len(losses) or np.isnan(losses).any():
        return None
    if len(losses) >= steps:
        # The loss after the last step is the one that the loop may have stopped at.
        last = one.observation.last_loss
        ended = (last is not None and last < threshold) or _worked_out(one, threshold, steps) == steps
        return Arrival(steps if ended else None, exact=True)
    step = _worked_out(one, threshold)
    return None if step is None else Arrival(step, exact=False)


def _worked_out(one: Trained, threshold: float, farthest: int = _FARTHEST) -> int | None:
    if one.recurrence is None or one.quadratic is None:
        return None
    return first_below(one.observation, one.quadratic, one.recurrence, threshold, farthest)


def stopped_at(one: Trained, threshold: float) -> bool:
    """Whether a training seems to have stopped because its loss fell below the threshold."""
    last = one.observation.last_loss
    return last is not None and _AT_THE_STOP * threshold <= last < threshold


Winner = Literal["first", "second", "open"] | None
"""Who of two is ahead; ``open`` where it's too close to call, None where nothing is known."""


def ahead_early(one: Trained, other: Trained) -> Winner:
    """Whose losses are lower in the first ten steps."""
    mine, theirs = one.losses[1:_EARLY], other.losses[1:_EARLY]
    count = min(len(mine), len(theirs))
    return _vote(mine[:count], theirs[:count])


def ahead_late(one: Trained, other: Trained) -> Winner:
    """Who arrives first; where not both arrive, whose loss is lower at the last step that both have."""
    mine, theirs = arrival(one, TOLERANCE), arrival(other, TOLERANCE)
    if mine and theirs and (mine.step is not None or theirs.step is not None):
        return _earlier(mine.step, theirs.step)
    count = min(len(one.losses), len(other.losses))
    if not count:
        return None
    ends = [one.losses[count - 1], other.losses[count - 1]]
    if one.observation.steps == other.observation.steps > count:
        lasts = [each.observation.last_loss for each in (one, other)]
        ends = [end if last is None else last for end, last in zip(ends, lasts, strict=True)]
    return _vote(np.asarray(ends[:1]), np.asarray(ends[1:]))


def _earlier(mine: int | None, theirs: int | None) -> Winner:
    first = np.inf if mine is None else float(mine)
    second = np.inf if theirs is None else float(theirs)
    if abs(first - second) < 2:
        return "open"
    return "first" if first < second else "second"


def _vote(mine: Vector, theirs: Vector) -> Winner:
    good = ~(np.isnan(mine) & np.isnan(theirs))
    # A loss that is no number any more has run away.
    mine, theirs = (np.nan_to_num(each[good], nan=np.inf) for each in (mine, theirs))
    if not len(mine):
        return None
    different = ~np.isclose(mine, theirs, rtol=1e-4, atol=0)
    if not different.any():
        return "open"
    share = float((mine < theirs)[different].mean())
    return "first" if share >= _CLEARLY else "second" if share <= 1 - _CLEARLY else "open"
