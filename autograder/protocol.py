"""What host and guest say to each other: jobs out, messages back. Inert data, bounded and checked before use.

A frame is a 4-byte big-endian length and that many bytes of JSON. Arrays travel as
``{"shape": [...], "data": "<base64 of little-endian float64>"}``, which keeps NaN and every bit and can't run anything.
The guest builds the same JSON with the standard library; nothing is shared but this format.
"""

from __future__ import annotations

import base64
import binascii
import math
from typing import Annotated, Any, Literal

import msgspec
import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.floating[Any]]

MAX_FRAME_BYTES = 4 << 20
MAX_VALUES = 200_000
_Short = Annotated[str, msgspec.Meta(max_length=200)]
_Line = Annotated[str, msgspec.Meta(max_length=2_000)]
_Long = Annotated[str, msgspec.Meta(max_length=20_000)]


class ProtocolError(ValueError):
    """The other side sent something that isn't a message; the text says what."""


class Array(msgspec.Struct, frozen=True):
    """An array of float64 on the wire."""

    shape: Annotated[tuple[int, ...], msgspec.Meta(max_length=4)]
    data: str

    @classmethod
    def of(cls, values: npt.ArrayLike) -> Array:
        """Encode an array."""
        array = np.ascontiguousarray(values, dtype="<f8")
        return cls(shape=array.shape, data=base64.b64encode(array.tobytes()).decode("ascii"))

    def numpy(self) -> Vector:
        """Decode; ``ProtocolError`` where shape and bytes disagree."""
        count = math.prod(self.shape)
        if any(size < 0 for size in self.shape) or count > MAX_VALUES:
            raise ProtocolError(f"array of shape {self.shape}: at most {MAX_VALUES} values")
        try:
            raw = base64.b64decode(self.data, validate=True)
        except (binascii.Error, ValueError) as error:
            raise ProtocolError(f"array data is not base64: {error}") from error
        if len(raw) != 8 * count:
            raise ProtocolError(f"array of shape {self.shape} has {len(raw)} bytes, not {8 * count}")
        try:
            return np.frombuffer(raw, dtype="<f8").reshape(self.shape).astype(np.float64)
        except ValueError as error:  # nothing in one direction and more than any machine holds in another
            raise ProtocolError(f"array of shape {self.shape}: {error}") from error


# ---- host to guest -------------------------------------------------------------------------------------------------


class Cell(msgspec.Struct, frozen=True):
    """One notebook cell, or the whole script, as plain Python (magics already made harmless)."""

    index: int
    source: str


class Layout(msgspec.Struct, frozen=True):
    """How the flat vector of coordinates is cut into variables; the guest picks the layout the code can take."""

    name: str
    names: tuple[str, ...]
    shapes: tuple[tuple[int, ...], ...]


class UpdateRequest(msgspec.Struct, frozen=True, tag_field="kind", tag="update"):
    """Feed designed gradients (T, d) from theta0 (d,) and record theta after each step. d = 16."""

    id: str
    hyperparameters: dict[str, float]
    theta0: Array
    gradients: Array


class TrainRequest(msgspec.Struct, frozen=True, tag_field="kind", tag="train"):
    """Train mean((x w - y)^2) from theta0 (n,): gradient 2/m x^T (x w - y), at the point the code asks for."""

    id: str
    hyperparameters: dict[str, float]
    theta0: Array
    x: Array
    y: Array
    steps: int


class ScheduleRequest(msgspec.Struct, frozen=True, tag_field="kind", tag="schedule"):
    """Ask a schedule for its rate at steps 0 .. steps - 1."""

    id: str
    hyperparameters: dict[str, float]
    steps: int


Request = UpdateRequest | TrainRequest | ScheduleRequest


class Limits(msgspec.Struct, frozen=True):
    """What one submission may use."""

    wall_s: float = 20.0
    """Whole job: the student's own cells and all requests."""
    cells_wall_s: float = 10.0
    """The student's own cells together; what is defined by then is used."""
    cpu_s: int = 30
    memory_mb: int = 1024
    """On top of what the warm interpreter has."""
    output_bytes: int = 65536
    processes: int = 64
    file_mb: int = 64


class Job(msgspec.Struct, frozen=True):
    """One submission to run."""

    id: int
    name: str
    framework: Literal["numpy", "tf1", "tf2", "keras", "torch"]
    cells: tuple[Cell, ...]
    layouts: tuple[Layout, ...]
    keywords: tuple[str, ...]
    """Fragments of names of the deliverables, to rank candidates when there are many."""
    requests: tuple[Request, ...]
    limits: Limits = Limits()


# ---- guest to host -------------------------------------------------------------------------------------------------


