"""How a class's points are spread, in ten bars."""

from __future__ import annotations

from collections.abc import Sequence

from reports.html.axes import BOTTOM, HEIGHT, LEFT, RIGHT, WIDTH, Scale, frame, picture, vertical
from reports.html.both import t
from reports.html.charts import Figure

_GAP = 3.0


def histogram(id_: str, counts: Sequence[int], waiting: int) -> Figure:
    """Return the chart of students per tenth of the points."""
    x = Scale(0, 100, LEFT, WIDTH - RIGHT)
    y = vertical(0, max(5, *counts) * 1.12)
    step = 100 / len(counts)
    bars = ['<g class="hist">']
    for i, count in enumerate(counts):
        left, right, top = x(i * step) + _GAP / 2, x((i + 1) * step) - _GAP / 2, y(count)
        if count:
            bars.append(
                f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" '
                f'height="{HEIGHT - BOTTOM - top:.1f}" rx="1.5"/>'
                f'<text x="{(left + right) / 2:.1f}" y="{top - 5:.1f}" text-anchor="middle">{count}</text>'
            )
    bars.append("</g>")
    body = frame(x, y, t("points in percent"), t("students")) + "".join(bars)
    rows = tuple((f"{i * step:g}–{(i + 1) * step:g}%", str(count)) for i, count in enumerate(counts))
    description = (
        t("{count} students are not in the chart: their points aren't final.", count=waiting)
        if waiting
        else t("Everybody who handed in something is in the chart.")
    )
    return Figure(
        id_,
        t("How the points are spread"),
        description,
        picture(body, f"{id_}-t", f"{id_}-d"),
        (t("points in percent"), t("students")),
        rows,
        (),
    )
