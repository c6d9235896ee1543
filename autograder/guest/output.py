"""What the student's code prints, line by line, with the statement and the loops that printed it."""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from types import FrameType
from typing import Any

from .wire import cell_of

MAX_LINES = 6_000
MAX_LINE = 8_000
"""Characters: a whole schedule may stand in one line."""
MAX_TEXT = 600_000
"""Characters of all lines together."""

# Bound at import: the student's code may replace it later.
_frame = sys._getframe  # noqa: SLF001 - the only way to see which line is printing


@dataclass(frozen=True)
class Printed:
    """A line that the code printed, and what was running."""

    cell: int
    statement: int
    """Position among the cell's top-level statements."""
    text: str
    loops: tuple[int, int] = (0, 0)
    """First lines of the loops around the printing line and around the top-level line; 0 where there is none."""
    supplied: str = ""
    """A name that the code lacks and that was lent to it."""
    line: int = 0
    """Of the student's innermost function that printed it."""


class Tee(io.TextIOBase):
    """Standard output that also keeps the lines printed, bounded."""

    def __init__(self, behind: Any) -> None:
        super().__init__()
        self.behind = behind
        self.printed: list[Printed] = []
        self.place = (0, 0)
        self.loops: dict[tuple[int, int], int] = {}
        """Cell and line to the first line of the outermost loop around it, within its function."""
        self.partial = ""
        self.partial_from: tuple[int, int, tuple[int, int]] | None = None
        self.partial_line = 0
        self.left = MAX_TEXT

    def writable(self) -> bool:
        """It is for writing."""
        return True

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """Code asks for it."""
        return "utf-8"

    def write(self, text: str) -> int:
        """Pass on and keep."""
        if self.behind is not None:
            try:
                self.behind.write(text)
            except (OSError, ValueError):
                self.behind = None
        if text and len(self.printed) < MAX_LINES and self.left > 0:
            loops, running = self._running()
            here = (*self.place, loops)
            if self.partial and self.partial_from != here:
                self._keep(self.partial)  # another loop goes on in the same line
                self.partial = ""
            self.partial_from, self.partial_line = here, running
            *lines, rest = (self.partial + text).split("\n", MAX_LINES)
            for line in lines:
                self._keep(line)
            self.partial = rest[:MAX_LINE]
        return len(text)

    def finish(self) -> None:
        """Keep a last line that was not ended."""
        if self.partial.strip():
            self._keep(self.partial)
        self.partial = ""

    def flush(self) -> None:
        """Pass on."""
        if self.behind is not None:
            try:
                self.behind.flush()
            except (OSError, ValueError):
                self.behind = None

    def _keep(self, line: str) -> None:
        if self.partial_from is not None and len(self.printed) < MAX_LINES and self.left > 0:
            cell, statement, loops = self.partial_from
            self.printed.append(Printed(cell, statement, line[:MAX_LINE], loops, line=self.partial_line))
            self.left -= min(len(line), MAX_LINE)

    def before_this(self) -> int:
        """How many lines were printed before the iteration that runs now, as far as the lines' places tell."""
        loops, line = self._running()
        here = (*self.place, loops)
        count = len(self.printed)
        while loops[0] and count:
            last = self.printed[count - 1]
            if (last.cell, last.statement, last.loops) != here or not loops[0] <= last.line < line:
                break
            count, line = count - 1, last.line
        return count

    def _running(self) -> tuple[tuple[int, int], int]:
        """Loops around the student's innermost and outermost running line, and the innermost line."""
        inner: int | None = None
        outer = line = 0
        frame: FrameType | None = _frame(2)
        while frame is not None:
            cell = cell_of(frame.f_code.co_filename)
            if cell is not None:
                outer = self.loops.get((cell, frame.f_lineno), 0)
                if inner is None:
                    inner, line = outer, frame.f_lineno
            frame = frame.f_back
        return (inner or 0, outer), line


def loop_lines(cell: int, tree: ast.Module) -> Mapping[tuple[int, int], int]:
    """Per line of a cell the first line of the outermost loop around it, within its function."""
    found: dict[tuple[int, int], int] = {}
    waiting: list[tuple[ast.AST, int]] = [(tree, 0)]
    while waiting:
        node, loop = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            loop = 0
        elif isinstance(node, ast.For | ast.While) and not loop:
            loop = node.lineno
        if isinstance(node, ast.stmt):
            last = node.end_lineno or node.lineno
            found.update(((cell, line), loop) for line in range(node.lineno, last + 1))
        waiting += [(child, loop) for child in ast.iter_child_nodes(node)]
    return found
