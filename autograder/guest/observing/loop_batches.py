"""Minibatches in sight of a loop, ``xb`` and ``yb`` of each step, and the gradient of the student's loss on them.

Where each step's gradient is one number times that of the squares of a pair of arrays in sight, those are the batch it
was made of. Which multiple is right, the student's own loss says: of the batch, of all data in each step, or of all
data after each epoch.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..wire import Vector
from .loop_losses import Losses
from .loop_numbers import factor_of
from .loop_reading import Leaves, flat
from .loop_series import Series
from .loop_truth import Truth, designs_of, truth_of
from .loop_words import is_history_name, is_loss_name

_ALIKE = 1e-6
_SINGLE_ALIKE = 1e-4
_ARRIVED = 1e-7
"""What is as small as this beside the largest gradient is rounding."""
_FEWEST = 3
_TRIED = 6
_PARTS = (1.0, 0.5)

Models = tuple[list[Vector], list[Vector]]
"""By step: the samples as rows, and their targets."""


@dataclass(frozen=True)
class Batches:
    """What each step's gradient was made of."""

    designs: list[Vector]
    targets: list[Vector]
    uphill: bool
    """Whether the code's gradients point as the squares' do, and not against them."""

    def signed(self, gradients: Vector | None) -> Vector | None:
        """The code's gradients, turned round where it calls the descending direction so."""
        return gradients if gradients is None or self.uphill else -gradients

    def gradient(self, step: int, theta: Vector) -> Vector:
        """Of the sum of squares, at a point."""
        return 2.0 * self.designs[step].T @ (self.designs[step] @ theta - self.targets[step])

    def squares(self, step: int, theta: Vector) -> float:
        """The sum of squares, at a point."""
        return float(np.sum((self.designs[step] @ theta - self.targets[step]) ** 2))


def batches_of(
    series: Series,
    sizes: Sequence[int],
    bias: int | None,
    points: Vector,
    gradients: Vector | None,
    *,
    single: bool,
) -> Batches | None:
    """The arrays that change from step to step and have these gradients, each by one and the same number per sample."""
    if gradients is None:
        return None
    after = series.after[: min(len(points), len(gradients))]
    alike = _SINGLE_ALIKE if single else _ALIKE
    for x, y, which in _pairs(after, sizes, bias):
        few = _models(after[:_TRIED], x, y, which, sizes, bias)
        if _fitting(few, points, gradients, alike) is not None:  # most pairs are none: a few steps tell
            found = _fitting(_models(after, x, y, which, sizes, bias), points, gradients, alike)
            if found is not None:
                return found
    return None


def _fitting(models: Models | None, points: Vector, gradients: Vector, alike: float) -> Batches | None:
    """The batches whose squares, or means of squares, have these gradients by one number."""
    if models is None:
        return None
    steps = list(zip(*models, points, strict=False))
    sums = np.stack([2.0 * x.T @ (x @ theta - y) for x, y, theta in steps])
    samples = np.array([len(y) for _, y, _ in steps], dtype=np.float64)[:, None]
    for own in (sums / samples, sums):
        constant = _constant(gradients[: len(steps)], own, alike)
        if constant is not None:
            return Batches(*models, constant > 0)
    return None


def _constant(mine: Vector, own: Vector, alike: float) -> float | None:
    """The one number by which gradients are those others; None where there is none."""
    told = np.isfinite(mine).all(axis=1) & np.isfinite(own).all(axis=1)
    if np.count_nonzero(told) < _FEWEST:
        return None
    mine, own = mine[told], own[told]
    largest = np.abs(mine).max(axis=1)
    clear = largest > _ARRIVED * largest.max()
    weights = 1.0 / np.where(clear, largest, np.inf)[:, None]
    constant = factor_of(weights * mine, weights * own)
    if np.count_nonzero(clear) < _FEWEST or constant == 0.0:
        return None
    return constant if np.all(np.abs(weights * (mine - constant * own)) <= alike) else None


def _pairs(after: Sequence[Leaves], sizes: Sequence[int], bias: int | None) -> Iterator[tuple[str, str, int]]:
    """Two arrays that change, and which of the models that they make."""
    names = [name for name in after[0] if _is_batch(after, name)] if after else []
    for x in names:
        for y in names:
            if x != y:
                for which, _ in enumerate(designs_of(sizes, bias, after[0][x], after[0][y])):
                    yield x, y, which


