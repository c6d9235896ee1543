"""What a maker made: the update function among it, with its initialiser and its getter of parameters."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from ..calling import Stepper
from ..found import Method
from ..ways import Target
from .initialisers import INITIALISES


def made_target(product: Any, name: str, method: Method, stepper: Stepper) -> Target:
    """The update function among what a maker returned, and its initialiser where it made one too."""
    members: list[Any] = [product]
    if isinstance(product, dict):
        members = list(product.values())
    elif isinstance(product, tuple | list):
        members = list(product)
    functions = [member for member in members if callable(member)]
    named = [member for member in functions if getattr(member, "__name__", "") == name]
    if not functions:
        raise TypeError(f"it returned {type(product).__name__[:60]} in place of the function {name}")
    target = Target(named[0] if named else functions[-1])
    for member in functions:
        if INITIALISES.match(getattr(member, "__name__", "")):
            target.initialise = member
    states = [a for a in method.roles.arguments if a.role == "state"]
    getters = [member for member in functions if "param" in getattr(member, "__name__", "")]
    if target.initialise is not None and getters and states and not method.roles.of("params"):
        kept = _Kept(target.function, getters[0], target.initialise(stepper.parameters))
        return Target(partial(kept, method.roles.arguments.index(states[0])))
    return target


class _Kept:
    """``init, update, get_params = adam(rate)``: the state holds the parameters."""

    def __init__(self, update: Callable[..., Any], get: Callable[[Any], Any], state: Any) -> None:
        self.update, self.get, self.state = update, get, state

    def __call__(self, place: int, *arguments: Any, **named: Any) -> Any:
        given = [*arguments]
        given[place] = self.state
        self.state = self.update(*given, **named)
        return self.get(self.state)
