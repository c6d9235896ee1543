"""What optax ships; its `alias` module holds what it calls optimizers."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import jax
import numpy as np
import optax

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
    split,
    tried,
)

_BETAS = {**LR, "b1": 0.8, "b2": 0.95}
_KNOWN: dict[str, list[Use]] = {
    "sgd": [
        Use(LR, "sgd", LR),
        Use(MOMENTUM, "momentum", MOMENTUM),
        Use({**MOMENTUM, "nesterov": True}, "nesterov", MOMENTUM),
    ],
    "adagrad": [Use(LR, "adagrad", LR)],
    "rmsprop": [Use({**LR, "decay": 0.8}, "rmsprop", RHO), Use({**LR, "centered": True})],
    "adam": [Use(_BETAS, "adam", ADAM)],
    "amsgrad": [Use(_BETAS, "amsgrad", ADAM)],
    "adamw": [Use({**_BETAS, "weight_decay": 0.1}, "adamw", {**ADAM, "weight_decay": 0.1})],
    "adamax": [Use(_BETAS, "adamax", ADAM)],
    "nadam": [Use(_BETAS, "nadam", ADAM)],
    "radam": [Use(_BETAS, "radam", ADAM)],
    "adadelta": [Use(ADADELTA, "adadelta", ADADELTA)],
    "lion": [Use(_BETAS, "lion", {**ADAM, "weight_decay": 1e-3})],
    # The search along the line needs the loss itself.
    "lbfgs": [Use({**LR, "linesearch": None})],
}


def everything() -> Iterator[Shipped]:
    """Yield what the installed version ships."""
    for name, maker in sorted(vars(optax).items()):
        if _makes_an_optimizer(maker) or name in _KNOWN:
            yield from shipped(name, _KNOWN.get(name, [Use(LR)]))


def shipped(name: str, uses: list[Use]) -> Iterator[Shipped]:
    """Yield one of them in these uses."""
    return tried("optax", name, uses, lambda use: _path(getattr(optax, name), use))


def _makes_an_optimizer(maker: object) -> bool:
    if not inspect.isfunction(maker) or "alias" not in maker.__module__:
        return False
    return "learning_rate" in inspect.signature(maker).parameters


def _path(maker: Callable[..., Any], use: Use) -> Path:
    def path(theta0: Vector, gradients: Vector) -> Vector:
        configure: Any = jax.config.update
        configure("jax_enable_x64", val=True)
        parts = [jax.numpy.asarray(part) for part in split(theta0, use.shapes)]
        transform = maker(**use.arguments)
        state, found = transform.init(parts), [theta0]
        for row in gradients:
            rows = [jax.numpy.asarray(one) for one in split(row, use.shapes)]
            updates, state = transform.update(rows, state, parts)
            parts = optax.apply_updates(parts, updates)
            found.append(joined(parts))
        return np.array(found)

    return path
