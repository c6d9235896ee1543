"""Plain data of the student's namespace: what is asked for by name, and what came back.

Nothing but numbers, texts, lists and dictionaries of them travels, three levels deep and bounded.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from autograder.protocol.arrays import Long, Short

Leaf = None | bool | int | float | Long
_Few = msgspec.Meta(max_length=5_000)
_Flat = Leaf | Annotated[list[Leaf], _Few] | Annotated[dict[Short, Leaf], _Few]
_Nested = Leaf | Annotated[list[_Flat], _Few] | Annotated[dict[Short, _Flat], _Few]
Plain = Leaf | Annotated[list[_Nested], _Few] | Annotated[dict[Short, _Nested], _Few]
"""``None`` also stands for what isn't plain data; NaN and infinity are the texts ``nan``, ``inf`` and ``-inf``."""


class ValuesRequest(msgspec.Struct, frozen=True, tag_field="kind", tag="values"):
    """Ask for the global variables whose names contain one of these fragments (lower case)."""

    id: str
    names: tuple[str, ...]


class Value(msgspec.Struct, frozen=True):
    """One global variable, as it was when all cells had run."""

    name: Short
    value: Plain
    cell: int | None = None
    line: int | None = None
    """The last top-level statement that assigned it."""
    cut: bool = False
    """Something of it was left out: too long, too deep, or not plain data."""
    replaced: bool = False
    """A later statement used the name again; this is the list that it held before."""


class Values(msgspec.Struct, frozen=True, tag_field="type", tag="values"):
    """The variables that a ``ValuesRequest`` asked for, in the order in which their names were first used."""

    request: Short
    values: Annotated[tuple[Value, ...], msgspec.Meta(max_length=80)]
