"""The flat vector's pieces as a framework's own variables and tensors, for code that wants those.

A framework is imported only when code of it is driven.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np

from .device import on_device
from .wire import Vector

Tensors = Literal["numpy", "tensorflow", "torch", "torch-plain"]
"""Arrays; ``tf.Variable`` and constants; ``nn.Parameter`` with ``.grad``; tensors that autograd doesn't follow."""


def variable(kind: Tensors, array: Vector, name: str = "w") -> Any:
    """A parameter; code may keep its state under the variable's name."""
    match kind:
        case "numpy":
            return array
        case "tensorflow":
            return importlib.import_module("tensorflow").Variable(
                array.astype(np.float32), name=re.sub(r"\W", "_", name)
            )
        case "torch" | "torch-plain":
            torch = importlib.import_module("torch")
            made = on_device(torch.from_numpy(array.astype(np.float32)))
            made = torch.nn.Parameter(made) if kind == "torch" else made
            made.grad = torch.zeros_like(made)
            return made


def constant(kind: Tensors, array: Vector) -> Any:
    """A gradient."""
    match kind:
        case "numpy":
            return array
        case "tensorflow":
            return importlib.import_module("tensorflow").constant(array.astype(np.float32))
        case "torch" | "torch-plain":
            return on_device(importlib.import_module("torch").from_numpy(array.astype(np.float32)))


def state(kind: Tensors, array: Vector) -> Any:
    """What may be changed in place and has no gradient: PyTorch refuses that of a parameter."""
    return variable(kind, array) if kind == "tensorflow" else constant(kind, array)


def load_gradients(tensors: Sequence[Any], gradients: Sequence[Any]) -> None:
    """Set ``.grad``, as ``backward`` would after the last one was cleared."""
    for tensor, gradient in zip(tensors, gradients, strict=True):
        tensor.grad = gradient.clone()


def model(kind: Tensors, parameters: Any) -> Any:
    """A model of these parameters."""
    members = list(parameters) if isinstance(parameters, list | tuple) else [parameters]
    if kind == "tensorflow":
        return _model(members)
    torch = importlib.import_module("torch")

    class Model(torch.nn.Module):  # type: ignore[misc, name-defined]
        def forward(self, *_samples: Any) -> Any:
            """A prediction that says nothing."""
            return torch.zeros((1, 1))

    made = Model()
    for number, member in enumerate(members):
        made.register_parameter("weight" if number == 0 else f"bias{number}", member)
    return made


def _model(members: Sequence[Any]) -> Any:
    tf = importlib.import_module("tensorflow")

    class Model(tf.Module):  # type: ignore[misc, name-defined]
        def __init__(self) -> None:
            super().__init__()
            self.members = list(members)

        @property
        def trainable_weights(self) -> Any:
            """What Keras calls them."""
            return self.trainable_variables

        weights = trainable_weights

        def __call__(self, *_samples: Any, **_named: Any) -> Any:
            """A prediction that says nothing."""
            return tf.zeros((1, 1))

        call = __call__

    return Model()


def members_of(held: Any) -> Any:
    """The parameters again, of a model or of a container of tensors."""
    named = getattr(held, "named_parameters", None)
    if callable(named):
        return [parameter for _, parameter in named()]
    return list(getattr(held, "members", held))
