"""Magics and shell lines made harmless, line for line, through IPython's own input transformer.

A magic is not run: its call is replaced by ``pass``, so that line numbers and the rest of the cell stay. What it
assigned (``files = !ls``) becomes an empty list. IPython is imported only where a cell could hold such a line.
"""

from __future__ import annotations

import ast
import re

_SUSPECT = re.compile(r"^\s*[%!?]|^[^#'\"\n]*=\s*[%!]\s*[A-Za-z]|\?\s*$", re.MULTILINE)
_CELL_MAGIC_RUNS_PYTHON = frozenset({"time", "timeit", "capture", "prun"})


def plain_python(source: str) -> tuple[str, list[int]]:
    """Return the cell as plain Python of as many lines, and the lines (1-based) that held a magic."""
    if not _SUSPECT.search(source):
        return source, []
    stripped = source.lstrip("\n ")
    if stripped.startswith("%%"):
        return _cell_magic(source)
    if _parses(source):
        return source, []
    from IPython.core.inputtransformer2 import TransformerManager  # noqa: PLC0415 - slow, and seldom needed

    try:
        transformed = TransformerManager().transform_cell(source)
    except SyntaxError:
        return source, []
    lines, magics = transformed.split("\n"), []
    for number, line in enumerate(lines, start=1):
        if "get_ipython()." in line:
            magics.append(number)
            lines[number - 1] = _without_call(line)
    kept = source.count("\n") + 1
    return "\n".join(lines[:kept]), magics


def _cell_magic(source: str) -> tuple[str, list[int]]:
    """``%%time`` and its like run the cell's body as Python; ``%%bash`` and others run nothing."""
    lines = source.split("\n")
    first = next(number for number, line in enumerate(lines) if line.strip())
    name = lines[first].strip()[2:].split(" ")[0]
    if name in _CELL_MAGIC_RUNS_PYTHON:
        body, magics = plain_python("\n".join(["pass", *lines[first + 1 :]]))
        return "\n" * first + body, [first + 1, *(first + number for number in magics if number > 1)]
    return "\n" * (len(lines) - 1), [first + 1]


def _without_call(line: str) -> str:
    indent = line[: len(line) - len(line.lstrip())]
    target, separator, _ = line.partition("= get_ipython().")
    if separator:
        return f"{target}= []"
    return f"{indent}pass"


def _parses(source: str) -> bool:
    try:
        ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
