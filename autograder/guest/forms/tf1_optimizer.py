"""[tf1-optimizer]: a subclass of ``tf.train.Optimizer``, driven in a graph, or eagerly where the file says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from .. import tf1
from ..arguments import EMPTY, arguments_of
from ..counters import Counting
from ..feed import Feed
from ..found import Found
from ..hyper import Places, Supply, supply
from ..isolation import Snapshot
from ..runs import Run, run_steps
from ..variables import Variables, one
from .blame import by_contract, lay_blame, unknown_arguments
from .constructing import constructor_arguments, framework_places
from .graph import GraphStepper, flat_operations
from .keras_optimizer import EagerStepper, EagerWay

Entry = Literal["apply_gradients", "minimize"]


@dataclass(frozen=True)
class GraphWay:
    """Kind of variables, number type, the method that is called, and who counts the steps."""

    entry: Entry = "apply_gradients"
    dtype: Literal["float32", "float64"] = "float32"
    resource: bool = False
    own_graph: bool = True
    counted: bool = False
    """The framework's step counter is handed over, so that it advances with every update."""
    eager: bool = False

    def named(self) -> str:
        """For people."""
        kind = "eager" if self.eager else "resource" if self.resource else "ref"
        counter = ", global_step" if self.counted else ""
        return f"{self.entry}(grads_and_vars{counter}), {kind} variables, {self.dtype}"


def _returning(optimizer: Any) -> Any:
    """The optimizer, saying so itself where an update method forgot its ``return``; TensorFlow's words are dark."""
    for name in ("_apply_dense", "_resource_apply_dense"):
        method = getattr(optimizer, name, None)
        if callable(method) and hasattr(optimizer, "__dict__"):
            setattr(optimizer, name, _checked(name, method))
    return optimizer


def _checked(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
    def checked(*arguments: Any, **named: Any) -> Any:
        made = method(*arguments, **named)
        if made is None:
            raise TypeError(f"{name} returns nothing; it has to return the operation that does the update")
        return made

    return checked


class Tf1Optimizer:
    """Drives one optimizer class."""

    def __init__(
        self, found: Found, snapshot: Snapshot, layouts: tuple[Variables, ...], counting: Counting = "unknown"
    ) -> None:
        self.found = found
        self.snapshot = snapshot
        self.layouts = layouts
        self.counting = counting

    def places(self) -> Places:
        """Hyperparameters go through the constructor."""
        return framework_places(self.found, self.snapshot)

    def first(self, feed: Feed, wanted: Mapping[str, float]) -> list[Run]:
        """The first way that runs, with the step counter where the code reads one that nothing else moves.

        In a script that trains without handing it over, time does stand still.
        """
        failed: list[Run] = []
        for way in self._ways():
            run, counter_stood = self._run(way, feed, wanted)
            if run.good and counter_stood and self.counting != "nobody":
                counted, _ = self._run(replace(way, counted=True), feed, wanted)
                return [counted if counted.good else run]
            if run.good:
                return [run]
            failed.append(run)
            if run.error is not None and run.error["kind"] == "NameError":
                break
        return [max(failed, key=lambda run: (run.steps, run.error is None))]

    def again(self, run: Run, feed: Feed, wanted: Mapping[str, float]) -> Run:
        """The same way on another request."""
        return self._run(run.way, feed, wanted)[0]

    def _ways(self) -> list[GraphWay]:
        if tf1.eager():
            return [GraphWay(eager=True)]
        resource = "_resource_apply_dense" in self.found.written and "_apply_dense" not in self.found.written
        applies = bool(self.found.written & {"apply_gradients", "_apply_dense", "_resource_apply_dense"})
        entries: list[Entry] = (
            ["minimize", "apply_gradients"]
            if "minimize" in self.found.written and not applies
            else ["apply_gradients", "minimize"]
        )
        ways = [GraphWay(entries[0], "float32", kind) for kind in (resource, not resource)]
        ways += [GraphWay(entries[0], "float64", kind) for kind in (resource, not resource)]
        return [
            *ways,
            GraphWay(entries[1], "float32", resource),
            GraphWay(entries[0], "float32", resource, own_graph=False),
        ]

    def _run(self, way: GraphWay, feed: Feed, wanted: Mapping[str, float]) -> tuple[Run, bool]:
        """A run, and whether the framework's step counter is read in it but stood still."""
        given = supply(self.places(), wanted)
        fitting = [layout for layout in self.layouts if sum(layout.sizes) == feed.theta0.size]
        variables = fitting[0] if fitting else one(feed.theta0.size, name="w")

        def begin() -> GraphStepper | EagerStepper:
            self.snapshot.restore()
            self.snapshot.namespace.update(given.globals)
            if way.eager:
                return EagerStepper(
                    EagerWay(variable="tf"), lambda: self._make(given, {}), feed.theta0, variables
                )
            return GraphStepper(
                lambda stepper: self._build(stepper, way, given),
                feed.theta0,
                variables,
                single=way.dtype == "float32",
                resource=way.resource,
                own_graph=way.own_graph,
            )

        run, stepper = run_steps(begin, feed)
        counter_stood = False
        if isinstance(stepper, GraphStepper):
            counter_stood = stepper.counter_stood()
            stepper.session.close()
        run.way = way
        run.convention = way.named()
        run.given = given.given
        run.single = way.dtype == "float32"
        run.sizes, run.names = variables.sizes, variables.names
        # The framework's own methods take what we hand over; a student's own ``minimize`` may want anything.
        asked, _ = arguments_of(getattr(self.found.value, way.entry))
        guessed = unknown_arguments(self.found, given) or not by_contract(way.entry, asked[1:])
        lay_blame(run, self.found.name, guessed=guessed)
        return run, counter_stood

    def _build(self, stepper: GraphStepper, way: GraphWay, given: Supply) -> list[Any]:
        """Make the optimizer in the stepper's graph and the operations that do one update."""
        called = self.found.evidence.called
        optimizer = _returning(self._make(given, stepper.offered(self.found.constructor.arguments, called)))
        method = getattr(optimizer, way.entry)
        arguments, rest = arguments_of(method)
        named: dict[str, Any] = {}
        if way.counted and (rest or any(argument.name == "global_step" for argument in arguments)):
            named["global_step"] = stepper.counter()
        positional: list[Any] = []
        if way.entry == "apply_gradients":
            positional.append(stepper.pairs)
        elif arguments:
            positional.append(stepper.offer(arguments[0], called))
        if positional[:1] == [EMPTY]:
            positional = [stepper.loss()]
        for argument in arguments[1:]:
            if argument.required and argument.name not in named:
                value = stepper.offer(argument, called)
                if value is not EMPTY:
                    named[argument.name] = value
        return flat_operations(method(*positional, **named))

    def _make(self, given: Supply, offered: Mapping[str, Any]) -> Any:
        completed = replace(given, constructor={**offered, **given.constructor})
        positional, keyword = constructor_arguments(self.found, completed)
        return self.found.value(*positional, **keyword)
