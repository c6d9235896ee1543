"""Functions handed to a scheduler: PyTorch multiplies the rate by what they give, Keras hands them the last rate."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

Multiplies = Literal["start", "last"]
"""What is multiplied: the rate that the optimizer starts with, or the one of the step before."""
_SCHEDULERS: dict[str, Multiplies] = {"LambdaLR": "start", "MultiplicativeLR": "last"}


def multipliers(trees: Iterable[ast.AST]) -> dict[str, Multiplies]:
    """The names handed to such a scheduler, with what it multiplies by them: ``LambdaLR(optimizer, factor)``."""
    found: dict[str, Multiplies] = {}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                found |= dict.fromkeys(_handed(node), kind) if (kind := _scheduler(node.func)) else {}
    return found


def called_back(trees: Iterable[ast.AST]) -> frozenset[str]:
    """The names handed to Keras's callback, which calls them with the epoch and the rate that they gave last."""
    return frozenset(
        handed.id
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _name(node.func) == "LearningRateScheduler"
        for handed in (*node.args[:1], *(each.value for each in node.keywords if each.arg == "schedule"))
        if isinstance(handed, ast.Name)
    )


def multiplied(factors: Sequence[float], start: float, multiplies: Multiplies) -> list[float]:
    """The rates that a scheduler sets with these factors; the first step has the optimizer's own with ``last``."""
    if multiplies == "start":
        return [start * factor for factor in factors]
    rates: list[float] = []
    for factor in factors:
        rates.append(rates[-1] * factor if rates else start)
    return rates


def _scheduler(function: ast.expr) -> Multiplies | None:
    return _SCHEDULERS.get(_name(function))


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else str(getattr(function, "id", ""))


def _handed(call: ast.Call) -> Iterator[str]:
    """Names of the functions: one, or a list with one for each group of parameters."""
    handed = [*call.args[1:2], *(each.value for each in call.keywords if each.arg == "lr_lambda")]
    for value in handed:
        for member in value.elts if isinstance(value, ast.List | ast.Tuple) else [value]:
            if isinstance(member, ast.Name):
                yield member.id
