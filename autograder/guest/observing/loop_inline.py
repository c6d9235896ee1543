"""A gradient that has no name: ``w = w - lr * (2 / n) * x.T @ (x @ w - y)``, the step itself is the product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..wire import Vector
from .loop_flow import touches
from .loop_numbers import close, factor_of
from .loop_reading import MAX_MEMBERS
from .loop_series import Series
from .loop_sources import Source
from .loop_words import is_gradient_name, is_state_name, last, parameter_weight

_SAME_PART = 1e-6
_MOST = 0.5
"""Share of the steps in which the product must have been seen."""


@dataclass(frozen=True)
class Pair:
    """A parameter and what moved it."""

    path: str
    source: Source | None
    gradients: Vector | None
    """(T, size)."""
    inline: bool = False
    """The gradient is a part of the update's own expression."""


def inline(series: Series, path: str, found: Sequence[Source]) -> Pair | None:
    """``w = w - lr * (2 / n) * x.T @ (x @ w - y)``: the step is the product, the gradient what the rate multiplies."""
    moves, scale = series.moves(path), np.abs(series.rows_after(path))
    for source in found:
        if source.path and is_gradient_name(source.path):
            continue
        rows = _gradients(series, source, path, moves, scale, found)
        if rows is not None:
            return Pair(path, source, rows, inline=True)
    return _by_coordinate(series, path, found, moves, scale) if 1 < moves.shape[1] <= MAX_MEMBERS else None


def _by_coordinate(
    series: Series, path: str, found: Sequence[Source], moves: Vector, scale: Vector
) -> Pair | None:
    """``theta[0] = theta[0] - lr * …``, ``theta[1] = …``: a product of its own moves each coordinate."""
    chosen: dict[int, tuple[Source, Vector]] = {}
    for place in range(moves.shape[1]):
        column = slice(place, place + 1)
        for number, source in enumerate(found):
            rows = _gradients(series, source, path, moves[:, column], scale[:, column], found)
            if rows is not None and number not in chosen:
                chosen[number] = source, rows
                break
        else:
            return None
    first = next(iter(chosen.values()))[0]
    return Pair(path, first, np.hstack([rows for _, rows in chosen.values()]), inline=True)


def _gradients(
    series: Series, source: Source, path: str, moves: Vector, scale: Vector, found: Sequence[Source]
) -> Vector | None:
    """What the rate multiplies in a product that is the step, with the sign of a gradient."""
    if source.whole is None or source.rates is None or source.whole.shape != moves.shape:
        return None
    if np.count_nonzero(np.isfinite(source.whole).all(axis=1)) < _MOST * np.count_nonzero(
        np.any(moves, axis=1)
    ):
        return None  # one product for each member in turn, which were the same now and then
    if (source.path and is_state_name(source.path)) or not _depends(series, source, path):
        return None
    if source.names and all(is_state_name(name) for name in source.names):
        return None
    stateful = _is_of_states(series, source, path) or any(
        _is_kept(series, each) and (is_state_name(each) or _is_state(series, source, each, path))
        for each in source.paths
    )
    for sign in (-1.0, 1.0):
        carried = _carried(moves, sign * source.whole, scale)
        if carried is not None and (carried or not stateful):
            with np.errstate(all="ignore"):
                flip = np.sign(-sign) * np.sign(
                    np.sum(source.whole * source.rows * source.rates[:, None], axis=1)
                )
            rows: Vector = source.rows * np.where(flip == 0, 1.0, flip)[:, None]
            return None if _is_averaged(carried, source, rows, found) else rows
    return None


def _is_averaged(carried: float, source: Source, rows: Vector, found: Sequence[Source]) -> bool:
    """``v = 0.9 * v - 0.1 * lr * grad``: a gradient by its name, and as much of it as the move before leaves."""
    for named in found:
        if (
            named.size != rows.shape[1]
            or not is_gradient_name(named.path)
            or last(named.path) not in source.names
        ):
            continue
        size = float(np.nansum(named.rows**2))
        part = float(np.nansum(rows * named.rows)) / size if size else 0.0
        if carried and abs(part - (1.0 - carried)) <= _SAME_PART and close(rows, part * named.rows):
            return True
    return False


def _depends(series: Series, source: Source, path: str) -> bool:
    """Whether what the rate multiplies is computed from the parameter, and isn't the parameter itself."""
    if source.path and touches(source.path, path):
        return False
    word = path.partition(".")[0]
    if source.names & {word, path.rpartition(".")[2]}:
        return True
    made = {each for name in source.names for each in series.flow.sources(name)}
    inside = source.names <= series.loop.names
    return any(touches(each, path) for each in made) or (not inside and parameter_weight(path) == 3)


def _is_state(series: Series, source: Source, name: str, path: str) -> bool:
    """Whether what the rate multiplies is, or is divided by, something made from its own old value."""
    if touches(name, path) or name not in source.below | {source.path}:
        return False
    return any(touches(each, name) for each in series.flow.sources(name, without=path))


def _is_of_states(series: Series, source: Source, path: str) -> bool:
    """``lr * m_hat / (v_hat + eps)``: made from a gradient that has a name, and from states that were made from it."""
    made = {each for name in source.paths for each in series.flow.sources(name)}
    made |= source.inside.sources(source.paths)
    return any(is_gradient_name(each) for each in made) and any(
        is_state_name(each) and not touches(each, path) and _is_kept(series, each) for each in made
    )


def _is_kept(series: Series, name: str) -> bool:
    """Whether a variable of the loop keeps what it holds from one iteration to the next."""
    return any(
        (path == name or path.startswith(f"{name}."))
        and (not series.is_carried(path) or series.has_moved(path))  # ``r = 0`` becomes an array at once
        for path in series.paths
        if not series.flow.is_fresh(path)
    )


def _carried(moves: Vector, steps: Vector, scale: Vector) -> float | None:
    """The constant part of the move before on top of which these steps are the moves: 0 where they are alone."""
    if close(moves, steps, scale):
        return 0.0
    previous = np.vstack([np.zeros_like(moves[:1]), moves[:-1]])
    rest = moves - steps
    told = np.all(np.isfinite(rest), axis=1) & np.all(np.isfinite(previous), axis=1)
    told[0] = False
    if np.count_nonzero(told) < 3:
        return None
    factor = factor_of(rest[told], previous[told])
    return factor if factor != 0.0 and close(moves, steps + factor * previous, scale) else None
