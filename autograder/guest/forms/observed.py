"""[schedule] that a script shows: a run of rates with its place, and the variables that it was made from."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..cells import Workspace
from ..names import Offer, assign, meanings
from ..wire import Vector, array, clip

MIN_RATES = 10
RATE_NAME = re.compile(r"lr|rate|学习率|eps|eta|alpha|decay|sched", re.IGNORECASE)
STANDARDS = ("start_lr", "stable_lr", "decay_steps", "decay_rate", "decay_interval")
_CLEAR = 8.0
"""Weight from which a variable's name says what it is."""
_BLOCKS = ast.With | ast.If | ast.Try


@dataclass(frozen=True)
class Collected:
    """A run of rates with its place."""

    id: str
    name: str
    cell: int | None
    line: int | None
    rates: Vector
    resolution: float
    namespace: dict[str, float]
    steps: Vector | None = None
    """Step numbers printed beside the rates."""
    labels: tuple[str, ...] = ()
    """What stands beside or above them, the nearest first."""
    doubtful: bool = False
    """It may be anything: it counts where it is right, and never against anybody."""
    unused: bool = False
    """It never changes, and the code computes another rate beside it."""
    supplied: str = ""
    """A name that the code lacks and that was lent to it."""

    def candidate(self) -> dict[str, Any]:
        """The protocol's Candidate."""
        return {
            "id": clip(self.id),
            "name": clip(self.name),
            "form": "schedule",
            "cell": self.cell,
            "line": self.line,
            "accepts": [],
            "stub": False,
            "builtin_base": "",
        }

    def message(self) -> dict[str, Any]:
        """The protocol's Rates."""
        return {
            "type": "rates",
            "request": "",
            "candidate": clip(self.id),
            "given": {},
            "rates": array(self.rates),
            "resolution": self.resolution,
            "namespace": self.namespace,
            "error": None,
            "steps": None if self.steps is None else array(self.steps),
            "labels": [clip(label) for label in self.labels[:4]],
            "doubtful": self.doubtful,
            "unused": self.unused,
            "supplied": clip(self.supplied),
        }


def standard_numbers(numbers: Mapping[str, float]) -> dict[str, float]:
    """Numbers of a namespace under standard names, where their names are clear."""
    offers = [
        Offer(name, value)
        for name, value in numbers.items()
        if any(meanings(name).get(s, 0.0) >= _CLEAR for s in STANDARDS)
    ]
    return {standard: numbers[name] for standard, name in assign(offers, STANDARDS).items()}


# ---- which variables a run was made from ---------------------------------------------------------------------------


class Units:
    """The script's statements in the order they ran, those inside ``with`` and ``if`` by themselves."""

    def __init__(self, workspace: Workspace) -> None:
        self.units = [
            (cell, node)
            for cell, tree in sorted(workspace.trees.items())
            for statement in tree.body
            for node in _flat(statement)
        ]
        self._stored = [_stored(node) for _, node in self.units]

    def at(self, cell: int, line: int) -> int | None:
        """The statement that a line belongs to."""
        for position, (where, node) in enumerate(self.units):
            if where == cell and node.lineno <= line <= (node.end_lineno or node.lineno):
                return position
        return None

    def storing(self, name: str, before: int | None = None) -> int | None:
        """The last statement, before another one, that makes or changes what bears this name."""
        end = len(self.units) if before is None else before
        return next((p for p in range(end - 1, -1, -1) if name in self._stored[p]), None)

    def read_by(self, position: int) -> frozenset[str]:
        """Names that a statement reads, and in turn the statements that made what it reads."""
        names: set[str] = set()
        waiting, done = [position], set[int]()
        while waiting:
            here = waiting.pop()
            if here in done:
                continue
            done.add(here)
            read = _loaded(self.units[here][1])
            names |= read
            makers = (self.storing(name, here) for name in read)
            waiting += [maker for maker in makers if maker is not None]
        return frozenset(names)

    def computes_another_rate(self, position: int, numbers: Mapping[str, float], rate: float) -> bool:
        """Whether a loop computes a rate, under another name, that isn't the one it shows."""
        node = self.units[position][1]
        computed = {
            target.id
            for inner in ast.walk(node)
            if isinstance(inner, ast.Assign) and isinstance(inner.value, ast.BinOp | ast.IfExp)
            for target in inner.targets
            if isinstance(target, ast.Name)
        }
        return any(
            RATE_NAME.search(name) and numbers.get(name, rate) != rate for name in computed & set(numbers)
        )


def _flat(statement: ast.stmt) -> Iterator[ast.stmt]:
    if isinstance(statement, _BLOCKS):
        for inner in ast.iter_child_nodes(statement):
            if isinstance(inner, ast.stmt):
                yield from _flat(inner)
    else:
        yield statement


def _stored(node: ast.stmt) -> frozenset[str]:
    """Names that a statement binds, and those of lists that it appends to or sets members of."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return frozenset({node.name})
    found: set[str] = set()
    for inner in ast.walk(node):
        match inner:
            case ast.Name(id=name, ctx=ast.Store()):
                found.add(name)
            case ast.Subscript(value=ast.Name(id=name), ctx=ast.Store()):
                found.add(name)
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="append" | "extend")):
                found.add(name)
            case _:
                pass
    return frozenset(found)


def _loaded(node: ast.stmt) -> frozenset[str]:
    """Names that a statement reads, those that it changes included; the counters of its loops are its own."""
    found: set[str] = set()
    counters: set[str] = set()
    for inner in ast.walk(node):
        match inner:
            case ast.Name(id=name, ctx=ast.Load()) | ast.AugAssign(target=ast.Name(id=name)):
                found.add(name)
            case ast.For(target=target) | ast.comprehension(target=target):
                counters |= {each.id for each in ast.walk(target) if isinstance(each, ast.Name)}
            case _:
                pass
    return frozenset(found - counters)
