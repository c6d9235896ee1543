"""[plain-class] and [update-function] over TensorFlow 1: code that builds assignments without the base class."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from ..arguments import Argument
from ..feed import Feed
from ..found import Found, Method
from ..hyper import Places, Supply, supply
from ..isolation import Snapshot
from ..names import normal
from ..results import slot_of
from ..runs import Run, run_steps
from ..tf1 import session, version1
from ..variables import Variables, one
from ..ways import OMIT
from ..wire import Vector
from .constructing import changeable_globals, constructor_arguments
from .tf1_optimizer import flat_operations

_LOSSES = {"loss", "cost", "l", "j", "objective", "losstensor"}
_ASSIGNS = ("Assign", "NoOp", "Group")


@dataclass(frozen=True)
class CodeWay:
    """How graph code is called: variable by variable, with lists, with a loss, or like an optimizer."""

    entry: Literal["each", "lists", "loss", "apply_gradients", "minimize"]
    resource: bool = True
    time_from: int = 1

    def named(self, name: str) -> str:
        """For people."""
        return f"{name}: {self.entry}, time from {self.time_from}"


class CodeStepper:
    """The assignments that the student's code built, run in a session."""

    def __init__(
        self, way: CodeWay, method: Method, target: Any, given: Supply, theta0: Vector, variables: Variables
    ) -> None:
        tf = version1()
        self.variables, self.sizes, self.names = variables, variables.sizes, variables.names
        self.method, self.given, self.way = method, given, way
        self.single = True
        self.notes: set[str] = set()
        self.asked: Vector | None = None
        graph = tf.Graph()
        with graph.as_default():
            tf.set_random_seed(0)
            self.held = [
                tf.Variable(value.astype(np.float32), name=name, use_resource=way.resource)
                for name, value in zip(variables.names, variables.split(theta0), strict=True)
            ]
            self.fed = [tf.placeholder(tf.float32, shape) for shape in variables.shapes]
            self.clock = tf.placeholder(tf.float32, ())
            self.session = session(graph)
            with self.session.as_default():
                operations = self._build(tf, target() if callable(target) else target)
                reads = [variable.read_value() for variable in self.held]
                self.session.run(tf.global_variables_initializer())
        self._update = self.session.make_callable(operations, feed_list=[*self.fed, self.clock])
        self._read = self.session.make_callable(reads)
        self.time = way.time_from
        self.current = variables.join(self._read())

    def _build(self, tf: Any, function: Callable[..., Any]) -> list[Any]:
        pairs = list(zip(self.fed, self.held, strict=True))
        if self.way.entry == "apply_gradients":
            return flat_operations(function(pairs))
        self.loss = tf.add_n([tf.reduce_sum(g * v) for g, v in pairs])
        if self.way.entry == "minimize":
            return flat_operations(function(self.loss))
        if self.way.entry in {"lists", "loss"}:
            return self._assignments(tf, function, list(self.held), list(self.fed))
        return [made for g, v in pairs for made in self._assignments(tf, function, v, g)]

    def _assignments(self, tf: Any, function: Callable[..., Any], params: Any, gradient: Any) -> list[Any]:
        states: dict[str, Any] = {}
        positional: list[Any] = []
        keyword: dict[str, Any] = {}
        for argument in self.method.roles.arguments:
            value = self._value(tf, argument, params, gradient, states)
            if value is OMIT:
                continue
            if (
                argument.kind is inspect.Parameter.KEYWORD_ONLY
                or keyword
                or len(positional) < _place(argument, self.method)
            ):
                keyword[argument.name] = value
            else:
                positional.append(value)
        result = function(*positional, **keyword)
        members = list(result) if isinstance(result, tuple) else [result]
        names = self.method.evidence.returned_names(len(members)) or [None] * len(members)
        made: list[Any] = []
        for position, (member, name) in enumerate(zip(members, names, strict=True)):
            slot = slot_of(name, [0], self.method.roles) if name else None
            goal = params if (slot or (None,))[0] == "params" or (slot is None and position == 0) else None
            if slot is not None and slot[0] == "state":
                goal = states.get(str(slot[1]))
            made += _assigned(tf, member, goal)
        if not made:
            raise TypeError(f"{self.method.name} returned nothing that can be run")
        return made

    def _value(self, tf: Any, argument: Argument, params: Any, gradient: Any, states: dict[str, Any]) -> Any:
        if self.way.entry == "loss" and normal(argument.name) in _LOSSES:
            return self.loss
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
                return self.clock
            case "state":
                shapes = [variable.shape for variable in (params if isinstance(params, list) else [params])]
                made = [
                    tf.Variable(tf.zeros(shape), use_resource=self.way.resource, trainable=False)
                    for shape in shapes
                ]
                states[argument.name] = made if isinstance(params, list) else made[0]
                return states[argument.name]
            case _:
                if argument.name in self.given.call:
                    return self.given.call[argument.name]
                return None if argument.required else OMIT

    def step(self, gradient_at: Callable[[Vector], Vector]) -> None:
        """One run of the assignments."""
        parts = self.variables.split(gradient_at(self.current))
        self._update(*[part.astype(np.float32) for part in parts], np.float32(self.time))
        self.time += 1
        self.current = self.variables.join(self._read())


