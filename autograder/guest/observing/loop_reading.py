"""Small numbers that are in sight of a loop, by path: ``w``, ``params.w``, ``self.lr``, ``step.v`` of a closure.

Only plain numbers, arrays, tensors and containers of the base types are read, and the attributes of the student's own
objects, through the base types' and the frameworks' own methods: nothing of the student's runs.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Any

import numpy as np

from ..wire import cell_of
from . import loop_tensors

MAX_ELEMENTS = 64
MAX_LEAVES = 120
MAX_DEPTH = 3
MAX_MEMBERS = 16
_MAX_NUMBER = 1e300

Leaf = int | float | np.ndarray[Any, Any] | np.generic
Leaves = dict[str, Leaf]

# Bound at import: the student's code may replace it later.
_copy = np.array
_ndarray, _generic, _number = np.ndarray, np.generic, np.number
_view = np.ndarray.view
_members_of = type.__dict__["__dict__"].__get__
_slot_type, _slot_value = types.MemberDescriptorType, types.MemberDescriptorType.__get__


def read(path: str, value: Any, into: Leaves, depth: int = 0) -> None:
    """Put the numbers in ``value`` under their paths."""
    kind = type(value)
    if len(into) >= MAX_LEAVES:
        return
    if kind is float or kind is int or (isinstance(value, _number) and kind.__module__ == "numpy"):
        into[path] = value
    elif isinstance(value, _ndarray):
        _array(path, _view(value, _ndarray), into, depth)
    elif loop_tensors.family_of(value):
        _tensor(path, value, into, depth)
    elif kind is list or kind is tuple:
        _sequence(path, value, into, depth)
    elif depth < MAX_DEPTH:
        held = value if kind is dict else attributes(value)
        for key, member in list((held or {}).items())[:MAX_ELEMENTS]:
            if type(key) is str or type(key) is int:
                read(f"{path}.{key}", member, into, depth + 1)


def _array(path: str, plain: np.ndarray[Any, Any], into: Leaves, depth: int) -> None:
    if plain.dtype.kind in "fiu" and 0 < plain.size <= MAX_ELEMENTS:
        into[path] = _copy(plain)
    elif plain.dtype.kind == "O" and 0 < plain.size <= MAX_MEMBERS and depth < MAX_DEPTH:
        _members(path, list(plain.ravel()), into, depth)


def _tensor(path: str, value: Any, into: Leaves, depth: int) -> None:
    held = loop_tensors.array_of(value, MAX_ELEMENTS)
    if held is None:
        return
    _array(path, held, into, depth)
    gradient = loop_tensors.gradient_of(value)
    if gradient is not None:
        _tensor(f"{path}.grad", gradient, into, depth)


def _sequence(path: str, value: Any, into: Leaves, depth: int) -> None:
    size = len(value)
    if not size:
        return
    short = size <= MAX_MEMBERS and depth < MAX_DEPTH
    if type(value) is tuple and short:
        _members(path, value, into, depth)  # ``w, b, velocity``: each is something of its own
    elif _is_number(value[-1]) and not (short and not all(map(_is_number, value))):
        # A history grows: its length and its last number are enough.
        into[f"{path}#"] = size
        into[f"{path}[-1]"] = value[-1]
        if size <= MAX_ELEMENTS and all(map(_is_number, value)):
            into[path] = _copy([float(each) for each in value])
    elif short:
        _members(path, value, into, depth)


def _is_number(value: Any) -> bool:
    return type(value) in {int, float} or isinstance(value, _number)


def _members(path: str, members: Any, into: Leaves, depth: int) -> None:
    for place, member in enumerate(members):
        read(f"{path}.{place}", member, into, depth + 1)


def attributes(value: Any) -> Mapping[str, Any] | None:
    """What a student's object or function holds; None for anything that isn't theirs."""
    kind = type(value)
    if kind is types.FunctionType:
        if cell_of(value.__code__.co_filename) is None:
            return None
        found = dict(value.__dict__)
        for name, cell in zip(value.__code__.co_freevars, value.__closure__ or (), strict=True):
            try:
                found[name] = cell.cell_contents
            except ValueError:
                continue
        return found
    if kind is types.MethodType:
        return attributes(value.__self__)
    if kind.__module__ != "__main__" or isinstance(value, type):
        return None
    if isinstance(value, tuple):
        return _fields(value)
    try:
        own = object.__getattribute__(value, "__dict__")
    except AttributeError:
        return _slots(value)
    return own if type(own) is dict else None


def _fields(value: tuple[Any, ...]) -> Mapping[str, Any] | None:
    """What a named tuple holds, by the names of its fields."""
    held = tuple.__getitem__(value, slice(MAX_ELEMENTS))
    for kind in type.mro(type(value)):
        names = _members_of(kind).get("_fields")
        if type(names) is tuple and len(names) == tuple.__len__(value):
            return dict(zip(names, held, strict=False))
    return None


def _slots(value: Any) -> Mapping[str, Any] | None:
    """What an object without a dictionary holds, as that of a data class with slots."""
    found: dict[str, Any] = {}
    for kind in type.mro(type(value)):
        for name, member in _members_of(kind).items():
            if type(member) is _slot_type:
                try:
                    found.setdefault(name, _slot_value(member, value, type(value)))
                except AttributeError:
                    continue
    return found or None


def flat(leaf: Leaf) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The numbers of a leaf as a flat float64 vector."""
    return np.asarray(leaf, dtype=np.float64).reshape(-1)


def is_single(leaf: Leaf) -> bool:
    """Whether it is kept in single precision."""
    return isinstance(leaf, np.ndarray | np.generic) and leaf.dtype in {
        np.dtype(np.float32),
        np.dtype(np.float16),
    }
