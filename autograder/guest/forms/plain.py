"""[plain-class] and [update-function]: classes and functions over arrays, lists, dictionaries or objects."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any

import numpy as np

from ..ahead import method_ahead
from ..calling import Stepper
from ..coordinates import PlainStepper, gradient_function, start
from ..counting import counted, lines_of_conditions, makes_steps
from ..feed import Feed
from ..found import Found, Method
from ..hyper import Places, Supply, supply
from ..isolation import Snapshot, global_names
from ..makers import SENT
from ..names import normal
from ..runs import Run, unfed
from ..taped import answered, stand_ins
from ..tensor_recipes import HOLDERS, Family
from ..trials import Question, run_way, search
from ..values import really
from ..variables import Variables
from ..vocabulary import TIMELY
from ..ways import Inputs, Target, Way
from ..wire import Vector
from .alone import has_its_own_gradient, moves_its_own_parameters
from .constructing import (
    changeable_constants,
    changeable_globals,
    constructor_arguments,
    setup_arguments,
)
from .initialisers import Initialiser, call_initialiser, initialisers, matching
from .members import attribute_of, method_names, own_members
from .products import made_target


class PlainForm:
    """Makes fresh steppers for one method of one deliverable."""

    def __init__(
        self,
        found: Found,
        method: Method,
        snapshot: Snapshot,
        makers: Mapping[str, Initialiser],
        layouts: tuple[Variables, ...],
        clocks: Mapping[str, frozenset[str]] = MappingProxyType({}),
        *,
        family: Family = "numpy",
    ) -> None:
        self.layouts = layouts
        self.found = found
        self.method = method
        self.snapshot = snapshot
        self.is_class = found.form == "plain-class"
        self.family = family
        self.initialiser = None if self.is_class else matching(found.name, method, makers)
        self.held = self._held()
        self.clocks = self._clocks(clocks)

    def _clocks(self, counted: Mapping[str, frozenset[str]]) -> list[str]:
        """Global numbers that tell a function the time, and that its callers count."""
        if self.is_class or self.found.factory or self.method.roles.of("time"):
            return []
        function = getattr(self.method.function, "python_function", self.method.function)
        names = global_names(function)
        return [
            name
            for name in names & counted.keys() - self.method.evidence.globals_stored
            if normal(name) in TIMELY
            and not counted[name] & names
            and really(self.snapshot.namespace.get(name), (int, float))
        ]

    def _held(self) -> str:
        """``self.params`` where the constructor takes the parameters, or an object that holds them."""
        if not self.is_class:
            return ""
        own = self.found.constructor.of("params", "object", "pairs")
        own += [a for a in self.found.constructor.of("unknown") if normal(a.name) in HOLDERS]
        own += self.found.setup.roles.of("params", "object") if self.found.setup is not None else []
        own = [a for a in own if a.name in self.found.evidence.kept_as] or own
        return f"self.{self.found.evidence.kept_as.get(own[0].name, own[0].name)}" if own else ""

    # ---- hyperparameters -----------------------------------------------------------------------------------
    def places(self) -> Places:
        """Where this code takes hyperparameters."""
        names = global_names(self.method.function)
        if self.is_class:
            for member in own_members(self.found.value):
                names = names | global_names(member)
        constructor, call = self.found.constructor.arguments, self.method.roles.arguments
        if self.found.setup is not None:
            constructor = (*constructor, *self.found.setup.roles.of("hyper", "betas"))
        fixed = dict(self.found.fixed)
        local = {argument.name for argument in (*constructor, *call)}
        return Places(
            [argument for argument in constructor if argument.name not in fixed],
            [argument for argument in call if argument.name not in fixed],
            list(self._config_keys()),
            changeable_globals(self.snapshot.numbers(names), local),
            self._attributes(),
        )

    def _config_keys(self) -> Iterator[str]:
        """Keys that the source looks up in a config dictionary or in ``**kwargs``."""
        own, whole = self.method.evidence, self.found.evidence
        params = {argument.name for argument in self.method.roles.of("params")}
        for argument in self.method.roles.of("config", "state"):
            # cache["b"] belongs to the parameter b.
            yield from (key for key in own.keys.get(argument.name, []) if key not in params)
        for argument in self.method.roles.of("config"):
            yield from own.unpacked_names.get(argument.name, ())
            yield from own.attributes.get(argument.name, ())
        if self.method.roles.keywords:
            yield from own.keys.get(self.method.roles.keywords, [])
        taken = [argument.name for argument in self.found.constructor.of("config")]
        for name in [*taken, self.found.constructor.keywords]:
            for place in (name, f"self.{whole.kept_as.get(name, name)}"):
                yield from whole.keys.get(place, [])
                if name in taken:
                    yield from whole.attributes.get(place, ())

    def _attributes(self) -> dict[str, float]:
        """Numbers of the class, and rates that its constructor hard-codes, which no method changes."""
        if not self.is_class:
            return {}
        changed = self.method.evidence.stored_attributes.get("self", set())
        numbers = {key: value for key, value in vars(self.found.value).items() if really(value, float)}
        numbers.update(changeable_constants(self.found.evidence.constants))
        return {name: value for name, value in numbers.items() if name not in changed}

    # ---- runs ----------------------------------------------------------------------------------------------
    def first(self, feed: Feed, wanted: Mapping[str, float]) -> list[Run]:
        """Find out how to call it; a run of this request for each way."""
        if has_its_own_gradient(self.found, self.method) or (
            not self.held and moves_its_own_parameters(self.found, self.method)
        ):
            return [unfed(feed, "it computes its gradient itself, so none can be given to it")]
        question, given = self._question(wanted)
        runs = search(question, feed)
        kept = self._repeats(runs, feed, question)
        for run in runs:
            run.certain = run.certain and kept
            run.given = given.given
            run.certain = run.certain and self._understood(given, run)
        return runs

    def _repeats(self, runs: list[Run], feed: Feed, question: Question) -> bool:
        """Whether a run gives the same once more; else something of it is left, and nothing is sure."""
        good = next((run for run in runs if run.good), None)
        if good is None or self.family != "numpy":
            return True
        repeated, _ = run_way(question, good.way, feed)
        return np.array_equal(repeated.theta, good.theta, equal_nan=True)

    def again(self, run: Run, feed: Feed, wanted: Mapping[str, float]) -> Run:
        """The same way on another request."""
        question, given = self._question(wanted)
        repeated, _ = run_way(question, run.way, feed)
        repeated.given = given.given
        repeated.certain = repeated.certain and self._understood(given, repeated)
        return repeated

    def _understood(self, given: Supply, run: Run) -> bool:
        """Whether we know where the parameters are, and every argument that the constructor wants."""
        handed = self.method.roles.of("params", "pairs", "object", "bounds") or self.held
        reading = run.way.reading if run.way is not None else None
        if (
            self.is_class
            and not handed
            and reading is not None
            and reading.outcome in {"in place", "attribute"}
        ):
            return False  # the parameters are attributes of its own, of shapes that we didn't choose
        unknown = [a for a in self.found.constructor.of("unknown") if a.required]
        return all(a.name in given.constructor or normal(a.name) in HOLDERS for a in unknown)

    def _question(self, wanted: Mapping[str, float]) -> tuple[Question, Supply]:
        given = supply(self.places(), wanted)
        roles, asks = self.method.roles, self._asks()
        hyper: dict[str, Any] = {**given.call, **dict(self.found.fixed)}
        evidence = self.found.evidence if self.is_class else self.method.evidence
        node = self.method.node or self.found.node
        counts = self._counts() if asks else frozenset()
        if counts:
            arguments = (replace(a, role="count") if a.name in counts else a for a in roles.arguments)
            roles = replace(roles, arguments=tuple(arguments))
        inputs = Inputs(
            self.method.evidence,
            hyper,
            given.config,
            self._initialise if self.initialiser else None,
            counts,
            asks and not counts and makes_steps(node, self._asked_names()),
            lines_of_conditions(node, self._asked_names()) if asks else frozenset(),
            asks,
        )

        def begin(way: Way, theta0: Vector) -> PlainStepper:
            self.snapshot.restore()
            self.snapshot.namespace.update(given.globals)
            self._fit_globals(way, theta0)
            stepper = start(way, inputs, theta0, lambda made: self._answered(made, given, hyper))
            if self.method.gradient:
                self.snapshot.namespace[self.method.gradient] = gradient_function(stepper)
            return stepper

        initialises = self.initialiser is not None
        question = Question(
            self.method.name,
            roles,
            evidence,
            self.layouts,
            begin,
            self.held,
            initialises,
            self.family,
            clocked=bool(self.clocks),
        )
        return question, given

    @property
    def trains(self) -> bool:
        """Whether one call of a function makes many steps."""
        node = self.method.node or self.found.node
        steps = self._asks() and (bool(self._counts()) or makes_steps(node, self._asked_names()))
        return steps and not self.is_class and not self.found.factory

    def _asks(self) -> bool:
        """Whether the gradient is asked for through a function."""
        roles = self.method.roles
        asks = bool(self.method.gradient or self.method.taped or roles.of("gradient-function"))
        return asks or bool(self.found.constructor.of("gradient-function") and not roles.of("grads", "pairs"))

    def _counts(self) -> frozenset[str]:
        """Arguments up to which the body counts."""
        node = self.method.node or self.found.node
        return counted(node) & {argument.name for argument in self.method.roles.arguments}

    def _asked_names(self) -> frozenset[str]:
        """What the body calls where it wants a gradient."""
        kept = self.found.evidence.kept_as
        held = [f"self.{kept.get(a.name, a.name)}" for a in self.found.constructor.of("gradient-function")]
        asked = [a.name for a in self.method.roles.of("gradient-function")]
        methods = self.method.evidence.gradient_methods
        asked += [f"{name}.{method}" for name in asked for method in methods.get(name, ())]
        return frozenset({*held, *asked, *self.method.taped, self.method.gradient} - {""})

    def _fit_globals(self, way: Way, theta0: Vector) -> None:
        """Zero arrays that functions keep as global state get the parameters' shape."""
        containers = way.recipe.build(theta0.size)
        if len(containers) != 1 or containers[0].kind != "array":
            return
        for name in self.method.evidence.globals_stored:
            value = self.snapshot.namespace.get(name)
            if isinstance(value, np.ndarray) and value.size > 1 and not np.any(value):
                self.snapshot.namespace[name] = np.zeros(containers[0].variables.shapes[0])

    def _initialise(self, parameters: Any) -> dict[str, Any]:
        made = call_initialiser(self.initialiser, parameters) if self.initialiser else None
        states = [argument.name for argument in self.method.roles.of("state", "config")]
        if isinstance(made, tuple) and len(states) > 1:
            return dict(zip(states, made, strict=False))
        return {states[0]: made} if states else {}

    def _answered(self, stepper: Stepper, given: Supply, values: dict[str, Any]) -> Target:
        target = self._target(stepper, given)
        if self.method.taped:
            rows = (*stepper.containers[0].variables.shapes[0], 1)[0]
            values |= stand_ins(self.method.roles, self.family, self.method.evidence.called, rows)
            target.function = answered(stepper, self.family, target.function)
        return target

    def _target(self, stepper: Stepper, given: Supply) -> Target:
        if not self.is_class and not self.found.factory:
            return Target(self.found.value, before=[self._ticking(stepper)] if self.clocks else [])
        positional, keyword = constructor_arguments(self.found, given, stepper)
        product = self.found.value(*positional, **keyword)
        if self.found.factory == SENT:
            next(product)
            return Target(product.send)
        if self.found.factory:
            return made_target(product, self.found.factory, self.method, stepper)
        for name, value in given.attributes.items():
            setattr(product, name, value)
            if name in vars(self.found.value):  # read through the class, perhaps, which is put back
                setattr(self.found.value, name, value)
        target = Target(getattr(product, self.method.name), product)
        self._prepare(target, given, stepper)
        for hook, place in (("pre_update_params", target.before), ("post_update_params", target.after)):
            if callable(getattr(product, hook, None)):
                place.append(getattr(product, hook))
        if self.method.roles.of("params"):
            called = self.method.evidence.called
            target.ahead = method_ahead(product, method_names(self.found.value), self.method.name, called)
        if not self.method.roles.of("params", "pairs", "object"):
            target.held = attribute_of(product, stepper.parameters, stepper.containers)
        return target

    def _ticking(self, stepper: Stepper) -> Callable[[], None]:
        """What a caller that counts does before every step."""
        times = itertools.count(stepper.way.time_from)

        def tick() -> None:
            now = next(times)
            self.snapshot.namespace.update(dict.fromkeys(self.clocks, now))

        return tick

    def _prepare(self, target: Target, given: Supply, stepper: Stepper) -> None:
        """Call the class's own method that makes its state, or keep the one that makes a state to be handed in."""
        if self.found.setup is not None:
            positional, keyword = setup_arguments(self.found.setup, given, stepper)
            getattr(target.instance, self.found.setup.name)(*positional, **keyword)
        elif self.method.roles.of("state"):
            makers = initialisers(
                (name, getattr(target.instance, name)) for name in method_names(self.found.value)
            )
            makers = {
                name: maker
                for name, maker in makers.items()
                if name != self.method.name and "grad" not in name
            }
            if makers:
                target.initialise = partial(call_initialiser, next(iter(makers.values())))
