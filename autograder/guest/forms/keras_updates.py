"""[keras-optimizer] of Keras 2: ``get_updates(loss, params)`` gives the operations of one step of a graph."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..arguments import EMPTY, arguments_of
from ..feed import Feed
from ..found import Found
from ..hyper import Places, Supply, supply
from ..isolation import Snapshot
from ..names import normal
from ..runs import Run, run_steps
from ..tf1 import version1
from ..variables import Variables, one
from .blame import lay_blame, unknown_arguments
from .constructing import constructor_arguments, framework_places
from .graph import GraphStepper


@dataclass(frozen=True)
class UpdatesWay:
    """Number type."""

    dtype: Literal["float32", "float64"] = "float32"

    def named(self) -> str:
        """For people."""
        return f"get_updates(loss, params), {self.dtype}"


class KerasUpdates:
    """Drives one optimizer class."""

    def __init__(self, found: Found, snapshot: Snapshot, layouts: tuple[Variables, ...]) -> None:
        self.found = found
        self.snapshot = snapshot
        self.layouts = layouts

    def places(self) -> Places:
        """Hyperparameters go through the constructor."""
        return framework_places(self.found, self.snapshot)

    def first(self, feed: Feed, wanted: Mapping[str, float]) -> list[Run]:
        """Single precision is Keras's own: another one is tried where that fails."""
        runs = []
        for way in (UpdatesWay(), UpdatesWay("float64")):
            runs.append(self._run(way, feed, wanted))
            if runs[-1].good:
                return runs[-1:]
        return runs[:1]

    def again(self, run: Run, feed: Feed, wanted: Mapping[str, float]) -> Run:
        """The same way on another request."""
        return self._run(run.way, feed, wanted)

    def _run(self, way: UpdatesWay, feed: Feed, wanted: Mapping[str, float]) -> Run:
        given = supply(self.places(), wanted)
        fitting = [layout for layout in self.layouts if sum(layout.sizes) == feed.theta0.size]
        variables = fitting[0] if fitting else one(feed.theta0.size, name="w")

        def begin() -> GraphStepper:
            self.snapshot.restore()
            self.snapshot.namespace.update(given.globals)
            return GraphStepper(
                lambda stepper: self._build(stepper, given),
                feed.theta0,
                variables,
                single=way.dtype == "float32",
                resource=True,
            )

        run, stepper = run_steps(begin, feed)
        if isinstance(stepper, GraphStepper):
            stepper.session.close()
        run.way = way
        run.convention = way.named()
        run.given = given.given
        run.single = way.dtype == "float32"
        run.sizes, run.names = variables.sizes, variables.names
        lay_blame(run, self.found.name, guessed=unknown_arguments(self.found, given))
        return run

    def _build(self, stepper: GraphStepper, given: Supply) -> list[Any]:
        positional, keyword = constructor_arguments(self.found, given)
        optimizer = self.found.value(*positional, **keyword)
        asked, _ = arguments_of(optimizer.get_updates)
        offered: dict[str, Any] = {}
        for argument in asked:
            value = [] if normal(argument.name) == "constraints" else stepper.offer(argument)
            if value is not EMPTY:
                offered[argument.name] = value
        made = optimizer.get_updates(**offered)
        operations = list(_operations(made))
        _read_first(operations)
        # Keras keeps its own list of the variables of a graph.
        kept = importlib.import_module("tf_keras.src.backend")._get_variables(stepper.graph)  # noqa: SLF001
        stepper.session.run([variable.initializer for variable in kept])
        return operations


def _operations(made: Any) -> Iterator[Any]:
    """An update is an operation, or a pair of a variable with its new value."""
    for each in made if isinstance(made, list | tuple) else [made]:
        if isinstance(each, list | tuple) and len(each) == 2:
            yield version1().assign(*each).op
        elif each is not None:
            yield getattr(each, "op", each)


def _read_first(updates: Sequence[Any]) -> None:
    """All of a step is computed from the state before it, as Keras meant it: reads that wait for no write go first.

    Without an order of its own a graph may count its iterations before or after the formula looks at them.
    """
    run = set(updates).union(*map(_before, updates))
    reads = [each for each in run if each.type == "ReadVariableOp"]
    for write in [each for each in run if each.type.startswith("Assign")]:
        for read in reads:
            if read.inputs[0] is write.inputs[0] and write not in _before(read):
                write._add_control_input(read)  # noqa: SLF001 - the only way once an operation is made


def _before(operation: Any) -> set[Any]:
    """Everything that an operation waits for."""
    found: set[Any] = set()
    waiting = [operation]
    while waiting:
        one_of = waiting.pop()
        for other in [*(tensor.op for tensor in one_of.inputs), *one_of.control_inputs]:
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found
