"""What a method gave back: its last parameters, and its way there where it tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..values import BadValueError, exact, items
from ..wire import Vector

_MAX_KEPT = 4_000


@dataclass(frozen=True)
class Result:
    """Read from a returned value."""

    theta: Vector | None = None
    history: Vector | None = None


def read_result(value: Any, start: Vector, depth: int = 0) -> Result:
    """Find parameters as many as at the start, and a list of them, in whatever came back."""
    whole = _numbers(value)
    if isinstance(value, tuple) and whole is not None and whole.ndim > 1:
        whole = None  # parameters, and beside them losses, as many as there are parameters by chance
    if whole is not None and (found := _as_point(whole, value, start)) is not None:
        return found
    members = _members(value)
    if members is None or depth > 2:
        return Result()
    theta = history = None
    for member in members:
        found = read_result(member, start, depth + 1)
        if found.history is not None and history is None:
            history = found.history
        elif found.history is None and found.theta is not None and theta is None:
            theta = found.theta
    if history is None and theta is not None and isinstance(value, list):
        history = _path(members, start, depth)
    if theta is None or isinstance(value, list):
        theta = history[-1] if history is not None else theta
    return Result(theta, history)


def _path(members: list[Any], start: Vector, depth: int) -> Vector | None:
    """``[(theta, loss), (theta, loss), …]``."""
    found = [read_result(member, start, depth + 1).theta for member in members]
    points = [one.ravel() for one in found if one is not None and one.size == start.size]
    return np.array(points) if len(points) == len(members) > 1 else None


def _as_point(array: Vector, value: Any, start: Vector) -> Result | None:
    size = start.size
    if array.size == size and array.ndim <= 2:
        return Result(array.ravel())
    squeezed = array[:, :, 0] if array.ndim == 3 and array.shape[2] == 1 else array
    if squeezed.ndim == 2 and squeezed.shape[1] == size and squeezed.size <= _MAX_KEPT:
        rows = any(np.array_equal(row, start) for row in squeezed)
        if isinstance(value, np.ndarray) and squeezed.shape == (size, size) and not rows:
            return Result(squeezed)  # a matrix where a vector belongs
        return Result(squeezed[-1], squeezed)
    return None


def _numbers(value: Any) -> Vector | None:
    try:
        return exact(value)
    except (BadValueError, TypeError, ValueError, OverflowError):
        return None


def _members(value: Any) -> list[Any] | None:
    if isinstance(value, dict):
        return list(dict.values(value))[:20]
    return items(value)
