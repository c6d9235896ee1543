"""Makers: functions that return the update function, and generators that are sent gradients."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Sequence
from typing import Any

from .arguments import EMPTY, Argument, Roles, arguments_of
from .evidence import FunctionNode, merge
from .found import Found, Method
from .names import normal
from .reading import read
from .roles import classify
from .sources import Sources, is_stub, plain_function
from .wire import cell_of

SENT = "<sent>"
"""Stands for the update of a generator: gradients are sent, parameters are yielded."""


def made_function(
    name: str, function: Callable[..., Any], sources: Sources, keywords: Sequence[str]
) -> Found | None:
    """``make_adam(lr)`` that gives ``update``; None where the function makes no update."""
    node = sources.function(function)
    if node is None or isinstance(node, ast.Lambda):
        return None
    method = _best_inner(name, function, node, keywords)
    if method is None:
        return None
    arguments, rest = arguments_of(function)
    constructor = classify(arguments, rest, read(node), constructor=True)
    code = plain_function(function).__code__
    inner = next(
        (part for part in returned_functions(node) if getattr(part, "name", "") == method.name), None
    )
    return Found(
        name,
        "update-function",
        function,
        cell_of(code.co_filename),
        code.co_firstlineno,
        (method,),
        constructor,
        merge([read(node), method.evidence]),
        is_stub(inner),
        node,
        factory=method.name,
    )


def _best_inner(
    name: str, function: Callable[..., Any], node: FunctionNode, keywords: Sequence[str]
) -> Method | None:
    if inspect.isgeneratorfunction(plain_function(function)):
        sent = _sent_argument(node)
        return Method(SENT, function, Roles((sent,), settled=True), read(node)) if sent is not None else None
    best: tuple[float, Method] | None = None
    for part in returned_functions(node):
        evidence = read(part)
        roles = classify(_written_arguments(part), "", evidence)
        gradient = bool(roles.of("grads", "gradient-function", "pairs")) and roles.settled
        text = normal(getattr(part, "name", "update"))
        score = 2.0 * gradient + text.startswith(("update", "step", "apply", "opt"))
        told = gradient or any(word in normal(name) for word in keywords)
        if score > 0 and told and (best is None or score > best[0]):
            best = (score, Method(getattr(part, "name", "<lambda>"), function, roles, evidence))
    return best[1] if best is not None else None


def _sent_argument(node: FunctionNode) -> Argument | None:
    """``g = yield theta``: the gradient is sent."""
    for inner in ast.walk(node):
        if (
            isinstance(inner, ast.Assign)
            and isinstance(inner.value, ast.Yield)
            and isinstance(inner.targets[0], ast.Name)
        ):
            return Argument(inner.targets[0].id, inspect.Parameter.POSITIONAL_OR_KEYWORD, EMPTY, "grads", 0)
    return None


def returned_functions(node: FunctionNode) -> list[FunctionNode]:
    """Functions and lambdas defined inside ``node`` that it returns."""
    if isinstance(node, ast.Lambda):
        return []
    named: dict[str, FunctionNode] = {
        part.name: part for part in node.body if isinstance(part, ast.FunctionDef)
    }
    for part in node.body:
        if isinstance(part, ast.Assign) and isinstance(part.value, ast.Lambda):
            named.update({target.id: part.value for target in part.targets if isinstance(target, ast.Name)})
    found: list[FunctionNode] = []
    for value in read(node).returns:
        for member in _members(value):
            if isinstance(member, ast.Lambda):
                found.append(member)
            elif isinstance(member, ast.Name) and member.id in named:
                found.append(named[member.id])
    return found


def _members(value: ast.expr) -> Sequence[ast.expr]:
    """What is returned, one by one; ``{"momentum": momentum, "nesterov": nesterov}[kind]`` is one of these."""
    if isinstance(value, ast.Subscript):
        value = value.value
    if isinstance(value, ast.Tuple | ast.List):
        return value.elts
    return value.values if isinstance(value, ast.Dict) else [value]


def _written_arguments(node: FunctionNode) -> list[Argument]:
    """Arguments as written, for a function that doesn't exist yet."""
    places = [*node.args.posonlyargs, *node.args.args]
    missing: list[ast.expr | None] = [None] * (len(places) - len(node.args.defaults))
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    found = [
        Argument(place.arg, kind, _literal(default))
        for place, default in zip(places, [*missing, *node.args.defaults], strict=True)
    ]
    for place, default in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True):
        found.append(Argument(place.arg, inspect.Parameter.KEYWORD_ONLY, _literal(default)))
    return found


def _literal(node: ast.expr | None) -> Any:
    if node is None:
        return EMPTY
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError):
        return ...
