"""A switch picks a formula from a table: one for all, or one per row where many rules run at once.

The rules of a lecture are one formula each; hypotheses about a student's code are thousands that differ in a switch or
two. ``choose`` lets the same update run them all: arrays then have a first axis of rules, and a `Mixed` switch says
which rows follow which formula.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Rows = slice | npt.NDArray[np.intp]
"""Some of the rules: a slice where they adjoin, which is a view and no copy."""


class Mixed:
    """The values of one switch, a row each."""

    def __init__(self, values: Sequence[str] | npt.NDArray[np.str_]) -> None:
        self.values = np.asarray(values)
        names, where = np.unique(self.values, return_inverse=True)
        common = sorted(range(len(names)), key=lambda place: -np.count_nonzero(where == place))
        self.rows: list[tuple[str, Rows]] = [
            (str(names[place]), _adjoining(np.flatnonzero(where == place))) for place in common
        ]
        """Value and rows, the commonest first."""
        self._taken: dict[bytes | tuple[int, int], str | Mixed] = {}

    def __len__(self) -> int:
        return len(self.values)

    def take(self, rows: Rows) -> str | Mixed:
        """Return the switch of these rows alone; each step of a run asks for the same ones."""
        key = (rows.start, rows.stop) if isinstance(rows, slice) else rows.tobytes()
        if key not in self._taken:
            values = self.values[rows]
            self._taken[key] = str(values[0]) if (values == values[0]).all() else Mixed(values)
        return self._taken[key]

    def choose(self, table: Mapping[str, Callable[..., Any]], arguments: tuple[Any, ...]) -> Any:  # noqa: ANN401 - as the formulas
        """Follow the commonest formula everywhere, then each other one in its rows."""
        (common, _), *others = self.rows
        first, count = np.asarray(table[common](*arguments)), len(self.values)
        wide, kind = first.shape[-1] if first.ndim else 1, first.dtype
        parts = []
        for name, rows in others:
            part = np.asarray(table[name](*[_of(one, rows, count) for one in arguments]))
            parts.append((rows, part))
            if part.ndim and part.shape[-1] > wide:
                wide = part.shape[-1]
            if part.dtype != kind:
                kind = np.result_type(kind, part)
        found = np.empty((count, wide), kind)
        found[...] = first
        for rows, part in parts:
            found[rows] = part
        return found


Form = str | Mixed


def choose(table: Mapping[str, Callable[..., Any]], form: Form, *arguments: Any) -> Any:  # noqa: ANN401 - as the formulas
    """Return what the chosen formula makes of the arguments."""
    return table[form](*arguments) if isinstance(form, str) else form.choose(table, arguments)


def _adjoining(rows: npt.NDArray[np.intp]) -> Rows:
    first, last = int(rows[0]), int(rows[-1])
    return slice(first, last + 1) if last - first == len(rows) - 1 else rows


def _of(argument: Any, rows: Rows, count: int) -> Any:  # noqa: ANN401 - anything a formula takes
    """An argument as these rows see it; what has no axis of rules is everybody's."""
    if isinstance(argument, Mixed):
        return argument.take(rows)
    if isinstance(argument, np.ndarray) and argument.ndim == 2 and len(argument) == count:
        return argument[rows]
    return argument
