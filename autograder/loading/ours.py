"""Submissions that import the grader's own packages: oracles, exercises, engine, reports."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.loading.submission import Finding

PACKAGES = frozenset({"reference", "exercises", "autograder", "reports"})
STAND_IN = "autograder.notebook"
"""A released notebook checks itself; where it is graded an inert stand-in answers."""
_IMPORTERS = frozenset({"__import__", "import_module"})


def imported(tree: ast.Module, cell: int) -> list[Finding]:
    """Return a remark for each import of one of our packages, in the order of the lines."""
    found = sorted((line, name) for line, name in _imports(tree) if _is_ours(name))
    return [
        Finding(
            "status.imports_ours", {"package": name, "line": line, "cell": cell or ""}, cell or None, line
        )
        for line, name in found
    ]


def _imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(module="autograder", names=names, level=0):
                yield from ((node.lineno, f"autograder.{alias.name}") for alias in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield node.lineno, module
            case ast.Call(
                func=ast.Name(id=function) | ast.Attribute(attr=function),
                args=[ast.Constant(value=str(name)), *_],
            ) if function in _IMPORTERS:
                yield node.lineno, name
            case _:
                pass


def _is_ours(name: str) -> bool:
    """``import autograder`` alone gives nothing but the stand-in."""
    if name in {"autograder", STAND_IN} or name.startswith(f"{STAND_IN}."):
        return False
    return name.partition(".")[0] in PACKAGES
