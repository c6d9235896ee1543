"""What keras.optimizers ships."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import keras
import numpy as np

from autograder.protocol.arrays import Vector
from benchmarks.truth.libraries.shipped import (
    ADADELTA,
    ADAM,
    LR,
    MOMENTUM,
    RHO,
    Path,
    Shipped,
    Use,
    joined,
    kinds,
    split,
    tried,
)


class _SGD:
    """A wrapped optimizer, made anew for each path: it keeps its state."""

    def __repr__(self) -> str:
        return "SGD(learning_rate=0.02)"

    def __call__(self, _variable: object = None) -> Any:
        return keras.optimizers.SGD(learning_rate=0.02)


_KNOWN: dict[str, list[Use]] = {
    "SGD": [
        Use(LR, "sgd", LR),
        Use(MOMENTUM, "momentum", MOMENTUM),
        Use({**MOMENTUM, "nesterov": True}, "nesterov", MOMENTUM),
    ],
    "Adagrad": [Use(LR, "adagrad", LR)],
    "RMSprop": [Use(RHO, "rmsprop", RHO), Use({**LR, "centered": True})],
    "Adam": [Use(ADAM, "adam", ADAM), Use({**ADAM, "amsgrad": True}, "amsgrad", ADAM)],
    "AdamW": [Use({**ADAM, "weight_decay": 0.1}, "adamw", {**ADAM, "weight_decay": 0.1})],
    "Adamax": [Use(ADAM, "adamax", ADAM)],
    "Nadam": [Use(ADAM, "nadam", ADAM)],
    "Adadelta": [Use(ADADELTA, "adadelta", ADADELTA)],
    "Lion": [
        Use(ADAM, "lion", ADAM),
        Use({**ADAM, "weight_decay": 0.01}, "lion", {**ADAM, "weight_decay": 0.01}),
    ],
    "Muon": [Use(LR), Use(LR, matrices=True)],
    "LossScaleOptimizer": [Use({"inner_optimizer": _SGD()}, "sgd", LR)],
    "MultiOptimizer": [Use({"optimizer_map": _SGD()}, "sgd", LR)],
}


def everything() -> Iterator[Shipped]:
    """Yield what the installed version ships."""
    for name in kinds(keras.optimizers, keras.optimizers.Optimizer):
        yield from shipped(name, _KNOWN.get(name, [Use()]))


def shipped(name: str, uses: list[Use]) -> Iterator[Shipped]:
    """Yield one kind in these uses."""
    return tried("keras.optimizers", name, uses, lambda use: _path(getattr(keras.optimizers, name), use))


def _path(kind: Callable[..., Any], use: Use) -> Path:
    def path(theta0: Vector, gradients: Vector) -> Vector:
        parts = [keras.Variable(part, dtype="float32") for part in split(theta0, use.shapes)]
        optimizer, found = kind(**_made(use)), [theta0]
        optimizer.build(parts)
        for row in gradients:
            tensors = [keras.ops.convert_to_tensor(one, dtype="float32") for one in split(row, use.shapes)]
            # The gradients of a scaled loss are scaled; the optimizer takes that back.
            optimizer.apply([optimizer.scale_loss(one) for one in tensors], parts)
            found.append(joined(parts))
        return np.array(found, np.float64)

    return path


def _made(use: Use) -> dict[str, Any]:
    wrapped = use.arguments.get("inner_optimizer")
    return {**use.arguments} if wrapped is None else {**use.arguments, "inner_optimizer": wrapped()}
