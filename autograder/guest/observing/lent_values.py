"""What a training function that nothing calls is handed: a small table of ours, usual hyperparameters, a start at 0."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from ..arguments import Argument
from ..names import meanings, normal
from ..values import really
from ..vocabulary import (
    BATCH_SIZE,
    BEGINNINGS,
    COLUMNS,
    EPOCHS,
    INPUTS,
    INTERCEPTS,
    PENALTIES,
    SEED,
    TALK,
    TARGETS,
)

_ROWS, _EPOCHS, _BATCH = 40, 60, 8
_MOST_EPOCHS = 120
_USUAL = {
    "learning_rate": 0.05,
    "momentum": 0.9,
    "rho": 0.9,
    "beta_1": 0.9,
    "beta_2": 0.999,
    "epsilon": 1e-8,
    "start_lr": 0.05,
    "decay_rate": 0.96,
}
_CLEAR = 5.0


class Shape(NamedTuple):
    """One way to hand over the data."""

    flat_x: bool
    column_y: bool
    intercept: bool = False
    """The parameters hold one number more than a row of x."""


TABLE_FIRST = (
    Shape(flat_x=False, column_y=False),
    Shape(flat_x=False, column_y=True),
    Shape(flat_x=False, column_y=False, intercept=True),
    Shape(flat_x=False, column_y=True, intercept=True),
    Shape(flat_x=True, column_y=False),
)
NUMBERS_FIRST = (TABLE_FIRST[-1], *TABLE_FIRST[:-1])


def kinds(framework: str) -> tuple[str, ...]:
    """What the data are made of, the likeliest first."""
    return {"torch": ("torch", "numpy"), "tf2": ("single", "tensor"), "keras": ("single", "tensor")}.get(
        framework, ("numpy",)
    )


def values(
    arguments: tuple[Argument, ...], shape: Shape, kind: str, data: Mapping[str, Any]
) -> dict[str, Any] | None:
    """What a function is handed, by name; None where an argument isn't understood."""
    handed: dict[str, Any] = {}
    for argument in arguments:
        value = _default(argument) if not argument.required else _value(argument.name, shape, kind, data)
        if value is None and argument.required:
            return None
        if value is not None:
            handed[argument.name] = value
    return handed


def _default(argument: Argument) -> Any:
    """Defaults stay, but for a number of epochs that takes longer than anybody needs to see."""
    counts = normal(argument.name) in EPOCHS and really(argument.default, int)
    return _MOST_EPOCHS if counts and argument.default > _MOST_EPOCHS else None


def _value(name: str, shape: Shape, kind: str, data: Mapping[str, Any]) -> Any:
    text = normal(name)
    if name in data:
        return data[name]
    columns = 2 + shape.intercept
    if text in INPUTS:
        return _as(kind, _x(shape))
    if text in TARGETS:
        return _as(kind, _y(shape))
    for words, value in (
        (COLUMNS, 1 if shape.flat_x else columns),
        (EPOCHS, _EPOCHS),
        (BATCH_SIZE, _BATCH),
        (SEED, 0),
        (TALK, False),
        (PENALTIES, 0.0),
    ):
        if text in words:
            return value
    found = meanings(name)
    best = max(found, key=lambda each: found[each], default="")
    if best in _USUAL and found[best] >= _CLEAR:
        return _USUAL[best]
    if text in INTERCEPTS and not shape.intercept:
        return _number(kind)
    if text not in BEGINNINGS:
        return None
    if shape.flat_x:
        return _number(kind)
    return _start(kind, np.zeros((columns, 1) if shape.column_y else columns))


def _number(kind: str) -> Any:
    return 0.0 if kind in {"numpy", "single"} else _start(kind, np.zeros(()))


def _x(shape: Shape) -> Any:
    table = np.random.default_rng(7).standard_normal((_ROWS, 2)) * 0.5
    if shape.intercept:
        table = np.hstack([np.ones((_ROWS, 1)), table])
    return table[:, 0] if shape.flat_x else table


def _y(shape: Shape) -> Any:
    """Zeros and ones, which a regression and a classifier both take."""
    table = np.random.default_rng(7).standard_normal((_ROWS, 2)) * 0.5
    noise = np.random.default_rng(8).standard_normal(_ROWS) * 0.1
    values = (table @ np.array([1.0, -0.6]) + 0.1 + noise > 0).astype(np.float64)
    return values[:, None] if shape.column_y else values


def _as(kind: str, values: Any) -> Any:
    if kind == "torch":
        return sys.modules["torch"].tensor(values, dtype=sys.modules["torch"].float32)
    if kind == "tensor":
        return sys.modules["tensorflow"].constant(values, dtype="float32")
    return values.astype(np.float32) if kind == "single" else values.copy()


def _start(kind: str, values: Any) -> Any:
    if kind == "torch":
        return _as(kind, values).requires_grad_()
    if kind == "numpy":
        return values
    return sys.modules["tensorflow"].Variable(values.astype(np.float32))
