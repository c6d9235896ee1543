"""From the loops that ran to the trainings among them: the innermost loop that moves all parameters is one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..names import Offer, assign
from ..wire import Vector, clip
from .loop_filling import fill
from .loop_flow import touches
from .loop_inline import Pair
from .loop_numbers import is_constant
from .loop_reading import flat, is_single
from .loop_roles import Roles, identify, optimizers
from .loop_run import Run
from .loop_series import Series, series_of, whole
from .loop_table import LoopTable
from .loop_twins import joined
from .loop_watch import LoopWatch
from .loop_words import last, rate_name
from .place import Place
from .recorder import MAX_COORDINATES, MAX_OBSERVED_STEPS, MAX_TRAININGS, Framework, Recorder, Training
from .stretching import assigned_at

_HYPER = {
    "adam": ("learning_rate", "beta_1", "beta_2", "epsilon"),
    "rms": ("learning_rate", "rho", "epsilon", "momentum"),
    "adagrad": ("learning_rate", "epsilon"),
    "": ("learning_rate", "momentum"),
}
"""What an optimizer's attributes may be, by a part of its class's name."""
_TRIED = 40
"""Runs of a loop that are looked at to see whether it trains."""
_COMPARED = 6


def record_loops(watch: LoopWatch, recorder: Recorder) -> None:
    """Hand the trainings among the loops to the recorder, in the order in which they began."""
    found = [training for run in watch.runs for training in _of_tree(run, watch.table)]
    for _, training in sorted(found, key=lambda each: each[0]):
        if training.framework == "numpy" or not joined(recorder, training):
            recorder.trainings.append(training)
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
        longest = max(runs[:_TRIED], key=lambda run: len(run.starts))
        if len(longest.starts) <= 2:
            continue
        roles = identify(series_of([longest]), table) or identify(series_of(runs[:_TRIED]), table)
        if roles is None:
            continue
        found: list[Numbered] = []
        for group in _groups(runs, [pair.path for pair in roles.pairs])[:MAX_TRAININGS]:
            series = series_of(group)
            own = identify(series, table)
            if own is not None:
                found.append(_made(series, own, table, root))
        if found:
            return found
    return []


def _depth(run: Run) -> int:
    depth = 0
    while run.around is not None:
        run, depth = run.around, depth + 1
    return depth


def _groups(runs: Sequence[Run], paths: Sequence[str]) -> list[list[Run]]:
    """Runs of a loop that go on where the one before has stopped are one training, cut into epochs."""
    groups: list[list[Run]] = []
    for run in runs:
        if groups and _goes_on(groups[-1][-1], run, paths):
            groups[-1].append(run)
        else:
            groups.append([run])
    return groups


def _goes_on(one: Run, other: Run, paths: Sequence[str]) -> bool:
    return (
        one.end is not None
        and bool(other.starts)
        and all(
            path in one.end
            and path in other.starts[0]
            and np.array_equal(flat(one.end[path]), flat(other.starts[0][path]), equal_nan=True)
            for path in paths
        )
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
        _framework(first, paths),
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
    training.stretched = _stretched(series, paths)
    training.in_turn = _in_turn(series, roles)
    training.whole = any(_is_whole(series, path) for path in paths)
    training.optimizer = _optimizer(series)
    training.arguments = _arguments(series)
    fill(training, series, roles, table, theta)
    _finish(training, series, root, paths)
    return first.began, training


def _stretched(series: Series, paths: Sequence[str]) -> bool:
    """Whether the steps are computed from a difference that became a table."""
    made = assigned_at(series.loop.node, {line for run in series.runs for line in run.tables})
    return any(touches(one, path) or one in series.flow.sources(path) for one in made for path in paths)


def _is_whole(series: Series, path: str) -> bool:
    """Whether an array holds integers before and after every step."""
    rows = [leaves.get(path) for leaves in (*series.before, *series.after)]
    return all(isinstance(leaf, np.ndarray | np.generic) and leaf.dtype.kind in "iu" for leaf in rows)


def _in_turn(series: Series, roles: Roles) -> bool:
    """Whether a parameter's step is computed from another parameter that had already moved in that iteration."""
    moved = [pair for pair in roles.pairs if pair.gradients is not None and series.has_moved(pair.path)]
    paths = [path for pair in moved for path in _coordinates(series, pair)]
    made = {path: series.flow.made_from(path, paths) for path in paths}
    return any(1 in made[path][other] for path in paths for other in paths if other != path)


