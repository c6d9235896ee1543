"""Whether a training's rate came from the framework's own schedule, and really fell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from autograder.grading.mentioned import Mention, hands_over_step, steps_scheduler
from autograder.grading.said import Said, right, unclear, wrong
from autograder.grading.seen import bare
from autograder.grading.trained import Trained
from autograder.loading.submission import Submission
from autograder.protocol.arrays import Vector

_SAME = 1e-6
"""Rates that differ by less, relatively, are one rate in single precision."""


@dataclass(frozen=True)
class Decay:
    """What a training says about the part that asks for a built-in schedule."""

    name: str
    """Of the schedule."""
    said: Said


def judge_decay(
    one: Trained, wanted: Mapping[str, str], said: Mention | None, submission: Submission
) -> Decay | None:
    """Hold a training's rates against its schedule; None where it has nothing to do with one.

    ``wanted`` has the bare names of the schedules that are asked for, and how the message names them.
    """
    seen = one.observation
    rates = np.zeros(0) if seen.rates is None else seen.rates.numpy().ravel()
    rates = rates[np.isfinite(rates)]
    first, last = (float(rates[0]), float(rates[-1])) if len(rates) else (0.0, 0.0)
    name = seen.schedule or (said.name if said is not None else "")
    values: dict[str, str | float] = {
        "optimizer": name,
        "first": first,
        "last": last,
        "steps": seen.steps,
        "wanted": next(iter(wanted.values()), ""),
    }
    if seen.schedule and bare(seen.schedule) not in wanted:
        verdict = wrong("builtin.schedule.other", values, "different-algorithm")
    elif seen.schedule:
        verdict = _followed(one, rates, submission, values)
    elif said is not None and len(rates) and _constant(rates):
        verdict = wrong("builtin.mistake", {**values, "mistake": "rate-not-used"}, "rate-not-used")
    elif said is not None:
        verdict = unclear("builtin.rates-unseen", values)
    elif len(rates) > 1 and not _constant(rates):
        verdict = wrong("builtin.schedule.own", values, "built-in-missing")
    else:
        return None
    return Decay(name, verdict)


def _followed(one: Trained, rates: Vector, submission: Submission, values: Mapping[str, str | float]) -> Said:
    """Whether the wanted schedule's rates really fall."""
    given = dict(values)
    if not len(rates):
        return unclear("builtin.rates-unseen", given)
    if not _constant(rates):
        if rates[-1] > rates[0]:
            return _mistaken(given, "decay-wrong-direction")
        return right("builtin.schedule.right", given)
    if submission.framework == "torch" and not steps_scheduler(submission, {one.observation.schedule}):
        return _mistaken(given, "decay-step-constant")
    expected = _expected(one, len(rates))
    if expected is None or (_constant(expected) and submission.framework == "torch"):
        return unclear("builtin.rates-unseen", given)
    # Before the first drop only the source can tell whether the step is counted.
    counted = submission.framework != "tf1" or hands_over_step(submission)
    if not _constant(expected) or not counted:
        return _mistaken(given, "decay-step-constant")
    ended = one.observation.steps <= len(rates)
    return right("builtin.schedule.short" if ended else "builtin.schedule.used", given)


def _mistaken(values: dict[str, str | float], mistake: str) -> Said:
    return wrong("builtin.mistake", {**values, "mistake": mistake}, mistake)


def _constant(rates: Vector) -> bool:
    return bool(np.ptp(rates) <= _SAME * np.abs(rates).max())


def _expected(one: Trained, steps: int) -> Vector | None:
    """Rates of the schedule with its arguments, where they are known."""
    given = one.observation.schedule_arguments
    if not {"start_lr", "decay_rate", "decay_interval"} <= set(given) or given["decay_interval"] <= 0:
        return None
    exponent = np.arange(steps) / given["decay_interval"]
    if given.get("staircase"):
        exponent = np.floor(exponent)
    with np.errstate(all="ignore"):
        return np.asarray(given["start_lr"] * given["decay_rate"] ** exponent)
