"""The lecture's slip: its exponential example reads ``stable_lr``, which only its other example defines.

Who copied it alone gets a NameError. The statement is then run once more with the stable rate of that other example,
to see whether nothing but the name is missing. What it gives is marked, and can only ever be that mistake.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

from .isolation import copied, is_plain
from .names import Offer, assign, normal

_SHARE = 0.01
"""The lecture's stable rate, of the rate at the start."""
_USUAL_START = 0.3


def stable_names(tree: ast.AST) -> frozenset[str]:
    """Names that a cell reads and that are the lecture's stable rate."""
    return frozenset(
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and is_stable_name(node.id)
    )


def is_stable_name(name: str) -> bool:
    """``stable_lr`` as the lecture writes it, in any case."""
    return normal(name) == "stablelr"


def lacks_stable_rate(error: BaseException | None) -> str:
    """The name that an exception misses, where it is the stable rate's."""
    return str(error.name) if isinstance(error, NameError) and is_stable_name(error.name or "") else ""


def lent_value(numbers: Mapping[str, float]) -> float:
    """What the lecture's other example would have put there."""
    offers = [Offer(name, value) for name, value in numbers.items()]
    start = assign(offers, ["start_lr"]).get("start_lr")
    return _SHARE * (numbers[start] if start is not None else _USUAL_START)


def plain_values(node: ast.AST, namespace: Mapping[str, Any]) -> dict[str, Any]:
    """Copies of the plain data that a statement names."""
    names = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
    return {name: copied(namespace[name]) for name in names if is_plain(namespace.get(name, print))}
