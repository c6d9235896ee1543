"""Training functions that take data and that nothing calls are handed some: ``def adam(X, y, lr=0.01, epochs=100)``.

Their update can't be given a gradient from outside, so it is watched at work, on a small table of ours or on the
arrays that the file itself keeps under the same names. Classes with ``fit(X, y)`` are made first. Whoever takes
anything that isn't understood is not called; whoever fails on every shape of the data is left as it was, never called.
"""

from __future__ import annotations

import ast
import inspect
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from ..arguments import Argument, arguments_of
from ..cells import Runner
from ..evidence import FunctionNode
from ..interrupt import OutOfTimeError, TimeLimit
from ..names import meanings, normal
from ..sources import Sources, is_stub, own_methods
from ..values import really
from ..vocabulary import DATA, PARAMS
from .loop_watch import LoopWatch
from .recorder import Recorder
from .uncalled import used

_MAX_CALLED = 8
_SECONDS = 5.0
_ROWS, _EPOCHS, _BATCH = 40, 60, 8
_MOST_EPOCHS = 120
_MOST_YIELDED = 500


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_INPUTS = _words(
    "x xs xtrain xdata datax trainx features feature inputs input xbatch samples xtr xdat xb designmatrix"
)
_TARGETS = _words(
    "y ys ytrain ydata datay trainy labels label targets target outputs output ybatch ytr ydat ytrue yb"
)
_EPOCH_WORDS = _words(
    """
    epochs epoch nepochs numepochs nepoch numepoch maxepochs maxepoch iterations iteration iters iter niter niters
    numiter numiters numiterations niterations maxiter maxiters maxiterations steps nsteps numsteps maxsteps
    trainingsteps totalsteps times t
    """
)
_BATCH_WORDS = _words("batchsize bs batch minibatchsize batchsz minibatch numbatch")
_SEED_WORDS = _words("seed randomseed randomstate rng")
_QUIET_WORDS = _words("verbose debug plot show printcost printevery silent draw display")
_ZERO_WORDS = _words("tol tolerance l2 reg lambda weightdecay regularization lamb")
_COLUMN_WORDS = _words(
    "d dim dims inputdim indim ninputs nfeatures numfeatures nfeature nin nparams numparams nweights numweights ndim"
)
_INTERCEPTS = _words("b bias biases intercept b0 c")
_STARTS = PARAMS | _words("winit initw theta0 w0 thetainit coef coefs beta betas init start m k a slope")
_FIT = ("fit", "train", "optimize", "run", "gradientdescent")
_USUAL = {
    "learning_rate": 0.05,
    "momentum": 0.9,
    "rho": 0.9,
    "beta_1": 0.9,
    "beta_2": 0.999,
    "epsilon": 1e-8,
    "start_lr": 0.05,
    "decay_rate": 0.96,
}
_CLEAR = 5.0


class _Shapes(NamedTuple):
    """One way to hand over the data."""

    flat_x: bool
    column_y: bool
    intercept: bool = False
    """The parameters hold one number more than a row of x."""


_TABLE_FIRST = (
    _Shapes(flat_x=False, column_y=False),
    _Shapes(flat_x=False, column_y=True),
    _Shapes(flat_x=False, column_y=False, intercept=True),
    _Shapes(flat_x=False, column_y=True, intercept=True),
    _Shapes(flat_x=True, column_y=False),
)
_NUMBERS_FIRST = (_TABLE_FIRST[-1], *_TABLE_FIRST[:-1])


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
    printed = len(runner.tee.printed)
    sources = Sources(runner.workspace.trees, autograd=framework != "numpy")
    recorder.lent_from = next(recorder.clock)
    for target in list(_targets(runner, sources))[:_MAX_CALLED]:
        if runner.clock.left() <= 0:
            break
        _try(runner, watch, recorder, target, framework)
    # The rates that they print are of our choosing: nobody's schedule.
    recorder.lent_lines = printed


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
    return any(name in _INPUTS for name in names) and any(name in _TARGETS for name in names)


# ---- calling -------------------------------------------------------------------------------------------------------


def _try(runner: Runner, watch: LoopWatch, recorder: Recorder, target: _Target, framework: str) -> None:
    """Call it with one shape of the data after the other until one fits."""
    own = _own_data(runner.workspace.namespace, target)
    table = any(isinstance(each, ast.MatMult) for each in ast.walk(target.node)) or any(
        name in {"shape", "dot", "matmul", "T", "mm"} for name in _attributes(target.node)
    )
    shapes = _TABLE_FIRST if table else _NUMBERS_FIRST
    for kind in _kinds(framework):
        for shape in shapes:
            loops, trainings = len(watch.runs), len(recorder.trainings)
            data = own or {}
            call = _call(target, shape, kind, data)
            if call is None:
                return
            if _runs(runner, call) and not _is_stretched(watch, recorder, loops, trainings):
                return
            del watch.runs[loops:]
            del recorder.trainings[trainings:]
            if runner.clock.left() <= 0:
                return


