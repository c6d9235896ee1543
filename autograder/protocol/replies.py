"""Guest to host: how the cells ended, what was found, and what it did when it was asked."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from autograder.protocol.arrays import Array, Line, Long, Short


class Fault(msgspec.Struct, frozen=True):
    """An exception of the student's code."""

    kind: Short
    """Class name, for example ``NameError``."""
    message: Line
    cell: int | None = None
    line: int | None = None
    """1-based, within the cell as sent."""
    traceback: Long = ""
    """Frames of the student's own code only."""
    sure: bool = True
    """False where our way of calling may be the reason."""


class CellResult(msgspec.Struct, frozen=True):
    """How one cell ended."""

    index: int
    status: Literal["ok", "error", "timed_out", "skipped"]
    error: Fault | None = None


class CellsMessage(msgspec.Struct, frozen=True, tag_field="type", tag="cells"):
    """The student's cells have run."""

    cells: Annotated[tuple[CellResult, ...], msgspec.Meta(max_length=20_000)]


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
"""The forms in which students hand in their work."""


class Candidate(msgspec.Struct, frozen=True):
    """A deliverable that was found."""

    id: Short
    name: Short
    form: Form
    cell: int | None = None
    line: int | None = None
    accepts: Annotated[tuple[Short, ...], msgspec.Meta(max_length=30)] = ()
    """Standard names of the hyperparameters it can be given."""
    stub: bool = False
    """Nothing but ``pass``, ``...``, a docstring or NotImplementedError."""
    builtin_base: Short = ""
    """Name of the framework's own concrete optimizer whose update it inherits or calls, by its source, if any."""


class Left(msgspec.Struct, frozen=True):
    """A definition of the student's that is no candidate."""

    name: Short
    kind: Literal["class", "function"]
    lacks: Short
    """Id of what it lacks (``explaining.messages_discovery.LACKS``)."""
    detail: Short = ""
    cell: int | None = None
    line: int | None = None


class CandidatesMessage(msgspec.Struct, frozen=True, tag_field="type", tag="candidates"):
    """What was found."""

    candidates: Annotated[tuple[Candidate, ...], msgspec.Meta(max_length=40)]
    left: Annotated[tuple[Left, ...], msgspec.Meta(max_length=20)] = ()


class Recording(msgspec.Struct, frozen=True, tag_field="type", tag="recording"):
    """One candidate's answer to one update or train request, under one way of calling it."""

    request: Short
    candidate: Short
    convention: Short
    """How it was called, for people: ``step(params: list, grads: list), in place``."""
    sizes: Annotated[tuple[int, ...], msgspec.Meta(max_length=20)]
    """Sizes of the variables in the order of the flat vector."""
    dtype: Literal["float32", "float64"]
    given: dict[Short, float]
    """Hyperparameters it was really given (standard names)."""
    theta: Array
    """(steps done + 1, d)."""
    asked: Array | None = None
    """(steps done, d): points at which a gradient function was called, where the code takes one."""
    variables: Annotated[tuple[Short, ...], msgspec.Meta(max_length=20)] = ()
    time_given: bool = False
    """The step number was an argument: whether it counts from 0 or 1 was tried both ways (see convention)."""
    notes: Annotated[tuple[Short, ...], msgspec.Meta(max_length=20)] = ()
    """Ids of MISTAKES seen while driving: ``gradient-modified``, ``history-aliased`` …"""
    certain: bool = True
    """Every argument was understood; where one wasn't, a path that looks wrong may be the grader's doing."""
    error: Fault | None = None
    """Why it stopped early, if it did."""
    builtin: Short = ""
    """Name of the framework's own optimizer whose update ran in it, if any."""


class Rates(msgspec.Struct, frozen=True, tag_field="type", tag="rates"):
    """A schedule's rates: asked of a function (request id), or printed or collected by the script (request '')."""

    request: str
    candidate: Short
    given: dict[Short, float]
    rates: Array
    resolution: float = 0.0
    """Half a unit of the last printed digit; 0 where the value is exact."""
    namespace: dict[Short, float] = {}
    """Numeric variables of the script under standard names, for printed rates."""
    error: Fault | None = None
    convention: Short = ""
    """How a function or class was asked, where there are several ways; the likeliest comes first."""
    steps: Array | None = None
    """Step numbers that were printed beside the rates."""
    labels: Annotated[tuple[Short, ...], msgspec.Meta(max_length=4)] = ()
    """What was printed beside or above the rates, the nearest first."""
    doubtful: bool = False
    """It may be anything: it counts where it is right, and never against anybody."""
    unused: bool = False
    """The rate never changes, and the code computes another one beside it."""
    supplied: Short = ""
    """A name that the code lacks and that was lent to it."""


class DoneMessage(msgspec.Struct, frozen=True, tag_field="type", tag="done"):
    """Everything asked was tried."""


class NoDeviceMessage(msgspec.Struct, frozen=True, tag_field="type", tag="no_device"):
    """The framework can't use the GPU that was asked for, so nothing was run."""

    why: Literal["build", "silent"]
    """Its build has no part for GPUs; or it has, and finds none."""
    what: Short
    """The framework."""


class FaultMessage(msgspec.Struct, frozen=True, tag_field="type", tag="fault"):
    """The driver itself raised: a fault of the grader's, never of the student's."""

    kind: Short
