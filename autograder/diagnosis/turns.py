"""Were the gradients of later variables asked for after earlier ones had moved?

Of a quadratic loss a gradient changes by a constant matrix times the move. So what a later variable was handed differs
from the gradient at the step's beginning by such a multiple of how the other variables moved in that very step.
"""

from __future__ import annotations

import numpy as np

from autograder.protocol.arrays import Vector

_SPARE = 2
"""Steps for each entry of the matrix, and more: fewer steps would fit anything."""
_CLEARLY = 0.1
"""What the moves leave, beside what a constant factor leaves."""


def taken_in_turn(sizes: tuple[int, ...], handed: Vector, true: Vector, moves: Vector, room: Vector) -> bool:
    """Whether moves of other variables explain every difference; a variable that goes first has none."""
    owner = np.repeat(np.arange(len(sizes)), sizes)
    gap = handed - true
    room = np.broadcast_to(room, gap.shape)
    later = sorted(set(owner[(np.abs(gap) > room).any(axis=0)]))
    if not later or len(later) == len(sizes):
        return False
    for one in later:
        own = owner == one
        left = _left_over(gap[:, own], moves[:, ~own], room[:, own])
        # On a straight path the moves explain a wrong factor too; then the better one of the two counts.
        if left > 1.0 or left > _CLEARLY * _left_by_factor(handed[:, own], true[:, own], room[:, own]):
            return False
    return True


def _left_over(gap: Vector, moves: Vector, room: Vector) -> float:
    """What the moves leave of the differences, in ``room``; infinite where there are too few to tell."""
    told = (np.abs(gap) > room).any(axis=1)
    scale = np.linalg.norm(moves[told], axis=1, keepdims=True)
    if told.sum() < _SPARE * (moves.shape[1] + 1) or not np.isfinite(moves).all() or not (scale > 0).all():
        return np.inf
    # Each step counts alike, however short it is.
    matrix = np.linalg.lstsq(moves[told] / scale, gap[told] / scale, rcond=None)[0]
    return float((np.abs(gap - moves @ matrix) / room).max())


def _left_by_factor(handed: Vector, true: Vector, room: Vector) -> float:
    factor = float((handed * true).sum() / max(float((true * true).sum()), 1e-300))
    return float((np.abs(handed - factor * true) / room).max())
