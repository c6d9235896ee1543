"""Calling code that builds a graph: what its arguments get, and which operations of its result do one update."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..arguments import EMPTY, Argument
from ..found import Method
from ..hyper import Supply
from ..names import normal
from ..results import slot_of
from ..tf1 import version1
from ..vocabulary import GRADS
from ..ways import OMIT
from .graph import COUNTERS, LOSSES, GraphStepper, flat_operations

_ASSIGNS = ("Assign", "NoOp", "Group")
_SWAPPED = {"params": "grads", "grads": "params"}
Pending = list[tuple[Any, Any]]
"""Variables with the new values that nobody has assigned yet."""


@dataclass(frozen=True)
class CodeWay:
    """How graph code is called: variable by variable, with lists, variables one by one, with a loss, or with pairs."""

    entry: Literal["each", "lists", "groups", "loss", "pairs"]
    resource: bool = True
    time_from: int = 1
    counted: Literal["", "handed over", "around it"] = ""
    """Who moves the framework's step counter: nobody but the code; the code that takes it; its caller."""
    session: bool = False
    """The code runs the session itself, once a step."""
    swapped: bool = False
    """Gradients are handed over where parameters would be."""

    def named(self, name: str) -> str:
        """For people."""
        counter = f", global_step {self.counted}" if self.counted else ""
        order = ", gradients first" if self.swapped else ""
        inside = ", runs the session" if self.session else ""
        return f"{name}: {self.entry}{inside}, time from {self.time_from}{counter}{order}"


class Builder:
    """Calls the student's code in a stepper's graph and collects the operations that do one update."""

    def __init__(self, stepper: GraphStepper, way: CodeWay, method: Method, given: Supply) -> None:
        self.tf = version1()
        self.stepper, self.way, self.method, self.given = stepper, way, method, given
        self.guessed = False
        """Whether an argument that the code requires was handed nothing."""

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
        if self.way.entry in {"lists", "groups"}:
            return self._assignments(function, list(held), list(fed))
        result = self._call(function, list(held), list(fed), {})
        made: list[Any] = []
        if self.method.roles.of("params") and self.way.entry == "loss":
            made = self._taken(result, list(held), {})
        return made or self._ready(result)

    def _ready(self, result: Any) -> list[Any]:
        """What can be run as it is, and pairs of a variable with its new value: ``updates.append((p, p_new))``."""
        pending: Pending = []
        rest = self._without_pairs(result, pending)
        return [*flat_operations(rest), *self._together(pending)]

    def _without_pairs(self, result: Any, pending: Pending) -> Any:
        if isinstance(result, dict) and result and all(self._is_variable(key) for key in result):
            pending += result.items()
            return None
        if not isinstance(result, list | tuple):
            return result
        if self._is_pair(result):
            pending.append((result[0], result[1]))
            return None
        return [self._without_pairs(member, pending) for member in result]

    def _is_pair(self, value: Any) -> bool:
        several = isinstance(value, list | tuple) and len(value) == 2
        return several and self._is_variable(value[0]) and not _does(value[1])

    def _is_variable(self, value: Any) -> bool:
        known = [*self.tf.global_variables(), *self.tf.local_variables()]
        return any(value is variable for variable in known)

    def _together(self, pending: Pending) -> list[Any]:
        """All new values are computed before the first one is assigned."""
        values = [self.tf.identity(value) for _, value in pending]
        with self.tf.control_dependencies(values):
            return [variable.assign(value).op for (variable, _), value in zip(pending, values, strict=True)]

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
        several = isinstance(result, tuple) or (self.way.entry == "groups" and isinstance(result, list))
        members = list(result) if several and not self._is_pair(result) else [result]
        goals = self._goals(members, params, states)
        made: list[Any] = []
        pending: Pending = []
        for member, goal in zip(members, goals, strict=True):
            made += self._assigned(self._without_pairs(member, pending), goal, pending)
        return [*made, *self._together(pending)]

    def _goals(self, members: Sequence[Any], params: Any, states: dict[str, Any]) -> list[Any]:
        """Per returned member the variable that it is the new value of, told by its name, else by its place."""
        grouped = self.way.entry == "groups"
        groups = range(len(params)) if grouped else [0]
        names = self.method.evidence.returned_names(len(members)) or [None] * len(members)
        slots = [slot_of(name, groups, self.method.roles) if name else None for name in names]
        in_order = [*(params if grouped else [params]), *states.values()]
        if any(slots) or len(members) != len(in_order):
            in_order = [*([] if any(slots) else in_order[:1]), *[None] * len(members)]
        goals: list[Any] = []
        for position, slot in enumerate(slots):
            if slot is None:
                goals.append(in_order[position])
            elif slot[0] == "params":
                goals.append(params[int(slot[1])] if grouped else params)
            else:
                goals.append(states.get(str(slot[1])))
        return goals

    def _assigned(self, member: Any, goal: Any, pending: Pending) -> list[Any]:
        """What to run for one returned member; a plain tensor waits to be assigned to its variable."""
        if member is None:
            return []
        if isinstance(member, list | tuple):
            goals = goal if isinstance(goal, list) and len(goal) == len(member) else [None] * len(member)
            parts = zip(member, goals, strict=True)
            return [made for part, to in parts for made in self._assigned(part, to, pending)]
        if _does(member) or (isinstance(member, self.tf.Variable) and member is not goal):
            return [getattr(member, "op", member)]
        if goal is not None and member is not goal and not isinstance(goal, list):
            pending.append((goal, member))
        return []

    def _value(self, argument: Argument, params: Any, gradient: Any, states: dict[str, Any]) -> Any:
        text = normal(argument.name)
        if text in LOSSES and self.way.entry == "loss":
            return self.stepper.offer(argument, self.method.evidence.called)
        if text in COUNTERS and text not in GRADS:
            return self.stepper.counter() if argument.required or self.way.counted else OMIT
        group = max(argument.group, 0)
        grouped = self.way.entry == "groups"
        role = _SWAPPED.get(argument.role, argument.role) if self.way.swapped else argument.role
        match role:
            case "params":
                return params[group] if grouped else params
            case "grads":
                return gradient[group] if grouped else gradient
            case "pairs":
                several = isinstance(params, list)
                return list(zip(gradient, params, strict=True)) if several else [(gradient, params)]
            case "time":
                return self.stepper.clock
            case "state":
                states[argument.name] = self._zeros(params[group] if grouped else params)
                return states[argument.name]
            case _:
                return self._other(argument)

    def _other(self, argument: Argument) -> Any:
        if argument.name in self.given.call:
            return self.given.call[argument.name]
        if not argument.required:
            return OMIT
        offered = self.stepper.offer(argument)
        self.guessed |= offered is EMPTY
        return None if offered is EMPTY else offered

    def _zeros(self, params: Any) -> Any:
        shapes = [variable.shape for variable in (params if isinstance(params, list) else [params])]
        made = [
            self.tf.Variable(self.tf.zeros(shape), use_resource=self.way.resource, trainable=False)
            for shape in shapes
        ]
        return made if isinstance(params, list) else made[0]


def _does(member: Any) -> bool:
    """Whether it is an operation that changes something, or its result."""
    return str(getattr(getattr(member, "op", member), "type", "")).startswith(_ASSIGNS)
