"""What torch.optim ships."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch

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

_BETAS = {"lr": 0.02, "betas": (0.8, 0.95), "eps": 1e-6}
_KNOWN: dict[str, list[Use]] = {
    "SGD": [
        Use({"lr": 0.02}, "sgd", LR),
        Use({"lr": 0.02, "momentum": 0.8}, "momentum", MOMENTUM),
        Use({"lr": 0.02, "momentum": 0.8, "nesterov": True}, "nesterov", MOMENTUM),
    ],
    "Adagrad": [Use({"lr": 0.02}, "adagrad", LR)],
    "RMSprop": [
        Use({"lr": 0.02, "alpha": 0.8}, "rmsprop", RHO),
        Use({"lr": 0.02, "alpha": 0.8, "centered": True}),
        Use({"lr": 0.02, "alpha": 0.8, "momentum": 0.7}),
    ],
    "Adam": [Use(_BETAS, "adam", ADAM), Use({**_BETAS, "amsgrad": True}, "amsgrad", ADAM)],
    "AdamW": [Use({**_BETAS, "weight_decay": 0.1}, "adamw", {**ADAM, "weight_decay": 0.1})],
    "Adamax": [Use(_BETAS, "adamax", ADAM)],
    "NAdam": [Use(_BETAS, "nadam", ADAM)],
    "RAdam": [Use(_BETAS, "radam", ADAM)],
    "Adadelta": [Use({"lr": 0.5, "rho": 0.8}, "adadelta", ADADELTA)],
    # Each coordinate is named in each sparse gradient, zeros too.
    "SparseAdam": [Use(_BETAS, "adam", ADAM)],
    "LBFGS": [Use({"lr": 0.02, "max_iter": 1})],
    "Muon": [Use({"lr": 0.02}, matrices=True)],
}


def everything() -> Iterator[Shipped]:
    """Yield what the installed version ships."""
    for name in kinds(torch.optim, torch.optim.Optimizer):
        yield from shipped(name, _KNOWN.get(name, [Use()]))


def shipped(name: str, uses: list[Use]) -> Iterator[Shipped]:
    """Yield one kind in these uses."""
    return tried("torch.optim", name, uses, lambda use: _path(getattr(torch.optim, name), use))


def _path(kind: Any, use: Use) -> Path:
    def path(theta0: Vector, gradients: Vector) -> Vector:
        parts = [
            torch.tensor(part, dtype=torch.float64).requires_grad_() for part in split(theta0, use.shapes)
        ]
        optimizer, found = kind(parts, **use.arguments), [theta0]
        for row in gradients:
            for part, gradient in zip(parts, split(row, use.shapes), strict=True):
                part.grad = _gradient(gradient, sparse=kind is torch.optim.SparseAdam)
            # Whoever asks for a loss gets a constant; the gradients are in place.
            with torch.sparse.check_sparse_tensor_invariants():
                optimizer.step(lambda: torch.zeros((), dtype=torch.float64))
            found.append(joined([part.detach().numpy() for part in parts]))
        return np.array(found)

    return path


def _gradient(values: Vector, *, sparse: bool) -> torch.Tensor:
    dense = torch.tensor(values, dtype=torch.float64)
    if not sparse:
        return dense
    return torch.sparse_coo_tensor(torch.arange(len(values))[None, :], dense, check_invariants=True)
