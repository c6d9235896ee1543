"""What is told of each step of a training: gradient, point asked, rate, loss, and the loss's own gradient."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ..wire import Vector
from .loop_asked import proved, seen
from .loop_batches import batches_of, epoch_truth, own_gradients, shares_of
from .loop_inline import Pair
from .loop_losses import Losses, candidates, chosen
from .loop_numbers import close, linear_rule
from .loop_rates import rates
from .loop_reading import flat
from .loop_roles import Roles, is_bias
from .loop_series import Series
from .loop_sources import sources
from .loop_table import LoopTable
from .loop_truth import Truth, ascends, is_comparable, truth_of
from .recorder import Training

_TRUE_AT = (0, 1, 2, 3, 5, 9, 19, 39, 79, 159, 299, 399)


def fill(training: Training, series: Series, roles: Roles, table: LoopTable, theta: Vector) -> None:
    """Gradients, points asked, rates, losses and true gradients."""
    count = len(training.theta) - 1
    gradients = roles.gradients
    single = training.single
    paths = [pair.path for pair in roles.pairs]
    others = [each for each in candidates(series, paths, table) if not _is_length(each.values, gradients)]
    likeliest = chosen(others, theta, gradients)
    truth, losses = _truth(series, roles.pairs, theta, likeliest, others, single=single)
    asked = seen(series, roles.pairs, sources(series, table), theta) if gradients is not None else None
    sizes, bias = _layout(series, roles.pairs)
    batches = batches_of(
        series, sizes, bias, theta[:-1] if asked is None else asked, gradients, single=single
    )
    if batches is not None:
        gradients = batches.signed(gradients)
    elif gradients is not None:
        gradients = _signed(gradients, series, roles.pairs, theta, losses, truth, asked)
    if gradients is not None and asked is None and truth is not None:
        asked = proved(theta, gradients, truth)
    in_force = rates(series, roles, table)
    if gradients is not None and _is_plain(theta, gradients, in_force, series):
        asked = None  # nothing looks ahead where nothing is carried
    _tell(training, count, gradients, asked, in_force, losses.at(count) if losses is not None else None)
    if losses is not None:
        training.last_loss = _last(losses, series)
    points = theta if asked is None else asked
    at = [step for step in _TRUE_AT if step < count and np.all(np.isfinite(points[step]))]
    if batches is not None:
        whole = truth or epoch_truth(series, paths, sizes, bias, single=single)
        training.true.update(own_gradients(batches, shares_of(batches, others, whole, theta), points, at))
    elif truth is not None and is_comparable(truth, points, gradients, single=single):
        training.true.update({step: truth.gradient(points[step]) for step in at})


def _tell(
    training: Training,
    count: int,
    gradients: Vector | None,
    asked: Vector | None,
    in_force: Vector | None,
    losses: Vector | None,
) -> None:
    """Step by step, as far as each is known."""
    for rows, into in ((gradients, training.gradients), (asked, training.asked)):
        if rows is not None:
            into.update(enumerate(rows[:count]))
    for numbers, told in ((in_force, training.rates), (losses, training.losses)):
        if numbers is not None:
            told.update({step: float(each) for step, each in enumerate(numbers[:count]) if np.isfinite(each)})


def _is_length(values: Vector, gradients: Vector | None) -> bool:
    """``while np.sum(g ** 2) > tol``: how long the gradient is, and no loss."""
    if gradients is None:
        return False
    length = np.sum(gradients**2, axis=1)
    return any(close(values[:, None], own[:, None]) for own in (length, length / gradients.shape[1]))


def _last(losses: Losses, series: Series) -> float | None:
    """The last loss that was computed, beyond the steps that were kept too."""
    end = series.runs[-1].end
    if end is not None and losses.path in end and np.size(end[losses.path]) == 1:
        return float(flat(end[losses.path])[0])
    last = series.runs[-1].seen
    passed = last[-1].get(losses.site) if losses.site is not None and last else None
    if passed and np.size(passed[0].get("", ())) == 1:
        return float(flat(passed[0][""])[0])
    told = losses.values[np.isfinite(losses.values)]
    return float(told[-1]) if told.size else None


def _is_plain(theta: Vector, gradients: Vector, in_force: Vector | None, series: Series) -> bool:
    """Whether each step is the rate times its gradient."""
    moves = np.diff(theta, axis=0)
    scale = float(np.max(np.abs(theta[np.isfinite(theta)]), initial=0.0))
    rule = linear_rule(moves, gradients, scale, series.first_of_run)
    if rule is not None:
        return rule.carried == 0.0
    return in_force is not None and close(moves, -in_force[:, None] * gradients, scale)


def _truth(
    series: Series,
    pairs: Sequence[Pair],
    theta: Vector,
    losses: Losses | None,
    others: Sequence[Losses],
    *,
    single: bool,
) -> tuple[Truth | None, Losses | None]:
    """The loss's own formula where the data prove it, and which of the numbers is that loss."""
    sizes, bias = _layout(series, pairs)
    named = bias is not None and is_bias(pairs[bias].path)
    for each in [*([losses] if losses is not None else []), *others]:
        for shift in (0, 1):
            if each.shift not in {None, shift}:
                continue
            rows = each.values
            points = theta[:-1] if shift == 0 else theta[1:]
            for way in (bias, 1 - bias) if bias is not None and not named else (bias,):
                truth = truth_of(points, rows, sizes, way, series.runs[0].data, single=single)
                if truth is not None:
                    return truth, replace(each, shift=shift)
    return None, losses


