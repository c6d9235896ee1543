"""Who counts the steps in a TensorFlow 1 script, for code that takes the time from the framework's counter."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import Literal

Counting = Literal["framework", "script", "nobody", "unknown"]
"""The training operation is handed the counter; the script moves it itself; it stands still; nothing is trained."""

_TRAINING = ("minimize", "apply_gradients")
"""Methods that advance a step counter; it is their second argument."""


def counting(trees: Iterable[ast.Module]) -> Counting:
    """How the code outside classes counts."""
    calls = [call for tree in trees for call in _calls_outside_classes(tree)]
    if any(_moves_counter(call) for call in calls):
        return "script"
    trainings = [call for call in calls if called_name(call) in _TRAINING]
    if not trainings:
        return "unknown"
    return "framework" if any(_gives_counter(call) for call in trainings) else "nobody"


def counted_globals(trees: Iterable[ast.Module]) -> dict[str, frozenset[str]]:
    """Global names that are counted up, and by which functions; the empty name stands for the top level."""
    found: dict[str, set[str]] = {}
    for tree in trees:
        for function, name in _counted(tree, "", None):
            found.setdefault(name, set()).add(function)
    return {name: frozenset(by) for name, by in found.items()}


def _counted(node: ast.AST, function: str, own: frozenset[str] | None) -> Iterator[tuple[str, str]]:
    """``own``: the names that a function declares global; None at the top level."""
    for inner in ast.iter_child_nodes(node):
        if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = [each for each in ast.walk(inner) if isinstance(each, ast.Global)]
            yield from _counted(inner, inner.name, frozenset(name for each in lines for name in each.names))
            continue
        if isinstance(inner, ast.ClassDef):
            continue
        name = _counted_up(inner)
        if name and (own is None or name in own):
            yield function, name
        yield from _counted(inner, function, own)


def _counted_up(node: ast.AST) -> str:
    """The name in ``t += 1``, ``t = t + 1``, ``for t in …`` and ``for t, batch in …``."""
    match node:
        case ast.AugAssign(target=ast.Name(id=name), op=ast.Add()):
            return name
        case ast.Assign(
            targets=[ast.Name(id=name)], value=ast.BinOp(left=ast.Name(id=same), op=ast.Add())
        ) if name == same:
            return name
        case ast.For(target=ast.Name(id=name) | ast.Tuple(elts=[ast.Name(id=name), *_])):
            return name
        case _:
            return ""


def _calls_outside_classes(node: ast.AST) -> Iterator[ast.Call]:
    for inner in ast.iter_child_nodes(node):
        if isinstance(inner, ast.ClassDef):
            continue
        if isinstance(inner, ast.Call):
            yield inner
        yield from _calls_outside_classes(inner)


def called_name(call: ast.Call) -> str:
    """``zeros`` of ``np.zeros(…)`` and of ``zeros(…)``; empty where neither a name nor an attribute is called."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _gives_counter(call: ast.Call) -> bool:
    named = {keyword.arg for keyword in call.keywords}
    return len(call.args) > 1 or bool(named & {"global_step", "step", None})


def _moves_counter(call: ast.Call) -> bool:
    """``tf.assign_add(global_step, 1)`` or ``global_step.assign_add(1)``."""
    return called_name(call) in {"assign_add", "assign"} and "step" in ast.unparse(call)
