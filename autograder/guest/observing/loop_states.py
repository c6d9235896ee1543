"""Which moving variables of a loop are no parameters but states: by their names, then by what they are made of."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .loop_flow import touches
from .loop_numbers import close
from .loop_series import Series
from .loop_sources import Source
from .loop_words import gradient_of, is_gradient_name, is_state_name, last, parameter_weight


def without_states(series: Series, movers: list[str], found: Sequence[Source]) -> list[str]:
    """Return the parameters alone: not velocities, accumulators, moments, beside them."""
    movers = _of_functions(movers, found) or movers
    named = [
        path for path in movers if any(gradient_of(source.path, path) for source in found if source.path)
    ]
    kept = [
        path for path in movers if path in named or not is_state_name(path) or parameter_weight(path) == 3
    ]
    kept = kept or movers
    kept = [path for path in kept if not _is_slot_of_another(path, kept)]
    kept = [path for path in kept if not _is_namesake(series, path, kept, found)]
    made = _made_from(series, {source.path for source in found if is_gradient_name(source.path)})
    asked = [path for path in kept if any(touches(each, path) for each in made)]
    kept = [path for path in kept if path in asked or parameter_weight(path) == 3] if asked else kept
    if len(kept) < 2:
        return kept
    after = {path: series.rows_after(path) for path in kept}
    moves = {path: series.moves(path) for path in kept}
    velocities = {
        state
        for state in kept
        for path in kept
        if state not in named
        and state != path
        and after[state].shape == moves[path].shape
        and (
            close(after[state], moves[path], np.abs(after[path]))
            or close(-after[state], moves[path], np.abs(after[path]))
        )
        and not close(moves[state], np.zeros_like(moves[state]), 1e-300)
        and parameter_weight(state) <= parameter_weight(path)
    }
    return [path for path in kept if path not in velocities]


def _of_functions(movers: Sequence[str], found: Sequence[Source]) -> list[str]:
    """Those from which a function makes its gradient, as ``step(state, x, y)`` does, less what it calls a state."""
    gradients = [source for source in found if source.inside.outside and is_gradient_name(source.path)]
    made = {path for source in gradients for path in source.inside.made_from([source.path])}
    states = {path for source in gradients for path in movers if is_state_name(source.inside.called(path))}
    return [path for path in movers if path in made and path not in states]


def _is_slot_of_another(path: str, others: Sequence[str]) -> bool:
    """``velocity.w`` beside ``params.w``."""
    return is_state_name(path.rpartition(".")[0]) and any(
        last(other) == last(path) and not is_state_name(other.rpartition(".")[0]) for other in others
    )


def _made_from(series: Series, paths: set[str]) -> set[str]:
    """Everything that these are computed from."""
    return {each for path in paths for each in series.flow.sources(path)}


def _is_namesake(series: Series, path: str, others: Sequence[str], found: Sequence[Source]) -> bool:
    """``total["w"]`` beside ``w``: of two that are called the same, the gradient is computed from the parameter."""
    same = [other for other in others if other != path and last(other) == last(path)]
    if not same:
        return False
    made = _made_from(
        series, {source.path for source in found if source.path and gradient_of(source.path, path)}
    )
    return any(touches(each, other) for each in made for other in same) and not any(
        touches(each, path) for each in made
    )
