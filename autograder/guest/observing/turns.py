"""Steps by hand that move one variable after the other, each with a gradient of its own: together they are one step."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .recorder import Training, Vector

_FEWEST = 2
"""Rounds that have to be alike."""


def in_turns(training: Training, true: Sequence[Vector]) -> list[Vector]:
    """Make each round one step, where variables move by turns; returns the loss's gradients at their beginnings."""
    rows = list(true)
    if not training.vectors or len(training.theta) <= 2 or len(rows) < len(training.theta) - 1:
        return rows
    sizes = training.sizes
    turns = _turns(_moved(np.stack(training.theta), sizes))
    if turns is None:
        return rows
    rounds = (len(training.theta) - 1) // len(turns)
    mine = [np.repeat(turn, sizes) for turn in turns]
    gradients = {
        number: np.sum(
            [
                np.where(own, training.gradients[number * len(turns) + place], 0.0)
                for place, own in enumerate(mine)
            ],
            axis=0,
        )
        for number in range(rounds)
    }
    starts = range(0, rounds * len(turns), len(turns))
    training.theta[:] = training.theta[: rounds * len(turns) + 1 : len(turns)]
    training.gradients = gradients
    training.losses = {
        number: training.losses[start] for number, start in enumerate(starts) if start in training.losses
    }
    training.rates = {
        number: training.rates[start] for number, start in enumerate(starts) if start in training.rates
    }
    training.asked.clear()
    training.steps //= len(turns)
    training.in_turn = True
    return [rows[start] for start in starts]


def _moved(theta: Vector, sizes: Sequence[int]) -> npt.NDArray[np.bool_]:
    """(T, variables): which of them each step moves."""
    ends = np.cumsum(sizes)[:-1]
    return np.stack(
        [part.any(axis=1) for part in np.split(np.diff(theta, axis=0) != 0, ends, axis=1)], axis=1
    )


def _turns(moved: npt.NDArray[np.bool_]) -> list[npt.NDArray[np.bool_]] | None:
    """Which variables move first, second … in each round; None where they don't move by turns."""
    all_ = moved.any(axis=0)
    turns: list[npt.NDArray[np.bool_]] = []
    for row in moved:
        if not row.any() or any((row & turn).any() for turn in turns):
            return None
        turns.append(row)
        if np.logical_or.reduce(turns).sum() == all_.sum():
            break
    length = len(turns)
    if length < 2 or len(moved) < _FEWEST * length:
        return None
    alike = all(not (row & ~turns[step % length]).any() for step, row in enumerate(moved))
    return turns if alike else None


def only_asked(training: Training, asked: Sequence[bool]) -> npt.NDArray[np.bool_]:
    """Leave out variables that nobody asked a gradient of; returns the coordinates that stay."""
    columns = np.repeat(np.array(asked), training.sizes)
    if columns.all() or not training.vectors:
        return columns
    training.theta[:] = [row[columns] for row in training.theta]
    for table in (training.gradients, training.asked, training.true):
        for step, row in table.items():
            table[step] = row[columns]
    if training.last_theta is not None:
        training.last_theta = np.ravel(training.last_theta)[columns]
    training.names = tuple(name for name, one in zip(training.names, asked, strict=True) if one)
    training.sizes = tuple(size for size, one in zip(training.sizes, asked, strict=True) if one)
    return columns
