"""[schedule]: a function, class, closure or framework object that gives the rate at a step."""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import numpy as np

from ..arguments import EMPTY, Argument
from ..counting import counted
from ..found import Found
from ..hyper import Places, Supply, supply
from ..isolation import Snapshot, global_names
from ..names import meanings, normal
from ..values import BadValueError, exact, items, number
from ..wire import array, clip, fault, simple_fault
from .constructing import constructor_arguments
from .printed import STANDARDS, standard_numbers

TIME_NAMES = tuple(
    """
    step i t k epoch iteration iter globalstep it currentstep stepnum trainstep curstep nowstep stepindex itr index
    idx j current num x time count 步数 epochnum iternum timestep currentepoch epochidx stepidx n
    """.split()
)
"""What the step is called, the clearest first."""
_COUNTS = frozenset(
    """
    trainstep trainsteps nsteps numsteps totalsteps total steps epochs niter numepochs niters nepochs maxiter
    iterations maxsteps n trainingsteps trainepochs
    """.split()
)
"""How many rates are wanted, in code that makes a whole list."""
_PLURALS = frozenset("steps epochs iterations iters".split())
"""The step itself, where the body doesn't count up to it."""


def time_argument(arguments: Sequence[Argument], counts: Collection[str] = ()) -> Argument | None:
    """The argument that is the step; None for code that makes a function or a whole list of rates.

    ``counts`` are the names that the body counts up to.
    """
    ranked = [
        (a.name == "T", TIME_NAMES.index(normal(a.name)), position)  # a capital T is where the decay ends
        for position, a in enumerate(arguments)
        if normal(a.name) in TIME_NAMES
    ]
    if ranked:
        return arguments[min(ranked)[2]]
    several = [a for a in arguments if a.required and normal(a.name) in _PLURALS and a.name not in counts]
    lengths = [a for a in arguments if {"decay_steps", "decay_interval"} & set(meanings(a.name))]
    if several and lengths != several:
        return several[0]
    unclear = [
        a
        for a in arguments
        if a.required and normal(a.name) not in _COUNTS and not (set(meanings(a.name)) & set(STANDARDS))
    ]
    return unclear[0] if unclear else None


