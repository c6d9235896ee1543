"""In which order a loop's body reads and writes: what is carried to the next iteration, what is made anew in each."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from .loop_words import last, path_of

Kind = Literal["read", "write", "change"]

_CHANGES = re.compile(
    r"update|step|apply|train|optimi[sz]|learn|descen|adjust|backprop|minimize|fit|更新|训练", re.IGNORECASE
)
_PURE = frozenset(
    {"print", "len", "range", "float", "int", "abs", "sum", "zip", "enumerate", "round", "list", "str"}
)


@dataclass(frozen=True)
class Event:
    """One reading, writing or changing of what stands under a path."""

    kind: Kind
    path: str
    statement: int


@dataclass
class Flow:
    """The events of one iteration, in order."""

    events: list[Event] = field(default_factory=list)
    reads: dict[int, frozenset[str]] = field(default_factory=dict)
    """Paths that a statement reads."""
    calls: dict[int, frozenset[str]] = field(default_factory=dict)
    """Names of the functions and methods that a statement calls."""
    copies: list[tuple[str, str]] = field(default_factory=list)
    """``w = state.w``, ``w, v = state``: a name, and the path that it stands for."""
    leaves: list[int] = field(default_factory=list)
    """Statements that leave the loop: its own ``break``, or ``return``."""

    def first(self, path: str) -> Kind | None:
        """What happens first to what stands under a path, or to what holds it."""
        return next((event.kind for event in self.events if touches(event.path, path)), None)

    def is_fresh(self, path: str) -> bool:
        """Whether it is made anew in each iteration before it is read."""
        return self.first(path) == "write"

    def writes(self, path: str) -> list[int]:
        """Statements that write it."""
        return [
            event.statement for event in self.events if event.kind != "read" and touches(event.path, path)
        ]

    def is_made_by(self, path: str, functions: frozenset[str]) -> bool:
        """Whether a statement that writes it hands it, or what holds it, to one of these functions."""
        return any(
            bool(self.calls.get(number, frozenset()) & functions)
            and any(touches(read, path) for read in self.reads.get(number, ()))
            for number in self.writes(path)
        )

    def made_from(self, path: str, goals: Sequence[str]) -> dict[str, set[int]]:
        """For each goal the versions from which the last value written to ``path`` was computed.

        Version 0 is the value at the iteration's start, 1 the one after it was first changed.
        """
        versions: dict[str, int] = dict.fromkeys(goals, 0)
        known: dict[str, set[tuple[str, int]]] = {}
        reading: dict[int, set[tuple[str, int]]] = {}
        for event in self.events:
            pending = reading.setdefault(event.statement, set())
            meant = [goal for goal in goals if touches(event.path, goal)]
            if event.kind == "read":
                pending |= {(goal, versions[goal]) for goal in meant}
                if not meant:
                    pending |= _of(event.path, known)
                continue
            versions.update(dict.fromkeys(meant, 1))
            before = known.get(event.path, set()) if event.kind == "change" else set()
            known[event.path] = before | pending
        found: dict[str, set[int]] = {goal: set() for goal in goals}
        for goal, version in _of(path, known):
            found[goal].add(version)
        return found

    def sources(self, path: str, *, carried: bool = False, without: str = "") -> set[str]:
        """Everything that its value in an iteration is computed from, through what was made before.

        ``carried``: in the iteration before, too, from which ``w -= lr * v`` has the ``v`` that is made after it;
        ``without``: not through what this path gets.
        """
        known: dict[str, set[str]] = {}
        for event in self.events * (2 if carried else 1):
            if event.kind == "read" or (without and touches(event.path, without)):
                continue
            own = set(self.reads.get(event.statement, ()))
            more = {
                source
                for name, found in known.items()
                for source in found
                if any(touches(name, r) for r in own)
            }
            before = known.get(event.path, set()) if event.kind == "change" else set()
            known[event.path] = own | more | before
        return {source for name, found in known.items() if touches(name, path) for source in found}


def _of(path: str, known: Mapping[str, set[tuple[str, int]]]) -> set[tuple[str, int]]:
    """What everything under a path was made from."""
    return {source for name, sources in known.items() if touches(path, name) for source in sources}


def touches(one: str, other: str) -> bool:
    """Whether a path is the other, or one holds the other."""
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


@functools.lru_cache(maxsize=512)
def flow_of(node: ast.For | ast.While) -> Flow:
    """The flow of a loop's body."""
    made = Flow()
    counter = _Counter()
    if isinstance(node, ast.For):
        made.events += [Event("write", path, counter.next()) for path in _targets(node.target)]
    _body(node.body, made, counter)
    return made


@functools.lru_cache(maxsize=512)
def flow_of_function(node: ast.FunctionDef) -> Flow:
    """The flow of a function's body."""
    made = Flow()
    _body(node.body, made, _Counter())
    return made


class _Counter:
    def __init__(self) -> None:
        self.number = -1

    def next(self) -> int:
        """The next statement."""
        self.number += 1
        return self.number


