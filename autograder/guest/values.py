"""From whatever the student's code returned to exact float64 arrays, with sizes checked before anything is copied.

A returned object may lie (``__array__``, ``__float__``, ``__eq__``), be endless, or be a billion elements by stride
tricks. Only real numbers, real arrays and short containers of them are read, through the base types' own methods.
"""

from __future__ import annotations

import itertools
import types
from collections.abc import Iterable
from typing import Any, cast

import numpy as np

from .interrupt import OutOfTimeError
from .wire import Vector

MAX_VALUES = 4_096
MAX_ITEMS = 256

_LAZY = (types.GeneratorType, zip, map, filter, range, reversed)
_VIEWS: tuple[type, ...] = (type({}.values()), type({}.keys()))


class BadValueError(ValueError):
    """The student's code gave something that isn't numbers of a sensible size; the text says what."""


def really(value: object, kinds: type | tuple[type, ...]) -> bool:
    """Whether an object is of a kind, by its type alone: ``isinstance`` asks the object too, which may exit."""
    return issubclass(type(value), kinds)


def attribute(value: object, name: str, default: object = None) -> Any:
    """An attribute of an object of the student's, which may raise anything or exit when it is asked."""
    try:
        return getattr(value, name, default)
    except OutOfTimeError:
        raise
    except BaseException:  # noqa: BLE001 - SystemExit included
        return default


def number(value: object) -> float | None:
    """A plain number, or None."""
    if really(value, (bool, np.bool_)):
        return float(bool(value)) if type(value) in {bool, np.bool_} else None
    if really(value, float):
        return float.__float__(cast("float", value))
    if really(value, int):
        try:
            return float(int.__int__(cast("int", value)))
        except OverflowError:
            return None
    if really(value, np.number) and type(value).__module__ == "numpy":
        return None if really(value, np.complexfloating) else float(cast("np.floating[Any]", value))
    return None


def items(value: object) -> list[Any] | None:
    """Members of a list, tuple, dict view or short lazy iterator; None where it isn't one."""
    if isinstance(value, list):
        return list(list.__iter__(value)) if list.__len__(value) <= MAX_ITEMS else None
    if isinstance(value, tuple):
        return list(tuple.__iter__(value)) if tuple.__len__(value) <= MAX_ITEMS else None
    if isinstance(value, _LAZY + _VIEWS):
        members = list(itertools.islice(cast("Iterable[Any]", value), MAX_ITEMS + 1))
        return members if len(members) <= MAX_ITEMS else None
    if isinstance(value, np.ndarray):
        plain = np.ndarray.view(value, np.ndarray)
        if plain.dtype == object and plain.ndim == 1 and plain.size <= MAX_ITEMS:
            return list(plain)
    return None


def _framework_value(value: object) -> object:
    """A tensor or variable of a framework as its NumPy array; anything else as it is."""
    module = type(value).__module__.partition(".")[0]
    if module not in {"tensorflow", "keras", "torch", "jax", "jaxlib"}:
        return value
    # TensorFlow's numpy() copies from any device; its cpu() is deprecated, and says so where the student reads it.
    for name in ("detach", "cpu", "numpy") if module == "torch" else ("numpy",):
        method = getattr(value, name, None)
        if callable(method):
            value = method()
    return value


def exact(value: object, depth: int = 0) -> Vector:
    """A float64 array of exactly the numbers in ``value``; ``BadValueError`` where it isn't numbers."""
    value = _framework_value(value)
    single = number(value)
    if single is not None:
        return np.array(single, dtype=np.float64)
    if isinstance(value, np.ndarray):
        return _from_array(np.ndarray.view(value, np.ndarray), depth)
    members = items(value)
    if members is not None and depth < 4:
        parts = [exact(member, depth + 1) for member in members]
        if sum(part.size for part in parts) > MAX_VALUES:
            raise BadValueError(f"more than {MAX_VALUES} values")
        if len({part.shape for part in parts}) > 1:
            shapes = ", ".join(str(part.shape) for part in parts[:4])
            raise BadValueError(f"a list of arrays of shapes {shapes}")
        return np.array(parts, dtype=np.float64)
    name = type(value).__name__
    raise BadValueError("None" if value is None else f"an object of type {name[:60]}")


def _from_array(plain: np.ndarray[Any, Any], depth: int) -> Vector:
    if plain.size > MAX_VALUES:
        raise BadValueError(f"an array of shape {plain.shape}")
    if plain.dtype.kind in "fiub":
        return plain.astype(np.float64)
    if plain.dtype.kind == "c":
        if np.any(plain.imag != 0):
            raise BadValueError("complex numbers")
        return plain.real.astype(np.float64)
    if plain.dtype.kind == "O" and depth < 4:
        parts = [exact(member, depth + 1) for member in plain.ravel()]
        if all(part.size == 1 for part in parts):
            return np.array([float(part.reshape(())) for part in parts]).reshape(plain.shape)
        if plain.ndim == 1 and len({part.shape for part in parts}) == 1:
            return np.array(parts, dtype=np.float64)
    raise BadValueError(f"an array of type {plain.dtype.name}")


def is_single(value: object) -> bool:
    """Whether the numbers are stored in single precision."""
    if isinstance(value, np.ndarray | np.generic):
        return value.dtype in {np.dtype(np.float32), np.dtype(np.float16)}
    dtype = getattr(value, "dtype", None)
    return type(value).__module__.startswith(("tensorflow", "keras", "torch")) and "float32" in str(dtype)


def shaped(value: object, shape: tuple[int, ...]) -> Vector:
    """The numbers of ``value`` in ``shape``; sizes of 1 may be missing or extra, nothing else."""
    found = exact(value)
    if found.shape == shape:
        return found
    if tuple(n for n in found.shape if n != 1) == tuple(n for n in shape if n != 1):
        return found.reshape(shape)
    raise BadValueError(f"shape {found.shape} in place of {shape}")
