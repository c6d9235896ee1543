"""From whatever a sampler gave to row numbers: which rows of x and of y each batch holds."""

from __future__ import annotations

import itertools
import types
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from ..values import BadValueError, exact, items
from ..wire import Vector

MAX_BATCHES = 600


class UnreadableError(ValueError):
    """What came is no batch of the samples that were handed over."""


class Batch(NamedTuple):
    """One batch."""

    x_rows: list[int]
    y_rows: list[int]
    indices: bool = False


class Samples:
    """The samples, and how they are recognised."""

    def __init__(self, x: Vector, y: Vector) -> None:
        self.x = x
        self.y = y
        self._rows = {tuple(row): i for i, row in enumerate(x.tolist())}
        self._targets = {value: i for i, value in enumerate(y.tolist())}

    def x_rows(self, value: Any) -> list[int]:
        """Row numbers of a batch of x, (m, d) or (d, m), or of one row (d,)."""
        return self._x_of(_read(value))

    def y_rows(self, value: Any) -> list[int]:
        """Row numbers of a batch of y."""
        return self._y_of(_read(value))

    def batch(self, value: Any) -> Batch:
        """Read one batch; ``UnreadableError`` where it is none."""
        if isinstance(value, dict):
            value = list(dict.values(value))
        members = _kept(value)
        if members is not None and len(members) in {2, 3}:
            for x, y in ((members[0], members[1]), (members[1], members[0])):
                try:
                    return Batch(self.x_rows(x), self.y_rows(y))
                except UnreadableError:
                    continue
        if members and all(_is_pair(member) for member in members):
            pairs = [items(member) or [] for member in members]
            try:
                xs = [self.x_rows(pair[0]) for pair in pairs]
                ys = [self.y_rows(pair[1]) for pair in pairs]
            except UnreadableError:
                pass
            else:
                if all(len(one) == 1 for one in (*xs, *ys)):
                    return Batch([one[0] for one in xs], [one[0] for one in ys])
        return self._whole(_read(value) if members is None else _read(members))

    def _whole(self, array: Vector) -> Batch:
        """Rows of x and y side by side, or row numbers."""
        width = self.x.shape[1]
        if array.ndim == 2 and array.shape[1] == width + 1:
            return Batch(self._x_of(array[:, :width]), self._y_of(array[:, width]))
        if array.ndim == 2 and array.shape[0] == width + 1:
            return Batch(self._x_of(array[:width]), self._y_of(array[width]))
        flat = array.ravel()
        if (
            array.ndim <= 1
            and flat.size
            and np.all((flat >= 0) & (flat < len(self.y)) & (flat == np.round(flat)))
        ):
            rows = [int(row) for row in flat]
            return Batch(rows, rows, indices=True)
        raise UnreadableError("no rows of the samples")

    def _x_of(self, array: Vector) -> list[int]:
        width = self.x.shape[1]
        if array.ndim == 1 and array.shape == (width,):
            array = array[None, :]
        if array.size == 0 and array.ndim >= 1:
            return []
        if array.ndim == 3 and array.shape[2] == 1:
            array = array[:, :, 0]
        if array.ndim != 2:
            raise UnreadableError("x isn't a table")
        for table in (array, array.T):
            if table.shape[1] == width:
                rows = [self._rows.get(tuple(row), -1) for row in table.tolist()]
                if all(row >= 0 for row in rows):
                    return rows
        raise UnreadableError("rows that are no samples")

    def _y_of(self, array: Vector) -> list[int]:
        if array.ndim > 1 and sum(size > 1 for size in array.shape) > 1:
            raise UnreadableError("y isn't a list of targets")
        rows = [self._targets.get(value, -1) for value in array.ravel().tolist()]
        if any(row < 0 for row in rows):
            raise UnreadableError("targets that are none")
        return rows

    def epoch(self, value: Any) -> Iterator[Batch]:
        """Read the batches of something that is iterated: a list, a generator, two lists side by side."""
        members = _kept(value)
        if members is not None and len(members) == 2 and (both := self._side_by_side(members)) is not None:
            yield from both
            return
        try:
            iterator = iter(value)
        except TypeError as error:
            raise UnreadableError("neither a batch nor batches") from error
        for member in itertools.islice(iterator, MAX_BATCHES):
            yield self.batch(member)

    def _side_by_side(self, members: list[Any]) -> list[Batch] | None:
        """``x_batches, y_batches``."""
        xs, ys = (_members(member) for member in members)
        if xs is None or ys is None or not xs or len(xs) != len(ys):
            return None
        try:
            return [Batch(self.x_rows(x), self.y_rows(y)) for x, y in zip(xs, ys, strict=True)]
        except UnreadableError:
            return None


def _members(value: Any) -> list[Any] | None:
    found = _kept(value)
    if found is None and isinstance(value, np.ndarray) and 1 < value.ndim <= 3 and len(value) <= MAX_BATCHES:
        return list(np.ndarray.view(value, np.ndarray))
    return found


def _kept(value: Any) -> list[Any] | None:
    """Members of what can be read again and again; a generator would be empty afterwards."""
    return items(value) if isinstance(value, list | tuple | np.ndarray) else None


def _is_pair(value: Any) -> bool:
    return isinstance(value, tuple | list) and len(value) == 2


def _read(value: Any) -> Vector:
    if isinstance(value, types.GeneratorType | zip | map | filter):
        raise UnreadableError("it gives one thing after the other")
    try:
        return exact(value)
    except (BadValueError, TypeError, ValueError, OverflowError) as error:
        raise UnreadableError(str(error)) from error
