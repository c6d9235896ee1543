"""What objects hold when they are written down: their contents are put back in place before every run.

Not the objects themselves: who else holds them, a closure or another object, goes on seeing the same one.
"""

from __future__ import annotations

import functools
import sys
import types
from array import array
from collections import ChainMap, OrderedDict, UserDict, UserList, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, cast
from weakref import WeakKeyDictionary, WeakValueDictionary

import numpy as np

from .isolation import copied, is_plain, is_singular
from .values import attribute, really

MAX_OBJECTS = 500
MAX_MEMBERS = 20_000
_OPEN = (types.SimpleNamespace, ChainMap, UserDict, UserList, WeakKeyDictionary, WeakValueDictionary)
_LISTS: tuple[type[Any], ...] = (list, bytearray, array)
_GROUPS: tuple[type[Any], ...] = (set, deque)
_CACHE = type(functools.lru_cache(lambda: None))

_CODE = (
    types.FunctionType, classmethod, staticmethod, property, types.MemberDescriptorType, functools.cached_property,
)  # fmt: skip
_TRACKED = frozenset({"keras", "tensorflow", "tf_keras"})
"""Frameworks that keep a book of their own on what objects hold."""

PutBack = Callable[[], object]


class Keeping:
    """The contents of objects, each as it was when the object was first noted."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[Any, PutBack]] = {}
        self._sizes: dict[int, int] = {}

    def note(self, value: object, *, anew: bool = False) -> None:
        """Keep what an object and all that it holds contain; ``anew``: also what is kept already."""
        left = [value]
        seen: set[int] = set()
        while left and len(seen) < MAX_OBJECTS:
            one = left.pop()
            if id(one) in seen or (id(one) in self._kept and not anew):
                continue
            seen.add(id(one))
            made = _tried(_contents, one)
            if made is not None:
                self._kept[id(one)] = one, made[1]
                self._sizes[id(one)] = len(made[0])
                left += made[0]

    def note_in(self, value: object, *, anew: bool = False) -> None:
        """Note an object, or those in plain data; the data itself is put back by its copy."""
        left, plain = [value], 0
        while left and plain < MAX_OBJECTS:
            one = left.pop()
            if not is_plain(one):
                self.note(one, anew=anew)
                continue
            plain += 1
            if really(one, dict):
                left += list(dict.values(cast("dict[Any, Any]", one)))[:MAX_OBJECTS]
            elif really(one, (list, tuple)):
                left += cast("list[Any]", one)[:MAX_OBJECTS]

    def note_if_grown(self, value: object) -> None:
        """Note an object anew that got attributes which it hadn't: a method of its own made its state."""
        now, own = attribute(value, "__dict__"), self._kept.get(id(attribute(value, "__dict__")))
        if own is not None and type(now) is dict and len(now) > self._sizes.get(id(now), 0):
            self.note(value, anew=True)

    def put_back(self) -> None:
        """Give every object its contents again."""
        for _, again in list(self._kept.values()):
            _tried(again)

    @contextmanager
    def as_written(self) -> Iterator[None]:
        """Context: all objects as they were; afterwards they are as now."""
        now = Keeping()
        for one, _ in list(self._kept.values()):
            now.note(one)
        self.put_back()
        try:
            yield
        finally:
            now.put_back()


def _tried(function: Callable[..., Any], *given: object) -> Any:
    """What a function gives; None where an object of the student's raised anything or can't be changed."""
    try:
        return function(*given)
    except Exception:  # noqa: BLE001 - see above
        return None


def _contents(value: Any) -> tuple[list[Any], PutBack] | None:
    """What an object holds, and how it gets that back; None for what holds nothing that changes."""
    for kinds, contents in _BY_KIND:
        if really(value, kinds):
            return contents(value)
    tensor = _of_tensor(value)
    if tensor is not None or _is_tracked(value):
        return tensor
    return _of_object(value) if type(value).__module__ == "__main__" or really(value, _OPEN) else None


def _nothing() -> None:
    """What can't change needs nothing."""


def _of_tuple(value: tuple[Any, ...]) -> tuple[list[Any], PutBack]:
    return list(tuple.__iter__(value)), _nothing


def _of_method(value: types.MethodType) -> tuple[list[Any], PutBack]:
    return [value.__self__, value.__func__], _nothing


def _of_partial(value: functools.partial[Any]) -> tuple[list[Any], PutBack]:
    return [value.func, *value.args, value.keywords], _nothing


def _of_cache(value: Any) -> tuple[list[Any], PutBack]:
    return [value.__wrapped__], value.cache_clear


def _of_mapping(value: dict[Any, Any]) -> tuple[list[Any], PutBack]:
    kind = OrderedDict if really(value, OrderedDict) else dict
    kept = {key: _kept(member) for key, member in dict.items(value)}
    if len(kept) > MAX_MEMBERS:
        return [], _nothing

    def again() -> None:
        kind.clear(value)
        for key, member in kept.items():
            kind.__setitem__(value, key, member())

    return list(dict.values(value)), again


