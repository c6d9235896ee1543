"""One method's reported numbers, held against its training: right, wrong, or not to be told."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

import numpy as np

from autograder.grading.outcomes import TOLERANCE, arrival, stopped_at
from autograder.grading.said import Said, right, unclear, wrong
from autograder.grading.trained import Trained
from autograder.reported.numbers import Count, Entry, Losses, agree

_CLOSE = 1e-4
"""Relative rounding between a loss as it was recorded and as it was reported."""
_FEWEST = 3
_CONVENTIONS = 1
"""Steps may be counted from 0 or from 1, the loss read before or after the update."""
_NEAR, _NEARLY = 10, 0.05
"""A number so near is miscounted; another one is another training's."""
_WORKED_OUT = 3
"""A step beyond the recorded ones is known to so many."""


def check_losses(method: str, one: Trained, reported: Sequence[Losses], count: int) -> Said:
    """Hold reported losses against the training's own; the best of several lists counts.

    Beside a list that the code collected, one that was typed in and differs may be the report: nobody can say.
    """
    checked = [_losses(method, one, each, count) for each in reported]
    best = max(checked, key=lambda each: each.rank)
    if best.passed and count > _FEWEST and any(each.mistake == "report-differs" for each in checked):
        return unclear("compare.losses.two", {"method": method})
    return best


def _losses(method: str, one: Trained, reported: Losses, count: int) -> Said:
    entries = reported.first(count) if count > _FEWEST else reported.entries
    wanted = min(count, one.observation.steps)
    if len(entries) < wanted:
        return wrong("compare.losses.few", {"method": method, "found": len(entries), "count": count})
    begin = entries[0].step
    shifts = dict.fromkeys((-begin, 0, 1 - begin, -1))
    pairings = [agree(entries, one.losses, shift) for shift in shifts]
    usable = [pairs for pairs in pairings if len(pairs) >= min(_FEWEST, wanted)]
    if not usable:
        return unclear("compare.losses.unseen", {"method": method})
    if any(_all_agree(pairs, seen=one.losses_seen) for pairs in usable):
        return right("compare.losses.right")
    if not reported.typed or not one.losses_seen:
        return unclear("compare.losses.unseen", {"method": method})
    entry, own = next((pair for pair in usable[0] if not _agrees(*pair, 1.0)), usable[0][0])
    values: dict[str, str | float] = {
        "method": method,
        "identified": entry.value,
        "first_step": entry.step,
        "expected": own,
    }
    return wrong("compare.losses.wrong", values, "report-differs")


def _all_agree(pairs: list[tuple[Entry, float]], *, seen: bool) -> bool:
    """Equal, or a constant multiple: half the mean square is the same loss. What was worked out lacks a constant."""
    if not seen:
        rest = pairs[-1][0].value - pairs[-1][1]
        pairs = [(entry, loss + rest) for entry, loss in pairs]
    if all(_agrees(entry, loss, 1.0) for entry, loss in pairs):
        return True
    ratios = np.array([entry.value / loss for entry, loss in pairs if loss and math.isfinite(loss)])
    scale = float(np.median(ratios)) if seen and len(ratios) >= _FEWEST else 0.0
    return scale > 0 and all(_agrees(entry, loss, scale) for entry, loss in pairs)


def _agrees(entry: Entry, loss: float, scale: float) -> bool:
    if not math.isfinite(loss) or not math.isfinite(entry.value):
        return not math.isfinite(loss) and not math.isfinite(entry.value)
    return abs(entry.value - scale * loss) <= 1.01 * entry.resolution + _CLOSE * abs(scale * loss)


def check_steps(method: str, one: Trained, reported: Sequence[Count], thresholds: Collection[float]) -> Said:
    """Hold a reported number of steps against the step at which the training arrives."""
    for threshold in (TOLERANCE, *thresholds):
        if any(_arrives(one, each.value, threshold) for each in reported):
            return right("compare.steps.right")
    own = arrival(one, TOLERANCE)
    told = reported[-1]
    if own is None or (not own.exact and not told.typed):
        return unclear("compare.steps.unseen", {"method": method})
    values: dict[str, str | float] = {"method": method, "identified": told.value, "threshold": TOLERANCE}
    if own.step is not None:
        values["expected"] = own.step
        near = abs(told.value - own.step) <= max(_NEAR, _NEARLY * own.step)
        mistake = "report-differs" if told.typed and not near else "counting-off"
        return wrong("compare.steps.wrong", values, mistake)
    # Another criterion than the loss may have stopped it; what is typed in is wrong either way.
    if not told.typed:
        return unclear("compare.steps.unseen", {"method": method})
    return wrong("compare.steps.wrong", values, "not-converged")


def _arrives(one: Trained, count: int, threshold: float) -> bool:
    own = arrival(one, threshold)
    if own is not None and own.step is not None:
        room = _CONVENTIONS if own.exact else _WORKED_OUT
        if abs(count - own.step) <= room:
            return True
    recorded = own is not None and own.exact
    return not recorded and stopped_at(one, threshold) and abs(count - one.observation.steps) <= 1
