"""Strings and names that an expression spells out: keys, attributes, what a call is called."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping


def function_name(node: ast.expr) -> str:
    """``zip`` of ``zip(...)``."""
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def is_constant(node: ast.AST, value: object) -> bool:
    """Whether a node is this very constant, of this type."""
    return isinstance(node, ast.Constant) and type(node.value) is type(value) and node.value == value


def adds_one(name: str, value: ast.expr) -> bool:
    """``name + 1`` or ``1 + name``."""
    if not (isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add)):
        return False
    sides = (value.left, value.right)
    named = any(isinstance(side, ast.Name) and side.id == name for side in sides)
    return named and any(is_constant(side, 1) for side in sides)


def loop_words(target: ast.expr, source: ast.expr) -> dict[str, list[str]]:
    """Names of a loop over strings that stand in the source: ``for key in ("W", "b")``."""
    members = source.elts if isinstance(source, ast.Tuple | ast.List) else []
    if isinstance(target, ast.Name):
        return (
            {target.id: [_text(member) for member in members]} if members and all(map(_text, members)) else {}
        )
    found = {}
    rows = [row.elts for row in members if isinstance(row, ast.Tuple | ast.List)]
    for place, part in enumerate(target.elts if isinstance(target, ast.Tuple) else ()):
        words = [_text(row[place]) for row in rows if len(row) > place]
        if isinstance(part, ast.Name) and words and all(words):
            found[part.id] = words
    return found


def spelled(node: ast.expr, words: Mapping[str, list[str]]) -> list[str]:
    """The strings that an expression can be: a constant, a loop's name, or one put in front of the other."""
    match node:
        case ast.Constant(value=str(word)):
            return [word]
        case ast.Name(id=name):
            return words.get(name, [])
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return [a + b for a in spelled(left, words) for b in spelled(right, words)]
        case ast.JoinedStr(values=parts):
            found = [""]
            for part in parts:
                inner = part.value if isinstance(part, ast.FormattedValue) else part
                found = [word + more for word in found for more in spelled(inner, words)]
            return found
        case _:
            return []


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def ends(key: ast.expr) -> tuple[str, str]:
    """Constant beginning and end of a key that is put together: ``"dW" + str(l)``, ``f"dW{l}"``, ``"dW%d" % l``."""
    match key:
        case ast.BinOp(op=ast.Add()):
            head = key.left
            while isinstance(head, ast.BinOp):
                head = head.left
            return _text(head), _text(key.right)
        case ast.BinOp(op=ast.Mod()):
            return _text(key.left).partition("%")[0], ""
        case ast.JoinedStr(values=[first, *rest]):
            return _text(first), _text(rest[-1]) if rest else ""
        case ast.Call(func=ast.Attribute(attr="format", value=template)):
            return _text(template).partition("{")[0], ""
        case _:
            return "", ""


def spread(value: ast.expr) -> Iterator[str]:
    """``kwargs`` of ``dict(defaults, **kwargs)`` and of ``{**defaults, **kwargs}``."""
    parts: list[ast.expr] = []
    if isinstance(value, ast.Call) and function_name(value) == "dict":
        parts = [keyword.value for keyword in value.keywords if keyword.arg is None]
    elif isinstance(value, ast.Dict):
        parts = [part for key, part in zip(value.keys, value.values, strict=True) if key is None]
    yield from (part.id for part in parts if isinstance(part, ast.Name))


_DERIVATIVES = frozenset("df dJ dL derivative jac jacobian nabla".split())


def is_asked_for_a_gradient(owner: str, method: str) -> bool:
    """``problem.gradient(x)``; not ``self.grad(x)``, which is the code's own, nor a framework's tape."""
    return owner != "self" and "tape" not in owner and ("grad" in method.lower() or method in _DERIVATIVES)
