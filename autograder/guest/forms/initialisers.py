"""The student's own functions that make the state from the parameters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from ..arguments import arguments_of
from ..evidence import Evidence
from ..found import Method
from ..names import normal
from ..roles import classify

Initialiser = Callable[..., Any]
_NOTHING = Evidence()

INITIALISES = re.compile(r"_?(init|create|make|zero|setup|new_state|get_state)|.*init", re.IGNORECASE)
_COMMON = frozenset(
    "update parameters with params step state states init initialize initialise create make".split()
)


def initialisers(definitions: Iterable[tuple[str, Any]]) -> dict[str, Initialiser]:
    """Functions of the student that may make state from parameters."""
    return {
        name: value for name, value in definitions if not isinstance(value, type) and INITIALISES.match(name)
    }


def matching(name: str, method: Method, initialisers: Mapping[str, Initialiser]) -> Initialiser | None:
    """``initialize_adam(parameters)`` for ``update_parameters_with_adam``; the only one there is for any."""
    if not method.roles.of("state", "config"):
        return None
    words = set(re.findall(r"[a-z]+", name.lower())) - _COMMON
    states = {normal(argument.name) for argument in method.roles.of("state")}
    for other, function in initialisers.items():
        theirs = set(re.findall(r"[a-z]+", other.lower()))
        if (words & theirs) or (states & theirs):
            return function
    return next(iter(initialisers.values())) if len(initialisers) == 1 else None


def call_initialiser(function: Initialiser, parameters: Any) -> Any:
    """With the parameters, or their shape where it asks for one."""
    arguments, keywords = arguments_of(function)
    roles = classify(arguments, keywords, _NOTHING, constructor=True)
    required = [argument for argument in roles.arguments if argument.required]
    if required and required[0].role == "size":
        first = parameters[0] if isinstance(parameters, list) and len(parameters) > 1 else parameters
        shape = tuple(getattr(first, "shape", None) or np.shape(first))
        return function(shape if "shape" in required[0].name.lower() or len(shape) > 1 else shape[0])
    return function(parameters) if arguments else function()