def _coordinates(series: Series, pair: Pair) -> list[str]:
    """``theta.0``, ``theta.1`` where each is written by itself, else the parameter's own path."""
    size = int(np.size(series.after[0][pair.path]))
    own = [f"{pair.path}.{place}" for place in range(size)]
    written = {event.path for event in series.flow.events if event.kind != "read"}
    return own if size > 1 and written.issuperset(own) and pair.path not in written else [pair.path]


def _total(series: Series, root: Run, paths: Sequence[str], rows: int) -> int:
    """Steps in all: those that were kept, and those that were only counted."""
    if not (_unkept(series, root) or series.cut or any(run.full for run in series.runs)):
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


def _unkept(series: Series, root: Run) -> bool:
    """Whether the loop was entered more often than was kept."""
    kept = sum(run.steps for run in [root, *root.within] if run.loop.number == series.loop.number)
    return root.totals[series.loop.number] > kept


def _theta(series: Series, paths: Sequence[str]) -> Vector:
    start = np.hstack([series.rows_before(path)[:1] for path in paths])
    return np.vstack([start, np.hstack([series.rows_after(path) for path in paths])])


def _finish(training: Training, series: Series, root: Run, paths: Sequence[str]) -> None:
    """Where a long training ended, and what stopped it."""
    last = series.runs[-1]
    training.error = last.error
    if training.steps > len(training.theta) - 1:
        training.last_theta = _end(series, root, paths)


def _end(series: Series, root: Run, paths: Sequence[str]) -> Vector | None:
    """The parameters after the very last step; None where they aren't in sight.

    Where the loop was entered too often to be kept each time, the loop around it knows them.
    """
    last = series.runs[-1]
    holder, names = last, list(paths)
    if _unkept(series, root):
        if last.around is None or any(run.around is not last.around for run in series.runs):
            return None
        holder = last.around
        names = [_outside(path, series.runs, holder) for path in paths]
    if holder.end is None or any(name not in holder.end for name in names):
        return None
    return np.hstack([flat(holder.end[name]) for name in names])


def _outside(path: str, runs: Sequence[Run], around: Run) -> str:
    """What the loop around calls it: the variable that has each time the value with which the inner loop ended."""
    pairs = list(zip(runs, around.starts[1:], strict=False))[:_COMPARED]
    for name in sorted(around.end or (), key=lambda each: each != path):
        if len(pairs) > 1 and all(
            run.end is not None
            and path in run.end
            and name in start
            and np.array_equal(flat(run.end[path]), flat(start[name]), equal_nan=True)
            for run, start in pairs
        ):
            return name
    return ""


def _framework(run: Run, paths: Sequence[str]) -> Framework:
    """Whose tensors the parameters are."""
    told = {run.families.get(path.partition(".")[0], "") for path in paths}
    return "torch" if "torch" in told else "tf2" if "tensorflow" in told else "numpy"


def _place(series: Series) -> Place:
    loop, run = series.loop, series.runs[0]
    numbers = dict(run.numbers)
    for path, leaf in series.after[0].items():
        plain = np.size(leaf) == 1 and "#" not in path and "[" not in path
        if plain and path not in numbers and _is_setting(series, path):
            numbers[clip(path)] = float(flat(leaf)[0])
    return Place(cell=loop.cell, line=loop.line, function=clip(loop.function), numbers=numbers)


def _is_setting(series: Series, path: str) -> bool:
    """Whether it stays what it is, or is called a rate: not what an iteration works out, a step or an error."""
    return rate_name(last(path)) > 0 or path not in series.paths or is_constant(series.rows_after(path))


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
