"""The charts of a student page: loss, deviation and rate over the steps. Contours have their own file."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from autograder.explaining.numbers import number
from reports.html.axes import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Values,
    curve,
    finite,
    frame,
    horizontal,
    picture,
    stairs,
    vertical,
)
from reports.html.both import Both, t
from reports.html.slider import Stop

_ROWS = 24
"""Rows of a chart's table: all of a short run, a thinned long one."""
_DECADES_ABOVE = 4
_DECADES_BELOW = 12
_HIGHEST_DEVIATION = 1e10
_LONGEST = 1_000


@dataclass(frozen=True)
class Figure:
    """A chart with everything that makes it readable without seeing it."""

    id: str
    title: Both
    description: Both
    svg: Markup
    head: tuple[Both, ...]
    rows: tuple[tuple[str, ...], ...]
    kinds: tuple[str, ...]
    """Curves it shows, for the legend."""
    stops: tuple[Stop, ...] = ()
    """Places of its slider."""


def loss_chart(id_: str, training: Mapping[str, Any]) -> Figure:
    """Return the loss over the steps, logarithmic; of a training on the student's own data nothing is expected."""
    loss = training["loss"]
    yours, expected, identified = loss["yours"], loss.get("expected") or [], loss.get("identified")
    right = [value for value in finite(expected or yours) if value > 0] or [1.0]
    ceiling = max(right) * 10**_DECADES_ABOVE
    floor = min(right) / 10**2
    shown = [min(max(value, floor), ceiling) for value in finite(yours, expected)] or [1.0]
    low, high = max(min(shown), max(shown) / 10 ** (_DECADES_BELOW + _DECADES_ABOVE)), max(shown)
    x = horizontal(0, max(len(yours), len(expected)) - 1)
    y = vertical(10 ** math.floor(math.log10(low)), 10 ** math.ceil(math.log10(high) + 1e-9), log=True)
    steps_to = training.get("steps_to") or {}
    body = [frame(x, y, t("step"), t("loss"))]
    body.append('<g clip-path="CLIP">')
    if identified:
        body.append(curve("identified", identified, x, y))
    if expected:
        body.append(curve("expected", expected, x, y))
    body += [curve("yours", yours, x, y), "</g>"]
    threshold = steps_to.get("threshold")
    if threshold and y.low <= threshold <= y.high:
        body.append(_level(y(threshold), t("goal {value}", value=number(threshold)), left=True))
    return Figure(
        id_,
        t("Loss over the steps"),
        _loss_description(yours, expected, steps_to),
        picture("".join(body), f"{id_}-t", f"{id_}-d"),
        *_table(yours, expected, identified, 0),
        _kinds(identified) if expected else ("yours",),
    )


def _loss_description(yours: Values, expected: Values, steps_to: Mapping[str, Any]) -> Both:
    if not expected:
        known = finite(yours)
        return t(
            "Your loss goes from {first} to {mine}.",
            first=number(known[0] if known else None),
            mine=number(known[-1] if known else None),
        )
    if any(value is None for value in yours):
        return t("Your loss stops being a number; the rule's goes on.")
    if steps_to:
        goal, mine, right = (steps_to.get(key) for key in ("threshold", "yours", "expected"))
        if mine is not None and right is not None:
            return t(
                "Loss below {goal}: yours in step {mine}, the rule's in step {right}.",
                goal=number(goal),
                mine=mine,
                right=right,
            )
        if right is not None:
            return t(
                "Loss below {goal}: the rule's in step {right}, yours never.", goal=number(goal), right=right
            )
    return t(
        "After the last step your loss is {mine}, the rule's {right}.",
        mine=number(yours[-1] if yours else None),
        right=number(expected[-1] if expected else None),
    )


def deviation_chart(id_: str, update: Mapping[str, Any]) -> Figure:
    """Return how far each step is from the rule, in rounding envelopes."""
    deviation: Sequence[float | None] = update["deviation"]
    tolerance, first = float(update["tolerance"]), update.get("first_step")
    known = [value for value in finite(deviation) if value > 0]
    high = max(min(max(known, default=1.0), _HIGHEST_DEVIATION), tolerance * 10)
    low = max(min([*known, 1.0]), 1e-3)
    x = horizontal(0.5, len(deviation) + 0.5)
    y = vertical(10 ** math.floor(math.log10(low)), 10 ** math.ceil(math.log10(high) + 1e-9), log=True)
    body = [frame(x, y, t("step"), t("deviation (rounding = 1)"))]
    base = y(y.low)
    border = y(tolerance)
    body.append(
        f'<rect class="allowed" x="{LEFT}" y="{border:.1f}" width="{WIDTH - LEFT - RIGHT}" '
        f'height="{HEIGHT - BOTTOM - border:.1f}"/>'
    )
    inside, outside, lost = [], [], []
    for step, value in enumerate(deviation, 1):
        at = x(step)
        if value is None:
            lost.append(f"M{at - 3:.1f} {TOP}l6 6m0 -6l-6 6")
        elif value > tolerance:
            outside.append(f"M{at:.1f} {base:.1f}V{y(value):.1f}")
        else:
            inside.append(f"M{at:.1f} {base:.1f}V{min(y(max(value, y.low)), base - 2):.1f}")
    body += [
        '<g clip-path="CLIP">',
        f'<path class="stems inside" d="{"".join(inside)}"/>',
        f'<path class="stems outside" d="{"".join(outside)}"/>',
        f'<path class="lost" d="{"".join(lost)}"/></g>',
    ]
    body.append(_level(border, t("tolerance {value}", value=number(tolerance))))
    if first:
        body.append(_marker(x(first), t("step {step}", step=first)))
    description = (
        t("The first step beyond the tolerance is step {step}.", step=first)
        if first
        else t("Every step is within what rounding explains.")
    )
    rows = tuple((str(step), number(deviation[step - 1], 3)) for step in _chosen(len(deviation), first, 1))
    return Figure(
        id_,
        t("Deviation per step"),
        description,
        picture("".join(body), f"{id_}-t", f"{id_}-d"),
        (t("step"), t("deviation (rounding = 1)")),
        rows,
        (),
    )


