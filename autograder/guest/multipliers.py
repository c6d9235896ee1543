"""Functions that a scheduler of PyTorch's multiplies the rate by: what they give is a factor, and no rate."""

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


def multiplied(factors: Sequence[float], start: float, multiplies: Multiplies) -> list[float]:
    """The rates that a scheduler sets with these factors; the first step has the optimizer's own with ``last``."""
    if multiplies == "start":
        return [start * factor for factor in factors]
    rates: list[float] = []
    for factor in factors:
        rates.append(rates[-1] * factor if rates else start)
    return rates


def _scheduler(function: ast.expr) -> Multiplies | None:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return _SCHEDULERS.get(name)


def _handed(call: ast.Call) -> Iterator[str]:
    """Names of the functions: one, or a list with one for each group of parameters."""
    handed = [*call.args[1:2], *(each.value for each in call.keywords if each.arg == "lr_lambda")]
    for value in handed:
        for member in value.elts if isinstance(value, ast.List | ast.Tuple) else [value]:
            if isinstance(member, ast.Name):
                yield member.id
