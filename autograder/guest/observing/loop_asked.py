"""At which points the gradients were computed, where that isn't where the parameters stand."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from ..wire import Vector
from .lookahead import LOOK, is_ahead
from .loop_flow import touches
from .loop_inline import Pair
from .loop_numbers import close
from .loop_series import Series
from .loop_sources import Source
from .loop_truth import Truth
from .loop_words import is_state_name


def seen(series: Series, pairs: Sequence[Pair], found: Sequence[Source], theta: Vector) -> Vector | None:
    """(T, d): where the gradients were computed: what a function was given, look-ahead variables, the parameters.

    None where that can't be told.
    """
    if any(pair.gradients is None for pair in pairs):
        return None
    for told in (_given(pairs, found, theta), _variables(series, pairs, theta)):
        if told is not None:
            return told
    return (
        theta[:-1] if all(_is_here(series, pair, [each.path for each in pairs]) for pair in pairs) else None
    )


def _given(pairs: Sequence[Pair], found: Sequence[Source], theta: Vector) -> Vector | None:
    """``grad(theta + alpha * v)``: the arguments that are as large as the parameters, in their order."""
    functions = [source for source in found if source.asked]
    given: tuple[Vector, ...] | None = None
    for pair in pairs:
        own = [source for source in functions if _gives(source, pair)]
        if not own:
            return None
        given = given if given is not None else own[0].asked
    sizes = [pair.gradients.shape[1] for pair in pairs if pair.gradients is not None]
    choices = [
        np.hstack(chosen)
        for count in {len(sizes), 1}
        for chosen in itertools.combinations(given or (), count)
        if sum(rows.shape[1] for rows in chosen) == sum(sizes)
        and (count == 1 or [rows.shape[1] for rows in chosen] == sizes)
    ]
    choices = [_in_order_of(pairs, functions, points) for points in choices]
    for points in choices:
        if close(points, theta[:-1], float(np.max(np.abs(theta[0]), initial=0.0))) or is_ahead(points, theta):
            return points
    return choices[0] if len(choices) == 1 and close(choices[0][:1], theta[:1]) else None


def _in_order_of(pairs: Sequence[Pair], functions: Sequence[Source], points: Vector) -> Vector:
    """``grad(list(params.values()))``: the point's coordinates in the parameters' order, as the values tell it."""
    gradients = np.hstack([pair.gradients for pair in pairs if pair.gradients is not None])
    whole = [source for source in functions if source.rows.shape == gradients.shape] if len(pairs) > 1 else []
    for source in whole:
        told = np.all(np.isfinite(source.rows), axis=1)
        places = [
            [place for place, given in enumerate(source.rows[told].T) if np.array_equal(given, column)]
            for column in gradients[told].T
        ]
        order = [found[0] for found in places if len(found) == 1]
        if len(set(order)) == points.shape[1]:
            return points[:, order]
    return points


def _gives(source: Source, pair: Pair) -> bool:
    """Whether a function gave just the gradients of a parameter, or their opposites."""
    rows = pair.gradients
    if rows is None or source.rows.shape != rows.shape:
        return False
    there = np.all(np.isfinite(source.rows), axis=1)
    return bool(np.any(there)) and (
        bool(np.all(source.rows[there] == rows[there])) or bool(np.all(source.rows[there] == -rows[there]))
    )


def _is_here(series: Series, pair: Pair, parameters: Sequence[str]) -> bool:
    """Whether the loop's own body computes a gradient from the parameters as the iteration found them, and no state."""
    source = pair.source
    if source is None:
        return False
    names = [source.path] if source.path and series.flow.writes(source.path) else sorted(source.names)
    made = {each for name in names for each in series.flow.sources(name)} | set(names)
    if any(is_state_name(each) and series.flow.writes(each) for each in made - {source.path}):
        return False
    if source.path in names and series.flow.is_fresh(source.path):
        versions = series.flow.made_from(source.path, parameters)
        return set().union(*versions.values()) == {0}
    return False


def _variables(series: Series, pairs: Sequence[Pair], theta: Vector) -> Vector | None:
    """``w_ahead = w + alpha * v``: one fresh variable per parameter, from which its gradient is computed."""
    parts: list[Vector] = []
    start = 0
    for pair in pairs:
        if pair.gradients is None:
            return None
        size = pair.gradients.shape[1]
        own = theta[:, start : start + size]
        start += size
        found = [
            series.rows_after(path)
            for path in series.paths
            if series.flow.is_fresh(path)
            and path.partition(".")[0] not in series.loop.counters
            and np.size(series.after[0][path]) == size
            and _is_source(series, pair, path)
        ]
        found = [rows for rows in found if is_ahead(rows, own)]
        if len(found) != 1:
            return None
        parts.append(found[0])
    return np.hstack(parts)


def _is_source(series: Series, pair: Pair, path: str) -> bool:
    """Whether the gradient is computed from a variable, as far as the loop's own body tells."""
    if pair.source is None or not pair.source.path:
        return False
    return any(touches(path, each) for each in series.flow.sources(pair.source.path))


def proved(theta: Vector, gradients: Vector, truth: Truth) -> Vector | None:
    """Points ahead at which the loss's own gradients are the recorded ones, where those at the parameters aren't."""
    here = np.stack([truth.gradient(point) for point in theta[:-1]])
    scale = float(np.max(np.abs(here[np.isfinite(here)]), initial=0.0))
    if close(here, gradients, scale):
        return theta[:-1]
    if len(theta) < 5:
        return None
    # The gradient is linear: it changes by the Hessian times the offset.
    hessian = 2.0 * truth.factor * truth.design.T @ truth.design
    moves = np.vstack([np.zeros_like(theta[:1]), np.diff(theta, axis=0)[:-1]])
    change = moves @ hessian
    told = np.all(np.isfinite(change), axis=1) & np.all(np.isfinite(gradients), axis=1)
    size = float(np.sum(change[told] ** 2))
    factor = float(np.sum(change[told] * (gradients - here)[told])) / size if size else 0.0
    if abs(factor) < LOOK or not close(here + factor * change, gradients, scale):
        return None
    return theta[:-1] + factor * moves
