"""One job in one ordinary process, also on Windows; and what the sandbox's children share with it.

Standard input carries the job, the old standard output the messages; whatever the student prints, from Python
or from a library, goes to standard error. The host's clock starts with the first frame, when the interpreter
is warm.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import sys
import traceback
from collections.abc import Iterable
from typing import Any

from .frames import read_frame, write_frame
from .legacy import choose

FAULT_STATUS = 70
"""Exit status where the guest's own code failed (EX_SOFTWARE)."""

_WARM = {
    "numpy": ("numpy", "numpy.random", "numpy.linalg"),
    "tensorflow": ("tensorflow", "tensorflow.compat.v1", "keras"),
    "tf_keras": ("tensorflow", "tensorflow.compat.v1", "tf_keras", "tf_keras.optimizers.legacy"),
    "keras": ("keras",),
    # Making the first optimizer imports the compiler, which takes as long as everything else.
    "jax": ("jax", "jax.numpy", "keras"),
    "torch": ("torch", "torch.optim", "torch._dynamo"),
}
_NEEDS = {"tf1": "tensorflow", "tf2": "tensorflow", "keras": "keras", "torch": "torch"}


def main(arguments: list[str]) -> None:
    """Answer the one job on standard input."""
    if arguments:
        raise ValueError(f"single takes no arguments, not {arguments}")
    messages = os.dup(1)
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(0, os.O_BINARY)
        msvcrt.setmode(messages, os.O_BINARY)
    job = read_frame(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    told = json.loads(job)
    framework = "tf_keras" if told["legacy"] else told["backend"] or _NEEDS.get(told["framework"])
    # A framework that isn't installed is the student's import error, in the student's own cell.
    with contextlib.suppress(ImportError):
        warm_up([framework] if framework else [])
    answer(job, messages)


def warm_up(frameworks: Iterable[str]) -> None:
    """Import frameworks and their lazy parts that submissions touch, initialising nothing."""
    for framework in frameworks:
        if framework == "tf_keras":
            choose()
        elif framework == "jax":
            os.environ["KERAS_BACKEND"] = "jax"  # Keras reads it at its import
        for module in _WARM[framework]:
            importlib.import_module(module)


def answer(payload: bytes, messages: int) -> None:
    """Run one job, shipping each of its messages at once, and end this process without any exit hook.

    The empty frame comes first: up to there a failure is ours, from there on it is the student's.
    """
    from .work import run_job

    write_frame(messages, b"")

    def send(message: dict[str, Any]) -> None:
        write_frame(messages, json.dumps(message, allow_nan=False).encode())

    status = 0
    try:
        run_job(json.loads(payload), send)
    except BaseException as error:  # noqa: BLE001 - whatever it is, this process ends here
        status = FAULT_STATUS
        with contextlib.suppress(BaseException):
            traceback.print_exc()
            send({"type": "fault", "kind": type(error).__name__[:100]})
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(BaseException):
            stream.flush()
    os._exit(status)
