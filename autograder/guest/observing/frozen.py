"""What a ``tf.function`` sees of Python's numbers: those of the moment at which its graph was built, for ever.

Watched functions run eagerly, so that each step is seen. A counter ``t += 1`` in such a function, or one that it only
reads, would count there as it doesn't in a graph. So every call but the first of its kind finds the numbers that the
first one found, and leaves none behind.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator
from types import CellType
from typing import Any

import numpy as np

from ..wire import cell_of
from .loop_tensors import family_of

_PLAIN = frozenset({int, float, bool})
_MOST = 400
"""Kinds of calls of one function that are told apart."""
_DEEP = 3
"""From the function to an object that it holds, and to one in that."""

_HELD = 16
"""A dictionary or list of so many entries may hold a counter; longer ones are data, or what a loop collects."""

Numbers = list[tuple[Callable[[Any], None], Any]]
"""How each number is set, and what it was."""


class Frozen:
    """Remembers, by function and kind of call, the numbers that were found when its graph would have been built."""

    def __init__(self, wake: Callable[[], None] = lambda: None) -> None:
        self.wake = wake
        """Make functions run eagerly again: one comes whose steps weren't seen yet."""
        self.found: dict[tuple[Any, ...], Numbers] = {}
        self.kept: list[Any] = []
        """What was told apart by its identity, so that none is used again."""

    def listening(self, original: Callable[..., Any]) -> Callable[..., Any]:
        """Wrap what calls a ``tf.function``."""

        @functools.wraps(original)
        def call(function: Any, *arguments: Any, **named: Any) -> Any:
            own, owner = _method(function)
            if own is None:
                return original(function, *arguments, **named)
            key = _key(own, owner, arguments, named)
            eagerly = function._run_functions_eagerly  # noqa: SLF001 - what the call itself looks at
            known = key in self.found or len(self.found) >= _MOST
            if not eagerly and (known or not _in_no_graph()):
                return original(function, *arguments, **named)
            if not eagerly:
                self.wake()
            with self.calling(key, own, owner, arguments, named):
                return original(function, *arguments, **named)

        return call

    @contextlib.contextmanager
    def calling(
        self,
        key: tuple[Any, ...],
        function: Any,
        owner: Any,
        arguments: tuple[Any, ...],
        named: dict[str, Any],
    ) -> Iterator[None]:
        """Around one call; ``owner`` is the object whose method it is."""
        now = list(_numbers(function, (owner, *arguments)))
        if key not in self.found:
            if len(self.found) < _MOST:
                self.kept += [function, owner, *arguments, *named.values()]
                self.found[key] = now
            yield
            return
        for put, value in self.found[key]:
            put(value)
        try:
            yield
        finally:
            for put, value in now:
                put(value)


def _method(function: Any) -> tuple[Any, Any]:
    """The student's function inside a ``tf.function``, and the object whose method it is; None of others' functions."""
    from tensorflow.python.util import tf_decorator

    _, own = tf_decorator.unwrap(function.python_function)
    owner = getattr(own, "__self__", None)
    own = getattr(own, "__func__", own)
    code = getattr(own, "__code__", None)
    if code is None or cell_of(code.co_filename) is None:
        return None, None
    return own, getattr(owner, "target", owner)


def _key(function: Any, owner: Any, arguments: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
    """What a graph is kept by."""
    return (
        id(function),
        id(owner),
        *map(_kind, arguments),
        *((name, _kind(named[name])) for name in sorted(named)),
    )


def _in_no_graph() -> bool:
    from tensorflow.python.eager import context

    return bool(context.executing_eagerly())


def _kind(argument: Any) -> Any:
    """What a graph is built for: a tensor's shape and type, a plain value itself, any other object as it is."""
    if family_of(argument):
        return "tensor", str(argument.dtype), tuple(argument.shape)
    if isinstance(argument, list | tuple):
        return tuple(map(_kind, argument))
    if type(argument) in _PLAIN | {str}:
        return type(argument), argument
    return id(argument)


def _numbers(function: Any, arguments: tuple[Any, ...]) -> Iterator[tuple[Callable[[Any], None], Any]]:
    """The numbers in reach: globals, variables around the function, what the student's objects in those hold."""
    seen: set[int] = set()
    yield from _of(function.__globals__, seen, _DEEP)
    for cell in function.__closure__ or ():
        with contextlib.suppress(ValueError):
            if _is_number(cell.cell_contents):
                yield _filling(cell), cell.cell_contents
            else:
                yield from _within(cell.cell_contents, seen, _DEEP - 1)
    for each in arguments:
        yield from _within(each, seen, _DEEP - 1)


def _of(
    space: dict[Any, Any] | list[Any], seen: set[int], depth: int
) -> Iterator[tuple[Callable[[Any], None], Any]]:
    if id(space) in seen or depth == 0:
        return
    seen.add(id(space))
    for name, value in list(space.items() if isinstance(space, dict) else enumerate(space)):
        if type(name) is str and name.startswith("__"):
            continue
        if _is_number(value):
            yield _setting(space, name), value
        else:
            yield from _within(value, seen, depth - 1)


def _within(owner: Any, seen: set[int], depth: int) -> Iterator[tuple[Callable[[Any], None], Any]]:
    if type(owner) in {dict, list}:
        if len(owner) <= _HELD:
            yield from _of(owner, seen, depth)
    elif type(owner).__module__ == "__main__" and isinstance(getattr(owner, "__dict__", None), dict):
        yield from _of(vars(owner), seen, depth)


def _is_number(value: Any) -> bool:
    return type(value) in _PLAIN or (isinstance(value, np.generic) and value.dtype.kind in "biuf")


def _setting(space: dict[Any, Any] | list[Any], name: Any) -> Callable[[Any], None]:
    def put(value: Any) -> None:
        with contextlib.suppress(IndexError):  # of a list that has become shorter
            space[name] = value

    return put


def _filling(cell: CellType) -> Callable[[Any], None]:
    def put(value: Any) -> None:
        cell.cell_contents = value

    return put
