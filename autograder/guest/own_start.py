"""Training functions that begin from parameters of their own: ``w = np.zeros(x.shape[1])`` and a loop that moves w.

What they are handed is data. No gradient can be given to them; they are judged by a training that the file runs.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence

from .evidence import FunctionNode
from .names import normal, weight_as
from .vocabulary import PARAMS, TIME, WEAK_TIME

_MAKERS = frozenset(
    "zeros ones full empty zeros_like ones_like rand randn random normal uniform standard_normal array random_sample"
    " rand_like randn_like Variable tensor".split()
)
_COPIES = frozenset({"array", "tensor", "Variable"})
_OWN = PARAMS | {"b", "bias", "biases", "coef", "coefs", "intercept", "x"}


def makes_its_parameters(node: FunctionNode, arguments: Sequence[str]) -> bool:
    """Whether a loop moves parameters that the body made, and nothing that was handed in."""
    if isinstance(node, ast.Lambda):
        return False
    loops = [inner for inner in ast.walk(node) if isinstance(inner, ast.For | ast.While)]
    moved = {name for loop in loops for name in _moved(loop)}
    handed = {name for name in _handed(node, arguments) if not _counts_or_is_chosen(name)}
    if not moved or moved & handed:
        return False
    inside = {id(inner) for loop in loops for inner in ast.walk(loop)}
    made = {
        name
        for inner in ast.walk(node)
        if isinstance(inner, ast.Assign) and id(inner) not in inside
        for target, value in _pairs(inner)
        if _is_made(value)
        for name in _base(target)
    }
    return any(normal(name) in _OWN for name in made & moved)


def _counts_or_is_chosen(name: str) -> bool:
    """``t += 1`` and ``lr *= 0.99`` move no parameter."""
    return normal(name) in TIME | WEAK_TIME or weight_as(name) > 0


def _moved(loop: ast.For | ast.While) -> Iterator[str]:
    """``w -= …``, ``w[i] -= …`` and ``w = w - …`` in a loop; ``x = x[order]`` only sorts."""
    for inner in ast.walk(loop):
        if isinstance(inner, ast.AugAssign):
            yield from _base(inner.target)
        elif isinstance(inner, ast.Assign):
            for target, value in _pairs(inner):
                if isinstance(value, ast.Subscript):
                    continue
                names = {each.id for each in ast.walk(value) if isinstance(each, ast.Name)}
                yield from (name for name in _base(target) if name in names)


def _handed(node: ast.FunctionDef | ast.AsyncFunctionDef, arguments: Collection[str]) -> set[str]:
    """Arguments, and what is a plain copy of one: ``x = x0.copy()``, ``w = np.array(w0)``."""
    known = set(arguments)
    for inner in ast.walk(node):
        if isinstance(inner, ast.Assign):
            for target, value in _pairs(inner):
                source = value
                while isinstance(source, ast.Call | ast.Subscript | ast.Attribute | ast.IfExp):
                    source = _inner(source)
                if isinstance(source, ast.Name) and source.id in known and not _is_shape(value):
                    known.update(_base(target))
    return known


def _inner(value: ast.Call | ast.Subscript | ast.Attribute | ast.IfExp) -> ast.expr:
    if isinstance(value, ast.IfExp):
        return value.orelse
    if isinstance(value, ast.Subscript | ast.Attribute):
        return value.value
    if _called(value) in _MAKERS - _COPIES:
        return ast.Constant(0)
    return value.args[0] if value.args else value.func


def _is_shape(value: ast.expr) -> bool:
    return any(
        isinstance(each, ast.Attribute) and each.attr in {"shape", "size", "ndim"} for each in ast.walk(value)
    )


def _pairs(statement: ast.Assign) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Targets and their values, also of ``w, b = np.zeros(d), 0.0``."""
    for target in statement.targets:
        value = statement.value
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            yield from zip(target.elts, value.elts, strict=False)
        else:
            yield target, value


def _base(target: ast.expr) -> Iterator[str]:
    while isinstance(target, ast.Subscript):
        target = target.value
    if isinstance(target, ast.Name):
        yield target.id


def _is_made(value: ast.expr) -> bool:
    if isinstance(value, ast.Constant):
        return isinstance(value.value, int | float) and not isinstance(value.value, bool)
    if isinstance(value, ast.BinOp):  # 0.01 * np.random.randn(d)
        return _is_made(value.left) or _is_made(value.right)
    return isinstance(value, ast.Call) and _called(value) in _MAKERS


def _called(call: ast.Call) -> str:
    """``zeros`` of ``np.zeros(…)``."""
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case _:
            return ""