def _layout(series: Series, pairs: Sequence[Pair]) -> tuple[list[int], int | None]:
    """Sizes of the parameters, and which of them is the constant term; of two numbers the second, if no name tells."""
    sizes = [int(np.size(series.after[0][pair.path])) for pair in pairs]
    biases = [place for place, pair in enumerate(pairs) if is_bias(pair.path) and sizes[place] == 1]
    if len(biases) == 1 and len(pairs) > 1:
        return sizes, biases[0]
    return sizes, 1 if sizes == [1, 1] else None


def _signed(
    gradients: Vector,
    series: Series,
    pairs: Sequence[Pair],
    theta: Vector,
    losses: Losses | None,
    truth: Truth | None,
    asked: Vector | None,
) -> Vector | None:
    """The gradients, turned round where the code calls the descending direction so, as ``y - x @ w`` gives it.

    Told by the loss's own gradient, else by whether the loss fell where the first step went along them, else by the
    data in sight. None where nothing tells.
    """
    moves = np.diff(theta, axis=0)
    told = [
        step for step in range(len(moves)) if np.all(np.isfinite(gradients[step])) and np.any(moves[step])
    ]
    if not told:
        return gradients
    first = told[0]
    along = float(np.sum(moves[first] * gradients[first]))
    # A step along the gradient of its own batch may be due to the batches before.
    together = float(np.sum(moves[told] * gradients[told]))
    if along <= 0.0 or together < 0.0 or all(pair.inline for pair in pairs):
        return gradients
    if truth is not None:
        own = truth.gradient((theta if asked is None else asked)[first])
        return -gradients if float(own @ gradients[first]) < 0 else gradients
    if losses is not None and losses.shift is not None:
        rows = losses.at(len(moves))
        if rows is not None and first + 1 < len(rows) and np.all(np.isfinite(rows[first : first + 2])):
            return -gradients if rows[first + 1] < rows[first] else gradients
        if rows is not None and np.count_nonzero(np.isfinite(rows)) >= 2:
            values = rows[np.isfinite(rows)]
            return -gradients if values[-1] < values[0] else gradients
    sizes, bias = _layout(series, pairs)
    points = (theta[:-1] if asked is None else asked)[: len(moves)]
    up = ascends(points, gradients[: len(moves)], sizes, bias, series.runs[0].data)
    return None if up is None else gradients if up else -gradients
