"""One piece of code, several rules: ``SGD(nesterov=True)``, ``Optimizer(method='adam')`` are judged apart."""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from .arguments import EMPTY, Argument
from .found import Found
from .names import normal

_FLAGS = {"nesterov", "usenesterov", "isnesterov", "nag", "lookahead"}
_WORDS = frozenset(
    """
    method optimizer optim opttype kind mode algorithm algo type updaterule rule solver optimizertype optimizername
    opt name variant which
    """.split()
)
MAX_CHOICES = 4


def by_method(found: Found, keywords: Sequence[str]) -> list[Found]:
    """The methods of ``class Optimizers`` that are named after the rules, each by itself."""
    words = [word.replace("_", "") for word in keywords]
    if not isinstance(found.value, type) or any(word in normal(found.name) for word in words):
        return [found]
    own = [method for method in found.methods if any(word in normal(method.name) for word in words)]
    return [replace(found, name=f"{found.name}.{each.name}", methods=(each,)) for each in own] or [found]


def with_choices(found: Found, keywords: Sequence[str]) -> list[Found]:
    """The deliverable as it is, and with each other choice its arguments offer."""
    arguments = [*found.constructor.arguments]
    if found.methods and not found.factory:
        arguments += found.methods[0].roles.arguments
    for argument in arguments:
        values = _values(argument, found, keywords)
        if values:
            base = [] if argument.default is EMPTY else [found]
            return [*base, *(replace(found, fixed=((argument.name, value),)) for value in values)][
                : MAX_CHOICES + 1
            ]
    return [found]


def with_kinds(found: Found, keywords: Sequence[str]) -> list[Found]:
    """``lr_schedule(kind, step)``: a function for each kind that it tells apart; the function itself where none is."""
    if isinstance(found.value, type) or found.factory or len(found.methods) != 1:
        return [found]
    roles = found.methods[0].roles
    for place, argument in enumerate(roles.arguments):
        values = _values(argument, found, keywords)
        if values and argument.kind is not argument.kind.KEYWORD_ONLY:
            left = replace(roles, arguments=(*roles.arguments[:place], *roles.arguments[place + 1 :]))
            method = replace(found.methods[0], roles=left)
            offered = values if argument.default is EMPTY else [argument.default, *values]
            return [
                replace(
                    found,
                    value=_with_argument(found.value, place, value),
                    methods=(method,),
                    fixed=((argument.name, value),),
                )
                for value in offered[:MAX_CHOICES]
            ]
    return [found]


def _with_argument(function: Callable[..., Any], place: int, value: object) -> Callable[..., Any]:
    @functools.wraps(function)
    def chosen(*arguments: Any, **named: Any) -> Any:
        return function(*arguments[:place], value, *arguments[place:], **named)

    return chosen


def _values(argument: Argument, found: Found, keywords: Sequence[str]) -> list[bool | str]:
    text = normal(argument.name)
    if text in _FLAGS and isinstance(argument.default, bool) and any("nesterov" in word for word in keywords):
        return [not argument.default]
    if text in _WORDS and (isinstance(argument.default, str) or argument.required) and found.node is not None:
        offered = [word for word in _compared(found.node) if any(key in normal(word) for key in keywords)]
        return [word for word in offered if word != argument.default]
    return []


def _compared(node: ast.AST) -> list[str]:
    """Strings that something is compared with, or looked up by."""
    found: list[str] = []
    for inner in ast.walk(node):
        parts: Sequence[ast.AST | None] = ()
        if isinstance(inner, ast.Compare):
            parts = [each for side in (inner.left, *inner.comparators) for each in ast.walk(side)]
        elif isinstance(inner, ast.MatchValue):
            parts = [inner.value]
        elif isinstance(inner, ast.Dict):
            parts = inner.keys
        found += [
            part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)
        ]
    return list(dict.fromkeys(found))
