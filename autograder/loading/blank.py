"""The places that a file sets aside for parts, by their tags: ``# lab3.faster`` and what follows it."""

from __future__ import annotations

import ast
import re

from autograder.loading.submission import Submission

_TAG = re.compile(r"^#[ \t]*(lab[1-6]|quiz|minibatch|compare|think|extra)\.([a-z0-9]+)[ \t]*$", re.MULTILINE)
_CHECKS = frozenset({"check"})


def left_blank(submission: Submission, lab: str, part: str) -> bool:
    """Whether the file has a place for the part and nothing is written there: only what a template holds."""
    text = "\n\n".join(cell.source for cell in submission.cells)
    _, *rest = _TAG.split(text)
    own = [
        body
        for owner, tag, body in zip(rest[::3], rest[1::3], rest[2::3], strict=True)
        if (owner, tag) == (lab, part)
    ]
    return bool(own) and all(map(_blank, own))


def _blank(source: str) -> bool:
    try:
        return all(map(_says_nothing, ast.parse(source).body))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


def _says_nothing(node: ast.stmt) -> bool:
    match node:
        case ast.Pass() | ast.Import() | ast.ImportFrom():
            return True
        case ast.Expr(value=ast.Call(func=ast.Name(id=name))):
            return name in _CHECKS
        case ast.Expr(value=value):
            return isinstance(value, ast.Constant)
        case ast.Assign(value=value) | ast.AnnAssign(value=value):
            return value is None or _empty(value)
        case ast.Raise(exc=ast.Call(func=ast.Name(id=name)) | ast.Name(id=name)):
            return name == "NotImplementedError"
        case ast.FunctionDef(body=body):
            return all(map(_says_nothing, body))
        case _:
            return False


def _empty(value: ast.expr) -> bool:
    """None, an empty text, or a container of such."""
    match value:
        case ast.Constant(value=constant):
            return constant is None or constant is ... or (isinstance(constant, str) and not constant.strip())
        case ast.List(elts=members) | ast.Tuple(elts=members) | ast.Dict(values=members):
            return all(map(_empty, members))
        case _:
            return False
