"""Names that a body counts up to: the number of steps of a training loop, the length of a list of rates."""

from __future__ import annotations

import ast
from collections.abc import Iterator


def counted(node: ast.AST | None) -> frozenset[str]:
    """Names in ``range(n)`` and in ``while t < n``."""
    return frozenset(_names(node)) if node is not None else frozenset()


def _names(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        match inner:
            case ast.Call(func=ast.Name(id="range" | "trange"), args=bounds):
                yield from (bound.id for bound in map(_bound, bounds) if isinstance(bound, ast.Name))
            case ast.While(test=ast.Compare(comparators=[ast.Name(id=name)])):
                yield name
            case _:
                pass


def _bound(node: ast.expr) -> ast.expr:
    """``n`` of ``n``, ``n + 1`` and ``int(n)``."""
    match node:
        case ast.BinOp(left=left, right=ast.Constant()):
            return left
        case ast.Call(func=ast.Name(id="int"), args=[inner]):
            return inner
        case _:
            return node
