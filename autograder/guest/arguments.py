"""The arguments of a student's function, and what each can be for."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from .values import attribute, really

Role = Literal[
    "params", "grads", "gradient-function", "pairs", "time", "state", "config", "hyper", "betas", "key", "object",
    "size", "data", "flag", "unknown", "objective", "bounds", "tolerance", "count", "samples",
]  # fmt: skip
EMPTY = inspect.Parameter.empty


@dataclass(frozen=True)
class Argument:
    """One argument with what it is for."""

    name: str
    kind: Any
    """``inspect``'s kind of parameter."""
    default: Any
    role: Role = "unknown"
    group: int = -1
    """Which parameter it belongs to, where a function takes several (w, b, dw, db); -1: all."""

    @property
    def required(self) -> bool:
        """Whether a call without it fails."""
        return self.default is EMPTY


@dataclass(frozen=True)
class Roles:
    """All arguments of one function, and whether names and body settled which is which."""

    arguments: tuple[Argument, ...]
    settled: bool
    keywords: str = ""
    """Name of a ``**kwargs``."""

    def of(self, *roles: Role) -> list[Argument]:
        """Arguments of these roles, in order."""
        return [argument for argument in self.arguments if argument.role in roles]

    @property
    def groups(self) -> int:
        """Number of parameters handed over one by one."""
        return len(self.of("params"))


def arguments_of(function: Callable[..., Any]) -> tuple[list[Argument], str]:
    """Arguments of a bound or plain callable, without roles, and the name of its ``**kwargs``."""
    if really(function, np.vectorize):
        function = attribute(function, "pyfunc")
    try:
        signature = inspect.signature(function)
    except (ValueError, TypeError):
        return [], ""
    found = []
    keywords = ""
    for parameter in signature.parameters.values():
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            keywords = parameter.name
        elif parameter.kind is not inspect.Parameter.VAR_POSITIONAL:
            found.append(Argument(parameter.name, parameter.kind, parameter.default))
    return found, keywords
