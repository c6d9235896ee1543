"""TensorFlow 1's side of a run: a graph with variables, gradients that we feed, and what code may ask for besides them.

Student code that builds a graph takes a loss or a loss *function*, a list of variables, a session or a step counter.
All of them are made here, so that every form of TF1 code can be handed what its own program would hand it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from typing import Any

import numpy as np

from .. import kernels
from ..arguments import EMPTY, Argument
from ..names import normal
from ..tf1 import session, version1
from ..variables import Variables
from ..vocabulary import PARAMS
from ..wire import Vector

LOSSES = frozenset("loss cost l j objective losstensor totalloss lossfn lossfunc lossfunction costfn".split())
COUNTERS = frozenset("globalstep gs step globalsteps globalstepvar globalsteptensor stepvar".split())
SESSIONS = frozenset("sess session".split())
VARIABLES = PARAMS | frozenset("trainablevars trainablevariables tvars trainvars varstrain tfvars".split())
_CALLED = ("fn", "func", "function")


class GraphStepper:
    """Student code on fresh variables in a graph and a session of its own; a step is one run of its operations."""

    def __init__(
        self,
        build: Callable[[GraphStepper], list[Any]],
        theta0: Vector,
        variables: Variables,
        *,
        single: bool = True,
        resource: bool = False,
        own_graph: bool = True,
        time_from: int = 1,
    ) -> None:
        tf = version1()
        self.variables, self.sizes, self.names = variables, variables.sizes, variables.names
        self.single = single
        self.resource = resource
        self.notes: set[str] = set()
        self.asked: Vector | None = None
        self.dtype = np.float32 if single else np.float64
        self.time = time_from
        self.points: list[Any] = []
        self.graph = tf.Graph() if own_graph else tf.get_default_graph()
        before = len(self.graph.get_operations())
        with self.graph.as_default():
            tf.set_random_seed(0)
            self.held = [
                tf.Variable(value.astype(self.dtype), name=name, use_resource=resource)
                for name, value in zip(variables.names, variables.split(theta0), strict=True)
            ]
            self.fed = [
                tf.placeholder(self.dtype, shape=shape, name=f"gradient_{name}")
                for name, shape in zip(*variables, strict=True)
            ]
            self.clock = tf.placeholder(tf.float32, ())
            self.session = session(self.graph)
            with self.session.as_default():
                operations = build(self)
                kernels.note_operations(made.type for made in self.graph.get_operations()[before:])
                if not operations:
                    raise TypeError("it returned nothing that can be run")
                reads = [variable.read_value() for variable in self.held]
                self.session.run(tf.global_variables_initializer())
                self.session.run(tf.local_variables_initializer())
            self._counted_from = self._count()
        self._update = self.session.make_callable(operations, feed_list=[*self.fed, self.clock])
        self._read = self.session.make_callable(reads)
        self._look = self.session.make_callable(self.points) if self.points else None
        self.current = variables.join(self._read())

    # ---- what code may ask for -------------------------------------------------------------------------------------
    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """Gradients and variables, as ``apply_gradients`` takes them."""
        return list(zip(self.fed, self.held, strict=True))

    def loss(self) -> Any:
        """A loss whose gradients are the fed ones, wherever the variables are."""
        return self._loss_at(self.held)

    def loss_function(self, *arguments: Any, **_named: Any) -> Any:
        """The same as a function of the point; where that isn't the variables' own, the gradient is asked for there."""
        point = (
            list(arguments[0])
            if len(arguments) == 1 and isinstance(arguments[0], list | tuple)
            else arguments
        )
        if len(point) != len(self.held):
            return self.loss()
        if any(member is not variable for member, variable in zip(point, self.held, strict=True)):
            self.points = self.points or list(point)
        return self._loss_at(point)

    def _loss_at(self, point: Any) -> Any:
        tf = version1()
        return tf.add_n([tf.reduce_sum(g * at) for g, at in zip(self.fed, point, strict=True)])

    def counter(self) -> Any:
        """The graph's step counter."""
        return version1().train.get_or_create_global_step(self.graph)

    def offer(self, argument: Argument, called: Container[str] = ()) -> Any:
        """What an argument of this name gets in a graph; EMPTY where the name says nothing.

        Args:
            argument: Of a constructor or a method.
            called: Names that the code calls like functions.
        """
        text = normal(argument.name)
        if text in LOSSES:
            function = argument.name in called or text.endswith(_CALLED)
            return self.loss_function if function else self.loss()
        if text in COUNTERS and argument.role != "hyper":
            return self.counter()
        if text in VARIABLES:
            return list(self.held)
        return self.session if text in SESSIONS else EMPTY

    def offered(self, arguments: Iterable[Argument], called: Container[str] = ()) -> dict[str, Any]:
        """What the required ones among these arguments get, by name."""
        made = {a.name: self.offer(a, called) for a in arguments if a.required}
        return {name: value for name, value in made.items() if value is not EMPTY}

    # ---- the run ---------------------------------------------------------------------------------------------------
    def step(self, gradient_at: Callable[[Vector], Vector]) -> None:
        """One run of the operations, with the gradient of the point that the code looks at."""
        point = self.variables.join(self._look()) if self._look is not None else self.current
        parts = self.variables.split(gradient_at(point))
        self._update(*[part.astype(self.dtype) for part in parts], np.float32(self.time))
        self.asked = point if self._look is not None else None
        self.time += 1
        self.current = self.variables.join(self._read())

    def counter_stood(self) -> bool:
        """Whether the code reads the graph's step counter and nothing in the run moved it."""
        count = self._count()
        return count is not None and count == self._counted_from

    def _count(self) -> int | None:
        # By the collection only: a variable that merely has this name is the student's own, to be counted by them.
        counters = self.graph.get_collection(version1().GraphKeys.GLOBAL_STEP)
        return int(self.session.run(counters[0])) if counters else None


def flat_operations(value: Any, depth: int = 0) -> list[Any]:
    """Everything that can be run in what the student returned: an op, a tensor, nested lists of them."""
    if value is None:
        return []
    if isinstance(value, list | tuple) and depth < 4:
        return [inner for member in value for inner in flat_operations(member, depth + 1)]
    if isinstance(value, dict) and depth < 4:
        return flat_operations(list(value.values()), depth + 1)
    return [value]
