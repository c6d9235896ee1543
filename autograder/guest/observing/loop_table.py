"""What was found in the student's loops before they ran: the loops, and the values that are watched in passing."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Loop:
    """A loop of the student's."""

    number: int
    cell: int
    line: int
    function: str
    """``train``, ``LinearRegression.fit``; empty at the top level."""
    node: ast.For | ast.While
    """As it was written."""
    names: frozenset[str]
    """Variables that it mentions."""
    counters: frozenset[str]
    """What its head assigns."""


@dataclass(frozen=True)
class Product:
    """``lr * dw``: a rate times something. Its values have the sites ``whole``, ``rate`` and ``rest``."""

    whole: int
    rate: int
    rest: int | None
    """None where it is more than one factor: then it is the whole divided by the rate and the weight."""
    weight: int | None
    """``(1 - alpha)`` in ``alpha * v - (1 - alpha) * lr * dw``: what an average gives the gradient, no part of it."""
    rest_path: str
    paths: frozenset[str]
    """Variables in the rest, and what is held by them: ``self.v`` beside ``self``."""
    below: frozenset[str]
    """Those of them that it is divided by."""
    negative_rate: bool
    """``-lr * dw``: the rate's value has the sign."""
    negated: bool
    """``-(lr * dw)``: the whole has it."""
    constant: bool
    """The rate is a number written there."""
    roots: bool
    """A square root is taken in it: an adaptive step, not a gradient."""
    function: str
    """Name of the function or method in which it stands; empty at the top level."""


@dataclass(frozen=True)
class Asked:
    """``grad(theta + alpha * v)``: the value of a gradient function and what it was given."""

    value: int
    arguments: tuple[int, ...]
    name: str


@dataclass(frozen=True)
class Named:
    """``dw = …`` in a function: a gradient that the loop's own frame doesn't hold."""

    site: int
    path: str
    function: str


@dataclass
class LoopTable:
    """All that was found in the cells so far."""

    loops: list[Loop] = field(default_factory=list)
    products: list[Product] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    shown: list[int] = field(default_factory=list)
    """Sites of what is computed only to be printed or compared: often the loss is computed nowhere else."""
    heads: dict[int, int] = field(default_factory=dict)
    """Those of them that stand in a ``while``'s condition, with the loop's number."""
    functions: dict[str, ast.FunctionDef | None] = field(default_factory=dict)
    """Functions and methods by their names, as they were last written; None where methods share one."""
    calls: dict[str, set[str]] = field(default_factory=dict)
    """Name of a function or method to the names that are called in it."""
    sites: int = 0

    def site(self) -> int:
        """A number for a value that is watched."""
        self.sites += 1
        return self.sites - 1

    def callers(self, function: str) -> frozenset[str]:
        """Names whose call may come to this function: its own, and those of functions that call it."""
        found, waiting = {function}, [function]
        while waiting:
            name = waiting.pop()
            more = [one for one, called in self.calls.items() if name in called and one not in found]
            found.update(more)
            waiting += more
        return frozenset(found)