def _of_members(value: Any) -> tuple[list[Any], PutBack]:
    if len(value) > MAX_MEMBERS:
        return [], _nothing
    plain = really(value, (bytearray, array))
    kept = [_kept(member) for member in value]

    def again() -> None:
        made = [member() for member in kept]
        if really(value, array):
            value[:] = array(value.typecode, made)
        elif really(value, _LISTS):
            value[:] = made
        else:
            value.clear()
            (value.update if really(value, set) else value.extend)(made)

    return [] if plain else list(value), again


def _kept(value: Any) -> Callable[[], Any]:
    """A member as it was: an iterator is made anew each time, anything else is the same object."""
    if not is_singular(value):
        return lambda: value
    first = copied(value)
    return lambda: copied(first)


def _of_array(value: Any) -> tuple[list[Any], PutBack] | None:
    bare = np.ndarray.view(cast("np.ndarray[Any, Any]", value), np.ndarray)
    if not bare.flags.writeable or bare.size > MAX_MEMBERS:
        return None
    numbers = bare.copy()
    return [], lambda: np.copyto(bare, numbers)


def _of_cell(cell: types.CellType) -> tuple[list[Any], PutBack] | None:
    try:
        held = cell.cell_contents
    except ValueError:
        return None
    kept = _kept(held)
    return [held], lambda: setattr(cell, "cell_contents", kept())


def _of_function(function: types.FunctionType) -> tuple[list[Any], PutBack] | None:
    if function.__module__ != "__main__":
        return None
    defaults: Iterable[Any] = (*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values())
    wrapped = [function.__wrapped__] if hasattr(function, "__wrapped__") else []
    return [*(function.__closure__ or ()), *defaults, *wrapped], _nothing


def _of_class(kind: type) -> tuple[list[Any], PutBack] | None:
    if kind.__module__ != "__main__" or type(kind) is not type:
        return None
    kept = {name: (member, _kept(member)) for name, member in _variables(kind).items()}

    def again() -> None:
        for name in _variables(kind):
            if name not in kept:
                type.__delattr__(kind, name)
        for name, (_, member) in kept.items():
            type.__setattr__(kind, name, member())

    return [member for member, _ in kept.values()], again


def _variables(kind: type) -> dict[str, Any]:
    return {
        name: member
        for name, member in vars(kind).items()
        if not name.startswith("__")
        and not really(member, _CODE)
        and not (callable(member) and _is_tracked(member))
    }


def _is_tracked(value: object) -> bool:
    """Whether a framework made it: a ``tf.function`` among a class's methods knows by itself what it has traced."""
    return any(one.__module__.partition(".")[0] in _TRACKED for one in type(value).__mro__)


def _of_object(value: Any) -> tuple[list[Any], PutBack] | None:
    own = attribute(value, "__dict__")
    members = [own] if type(own) is dict else []
    slots = [
        member
        for kind in type(value).__mro__
        for member in vars(kind).values()
        if type(member) is types.MemberDescriptorType and kind is not object
    ]
    filled = {
        slot: slot.__get__(value) for slot in slots if attribute(value, slot.__name__, slot) is not slot
    }
    kept = {slot: _kept(member) for slot, member in filled.items()}

    def again() -> None:
        for slot in slots:
            if slot in kept:
                slot.__set__(value, kept[slot]())
            elif attribute(value, slot.__name__, slot) is not slot:
                slot.__delete__(value)

    return [*members, *filled.values()], again


def _of_tensor(value: Any) -> tuple[list[Any], PutBack] | None:
    """A torch tensor, or a variable of TensorFlow's outside a graph."""
    torch, tensorflow = sys.modules.get("torch"), sys.modules.get("tensorflow")
    if torch is not None and really(value, torch.Tensor):
        if value.numel() > MAX_MEMBERS:
            return None
        numbers = value.detach().clone()

        def again() -> None:
            value.grad = None
            with torch.no_grad():
                value.copy_(numbers)

        return [], again
    if tensorflow is not None and really(value, tensorflow.Variable) and tensorflow.executing_eagerly():
        start = value.numpy().copy()
        return [], lambda: value.assign(start)
    return None


_BY_KIND: tuple[tuple[type | tuple[type, ...], Callable[[Any], tuple[list[Any], PutBack] | None]], ...] = (
    (dict, _of_mapping),
    ((*_LISTS, *_GROUPS), _of_members),
    (tuple, _of_tuple),
    (np.ndarray, _of_array),
    (types.CellType, _of_cell),
    (types.FunctionType, _of_function),
    (types.MethodType, _of_method),
    (functools.partial, _of_partial),
    (_CACHE, _of_cache),
    (type, _of_class),
)
