"""Which of a loop's variables are the parameters, and with which gradients they were moved.

Names speak first (``w`` and ``dw``), then the numbers: a variable without a telling name counts where its steps follow
from the gradients. Where nothing is a gradient, the loop trains nothing that could be judged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..wire import Vector
from .loop_flow import touches
from .loop_inline import Pair, inline
from .loop_numbers import close, factor_of, linear_rule, rated_rule, turns_with
from .loop_series import Series
from .loop_sources import Source, sources
from .loop_states import without_states
from .loop_table import LoopTable
from .loop_words import (
    gradient_of,
    is_gradient_function,
    is_gradient_name,
    is_state_name,
    last,
    parameter_weight,
)

MAX_PARAMETERS = 20
_FIRST = 10
"""Steps that tell whether all parameters move."""
_OPTIMIZER = re.compile(
    r"sgd|momentum|nesterov|nag|adagrad|rmsprop|adam|optimi[sz]er|gradientdescent|^gd|梯度下降|优化器",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Roles:
    """What a loop trains."""

    pairs: tuple[Pair, ...]
    optimizer: str = ""
    """Path of the student's optimizer object."""

    @property
    def gradients(self) -> Vector | None:
        """(T, d); None where any parameter's wasn't seen."""
        parts = [pair.gradients for pair in self.pairs]
        return (
            None
            if any(part is None for part in parts)
            else np.hstack([part for part in parts if part is not None])
        )


def identify(series: Series, table: LoopTable) -> Roles | None:
    """The loop's parameters with their gradients, or None where it isn't a training."""
    if not series.steps:
        return None
    found = sources(series, table)
    movers = _movers(series, found)
    if not movers:
        return None
    movers = without_states(series, movers, found)
    pairs = _paired(series, movers, found)
    if not pairs:
        return _of_optimizer(series, movers)
    return Roles(tuple(pairs[:MAX_PARAMETERS])) if _steps_matter(series, pairs) else None


def _movers(series: Series, found: Sequence[Source]) -> list[str]:
    """Paths that are carried from iteration to iteration, moved, and may be parameters by their names.

    What doesn't move but has a gradient of its own, beside others that move, is one too.
    """
    moved: list[str] = []
    still: list[str] = []
    rows: list[Vector] = []
    for path in sorted(series.paths, key=lambda each: (each.count("."), -parameter_weight(each))):
        root = path.partition(".")[0]
        if path.endswith(("#", "[-1]")) or root in series.loop.counters or parameter_weight(path) == 0:
            continue
        if not series.is_carried(path) or series.flow.is_fresh(path) or _is_counter(series, path):
            continue
        own = np.hstack([series.rows_before(path), series.rows_after(path)])
        twins = [
            other
            for other, each in zip(moved, rows, strict=True)
            if each.shape == own.shape and bool(np.all((each == own) | np.isnan(own)))
        ]
        named = any(gradient_of(source.path, path) for source in found if source.path)
        again = any(last(path) == last(other) for other in moved) or any(
            _is_member_of_another(path, other) for other in twins
        )
        if twins and (not named or again):
            continue  # the same thing by another name
        if series.has_moved(path):
            moved.append(path)
            rows.append(own)
        elif named and parameter_weight(path) == 3:
            still.append(path)
    return sorted([*moved, *still], key=_first_use(series)) if moved else []


def _is_member_of_another(path: str, other: str) -> bool:
    """``params[0]`` beside ``w``; but not beside ``params[1]``."""
    holder, _, place = path.rpartition(".")
    return place.isdigit() and other.rpartition(".")[0] != holder


def _first_use(series: Series) -> Callable[[str], tuple[bool, int, int]]:
    """In the order in which the code updates them, the constant term last."""
    order = {path: place for place, path in enumerate(series.paths)}

    def key(path: str) -> tuple[bool, int, int]:
        return is_bias(path), min(series.flow.writes(path), default=0), order[path]

    return key


