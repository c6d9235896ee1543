"""Sections of a file that holds several parts or labs: which lines belong to which tag.

A tag stands in a comment among a cell's first lines, in the cell's metadata, or in a heading above it; in a script in
a comment of its own line, with or without ``# %%``. A lab's section goes on until the next tag. A part's ends with its
cell; what follows it is its lab's again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from autograder.loading.notebook import NotebookCell
from autograder.loading.tags import Tag, tag_of

_HEAD_LINES = 5
_CELL_MARK = re.compile(r"^#\s*%%")
_EXPECTATION = "# expect:"


@dataclass(frozen=True)
class Section:
    """Lines ``first`` to ``last`` of a cell (0 for a script) belong to ``tag``."""

    cell: int
    first: int
    last: int
    tag: Tag


def sections_of(cells: Iterable[NotebookCell]) -> tuple[Section, ...]:
    """Cut a notebook or script into its sections; what no tag names is in none."""
    found: list[Section] = []
    running: Tag | None = None
    for cell in cells:
        if cell.number is None:
            running = _last([tag_of(line, heading=True) for line in headings(cell.source)], running)
            continue
        marks = list(_marks(cell))
        if not marks and running is not None:
            found.append(Section(cell.number, 1, cell.lines, running))
        for index, (line, tag) in enumerate(marks):
            if index == 0 and running is not None and line > 1:
                found.append(Section(cell.number, 1, line - 1, running))
            last = marks[index + 1][0] - 1 if index + 1 < len(marks) else cell.lines
            if tag is not None:
                found.append(Section(cell.number, line, last, tag))
        if marks:
            ends = marks[-1][1]
            running = None if ends is None else Tag(ends.lab, "")
    return tuple(found)


def section_at(sections: Sequence[Section], cell: int | None, line: int | None) -> Section | None:
    """Return the section in which a place lies."""
    if line is None:
        return None
    return next((one for one in sections if one.cell == (cell or 0) and one.first <= line <= one.last), None)


def headings(source: str) -> list[str]:
    """Lines of a markdown cell that are headings, or stand where one would: the first line."""
    lines = [line for line in source.splitlines() if line.strip()]
    return [line for index, line in enumerate(lines) if index == 0 or line.lstrip().startswith("#")]


def _last(tags: Iterable[Tag | None], before: Tag | None) -> Tag | None:
    named = [tag for tag in tags if tag is not None]
    return named[-1] if named else before


def _marks(cell: NotebookCell) -> Iterator[tuple[int, Tag | None]]:
    """Lines of a cell at which a section begins; a script's cell mark without a tag ends a part's section."""
    lines = cell.source.split("\n")
    named = _last([tag_of(word, heading=True) for word in cell.tags], None)
    if named is not None:
        yield 1, named
        return
    if cell.number:
        head = (tag_of(line) for line in lines[:_HEAD_LINES] if line.lstrip().startswith("#"))
        named = next((tag for tag in head if tag is not None), None)
        if named is not None:
            yield 1, named
        return
    running: Tag | None = None
    for number, line in enumerate(lines, start=1):
        if not line.startswith("#") or line.startswith(_EXPECTATION):
            continue
        tag = tag_of(line, words=number <= _HEAD_LINES or _CELL_MARK.match(line) is not None)
        if tag is None and _CELL_MARK.match(line) and running is not None and running.part:
            tag = Tag(running.lab, "")
        if tag is not None and tag != running:
            running = tag
            yield number, tag
