"""What is left of the way where each gradient is of other data: they jump about a mean, and it has to vanish."""

from __future__ import annotations

import math

import numpy as np

from autograder.protocol.arrays import Vector

ARRIVED = 0.1
"""Share of the way that may be left."""
FEW = 4
"""Losses that tell something."""
_LEAST, _EARLY = 0.01, 25
"""The least gradient that is told from none, beside the largest; a 25th of a run is its beginning."""


def linear_mean(points: Vector, gradients: Vector) -> tuple[Vector, Vector]:
    """The gradients' mean, as a linear function of the parameters, and how far each coordinate is off it at most."""
    basis = np.hstack([points, np.ones((len(points), 1))])
    # What a batch adds is about as large as the gradient is: near the minimum both tell most.
    sizes = np.linalg.norm(gradients, axis=1, keepdims=True)
    weights = 1.0 / (sizes + _LEAST * sizes.max())
    solution, *_ = np.linalg.lstsq(weights * basis, weights * gradients, rcond=None)
    return solution, np.abs(basis @ solution - gradients).max(axis=0)


def left_on_average(points: Vector, gradients: Vector, linear: Vector, known: Vector) -> float | None:
    """Share of the way that is left where gradients are noisy: by their mean's minimum, by the losses, by their mean.

    None where the losses are to tell, or nothing does.
    """
    curvature = 0.5 * (linear[:-1] + linear[:-1].T)
    if np.linalg.eigvalsh(curvature)[0] > 0:
        minimum = np.linalg.solve(curvature, -linear[-1])
        start, rest = points[0] - minimum, points[-1] - minimum
        left = float(rest @ curvature @ rest) / max(float(start @ curvature @ start), 1e-300)
        if left <= ARRIVED:
            return left
    if len(known) >= FEW:
        return None
    late = gradients[-max(len(gradients) // 4, 1) :]
    first = float(np.linalg.norm(gradients[: max(len(gradients) // _EARLY, 1)].mean(axis=0)))
    mean = float(np.linalg.norm(late.mean(axis=0)))
    doubt = 2.0 * float(np.linalg.norm(late.std(axis=0))) / math.sqrt(len(late))
    # Of a square, what is left goes with the square of the gradient.
    if (mean + doubt) ** 2 <= ARRIVED * first**2:
        return (mean / first) ** 2
    return (mean / first) ** 2 if max(mean - doubt, 0.0) ** 2 > ARRIVED * first**2 else None
