"""[plain-class] and [update-function] over TensorFlow 1: code that builds assignments without the base class."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from ..arguments import EMPTY, Argument
from ..counters import Counting
from ..feed import Feed
from ..found import Found, Method
from ..hyper import Places, Supply, supply
from ..isolation import Snapshot
from ..names import normal
from ..results import slot_of
from ..runs import Run, run_steps
from ..tf1 import version1
from ..variables import Variables, one
from ..vocabulary import GRADS
from ..ways import OMIT
from .blame import by_contract, lay_blame, unknown_arguments
from .constructing import changeable_constants, changeable_globals, constructor_arguments
from .graph import COUNTERS, LOSSES, GraphStepper, flat_operations

_ASSIGNS = ("Assign", "NoOp", "Group")


@dataclass(frozen=True)
class CodeWay:
    """How graph code is called: variable by variable, with lists, with a loss, or like an optimizer."""

    entry: Literal["each", "lists", "loss", "pairs"]
    resource: bool = True
    time_from: int = 1
    counted: Literal["", "handed over", "around it"] = ""
    """Who moves the framework's step counter: nobody but the code; the code that takes it; its caller."""

    def named(self, name: str) -> str:
        """For people."""
        counter = f", global_step {self.counted}" if self.counted else ""
        return f"{name}: {self.entry}, time from {self.time_from}{counter}"


class _Builder:
    """Calls the student's code in a stepper's graph and collects the operations that do one update."""

    def __init__(self, stepper: GraphStepper, way: CodeWay, method: Method, given: Supply) -> None:
        self.tf = version1()
        self.stepper, self.way, self.method, self.given = stepper, way, method, given

    def operations(self, function: Callable[..., Any]) -> list[Any]:
        """What has to be run for one update."""
        made = self._updates(function)
        if self.way.counted == "around it":
            with self.tf.control_dependencies(made):
                made = [*made, self.tf.assign_add(self.stepper.counter(), 1).op]
        return made

    def _updates(self, function: Callable[..., Any]) -> list[Any]:
        held, fed = self.stepper.held, self.stepper.fed
        if self.way.entry == "each":
            return [made for g, v in self.stepper.pairs for made in self._assignments(function, v, g)]
        if self.way.entry == "lists":
            return self._assignments(function, list(held), list(fed))
        result = self._call(function, list(held), list(fed), {})
        if self.method.roles.of("params") and self.way.entry == "loss":
            made = self._taken(result, list(held), {})
            return made or flat_operations(result)
        return flat_operations(result)

    def _assignments(self, function: Callable[..., Any], params: Any, gradient: Any) -> list[Any]:
        states: dict[str, Any] = {}
        made = self._taken(self._call(function, params, gradient, states), params, states)
        if not made:
            raise TypeError(f"{self.method.name} returned nothing that can be run")
        return made

    def _call(self, function: Callable[..., Any], params: Any, gradient: Any, states: dict[str, Any]) -> Any:
        positional: list[Any] = []
        keyword: dict[str, Any] = {}
        for place, argument in enumerate(self.method.roles.arguments):
            value = self._value(argument, params, gradient, states)
            if value is OMIT:
                continue
            if argument.kind is inspect.Parameter.KEYWORD_ONLY or keyword or len(positional) < place:
                keyword[argument.name] = value
            else:
                positional.append(value)
        return function(*positional, **keyword)

    def _taken(self, result: Any, params: Any, states: dict[str, Any]) -> list[Any]:
        """What to run for a result: assignments as they are, plain tensors assigned to their variables."""
        members = list(result) if isinstance(result, tuple) else [result]
        names = self.method.evidence.returned_names(len(members)) or [None] * len(members)
        made: list[Any] = []
        for position, (member, name) in enumerate(zip(members, names, strict=True)):
            slot = slot_of(name, [0], self.method.roles) if name else None
            goal = params if (slot or (None,))[0] == "params" or (slot is None and position == 0) else None
            if slot is not None and slot[0] == "state":
                goal = states.get(str(slot[1]))
            made += _assigned(self.tf, member, goal)
        return made

    def _value(self, argument: Argument, params: Any, gradient: Any, states: dict[str, Any]) -> Any:
        text = normal(argument.name)
        if text in LOSSES and self.way.entry == "loss":
            return self.stepper.offer(argument, self.method.evidence.called)
        if text in COUNTERS and text not in GRADS:
            return self.stepper.counter() if argument.required or self.way.counted else OMIT
        match argument.role:
            case "params":
                return params
            case "grads":
                return gradient
            case "pairs":
                return (
                    list(zip(gradient, params, strict=True))
                    if isinstance(params, list)
                    else [(gradient, params)]
                )
            case "time":
                return self.stepper.clock
            case "state":
                states[argument.name] = self._zeros(params)
                return states[argument.name]
            case _:
                if argument.name in self.given.call:
                    return self.given.call[argument.name]
                offered = self.stepper.offer(argument) if argument.required else OMIT
                return None if offered is EMPTY else offered

    def _zeros(self, params: Any) -> Any:
        shapes = [variable.shape for variable in (params if isinstance(params, list) else [params])]
        made = [
            self.tf.Variable(self.tf.zeros(shape), use_resource=self.way.resource, trainable=False)
            for shape in shapes
        ]
        return made if isinstance(params, list) else made[0]


