"""The learning rate in force at each step of a loop."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..wire import Vector
from .loop_numbers import linear_rule
from .loop_reading import flat
from .loop_roles import Roles
from .loop_series import Series
from .loop_sources import sources
from .loop_table import LoopTable
from .loop_words import last, rate_name

_CLEAR = 5.0


def rates(series: Series, roles: Roles, table: LoopTable) -> Vector | None:
    """(T,): as the update used it, else the variable whose name says so; None where neither is clear."""
    used = [
        pair.source.rates for pair in roles.pairs if pair.source is not None and pair.source.rates is not None
    ]
    if len(used) == len(roles.pairs):
        return used[0] if all(np.array_equal(each, used[0], equal_nan=True) for each in used) else None
    return _by_name(series) if used else _of_products(series, table, roles)


def _of_products(series: Series, table: LoopTable, roles: Roles) -> Vector | None:
    """A rate that multiplies anything of the parameters' sizes in every step, the same everywhere; else by name."""
    sizes = {series.moves(pair.path).shape[1] for pair in roles.pairs}
    found = [
        source.rates
        for source in sources(series, table)
        if source.rates is not None and source.size in sizes and source.rank == 0
    ]
    named = _by_name(series)
    if named is not None:
        return named
    if found and _all_same(found):
        return found[0]
    return _by_value(series, roles)


def _by_value(series: Series, roles: Roles) -> Vector | None:
    """A constant of any name that each step is the gradient times: ``L`` in ``m = m - L * D_m``."""
    gradients = roles.gradients
    if gradients is None:
        return None
    moves = np.hstack([series.moves(pair.path) for pair in roles.pairs])
    scale = max(float(np.max(np.abs(series.rows_after(pair.path)), initial=0.0)) for pair in roles.pairs)
    rule = linear_rule(moves, gradients, scale, series.first_of_run)
    if rule is None or rule.carried != 0.0:
        return None
    for path in series.paths:
        leaf = series.before[0].get(path)
        if leaf is None or np.size(leaf) != 1 or path.endswith(("#", "[-1]")) or series.has_moved(path):
            continue
        value = float(flat(leaf)[0])
        if value and abs(value - rule.rate) <= 1e-6 * abs(value):
            return np.full(series.steps, value)
    return None


def _by_name(series: Series) -> Vector | None:
    weights: dict[str, float] = {}
    for path in series.paths:
        if np.size(series.after[0][path]) == 1 and not path.endswith(("#", "[-1]")):
            weights[path] = rate_name(last(path))
    best = max(weights.values(), default=0.0)
    if best < _CLEAR:
        return None
    found = [_in_force(series, path) for path, weight in weights.items() if weight == best]
    return found[0] if _all_same(found) else None


def _all_same(rows: Sequence[Vector]) -> bool:
    return all(np.array_equal(each, rows[0], equal_nan=True) for each in rows)


def _in_force(series: Series, path: str) -> Vector:
    """A rate that an iteration changes first is in force at once; one that it changes last, in the next."""
    if series.flow.is_fresh(path) or not series.is_carried(path):
        return series.rows_after(path)[:, 0]
    writes = series.flow.writes(path)
    reads = [event.statement for event in series.flow.events if event.kind == "read" and event.path == path]
    if writes and reads and min(writes) < max(reads) and max(reads) != max(writes):
        return series.rows_after(path)[:, 0]
    return series.rows_before(path)[:, 0]
