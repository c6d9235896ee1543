"""What is in sight of a loop when it begins: variables worth looking at, the data, plain numbers, own objects."""

from __future__ import annotations

import types
from types import FrameType
from typing import Any

import numpy as np

from ..wire import cell_of
from . import loop_tensors
from .loop_reading import MAX_DEPTH, MAX_MEMBERS, Leaves, attributes
from .loop_table import Loop

MAX_NUMBERS = 80
_MAX_ROOTS = 60
_MAX_DATA = 5_000
_MAX_DATASETS = 12
_MAX_FRAMES = 60
_MAX_NUMBER = 1e15


def roots(loop: Loop, frame: FrameType) -> tuple[str, ...]:
    """Variables to look at: what the loop mentions, and the globals that the functions it calls touch."""
    names, everything = frame.f_locals, frame.f_globals
    found: dict[str, None] = dict.fromkeys(sorted(loop.names))
    waiting, done = [(name, 0) for name in found], set[int]()
    while waiting:
        name, depth = waiting.pop()
        value = names[name] if name in names else everything.get(name)
        for code in _codes(value):
            if id(code) not in done and depth < 3:
                done.add(id(code))
                for more in code.co_names:
                    if more in everything and more not in found:
                        found[more] = None
                        waiting.append((more, depth + 1))
    return tuple(name for name in found if _may_hold(names[name] if name in names else everything.get(name)))[
        :_MAX_ROOTS
    ]


def _codes(value: Any) -> list[types.CodeType]:
    """Code of the student's that a variable leads to: a function's, the methods' of its class."""
    if isinstance(value, types.FunctionType):
        return [value.__code__] if cell_of(value.__code__.co_filename) is not None else []
    kind = value if isinstance(value, type) else type(value)
    if kind.__module__ != "__main__":
        return []
    methods = [member for each in type.mro(kind) for member in vars(each).values()]
    return [
        member.__code__
        for member in methods
        if isinstance(member, types.FunctionType) and cell_of(member.__code__.co_filename) is not None
    ]


def _may_hold(value: Any) -> bool:
    """Whether numbers may be found in it, now or later."""
    if isinstance(value, types.ModuleType | type | str | types.BuiltinFunctionType | np.ufunc):
        return False
    if isinstance(value, types.FunctionType):
        return bool(value.__closure__ or value.__dict__)
    return True


def data(roots: tuple[str, ...], frame: FrameType) -> dict[str, Any]:
    """Copies of the larger arrays in sight: what is trained on."""
    found: dict[str, Any] = {}
    names, everything = frame.f_locals, frame.f_globals
    waiting = [(name, names[name] if name in names else everything.get(name)) for name in roots]
    for name, value in list(waiting):
        own = attributes(value) if not isinstance(value, types.FunctionType) else None
        waiting += [(f"{name}.{key}", member) for key, member in (own or {}).items()]
    for name, held in waiting:
        if len(found) >= _MAX_DATASETS:
            break
        value = loop_tensors.array_of(held, _MAX_DATA) if loop_tensors.family_of(held) else held
        if (
            isinstance(value, np.ndarray)
            and value.dtype.kind in "fiu"
            and 2 <= value.size <= _MAX_DATA
            and value.ndim <= 2
        ):
            found[name] = np.array(np.ndarray.view(value, np.ndarray))
        elif (
            type(value) is list
            and 2 <= len(value) <= _MAX_DATA
            and all(type(each) in {int, float} for each in value)
        ):
            found[name] = np.array(value, dtype=np.float64)
    return found


def numbers(frame: FrameType) -> dict[str, float]:
    """Plain numbers of the globals, of the student's running functions, and of the objects in sight."""
    frames: list[FrameType] = []
    here: FrameType | None = frame
    while here is not None and len(frames) < _MAX_FRAMES:
        if cell_of(here.f_code.co_filename) is not None:
            frames.append(here)
        here = here.f_back
    found: Leaves = {}
    for names in [frame.f_globals, *(each.f_locals for each in reversed(frames))]:
        for name, value in list(names.items()):
            if type(name) is str and not name.startswith("_"):
                _put_numbers(name, value, found)
    return {name: float(value) for name, value in list(found.items())[-MAX_NUMBERS:]}


def _put_numbers(name: str, value: Any, found: Leaves) -> None:
    if type(value) in {int, float} and abs(value) < _MAX_NUMBER:
        found.pop(name, None)
        found[name] = value
    elif not isinstance(value, types.FunctionType):
        for key, member in list((attributes(value) or {}).items()):
            if type(member) in {int, float} and abs(member) < _MAX_NUMBER:
                found[f"{name}.{key}"] = member


def families(roots: tuple[str, ...], frame: FrameType) -> dict[str, str]:
    """Whose tensors the variables in sight are or hold: name to ``torch`` or ``tensorflow``."""
    names, everything = frame.f_locals, frame.f_globals
    told = {name: _family(names[name] if name in names else everything.get(name), 0) for name in roots}
    return {name: family for name, family in told.items() if family}


def _family(value: Any, depth: int) -> str:
    own = loop_tensors.family_of(value)
    if own or depth == MAX_DEPTH:
        return own
    kind = type(value)
    if kind is list or kind is tuple:
        members = value[:MAX_MEMBERS]
    else:
        held = value if kind is dict else attributes(value)
        members = list((held or {}).values())[:MAX_MEMBERS]
    return next(filter(None, (_family(member, depth + 1) for member in members)), "")


def objects(roots: tuple[str, ...], frame: FrameType) -> dict[str, str]:
    """The student's own objects in sight, and what they hold: path to the class's name."""
    names, everything = frame.f_locals, frame.f_globals
    found: dict[str, str] = {}
    for name in roots:
        value = names[name] if name in names else everything.get(name)
        if isinstance(value, types.FunctionType | types.MethodType) or attributes(value) is None:
            continue
        found[name] = type(value).__name__
        for key, member in list((attributes(value) or {}).items())[:_MAX_ROOTS]:
            if type(key) is str and type(member).__module__ == "__main__" and not isinstance(member, type):
                found[f"{name}.{key}"] = type(member).__name__
    return found
