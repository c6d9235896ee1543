"""Making runs independent: what the student's code keeps outside its objects is put back before every run.

Globals that functions use as state, class attributes, function attributes, mutable defaults and closures' cells. A
global goes back to the value it had when it was written down at the top level, before their own training used it.
"""

from __future__ import annotations

import copy
import dis
import inspect
import itertools
import random
import types
from array import array
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol, cast

import numpy as np

from .values import really

_MAPPINGS = (dict, OrderedDict, defaultdict, Counter)
_PLAIN = (
    int, float, complex, str, bytes, type(None), list, set, tuple, deque, array, *_MAPPINGS, np.ndarray, np.generic,
)  # fmt: skip
_ITERATORS: tuple[type, ...] = (
    itertools.count, itertools.repeat, type(iter([])), type(iter(())), type(iter(range(1))),
)  # fmt: skip
_RANDOM = (random.Random, np.random.Generator, np.random.RandomState)
_MAX_ARRAY = 100_000


def is_plain(value: object) -> bool:
    """Data that can be copied cheaply: numbers, text, arrays and built-in containers."""
    if really(value, np.ndarray):
        return np.ndarray.view(cast("np.ndarray[Any, Any]", value), np.ndarray).size <= _MAX_ARRAY
    return type(value) in _PLAIN or really(value, np.generic) or is_singular(value)


def is_singular(value: object) -> bool:
    """What can't be set back but can be made anew: iterators, generators that haven't begun, dice, tables."""
    kind = type(value)
    if kind is types.GeneratorType:
        generator = cast("types.GeneratorType[Any, Any, Any]", value)
        return inspect.getgeneratorstate(generator) == "GEN_CREATED" and not generator.gi_code.co_freevars
    return kind in _ITERATORS or kind in _RANDOM or _is_table(value)


def _is_table(value: object) -> bool:
    if (
        type(value).__name__ not in {"DataFrame", "Series"}
        or type(value).__module__.partition(".")[0] != "pandas"
    ):
        return False
    return int(cast("Any", value).size) <= _MAX_ARRAY


def _anew(generator: types.GeneratorType[Any, Any, Any]) -> Any:
    """The same generator at its beginning."""
    code, given = generator.gi_code, inspect.getgeneratorlocals(generator)
    made = types.FunctionType(code, cast("types.FrameType", generator.gi_frame).f_globals)
    count = code.co_argcount
    names = code.co_varnames
    keyword = {name: given[name] for name in names[count : count + code.co_kwonlyargcount]}
    extra = count + code.co_kwonlyargcount
    more = given[names[extra]] if code.co_flags & inspect.CO_VARARGS else ()
    if code.co_flags & inspect.CO_VARKEYWORDS:
        keyword |= given[names[extra + bool(code.co_flags & inspect.CO_VARARGS)]]
    return made(*(given[name] for name in names[:count]), *more, **keyword)


def copied(value: Any) -> Any:
    """A deep copy of plain data; anything else, and what can't be copied, is shared as in the student's own program."""
    if not is_plain(value):
        return value
    if type(value) is tuple:
        return tuple(copied(member) for member in value)
    if type(value) in _MAPPINGS:
        made = copy.copy(value)  # a defaultdict keeps what makes its values
        for key, member in value.items():
            made[key] = copied(member)
        return made
    try:
        if type(value) is types.GeneratorType:
            return _anew(value)
        if type(value) in _ITERATORS:
            return copy.copy(value)
        return copy.deepcopy(value)
    except Exception:  # noqa: BLE001 - a member may be anything
        return value


def _code_names(code: types.CodeType, depth: int = 0) -> set[str]:
    names = set(code.co_names)
    if depth < 4:
        for constant in code.co_consts:
            if isinstance(constant, types.CodeType):
                names |= _code_names(constant, depth + 1)
    return names


class Held(Protocol):
    """What objects held when they were written down."""

    def note(self, value: object, /) -> None:
        """Keep what an object holds now, if it isn't kept yet."""

    def note_in(self, value: object, /) -> None:
        """The same for the objects in plain data."""

    def put_back(self) -> None:
        """Give every object its contents again."""

    def as_written(self) -> AbstractContextManager[None]:
        """All objects as they were, for a while."""


