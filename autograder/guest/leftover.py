"""The student's definitions that are no deliverable, each with what it lacks: the person who wonders why is told."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Sequence
from typing import Any

from .arguments import arguments_of
from .discovery import trains_alone
from .evidence import FunctionNode
from .found import Found
from .frameworks import kind_of
from .names import normal
from .pairing import is_gradient
from .reading import read
from .roles import classify
from .scheduled import HELPERS
from .sources import Sources, own_methods, plain_function
from .wire import cell_of, clip

MAX_LEFT = 20
_SHOWN = 5
"""Names that are listed for one definition."""


def leftover(
    own: Sequence[tuple[str, Any]],
    taken: Iterable[Found],
    sources: Sources,
    *,
    updates: bool,
    schedules: bool,
) -> list[dict[str, Any]]:
    """The protocol's list of what was left aside, in the order of the file."""
    kept = list(taken)
    names = {found.name.partition(".")[0].partition("(")[0] for found in kept}
    called = {name: found.name for found in kept for name in found.evidence.called if name != found.name}
    left: list[dict[str, Any]] = []
    for name, value in own:
        if name in names or len(left) == MAX_LEFT:
            continue
        if isinstance(value, type):
            cell, node = sources.place(value)
            line = node.lineno if node is not None else None
            lacks, detail = _class_lacks(value, sources)
            kind = "class"
        else:
            code = getattr(plain_function(value), "__code__", None)
            cell = cell_of(code.co_filename) if code is not None else None
            line = code.co_firstlineno if code is not None else None
            lacks, detail = _function_lacks(name, value, sources, updates=updates, schedules=schedules)
            if lacks == "unclear" and name in called:
                lacks, detail = "called", called[name]
            kind = "function"
        left.append(
            {
                "name": clip(name),
                "kind": kind,
                "lacks": lacks,
                "detail": clip(detail),
                "cell": cell,
                "line": line,
            }
        )
    return left


def _class_lacks(kind: type, sources: Sources) -> tuple[str, str]:
    if kind_of(kind) is not None:
        return "framework", ""
    methods = [name for name in own_methods(kind, sources) if not name.startswith("__")]
    return ("no-gradient-method", _listed(methods)) if methods else ("no-method", "")


def _function_lacks(
    name: str, function: Any, sources: Sources, *, updates: bool, schedules: bool
) -> tuple[str, str]:
    node = sources.function(function)
    if node is None:
        return "unclear", ""
    arguments, rest = arguments_of(function)
    listed = _listed(argument.name for argument in arguments)
    evidence = read(node)
    if not evidence.returns and not updates and not inspect.isgeneratorfunction(plain_function(function)):
        return "returns-nothing", ""
    roles = classify(arguments, rest, evidence)
    if updates and trains_alone(node, roles):
        return "trains-alone", listed
    if _is_helper(name, node):
        return "helper", ""
    if not arguments:
        return "no-arguments", ""
    if schedules and not updates:
        return ("takes-gradient" if any(is_gradient(one.name) for one in arguments) else "no-step"), listed
    if not (roles.of("grads", "gradient-function", "pairs") and roles.settled):
        return ("takes-data" if roles.of("data") else "no-gradient"), listed
    return "unclear", ""


def _is_helper(name: str, node: FunctionNode) -> bool:
    text = normal(name)
    return hasattr(node, "name") and any(text.startswith(word) or text.endswith(word) for word in HELPERS)


def _listed(names: Iterable[str]) -> str:
    found = list(names)
    return ", ".join(found[:_SHOWN]) + (", …" if len(found) > _SHOWN else "")
