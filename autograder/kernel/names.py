"""Names that a piece of source makes and needs, and the part of a notebook that one class or function depends on."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_SIMPLE = (
    ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef,
    ast.ClassDef,
)  # fmt: skip
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(frozen=True)
class _Statement:
    cell: int
    node: ast.stmt

    @property
    def binds(self) -> set[str]:
        return _bound(self.node)

    @property
    def needs(self) -> set[str]:
        return _needed(self.node)

    @property
    def lines(self) -> range:
        first = min([self.node.lineno, *(one.lineno for one in getattr(self.node, "decorator_list", ()))])
        return range(first - 1, self.node.end_lineno or first)


def bound(source: str) -> set[str]:
    """Return the names that a cell makes at its top level; none where it doesn't parse."""
    return {name for node in _statements(source) for name in _bound(node)}


def needed(source: str) -> set[str]:
    """Return the names that a cell reads anywhere."""
    return {name for node in _statements(source) for name in _needed(node)}


def around(cells: Sequence[str], name: str) -> list[str]:
    """Return the cells with what a class or function depends on, line for line; the rest is blank.

    Of the definitions of the name itself the last one counts. Empty where there is none.
    """
    statements = [_Statement(i, node) for i, source in enumerate(cells) for node in _statements(source)]
    defined = [one for one in statements if isinstance(one.node, _DEFINITIONS) and one.node.name == name]
    if not defined:
        return []
    taken = [defined[-1]]
    wanted: set[str] = set()
    while new := {need for one in taken for need in one.needs} - wanted - {name}:
        wanted |= new
        for need in new:
            taken += [one for one in _makers(statements, need) if one not in taken]
    imported = {
        each for one in taken if isinstance(one.node, ast.Import | ast.ImportFrom) for each in one.binds
    }
    taken += [one for one in statements if one not in taken and _touches(one.node, wanted | {name}, imported)]
    return [_lines(source, [one.lines for one in taken if one.cell == i]) for i, source in enumerate(cells)]


def _makers(statements: Sequence[_Statement], name: str) -> list[_Statement]:
    """Plain assignments and definitions of a name; a loop that makes it only where nothing else does."""
    makers = [one for one in statements if name in one.binds]
    return [one for one in makers if isinstance(one.node, _SIMPLE)] or makers


def _touches(node: ast.stmt, wanted: set[str], imported: set[str]) -> bool:
    """``step.v = None`` on something wanted, ``tf.disable_v2_behavior()`` of a module that is used."""
    match node:
        case ast.Assign(
            targets=[ast.Attribute(value=ast.Name(id=owner)) | ast.Subscript(value=ast.Name(id=owner))]
        ):
            return owner in wanted
        case ast.Expr(value=ast.Call(func=ast.Attribute() as function)):
            root: ast.expr = function
            while isinstance(root, ast.Attribute):
                root = root.value
            return isinstance(root, ast.Name) and root.id in imported
        case _:
            return False


def _lines(source: str, kept: Sequence[range]) -> str:
    lines = source.split("\n")
    return "\n".join(line if any(i in some for some in kept) else "" for i, line in enumerate(lines))


def _statements(source: str) -> list[ast.stmt]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def _bound(node: ast.AST) -> set[str]:
    return set(_binding(node))


def _binding(node: ast.AST) -> Iterator[str]:
    if isinstance(node, _DEFINITIONS):
        yield node.name
        return
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield from ((alias.asname or alias.name).partition(".")[0] for alias in node.names)
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    for child in ast.iter_child_nodes(node):
        yield from _binding(child)


def _needed(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)}
