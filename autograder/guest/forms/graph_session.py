"""TensorFlow 1 code that runs the session itself, once a step: numbers in, ``sess.run(tf.assign(…))`` inside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .. import kernels
from ..arguments import Argument
from ..found import Method
from ..names import normal
from ..results import slot_of
from ..tf1 import version1
from ..variables import Variables
from ..wire import Vector
from .graph import SESSIONS, GraphStepper
from .graph_calls import Builder


class SessionCaller(Builder):
    """Calls the student's code once for every step, with gradients as arrays."""

    function: Callable[..., Any]

    def begin(self, function: Callable[..., Any]) -> SessionCaller:
        """Keep what is to be called."""
        self.function = function
        self.states: dict[int, dict[str, Any]] = {}
        return self

    def step(self, gradients: list[Vector]) -> None:
        """One update of all variables."""
        held = self.stepper.held
        if self.way.entry == "each":
            for index, (variable, gradient) in enumerate(zip(held, gradients, strict=True)):
                self._once(index, variable, gradient)
        else:
            self._once(0, list(held), gradients)

    def _once(self, index: int, params: Any, gradient: Any) -> None:
        kept = self.states.setdefault(index, {})
        result = self._call(self.function, params, gradient, kept)
        members = result if isinstance(result, tuple) else (result,)
        names = self.method.evidence.returned_names(len(members)) or [None] * len(members)
        for member, name in zip(members, names, strict=True):
            slot = slot_of(name, [0], self.method.roles) if name else None
            if slot is not None and slot[0] == "state":
                kept[str(slot[1])] = member

    def _value(self, argument: Argument, params: Any, gradient: Any, states: dict[str, Any]) -> Any:
        if argument.role == "time":
            return self.stepper.time
        if argument.role != "state":
            return super()._value(argument, params, gradient, states)
        several = isinstance(params, list)
        zeros = [np.zeros(each.shape.as_list(), np.float32) for each in (params if several else [params])]
        return states.setdefault(argument.name, zeros if several else zeros[0])


class SessionStepper(GraphStepper):
    """A graph and its session, in which the code does as it likes."""

    def __init__(
        self,
        make: Callable[[GraphStepper], SessionCaller],
        theta0: Vector,
        variables: Variables,
        *,
        resource: bool,
        time_from: int,
    ) -> None:
        self._make = make
        super().__init__(self._begin, theta0, variables, resource=resource, time_from=time_from)

    def _begin(self, _stepper: GraphStepper) -> list[Any]:
        self.session.run([variable.initializer for variable in self.held])
        self._caller = self._make(self)
        return [version1().no_op()]

    def step(self, gradient_at: Callable[[Vector], Vector]) -> None:
        """One call of the code."""
        parts = self.variables.split(gradient_at(self.current))
        before = len(self.graph.get_operations())
        with self.graph.as_default(), self.session.as_default():
            self._caller.step([part.astype(self.dtype) for part in parts])
        kernels.note_operations(made.type for made in self.graph.get_operations()[before:])
        self.time += 1
        self.current = self.variables.join(self._read())


def runs_the_session(method: Method) -> bool:
    """Whether one update runs a session: ``sess.run(…)``, ``self.sess.run(…)``."""
    asked = method.evidence.attributes
    return any(
        "run" in names and normal(owner.rpartition(".")[2]) in SESSIONS for owner, names in asked.items()
    )