def is_bias(path: str) -> bool:
    """``b``, ``bias``, ``intercept``: stands behind the weights."""
    return bool(re.match(r"^(?:b|bias|biases|intercept_?|b\d+)$", last(path).lower()))


def _is_counter(series: Series, path: str) -> bool:
    """Whole numbers that go up by one."""
    rows = series.rows_after(path)
    whole = all(np.asarray(leaves[path]).dtype.kind in "iu" for leaves in series.after)
    return whole and rows.shape[1] == 1 and bool(np.all(np.abs(series.moves(path)) <= 1))


# ---- pairs ---------------------------------------------------------------------------------------------------------


def _paired(series: Series, movers: Sequence[str], found: Sequence[Source]) -> list[Pair]:
    """Each parameter with its gradient; empty where a parameter that surely is one has none."""
    pairs: list[Pair] = []
    used: set[int] = set()
    for path in movers:
        own = (
            _by_name(series, path, found)
            or inline(series, path, found)
            or _by_numbers(series, path, found, used)
            or (_by_flow(series, path, found) if len(movers) == 1 else None)
        )
        if own is not None:
            pairs.append(own)
            if own.source is not None and not _is_of(own.source, path):
                used.add(id(own.source))
    lacking = [
        path for path in movers if path not in {pair.path for pair in pairs} and parameter_weight(path) == 3
    ]
    if pairs and lacking:
        pairs += [Pair(path, None, None) for path in lacking if not is_state_name(path)]
        pairs.sort(key=lambda pair: movers.index(pair.path))
    return pairs if any(pair.gradients is not None for pair in pairs) else []


def _by_name(series: Series, path: str, found: Sequence[Source]) -> Pair | None:
    """``dw`` for ``w``: as the update used it, where that is known."""
    size = series.moves(path).shape[1]
    own = [source for source in found if source.size == size and _is_of(source, path)]
    return _pair(path, own)


def _is_of(source: Source, path: str) -> bool:
    """Whether its name says that it is this parameter's, by what the function that it stands in calls that."""
    return bool(source.path) and (
        gradient_of(source.path, path) or gradient_of(source.path, source.inside.called(path))
    )


def _pair(path: str, own: Sequence[Source]) -> Pair | None:
    if not own:
        return None
    best = min(own, key=lambda source: (source.rank, int(np.count_nonzero(~np.isfinite(source.rows)))))
    return Pair(path, best, best.rows)


def _by_numbers(series: Series, path: str, found: Sequence[Source], used: set[int]) -> Pair | None:
    """A gradient by its name, of the right size, from which the steps follow; of several the surest."""
    moves = series.moves(path)
    generic = [
        source
        for source in found
        if (
            source.size == moves.shape[1]
            and id(source) not in used
            and source.path
            and is_gradient_name(source.path)
        )
        or (source.rank == 1 and source.size == moves.shape[1] and id(source) not in used)
    ]
    scale = float(np.max(np.abs(series.rows_after(path)), initial=0.0))
    exact = [
        source
        for source in generic
        if linear_rule(moves, source.rows, scale, series.first_of_run) is not None
        or rated_rule(moves, source.rows)
    ]
    if exact:
        return _pair(path, _as_used(series, exact))
    if parameter_weight(path) < 3:
        return None
    likely = [
        each
        for each in generic
        if _leads_to(series, path, each) or turns_with(moves, each.rows) or _is_asked_at(series, path, each)
    ]
    # Any function may be a gradient's, ``fix(m, beta, t)`` too; what is called one comes first.
    likely = [each for each in likely if _is_called_gradient(each)] or likely
    likely = [each for each in likely if _is_own_member(series, path, each)] or likely
    return _pair(path, _as_used(series, likely))


def _as_used(series: Series, found: Sequence[Source]) -> list[Source]:
    """Without what is only made into another one of them: ``grad = 2 * slope``."""
    return [one for one in found if not any(_is_multiple(series, each, one) for each in found)]


