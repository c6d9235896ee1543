"""What the source of a function says about its arguments: read once from the AST, never from its behaviour."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
_MAPPING_METHODS = {"items", "keys", "values"}


@dataclass
class Evidence:
    """How the names of one function (or of all methods of a class) are used in its body."""

    kept_as: dict[str, str] = field(default_factory=dict)
    """``self.params = parameters``: the attribute that an argument becomes."""
    called: set[str] = field(default_factory=set)
    """Names that are called like functions."""
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
    scalar_only: set[str] = field(default_factory=set)
    """Names handed to ``math.…`` or ``float``."""
    returns: list[ast.expr] = field(default_factory=list)
    globals_stored: set[str] = field(default_factory=set)
    loads: set[str] = field(default_factory=set)
    assigned: set[str] = field(default_factory=set)
    exponents: set[str] = field(default_factory=set)
    """Names in an exponent: what ``beta ** t`` calls time."""
    uses_math: bool = False
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


class _Reader(ast.NodeVisitor):
    def __init__(self) -> None:
        self.found = Evidence()
        self.alias: dict[str, str] = {}
        self.depth = 0

    # names ------------------------------------------------------------------------------------------------------
    def _owner(self, node: ast.expr) -> str | None:
        """``params`` of ``params``, ``self.params``, ``params[i]``; a loop's name stands for what it runs over."""
        if isinstance(node, ast.Name):
            return self.alias.get(node.id, node.id)
        if isinstance(node, ast.Attribute):
            inner = self._owner(node.value)
            return f"{inner}.{node.attr}" if inner is not None else None
        return None

    # statements -------------------------------------------------------------------------------------------------
    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.depth += 1
        self.generic_visit(node)
        self.depth -= 1

    def visit_Return(self, node: ast.Return) -> None:
        if node.value is not None and self.depth == 0:
            self.found.returns.append(node.value)
        self.generic_visit(node)

    def visit_Global(self, node: ast.Global) -> None:
        self.found.globals_stored.update(node.names)

    def visit_While(self, node: ast.While) -> None:
        self.found.has_while = True
        self.generic_visit(node)

    def visit_For(self, node: ast.For) -> None:
        self._loop(node.target, node.iter)
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        self._loop(node.target, node.iter)
        self.generic_visit(node)

    def _loop(self, target: ast.expr, source: ast.expr) -> None:
        if isinstance(source, ast.Call) and isinstance(source.func, ast.Name):
            name = source.func.id
            if (
                name == "enumerate"
                and source.args
                and isinstance(target, ast.Tuple)
                and len(target.elts) == 2
            ):
                self._loop(target.elts[1], source.args[0])
                return
            if name == "zip":
                parts = (
                    target.elts
                    if isinstance(target, ast.Tuple) and len(target.elts) == len(source.args)
                    else []
                )
                for position, argument in enumerate(source.args):
                    self._loop(parts[position] if parts else ast.Name(id="_"), argument)
                return
            if name in {"list", "reversed", "sorted", "tqdm", "iter"} and source.args:
                self._loop(target, source.args[0])
                return
            if name == "range":
                for inner in ast.walk(source):
                    if (
                        isinstance(inner, ast.Call)
                        and isinstance(inner.func, ast.Name)
                        and inner.func.id == "len"
                    ):
                        owner = self._owner(inner.args[0]) if inner.args else None
                        if owner:
                            self.found.looped.add(owner)
                return
        if isinstance(source, ast.Call) and isinstance(source.func, ast.Attribute):
            owner = self._owner(source.func.value)
            if owner and source.func.attr in _MAPPING_METHODS:
                self.found.mapping.add(owner)
            return
        owner = self._owner(source)
        if owner is None:
            return
        self.found.looped.add(owner)
        if isinstance(target, ast.Tuple):
            self.found.pairs[owner] = tuple(
                part.id if isinstance(part, ast.Name) else "" for part in target.elts
            )
        elif isinstance(target, ast.Name) and target.id != "_":
            self.alias[target.id] = owner

    # expressions ------------------------------------------------------------------------------------------------
    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Name):
            self.found.called.add(node.func.id)
            if node.func.id == "float":
                self._scalars(node.args)
            if node.func.id in {"isinstance"} and len(node.args) == 2:
                owner = self._owner(node.args[0])
                if owner and isinstance(node.args[1], ast.Name) and node.args[1].id == "dict":
                    self.found.mapping.add(owner)
        if isinstance(node.func, ast.Attribute):
            owner = self._owner(node.func.value)
            if node.func.attr in {"pow", "power", "float_power"} and len(node.args) == 2:
                self._exponent(node.args[1])
            if owner == "math":
                self.found.uses_math = True
                self._scalars(node.args)
            if owner and node.func.attr in _MAPPING_METHODS:
                self.found.mapping.add(owner)
            if owner and node.func.attr in {"get", "setdefault", "pop"} and node.args:
                self._key(owner, node.args[0], guarded=True)
            if isinstance(node.func.value, ast.Name) and node.func.value.id == "self":
                self.found.called.add(f"self.{node.func.attr}")
        self.generic_visit(node)

    def _scalars(self, arguments: Iterable[ast.expr]) -> None:
        for argument in arguments:
            for inner in ast.walk(argument):
                if isinstance(inner, ast.Name):
                    self.found.scalar_only.add(inner.id)

    def visit_Compare(self, node: ast.Compare) -> None:
        right = node.comparators[0]
        owner = self._owner(node.left)
        if (
            isinstance(node.ops[0], ast.Is | ast.IsNot | ast.Eq)
            and isinstance(right, ast.Constant)
            and right.value is None
        ):
            if owner:
                self.found.none_tested.add(owner)
        if isinstance(node.ops[0], ast.In | ast.NotIn):
            container = self._owner(right)
            if container:
                self._key(container, node.left, guarded=True)
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        owner = self._owner(node.operand)
        if isinstance(node.op, ast.Not) and owner:
            self.found.none_tested.add(owner)
        self.generic_visit(node)

    def _key(self, owner: str, key: ast.expr, *, guarded: bool = False) -> None:
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            if key.value not in self.found.keys[owner]:
                self.found.keys[owner].append(key.value)
            if guarded:
                self.found.guarded[owner].add(key.value)
            return
        head: ast.expr | None = None
        tail: ast.expr | None = None
        if isinstance(key, ast.BinOp) and isinstance(key.op, ast.Add):
            head, tail = key.left, key.right
            while isinstance(head, ast.BinOp):
                head = head.left
        elif (
            isinstance(key, ast.BinOp) and isinstance(key.op, ast.Mod) and isinstance(key.left, ast.Constant)
        ):
            head = ast.Constant(value=str(key.left.value).partition("%")[0])
        elif isinstance(key, ast.JoinedStr) and key.values:
            head, tail = key.values[0], key.values[-1]
        elif isinstance(key, ast.Call) and isinstance(key.func, ast.Attribute) and key.func.attr == "format":
            if isinstance(key.func.value, ast.Constant):
                head = ast.Constant(value=str(key.func.value.value).partition("{")[0])
        if isinstance(head, ast.Constant) and isinstance(head.value, str) and head.value:
            if head.value not in self.found.prefixes[owner]:
                self.found.prefixes[owner].append(head.value)
        elif (
            isinstance(tail, ast.Constant)
            and isinstance(tail.value, str)
            and tail.value not in self.found.suffixes[owner]
        ):
            self.found.suffixes[owner].append(tail.value)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        owner = self._owner(node.value)
        if owner:
            if isinstance(node.slice, ast.Constant) and type(node.slice.value) is int:
                self.found.unpacked[owner] = max(self.found.unpacked.get(owner, 0), node.slice.value + 1)
            self._key(owner, node.slice)
            if isinstance(node.slice, ast.Name):
                self.found.looped.add(owner)
                if owner.startswith("self."):
                    self.found.indices.add(node.slice.id)
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        owner = self._owner(node.value)
        if isinstance(node.value, ast.Subscript):
            owner = self._owner(node.value.value)
        if owner:
            if node.attr not in self.found.attributes[owner]:
                self.found.attributes[owner].append(node.attr)
            if isinstance(node.ctx, ast.Store):
                self.found.stored_attributes[owner].add(node.attr)
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            self.found.arithmetic.add(node.target.id)
            self.found.assigned.add(node.target.id)
            if (
                isinstance(node.op, ast.Add)
                and isinstance(node.value, ast.Constant)
                and node.value.value == 1
            ):
                self.found.increments.add(node.target.id)
        if isinstance(node.target, ast.Attribute):
            owner = self._owner(node.target.value)
            if owner:
                self.found.stored_attributes[owner].add(node.target.attr)
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        value = node.value
        for target in node.targets:
            if isinstance(target, ast.Tuple | ast.List):
                owner = self._owner(value)
                if owner:
                    self.found.unpacked[owner] = len(target.elts)
                    names = tuple(part.id for part in target.elts if isinstance(part, ast.Name))
                    if len(names) == len(target.elts):
                        self.found.unpacked_names[owner] = names
            if (
                isinstance(target, ast.Attribute)
                and isinstance(target.value, ast.Name)
                and target.value.id == "self"
            ):
                self._kept(target.attr, value)
            if not isinstance(target, ast.Name):
                continue
            self.found.assigned.add(target.id)
            if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add):
                sides = (value.left, value.right)
                ones = [side for side in sides if isinstance(side, ast.Constant) and side.value == 1]
                if ones and any(isinstance(side, ast.Name) and side.id == target.id for side in sides):
                    self.found.increments.add(target.id)
        self.generic_visit(node)

    def _kept(self, attribute: str, value: ast.expr) -> None:
        if isinstance(value, ast.Constant) and type(value.value) is float:
            self.found.constants[attribute] = value.value
        if (
            isinstance(value, ast.Call)
            and isinstance(value.func, ast.Name)
            and value.func.id in {"list", "dict"}
            and value.args
        ):
            value = value.args[0]
        if isinstance(value, ast.Name):
            self.found.kept_as[value.id] = attribute

    def visit_BinOp(self, node: ast.BinOp) -> None:
        for side in (node.left, node.right):
            if isinstance(side, ast.Name):
                self.found.arithmetic.add(side.id)
        if isinstance(node.op, ast.Pow):
            self._exponent(node.right)
        self.generic_visit(node)

    def _exponent(self, node: ast.expr) -> None:
        for inner in ast.walk(node):
            if isinstance(inner, ast.Name):
                self.found.exponents.add(inner.id)

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self.found.loads.add(node.id)
        else:
            self.found.assigned.add(node.id)


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


def read(node: FunctionNode | None) -> Evidence:
    """Evidence of one function's body."""
    reader = _Reader()
    if node is None:
        return reader.found
    if isinstance(node, ast.Lambda):
        reader.found.returns.append(node.body)
        reader.visit(node.body)
    else:
        for statement in node.body:
            reader.visit(statement)
    return reader.found
