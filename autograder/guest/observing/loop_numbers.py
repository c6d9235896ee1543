"""What rows of numbers have to do with each other: whether steps follow from gradients, a loss from its gradients."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..wire import Vector

_CLOSE = 1e-6


@dataclass(frozen=True)
class Rule:
    """``move[t] = carried * move[t - 1] - rate * gradient[t]``."""

    carried: float
    rate: float


def close(one: Vector, other: Vector, scale: Vector | float = 0.0) -> bool:
    """Whether two tables are the same up to rounding; rows of NaN are left out."""
    rows = np.all(np.isfinite(one), axis=-1) & np.all(np.isfinite(other), axis=-1)
    if not np.any(rows):
        return False
    a, b = one[rows], other[rows]
    size = np.maximum(np.abs(a), np.abs(b)) * _CLOSE
    slack = (
        np.broadcast_to(scale, one.shape)[rows] * 1e-12 if np.ndim(scale) else float(np.max(scale)) * 1e-12
    )
    return bool(np.all(np.abs(a - b) <= size + slack + 1e-300))


def is_constant(rows: Vector) -> bool:
    """Whether all rows are the first one."""
    return bool(np.all(rows == rows[:1]))


def factor_of(one: Vector, other: Vector) -> float:
    """The number that the other is best multiplied with to be the one; 0 where there is nothing to multiply."""
    size = float(np.sum(other * other))
    return float(np.sum(one * other)) / size if size else 0.0


def linear_rule(moves: Vector, gradients: Vector, scale: float, fresh: list[bool]) -> Rule | None:
    """The constants with which the moves follow from the gradients, where they do so exactly."""
    previous = np.vstack([np.zeros_like(moves[:1]), moves[:-1]])
    previous[np.array(fresh) & (np.arange(len(moves)) == 0)] = 0.0
    rows = np.all(np.isfinite(moves), axis=1) & np.all(np.isfinite(gradients), axis=1)
    rows &= np.all(np.isfinite(previous), axis=1)
    if np.count_nonzero(rows) < 2:
        return None
    for columns in ((gradients,), (gradients, previous)):
        basis = np.stack([column[rows].reshape(-1) for column in columns], axis=1)
        goal = moves[rows].reshape(-1)
        if basis.shape[0] <= basis.shape[1]:
            continue
        weights, *_ = np.linalg.lstsq(basis, goal, rcond=None)
        left = np.abs(basis @ weights - goal)
        room = _CLOSE * np.max(np.abs(goal), initial=0.0) + 1e-12 * scale
        if weights[0] != 0 and np.all(left <= room):
            return Rule(float(weights[1]) if len(columns) > 1 else 0.0, -float(weights[0]))
    return None


def rated_rule(moves: Vector, gradients: Vector) -> bool:
    """Whether each step is a number of its own times the gradient: a rate that changes."""
    moved = 0
    for move, gradient in zip(moves, gradients, strict=True):
        if not (np.all(np.isfinite(move)) and np.all(np.isfinite(gradient))):
            continue
        size = float(gradient @ gradient)
        if size == 0.0 or move.size < 2:
            continue
        factor = float(move @ gradient) / size
        if np.any(np.abs(move - factor * gradient) > _CLOSE * np.max(np.abs(move)) + 1e-15):
            return False
        moved += 1
    return moved >= 2


def turns_with(moves: Vector, gradients: Vector) -> bool:
    """Whether the steps go against, or along, the gradients often enough to have to do with them."""
    rows = np.all(np.isfinite(moves), axis=1) & np.all(np.isfinite(gradients), axis=1)
    if not np.any(rows):
        return False
    signs = np.sign(moves[rows] * gradients[rows])
    told = signs[signs != 0]
    return bool(told.size) and abs(float(np.mean(told))) > 0.5


def loss_shift(losses: Vector, theta: Vector, gradients: Vector) -> int | None:
    """0 where ``losses[t]`` belongs to ``theta[t]``, 1 where it does to ``theta[t + 1]``; None where neither is clear.

    Of a quadratic loss the change from one point to the next is the mean of both gradients times the step; a constant
    factor of the gradients is left open.
    """
    with np.errstate(all="ignore"):
        steps = np.diff(theta, axis=0)[: len(gradients) - 1]
        expected = 0.5 * np.sum((gradients[:-1] + gradients[1:]) * steps, axis=1)
        shifts = []
        for shift in (0, 1):
            own, goal = expected[shift:], np.diff(losses)[: len(expected) - shift]
            told = np.isfinite(own) & np.isfinite(goal)
            if np.count_nonzero(told) < 3:
                return None
            own, goal = own[told], goal[told]
            factor = float(own @ goal) / max(float(own @ own), 1e-300)
            scale = float(np.max(np.abs(losses[np.isfinite(losses)]), initial=0.0))
            left = np.abs(factor * own - goal)
            shifts.append(bool(factor != 0 and np.all(left <= 1e-6 * np.max(np.abs(goal)) + 1e-13 * scale)))
    return shifts.index(True) if sum(shifts) == 1 else None
