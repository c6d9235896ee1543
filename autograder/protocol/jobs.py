"""Host to guest: one submission to run, and what is asked of it."""

from __future__ import annotations

from typing import Literal

import msgspec

from autograder.protocol.arrays import Array
from autograder.protocol.methods import MinimiseRequest, StopRequest
from autograder.protocol.sampling import SampleRequest
from autograder.protocol.values import ValuesRequest


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


Request = (
    UpdateRequest
    | TrainRequest
    | ScheduleRequest
    | ValuesRequest
    | SampleRequest
    | MinimiseRequest
    | StopRequest
)


_CUDA_S, _CUDA_MB, _GPU_MB = 30.0, 4096, 2048


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
    gpu_mb: int = 0
    """Of a GPU; 0: it is lent none. The address space can't be limited beside one, private memory is in its place."""

    def on_gpu(self) -> Limits:
        """The same for code that is lent a GPU: CUDA's own start, threads, files and memory come on top."""
        return msgspec.structs.replace(
            self,
            wall_s=self.wall_s + _CUDA_S,
            cpu_s=self.cpu_s + int(_CUDA_S),
            memory_mb=self.memory_mb + _CUDA_MB,
            processes=4 * self.processes,
            gpu_mb=_GPU_MB,
        )


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
    legacy: Literal["", "get_updates", "slots", "update_step"] = ""
    """How the optimizers in it that were written for Keras 2 do their update: it runs on tf-keras."""
    backend: Literal["", "jax"] = ""
    """What Keras computes with, where that isn't TensorFlow."""
    observe: bool = False
    """Watch the trainings that the cells run by themselves."""
    call: tuple[str, ...] = ()
    """Fragments of names: training functions with such a name that no cell calls are called, and watched."""
    lend: bool = False
    """Training functions that take data and that no cell calls are called with some, and watched."""


def encode_job(job: Job) -> bytes:
    """Encode a job for the guest."""
    return msgspec.json.encode(job)