def _models(
    after: Sequence[Leaves], x: str, y: str, which: int, sizes: Sequence[int], bias: int | None
) -> Models | None:
    """Designs and targets of these steps; None where one of them makes no such model."""
    steps = [list(designs_of(sizes, bias, leaves[x], leaves[y])) for leaves in after]
    if any(len(each) <= which for each in steps):
        return None
    return [each[which][0] for each in steps], [each[which][1] for each in steps]


def _is_batch(after: Sequence[Leaves], name: str) -> bool:
    """Whether it is an array of numbers in each step, and not always the same."""
    rows = [leaves.get(name) for leaves in after]
    if any(not isinstance(row, np.ndarray) or row.ndim == 0 for row in rows):
        return False
    first = flat(rows[0])  # type: ignore[arg-type]
    return any(flat(row).size != first.size or bool(np.any(flat(row) != first)) for row in rows[1:])  # type: ignore[arg-type]


def shares_of(
    batches: Batches, losses: Sequence[Losses], truth: Truth | None, theta: Vector
) -> tuple[float, bool] | None:
    """What the student's loss gives each square: a number, and whether it is divided by the number of samples."""
    if truth is not None:
        samples = len(truth.targets)
        mean = any(abs(truth.factor * samples - part) <= 1e-9 for part in _PARTS)
        return (truth.factor * samples, True) if mean else (truth.factor, False)
    count = min(len(batches.targets), len(theta) - 1)
    sizes = np.array([len(one) for one in batches.targets[:count]], dtype=np.float64)
    for each in losses:
        for shift in (0, 1) if each.shift is None else (each.shift,):
            squares = np.array([batches.squares(step, theta[step + shift]) for step in range(count)])
            share = _share(each.values[:count], squares, sizes)
            if share is not None:
                return share
    return None


def _share(losses: Vector, squares: Vector, sizes: Vector) -> tuple[float, bool] | None:
    """The part that the losses are of the squares, or of their means."""
    told = np.isfinite(losses) & np.isfinite(squares)
    if np.count_nonzero(told) < _FEWEST or np.ptp(losses[told]) == 0.0:
        return None
    room = _ALIKE * np.abs(losses[told]) + 1e-14 * losses[told].max()
    for mean, part in itertools.product((True, False), _PARTS):
        goal = part * squares / (sizes if mean else 1.0)
        if np.all(np.abs(goal - losses)[told] <= room):
            return part, mean
    return None


def own_gradients(
    batches: Batches, share: tuple[float, bool] | None, points: Vector, at: Sequence[int]
) -> dict[int, Vector]:
    """The loss's own gradients in these steps; none where nobody knows the loss."""
    if share is None:
        return {}
    part, mean = share
    return {
        step: batches.gradient(step, points[step]) * part / (len(batches.targets[step]) if mean else 1)
        for step in at
        if step < len(batches.targets)
    }


def epoch_truth(
    series: Series, paths: Sequence[str], sizes: Sequence[int], bias: int | None, *, single: bool
) -> Truth | None:
    """The loss of all data that the loop around works out after each run of this one."""
    around = series.runs[0].around
    if around is None or any(run.around is not around for run in series.runs):
        return None
    runs = [run for run in series.runs if run.end is not None and all(path in run.end for path in paths)]
    later = around.starts[1 : len(runs) + 1]
    runs = runs[: len(later)]
    if len(runs) < _FEWEST:
        return None
    theta = np.stack([np.hstack([flat(run.end[path]) for path in paths]) for run in runs])  # type: ignore[index]
    for name in _named_losses(later):
        rows = np.array([float(flat(leaves[name])[0]) for leaves in later])
        truth = truth_of(theta, rows, sizes, bias, series.runs[0].data, single=single)
        if truth is not None:
            return truth
    return None


def _named_losses(leaves: Sequence[Leaves]) -> list[str]:
    """Numbers called a loss, and the last ones of lists that are called so."""
    return [
        name
        for name in leaves[0]
        if (is_loss_name(name) or (name.endswith("[-1]") and is_history_name(name.removesuffix("[-1]"))))
        and all(name in each and np.size(each[name]) == 1 for each in leaves)
    ]