def rate_chart(id_: str, schedule: Mapping[str, Any]) -> Figure:
    """Return the learning rate over the steps."""
    steps = _steps(schedule)
    yours, expected = _spread(schedule["yours"], steps), _spread(schedule["expected"], steps)
    identified = _spread(schedule["identified"], steps) if schedule.get("identified") else None
    place = schedule.get("first_step")
    first = steps[place] if steps and place is not None else place
    right = finite(expected) or [1.0]
    span = max(right) - min(*right, 0.0) or 1.0
    shown = [min(max(value, min(right) - span), max(right) + span) for value in finite(yours, expected)] or [
        1.0
    ]
    x = horizontal(0, max(len(yours), len(expected)))
    y = vertical(min(0.0, *shown), max(shown) * 1.05)
    body = [frame(x, y, t("step"), t("learning rate")), '<g clip-path="CLIP">']
    if identified:
        body.append(stairs("identified", identified, x, y))
    body += [stairs("expected", expected, x, y), stairs("yours", yours, x, y), "</g>"]
    if first is not None:
        body.append(_marker(x(first), t("step {step}", step=first)))
    description = (
        t("The first rate that differs is that of step {step}.", step=first)
        if first is not None
        else t("All rates are the expected ones.")
    )
    return Figure(
        id_,
        t("Learning rate over the steps"),
        description,
        picture("".join(body), f"{id_}-t", f"{id_}-d"),
        *_table(yours, expected, identified, 0, first),
        _kinds(identified),
    )


def _steps(schedule: Mapping[str, Any]) -> Sequence[int] | None:
    """Numbers of the steps, where they aren't 0, 1, 2, …; those of a very long run are left out."""
    steps: Sequence[int] | None = schedule.get("steps")
    return steps if steps and steps[-1] < _LONGEST else None


def _spread(values: Values, steps: Sequence[int] | None) -> Values:
    """Values at their steps, with gaps where nothing was printed."""
    if steps is None:
        return values
    known = dict(zip(steps, values, strict=False))
    return [known.get(step) for step in range(steps[-1] + 1)]


def _level(at: float, label: Both, *, left: bool = False) -> str:
    x, anchor = (LEFT + 5, "start") if left else (WIDTH - RIGHT - 3, "end")
    return (
        f'<path class="level" d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}"/>'
        f'<text class="mark" x="{x}" y="{at - 5:.1f}" text-anchor="{anchor}">{label.svg()}</text>'
    )


def _marker(at: float, label: Both) -> str:
    side, anchor = (6, "start") if at < WIDTH * 0.75 else (-6, "end")
    return (
        f'<path class="first" d="M{at:.1f} {TOP - 2}V{HEIGHT - BOTTOM}"/>'
        f'<text class="mark first-label" x="{at + side:.1f}" y="{TOP + 9}" text-anchor="{anchor}">'
        f"{label.svg()}</text>"
    )


def _kinds(identified: object) -> tuple[str, ...]:
    return ("expected", "yours", "identified") if identified else ("expected", "yours")


def _table(
    yours: Values, expected: Values, identified: Values | None, start: int, first: int | None = None
) -> tuple[tuple[Both, ...], tuple[tuple[str, ...], ...]]:
    shown = [(t("expected"), expected), (t("yours"), yours), (t("named mistake"), identified or [])]
    columns = [values for name, values in shown if values or name == t("yours")]
    head = (t("step"), *(name for name, values in shown if values or name == t("yours")))
    length = max(len(column) for column in columns)
    rows = tuple(
        (str(i), *(number(column[i - start], 6) if i - start < len(column) else "" for column in columns))
        for i in _chosen(length, first, start)
    )
    return head, rows


def _chosen(length: int, first: int | None, start: int) -> list[int]:
    """Return which steps a table shows: the first ten, those around the first difference, some of the rest."""
    every = max(1, math.ceil((length - 10) / (_ROWS - 10)))
    chosen = {*range(start, min(start + 10, start + length)), *range(start, start + length, every)}
    chosen |= {start + length - 1}
    if first is not None:
        chosen |= {step for step in (first - 1, first, first + 1) if start <= step < start + length}
    return sorted(chosen)