class Fault(msgspec.Struct, frozen=True):
    """An exception of the student's code."""

    kind: _Short
    """Class name, for example ``NameError``."""
    message: _Line
    cell: int | None = None
    line: int | None = None
    """1-based, within the cell as sent."""
    traceback: _Long = ""
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


class Candidate(msgspec.Struct, frozen=True):
    """A deliverable that was found."""

    id: _Short
    name: _Short
    form: Literal["tf1-optimizer", "keras-optimizer", "plain-class", "update-function", "schedule"]
    cell: int | None = None
    line: int | None = None
    accepts: Annotated[tuple[_Short, ...], msgspec.Meta(max_length=30)] = ()
    """Standard names of the hyperparameters it can be given."""
    stub: bool = False
    """Nothing but ``pass``, ``...``, a docstring or NotImplementedError."""
    builtin_base: _Short = ""
    """Name of the framework's own concrete optimizer whose update it inherits or calls, by its source, if any."""


class CandidatesMessage(msgspec.Struct, frozen=True, tag_field="type", tag="candidates"):
    """What was found."""

    candidates: Annotated[tuple[Candidate, ...], msgspec.Meta(max_length=40)]


class Recording(msgspec.Struct, frozen=True, tag_field="type", tag="recording"):
    """One candidate's answer to one update or train request, under one way of calling it."""

    request: _Short
    candidate: _Short
    convention: _Short
    """How it was called, for people: ``step(params: list, grads: list), in place``."""
    sizes: Annotated[tuple[int, ...], msgspec.Meta(max_length=20)]
    """Sizes of the variables in the order of the flat vector."""
    dtype: Literal["float32", "float64"]
    given: dict[_Short, float]
    """Hyperparameters it was really given (standard names)."""
    theta: Array
    """(steps done + 1, d)."""
    asked: Array | None = None
    """(steps done, d): points at which a gradient function was called, where the code takes one."""
    variables: Annotated[tuple[_Short, ...], msgspec.Meta(max_length=20)] = ()
    time_given: bool = False
    """The step number was an argument: whether it counts from 0 or 1 was tried both ways (see convention)."""
    notes: Annotated[tuple[_Short, ...], msgspec.Meta(max_length=20)] = ()
    """Ids of MISTAKES seen while driving: ``gradient-modified``, ``history-aliased`` …"""
    certain: bool = True
    """Every argument was understood; where one wasn't, a path that looks wrong may be the grader's doing."""
    error: Fault | None = None
    """Why it stopped early, if it did."""
    builtin: _Short = ""
    """Name of the framework's own optimizer whose update ran in it, if any."""


class Rates(msgspec.Struct, frozen=True, tag_field="type", tag="rates"):
    """A schedule's rates: asked of a function (request id), or printed or collected by the script (request '')."""

    request: str
    candidate: _Short
    given: dict[_Short, float]
    rates: Array
    resolution: float = 0.0
    """Half a unit of the last printed digit; 0 where the value is exact."""
    namespace: dict[_Short, float] = {}
    """Numeric variables of the script under standard names, for printed rates."""
    error: Fault | None = None
    convention: _Short = ""
    """How a function or class was asked, where there are several ways; the likeliest comes first."""
    steps: Array | None = None
    """Step numbers that were printed beside the rates."""
    labels: Annotated[tuple[_Short, ...], msgspec.Meta(max_length=4)] = ()
    """What was printed beside or above the rates, the nearest first."""
    doubtful: bool = False
    """It may be anything: it counts where it is right, and never against anybody."""
    unused: bool = False
    """The rate never changes, and the code computes another one beside it."""
    supplied: _Short = ""
    """A name that the code lacks and that was lent to it."""


class DoneMessage(msgspec.Struct, frozen=True, tag_field="type", tag="done"):
    """Everything asked was tried."""


class FaultMessage(msgspec.Struct, frozen=True, tag_field="type", tag="fault"):
    """The driver itself raised: a fault of the grader's, never of the student's."""

    kind: _Short


Message = FaultMessage | CellsMessage | CandidatesMessage | Recording | Rates | DoneMessage

_MESSAGES: msgspec.json.Decoder[Message] = msgspec.json.Decoder(Message)


def decode_message(frame: bytes) -> Message:
    """Check and decode one frame of the guest."""
    if len(frame) > MAX_FRAME_BYTES:
        raise ProtocolError(f"frame of {len(frame)} bytes: at most {MAX_FRAME_BYTES}")
    try:
        return _MESSAGES.decode(frame)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ProtocolError(f"not a message: {' '.join(str(error).split())[:300]}") from error


def encode_job(job: Job) -> bytes:
    """Encode a job for the guest."""
    return msgspec.json.encode(job)
