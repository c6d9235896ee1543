"""[plain-class] and [update-function] over TensorFlow 1: code that builds assignments without the base class."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Literal

from ..arguments import EMPTY
from ..counters import Counting
from ..feed import Feed
from ..found import Found
from ..hyper import Places, Supply, supply
from ..isolation import Snapshot
from ..names import normal
from ..runs import Run, run_steps
from ..variables import Variables, one, uneven
from .blame import by_contract, lay_blame, unknown_arguments
from .constructing import changeable_constants, changeable_globals, constructor_arguments
from .graph import COUNTERS, LOSSES, GraphStepper
from .graph_calls import Builder, CodeWay
from .graph_session import SessionCaller, SessionStepper, runs_the_session


class GraphCode:
    """Drives one plain class or function that builds assignments."""

    def __init__(
        self, found: Found, snapshot: Snapshot, layouts: tuple[Variables, ...], counting: Counting = "unknown"
    ) -> None:
        self.found = found
        self.snapshot = snapshot
        self.layouts = layouts
        self.method = found.methods[0]
        self.counting = counting

    def places(self) -> Places:
        """Arguments of constructor and call, globals, and numbers that the constructor hard-codes."""
        is_class = self.found.form == "plain-class"
        evidence = self.found.evidence if is_class else self.method.evidence
        numbers = changeable_globals(self.snapshot.numbers(evidence.loads), ())
        changed = evidence.stored_attributes.get("self", set()) if is_class else set()
        constants = changeable_constants(self.found.evidence.constants) if is_class else {}
        return Places(
            self.found.constructor.arguments,
            self.method.roles.arguments,
            globals=numbers,
            attributes={name: value for name, value in constants.items() if name not in changed},
        )

    def first(self, feed: Feed, wanted: Mapping[str, float]) -> list[Run]:
        """The first way that runs, and the other time where the time is an argument."""
        failed: list[Run] = []
        for way in self._ways():
            run, counter_stood = self._run(way, feed, wanted)
            if run.good and counter_stood:
                return [self._counted(run, feed, wanted)]
            if run.good and run.time_given:
                other = self._run(replace(way, time_from=1 - way.time_from), feed, wanted)[0]
                # A formula that divides by zero at t = 0 counts from 1.
                return [run, other] if other.numbers >= run.numbers else [run]
            if run.good:
                return [run]
            failed.append(run)
        return failed[:1]

    def _counted(self, run: Run, feed: Feed, wanted: Mapping[str, float]) -> Run:
        """The run again, the step counter moving as in the file's own training."""
        around = self.counting == "script" or run.way.entry in {"each", "lists"}
        movers: list[Literal["handed over", "around it"]] = (
            [] if self.counting == "nobody" else ["handed over"]
        )
        for mover in [*movers, "around it"] if movers and around else movers:
            counted, stood = self._run(replace(run.way, counted=mover), feed, wanted)
            if counted.good and not stood:
                return counted
        return run

    def again(self, run: Run, feed: Feed, wanted: Mapping[str, float]) -> Run:
        """The same way on another request."""
        return self._run(run.way, feed, wanted)[0]

    def _ways(self) -> list[CodeWay]:
        roles = self.method.roles
        entries: list[Literal["each", "lists", "groups", "loss", "pairs"]]
        if any(normal(argument.name) in LOSSES for argument in roles.arguments):
            entries = ["loss"]
        elif self.method.name == "apply_gradients" and roles.of("pairs"):
            entries = ["pairs"]
        elif roles.groups > 1:
            entries = ["groups"]
        else:
            names = {argument.name for argument in roles.of("params", "grads", "pairs")}
            lists = roles.of("pairs") or names & self.method.evidence.looped
            entries = ["lists", "each"] if lists else ["each", "lists"]
            if not roles.of("params", "pairs"):
                entries = ["lists"]  # the object holds its variables: one call moves them all
        session = bool(roles.of("grads", "pairs")) and runs_the_session(self.method)
        orders = [False] if roles.settled else [False, True]
        return [
            CodeWay(entry, resource, session=session, swapped=swapped)
            for swapped in orders
            for entry in entries
            for resource in (True, False)
        ]

    def _run(self, way: CodeWay, feed: Feed, wanted: Mapping[str, float]) -> tuple[Run, bool]:
        """A run, and whether the framework's step counter is read in it but stood still."""
        given = supply(self.places(), wanted)
        fitting = [layout for layout in self.layouts if sum(layout.sizes) == feed.theta0.size]
        variables = fitting[0] if fitting else one(feed.theta0.size, name="w")
        if way.entry == "groups":
            names = tuple(argument.name for argument in self.method.roles.of("params"))
            variables = Variables(names, uneven(feed.theta0.size, len(names)))
        builders: list[Builder] = []

        def build(stepper: GraphStepper) -> list[Any]:
            builders.append(Builder(stepper, way, self.method, given))
            return builders[0].operations(self._function(stepper, given))

        def call(stepper: GraphStepper) -> SessionCaller:
            caller = SessionCaller(stepper, way, self.method, given)
            builders.append(caller)
            return caller.begin(self._function(stepper, given))

        def begin() -> GraphStepper:
            self.snapshot.restore()
            self.snapshot.namespace.update(given.globals)
            if way.session:
                return SessionStepper(
                    call, feed.theta0, variables, resource=way.resource, time_from=way.time_from
                )
            return GraphStepper(build, feed.theta0, variables, resource=way.resource, time_from=way.time_from)

        run, stepper = run_steps(begin, feed)
        counter_stood = False
        if isinstance(stepper, GraphStepper):
            counter_stood = stepper.counter_stood()
            stepper.session.close()
        run.way, run.convention, run.given, run.single = way, way.named(self.method.name), given.given, True
        run.sizes, run.names = variables.sizes, variables.names
        run.certain = not any(builder.guessed for builder in builders)
        run.time_given = any(normal(time.name) not in COUNTERS for time in self.method.roles.of("time"))
        known = by_contract(self.method.name, self.method.roles.arguments)
        guessed = not known or unknown_arguments(self.found, given)
        lay_blame(run, self.found.name, guessed=guessed)
        return run, counter_stood

    def _function(self, stepper: GraphStepper, given: Supply) -> Callable[..., Any]:
        """The callable, made inside the run's graph."""
        if self.found.form != "plain-class":
            function: Callable[..., Any] = self.found.value
            return function
        wanted = [
            argument
            for argument in self.found.constructor.arguments
            if argument.required or argument.role == "params"
        ]
        offered = {argument.name: stepper.offer(argument, self.found.evidence.called) for argument in wanted}
        known = {name: value for name, value in offered.items() if value is not EMPTY}
        completed = replace(given, constructor={**known, **given.constructor})
        positional, keyword = constructor_arguments(self.found, completed)
        product = self.found.value(*positional, **keyword)
        for name, value in given.attributes.items():
            setattr(product, name, value)
        bound: Callable[..., Any] = getattr(product, self.method.name)
        return bound


def builds_a_graph(found: Found, namespace: Mapping[str, Any]) -> bool:
    """Whether the code speaks of TensorFlow: arrays are then none of its business."""
    evidence = [found.evidence, *(method.evidence for method in found.methods)]
    asked = {name for each in evidence for names in each.attributes.values() for name in names}
    if asked & {"assign", "assign_add", "assign_sub"} or any(map(runs_the_session, found.methods)):
        return True
    used = (namespace.get(name) for each in evidence for name in each.loads)
    return any(
        (
            value.__name__ if isinstance(value, types.ModuleType) else str(getattr(value, "__module__", ""))
        ).startswith("tensorflow")
        for value in used
        if value is not None
    )
