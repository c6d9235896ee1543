"""Methods beyond the gradient: tasks to minimise, losses to stop at, and what the student's code made of them."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from autograder.protocol.arrays import Array, Short
from autograder.protocol.replies import Fault


class MinimiseRequest(msgspec.Struct, frozen=True, tag_field="kind", tag="minimise"):
    """Minimise a task from theta0 in so many steps (sweeps); the guest answers for loss, gradient and Hessian.

    quadratic    1/2 theta a theta - b theta
    logistic     mean cross-entropy of the samples a with the labels b
    rosenbrock   a and b are empty
    """

    id: str
    method: Literal["newton", "bfgs", "coordinate-descent"]
    task: Literal["quadratic", "logistic", "rosenbrock"]
    a: Array
    b: Array
    theta0: Array
    steps: int
    names: tuple[str, ...]
    """Fragments of names of the deliverable."""


class StopRequest(msgspec.Struct, frozen=True, tag_field="kind", tag="stop"):
    """Watch held-out losses, one per epoch, with a patience."""

    id: str
    losses: Array
    patience: int
    names: tuple[str, ...]
    """Fragments of names of the deliverable."""


class Minimised(msgspec.Struct, frozen=True, tag_field="type", tag="minimised"):
    """Where one candidate arrived, and what it asked for on the way."""

    request: Short
    candidate: Short
    convention: Short
    theta: Array | None
    """The last parameters it gave back, in whatever shape they came."""
    history: Array | None = None
    """(k, d): parameters step by step, where it gives them back."""
    asked: Array | None = None
    """(q, d): points at which it asked for the gradient, in order; the first ones."""
    losses_asked: int = 0
    gradients_asked: int = 0
    hessians_asked: int = 0
    steps_given: bool = True
    """It could be told the number of steps."""
    builtin: Short = ""
    """Name of a ready-made minimiser that ran in it, if any."""
    certain: bool = True
    """Every argument was understood."""
    error: Fault | None = None


class Stopped(msgspec.Struct, frozen=True, tag_field="type", tag="stopped"):
    """What one candidate said about a sequence of held-out losses."""

    request: Short
    candidate: Short
    convention: Short
    values: Annotated[tuple[float | None, ...], msgspec.Meta(max_length=8)] = ()
    """The numbers it gave back, in order; None for what is no number."""
    names: Annotated[tuple[Short, ...], msgspec.Meta(max_length=8)] = ()
    """What it calls them, where it gives them names."""
    error: Fault | None = None
