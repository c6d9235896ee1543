"""What is left of the way where each gradient is of other data: they jump about a mean, and it has to vanish."""

from __future__ import annotations

import math

import numpy as np

from autograder.protocol.arrays import Vector

ARRIVED = 0.1
"""Share of the way that may be left."""
FEW = 4
"""Losses that tell something."""
JAGGED = 0.4
"""Share of steps in which losses or gradients turn, from which on they are those of mini-batches."""
QUADRATIC = 1e-3
"""How far the gradients of a quadratic loss may be off a linear function."""
_ROWS = 4
"""Steps per unknown of a regression."""
_LEAST, _EARLY = 0.01, 25
"""The least gradient that is told from none, beside the largest; a 25th of a run is its beginning."""


def turning(values: Vector) -> float:
    """Share of steps in which values turn from falling to rising, or back: (T,), or (T, d) of all coordinates."""
    return float((np.diff(np.sign(np.diff(values, axis=0)), axis=0) != 0).mean())


def share_left(curvature: Vector, minimum: Vector, start: Vector, end: Vector) -> float:
    """Share of the way from a start that is left at an end, in a bowl of this curvature about its minimum."""
    way, rest = start - minimum, end - minimum
    return float(rest @ curvature @ rest) / max(float(way @ curvature @ way), 1e-300)


def noisy_mean(points: Vector, gradients: Vector) -> Vector | None:
    """Mean of noisy gradients as a linear function of the parameters, (d + 1, d); None where they aren't noisy."""
    if len(gradients) < _ROWS * (points.shape[1] + 1) or turning(gradients) <= JAGGED:
        return None
    basis = np.hstack([points, np.ones((len(points), 1))])
    # What a batch adds is about as large as the gradient is: near the minimum both tell most.
    sizes = np.linalg.norm(gradients, axis=1, keepdims=True)
    weights = 1.0 / (sizes + _LEAST * sizes.max())
    solution, *_ = np.linalg.lstsq(weights * basis, weights * gradients, rcond=None)
    off = np.abs(basis @ solution - gradients).max(axis=0)
    swings = (off <= QUADRATIC * np.abs(gradients).max(axis=0)).all()  # from side to side, in steps too long
    return None if swings else solution


def left_in_mean(linear: Vector, start: Vector, end: Vector) -> float:
    """Share of the way that is left to where the mean vanishes; infinite where that is no minimum."""
    curvature = 0.5 * (linear[:-1] + linear[:-1].T)
    if np.linalg.eigvalsh(curvature)[0] <= 0:
        return math.inf
    return share_left(curvature, np.linalg.solve(curvature, -linear[-1]), start, end)


def left_by_size(gradients: Vector, *, whole: bool) -> float | None:
    """The same by how large the gradients are on average, late and early; None where that is in doubt.

    ``whole``: they are those of all steps; else what is left of the way may have been gone later.
    """
    late = gradients[-max(len(gradients) // 4, 1) :]
    first = float(np.linalg.norm(gradients[: max(len(gradients) // _EARLY, 1)].mean(axis=0)))
    mean = float(np.linalg.norm(late.mean(axis=0)))
    doubt = 2.0 * float(np.linalg.norm(late.std(axis=0))) / math.sqrt(len(late))
    # Of a square, what is left goes with the square of the gradient.
    arrived = (mean + doubt) ** 2 <= ARRIVED * first**2
    on_its_way = whole and max(mean - doubt, 0.0) ** 2 > ARRIVED * first**2
    return (mean / first) ** 2 if arrived or on_its_way else None
