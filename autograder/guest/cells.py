"""Running the student's cells, statement by statement, in one namespace that looks like ``__main__``.

What is defined counts, also when a later training cell fails or runs out of time: after an error only definitions,
imports and simple assignments of the same cell go on; after the end of the time only those of all cells.
"""

from __future__ import annotations

import ast
import builtins
import linecache
import random
import sys
import types
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np

from .interrupt import Clock, OutOfTimeError, TimeLimit
from .isolation import copied, is_plain, is_singular
from .keeping import Keeping
from .lending import lacks_stable_rate, lent_value, plain_values, stable_names
from .output import Printed, Tee, loop_lines
from .redefined import Earlier, Redefinitions
from .values import attribute, number, really
from .wire import cell_filename, fault

MAX_REBOUND = 12

CellStatus = Literal["ok", "error", "timed_out", "skipped"]

# Bound at import: the student's code may replace them later.
_compile = builtins.compile
_exec = builtins.exec


@dataclass(frozen=True)
class Rebound:
    """A list or array that a later statement replaced under the same name: one ``lrs`` per task of the sheet."""

    name: str
    value: Any
    numbers: dict[str, float]
    """Numeric globals at that time."""
    supplied: str = ""
    """A name that the code lacks and that was lent to it."""


@dataclass
class Workspace:
    """What the cells left behind."""

    module: types.ModuleType
    results: list[dict[str, Any]] = field(default_factory=list)
    trees: dict[int, ast.Module] = field(default_factory=dict)
    """Parsed cells."""
    initial: dict[str, Any] = field(default_factory=dict)
    """Plain data, and objects, as first written down by a top-level assignment."""
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Attributes of functions, as written down beside them and before any of them ran."""
    held: Keeping = field(default_factory=Keeping)
    """What the student's objects held when they were written down."""
    printed: list[Printed] = field(default_factory=list)
    numbers_after: dict[tuple[int, int], dict[str, float]] = field(default_factory=dict)
    """Numeric globals right after a top-level statement that printed."""
    rebound: list[Rebound] = field(default_factory=list)
    """Lists whose name was used again."""
    earlier: list[Earlier] = field(default_factory=list)
    """Classes and functions whose name was used again."""

    @property
    def namespace(self) -> dict[str, Any]:
        """The student's globals."""
        return vars(self.module)


def plain_numbers(values: Mapping[str, Any]) -> dict[str, float]:
    """The plain numbers of a namespace."""
    found = {
        key: number(value)
        for key, value in list(values.items())
        if really(value, (int, float)) and not really(value, bool)
    }
    return {key: value for key, value in found.items() if value is not None and abs(value) < 1e15}


def new_module() -> types.ModuleType:
    """A fresh ``__main__`` for the student's code."""
    module = types.ModuleType("__main__")
    vars(module)["__builtins__"] = builtins
    sys.modules["__main__"] = module
    return module


def _is_definition(node: ast.stmt) -> bool:
    return isinstance(
        node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom
    )


def _is_simple(node: ast.stmt, defined: set[str]) -> bool:
    """A definition, an import, or an assignment that calls nothing of the student's."""
    if _is_definition(node):
        return True
    if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
        return False
    for inner in ast.walk(node.value):
        if isinstance(inner, ast.Call):
            function = inner.func
            while isinstance(function, ast.Attribute):
                function = function.value
            if not isinstance(function, ast.Name) or function.id in defined:
                return False
        if isinstance(inner, ast.ListComp | ast.GeneratorExp | ast.SetComp | ast.DictComp | ast.Await):
            return False
    return True


def _defined_names(tree: ast.Module) -> set[str]:
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}


