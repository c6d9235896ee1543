"""The path of two parameters over the contours of a quadratic loss.

A contour of ``1/2 d'Hd = c`` is an ellipse: the unit circle under a linear map. So each one is a ``circle``
with a matrix, drawn with a line width that doesn't scale.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.explaining.numbers import number
from reports.html.axes import HEIGHT, TOP, WIDTH, Scale, finite, frame, horizontal, line, picture, vertical
from reports.html.both import Both, t
from reports.html.charts import Figure
from reports.html.slider import marks, stops

_LEVELS = 9
_DECADES = 4
_MARGIN = 0.08
_WIDEST = 3.0
"""How much wider than the rule's path the view may get to show yours."""
_ROWS = 12
_NAMES = (Both("w₁", "w₁"), Both("w₂", "w₂"))

Path = Sequence[Sequence[float | None]]


def path_chart(id_: str, training: Mapping[str, Any]) -> Figure | None:
    """Return the chart; none where the task has other than two parameters."""
    path, hessian, minimum = training.get("path"), training.get("hessian"), training.get("minimum")
    if not path or not hessian or not minimum or len(minimum) != 2:
        return None
    yours, expected, identified = path["yours"], path["expected"], path.get("identified")
    views = [_range(axis, expected, yours, minimum[axis]) for axis in (0, 1)]
    x, y = horizontal(*views[0]), vertical(*views[1])
    body = [frame(x, y, _NAMES[0], _NAMES[1]), '<g class="thin" clip-path="CLIP">']
    body += _ellipses(hessian, minimum, expected, x, y)
    if identified:
        body.append(_curve("identified", identified, x, y))
    places = stops(expected, yours)
    body += [_curve("expected", expected, x, y), _curve("yours", yours, x, y)]
    body += [marks(places, {"expected": expected, "yours": yours}, x, y), "</g>"]
    start = expected[0]
    if start[0] is not None and start[1] is not None:
        body.append(_dot("start", x(start[0]), y(start[1]), t("start")))
    body.append(_cross(x(minimum[0]), y(minimum[1])))
    last = next((point for point in reversed(yours) if None not in point), None)
    reached = f"({number(last[0])}, {number(last[1])})" if last else "–"
    return Figure(
        id_,
        t("Path of the parameters"),
        t(
            "The minimum is at ({first}, {second}); your last point is {reached}.",
            first=number(minimum[0]),
            second=number(minimum[1]),
            reached=reached,
        ),
        picture("".join(body), f"{id_}-t", f"{id_}-d"),
        (t("step"), t("expected"), t("yours")),
        _rows(yours, expected),
        ("expected", "yours", "identified") if identified else ("expected", "yours"),
        places,
    )


def _range(axis: int, expected: Path, yours: Path, minimum: float) -> tuple[float, float]:
    right = [*finite([point[axis] for point in expected]), minimum]
    low, high = min(right), max(right)
    room = (high - low or 1.0) * (_WIDEST - 1) / 2
    mine = [min(max(value, low - room), high + room) for value in finite([point[axis] for point in yours])]
    low, high = min([low, *mine]), max([high, *mine])
    margin = (high - low or 1.0) * _MARGIN
    return low - margin, high + margin


def _ellipses(
    hessian: Sequence[Sequence[float]], minimum: Sequence[float], expected: Path, x: Scale, y: Scale
) -> list[str]:
    """Levels from the start's loss downward, evenly spaced in the logarithm."""
    (a, b), (_, c) = hessian
    if a <= 0 or a * c - b * b <= 0 or None in expected[0]:
        return []
    dx, dy = ((expected[0][axis] or 0.0) - minimum[axis] for axis in (0, 1))
    top = (a * dx * dx + 2 * b * dx * dy + c * dy * dy) / 2
    # Cholesky: H = L L'; points with L'd = sqrt(2c) u, u on the unit circle, have loss c.
    l11 = math.sqrt(a)
    l21 = b / l11
    l22 = math.sqrt(c - l21 * l21)
    sx, sy = (x.end - x.start) / (x.high - x.low), (y.end - y.start) / (y.high - y.low)
    out = ['<g class="contours">']
    for k in range(_LEVELS):
        radius = math.sqrt(2 * top * 10 ** (-_DECADES * (k - 1) / (_LEVELS - 1)))
        # d = L'^-1 (radius u): d2 = u2 / l22, d1 = (u1 - l21 d2) / l11
        d1_u1, d1_u2, d2_u2 = radius / l11, -radius * l21 / (l11 * l22), radius / l22
        out.append(
            f'<circle r="1" transform="matrix({sx * d1_u1:.3f} 0 {sx * d1_u2:.3f} {sy * d2_u2:.3f} '
            f'{x(minimum[0]):.1f} {y(minimum[1]):.1f})"/>'
        )
    return [*out, "</g>"]


def _curve(kind: str, path: Path, x: Scale, y: Scale) -> str:
    return line(
        kind,
        (None if first is None or second is None else (x(first), y(second)) for first, second in path),
    )


def _dot(kind: str, at_x: float, at_y: float, label: Both) -> str:
    side, anchor = (8, "start") if at_x < WIDTH * 0.8 else (-8, "end")
    return (
        f'<circle class="{kind}" cx="{at_x:.1f}" cy="{at_y:.1f}" r="4.5"/>'
        f'<text class="mark" x="{at_x + side:.1f}" y="{min(max(at_y - 7, TOP + 10), HEIGHT):.1f}" '
        f'text-anchor="{anchor}">{label.svg()}</text>'
    )


def _cross(at_x: float, at_y: float) -> str:
    label = t("minimum").svg()
    return (
        f'<path class="minimum" d="M{at_x - 5:.1f} {at_y:.1f}h10M{at_x:.1f} {at_y - 5:.1f}v10"/>'
        f'<text class="mark" x="{at_x + 8:.1f}" y="{at_y + 15:.1f}">{label}</text>'
    )


def _rows(yours: Path, expected: Path) -> tuple[tuple[str, ...], ...]:
    def point(path: Path, step: int) -> str:
        return f"({number(path[step][0])}, {number(path[step][1])})" if step < len(path) else ""

    length = max(len(yours), len(expected))
    steps = sorted({*range(min(6, length)), *range(0, length, max(1, length // _ROWS)), length - 1})
    return tuple((str(step), point(expected, step), point(yours, step)) for step in steps)