def _body(body: Sequence[ast.stmt], flow: Flow, counter: _Counter, *, own: bool = True) -> None:
    for statement in body:
        number = counter.next()
        match statement:
            case ast.Assign() | ast.AnnAssign() | ast.AugAssign():
                _assignment(statement, flow, number, counter)
            case ast.For() | ast.While() | ast.If() | ast.With() | ast.Try():
                _block(statement, flow, number, counter, own=own)
            case ast.Break() if own:
                flow.leaves.append(number)
            case ast.Return():
                flow.leaves.append(number)
            case ast.FunctionDef() | ast.ClassDef() | ast.AsyncFunctionDef():
                flow.events.append(Event("write", statement.name, number))
            case ast.Expr(value=value):
                _expression(value, flow, number, alone=True)
            case _:
                for inner in ast.iter_child_nodes(statement):
                    if isinstance(inner, ast.expr):
                        _expression(inner, flow, number)


def _assignment(
    statement: ast.Assign | ast.AnnAssign | ast.AugAssign, flow: Flow, number: int, counter: _Counter
) -> None:
    match statement:
        case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Tuple(elts=values)) if len(
            targets
        ) == len(values):
            # All are computed before any is assigned; each is made from its own expression.
            places = [counter.next() for _ in values]
            for value, place in zip(values, places, strict=True):
                _expression(value, flow, place)
            for target, place in zip(targets, places, strict=True):
                _write([target], flow, place)
            for target, value in zip(targets, values, strict=True):
                flow.copies += _copied(target, path_of(value))
        case ast.Assign(targets=targets, value=value):
            _expression(value, flow, number)
            _write(targets, flow, number)
            flow.copies += [pair for target in targets for pair in _copied(target, path_of(value))]
        case ast.AugAssign(target=target, value=value):
            _read(list(_targets(target)), flow, number)
            _expression(value, flow, number)
            flow.events += [Event("change", path, number) for path in _targets(target)]
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            _expression(value, flow, number)
            _write([target], flow, number)


def _block(
    statement: ast.For | ast.While | ast.If | ast.With | ast.Try,
    flow: Flow,
    number: int,
    counter: _Counter,
    *,
    own: bool,
) -> None:
    match statement:
        case ast.For(target=target, iter=values):
            _expression(values, flow, number)
            _write([target], flow, number)
            own = False
        case ast.While(test=test):
            _expression(test, flow, number)
            own = False
        case ast.If(test=test):
            _expression(test, flow, number)
    for part in ("body", "orelse", "finalbody"):
        _body(getattr(statement, part, []), flow, counter, own=own)


def _copied(target: ast.expr, path: str) -> Iterator[tuple[str, str]]:
    match target:
        case _ if not path:
            return
        case ast.Name(id=name):
            yield name, path
        case ast.Tuple(elts=members) | ast.List(elts=members):
            for place, member in enumerate(members):
                yield from _copied(member, f"{path}.{place}")


def _write(targets: Sequence[ast.expr], flow: Flow, number: int) -> None:
    flow.events += [Event("write", path, number) for target in targets for path in _targets(target)]


def _read(paths: Sequence[str], flow: Flow, number: int) -> None:
    flow.events += [Event("read", path, number) for path in paths]
    flow.reads[number] = flow.reads.get(number, frozenset()) | frozenset(paths)


def _expression(node: ast.expr, flow: Flow, number: int, *, alone: bool = False) -> None:
    """Reads of an expression, then what its calls may change."""
    _read(list(_paths(node)), flow, number)
    calls = [inner for inner in ast.walk(node) if isinstance(inner, ast.Call)]
    flow.calls[number] = flow.calls.get(number, frozenset()) | {last(path_of(call.func)) for call in calls}
    for call in calls:
        changed = list(_changed_by(call, alone=alone and call is node))
        flow.events += [Event("change", path, number) for path in changed]


def _changed_by(call: ast.Call, *, alone: bool) -> Iterator[str]:
    path = path_of(call.func)
    holder, _, name = path.rpartition(".")
    if name in _PURE or holder.partition(".")[0] in {"np", "numpy", "plt", "math", "random", "tf", "torch"}:
        return
    if _CHANGES.search(name) or (alone and name not in {"append", "extend", "insert"}):
        yield from ([holder] if holder else [])
        yield from (inner for argument in call.args if (inner := path_of(argument)))
    elif alone and holder:
        yield holder  # a list that is appended to


def _targets(target: ast.expr) -> Iterator[str]:
    match target:
        case ast.Tuple(elts=members) | ast.List(elts=members):
            for member in members:
                yield from _targets(member)
        case ast.Starred(value=value):
            yield from _targets(value)
        case ast.Subscript(value=value):
            # ``dw[j] = …`` writes a part of it
            yield path_of(target) or path_of(value)
        case _:
            path = path_of(target)
            if path:
                yield path


def _paths(node: ast.AST) -> Iterator[str]:
    """The longest paths in an expression; of a method call the object and the method."""
    path = path_of(node) if not isinstance(node, ast.Call) else ""
    if path:
        yield path
        return
    for inner in ast.iter_child_nodes(node):
        if isinstance(node, ast.Call) and inner is node.func and isinstance(inner, ast.Attribute):
            yield from _paths(inner.value)
        else:
            yield from _paths(inner)
