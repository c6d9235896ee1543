"""Old code: which names only TensorFlow 1 has, which nothing has any more, and what is written in their place.

The tables are data, ``old_names.toml``.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from autograder.loading.submission import Removed

_TABLES = Path(__file__).with_name("old_names.toml")
_PYTHON2 = (
    (re.compile(r"^[ \t]*print[ \t]+[^(=\s]", re.MULTILINE), "print …", "print(…)"),
    (re.compile(r"^[ \t]*exec[ \t]+['\"]", re.MULTILINE), "exec …", "exec(…)"),
    (
        re.compile(r"^[ \t]*except[ \t]+\w+[ \t]*,[ \t]*\w+[ \t]*:", re.MULTILINE),
        "except …, e:",
        "except … as e:",
    ),
    (re.compile(r"^[ \t]*raise[ \t]+\w+[ \t]*,", re.MULTILINE), "raise …, '…'", "raise …('…')"),
    (re.compile(r"\braw_input\("), "raw_input", "input"),
    (re.compile(r"\bxrange\("), "xrange", "range"),
)
"""What Python 2 wrote otherwise, where the source doesn't parse."""


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(_TABLES.read_text(encoding="utf-8"))


@cache
def version1_names() -> Mapping[str, frozenset[str]]:
    """Names that only TensorFlow 1 has, by submodule; its own stand under ``top``."""
    return {inside: frozenset(names.split()) for inside, names in _tables()["version1"].items()}


def removed_names(tree: ast.Module, aliases: Collection[str]) -> Iterator[Removed]:
    """Uses of names that are gone; ``aliases`` is what the file calls TensorFlow."""
    outer: set[ast.expr] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                for alias in node.names:
                    yield from _told(alias.name, alias.name, node.lineno, "removed_modules")
            case ast.ImportFrom(module=str(module), level=0):
                for alias in node.names:
                    name = f"{module}.{alias.name}"
                    yield from _told(name, name, node.lineno, "removed_modules")
            case ast.Attribute() if node not in outer:
                outer |= {inner for inner in ast.walk(node) if isinstance(inner, ast.expr)}
                path = _path(node)
                if path and path[0] in aliases:
                    yield from _told(".".join(path[1:]), ".".join(path), node.lineno, "removed")
                elif node.attr in _tables()["python2"]:
                    yield from _told(node.attr, node.attr, node.lineno, "python2")
            case ast.Name(ctx=ast.Load()) if node not in outer:
                yield from _told(node.id, node.id, node.lineno, "python2")
            case _:
                pass


def _told(name: str, written: str, line: int, table: str) -> Iterator[Removed]:
    """The entry of the longest beginning of a dotted name."""
    parts = name.split(".")
    for count in range(len(parts), 0, -1):
        instead = _tables()[table].get(".".join(parts[:count]))
        if instead is not None:
            kept = len(written.split(".")) - len(parts) + count
            yield Removed(".".join(written.split(".")[:kept]), instead, line)
            return


def _path(node: ast.expr) -> list[str]:
    """``tf.contrib.opt`` as its names; empty where it hangs on something else."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    return [node.id, *reversed(names)] if isinstance(node, ast.Name) else []


def python2(source: str, line: int) -> Removed | None:
    """What Python 2 wrote otherwise in a source that doesn't parse, on the line where parsing stopped if it's there."""
    found = [
        Removed(old, new, source.count("\n", 0, match.start()) + 1)
        for pattern, old, new in _PYTHON2
        for match in pattern.finditer(source)
    ]
    return min(found, key=lambda each: (each.line != line, each.line), default=None)
