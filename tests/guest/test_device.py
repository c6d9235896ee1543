"""Tensors that lie on another device than the CPU come back as arrays; Keras on JAX computes with JAX."""

from __future__ import annotations

import subprocess
import sys

import pytest

from autograder.loading.load import load_bytes
from autograder.protocol.jobs import Cell, Job, Limits
from autograder.sandbox.slots import Slots, missing

_ELSEWHERE = """
import numpy as np
import torch
from autograder.guest.values import exact, is_single
from autograder.guest.variables import Container, Variables

class Elsewhere(torch.Tensor):
    # As PyTorch's tensors on a GPU: no array before they were copied to the CPU.
    def numpy(self, **_):
        raise TypeError("can't convert cuda:0 device type tensor to numpy. Use Tensor.cpu() first")
    __array__ = numpy
    def cpu(self):
        return self.as_subclass(torch.Tensor)

Elsewhere.__module__ = "torch"
made = torch.arange(4.0).as_subclass(Elsewhere).requires_grad_()
try:
    np.asarray(made)
except TypeError:
    print("not before")
print(exact(made).tolist(), exact([made, made]).shape, is_single(made))
held = {"w": made, "b": torch.zeros(2).as_subclass(Elsewhere)}
print(Container("dict", Variables(("w", "b"), ((4,), (2,))), ("w", "b")).unpack(held).tolist())
"""


def test_a_tensor_of_another_device_is_copied_first() -> None:
    pytest.importorskip("torch", reason="PyTorch is not installed")
    done = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.stdout.splitlines() == [
        "not before",
        "[0.0, 1.0, 2.0, 3.0] (2, 4) True",
        "[0.0, 1.0, 2.0, 3.0, 0.0, 0.0]",
    ], done.stderr


@pytest.mark.parametrize(
    ("line", "backend"),
    [
        ('os.environ["KERAS_BACKEND"] = "jax"', "jax"),
        ("os.environ.setdefault('KERAS_BACKEND', 'jax')", "jax"),
        ('os.environ["KERAS_BACKEND"] = "tensorflow"', ""),
        ('# os.environ["KERAS_BACKEND"] = "jax"', ""),
        ("", ""),
    ],
)
def test_the_file_says_what_keras_computes_with(line: str, backend: str) -> None:
    assert load_bytes("x.py", f"import os\n{line}\nimport keras\n".encode()).backend == backend
    assert load_bytes("x.py", f"import os\n{line}\nimport torch\n".encode()).backend == ""


@pytest.mark.parametrize(("backend", "module"), [("jax", "jaxlib"), ("", "tensorflow")])
def test_keras_computes_with_what_was_said(backend: str, module: str) -> None:
    if missing((module,)):
        pytest.skip(f"{module} is not installed")
    source = (
        "import keras\nprint(keras.backend.backend(), type(keras.ops.ones(2)).__module__.split('.')[0])\n"
    )
    slots = Slots()
    job = Job(1, "x.py", "keras", (Cell(0, source),), (), (), (), Limits(), backend=backend)  # type: ignore[arg-type]
    try:
        outcome = slots.run(job)
    finally:
        slots.close()
    assert outcome.ended == "done", outcome
    assert outcome.stdout.split()[-2:] == [backend or "tensorflow", module]
