"""What discovery hands to the forms: a deliverable and its callable parts."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from .arguments import Roles
from .evidence import Evidence, FunctionNode
from .redefined import Earlier

Form = Literal[
    "tf1-optimizer",
    "keras-optimizer",
    "gradient-tape",
    "torch-optimizer",
    "plain-class",
    "update-function",
    "training-function",
    "observed",
    "schedule",
    "sampler",
    "answer",
]


@dataclass(frozen=True)
class Method:
    """A callable that may be the update."""

    name: str
    function: Callable[..., Any]
    roles: Roles
    evidence: Evidence
    gradient: str = ""
    """Name of the student's own gradient function that the body calls, where none is an argument."""
    node: FunctionNode | None = None
    taped: frozenset[str] = frozenset()
    """What the body calls to have its framework take the gradient."""


@dataclass(frozen=True)
class Found:
    """A deliverable: a class with its methods, or a function."""

    name: str
    form: Form
    value: Any
    cell: int | None
    line: int | None
    methods: tuple[Method, ...] = ()
    constructor: Roles = field(default_factory=lambda: Roles((), settled=True))
    evidence: Evidence = field(default_factory=Evidence)
    """Of all methods of the class together."""
    stub: bool = False
    node: ast.AST | None = None
    factory: str = ""
    """Name of the inner function that this function makes and returns, if it is a maker."""
    written: frozenset[str] = frozenset()
    """Names of the methods that the student wrote, in a subclass of the framework's optimizer."""
    setup: Method | None = None
    """A method that makes what the update reads and the constructor doesn't: called once before the first step."""
    fixed: tuple[tuple[str, Any], ...] = ()
    """Arguments with a value of their own: ``nesterov=True``, ``method='adam'``."""
    earlier: Earlier | None = None
    """Set where a later definition took the name."""

    @property
    def id(self) -> str:
        """Its name, with its place where a later definition took the name."""
        shown = ", ".join(f"{name}={value!r}" for name, value in self.fixed)
        place = f"@{self.cell or 0}:{self.line or 0}" if self.earlier is not None else ""
        return f"{self.name}({shown}){place}" if shown else f"{self.name}{place}"
