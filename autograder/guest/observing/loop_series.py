"""The iterations of a loop as tables: one row per step, one column per coordinate of what stands under a path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from ..wire import Vector
from .loop_flow import Flow, flow_of
from .loop_reading import Leaf, Leaves, flat
from .loop_run import Run
from .loop_table import Loop

MAX_ROWS = 400
_MOVED = 1e-300


@dataclass
class Series:
    """Iterations of one loop that belong together."""

    loop: Loop
    runs: list[Run]
    before: list[Leaves] = field(default_factory=list)
    after: list[Leaves] = field(default_factory=list)
    seen: list[dict[int, list[Leaves]]] = field(default_factory=list)
    first_of_run: list[bool] = field(default_factory=list)
    partial: bool = False
    """The last row is of an iteration that was left in its middle."""
    cut: bool = False
    """There were more rows than are kept."""
    _rows: dict[tuple[str, bool], Vector] = field(default_factory=dict)

    @property
    def steps(self) -> int:
        """Number of rows."""
        return len(self.before)

    @property
    def flow(self) -> Flow:
        """The order of readings and writings in the body."""
        return flow_of(self.loop.node)

    @cached_property
    def paths(self) -> list[str]:
        """What is in sight with one shape after every iteration."""
        if not self.after:
            return []
        return [path for path in self.after[0] if self._one_shape(path)]

    def _one_shape(self, path: str) -> bool:
        shapes = {np.shape(leaves[path]) if path in leaves else None for leaves in self.after}
        return len(shapes) == 1 and None not in shapes

    def is_carried(self, path: str) -> bool:
        """Whether it was there before every iteration too, in the same shape."""
        shape = np.shape(self.after[0][path])
        return all(path in leaves and np.shape(leaves[path]) == shape for leaves in self.before)

    def rows_after(self, path: str) -> Vector:
        """(T, d): values when each iteration was over."""
        return self._table(path, after=True)

    def rows_before(self, path: str) -> Vector:
        """(T, d): values when each iteration began."""
        return self._table(path, after=False)

    def _table(self, path: str, *, after: bool) -> Vector:
        made = self._rows.get((path, after))
        if made is None:
            made = np.stack([flat(leaves[path]) for leaves in (self.after if after else self.before)])
            self._rows[path, after] = made
        return made

    def moves(self, path: str) -> Vector:
        """(T, d): by how much each iteration moved it."""
        with np.errstate(all="ignore"):
            return self.rows_after(path) - self.rows_before(path)

    def has_moved(self, path: str) -> bool:
        """Whether any iteration moved it."""
        return bool(np.any(~(np.abs(self.moves(path)) < _MOVED)))

    def passed(self, site: int) -> list[Leaves | None]:
        """What passed a site in each iteration, where it was once, or always the same."""
        found: list[Leaves | None] = []
        for seen in self.seen:
            values = seen.get(site) or []
            found.append(values[0] if values and all(_same(each, values[0]) for each in values[1:]) else None)
        return found

    def rows_passed(self, site: int, key: str = "") -> Vector | None:
        """(T, d) of what passed a site, NaN where nothing did; None where it never did, or not in one shape."""
        values = [None if leaves is None else leaves.get(key) for leaves in self.passed(site)]
        return rows_of(values)


def rows_of(values: Sequence[Leaf | None]) -> Vector | None:
    """Rows of what is there; NaN for what isn't."""
    there = [flat(value) for value in values if value is not None]
    if not there or len({each.size for each in there}) != 1:
        return None
    gap = np.full(there[0].size, np.nan)
    return np.stack([gap if value is None else flat(value) for value in values])


def _same(one: Leaves, other: Leaves) -> bool:
    return one.keys() == other.keys() and all(
        np.shape(one[key]) == np.shape(other[key]) and bool(np.all(flat(one[key]) == flat(other[key])))
        for key in one
    )


def series_of(runs: Sequence[Run]) -> Series:
    """All kept iterations of these runs of one loop."""
    made = Series(runs[0].loop, list(runs))
    for run in runs:
        if made.steps >= MAX_ROWS:
            made.cut = True
            break
        _add(made, run)
    return made


def _add(made: Series, run: Run) -> None:
    starts = [*run.starts]
    count = len(starts) - 1
    if run.end is not None and not (run.full or run.ended) and run.error is None and starts:
        starts.append(run.end)
        count += 1
        made.partial = True
    for step in range(count):
        if made.steps >= MAX_ROWS:
            made.cut, made.partial = True, False
            return
        made.before.append(starts[step])
        made.after.append(starts[step + 1])
        made.seen.append(run.seen[step] if step < len(run.seen) else {})
        made.first_of_run.append(step == 0)


def whole(made: Series, paths: Sequence[str]) -> Series:
    """Without a last iteration that was left before it moved anything."""
    if not made.partial or made.steps < 2 or any(np.any(made.moves(path)[-1]) for path in paths):
        return made
    return replace(
        made,
        before=made.before[:-1],
        after=made.after[:-1],
        seen=made.seen[:-1],
        first_of_run=made.first_of_run[:-1],
        partial=False,
        _rows={},
    )
