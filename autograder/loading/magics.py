"""Magics and shell lines made harmless, line for line, through IPython's own input transformer.

A magic is not run: its call is replaced by ``pass``, so that line numbers and the rest of the cell stay. What it
assigned (``files = !ls``) becomes an empty list; ``%time x = f()`` is Python after its first word and stays Python.
IPython is imported only where a cell could hold such a line.
"""

from __future__ import annotations

import ast
import re
import warnings

_SUSPECT = re.compile(r"^[ \t]*(?:[%!?]|>>>|In \[)|=[ \t]*[%!]|\?[ \t\r]*$", re.MULTILINE)
"""Lines that are no plain Python, and some that are; the parser decides."""
_CELL_MAGIC_RUNS_PYTHON = frozenset({"time", "timeit", "capture", "prun"})
_TIMED = re.compile(r"^([ \t]*)%time[ \t]+(?![-\s])(.*)$", re.MULTILINE)
_CALL = "get_ipython()."
_MOST_LINES = 500
"""IPython's own limit on the magics of one cell."""
_MOST_CHARACTERS = 200_000
"""Each magic costs a pass over the cell; a cell that needs more than this is data, not commands."""


def plain_python(source: str) -> tuple[str, list[int]]:
    """Return the cell as plain Python of as many lines, and the lines (1-based) that held a magic."""
    if not _SUSPECT.search(source):
        return source, []
    stripped = source.lstrip("\n \t")
    if stripped.startswith("%%"):
        return _cell_magic(source)
    if _parses(source):
        return source, []
    timed = [source.count("\n", 0, match.start()) + 1 for match in _TIMED.finditer(source)]
    plain, magics = _without_magics(_TIMED.sub(r"\1\2", source))
    return plain, sorted({*timed, *magics})


def _without_magics(source: str) -> tuple[str, list[int]]:
    """Let IPython rewrite one magic at a time, and give back the lines that it joins."""
    from IPython.core import inputtransformer2 as ipython  # noqa: PLC0415 - slow, and seldom needed

    lines = (source + "\n").splitlines(keepends=True) if "\r" not in source else [source]
    if any(len(line.rstrip("\n").splitlines()) > 1 for line in lines):
        return (
            source,
            [],
        )  # a form feed or the like inside a line: lines can't be counted as Python counts them
    manager, magics = ipython.TransformerManager(), set[int]()
    try:
        for clean in (ipython.leading_indent, ipython.classic_prompt, ipython.ipython_prompt):
            lines = clean(lines)
        for _ in range(min(_MOST_LINES, _MOST_CHARACTERS // (len(source) + 1))):
            before = lines
            changed, lines = manager.do_one_token_transform(before)
            if not changed:
                break
            at = next(i for i, (old, new) in enumerate(zip(before, lines, strict=False)) if old != new)
            magics.add(at + 1)
            joined = len(before) - len(lines)
            lines = [*lines[:at], _without_call(lines[at]), *["\n"] * joined, *lines[at + 1 :]]
    except Exception:  # noqa: BLE001 - whatever IPython stumbles over is no Python either: the parser tells the student
        return source, []
    return "".join(lines).removesuffix("\n"), sorted(magics)


def _cell_magic(source: str) -> tuple[str, list[int]]:
    """``%%time`` and its like run the cell's body as Python; ``%%bash`` and others run nothing."""
    lines = source.split("\n")
    first = next(number for number, line in enumerate(lines) if line.strip())
    name = lines[first].strip()[2:].partition(" ")[0].strip()
    if name in _CELL_MAGIC_RUNS_PYTHON:
        body, magics = plain_python("\n".join(["pass", *lines[first + 1 :]]))
        return "\n" * first + body, [first + 1, *(first + number for number in magics if number > 1)]
    return "\n" * (len(lines) - 1), [first + 1]


def _without_call(line: str) -> str:
    indent = line[: len(line) - len(line.lstrip())]
    target, separator, _ = line.partition(f"= {_CALL}")
    return f"{target}= []\n" if separator else f"{indent}pass\n"


def _parses(source: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
