"""[plain-class] and [update-function]: classes and functions over arrays, lists, dictionaries or objects."""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from ..calling import Inputs, PlainStepper, Target, Way, start
from ..discovery import Found, Method
from ..feed import Feed
from ..hyper import Places, Supply, supply
from ..isolation import Snapshot, global_names
from ..names import meanings, normal
from ..roles import EMPTY, Argument
from ..runs import Run
from ..trials import Question, run_way, search
from ..variables import Container, Variables, one
from ..wire import Vector

Initialiser = Callable[..., Any]
_HOLDERS = {"model", "net", "network", "layer", "layers", "graph", "nn", "module", "mlp"}
_DECAYS = {"momentum", "rho", "beta_1", "beta_2"}


class PlainForm:
    """Makes fresh steppers for one method of one deliverable."""

    def __init__(
        self, found: Found, method: Method, snapshot: Snapshot, initialisers: Mapping[str, Initialiser], layouts: tuple[Variables, ...]
    ) -> None:
        self.layouts = layouts
        self.found = found
        self.method = method
        self.snapshot = snapshot
        self.initialiser = _matching(found.name, method, initialisers) if found.form == "update-function" else None
        self.is_class = found.form == "plain-class"
        self.held = self._held()

    def _held(self) -> str:
        """``self.params`` where the constructor takes the parameters, or an object that holds them."""
        if not self.is_class:
            return ""
        own = self.found.constructor.of("params", "object")
        own += [a for a in self.found.constructor.of("unknown") if normal(a.name) in _HOLDERS]
        return f"self.{self.found.evidence.kept_as.get(own[0].name, own[0].name)}" if own else ""

    # ---- hyperparameters ---------------------------------------------------------------------------------------
    def places(self) -> Places:
        """Where this code takes hyperparameters."""
        names = global_names(self.method.function)
        if self.is_class:
            members = [member for base in self.found.value.__mro__ if base.__module__ == "__main__" for member in vars(base).values()]
            names = set().union(*(global_names(member) for member in members if isinstance(member, types.FunctionType)), names)
        local = {argument.name for argument in (*self.found.constructor.arguments, *self.method.roles.arguments)}
        numbers = changeable_globals(self.snapshot.numbers(names), local)
        keys = [key for argument in self.method.roles.of("config", "state") for key in self.method.evidence.keys.get(argument.name, [])]
        keys += self.method.evidence.keys.get(self.method.roles.keywords, []) if self.method.roles.keywords else []
        if self.is_class:
            kept = self.found.evidence.kept_as
            taken = [argument.name for argument in self.found.constructor.of("config")] + [self.found.constructor.keywords]
            for name in [*taken, *(f"self.{kept[name]}" for name in taken if name in kept)]:
                keys += self.found.evidence.keys.get(name, [])
        return Places(self.found.constructor.arguments, self.method.roles.arguments, keys, numbers, self._attributes())

    def _attributes(self) -> dict[str, float]:
        """Numbers that the constructor hard-codes and no method changes."""
        if not self.is_class or self.found.node is None:
            return {}
        changed = self.method.evidence.stored_attributes.get("self", set())
        defaults = {key: value for key, value in vars(self.found.value).items() if isinstance(value, float) and key not in changed}
        return defaults

    # ---- fresh targets -----------------------------------------------------------------------------------------
    def first(self, feed: Feed, wanted: Mapping[str, float]) -> list[Run]:
        """Find out how to call it; a run of this request for each way."""
        question, given = self._question(wanted)
        runs = search(question, feed)
        for run in runs:
            run.given = given.given
        return runs

    def again(self, run: Run, feed: Feed, wanted: Mapping[str, float]) -> Run:
        """The same way on another request."""
        question, given = self._question(wanted)
        repeated, _ = run_way(question, run.way, feed)
        repeated.given = given.given
        return repeated

    def _question(self, wanted: Mapping[str, float]) -> tuple[Question, Supply]:
        given = supply(self.places(), wanted)
        inputs = Inputs(self.method.evidence, given.call, given.config, self._initialise if self.initialiser else None)

        def begin(way: Way, theta0: Vector) -> PlainStepper:
            self.snapshot.restore()
            self.snapshot.namespace.update(given.globals)
            self._fit_globals(way, theta0)
            return start(way, inputs, theta0, lambda slots: self._target(slots, given, way, theta0))

        evidence = self.found.evidence if self.is_class else self.method.evidence
        question = Question(self.method.name, self.method.roles, evidence, self.layouts, begin, self.held, self.initialiser is not None)
        return question, given

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
        assert self.initialiser is not None
        made = self.initialiser(parameters)
        states = [argument.name for argument in self.method.roles.of("state")]
        if isinstance(made, tuple) and len(states) > 1:
            return dict(zip(states, made, strict=False))
        return {states[0]: made} if states else {}

    def _target(self, slots: Any, given: Supply, way: Way, theta0: Vector) -> Target:
        if not self.is_class and not self.found.factory:
            return Target(self.found.value)
        containers = way.recipe.build(1 if way.recipe.style == "scalar" else theta0.size)
        positional, keyword = constructor_arguments(self.found, slots, given, containers)
        if self.found.factory:
            return _made(self.found.value(*positional, **keyword), self.found.factory)
        instance = self.found.value(*positional, **keyword)
        for name, value in given.attributes.items():
            setattr(instance, name, value)
        target = Target(getattr(instance, self.method.name), instance)
        for hook, place in (("pre_update_params", target.before), ("post_update_params", target.after)):
            if callable(getattr(instance, hook, None)):
                place.append(getattr(instance, hook))
        if not self.method.roles.of("params", "pairs", "object"):
            target.held = _attribute_of(instance, slots, containers)
        return target


