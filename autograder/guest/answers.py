"""Variables of the student's namespace as plain data: numbers, texts, lists and dictionaries, bounded.

Only the base types' own methods are used, so that an object which lies about itself is left out, not asked.
"""

from __future__ import annotations

import ast
import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from .cells import Workspace
from .values import BadValueError, exact, number
from .wire import LONG, clip

MAX_NAMES = 80
MAX_MEMBERS = 2_000
"""Of one list or dictionary; the first ones are sent."""
MAX_TOTAL = 20_000
"""Values of one request together."""
MAX_TEXT = 400_000
"""Characters of one request together."""
MAX_DEPTH = 3


def answers(workspace: Workspace, requests: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """One message of the protocol per request for values."""
    for request in requests:
        if request["kind"] == "values":
            yield _answer(workspace, request)


def _answer(workspace: Workspace, request: Mapping[str, Any]) -> dict[str, Any]:
    """Every plain global variable whose name contains one of the asked fragments."""
    wanted = [str(fragment) for fragment in request["names"]]
    places = _places(workspace.trees)
    purse = _Purse()
    values: list[dict[str, Any]] = []
    for name, value, replaced in _variables(workspace):
        if len(values) == MAX_NAMES or not any(fragment in name.lower() for fragment in wanted):
            continue
        try:
            held = purse.plain(value)
        except _NotPlainError:
            continue
        cell, line = places.get(name, (None, None))
        values.append(
            {
                "name": clip(name),
                "value": held,
                "cell": cell,
                "line": line,
                "cut": purse.cut,
                "replaced": replaced,
            }
        )
        purse.cut = False
    return {"type": "values", "request": clip(request["id"]), "values": values}


def _variables(workspace: Workspace) -> Iterator[tuple[str, Any, bool]]:
    """Lists that were replaced under their names, then what the names hold now."""
    for old in workspace.rebound:
        yield old.name, old.value, True
    for name, value in list(workspace.namespace.items()):
        if type(name) is str and not name.startswith("__"):
            yield name, value, False


def _places(trees: Mapping[int, ast.Module]) -> dict[str, tuple[int, int]]:
    """Per name the cell and line of the last top-level statement that assigns it, or stores into it."""
    found = {}
    for index, tree in trees.items():
        for node in tree.body:
            for inner in ast.walk(node):
                if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
                    found[inner.id] = (index, inner.lineno)
                elif (
                    isinstance(inner, ast.Subscript)
                    and isinstance(inner.ctx, ast.Store)
                    and isinstance(inner.value, ast.Name)
                ):
                    found[inner.value.id] = (index, inner.lineno)
    return found


class _NotPlainError(Exception):
    """It isn't plain data."""


class _Purse:
    """What may still be sent."""

    def __init__(self) -> None:
        self.values = MAX_TOTAL
        self.characters = MAX_TEXT
        self.cut = False
        """Something of the running variable was left out."""

    def plain(self, value: Any, depth: int = 0) -> Any:
        """JSON of a value; ``_NotPlainError`` where it isn't plain data or nothing may be sent any more."""
        self.values -= 1
        if self.values < 0:
            raise _NotPlainError
        if value is None or type(value) is bool:
            return value
        if isinstance(value, str):
            return self._text(value)
        single = number(value)
        if single is not None:
            return _json_number(single)
        if depth == MAX_DEPTH:
            raise _NotPlainError
        if isinstance(value, dict):
            return self._dictionary(value, depth)
        members = _members(value)
        if members is None:
            members = self._numbers(value)
            if not isinstance(members, list):
                return _json_number(float(members))
        return self._list(members, depth)

    def _text(self, value: str) -> str:
        text = clip(value, min(LONG, max(1, self.characters)))
        self.cut = self.cut or len(text) < str.__len__(value)
        self.characters -= len(text)
        return text

    def _dictionary(self, value: dict[Any, Any], depth: int) -> dict[str, Any]:
        self.cut = self.cut or dict.__len__(value) > MAX_MEMBERS
        held = {}
        for key, member in itertools.islice(list(dict.items(value)), MAX_MEMBERS):
            if isinstance(key, str | int | float | bool | np.generic):
                held[clip(key)] = self._member(member, depth)
            else:
                self.cut = True
        return held

    def _list(self, members: Sequence[Any], depth: int) -> list[Any]:
        self.cut = self.cut or len(members) > MAX_MEMBERS
        return [self._member(member, depth) for member in members[:MAX_MEMBERS]]

    def _member(self, member: Any, depth: int) -> Any:
        try:
            return self.plain(member, depth + 1)
        except _NotPlainError:
            self.cut = True
            return None

    def _numbers(self, value: Any) -> Any:
        """An array or tensor as nested lists of numbers, or as a number."""
        try:
            return exact(value).tolist()
        except BadValueError as error:
            raise _NotPlainError from error
        except BaseException as error:  # what claims to be a framework's object may raise anything
            raise _NotPlainError from error


def _members(value: Any) -> Sequence[Any] | None:
    if isinstance(value, list):
        return list(list.__iter__(value))
    if isinstance(value, tuple):
        return list(tuple.__iter__(value))
    if isinstance(value, set):
        return list(set.__iter__(value))
    if isinstance(value, frozenset):
        return list(frozenset.__iter__(value))
    if isinstance(value, np.ndarray):
        plain = np.ndarray.view(value, np.ndarray)
        if plain.dtype.kind in "UO" and plain.ndim:  # texts
            return list(plain[: MAX_MEMBERS + 1])
    return None


def _json_number(value: float) -> float | int | str:
    if not math.isfinite(value):
        return str(value)
    return int(value) if value.is_integer() and abs(value) < 1e15 else value