def _assigned(tf: Any, member: Any, goal: Any) -> list[Any]:
    """What to run for one returned member: an assignment as it is, a plain tensor assigned to its variable."""
    if member is None:
        return []
    if isinstance(member, list | tuple):
        goals = goal if isinstance(goal, list) and len(goal) == len(member) else [None] * len(member)
        return [made for part, to in zip(member, goals, strict=True) for made in _assigned(tf, part, to)]
    kind = getattr(getattr(member, "op", member), "type", "")
    if kind.startswith(_ASSIGNS) or (isinstance(member, tf.Variable) and member is not goal):
        return [getattr(member, "op", member)]
    if goal is not None and member is not goal and not isinstance(goal, list):
        return [goal.assign(member).op]
    return []


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
                return [run, self._run(replace(way, time_from=1 - way.time_from), feed, wanted)[0]]
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
        entries: list[Literal["each", "lists", "loss", "pairs"]]
        if any(normal(argument.name) in LOSSES for argument in roles.arguments):
            entries = ["loss"]
        elif self.method.name == "apply_gradients" and roles.of("pairs"):
            entries = ["pairs"]
        else:
            names = {argument.name for argument in roles.of("params", "grads", "pairs")}
            lists = roles.of("pairs") or names & self.method.evidence.looped
            entries = ["lists", "each"] if lists else ["each", "lists"]
            if not roles.of("params", "pairs"):
                entries = ["lists"]  # the object holds its variables: one call moves them all
        return [CodeWay(entry, resource) for entry in entries for resource in (True, False)]

    def _run(self, way: CodeWay, feed: Feed, wanted: Mapping[str, float]) -> tuple[Run, bool]:
        """A run, and whether the framework's step counter is read in it but stood still."""
        given = supply(self.places(), wanted)
        fitting = [layout for layout in self.layouts if sum(layout.sizes) == feed.theta0.size]
        variables = fitting[0] if fitting else one(feed.theta0.size, name="w")

        def build(stepper: GraphStepper) -> list[Any]:
            return _Builder(stepper, way, self.method, given).operations(self._function(stepper, given))

        def begin() -> GraphStepper:
            self.snapshot.restore()
            self.snapshot.namespace.update(given.globals)
            return GraphStepper(build, feed.theta0, variables, resource=way.resource, time_from=way.time_from)

        run, stepper = run_steps(begin, feed)
        counter_stood = False
        if isinstance(stepper, GraphStepper):
            counter_stood = stepper.counter_stood()
            stepper.session.close()
        run.way, run.convention, run.given, run.single = way, way.named(self.method.name), given.given, True
        run.sizes, run.names = variables.sizes, variables.names
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
    if asked & {"assign", "assign_add", "assign_sub"}:
        return True
    used = (namespace.get(name) for each in evidence for name in each.loads)
    return any(
        (
            value.__name__ if isinstance(value, types.ModuleType) else str(getattr(value, "__module__", ""))
        ).startswith("tensorflow")
        for value in used
        if value is not None
    )
