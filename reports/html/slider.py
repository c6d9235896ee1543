"""A slider over the steps of a path, without a script: radio buttons in a row; the style sheet shows one's marks.

Arrow keys move along it as along any group of radio buttons, and it works where a course system strips scripts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from autograder.explaining.numbers import number
from reports.html.axes import Scale
from reports.html.both import Both, t

_WIDER = 8
Point = Sequence[float | None]


class Stop(NamedTuple):
    """One place of the slider."""

    step: int
    text: Both


def stops(expected: Sequence[Point], yours: Sequence[Point]) -> tuple[Stop, ...]:
    """At most twelve steps, ever farther apart: a path moves most at its beginning."""
    last = max(len(expected), len(yours)) - 1
    wide = (round(last ** (k / _WIDER)) for k in range(_WIDER + 1))
    steps = sorted({step for step in (0, 2, 3, *wide) if step <= last})
    return tuple(
        Stop(
            step,
            t(
                "Step {step}: expected {expected}, yours {yours}.",
                step=step,
                expected=_said(expected, step),
                yours=_said(yours, step),
            ),
        )
        for step in steps
    )


def marks(places: Sequence[Stop], paths: dict[str, Sequence[Point]], x: Scale, y: Scale) -> str:
    """Return a dot on each path for each place; ``style.css`` hides all but those of the chosen one."""
    groups = []
    for index, stop in enumerate(places):
        dots = "".join(_dot(kind, path, stop.step, x, y) for kind, path in paths.items())
        groups.append(f'<g class="at at{index}">{dots}</g>')
    return "".join(groups)


def _dot(kind: str, path: Sequence[Point], step: int, x: Scale, y: Scale) -> str:
    first, second = path[step] if step < len(path) else (None, None)
    if first is None or second is None:
        return ""
    return f'<circle class="dot {kind}" cx="{x(first):.1f}" cy="{y(second):.1f}" r="5"/>'


def _said(path: Sequence[Point], step: int) -> str:
    if step >= len(path):
        return "–"
    return f"({', '.join('NaN' if one is None else number(one, 4) for one in path[step])})"
