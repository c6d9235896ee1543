"""A convention of calling: which argument is what, in which containers, from which time, and how the answer is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .arguments import Roles
from .evidence import Evidence
from .recipe import Recipe

StateMode = Literal["evidence", "zeros", "none", "empty", "initialiser", "scalar"]
Outcome = Literal["in place", "returned", "change", "attribute"]
Slot = tuple[Literal["params", "state", "time"], str | int]


@dataclass(frozen=True)
class Reading:
    """How the new parameters come back, settled on the first step and kept."""

    outcome: Outcome
    slots: tuple[Slot | None, ...] = ()
    """Per element of a returned tuple: a parameter's group, a state's or time's name, or nothing of interest."""
    keys: tuple[str, ...] = ()
    """Keys of a returned dict, in place of positions."""
    sign: float = 1.0
    attribute: str = ""


@dataclass(frozen=True)
class Way:
    """A convention of calling."""

    roles: Roles
    recipe: Recipe
    state_mode: StateMode = "evidence"
    time_from: int = 1
    reading: Reading | None = None
    swapped: bool = False

    def named(self, name: str) -> str:
        """For people: ``step(params: list, grads: list), in place``."""
        shown = []
        for argument in self.roles.arguments:
            if argument.role in {"params", "grads"}:
                shown.append(f"{argument.name}: {self.recipe.style}")
            elif argument.role == "time":
                shown.append(f"{argument.name} from {self.time_from}")
            elif argument.role in {"state", "config", "gradient-function", "pairs", "object", "key"}:
                shown.append(argument.name)
        outcome = self.reading.outcome if self.reading else "?"
        sign = ""
        if self.reading is not None and outcome == "change":
            sign = " added" if self.reading.sign > 0 else " subtracted"
        order = ", gradients first" if self.swapped else ""
        return f"{name}({', '.join(shown)}), {outcome}{sign}{order}"


@dataclass
class Target:
    """Something to call on one run: a function, or a method of a fresh instance."""

    function: Callable[..., Any]
    instance: Any = None
    before: list[Callable[[], Any]] = field(default_factory=list)
    after: list[Callable[[], Any]] = field(default_factory=list)
    initialise: Callable[..., Any] | None = None
    """Makes the states from the parameters, where the maker of the function made this too."""
    held: str = ""
    """Attribute of the instance that keeps the parameters, where the constructor took them."""
    ahead: Callable[..., Any] | None = None
    """A method that gives the point where the gradient is wanted."""


@dataclass(frozen=True)
class Inputs:
    """What is the same for all steps of a run."""

    evidence: Evidence
    hyper: Mapping[str, Any]
    config: Mapping[str, Any]
    initialise: Callable[[Any], Mapping[str, Any]] | None = None
    """The student's own initialiser, giving states by argument name."""
    counts: frozenset[str] = frozenset()
    """Arguments that say how many steps the code's own loop makes."""
    loops: bool = False
    """The code has a loop over steps of its own, and no argument says how many."""
    conditions: frozenset[int] = frozenset()
    """Lines of the student's cell where a gradient that is asked for is no step."""
    asks: bool = False
    """The gradient is asked for through a function, wherever that one was handed over."""


class Omit:
    """Marks an argument that is left to its default."""


OMIT = Omit()