def _is_multiple(series: Series, source: Source, of: Source) -> bool:
    """Whether a gradient is a number times another one that it is made from."""
    if source.path == of.path or of.path not in {
        *series.flow.sources(source.path),
        *source.inside.sources([source.path]),
    }:
        return False
    told = np.isfinite(source.rows).all(axis=1) & np.isfinite(of.rows).all(axis=1)
    factor = factor_of(source.rows[told], of.rows[told])
    return factor != 0.0 and close(source.rows[told], factor * of.rows[told])


def _is_asked_at(series: Series, path: str, source: Source) -> bool:
    """``for j, g in enumerate(gradient(theta, x, y))``: called a gradient, and of the parameter as it stands."""
    here = series.rows_before(path)
    return is_gradient_function(source.path) and any(
        rows.shape == here.shape and close(rows, here) for rows in source.asked
    )


def _is_own_member(series: Series, path: str, source: Source) -> bool:
    """Whether the update reads that member: ``w -= lr * m[0] / np.sqrt(v[0])`` goes with ``g[0]``."""
    writes = set(series.flow.writes(path))
    read = {
        event.path.rpartition(".")[2]
        for event in series.flow.events
        if event.kind == "read" and event.statement in writes
    }
    return {word for word in read if word.isdigit()} == {source.path.rpartition(".")[2]}


def _is_called_gradient(source: Source) -> bool:
    return is_gradient_name(source.path) or is_gradient_function(last(source.path))


def _by_flow(series: Series, path: str, found: Sequence[Source]) -> Pair | None:
    """The one thing that moves, whatever it is called: made from a gradient that is made from it."""
    size = series.moves(path).shape[1]
    named = [each for each in found if each.size == size and each.path and is_gradient_name(each.path)]
    return _pair(path, _as_used(series, [each for each in named if _leads_to(series, path, each)]))


def _leads_to(series: Series, path: str, source: Source) -> bool:
    """Whether a gradient is computed from the parameter, and the parameter from it.

    Of one that stands in a function it is enough that the function is given the parameter and returns it.
    """
    if source.inside.callers:
        return series.flow.is_made_by(path, source.inside.callers)
    there = any(touches(each, path) for each in series.flow.sources(source.path))
    return there and any(touches(each, source.path) for each in series.flow.sources(path, carried=True))


def _steps_matter(series: Series, pairs: Sequence[Pair]) -> bool:
    """Whether each iteration moves all of it, with a gradient of its own: not one coordinate after the other."""
    moves = [series.moves(pair.path) for pair in pairs]
    total = np.hstack(moves)
    moved = np.abs(total) > 0
    if total.shape[1] > 1 and series.steps > 1:
        # At first: late in a training one coordinate may still move where the others have arrived.
        moved = moved[: max(_FIRST, 2 * total.shape[1])]
        alone = np.count_nonzero(moved, axis=1) == 1
        columns = np.any(moved, axis=0)
        if np.count_nonzero(columns) > 1 and np.mean(alone) > 0.9:
            return False
    gradients = np.hstack([pair.gradients for pair in pairs if pair.gradients is not None])
    if series.steps < 2:
        return True
    within = [step for step in range(1, series.steps) if not series.first_of_run[step]]
    if not within:
        return True
    with np.errstate(all="ignore"):
        same = [bool(np.all(gradients[step] == gradients[step - 1])) for step in within]
    return not all(same)


def _of_optimizer(series: Series, movers: Sequence[str]) -> Roles | None:
    """Parameters that an optimizer object moves, its gradients unseen."""
    names = optimizers(series)
    chosen = [
        path
        for path in movers
        if parameter_weight(path) == 3 and path.partition(".")[0] not in names and not is_state_name(path)
    ]
    if not names or not chosen:
        return None
    return Roles(tuple(Pair(path, None, None) for path in chosen), next(iter(names)))


def optimizers(series: Series) -> dict[str, str]:
    """The student's optimizer objects that the loop uses: path to class."""
    return {path: kind for path, kind in series.runs[0].objects.items() if _OPTIMIZER.search(kind)}
