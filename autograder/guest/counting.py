"""Names that a body counts up to: the number of steps of a training loop, the length of a list of rates."""

from __future__ import annotations

import ast
from collections.abc import Iterator


def counted(node: ast.AST | None) -> frozenset[str]:
    """Names in ``range(n)``, ``np.arange(n)`` and ``while t < n``."""
    return frozenset(_names(node)) if node is not None else frozenset()


def makes_steps(node: ast.AST | None, asked: frozenset[str]) -> bool:
    """Whether a function has a loop that asks for a gradient at every turn, or hands the gradient function on."""
    loops = [inner for inner in ast.walk(node) if _is_loop(inner)] if node is not None else []
    return any(asked & (_called(loop) | _loaded(loop)) for loop in loops)


def lines_of_conditions(node: ast.AST | None, asked: frozenset[str]) -> frozenset[int]:
    """Lines where a gradient is asked for only to decide something: ``if norm(grad(w)) < 1e-3: break``."""
    lines: set[int] = set()
    for inner in ast.walk(node) if node is not None else ():
        if isinstance(inner, ast.If | ast.While | ast.IfExp) and asked & _called(inner.test):
            lines.update(range(inner.test.lineno, (inner.test.end_lineno or inner.test.lineno) + 1))
    return frozenset(lines)


def _is_loop(node: ast.AST) -> bool:
    """A ``while``, or a ``for`` over numbers: one over parameters makes a single step."""
    match node:
        case ast.While():
            return True
        case ast.For(iter=ast.Call(func=ast.Name(id="range" | "trange" | "tqdm"), args=[*_, last])):
            return not (
                isinstance(last, ast.Call) and isinstance(last.func, ast.Name) and last.func.id == "len"
            )
        case ast.For(iter=ast.Call(func=ast.Attribute(attr="count"))):
            return True
        case _:
            return False


def _loaded(node: ast.AST) -> frozenset[str]:
    return frozenset(inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name))


def _called(node: ast.AST) -> frozenset[str]:
    names = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call):
            if isinstance(inner.func, ast.Name):
                names.add(inner.func.id)
            elif isinstance(inner.func, ast.Attribute) and isinstance(inner.func.value, ast.Name):
                names.add(f"{inner.func.value.id}.{inner.func.attr}")
    return frozenset(names)


def _names(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        match inner:
            case ast.Call(
                func=ast.Name(id="range" | "trange" | "arange") | ast.Attribute(attr="arange" | "range"),
                args=bounds,
            ):
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
