"""What is read of a submission: the deliverable's own lines and the functions of the file that it uses."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from autograder.loading.submission import Submission
from autograder.suspects.shapes import called, key, operation, receiver

_LONGEST = 200_000
"""Characters of a source; what is longer isn't read."""
_DEEP = 3
"""So many names are followed to what they were given."""
_ASSIGNS = {"assign": "", "assign_add": "add", "assign_sub": "sub"}
_BEGINS = frozenset({"__init__", "__new__", "build", "reset", "_create_slots", "_prepare", "zero_state"})

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


class Place(NamedTuple):
    """A line of a cell."""

    cell: int
    line: int


class Given(NamedTuple):
    """A value that something is given by ``=``, ``+=``, ``assign_sub`` and their like."""

    node: ast.AST
    target: ast.expr
    value: ast.expr
    """With ``+=`` the whole sum."""
    changes: bool
    """Whether it is written as a change (``+=``, ``assign_add``)."""


@dataclass(frozen=True)
class Reading:
    """Lines to look at."""

    roots: tuple[tuple[int, ast.AST], ...]
    """Cell and definition or statement."""
    parents: dict[ast.AST, ast.AST] = field(default_factory=dict)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Everything in these lines."""
        return tuple(one for _, root in self.roots for one in ast.walk(root))

    @cached_property
    def given(self) -> tuple[Given, ...]:
        """Everything that is given a value."""
        return tuple(one for node in self.nodes for one in _given(node))

    @cached_property
    def _values(self) -> dict[str, list[ast.expr]]:
        found: dict[str, list[ast.expr]] = {}
        for one in self.given:
            found.setdefault(key(one.target), []).append(one.value)
        return found

    def has(self, node: ast.AST, what: Callable[[ast.AST], bool], deep: int = _DEEP) -> bool:
        """Whether something occurs in an expression, or in what its names were given, where that is one value."""
        for one in ast.walk(node):
            if what(one):
                return True
            values = self._values.get(key(one), []) if isinstance(one, ast.Name) else []
            if deep and len(values) == 1 and self.has(values[0], what, deep - 1):
                return True
        return False

    def resolved(self, node: ast.expr) -> ast.expr:
        """Return what a name was given, where that is one value."""
        for _ in range(_DEEP):
            values = self._values.get(key(node), []) if isinstance(node, ast.Name) else []
            if len(values) != 1:
                break
            node = values[0]
        return node

    def of(self, name: str) -> list[tuple[ast.expr, ast.expr]]:
        """Return the operands of all operations with two of them."""
        found = (operation(one) for one in self.nodes)
        return [(operands[0], operands[1]) for kind, operands in found if kind == name and len(operands) == 2]

    def above(self, node: ast.AST) -> Iterator[ast.AST]:
        """Yield what a node stands in, from the inside out."""
        while node in self.parents:
            node = self.parents[node]
            yield node

    def begins(self, node: ast.AST) -> bool:
        """Whether it stands where things are set up: in a constructor, or under a condition."""
        for one in self.above(node):
            if isinstance(one, ast.If | ast.IfExp | ast.Try | ast.ExceptHandler):
                return True
            if isinstance(one, ast.FunctionDef):
                return one.name in _BEGINS
        return False

    def cell_of(self, node: ast.AST) -> int | None:
        """Return the cell that a node stands in."""
        above = {id(node), *(id(one) for one in self.above(node))}
        return next((cell for cell, root in self.roots if id(root) in above), None)


def _given(node: ast.AST) -> Iterator[Given]:
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _pairs(node, target, node.value)
    elif isinstance(node, ast.AnnAssign) and node.value is not None:
        yield Given(node, node.target, node.value, changes=False)
    elif isinstance(node, ast.AugAssign):
        whole = ast.copy_location(ast.BinOp(node.target, node.op, node.value), node)
        yield Given(node, node.target, whole, changes=True)
    elif isinstance(node, ast.Call) and called(node) in _ASSIGNS:
        yield from _assigned(node)


def _pairs(node: ast.AST, target: ast.expr, value: ast.expr) -> Iterator[Given]:
    if not isinstance(target, ast.Tuple | ast.List):
        yield Given(node, target, value, changes=False)
    elif isinstance(value, ast.Tuple | ast.List) and len(value.elts) == len(target.elts):
        for one, other in zip(target.elts, value.elts, strict=True):
            yield Given(node, one, other, changes=False)


def _assigned(node: ast.Call) -> Iterator[Given]:
    """``v.assign(x)``, ``tf.assign(v, x)``, ``self.assign(v, x)``."""
    operands = [*receiver(node), *node.args]
    if len(operands) == 3:
        operands = operands[1:]
    if len(operands) != 2:
        return
    target, value = operands
    kind = _ASSIGNS[called(node)]
    if kind:
        value = ast.copy_location(ast.BinOp(target, ast.Add() if kind == "add" else ast.Sub(), value), node)
    yield Given(node, target, value, changes=bool(kind))


def reading(submission: Submission, cell: int | None, line: int | None) -> Reading | None:
    """Read the definition that begins in a line, or the statement that stands there, and what it uses."""
    trees = dict(_trees(submission))
    tree = trees.get(cell or 0)
    if tree is None or line is None:
        return None
    begun = _at(tree, line)
    if begun is None:
        return None
    defined = {
        one.name: (number, one)
        for number, each in trees.items()
        for one in each.body
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    }
    roots: list[tuple[int, ast.AST]] = [(cell or 0, begun)]
    for _, one in roots:  # grows while it is read
        used = {each.id for each in ast.walk(one) if isinstance(each, ast.Name)}
        held = {id(root) for _, root in roots}
        roots += [defined[name] for name in sorted(used & defined.keys()) if id(defined[name][1]) not in held]
    return Reading(tuple(roots), _parents(root for _, root in roots))


def whole(submission: Submission) -> Reading:
    """Read the whole file."""
    roots = tuple(_trees(submission))
    return Reading(roots, _parents(root for _, root in roots))


def _trees(submission: Submission) -> Iterator[tuple[int, ast.Module]]:
    if sum(len(cell.source) for cell in submission.cells) > _LONGEST:
        return
    yield from submission.trees.items()


def _at(tree: ast.Module, line: int) -> ast.AST | None:
    """The innermost definition that begins there; else the outermost statement of the file that holds the line."""
    begun = [
        one
        for one in ast.walk(tree)
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and line in {one.lineno, *(each.lineno for each in one.decorator_list)}
    ]
    if begun:
        return begun[-1]
    holding = [one for one in tree.body if one.lineno <= line <= (one.end_lineno or one.lineno)]
    return holding[0] if holding else None


def _parents(roots: Iterable[ast.AST]) -> dict[ast.AST, ast.AST]:
    return {child: one for root in roots for one in ast.walk(root) for child in ast.iter_child_nodes(one)}
