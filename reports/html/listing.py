"""The student's code with line numbers, as two columns of text: a long file must not become a large page."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from reports.inert import bounded, inert

MOST_BYTES = 180_000
"""Of escaped code on a page. A record holds 64 KB; quotes and angle brackets grow when escaped."""
_LINES = 6_000


class Listing:
    """Lines of code, some of them marked."""

    def __init__(self, source: str, marked: Iterable[int], anchor: str, most: int = MOST_BYTES) -> None:
        self.anchor = anchor
        text, self.shortened = bounded(inert(source), lambda line: len(str(escape(line)).encode()) + 6, most)
        lines = text.split("\n")
        if len(lines) > _LINES:
            lines, self.shortened = lines[:_LINES], True
        while lines and not lines[-1].strip():
            lines.pop()
        self.lines = lines
        self.marked = sorted({one for one in marked if 1 <= one <= len(lines)})

    @property
    def numbers(self) -> str:
        """One number per line."""
        return "\n".join(map(str, range(1, len(self.lines) + 1)))

    @property
    def code(self) -> Markup:
        """The lines, escaped, the judged ones marked and reachable as ``#ANCHOR-line-12``."""
        out = [str(escape(line)) for line in self.lines]
        for line in self.marked:
            out[line - 1] = f'<mark id="{self.anchor}-line-{line}">{out[line - 1] or " "}</mark>'
        return Markup("\n".join(out))  # noqa: S704 - escaped line by line
