"""Reading evidence off the AST of a function's body."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

from .evidence import Evidence, FunctionNode
from .spelling import (
    adds_one,
    ends,
    function_name,
    is_asked_for_a_gradient,
    is_constant,
    loop_words,
    spelled,
    spread,
)

_MAPPING_METHODS, _PASSING = {"items", "keys", "values"}, {"list", "reversed", "sorted", "tqdm", "iter"}


def read(node: FunctionNode | None) -> Evidence:
    """Evidence of one function's body."""
    reader = _Reader()
    if isinstance(node, ast.Lambda):
        reader.found.returns.append(node.body)
        reader.visit(node.body)
    elif node is not None:
        for statement in node.body:
            reader.visit(statement)
    return reader.found


class _Reader(ast.NodeVisitor):
    def __init__(self) -> None:
        self.found = Evidence()
        self.alias: dict[str, str] = {}
        self.words: dict[str, list[str]] = {}
        """Names of a loop over strings that stand in the source: ``for key in ("W", "b")``."""
        self.depth = 0

    def _owner(self, node: ast.expr) -> str | None:
        """``self.params`` of ``self.params``; a loop's name stands for what it runs over."""
        if isinstance(node, ast.Name):
            return self.alias.get(node.id, node.id)
        if isinstance(node, ast.Attribute):
            inner = self._owner(node.value)
            return f"{inner}.{node.attr}" if inner is not None else None
        if isinstance(node, ast.Call) and not node.args and isinstance(node.func, ast.Attribute):
            inner = self._owner(node.func.value)
            if inner is not None and node.func.attr not in _MAPPING_METHODS and inner.count(".") < 2:
                return f"{inner}.{node.func.attr}()"  # model.parameters()
        return None

    # ---- statements ----------------------------------------------------------------------------------------
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

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            self.found.arithmetic.add(node.target.id)
            if isinstance(node.op, ast.Add) and is_constant(node.value, 1):
                self.found.increments.add(node.target.id)
            else:
                self.found.changed.add(node.target.id)
        self._stored_into(node.target)
        owner = self._owner(node.target.value) if isinstance(node.target, ast.Attribute) else None
        if owner and isinstance(node.target, ast.Attribute):
            self.found.stored_attributes[owner].add(node.target.attr)
        self.generic_visit(node)

    def _stored_into(self, target: ast.expr) -> None:
        """``G[:] = …`` and ``G[i] += …`` change G in place."""
        if isinstance(target, ast.Subscript) and (owner := self._owner(target.value)):
            self.found.changed.add(owner)

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            self._stored_into(target)
            parts = target.elts if isinstance(target, ast.Tuple | ast.List) else [target]
            self.found.assigned.update(part.id for part in parts if isinstance(part, ast.Name))
            if isinstance(target, ast.Tuple | ast.List):
                self._unpacked(target.elts, node.value)
            elif isinstance(target, ast.Attribute) and self._owner(target.value) == "self":
                self._kept(target.attr, node.value)
            elif isinstance(target, ast.Name) and adds_one(target.id, node.value):
                self.found.increments.add(target.id)
        self.generic_visit(node)

    def _unpacked(self, targets: Sequence[ast.expr], value: ast.expr) -> None:
        called = function_name(value)
        if called:
            self.found.answers[called] = tuple(
                part.id if isinstance(part, ast.Name) else "" for part in targets
            )
        owner = self._owner(value)
        if owner:
            self.found.unpacked[owner] = len(targets)
            names = tuple(part.id for part in targets if isinstance(part, ast.Name))
            if len(names) == len(targets):
                self.found.unpacked_names[owner] = names

    def _kept(self, attribute: str, value: ast.expr) -> None:
        if isinstance(value, ast.Constant) and type(value.value) is float:
            self.found.constants[attribute] = value.value
        for name in spread(value):
            self.found.kept_as[name] = attribute
        if isinstance(value, ast.Call) and function_name(value) in {"list", "dict"} and value.args:
            value = value.args[0]
        if isinstance(value, ast.Name):
            self.found.kept_as[value.id] = attribute
        elif (path := self._owner(value)) is not None:
            self.found.kept_paths[path] = f"self.{attribute}"

    # ---- loops ---------------------------------------------------------------------------------------------
    def _loop(self, target: ast.expr, source: ast.expr) -> None:
        self.words.update(loop_words(target, source))
        if isinstance(source, ast.Call):
            self._loop_call(target, source)
            return
        owner = self._owner(source)
        if owner is not None:
            self._loop_over(target, owner)

    def _loop_over(self, target: ast.expr, owner: str) -> None:
        self.found.looped.add(owner)
        if isinstance(target, ast.Tuple):
            names = (part.id if isinstance(part, ast.Name) else "" for part in target.elts)
            self.found.pairs[owner] = tuple(names)
        elif isinstance(target, ast.Name) and target.id != "_":
            self.alias[target.id] = owner

    def _loop_call(self, target: ast.expr, source: ast.Call) -> None:
        name = function_name(source)
        parts = target.elts if isinstance(target, ast.Tuple) else []
        if isinstance(source.func, ast.Attribute):
            owner, made = self._owner(source.func.value), self._owner(source)
            if owner and source.func.attr in _MAPPING_METHODS:
                self.found.mapping.add(owner)
            elif made:
                self._loop_over(target, made)
        elif name == "enumerate" and source.args and len(parts) == 2:
            self._loop(parts[1], source.args[0])
        elif name == "zip":
            fitting = parts if len(parts) == len(source.args) else [ast.Name(id="_")] * len(source.args)
            for part, argument in zip(fitting, source.args, strict=True):
                self._loop(part, argument)
        elif name in _PASSING and source.args:
            self._loop(target, source.args[0])
        elif name == "range":
            self._range(source)

    def _range(self, source: ast.Call) -> None:
        """``range(len(params))`` runs over params."""
        for inner in ast.walk(source):
            if isinstance(inner, ast.Call) and function_name(inner) == "len" and inner.args:
                owner = self._owner(inner.args[0])
                if owner:
                    self.found.looped.add(owner)

    # ---- calls ---------------------------------------------------------------------------------------------
    def visit_Call(self, node: ast.Call) -> None:
        name = function_name(node)
        if name:
            self.found.called.add(name)
        if name == "float":
            self._scalars(node.args)
        if name == "isinstance" and len(node.args) == 2:
            owner = self._owner(node.args[0])
            if owner and isinstance(node.args[1], ast.Name) and node.args[1].id == "dict":
                self.found.mapping.add(owner)
        if name in {"getattr", "setattr", "hasattr"} and len(node.args) >= 2:
            self._named_attributes(node.args[0], self._spelled(node.args[1]), stored=name == "setattr")
        if isinstance(node.func, ast.Attribute):
            self._method_call(node, node.func)
        self.generic_visit(node)

    def _spelled(self, node: ast.expr) -> list[str]:
        return spelled(node, self.words)

    def _named_attributes(self, node: ast.expr, words: Iterable[str], *, stored: bool) -> None:
        owner = self._owner(node)
        if owner is None:
            return
        for word in words:
            if word not in self.found.attributes[owner]:
                self.found.attributes[owner].append(word)
            if stored:
                self.found.stored_attributes[owner].add(word)

    def _method_call(self, node: ast.Call, function: ast.Attribute) -> None:
        owner = self._owner(function.value)
        if function.attr in {"pow", "power", "float_power"} and len(node.args) == 2:
            self._exponent(node.args[1])
        if owner == "math":
            self._scalars(node.args)
        elif owner == "self":
            self.found.called.add(f"self.{function.attr}")
        if owner and node.args and is_asked_for_a_gradient(owner, function.attr):
            self.found.gradient_methods[owner].append(function.attr)
        if owner and function.attr in _MAPPING_METHODS:
            self.found.mapping.add(owner)
        elif owner and not node.args:
            self.found.attributes[owner].append(f"{function.attr}()")
        if owner and function.attr in {"get", "setdefault", "pop"} and node.args:
            self._key(owner, node.args[0], guarded=True)

    def _scalars(self, arguments: Iterable[ast.expr]) -> None:
        for argument in arguments:
            for inner in ast.walk(argument):
                if isinstance(inner, ast.Name):
                    self.found.scalar_only.add(inner.id)

    # ---- expressions ---------------------------------------------------------------------------------------
    def visit_Compare(self, node: ast.Compare) -> None:
        self.found.compared.update(
            side.id for side in (node.left, *node.comparators) if isinstance(side, ast.Name)
        )
        right, owner = node.comparators[0], self._owner(node.left)
        if isinstance(node.ops[0], ast.Is | ast.IsNot | ast.Eq) and is_constant(right, None) and owner:
            self.found.none_tested.add(owner)
        container = self._owner(right)
        if isinstance(node.ops[0], ast.In | ast.NotIn) and container:
            self._key(container, node.left, guarded=True)
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        owner = self._owner(node.operand)
        if isinstance(node.op, ast.Not) and owner:
            self.found.none_tested.add(owner)
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        for side in (node.left, node.right):
            if isinstance(side, ast.Name):
                self.found.arithmetic.add(side.id)
        if isinstance(node.op, ast.Pow):
            self._exponent(node.right)
        elif isinstance(node.op, ast.Div) and isinstance(node.right, ast.Name):
            self.found.divisors.add(node.right.id)
        self.generic_visit(node)

    def _exponent(self, node: ast.expr) -> None:
        for inner in ast.walk(node):
            if isinstance(inner, ast.Name):
                self.found.exponents.add(inner.id)

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self.found.loads.add(node.id)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        inner = node.value.value if isinstance(node.value, ast.Subscript) else node.value
        owner = self._owner(inner)
        if owner:
            if node.attr not in self.found.attributes[owner]:
                self.found.attributes[owner].append(node.attr)
            if isinstance(node.ctx, ast.Store):
                self.found.stored_attributes[owner].add(node.attr)
        self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        owner = self._owner(node.value)
        if owner:
            self._key(owner, node.slice)
            if isinstance(node.slice, ast.Constant) and type(node.slice.value) is int:
                self.found.unpacked[owner] = max(self.found.unpacked.get(owner, 0), node.slice.value + 1)
            if isinstance(node.slice, ast.Name):
                self.found.looped.add(owner)
                if owner.startswith("self."):
                    self.found.indices.add(node.slice.id)
        self.generic_visit(node)

    def _key(self, owner: str, key: ast.expr, *, guarded: bool = False) -> None:
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            if key.value not in self.found.keys[owner]:
                self.found.keys[owner].append(key.value)
            if guarded:
                self.found.guarded[owner].add(key.value)
            return
        for word in self._spelled(key) if isinstance(key, ast.Name) else ():
            if word not in self.found.keys[owner]:
                self.found.keys[owner].append(word)
        head, tail = ends(key)
        if head and head not in self.found.prefixes[owner]:
            self.found.prefixes[owner].append(head)
        elif tail and not head and tail not in self.found.suffixes[owner]:
            self.found.suffixes[owner].append(tail)
