"""The loss that a loop computes, per step, at the parameters before that step."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..wire import Vector
from .loop_numbers import loss_shift
from .loop_series import Series
from .loop_table import LoopTable
from .loop_words import is_history_name, is_loss_name

_DIFFERENCE = re.compile(r"(?:^|\.|_)err(?:or)?(?:$|\.|_)|误差", re.IGNORECASE)


@dataclass(frozen=True)
class Losses:
    """One number per iteration as the code computed it, and to which point it belongs."""

    path: str
    values: Vector
    """(T,): as computed in each iteration; NaN where it wasn't."""
    sure: bool
    """Its name means nothing else; ``error`` may be a difference, what is only printed may be anything."""
    shift: int | None
    """0: at the parameters before the iteration; 1: after it; None: not known."""
    site: int | None = None
    """Where it passed, if it has no name."""

    def at(self, count: int) -> Vector | None:
        """(count,): at the parameters before each step; None where that isn't known."""
        if self.shift is None:
            return None
        rows = self.values if self.shift == 0 else np.concatenate([[np.nan], self.values[:-1]])
        return rows[:count]


def candidates(series: Series, parameters: Sequence[str], table: LoopTable) -> list[Losses]:
    """What may be the loss, the likeliest by its name first."""
    found = []
    for path, values in _rows(series):
        told = values[np.isfinite(values)]
        if told.size and (told.size < 3 or np.ptp(told) > 0):
            sure = not _DIFFERENCE.search(path)
            found.append(Losses(path, values, sure, _by_flow(series, path, parameters)))
    for site in table.shown:
        shown = series.rows_passed(site)
        if shown is not None and shown.shape[1] == 1:
            found.append(Losses("", shown[:, 0], sure=False, shift=None, site=site))
    return sorted(found, key=lambda each: not each.sure)


def chosen(found: Sequence[Losses], theta: Vector, gradients: Vector | None) -> Losses | None:
    """The loss whose change the gradients explain, else the likeliest."""
    if gradients is not None:
        for each in found:
            shift = loss_shift(each.values, theta, gradients)
            if shift is not None:
                return replace(each, shift=shift)
    return next((each for each in found if each.sure), None)


def _rows(series: Series) -> Iterator[tuple[str, Vector]]:
    scalars = [path for path in series.paths if np.size(series.after[0][path]) == 1]
    named = [path for path in scalars if is_loss_name(path) and not path.endswith(("#", "[-1]"))]
    for path in sorted(named, key=lambda each: (not series.flow.is_fresh(each), each.count("."), len(each))):
        rows = series.rows_after(path)[:, 0]
        if path.partition(".")[0] not in series.loop.counters and not _is_index(series, path):
            yield path, rows
    for path in _histories(series):
        yield path, _appended(series, path)


def _is_index(series: Series, path: str) -> bool:
    """``j = rng.integers(n)``: whole numbers are no losses, whatever they are called."""
    return all(np.asarray(leaves[path]).dtype.kind in "iu" for leaves in series.after)


def _histories(series: Series) -> list[str]:
    """Lists of losses that grow."""
    last = series.after[-1]
    return [
        path.removesuffix("#")
        for path in last
        if path.endswith("#") and is_history_name(path.removesuffix("#")) and np.size(last[path]) == 1
    ]


def _appended(series: Series, path: str) -> Vector:
    """What each iteration appended; NaN where it appended nothing."""
    rows = np.full(series.steps, np.nan)
    for step, (before, after) in enumerate(zip(series.before, series.after, strict=True)):
        old, new = before.get(f"{path}#", 0), after.get(f"{path}#", 0)
        if int(new) == int(old) + 1:
            rows[step] = float(after[f"{path}[-1]"])
    return rows


def _by_flow(series: Series, path: str, parameters: Sequence[str]) -> int | None:
    """From which values of the parameters it is computed, by the order of the statements."""
    versions = series.flow.made_from(path, parameters)
    told = set().union(*versions.values()) if versions else set()
    if told:
        return told.pop() if len(told) == 1 else None
    own = series.flow.writes(path)
    moved = [place for parameter in parameters for place in series.flow.writes(parameter)]
    if not own or not moved:
        return None
    if max(own) < min(moved):
        return 0
    return 1 if min(own) > max(moved) else None
