"""The student's own definitions and their source: which objects are theirs, and the AST node of each."""

from __future__ import annotations

import ast
import functools
import types
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from .autograd import asks_framework, hands_on, moves_itself
from .evidence import FunctionNode
from .values import attribute, really
from .wire import cell_of


class Sources:
    """AST nodes of the student's functions and classes."""

    def __init__(self, trees: Mapping[int, ast.Module], *, autograd: bool = False) -> None:
        self.autograd = autograd
        """The student's framework takes gradients itself."""
        self.functions: dict[tuple[int, int, str], FunctionNode] = {}
        self.classes: dict[str, list[tuple[int, ast.ClassDef]]] = {}
        for cell, tree in trees.items():
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
                    self.functions[(cell, first, node.name)] = node
                elif isinstance(node, ast.Lambda):
                    self.functions.setdefault((cell, node.lineno, "<lambda>"), node)
                elif isinstance(node, ast.ClassDef):
                    self.classes.setdefault(node.name, []).append((cell, node))

    def function(self, function: Callable[..., Any]) -> FunctionNode | None:
        """Node of a function of the student."""
        code = getattr(plain_function(function), "__code__", None)
        if not isinstance(code, types.CodeType):
            return None
        cell = cell_of(code.co_filename)
        return None if cell is None else self.functions.get((cell, code.co_firstlineno, code.co_name))

    def taped(self, node: FunctionNode | None) -> frozenset[str]:
        """What a body that moves parameters calls to have its gradient taken."""
        own = self.autograd and moves_itself(node) and not hands_on(node)
        return asks_framework(node) if own else frozenset()

    def only_trains(self, node: FunctionNode | None) -> bool:
        """Whether a body has its gradient taken and leaves the update to others."""
        return self.autograd and not self.taped(node) and bool(asks_framework(node))

    def trains_with(self, node: FunctionNode | None) -> bool:
        """Whether a body has its gradient taken, and an optimizer object move the parameters."""
        return self.autograd and bool(asks_framework(node)) and hands_on(node)

    def place(self, kind: type) -> tuple[int | None, ast.ClassDef | None]:
        """Cell and node of a class: the last of its name, unless its methods stand in another one."""
        written = self.classes.get(kind.__name__, [])
        codes = [attribute(plain_function(member), "__code__") for member in vars(kind).values()]
        places = {
            (cell_of(one.co_filename), one.co_firstlineno) for one in codes if isinstance(one, types.CodeType)
        }
        for cell, node in reversed(written if places else []):
            if any(where == cell and node.lineno <= line <= (node.end_lineno or 0) for where, line in places):
                return cell, node
        return written[-1] if written else (None, None)


def plain_function(function: Any) -> Any:
    """The function behind decorators, bound methods, ``np.vectorize`` and ``functools.partial``."""
    for _ in range(8):
        if really(function, (np.vectorize, functools.partial)):
            function = attribute(function, "pyfunc") or attribute(function, "func")
            continue
        inner = (
            attribute(function, "__wrapped__")
            or attribute(function, "python_function")
            or attribute(function, "__func__")
        )
        if inner is None:
            break
        function = inner
    return function


def _is_own_function(value: Any) -> bool:
    if really(value, (types.MethodType, type)) or not callable(value):
        return False
    code = attribute(plain_function(value), "__code__")
    return really(code, types.CodeType) and cell_of(code.co_filename) is not None


def definitions(namespace: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The student's own classes and functions by name."""
    for name, value in list(namespace.items()):
        own = attribute(value, "__name__", name)
        if name.startswith("__") or (own != name and namespace.get(own) is value):
            continue  # the variable of a loop over classes is no second deliverable
        if really(value, type):
            if attribute(value, "__module__") == "__main__":
                yield name, value
        elif _is_own_function(value):
            yield name, value


def own_methods(kind: type, sources: Sources) -> dict[str, tuple[types.FunctionType, FunctionNode | None]]:
    """Methods that the student wrote, inherited ones included."""
    found: dict[str, tuple[types.FunctionType, FunctionNode | None]] = {}
    for base in kind.__mro__:
        if base.__module__ != "__main__":
            continue
        for name, member in vars(base).items():
            function = plain_function(member)
            if really(function, types.FunctionType) and name not in found:
                found[name] = (function, sources.function(function))
    return found


# ---- stubs ---------------------------------------------------------------------------------------------------------


def is_stub(node: FunctionNode | None) -> bool:
    """Nothing but docstring, pass, ..., NotImplementedError, or handing back what came in."""
    if node is None or isinstance(node, ast.Lambda):
        return False
    known = {argument.arg for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)}
    return all(_is_empty(statement, known) for statement in node.body)


def _is_empty(node: ast.stmt, known: set[str]) -> bool:
    match node:
        case ast.Pass() | ast.Global() | ast.Nonlocal():
            return True
        case ast.Expr(value=ast.Call(func=ast.Name(id=name))):
            return name == "print"
        case ast.Expr():
            return isinstance(node.value, ast.Constant)
        case ast.Raise():
            named = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            return isinstance(named, ast.Name) and named.id in {"NotImplementedError", "NotImplemented"}
        case ast.Return():
            return node.value is None or _hands_back(node.value, known)
        case ast.Assign(value=ast.Constant()):
            targets = [target.id for target in node.targets if isinstance(target, ast.Name)]
            known.update(targets)
            return len(targets) == len(node.targets)
        case _:
            return False


def _hands_back(value: ast.expr, known: set[str]) -> bool:
    match value:
        case ast.Constant():
            return True
        case ast.Name(id=name):
            return name in known or name == "NotImplemented"
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            return all(_hands_back(element, known) for element in elements)
        case _:
            return (
                isinstance(value, ast.Attribute)
                and isinstance(value.value, ast.Name)
                and value.value.id == "self"
            )
