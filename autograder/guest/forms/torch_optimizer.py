"""[torch-optimizer]: a subclass of ``torch.optim.Optimizer``, driven through ``step`` with the gradients in ``.grad``.

Where ``step`` calls a closure it is stepped with one too: code that looks ahead asks there for the gradient. PyTorch's
own closures go backward themselves; some code expects the bare loss, and goes backward from it.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from ..arguments import EMPTY, Argument, arguments_of
from ..asking import Falling
from ..device import on_device
from ..feed import Feed
from ..found import Found
from ..hyper import Places, Supply, supply
from ..isolation import Snapshot
from ..names import normal
from ..runs import Run, run_steps
from ..tensor_recipes import HOLDERS
from ..tensors import load_gradients, model
from ..variables import Variables, one
from ..vocabulary import GRADS
from ..wire import Vector
from .blame import lay_blame, unknown_arguments
from .constructing import constructor_arguments, framework_places

Closure = Literal["", "closure", "closure of the loss"]


@dataclass(frozen=True)
class TorchWay:
    """Number type, and whether ``step`` is given a closure: one that works out the gradients, or the loss alone."""

    dtype: Literal["float32", "float64"] = "float32"
    closure: Closure = ""

    def named(self) -> str:
        """For people."""
        return f"step({self.closure}), {self.dtype}"


class TorchStepper:
    """One optimizer on fresh parameters."""

    def __init__(
        self, way: TorchWay, make: Callable[[list[Any]], Any], theta0: Vector, variables: Variables
    ) -> None:
        self.torch = importlib.import_module("torch")
        self.torch.set_num_threads(1)
        self.way = way
        self.variables, self.sizes, self.names = variables, variables.sizes, variables.names
        self.single = way.dtype == "float32"
        self.notes: set[str] = set()
        self.asked: Vector | None = None
        self.value = Falling()
        self.held = [self.torch.nn.Parameter(self._tensor(part)) for part in variables.split(theta0)]
        load_gradients(self.held, [self.torch.zeros_like(each) for each in self.held])
        self.optimizer = make(self.held)
        asked, _ = arguments_of(self.optimizer.step)
        self.further = [each for each in asked if each.required and not _is_closure(each)]
        self.current = self._theta()

    def _tensor(self, part: Vector) -> Any:
        return on_device(self.torch.from_numpy(part.astype(self.way.dtype)))

    def _theta(self) -> Vector:
        return self.variables.join(self.held)

    def step(self, gradient_at: Callable[[Vector], Vector]) -> None:
        """One update."""
        self.asked = None
        gradients = [self._tensor(part) for part in self.variables.split(gradient_at(self.current))]
        load_gradients(self.held, gradients)
        if self.way.closure:
            self.optimizer.step(lambda: self._evaluate(gradient_at))
        else:
            self.optimizer.step(*[self._offer(each, gradients) for each in self.further])
        self.current = self._theta()

    def _evaluate(self, gradient_at: Callable[[Vector], Vector]) -> Any:
        """What a training loop's closure does: clear, compute the loss, go backward."""
        self.asked = self._theta()
        parts = [self._tensor(part) for part in self.variables.split(gradient_at(self.asked))]
        if self.way.closure == "closure of the loss":
            # Its gradients are the designed ones, wherever the parameters are when they are taken.
            moved = [
                ((held - held.detach()) * part).sum() for held, part in zip(self.held, parts, strict=True)
            ]
            return self.value() + sum(moved)
        load_gradients(self.held, parts)
        return self.torch.tensor(self.value())

    def _offer(self, argument: Argument, gradients: list[Any]) -> Any:
        return gradients if argument.role == "grads" or normal(argument.name) in GRADS else None


class TorchOptimizer:
    """Drives one optimizer class."""

    def __init__(self, found: Found, snapshot: Snapshot, layouts: tuple[Variables, ...]) -> None:
        self.found = found
        self.snapshot = snapshot
        self.layouts = layouts

    def places(self) -> Places:
        """Hyperparameters go through the constructor."""
        return framework_places(self.found, self.snapshot)

    def first(self, feed: Feed, wanted: Mapping[str, float]) -> list[Run]:
        """The first way that runs, and the same with a closure where that asks for the gradient elsewhere."""
        closures = [each for each in arguments_of(self.found.value.step)[0] if _is_closure(each)]
        plain = [TorchWay(), TorchWay("float64")] if not (closures and closures[0].required) else []
        kinds: tuple[Closure, ...] = ("closure", "closure of the loss") if closures else ()
        asking = [TorchWay(dtype, kind) for kind in kinds for dtype in ("float32", "float64")]
        ways = [*plain, *asking]
        failed: list[Run] = []
        for way in ways:
            run = self._run(way, feed, wanted)
            if not run.good:
                failed.append(run)
            elif way.closure or not closures:
                return [run]
            else:
                other = self._run(replace(way, closure="closure"), feed, wanted)
                # Code that looks ahead means to be given one: without it its look-ahead has no effect.
                return [other] if other.good and _looks_ahead(other) else [run]
        standing = [run for run in failed if run.error is None]
        return [standing[0] if standing else max(failed, key=lambda run: run.steps)]

    def again(self, run: Run, feed: Feed, wanted: Mapping[str, float]) -> Run:
        """The same way on another request."""
        return self._run(run.way, feed, wanted)

    def _run(self, way: TorchWay, feed: Feed, wanted: Mapping[str, float]) -> Run:
        given = supply(self.places(), wanted)
        fitting = [layout for layout in self.layouts if sum(layout.sizes) == feed.theta0.size]
        variables = fitting[0] if fitting else one(feed.theta0.size, name="w")

        def begin() -> TorchStepper:
            self.snapshot.restore()
            self.snapshot.namespace.update(given.globals)
            return TorchStepper(way, lambda held: self._make(held, given), feed.theta0, variables)

        run, _ = run_steps(begin, feed)
        run.way = way
        run.convention = way.named()
        run.given = given.given
        run.single = way.dtype == "float32"
        run.sizes, run.names = variables.sizes, variables.names
        parameters = _of_parameters(self.found)
        known = replace(given, constructor={**given.constructor, **dict.fromkeys(parameters)})
        lay_blame(run, self.found.name, guessed=unknown_arguments(self.found, known))
        return run

    def _make(self, held: list[Any], given: Supply) -> Any:
        offered = {
            name: model("torch", held) if normal(name) in HOLDERS else list(held)
            for name in _of_parameters(self.found)
        }
        completed = replace(given, constructor={**given.constructor, **offered})
        positional, keyword = constructor_arguments(self.found, completed)
        return self.found.value(*positional, **keyword)


def _is_closure(argument: Argument) -> bool:
    return "closure" in normal(argument.name)


def _of_parameters(found: Found) -> list[str]:
    """The constructor's argument that takes the parameters: the framework's contract puts it first."""
    told = [a.name for a in found.constructor.of("params", "object")]
    told += [a.name for a in found.constructor.arguments if normal(a.name) in HOLDERS]
    first = [a.name for a in found.constructor.arguments if a.default is EMPTY]
    return (told or first)[:1]


def _looks_ahead(run: Run) -> bool:
    """Whether the gradient was ever asked for elsewhere than at the parameters."""
    return run.asked is not None and not np.array_equal(run.asked, run.theta[:-1], equal_nan=True)