class Schedule:
    """Asks one schedule for its rates."""

    def __init__(self, found: Found, snapshot: Snapshot) -> None:
        self.found = found
        self.snapshot = snapshot
        self.steps = 0
        self.is_class = isinstance(found.value, type)
        self.arguments = found.methods[0].roles.arguments if found.methods else ()
        whole = bool(found.factory) or inspect.isgeneratorfunction(found.value)
        self.time = None if whole else time_argument(self.arguments, counted(found.node))

    def places(self) -> Places:
        """Arguments of constructor and call, and globals."""
        call = [argument for argument in self.arguments if argument not in (self.time, self._unused_rate())]
        if any(meanings(argument.name).get("decay_steps", 0.0) >= 12 for argument in call):
            # Beside a decay's length, a number of steps is how many rates are wanted.
            call = [argument for argument in call if normal(argument.name) not in _COUNTS]
        names = set().union(*(global_names(method.function) for method in self.found.methods))
        local = {argument.name for argument in (*self.found.constructor.arguments, *self.arguments)}
        numbers = {name: value for name, value in self.snapshot.numbers(names).items() if name not in local}
        return Places(_as_hyper(self.found.constructor.arguments), _as_hyper(call), globals=numbers)

    def _unused_rate(self) -> Argument | None:
        """Keras' callback hands over the current rate as second argument; code that never reads it takes no value."""
        if self.time is None or len(self.arguments) != 2 or self.arguments[0] is not self.time:
            return None
        second = self.arguments[1]
        told = normal(second.name) in {"lr", "learningrate", "currentlr"} and second.required
        return second if told and second.name not in self.found.methods[0].evidence.loads else None

    def rates(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The protocol's Rates for one request."""
        given = supply(self.places(), request["hyperparameters"])
        rates: list[float] = []
        error = None
        try:
            self.snapshot.restore()
            self.snapshot.namespace.update(given.globals)
            self._ask(given, int(request["steps"]), rates)
        except BadValueError as caught:
            error = simple_fault("rate", str(caught))
        except BaseException as caught:  # noqa: BLE001 - whatever the student's code raises is theirs
            error = fault(caught)
        return {
            "type": "rates",
            "request": request["id"],
            "candidate": clip(self.found.id),
            "given": given.given,
            "rates": array(np.array(rates, dtype=np.float64)),
            "resolution": 0.0,
            "namespace": self._left(given),
            "error": error,
        }

    def _left(self, given: Supply) -> dict[str, float]:
        """Numbers of its own that the schedule goes on using: globals and defaults that weren't given."""
        places = self.places()
        numbers = {name: value for name, value in places.globals.items() if name not in given.globals}
        for argument, values in (
            (a, v)
            for arguments, v in ((places.constructor, given.constructor), (places.call, given.call))
            for a in arguments
        ):
            default = number(argument.default)
            if default is not None and argument.name not in values:
                numbers[argument.name] = default
        return {
            standard: value
            for standard, value in standard_numbers(numbers).items()
            if standard not in given.given
        }

    def _ask(self, given: Supply, steps: int, rates: list[float]) -> None:
        self.steps = steps
        ask = self._instance(given) if self.is_class else self._function(given)
        for step in range(steps):
            value = ask(step)
            if step == 0:
                again = self._after_first(value, ask, given, steps, rates)
                if again is None:
                    return
                ask, value = again
            rates.append(_rate(value))

    def _after_first(
        self, value: Any, ask: Callable[[int], Any], given: Supply, steps: int, rates: list[float]
    ) -> tuple[Callable[[int], Any], Any] | None:
        """A factory's result is asked in turn; a whole list of rates, a generator or a tensor ends the questions."""
        if isinstance(value, Iterator):
            rates.extend(_rate(member) for member in islice(value, steps))
            return None
        if callable(value) and not hasattr(value, "dtype"):
            inner = value
            return inner, inner(0)
        members = (
            items(value) if not isinstance(value, np.ndarray) else list(value) if value.ndim == 1 else None
        )
        if members is not None and len(members) >= min(10, steps):
            rates.extend(_rate(member) for member in members[:steps])
            return None
        if _is_graph_tensor(value):
            rates.extend(self._in_session(given, steps))
            return None
        return ask, value

    # ---- functions ---------------------------------------------------------------------------------------------
    def _function(self, given: Supply) -> Callable[[int], Any]:
        function = self.found.value
        if hasattr(function, "get_concrete_function"):
            # A compiled function is traced anew for every plain number, and once for all tensors.
            constant = importlib.import_module("tensorflow").constant
            try:
                self._call(function, given, constant(0))
            except Exception:  # noqa: BLE001 - written for plain numbers only
                return lambda step: self._call(function, given, step)
            return lambda step: self._call(function, given, constant(step))
        return lambda step: self._call(function, given, step)

    def _call(self, function: Callable[..., Any], given: Supply, step: Any) -> Any:
        positional: list[Any] = []
        keyword: dict[str, Any] = {}
        skipped = False
        for argument in self.arguments:
            if argument is self.time:
                value = step
            elif argument.name in given.call:
                value = given.call[argument.name]
            elif argument.required:
                value = self.steps if normal(argument.name) in _COUNTS else None
            else:
                value = EMPTY
            if value is EMPTY:
                skipped = True
            elif skipped or argument.kind == argument.kind.KEYWORD_ONLY:
                keyword[argument.name] = value
            else:
                positional.append(value)
        return function(*positional, **keyword)

    # ---- classes -----------------------------------------------------------------------------------------------
    def _instance(self, given: Supply) -> Callable[[int], Any]:
        positional, keyword = constructor_arguments(self.found, given)
        instance = self.found.value(*positional, **keyword)
        method = self.found.methods[0]
        reader = getattr(instance, method.name)
        if self.time is not None:
            return lambda step: self._call(reader, given, step)
        stepping = next(
            (
                m
                for m in self.found.methods
                if m.name in {"step", "update"} and m is not method and not m.roles.arguments
            ),
            None,
        )

        def ask(step: int) -> Any:
            if step > 0 and stepping is not None:
                getattr(instance, stepping.name)()
            value = reader()
            return value if value is not None else _current(instance)

        return ask

    # ---- TensorFlow graphs -------------------------------------------------------------------------------------
    def _in_session(self, given: Supply, steps: int) -> list[float]:
        tf = importlib.import_module("tensorflow.compat.v1")
        with tf.Graph().as_default() as graph, tf.Session(graph=graph) as session:
            asked = tf.placeholder(tf.int32, shape=(), name="global_step")
            try:
                tensor = self._call(self.found.value, given, asked)
                run = session.make_callable(tensor, feed_list=[asked])
                session.run(tf.global_variables_initializer())
                return [_rate(run(step)) for step in range(steps)]
            except (TypeError, ValueError):
                tensors = [self._call(self.found.value, given, step) for step in range(steps)]
                session.run(tf.global_variables_initializer())
                return [_rate(value) for value in session.run(tensors)]


def _as_hyper(arguments: Sequence[Argument]) -> list[Argument]:
    """All of a schedule's arguments but the step are hyperparameters, whatever an optimizer would call them."""
    return [
        Argument(a.name, a.kind, a.default, "hyper")
        for a in arguments
        if not isinstance(a.default, bool | str)
    ]


def _rate(value: Any) -> float:
    single = number(value)
    if single is not None:
        return single
    found = exact(value)
    if found.size != 1:
        raise BadValueError(f"a rate of shape {found.shape}")
    return float(found.reshape(()))


def _current(instance: Any) -> Any:
    for name in ("lr", "learning_rate", "current_lr", "rate", "_lr"):
        if number(getattr(instance, name, None)) is not None:
            return getattr(instance, name)
    raise BadValueError("None in place of a rate")


def _is_graph_tensor(value: Any) -> bool:
    return (
        "tensorflow" in sys.modules
        and type(value).__module__.startswith("tensorflow")
        and not hasattr(value, "numpy")
    )