def _runs(runner: Runner, call: Callable[[], Any]) -> bool:
    sys.stdout, kept = runner.tee, sys.stdout
    try:
        with warnings.catch_warnings(), TimeLimit(max(min(runner.clock.left(), _SECONDS), 0.3)):
            warnings.simplefilter("ignore")
            result = call()
            if inspect.isgenerator(result):
                for _ in zip(range(_MOST_YIELDED), result, strict=False):
                    pass
    except OutOfTimeError:
        return True  # it trains, if slowly
    except BaseException:  # noqa: BLE001 - our data may not be what it wants: that is nobody's fault
        return False
    finally:
        sys.stdout = kept
        runner.tee.finish()
    return True


def _is_stretched(watch: LoopWatch, recorder: Recorder, loops: int, trainings: int) -> bool:
    """Whether a column and a row met: it wants the other shape."""
    runs = [run for root in watch.runs[loops:] for run in (root, *root.within)]
    return any(run.tables for run in runs) or any(each.stretched for each in recorder.trainings[trainings:])


def _attributes(node: ast.AST) -> Iterator[str]:
    return (each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute))


# ---- what it is called with ----------------------------------------------------------------------------------------


def _own_data(namespace: Mapping[str, Any], target: _Target) -> dict[str, Any] | None:
    """The file's own arrays, where it has one under each name that the function calls its data by."""
    names = [a.name for a in target.arguments if a.required and normal(a.name) in _INPUTS | _TARGETS | DATA]
    found = {name: namespace[name] for name in names if hasattr(namespace.get(name), "shape")}
    return found if len(found) == len(names) else None


def _kinds(framework: str) -> tuple[str, ...]:
    return {"torch": ("torch", "numpy"), "tf2": ("single", "tensor"), "keras": ("single", "tensor")}.get(
        framework, ("numpy",)
    )


def _call(target: _Target, shape: _Shapes, kind: str, data: Mapping[str, Any]) -> Callable[[], Any] | None:
    """The call, or None where an argument isn't understood."""
    made_with = _values(target.made_with, shape, kind, data)
    handed = _values(target.arguments, shape, kind, data)
    if made_with is None or handed is None:
        return None

    def call() -> Any:
        if not target.method:
            return target.value(**handed)
        return getattr(target.value(**made_with), target.method)(**handed)

    return call


def _values(
    arguments: tuple[Argument, ...], shape: _Shapes, kind: str, data: Mapping[str, Any]
) -> dict[str, Any] | None:
    values: dict[str, Any] = {}
    for argument in arguments:
        value = _default(argument) if not argument.required else _value(argument.name, shape, kind, data)
        if value is None and argument.required:
            return None
        if value is not None:
            values[argument.name] = value
    return values


def _default(argument: Argument) -> Any:
    """Defaults stay, but for a number of epochs that takes longer than anybody needs to see."""
    counts = normal(argument.name) in _EPOCH_WORDS and really(argument.default, int)
    return _MOST_EPOCHS if counts and argument.default > _MOST_EPOCHS else None


def _value(name: str, shape: _Shapes, kind: str, data: Mapping[str, Any]) -> Any:
    text = normal(name)
    if name in data:
        return data[name]
    columns = 2 + shape.intercept
    if text in _INPUTS:
        return _as(kind, _x(shape))
    if text in _TARGETS:
        return _as(kind, _y(shape))
    for words, value in (
        (_COLUMN_WORDS, 1 if shape.flat_x else columns),
        (_EPOCH_WORDS, _EPOCHS),
        (_BATCH_WORDS, _BATCH),
        (_SEED_WORDS, 0),
        (_QUIET_WORDS, False),
        (_ZERO_WORDS, 0.0),
    ):
        if text in words:
            return value
    found = meanings(name)
    best = max(found, key=lambda each: found[each], default="")
    if best in _USUAL and found[best] >= _CLEAR:
        return _USUAL[best]
    if text in _INTERCEPTS and not shape.intercept:
        return 0.0 if kind in {"numpy", "single"} else _start(kind, np.zeros(()))
    if text in _STARTS:
        if shape.flat_x:
            return 0.0 if kind in {"numpy", "single"} else _start(kind, np.zeros(()))
        return _start(kind, np.zeros((columns, 1) if shape.column_y else columns))
    return None


def _x(shape: _Shapes) -> Any:
    table = np.random.default_rng(7).standard_normal((_ROWS, 2)) * 0.5
    if shape.intercept:
        table = np.hstack([np.ones((_ROWS, 1)), table])
    return table[:, 0] if shape.flat_x else table


def _y(shape: _Shapes) -> Any:
    """Zeros and ones, which a regression and a classifier both take."""
    table = np.random.default_rng(7).standard_normal((_ROWS, 2)) * 0.5
    noise = np.random.default_rng(8).standard_normal(_ROWS) * 0.1
    values = (table @ np.array([1.0, -0.6]) + 0.1 + noise > 0).astype(np.float64)
    return values[:, None] if shape.column_y else values


def _as(kind: str, values: Any) -> Any:
    if kind == "torch":
        return sys.modules["torch"].tensor(values, dtype=sys.modules["torch"].float32)
    if kind == "tensor":
        return sys.modules["tensorflow"].constant(values, dtype="float32")
    return values.astype(np.float32) if kind == "single" else values.copy()


def _start(kind: str, values: Any) -> Any:
    if kind == "torch":
        return _as(kind, values).requires_grad_()
    if kind == "numpy":
        return values
    return sys.modules["tensorflow"].Variable(values.astype(np.float32))
