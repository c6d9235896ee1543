"""One parameter over the steps: the student's path, the rule's, and the named mistake's lying on the student's."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.explaining.numbers import number
from reports.html.axes import Values, curve, finite, frame, horizontal, picture, vertical
from reports.html.both import Both, t
from reports.html.charts import Figure
from reports.inert import one_line

_SHOWN = 40
"""Steps; a difference that shows later is shown with the steps before it."""
_BEFORE = 8
_NOTHING = 1e-300
_ON_IT = 1e-3
"""Of the rule's distance: nobody sees that in the chart."""
_ROWS = 16


def steps_chart(id_: str, update: Mapping[str, Any]) -> Figure | None:
    """Return the chart; none where no named mistake was run on the same gradients."""
    identified: Sequence[Sequence[float | None]] | None = update.get("identified")
    if not identified:
        return None
    place = _telling(update["yours"], update["expected"])
    begin, end = window(len(identified), update.get("first_step"))
    paths = {
        name: [point[place] for point in update[name][begin:end]]
        for name in ("identified", "expected", "yours")
    }
    shown = finite(*bounded(paths)) or [0.0]
    x, y = horizontal(begin, end - 1), vertical(min(shown), max(shown))
    name = one_line(str(update["coordinates"][place]), 40)
    body = [frame(x, y, t("step"), Both(name, name)), '<g clip-path="CLIP">']
    body += [curve(kind, values, x, y, begin) for kind, values in paths.items()]
    body.append("</g>")
    near, far = _apart(paths["identified"], paths["yours"]), _apart(paths["expected"], paths["yours"])
    return Figure(
        id_,
        t("{name} over the steps", name=name),
        t(
            "On the same gradients the named mistake lies on your path; the rule is up to {far} away.",
            far=number(far, 2),
        )
        if near <= _ON_IT * far
        else t(
            "On the same gradients the named mistake is at most {near} from your path, the rule up to {far}.",
            near=number(near, 2),
            far=number(far, 2),
        ),
        picture("".join(body), f"{id_}-t", f"{id_}-d"),
        (t("step"), t("expected"), t("yours"), t("named mistake")),
        rows([paths[kind] for kind in ("expected", "yours", "identified")], begin),
        ("expected", "yours", "identified"),
    )


def _telling(yours: Sequence[Values], expected: Sequence[Values]) -> int:
    """The coordinate whose paths are farthest apart for their size, among those that stay numbers if there are any."""

    def weight(j: int) -> tuple[bool, float]:
        mine, right = [point[j] for point in yours], [point[j] for point in expected]
        known = [value for value in mine if value is not None]
        size = max((abs(value) for value in finite(mine, right)), default=0.0)
        return len(known) == len(mine), _apart(mine, right) / max(size, _NOTHING)

    return max(range(len(expected[0])), key=weight)


def _apart(one: Values, other: Values) -> float:
    return max(
        (abs(a - b) for a, b in zip(one, other, strict=False) if a is not None and b is not None), default=0.0
    )


def window(length: int, first: int | None) -> tuple[int, int]:
    """Return the first and the last but one of the points that a chart shows: those around the first difference."""
    begin = max(0, min((first or 1) - _BEFORE, length - _SHOWN))
    return begin, min(begin + _SHOWN, length)


def rows(columns: Sequence[Values], begin: int) -> tuple[tuple[str, ...], ...]:
    """Return a table of what a chart shows, thinned where it is long; the first step is ``begin``."""
    length = len(columns[0])
    return tuple(
        (str(begin + at), *(number(values[at]) for values in columns))
        for at in range(0, length, max(1, math.ceil(length / _ROWS)))
    )


def bounded(paths: Mapping[str, Values]) -> list[Values]:
    """Return the rule's path and as much of the others as leaves the rule's visible."""
    right = finite(paths["expected"]) or [0.0]
    middle, room = (max(right) + min(right)) / 2, 3 * ((max(right) - min(right)) or 1.0)
    return [
        [None if value is None else min(max(value, middle - room), middle + room) for value in values]
        for values in paths.values()
    ]