def changeable_globals(numbers: Mapping[str, float], local: Iterable[str]) -> dict[str, float]:
    """Globals that may be given another value.

    A decay written as a constant in capitals is the student's own choice and judged as such; a rate depends on the task.
    """
    own = set(local)
    fixed = {name for name in numbers if name.isupper() and max(meanings(name).items(), key=lambda m: m[1], default=("", 0.0))[0] in _DECAYS}
    return {name: value for name, value in numbers.items() if name not in own | fixed}


def _made(product: Any, name: str) -> Target:
    """The update function among what a maker returned, and its initialiser where it made one too."""
    members = list(product.values()) if isinstance(product, dict) else list(product) if isinstance(product, tuple | list) else [product]
    functions = [member for member in members if callable(member)]
    named = [member for member in functions if getattr(member, "__name__", "") == name]
    if not functions:
        raise TypeError(f"it returned {type(product).__name__[:60]} in place of the function {name}")
    target = Target(named[0] if named else functions[-1])
    for member in functions:
        if re.match(r"_?(init|create|make|zero)", getattr(member, "__name__", "")):
            target.initialise = member
    return target


def constructor_arguments(
    found: Found, slots: Any, given: Supply, containers: tuple[Container, ...]
) -> tuple[list[Any], dict[str, Any]]:
    """Arguments for the class: hyperparameters, parameters or their shape where it asks for them."""
    positional: list[Any] = []
    keyword: dict[str, Any] = {}
    skipped = False
    for argument in found.constructor.arguments:
        value = _constructor_value(argument, slots, given, containers)
        if value is EMPTY:
            skipped = True
        elif skipped or argument.kind == argument.kind.KEYWORD_ONLY:
            keyword[argument.name] = value
        else:
            positional.append(value)
    if found.constructor.keywords:
        keyword.update(given.config)
    return positional, keyword


def constructor_arguments_for(found: Found, given: Supply) -> tuple[list[Any], dict[str, Any]]:
    """Arguments for a framework's optimizer class, which takes hyperparameters only."""
    return constructor_arguments(found, None, given, (Container("array", one(1)),))


def _constructor_value(argument: Argument, slots: Any, given: Supply, containers: tuple[Container, ...]) -> Any:
    if argument.name in given.constructor:
        return given.constructor[argument.name]
    variables = containers[0].variables
    match argument.role:
        case "params" | "object":
            return slots
        case "unknown" if argument.required and normal(argument.name) in _HOLDERS:
            return slots
        case "size":
            if argument.required:
                shaped = "shape" in argument.name.lower()
                return list(variables.shapes) if len(variables.shapes) > 1 else (variables.shapes[0] if shaped else variables.sizes[0])
        case "config":
            return dict(given.config)
        case _:
            pass
    return None if argument.required else EMPTY


def _attribute_of(instance: Any, slots: Any, containers: tuple[Container, ...]) -> str:
    """The attribute that keeps the parameters: the very object we passed, else an equal one."""
    attributes: dict[str, Any] = getattr(instance, "__dict__", {})
    for name, value in attributes.items():
        if value is slots:
            return name
    if len(containers) != 1:
        return ""
    theta = containers[0].unpack(slots)
    for name, value in attributes.items():
        if re.search(r"param|weight|theta|^_?w$|^_?x$|var", name, re.IGNORECASE):
            try:
                if np.array_equal(containers[0].unpack(value), theta):
                    return name
            except (ValueError, TypeError):
                continue
    return ""


def _matching(name: str, method: Method, initialisers: Mapping[str, Initialiser]) -> Initialiser | None:
    """``initialize_adam(parameters)`` for ``update_parameters_with_adam``."""
    if not method.roles.of("state"):
        return None
    words = set(re.findall(r"[a-z]+", name.lower())) - {"update", "parameters", "with", "params", "step"}
    for other, function in initialisers.items():
        theirs = set(re.findall(r"[a-z]+", other.lower()))
        if words & theirs:
            return function
    return None


def initialisers(definitions: Iterable[tuple[str, Any]]) -> dict[str, Initialiser]:
    """Functions of the student that make state from parameters."""
    found = {}
    for name, value in definitions:
        if not isinstance(value, type) and re.match(r"_?(init|create|make|zeros|setup)", name, re.IGNORECASE):
            found[name] = value
    return found
