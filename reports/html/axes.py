"""Axes of a small chart: scales, ticks, grid and lines as SVG text.

Why our own: a page holds up to a dozen charts and must be made in milliseconds. Matplotlib needs 0.13 s a
chart, the JavaScript libraries weigh 0.9 to 4.8 MB and want scripts. A line chart needs a scale, ticks and a
path; here they are, and colours, fonts and both languages come from the page's style sheet.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from autograder.explaining.numbers import number, power
from reports.html.both import Both

Values = Sequence[float | None]

WIDTH, HEIGHT = 460, 270
LEFT, RIGHT, TOP, BOTTOM = 52, 12, 14, 40


@dataclass(frozen=True)
class Scale:
    """From a value to a coordinate, linear or logarithmic."""

    low: float
    high: float
    start: float
    """Coordinate of ``low``."""
    end: float
    log: bool = False

    def __call__(self, value: float) -> float:
        """Return the coordinate; what lies outside stays a little outside."""
        low, high = (math.log10(self.low), math.log10(self.high)) if self.log else (self.low, self.high)
        value = math.log10(max(value, 1e-300)) if self.log else value
        share = (value - low) / (high - low)
        return self.start + min(max(share, -1.0), 2.0) * (self.end - self.start)

    def ticks(self, about: int) -> list[float]:
        """Return round values inside the scale."""
        if self.log:
            first, last = math.ceil(math.log10(self.low) - 1e-9), math.floor(math.log10(self.high) + 1e-9)
            step = max(1, math.ceil((last - first) / about))
            return [10.0**exponent for exponent in range(last, first - 1, -step)]
        raw = (self.high - self.low) / about
        magnitude = 10.0 ** math.floor(math.log10(raw))
        size = next(one * magnitude for one in (1, 2, 5, 10) if one * magnitude >= raw * (1 - 1e-9))
        begin, end = math.ceil(self.low / size - 1e-9), math.floor(self.high / size + 1e-9)
        return [round(one * size, 12) for one in range(begin, end + 1)]


def horizontal(low: float, high: float) -> Scale:
    """Return the scale of the horizontal axis."""
    return Scale(low, high if high > low else low + 1, LEFT, WIDTH - RIGHT)


def vertical(low: float, high: float, *, log: bool = False) -> Scale:
    """Return the scale of the vertical axis, upwards."""
    if not high > low:
        low, high = (low / 10, high * 10) if log else (low - 1, high + 1)
    return Scale(low, high, HEIGHT - BOTTOM, TOP, log)


def frame(x: Scale, y: Scale, x_name: Both, y_name: Both) -> str:
    """Return grid lines, tick labels and the names of both axes."""
    out = ['<g class="grid">']
    labels = []
    for tick in y.ticks(5):
        at = y(tick)
        out.append(f'<path d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}"/>')
        text = power(round(math.log10(tick))) if y.log else number(tick)
        labels.append(f'<text x="{LEFT - 7}" y="{at + 4:.1f}" text-anchor="end">{text}</text>')
    for tick in x.ticks(6):
        at = x(tick)
        labels.append(
            f'<text x="{at:.1f}" y="{HEIGHT - BOTTOM + 17}" text-anchor="middle">{number(tick)}</text>'
        )
        out.append(f'<path d="M{at:.1f} {HEIGHT - BOTTOM}v4"/>')
    out.append(f'</g><path class="axis" d="M{LEFT} {HEIGHT - BOTTOM}H{WIDTH - RIGHT}"/><g class="tick">')
    out += labels
    out.append("</g>")
    middle = (LEFT + WIDTH - RIGHT) / 2
    out.append(f'<text class="name" x="{middle}" y="{HEIGHT - 5}" text-anchor="middle">{x_name.svg()}</text>')
    out.append(
        f'<text class="name" x="13" y="{(TOP + HEIGHT - BOTTOM) / 2}" text-anchor="middle" '
        f'transform="rotate(-90 13 {(TOP + HEIGHT - BOTTOM) / 2})">{y_name.svg()}</text>'
    )
    return "".join(out)


def line(kind: str, points: Iterable[tuple[float, float] | None]) -> str:
    """Return one curve; a null point breaks it."""
    out: list[str] = []
    pen = "M"
    for point in points:
        if point is None:
            pen = "M"
            continue
        out.append(f"{pen}{point[0]:.1f} {point[1]:.1f}")
        pen = "L"
    return f'<path class="curve {kind}" d="{"".join(out)}"/>' if out else ""


def stairs(kind: str, values: Values, x: Scale, y: Scale) -> str:
    """Return a sequence that holds each value until the next step."""
    corners: list[tuple[float, float] | None] = []
    for i, value in enumerate(values):
        corners += [None] if value is None else [(x(i), y(value)), (x(i + 1), y(value))]
    return line(kind, corners)


def curve(kind: str, values: Values, x: Scale, y: Scale, first: int = 0) -> str:
    """Return the curve of a sequence over its steps."""
    return line(kind, (None if value is None else (x(first + i), y(value)) for i, value in enumerate(values)))


def picture(body: str, title_id: str, description_id: str) -> Markup:
    """Wrap a chart; its name and description are the page's visible texts with these ids."""
    clip = f"{escape(title_id)}-clip"
    return Markup(  # noqa: S704 - made of numbers and escaped texts
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="{escape(title_id)}" '
        f'aria-describedby="{escape(description_id)}"><defs><clipPath id="{clip}"><rect x="{LEFT}" '
        f'y="{TOP - 3}" '
        f'width="{WIDTH - LEFT - RIGHT}" height="{HEIGHT - TOP - BOTTOM + 3}"/></clipPath></defs>'
        f"{body.replace('CLIP', f'url(#{clip})')}</svg>"
    )


def finite(*sequences: Values | None) -> list[float]:
    """Return the numbers among several sequences."""
    return [value for values in sequences if values for value in values if value is not None]
