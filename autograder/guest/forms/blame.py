"""Whose fault an exception is: the student's where no argument of ours can be the reason, else open."""

from __future__ import annotations

from collections.abc import Sequence

from ..arguments import Argument
from ..found import Found
from ..hyper import Supply
from ..names import normal
from ..runs import Run
from .graph import COUNTERS, LOSSES, VARIABLES

_THEIRS = frozenset(
    "NameError UnboundLocalError ZeroDivisionError ImportError ModuleNotFoundError SyntaxError".split()
)
"""No argument, however wrong, raises these."""


def lay_blame(run: Run, name: str, *, guessed: bool) -> None:
    """Mark a run's exception as unsure where it may come from how we called.

    Args:
        run: What was driven.
        name: Of the student's class or function: that it lacks an attribute of its own isn't our doing.
        guessed: Whether anything that was handed over is our guess.
    """
    error = run.error
    if error is None or not guessed or error["kind"] in _THEIRS:
        return
    own = error["kind"] == "AttributeError" and error["message"].startswith(f"'{name}' object")
    error["sure"] = own


def unknown_arguments(found: Found, given: Supply) -> bool:
    """Whether the constructor requires something that we know no value for."""
    known = {*given.constructor, *dict(found.fixed)}
    return any(
        argument.required and argument.name not in known and argument.role != "config"
        for argument in found.constructor.arguments
    )


def by_contract(method: str, arguments: Sequence[Argument]) -> bool:
    """Whether a method asks for what TensorFlow's own method of this name takes, so that nothing has to be guessed."""
    required = [normal(argument.name) for argument in arguments if argument.required]
    if method == "apply_gradients":
        return set(required[1:]) <= COUNTERS
    if method == "minimize":
        return bool(required) and required[0] in LOSSES and set(required[1:]) <= COUNTERS | VARIABLES
    return False
