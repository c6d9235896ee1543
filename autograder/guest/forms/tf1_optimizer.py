"""[tf1-optimizer]: a subclass of ``tf.train.Optimizer``, driven through ``apply_gradients`` in a graph of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from ..feed import Feed
from ..found import Found
from ..hyper import Places, Supply, supply
from ..isolation import Snapshot
from ..runs import Run, run_steps
from ..tf1 import session, version1
from ..variables import Variables, one
from ..wire import Vector
from .constructing import constructor_arguments, framework_places

Entry = Literal["apply_gradients", "minimize"]


@dataclass(frozen=True)
class GraphWay:
    """Kind of variables, number type, and the method that is called."""

    entry: Entry = "apply_gradients"
    dtype: Literal["float32", "float64"] = "float32"
    resource: bool = False
    own_graph: bool = True

    def named(self) -> str:
        """For people."""
        kind = "resource" if self.resource else "ref"
        return f"{self.entry}(grads_and_vars), {kind} variables, {self.dtype}"


def flat_operations(value: Any, depth: int = 0) -> list[Any]:
    """Everything that can be run in what the student returned: an op, a tensor, nested lists of them."""
    if value is None:
        return []
    if isinstance(value, list | tuple) and depth < 4:
        return [inner for member in value for inner in flat_operations(member, depth + 1)]
    if isinstance(value, dict) and depth < 4:
        return flat_operations(list(value.values()), depth + 1)
    return [value]


class GraphStepper:
    """One optimizer on fresh variables in a session."""

    def __init__(self, way: GraphWay, make: Callable[[], Any], theta0: Vector, variables: Variables) -> None:
        tf = version1()
        self.sizes = variables.sizes
        self.names = variables.names
        self.variables = variables
        self.single = way.dtype == "float32"
        self.notes: set[str] = set()
        self.asked: Vector | None = None
        dtype = np.float32 if self.single else np.float64
        self.dtype = dtype
        graph = tf.Graph() if way.own_graph else tf.get_default_graph()
        with graph.as_default():
            tf.set_random_seed(0)
            held = [
                tf.Variable(value.astype(dtype), name=name, use_resource=way.resource)
                for name, value in zip(variables.names, variables.split(theta0), strict=True)
            ]
            fed = [
                tf.placeholder(dtype, shape=shape, name=f"gradient_{name}")
                for name, shape in zip(*variables, strict=True)
            ]
            self.session = session(graph)
            with self.session.as_default():
                optimizer = _returning(make())
                if way.entry == "apply_gradients":
                    made = optimizer.apply_gradients(list(zip(fed, held, strict=True)))
                else:
                    made = optimizer.minimize(
                        tf.add_n([tf.reduce_sum(g * v) for g, v in zip(fed, held, strict=True)])
                    )
                operations = flat_operations(made)
                if not operations:
                    raise TypeError(f"{way.entry} returned nothing that can be run")
                reads = [variable.read_value() for variable in held]
                self.session.run(tf.global_variables_initializer())
                self.session.run(tf.local_variables_initializer())
        self._update = self.session.make_callable(operations, feed_list=fed)
        self._read = self.session.make_callable(reads)
        self.current = self._theta()

    def _theta(self) -> Vector:
        return self.variables.join(self._read())

    def step(self, gradient_at: Callable[[Vector], Vector]) -> None:
        """One run of the training operation."""
        parts = self.variables.split(gradient_at(self.current))
        self._update(*[part.astype(self.dtype) for part in parts])
        self.current = self._theta()


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

    def __init__(self, found: Found, snapshot: Snapshot, layouts: tuple[Variables, ...]) -> None:
        self.found = found
        self.snapshot = snapshot
        self.layouts = layouts

    def places(self) -> Places:
        """Hyperparameters go through the constructor."""
        return framework_places(self.found, self.snapshot)

    def first(self, feed: Feed, wanted: Mapping[str, float]) -> list[Run]:
        """The first way that runs."""
        failed: list[Run] = []
        for way in self._ways():
            run = self._run(way, feed, wanted)
            if run.good:
                return [run]
            failed.append(run)
            if run.error is not None and run.error["kind"] == "NameError":
                break
        return [max(failed, key=lambda run: (run.steps, run.error is None))]

    def again(self, run: Run, feed: Feed, wanted: Mapping[str, float]) -> Run:
        """The same way on another request."""
        return self._run(run.way, feed, wanted)

    def _ways(self) -> list[GraphWay]:
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

    def _run(self, way: GraphWay, feed: Feed, wanted: Mapping[str, float]) -> Run:
        given = supply(self.places(), wanted)
        fitting = [layout for layout in self.layouts if sum(layout.sizes) == feed.theta0.size]
        variables = fitting[0] if fitting else one(feed.theta0.size, name="w")

        def begin() -> GraphStepper:
            self.snapshot.restore()
            self.snapshot.namespace.update(given.globals)
            return GraphStepper(way, lambda: self._make(given), feed.theta0, variables)

        run, stepper = run_steps(begin, feed)
        if isinstance(stepper, GraphStepper):
            stepper.session.close()
        run.way = way
        run.convention = way.named()
        run.given = given.given
        run.single = way.dtype == "float32"
        run.sizes, run.names = variables.sizes, variables.names
        return run

    def _make(self, given: Supply) -> Any:
        positional, keyword = constructor_arguments(self.found, given)
        return self.found.value(*positional, **keyword)