class Snapshot:
    """The state outside objects, taken once after the cells have run."""

    def __init__(
        self,
        namespace: dict[str, Any],
        initial: Mapping[str, Any],
        functions: Iterable[Any],
        classes: Sequence[type],
        attributes: Mapping[str, Mapping[str, Any]],
        earlier: Mapping[str, Any] | None = None,
        *,
        held: Held,
    ) -> None:
        """``earlier``: classes and functions of another time, which stand under their names in every run."""
        self.namespace = namespace
        self.held = held
        seen = {**namespace, **(earlier or {})}
        self.definitions = {
            name: value for name, value in seen.items() if really(value, (types.FunctionType, type))
        }
        self.functions = [function for function in functions if really(function, types.FunctionType)]
        methods = [
            member for kind in classes for member in vars(kind).values() if really(member, types.FunctionType)
        ]
        used: set[str] = set()
        for function in [*self.functions, *methods]:
            used |= _code_names(function.__code__)
        for name in used & namespace.keys():
            held.note_in(namespace[name])
        for one in [*self.functions, *methods, *classes]:
            held.note(one)
        with held.as_written():
            self._keep(
                used, initial, classes, methods, {id(seen.get(name)): own for name, own in attributes.items()}
            )

    def _keep(
        self,
        used: set[str],
        initial: Mapping[str, Any],
        classes: Iterable[type],
        methods: list[types.FunctionType],
        written: Mapping[int, Mapping[str, Any]],
    ) -> None:
        namespace = self.namespace
        self.globals = {
            name: copied(initial.get(name, namespace[name]))
            for name in used
            if name in namespace and (is_plain(namespace[name]) or is_singular(initial.get(name)))
        }
        for name in set[str]().union(*map(globals_written, [*self.functions, *methods])) & namespace.keys():
            first = initial.get(name, namespace[name])
            if not is_plain(first) or (
                first is None and any(_asks_for_none(f, name) for f in self.functions)
            ):
                self.globals[name] = first
        self.names = frozenset(namespace)
        self.attributes = [
            (
                kind,
                {
                    key: copied(value)
                    for key, value in vars(kind).items()
                    if is_plain(value) and not key.startswith("__")
                },
            )
            for kind in classes
        ]
        self.callables = [
            (f, copied(f.__defaults__), copied(f.__kwdefaults__), copied(dict(written.get(id(f), vars(f)))))
            for f in [*self.functions, *methods]
        ]
        self.cells = [
            (cell, copied(cell.cell_contents))
            for function in self.functions
            for cell in function.__closure__ or ()
            if _filled(cell) and is_plain(cell.cell_contents)
        ]

    def restore(self) -> None:
        """Put everything back."""
        self.held.put_back()
        self.namespace.update(self.definitions)
        for name, value in self.globals.items():
            self.namespace[name] = copied(value)
        for name in self.namespace.keys() - self.names:
            self.namespace.pop(name, None)
        for kind, members in self.attributes:
            for key, value in members.items():
                setattr(kind, key, copied(value))
        for function, defaults, keyword_defaults, attributes in self.callables:
            function.__defaults__ = copied(defaults)
            function.__kwdefaults__ = copied(keyword_defaults)
            vars(function).clear()
            vars(function).update(copied(attributes))
        for cell, value in self.cells:
            cell.cell_contents = copied(value)

    def numbers(self, names: Iterable[str]) -> dict[str, float]:
        """Globals among ``names`` that are plain numbers."""
        found = {}
        for name in names:
            value = self.globals.get(name)
            if isinstance(value, int | float) and not isinstance(value, bool):
                found[name] = float(value)
        return found


def _filled(cell: types.CellType) -> bool:
    try:
        cell.cell_contents  # noqa: B018 - an empty cell raises
    except ValueError:
        return False
    return True


def global_names(function: Callable[..., Any]) -> set[str]:
    """Global names that a function's code mentions."""
    code = getattr(function, "__code__", None)
    return _code_names(code) if isinstance(code, types.CodeType) else set()


def globals_written(function: types.FunctionType) -> set[str]:
    """Global names that a function's code gives a value."""
    return {str(each.argval) for each in dis.get_instructions(function) if each.opname == "STORE_GLOBAL"}


def _asks_for_none(function: types.FunctionType, name: str) -> bool:
    """Whether a function makes its state itself where there is none yet: ``if velocity is None``."""
    code = list(dis.get_instructions(function))
    return any(
        one.opname == "LOAD_GLOBAL"
        and one.argval == name
        and ("NONE" in then.opname or last.opname == "IS_OP")
        for one, then, last in zip(code, code[1:], code[2:], strict=False)
    )


def globals_read(function: Callable[..., Any]) -> set[str]:
    """Global names whose value a function uses: not those that it surely sets before it reads them."""
    code = getattr(function, "__code__", None)
    if not isinstance(code, types.CodeType):
        return set()
    own: set[str] = set()
    read: set[str] = set()
    straight = True
    for each in dis.get_instructions(code):
        straight &= "JUMP" not in each.opname and each.opname != "FOR_ITER"
        if each.opname == "STORE_GLOBAL" and straight and each.argval not in read:
            own.add(str(each.argval))
        elif each.opname in {"LOAD_GLOBAL", "LOAD_NAME"}:
            read.add(str(each.argval))
    return global_names(function) - own
