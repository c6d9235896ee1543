"""From the loops that ran to the trainings among them: the innermost loop that moves all parameters is the training's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from ..names import Offer, assign
from ..wire import Vector, clip
from .loop_asked import proved, seen
from .loop_code import LoopTable
from .loop_losses import Losses, candidates, chosen
from .loop_rates import rates
from .loop_reading import flat, is_single
from .loop_roles import Pair, Roles, identify, is_bias, optimizers
from .loop_series import Series, series_of, whole
from .loop_truth import Truth, truth_of
from .loop_watch import LoopWatch, Run
from .place import Place
from .recorder import MAX_COORDINATES, MAX_OBSERVED_STEPS, Recorder, Training

_TRUE_AT = (0, 1, 2, 3, 5, 9, 19, 39, 79, 159, 299, 399)
_HYPER = {
    "adam": ("learning_rate", "beta_1", "beta_2", "epsilon"),
    "rms": ("learning_rate", "rho", "epsilon", "momentum"),
    "adagrad": ("learning_rate", "epsilon"),
    "": ("learning_rate", "momentum"),
}
"""What an optimizer's attributes may be, by a part of its class's name."""
_CLEAR = 5.0
_SAME_GRADIENT = 1e-6


def record_loops(watch: LoopWatch, recorder: Recorder) -> None:
    """Hand the trainings among the loops to the recorder, in the order in which they began."""
    found = [training for run in watch.runs for training in _of_tree(run, watch.table)]
    recorder.trainings += [training for _, training in sorted(found, key=lambda each: each[0])]
    recorder.trainings.sort(key=lambda training: training.printed_from)


Numbered = tuple[int, Training]


def _of_tree(root: Run, table: LoopTable) -> list[Numbered]:
    """Trainings of an outermost loop: its own, or those of loops inside it."""
    inner = _inner(root, table)
    if inner:
        return inner
    series = series_of([root])
    roles = identify(series, table)
    return [_made(series, roles, table, root)] if roles is not None else []


def _inner(root: Run, table: LoopTable) -> list[Numbered]:
    """Trainings of the innermost loop that makes any; loops of one step each are not."""
    kinds: dict[int, list[Run]] = {}
    for run in root.within:
        kinds.setdefault(run.loop.number, []).append(run)
    for runs in sorted(kinds.values(), key=lambda each: -_depth(each[0])):
        if max(len(run.starts) for run in runs) <= 2:
            continue
        found: list[Numbered] = []
        for group in _groups(runs, table):
            series = series_of(group)
            roles = identify(series, table)
            if roles is not None:
                found.append(_made(series, roles, table, root))
        if found:
            return found
    return []


def _depth(run: Run) -> int:
    depth = 0
    while run.around is not None:
        run, depth = run.around, depth + 1
    return depth


def _groups(runs: Sequence[Run], table: LoopTable) -> Iterator[list[Run]]:
    """Runs of a loop that go on where the one before has stopped are one training, cut into epochs."""
    group: list[Run] = []
    for run in runs:
        if group and not _goes_on(group[-1], run, table):
            yield group
            group = []
        group.append(run)
    if group:
        yield group


def _goes_on(one: Run, other: Run, table: LoopTable) -> bool:
    if one.around is not other.around and one.around is not None and other.around is not None:
        # Other loops around them: still one training if nothing was set back in between.
        pass
    if one.end is None or not other.starts:
        return False
    roles = identify(series_of([one]), table) or identify(series_of([one, other]), table)
    if roles is None:
        return False
    return all(
        pair.path in one.end
        and pair.path in other.starts[0]
        and np.array_equal(flat(one.end[pair.path]), flat(other.starts[0][pair.path]), equal_nan=True)
        for pair in roles.pairs
    )


# ---- one training --------------------------------------------------------------------------------------------------


def _made(series: Series, roles: Roles, table: LoopTable, root: Run) -> Numbered:
    first = series.runs[0]
    paths = [pair.path for pair in roles.pairs]
    shorter = whole(series, paths)
    if shorter is not series:
        again = identify(shorter, table)
        if again is not None:
            series, roles = shorter, again
            paths = [pair.path for pair in roles.pairs]
    sizes = [int(np.size(series.after[0][path])) for path in paths]
    theta = _theta(series, paths)
    count = min(len(theta) - 1, MAX_OBSERVED_STEPS)
    total = _total(series, root, paths, len(theta) - 1)
    training = Training(
        "numpy",
        "loop",
        tuple(paths),
        tuple(sizes),
        list(theta[: count + 1]) if sum(sizes) <= MAX_COORDINATES else [np.zeros(0)],
        single=all(is_single(series.after[0][path]) for path in paths),
        place=_place(series),
        printed_from=first.printed,
        steps=total,
    )
    training.clock, training.began, training.ended = iter(()), first.began, series.runs[-1].left
    training.optimizer = _optimizer(series)
    training.arguments = _arguments(series)
    _fill(training, series, roles, table, theta)
    _finish(training, series, root, paths)
    return first.began, training


def _total(series: Series, root: Run, paths: Sequence[str], rows: int) -> int:
    """Steps in all: those that were kept, and those that were only counted."""
    unkept = root.totals[series.loop.number] > sum(
        run.steps for run in [root, *root.within] if run.loop.number == series.loop.number
    )
    if not unkept and not any(run.full for run in series.runs):
        return rows
    total = sum(run.steps for run in series.runs)
    if len(series.runs) == sum(run.loop.number == series.loop.number for run in [root, *root.within]):
        total = root.totals[series.loop.number]
    last = series.runs[-1]
    moved = [place for path in paths for place in series.flow.writes(path)]
    leaves = series.flow.leaves
    if last.full and not last.ended and leaves and moved and max(leaves) < min(moved):
        total -= 1  # left before the step
    return max(total, rows)


def _theta(series: Series, paths: Sequence[str]) -> Vector:
    start = np.hstack([series.rows_before(path)[:1] for path in paths])
    return np.vstack([start, np.hstack([series.rows_after(path) for path in paths])])


def _fill(training: Training, series: Series, roles: Roles, table: LoopTable, theta: Vector) -> None:
    """Gradients, points asked, rates, losses and true gradients."""
    count = len(training.theta) - 1
    gradients = roles.gradients
    paths = [pair.path for pair in roles.pairs]
    losses = chosen(candidates(series, paths), theta, gradients)
    truth, losses = _truth(series, roles.pairs, theta, losses, candidates(series, paths))
    asked = seen(series, roles.pairs, theta) if gradients is not None else None
    if gradients is not None:
        gradients = _signed(gradients, roles.pairs, theta, losses, truth, asked)
    if gradients is not None and asked is None and truth is not None:
        asked = proved(theta, gradients, truth)
    in_force = rates(series, roles, table)
    own = losses.at(count) if losses is not None else None
    for step in range(count):
        if gradients is not None:
            training.gradients[step] = gradients[step]
        if asked is not None:
            training.asked[step] = asked[step]
        if in_force is not None and np.isfinite(in_force[step]):
            training.rates[step] = float(in_force[step])
        if own is not None and np.isfinite(own[step]):
            training.losses[step] = float(own[step])
    if losses is not None:
        told = losses.values[np.isfinite(losses.values)]
        training.last_loss = float(told[-1]) if told.size else None
        end = series.runs[-1].end
        if end is not None and losses.path in end and np.size(end[losses.path]) == 1:
            training.last_loss = float(flat(end[losses.path])[0])
    if truth is not None:
        points = theta if asked is None else asked
        for step in _TRUE_AT:
            if step < count and np.all(np.isfinite(points[step])):
                training.true[step] = truth.gradient(points[step])


def _truth(
    series: Series, pairs: Sequence[Pair], theta: Vector, losses: Losses | None, others: Sequence[Losses]
) -> tuple[Truth | None, Losses | None]:
    """The loss's own formula where the data prove it, and which of the numbers is that loss."""
    sizes = [int(np.size(series.after[0][pair.path])) for pair in pairs]
    biases = [place for place, pair in enumerate(pairs) if is_bias(pair.path) and sizes[place] == 1]
    bias = biases[0] if len(biases) == 1 and len(pairs) > 1 else None
    if bias is None and len(pairs) == 2 and sizes == [1, 1]:
        bias = 1
    single = all(is_single(series.after[0][pair.path]) for pair in pairs)
    for each in [*([losses] if losses is not None else []), *others]:
        for shift in (0, 1):
            if each.shift not in {None, shift}:
                continue
            rows = each.values
            points = theta[:-1] if shift == 0 else theta[1:]
            for way in (bias, 1 - bias) if bias is not None and not biases else (bias,):
                truth = truth_of(points, rows, sizes, way, series.runs[0].data, single=single)
                if truth is not None:
                    return truth, replace(each, shift=shift)
    return None, losses


