"""Texts that were handed in as text: markdown cells, and comments or strings under a tag in code.

A text belongs to the last tag above it. What no tag names is kept too: a notebook may be nothing but an essay.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from autograder.loading.notebook import NotebookCell
from autograder.loading.sections import Section
from autograder.loading.tags import Tag, is_for_texts, tag_of

MAX_PASSAGES = 60
MAX_CHARACTERS = 20_000
"""Of one passage."""
_HEADING = re.compile(r"^\s*(#{1,6})\s*\S")


@dataclass(frozen=True)
class Passage:
    """One text."""

    tag: Tag | None
    text: str
    cell: int | None = None
    """None for a markdown cell, 0 for a script."""
    line: int | None = None


def passages_of(cells: Sequence[NotebookCell], sections: Sequence[Section]) -> tuple[Passage, ...]:
    """Return the texts of a notebook or script, in order."""
    found = [*_of_markdown(cells), *_of_code(cells, sections)]
    return tuple(found[:MAX_PASSAGES])


def holds_prose(markdown: str) -> bool:
    """Whether a cell of text says more than headings."""
    return any(line.strip() and not _HEADING.match(line) for line in markdown.splitlines())


def _of_markdown(cells: Iterable[NotebookCell]) -> Iterator[Passage]:
    running: Tag | None = None
    depth = 0
    for cell in cells:
        if cell.number is not None:
            continue
        named = next((tag for word in cell.tags if (tag := tag_of(word, heading=True)) is not None), None)
        if named is not None:
            running, depth = named, 0
        kept: list[str] = []
        for index, line in enumerate(cell.source.split("\n")):
            heading = _HEADING.match(line)
            marks = len(heading[1]) if heading else 0
            tag = tag_of(line, heading=True) if heading or index == 0 else None
            if tag is not None or (heading and running is not None and 0 < marks <= depth):
                yield from _passage(running, kept)
                kept = [line] if tag is None else []
                running, depth = tag, marks or 6
            else:
                kept.append(line)
        yield from _passage(running, kept)


def _passage(tag: Tag | None, lines: Iterable[str]) -> Iterator[Passage]:
    text = "\n".join(lines).strip()
    if text:
        yield Passage(tag, text[:MAX_CHARACTERS])


def _of_code(cells: Sequence[NotebookCell], sections: Sequence[Section]) -> Iterator[Passage]:
    sources = {cell.number: cell.source for cell in cells if cell.number is not None}
    for section in sections:
        if is_for_texts(section.tag):
            lines = sources[section.cell].split("\n")[section.first - 1 : section.last]
            text = "\n".join(words_of(lines)).strip()
            if text:
                yield Passage(section.tag, text[:MAX_CHARACTERS], section.cell, section.first)
    if 0 in sources:
        yield from _of_docstring(sources[0])


def _of_docstring(source: str) -> Iterator[Passage]:
    """A script's docstring whose first line names a part."""
    try:
        text = ast.get_docstring(ast.parse(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    head, _, body = (text or "").partition("\n")
    tag = tag_of(head, heading=True)
    if tag is not None and is_for_texts(tag) and body.strip():
        yield Passage(tag, body.strip()[:MAX_CHARACTERS], 0, 1)


def words_of(lines: Sequence[str]) -> Iterator[str]:
    """Comments and strings of some lines of code in their order, without those that are tags."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO("\n".join(lines) + "\n").readline))
    except (tokenize.TokenError, SyntaxError, ValueError):
        return
    for token in tokens:
        if token.type == tokenize.COMMENT and tag_of(token.string) is None:
            yield token.string.lstrip("#").strip()
        elif token.type == tokenize.STRING:
            try:
                value = ast.literal_eval(token.string)
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                continue
            if isinstance(value, str):
                yield value
