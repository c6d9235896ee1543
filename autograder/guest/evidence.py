"""What the source of a function says about its arguments: read once from the AST, never from its behaviour."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


@dataclass
class Evidence:
    """How the names of one function (or of all methods of a class) are used in its body."""

    kept_as: dict[str, str] = field(default_factory=dict)
    """``self.params = parameters``: the attribute that an argument becomes."""
    kept_paths: dict[str, str] = field(default_factory=dict)
    """``self.params = model.params``: the attribute that an attribute of an argument becomes."""
    called: set[str] = field(default_factory=set)
    """Names that are called like functions."""
    gradient_methods: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """``problem.gradient(x)``: methods of a name that are asked for a gradient at a point."""
    keys: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Constant string keys that a name is subscripted with, in order."""
    guarded: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Keys asked for with a fallback: ``get``, ``setdefault``, ``in``."""
    prefixes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """``name["dW" + str(l)]`` gives dW; ``name["d" + key]`` gives d."""
    suffixes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    attributes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Attributes of the name, or of what it is made of."""
    stored_attributes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    mapping: set[str] = field(default_factory=set)
    """Names used with items(), keys(), values()."""
    looped: set[str] = field(default_factory=set)
    """Names that a loop runs over, or that are indexed by one."""
    pairs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """``for g, v in name``: the loop's own names."""
    arithmetic: set[str] = field(default_factory=set)
    """Names used as a number or array directly."""
    unpacked: dict[str, int] = field(default_factory=dict)
    """``w, b = params`` or ``params[1]``: number of members it must have."""
    unpacked_names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """``m, v, t = state``: what the members are called."""
    indices: set[str] = field(default_factory=set)
    """Names that ``self.v[name]`` is looked up with."""
    constants: dict[str, float] = field(default_factory=dict)
    """``self.lr = 0.01`` with a number written there."""
    none_tested: set[str] = field(default_factory=set)
    increments: set[str] = field(default_factory=set)
    assigned: set[str] = field(default_factory=set)
    """Names that get a new value."""
    changed: set[str] = field(default_factory=set)
    """Names that are changed in place: ``G += g ** 2``, ``G[:] = …``."""
    divisors: set[str] = field(default_factory=set)
    """Names that something is divided by: ``dw / m``."""
    compared: set[str] = field(default_factory=set)
    """Names that stand on a side of a comparison."""
    answers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """``loss, grad = f(theta)``: what the results of a called function are called."""
    scalar_only: set[str] = field(default_factory=set)
    """Names handed to ``math.…`` or ``float``."""
    returns: list[ast.expr] = field(default_factory=list)
    globals_stored: set[str] = field(default_factory=set)
    loads: set[str] = field(default_factory=set)
    exponents: set[str] = field(default_factory=set)
    """Names in an exponent: what ``beta ** t`` calls time."""
    has_while: bool = False

    def returned_names(self, count: int) -> list[str | None] | None:
        """Names in the return statement of so many elements; None for an element that isn't a name."""
        for value in self.returns:
            elements = value.elts if isinstance(value, ast.Tuple | ast.List) else [value]
            if len(elements) == count:
                return [_base_name(element) for element in elements]
        return None


def _base_name(node: ast.expr) -> str | None:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self":
        return node.attr
    if isinstance(node, ast.BinOp):
        return _base_name(node.left)  # w - lr * g
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"copy", "assign_add"}
    ):
        return _base_name(node.func.value)
    return None


def merge(parts: Iterable[Evidence]) -> Evidence:
    """Evidence of several functions together, for example of all methods of a class."""
    whole = Evidence()
    for part in parts:
        for name, value in vars(part).items():
            kept = getattr(whole, name)
            if isinstance(value, set):
                kept |= value
            elif isinstance(value, dict):
                _merge_tables(kept, value)
    return whole


def _merge_tables(kept: dict[str, Any], table: dict[str, Any]) -> None:
    for key, value in table.items():
        if isinstance(value, list):
            kept[key].extend(member for member in value if member not in kept[key])
        elif isinstance(value, set):
            kept[key] |= value
        else:
            kept[key] = value