def _signed(
    gradients: Vector,
    pairs: Sequence[Pair],
    theta: Vector,
    losses: Losses | None,
    truth: Truth | None,
    asked: Vector | None,
) -> Vector | None:
    """The gradients, turned round where the code calls the descending direction so, as ``y - x @ w`` gives it.

    Told by the loss's own gradient, else by whether the loss fell where the first step went along them. None where
    neither tells.
    """
    moves = np.diff(theta, axis=0)
    told = [
        step for step in range(len(moves)) if np.all(np.isfinite(gradients[step])) and np.any(moves[step])
    ]
    if not told:
        return gradients
    first = told[0]
    along = float(np.sum(moves[first] * gradients[first]))
    if along <= 0.0 or all(pair.inline for pair in pairs):
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
    return None


def _finish(training: Training, series: Series, root: Run, paths: Sequence[str]) -> None:
    """Where a long training ended, and what stopped it."""
    last = series.runs[-1]
    training.error = last.error
    if training.steps <= len(training.theta) - 1:
        return
    for run in (last, root):
        if (
            run.end is not None
            and all(path in run.end for path in paths)
            and (run is root or run.steps > 0 and len(series.runs) == 1)
        ):
            training.last_theta = np.hstack([flat(run.end[path]) for path in paths])
            return


def _place(series: Series) -> Place:
    loop, run = series.loop, series.runs[0]
    numbers = dict(run.numbers)
    for path, leaf in series.after[0].items():
        if np.size(leaf) == 1 and "#" not in path and "[" not in path and path not in numbers:
            numbers[clip(path)] = float(flat(leaf)[0])
    return Place(cell=loop.cell, line=loop.line, function=clip(loop.function), numbers=numbers)


def _optimizer(series: Series) -> str:
    return next(iter(optimizers(series).values()), "")


def _arguments(series: Series) -> dict[str, float]:
    """Hyperparameters of the optimizer object, under standard names."""
    holder = next(iter(optimizers(series)), "")
    if not holder:
        return {}
    found = {
        path.rpartition(".")[2]: float(flat(leaf)[0])
        for path, leaf in series.before[0].items()
        if path.rpartition(".")[0] == holder and np.size(leaf) == 1
    }
    kind = optimizers(series)[holder].lower()
    standards = next(names for part, names in _HYPER.items() if part in kind)
    names = assign([Offer(name, value) for name, value in found.items()], standards)
    return {standard: found[name] for standard, name in names.items()}
