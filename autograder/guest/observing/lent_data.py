"""Training functions that take data and that nothing calls are handed some: ``def adam(X, y, lr=0.01, epochs=100)``.

Their update can't be given a gradient from outside, so it is watched at work, on a small table of ours or on the
arrays that the file itself keeps under the same names. Classes with ``fit(X, y)`` are made first. Whoever takes
anything that isn't understood is not called; whoever fails on every shape of the data is left as it was, never called.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..arguments import Argument, arguments_of
from ..cells import Runner
from ..evidence import FunctionNode
from ..interrupt import OutOfTimeError
from ..names import normal
from ..sources import Sources, is_stub, own_methods
from ..vocabulary import DATA, INPUTS, TARGETS
from .lent_values import NUMBERS_FIRST, TABLE_FIRST, Shape, kinds, values
from .loop_watch import LoopWatch
from .recorder import Recorder
from .uncalled import calling, used

_MAX_CALLED = 8
_SECONDS = 5.0
_MOST_YIELDED = 500
_FIT = ("fit", "train", "optimize", "run", "gradientdescent")


@dataclass(frozen=True)
class _Target:
    """A function, or a class and the method of it that trains."""

    value: Any
    method: str
    arguments: tuple[Argument, ...]
    made_with: tuple[Argument, ...]
    node: FunctionNode


def lend(runner: Runner, watch: LoopWatch, recorder: Recorder, framework: str) -> None:
    """Call the training functions that wait for data; what they do is recorded as trainings on lent data."""
    sources = Sources(runner.workspace.trees, autograd=framework != "numpy")
    recorder.lent_from = next(recorder.clock)
    for target in list(_targets(runner, sources))[:_MAX_CALLED]:
        if runner.clock.left() <= 0:
            break
        _try(runner, watch, recorder, target, framework)


# ---- who waits for data --------------------------------------------------------------------------------------------


def _targets(runner: Runner, sources: Sources) -> Iterator[_Target]:
    space = runner.workspace
    trees = [tree for _, tree in sorted(space.trees.items())]
    for node in [each for tree in trees for each in tree.body]:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef) or used(node.name, node, trees):
            continue
        value = space.namespace.get(node.name)
        if isinstance(node, ast.FunctionDef) and inspect.isfunction(value):
            target = _Target(value, "", tuple(arguments_of(value)[0]), (), node)
            if _trains(target):
                yield target
        elif isinstance(node, ast.ClassDef) and isinstance(value, type):
            yield from _methods(value, sources)


def _methods(kind: type, sources: Sources) -> Iterator[_Target]:
    methods = own_methods(kind, sources)
    made_with = tuple(arguments_of(methods["__init__"][0])[0][1:]) if "__init__" in methods else ()
    for name, (function, node) in methods.items():
        if normal(name) in _FIT and node is not None and not isinstance(node, ast.Lambda):
            target = _Target(kind, name, tuple(arguments_of(function)[0][1:]), made_with, node)
            if _trains(target):
                yield target
                return


def _trains(target: _Target) -> bool:
    """Whether a loop goes over data that is handed in: x and y, both by name."""
    names = [normal(each.name) for each in target.arguments if each.required]
    if is_stub(target.node) or not any(
        isinstance(each, ast.For | ast.While) for each in ast.walk(target.node)
    ):
        return False
    return any(name in INPUTS for name in names) and any(name in TARGETS for name in names)


# ---- calling -------------------------------------------------------------------------------------------------------


def _try(runner: Runner, watch: LoopWatch, recorder: Recorder, target: _Target, framework: str) -> None:
    """Call it with one shape of the data after the other until one fits."""
    own = _own_data(runner.workspace.namespace, target) or {}
    table = any(isinstance(each, ast.MatMult) for each in ast.walk(target.node)) or any(
        name in {"shape", "dot", "matmul", "T", "mm"} for name in _attributes(target.node)
    )
    shapes = TABLE_FIRST if table else NUMBERS_FIRST
    for kind in kinds(framework):
        for shape in shapes:
            loops, trainings = len(watch.runs), len(recorder.trainings)
            call = _call(target, shape, kind, own)
            if call is None:
                return
            if _runs(runner, call) and not _is_stretched(watch, recorder, loops, trainings):
                return
            del watch.runs[loops:]
            del recorder.trainings[trainings:]
            if runner.clock.left() <= 0:
                return


def _runs(runner: Runner, call: Callable[[], Any]) -> bool:
    """Whether it comes to its end, or trains until its time is over; what our data break is nobody's fault."""
    try:
        with calling(runner, _SECONDS):
            result = call()
            if inspect.isgenerator(result):
                for _ in zip(range(_MOST_YIELDED), result, strict=False):
                    pass
    except OutOfTimeError:
        return True
    except BaseException:  # noqa: BLE001 - whatever a student's function raises on them
        return False
    return True


def _is_stretched(watch: LoopWatch, recorder: Recorder, loops: int, trainings: int) -> bool:
    """Whether a column and a row met: it wants the other shape."""
    runs = [run for root in watch.runs[loops:] for run in (root, *root.within)]
    return any(run.tables for run in runs) or any(each.stretched for each in recorder.trainings[trainings:])


def _attributes(node: ast.AST) -> Iterator[str]:
    return (each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute))


def _own_data(namespace: Mapping[str, Any], target: _Target) -> dict[str, Any] | None:
    """The file's own arrays, where it has one under each name that the function calls its data by."""
    names = [a.name for a in target.arguments if a.required and normal(a.name) in INPUTS | TARGETS | DATA]
    found = {name: namespace[name] for name in names if hasattr(namespace.get(name), "shape")}
    return found if len(found) == len(names) else None


def _call(target: _Target, shape: Shape, kind: str, data: Mapping[str, Any]) -> Callable[[], Any] | None:
    """The call, or None where an argument isn't understood."""
    made_with = values(target.made_with, shape, kind, data)
    handed = values(target.arguments, shape, kind, data)
    if made_with is None or handed is None:
        return None

    def call() -> Any:
        if not target.method:
            return target.value(**handed)
        return getattr(target.value(**made_with), target.method)(**handed)

    return call
