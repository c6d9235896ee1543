"""What a function that a loop calls makes of the loop's variables: its own names for them, and what it reads.

``state = step(state, x, y)`` with ``w, v = state`` and ``g = …w…`` in ``step``: inside, ``state[0]`` is called ``w``,
and the gradient is made from it and not from ``state[1]``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from .loop_flow import Flow, flow_of_function
from .loop_series import Series
from .loop_table import LoopTable
from .loop_words import last, path_of


@dataclass(frozen=True)
class Inside:
    """A function as it is called in the loop's body; an empty one where it isn't called there."""

    flow: Flow = field(default_factory=Flow)
    outside: dict[str, str] = field(default_factory=dict)
    """Names of its own to paths of the loop's."""
    callers: frozenset[str] = frozenset()
    """Names whose call comes to it; none where it is the function that the loop stands in."""

    def called(self, path: str) -> str:
        """What it calls a path of the loop's; the path where it has no name for it."""
        return next((own for own, outer in self.outside.items() if outer == path and own != path), path)

    def outer(self, paths: Iterable[str]) -> frozenset[str]:
        """The loop's paths for what it calls by these."""
        found = set()
        for path in paths:
            root, dot, rest = path.partition(".")
            if root in self.outside:
                found.add(f"{self.outside[root]}{dot}{rest}")
        return frozenset(found)

    def sources(self, paths: Iterable[str]) -> frozenset[str]:
        """All that what stands under these is computed from, in its own names and the loop's."""
        own = {each for path in paths for each in self.flow.sources(path)}
        return self.outer(own) | own

    def made_from(self, paths: Iterable[str]) -> frozenset[str]:
        """The loop's paths from which what stands under these is computed."""
        paths = frozenset(paths)
        outer = self.outer(paths | self.sources(paths))
        # What is unpacked is read as a whole too: only its members say which.
        return frozenset(path for path in outer if not any(each.startswith(f"{path}.") for each in outer))


def insides(series: Series, table: LoopTable) -> dict[str, Inside]:
    """All functions by their names; empty where the loop's body doesn't call them, or two are called the same."""
    here = series.loop.function.rpartition(".")[2]
    found = {
        name: Inside(callers=table.callers(name) if name != here else frozenset()) for name in table.functions
    }
    for call in (inner for inner in ast.walk(series.loop.node) if isinstance(inner, ast.Call)):
        name = last(path_of(call.func))
        function = table.functions.get(name)
        if function is None or name == here or found[name].outside:
            continue
        made = replace(found[name], flow=flow_of_function(function), outside=dict(_bound(call, function)))
        for own, copied in made.flow.copies:
            made.outside.update((own, _member(series, outer)) for outer in made.outer([copied]))
        found[name] = made
    return found


def _bound(call: ast.Call, function: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    """Each parameter with the path of what it is given."""
    names = [each.arg for each in [*function.args.posonlyargs, *function.args.args]]
    given: list[ast.expr] = [*call.args]
    if isinstance(call.func, ast.Attribute) and len(names) > len(call.args) and names[0] == "self":
        given.insert(0, call.func.value)
    pairs = [*zip(names, given, strict=False), *((each.arg, each.value) for each in call.keywords)]
    for name, value in pairs:
        path = path_of(value)
        if name and path:
            yield name, path


def _member(series: Series, path: str) -> str:
    """``state.theta`` for ``state.0`` where the state is a named tuple."""
    holder, _, place = path.rpartition(".")
    if path in series.paths or not place.isdigit() or not holder or not series.after:
        return path
    inner = dict.fromkeys(
        each[len(holder) + 1 :].partition(".")[0] for each in series.after[0] if each.startswith(f"{holder}.")
    )
    fields = [each for each in inner if "#" not in each and "[" not in each]
    return f"{holder}.{fields[int(place)]}" if int(place) < len(fields) else path