def _place(argument: Argument, method: Method) -> int:
    return method.roles.arguments.index(argument)


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

    def __init__(self, found: Found, snapshot: Snapshot, layouts: tuple[Variables, ...]) -> None:
        self.found = found
        self.snapshot = snapshot
        self.layouts = layouts
        self.method = found.methods[0]

    def places(self) -> Places:
        """Arguments of constructor and call, and globals."""
        evidence = self.found.evidence if self.found.form == "plain-class" else self.method.evidence
        numbers = changeable_globals(self.snapshot.numbers(evidence.loads), ())
        return Places(self.found.constructor.arguments, self.method.roles.arguments, globals=numbers)

    def first(self, feed: Feed, wanted: Mapping[str, float]) -> list[Run]:
        """The first way that runs, and the other time where the time is an argument."""
        failed: list[Run] = []
        for way in self._ways():
            run = self._run(way, feed, wanted)
            if run.good and run.time_given:
                return [run, self._run(CodeWay(way.entry, way.resource, 1 - way.time_from), feed, wanted)]
            if run.good:
                return [run]
            failed.append(run)
        return failed[:1]

    def again(self, run: Run, feed: Feed, wanted: Mapping[str, float]) -> Run:
        """The same way on another request."""
        return self._run(run.way, feed, wanted)

    def _ways(self) -> list[CodeWay]:
        first = next((normal(argument.name) for argument in self.method.roles.arguments), "")
        if self.method.name == "minimize" and first in _LOSSES:
            return [CodeWay("minimize", resource) for resource in (True, False)]
        if self.method.name == "apply_gradients" and self.method.roles.of("pairs"):
            return [CodeWay("apply_gradients", resource) for resource in (True, False)]
        if any(normal(argument.name) in _LOSSES for argument in self.method.roles.arguments):
            return [CodeWay("loss", resource) for resource in (True, False)]
        names = {argument.name for argument in self.method.roles.of("params", "grads", "pairs")}
        lists = self.method.roles.of("pairs") or names & self.method.evidence.looped
        entries: list[Literal["each", "lists"]] = ["lists", "each"] if lists else ["each", "lists"]
        return [CodeWay(entry, resource) for entry in entries for resource in (True, False)]

    def _run(self, way: CodeWay, feed: Feed, wanted: Mapping[str, float]) -> Run:
        given = supply(self.places(), wanted)
        fitting = [layout for layout in self.layouts if sum(layout.sizes) == feed.theta0.size]
        variables = fitting[0] if fitting else one(feed.theta0.size, name="w")

        def begin() -> CodeStepper:
            self.snapshot.restore()
            self.snapshot.namespace.update(given.globals)
            return CodeStepper(way, self.method, self._target(given), given, feed.theta0, variables)

        run, stepper = run_steps(begin, feed)
        if isinstance(stepper, CodeStepper):
            stepper.session.close()
        run.way, run.convention, run.given, run.single = way, way.named(self.method.name), given.given, True
        run.sizes, run.names = variables.sizes, variables.names
        run.time_given = bool(self.method.roles.of("time"))
        return run

    def _target(self, given: Supply) -> Callable[[], Any]:
        """Makes the callable inside the run's graph."""
        if self.found.form != "plain-class":
            return lambda: self.found.value
        positional, keyword = constructor_arguments(self.found, given)
        return lambda: getattr(self.found.value(*positional, **keyword), self.method.name)