class Runner:
    """Runs the cells of one job."""

    def __init__(self, cells: Sequence[Mapping[str, Any]], seconds: float, name: str = "") -> None:
        self.cells = cells
        self.clock = Clock(seconds)
        self.seconds = seconds
        self.name = name or "submission.py"
        self.workspace = Workspace(new_module())
        self.tee = Tee(sys.stdout)
        self.workspace.printed = self.tee.printed
        new = self.workspace
        self.redefined = Redefinitions(new.namespace, new.initial, new.attributes)
        new.earlier = self.redefined.kept
        self.flags = 0
        self.out_of_time = False
        self.defined: set[str] = set()
        self.lacking: frozenset[str] = frozenset()
        """Names of the stable rate that the running cell reads."""
        self.rewrite: Callable[[ast.stmt, int], ast.stmt] | None = None
        """Makes the statement that runs in place of a cell's, where something in it is watched."""
        self.left_by: Callable[[BaseException], None] = lambda _: None
        """Hears of every exception that ended the student's code."""

    def run(self) -> Workspace:
        """Run all cells; every cell gets its result."""
        random.seed(0)
        np.random.seed(0)  # noqa: NPY002 - the students use the global generator
        sys.stdout, kept = self.tee, sys.stdout
        sys.argv = [self.name]
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                for cell in self.cells:
                    self._cell(int(cell["index"]), str(cell["source"]))
        finally:
            sys.stdout = kept
            self.tee.finish()
        return self.workspace

    def _cell(self, index: int, source: str) -> None:
        filename = cell_filename(index)
        # inspect finds a class's source through the module's file, a function's through its code's. The two must
        # differ: AutoGraph drops the lines of a file that is a loaded module's before it reads them.
        self.workspace.namespace["__file__"] = self.name
        for name in (filename, self.name):
            linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        try:
            tree = ast.parse(source, filename)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            self._result(index, "error", fault(error))
            return
        self.workspace.trees[index] = tree
        self.tee.loops.update(loop_lines(index, tree))
        self.lacking = stable_names(tree)
        self.defined |= _defined_names(tree)
        status: CellStatus = "ok"
        failure: dict[str, Any] | None = None
        ended = False
        for position, node in enumerate(tree.body):
            if (ended or self.out_of_time) and not _is_simple(node, self.defined):
                if not ended:
                    status = "timed_out" if status == "timed_out" else "skipped"
                continue
            problem = self._statement(index, position, node)
            if problem is None or ended:
                continue
            if self.out_of_time:  # what was skipped for want of time may be what this line lacks
                status = "timed_out" if status == "timed_out" else "skipped"
                continue
            if isinstance(problem, OutOfTimeError):
                status = "timed_out"
                self.out_of_time = True
                continue
            ended = True
            if not (isinstance(problem, SystemExit) and problem.code in (None, 0)):
                status = "error"
                failure = fault(problem)
        self._result(index, status, failure)

    def _statement(self, index: int, position: int, node: ast.stmt) -> BaseException | None:
        """Run one top-level statement; what it raised, if anything."""
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            for alias in node.names:
                feature = getattr(sys.modules.get("__future__") or __import__("__future__"), alias.name, None)
                self.flags |= getattr(feature, "compiler_flag", 0)
        self.tee.place = (index, position)
        printed = len(self.workspace.printed)
        seconds = max(self.clock.left(), 0.0) if not self.out_of_time else 0.0
        lists, old = self._lists(node), self.redefined.before(node)
        lacks = any(name not in self.workspace.namespace for name in self.lacking)
        before = plain_values(node, self.workspace.namespace) if lacks else {}
        try:
            running = node if self.rewrite is None else self.rewrite(node, index)
            code = _compile(
                ast.Module([running], []), cell_filename(index), "exec", self.flags, dont_inherit=True
            )
            with TimeLimit(max(seconds, 0.3)):
                _exec(code, self.workspace.namespace)
        except OutOfTimeError as error:
            self.left_by(error)
            return error
        except BaseException as error:  # noqa: BLE001 - SystemExit and KeyboardInterrupt of students are cell errors
            self.left_by(error)
            missing = lacks_stable_rate(error) if lacks else ""
            if missing:
                self._lend(code, missing, before, printed)
            return error
        finally:
            self._keep_rebound(lists)
            self.redefined.after(node, old)
            self._note(index, position, node, printed)
        return None

    def _lend(self, code: types.CodeType, name: str, before: Mapping[str, Any], printed: int) -> None:
        """Run a statement once more with the stable rate it lacks; its own stop and its own values stay."""
        namespace, tee = self.workspace.namespace, self.tee
        stopped = {key: namespace[key] for key in before if key in namespace}
        namespace.update(before)
        namespace[name] = lent_value(plain_numbers({**namespace, **self.workspace.initial}))
        lines, behind = tee.printed[printed:], tee.behind
        del tee.printed[printed:]
        tee.behind, tee.partial = None, ""
        try:
            with TimeLimit(max(self.clock.left(), 0.3)):
                _exec(code, namespace)
        except BaseException:  # noqa: BLE001 - it lacks more than the name
            tee.printed[printed:] = lines
        else:
            tee.finish()
            tee.printed[printed:] = [replace(line, supplied=name) for line in tee.printed[printed:]]
            numbers = plain_numbers({**namespace, **self.workspace.initial})
            self.workspace.rebound += [
                Rebound(key, namespace[key], numbers, name)
                for key in before
                if really(namespace.get(key), (list, np.ndarray))
            ][: MAX_REBOUND - len(self.workspace.rebound)]
        finally:
            tee.behind, tee.partial = behind, ""
            namespace.update(stopped)
            namespace.pop(name, None)

    def _lists(self, node: ast.stmt) -> dict[str, Any]:
        """Lists and arrays whose names a statement may use again."""
        namespace = self.workspace.namespace
        stored = {
            inner.id
            for inner in ast.walk(node)
            if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store)
        }
        return {name: namespace[name] for name in stored if really(namespace.get(name), (list, np.ndarray))}

    def _keep_rebound(self, lists: Mapping[str, Any]) -> None:
        """Keep the lists that are gone."""
        namespace, kept = self.workspace.namespace, self.workspace.rebound
        for name, value in sorted(lists.items()):
            if namespace.get(name) is not value and len(kept) < MAX_REBOUND:
                kept.append(Rebound(name, value, plain_numbers({**namespace, **self.workspace.initial})))

    def _note(self, index: int, position: int, node: ast.stmt, printed: int) -> None:
        """Keep what a later step needs: first values of plain data, and numbers beside printed lines."""
        namespace = self.workspace.namespace
        if isinstance(node, ast.FunctionDef) and node.name in namespace:
            self.workspace.attributes[node.name] = copied(
                dict(attribute(namespace[node.name], "__dict__", {}))
            )
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            self.workspace.held.note(namespace.get(node.name))
        if isinstance(node, ast.Expr):
            self._note_begun(node.value)
        if isinstance(node, ast.Assign):
            self._note_attributes(node)
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [
                inner.id for target in targets for inner in ast.walk(target) if isinstance(inner, ast.Name)
            ]
            for name in names:
                if name in namespace:
                    self.workspace.initial[name] = copied(namespace[name])
                    self.workspace.held.note_in(namespace[name], anew=_is_simple(node, self.defined))
        if len(self.workspace.printed) > printed:
            # A loop may have changed the rate it started from: what was written down first counts.
            self.workspace.numbers_after[(index, position)] = plain_numbers(
                {**namespace, **self.workspace.initial}
            )

    def _note_begun(self, call: ast.expr) -> None:
        """``next(steps)`` and ``state.build(w)`` at the top level: whatever comes later begins after them."""
        match call:
            case ast.Call(func=ast.Name(id="next"), args=[ast.Name(id=name)]):
                value = self.workspace.namespace.get(name)
                if is_singular(value):
                    self.workspace.initial[name] = copied(value)
                else:
                    self.workspace.initial.pop(name, None)
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name))):
                self.workspace.held.note_if_grown(self.workspace.namespace.get(name))
            case _:
                pass

    def _note_attributes(self, node: ast.Assign) -> None:
        """``step.v = None`` at the top level."""
        for target in node.targets:
            if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
                own = self.workspace.attributes.get(target.value.id)
                value = attribute(self.workspace.namespace.get(target.value.id), target.attr)
                if own is not None and is_plain(value):
                    own[target.attr] = copied(value)

    def _result(self, index: int, status: CellStatus, failure: dict[str, Any] | None) -> None:
        self.workspace.results.append({"index": index, "status": status, "error": failure})
