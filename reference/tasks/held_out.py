"""Where early stopping shows (lecture 1.1): more weights than samples, noise, and samples held out.

A curve over t in [0, 1] is fitted by 16 cosines of ever smaller weight,

    f(t) = sum_j w_j cos(pi j t) / max(j, 1),  j = 0 ... 15

to 12 noisy points of a curve that needs the first four. So the training loss has no single minimiser and
falls to 0: the model remembers the noise. Gradient descent from 0 learns the large features first, so the
loss on the 40 points held out falls and then rises again.
"""

from typing import NamedTuple

import numpy as np

from reference.algorithms.algorithm import Array
from reference.tasks.regressions import IRRATIONALS
from reference.tasks.task import Task, least_squares

TRAINING = 12
SAMPLES = 52
FEATURES = 16


class HeldOut(NamedTuple):
    """Samples to train on, and others of the same distribution to measure performance on."""

    training: Task
    """Its minimum is the minimiser of least norm, to which gradient descent leads from 0."""
    held_out: Task


def curve() -> HeldOut:
    """Return the noisy curve: noise spread evenly over [-0.3, 0.3]."""
    points = (np.arange(1, SAMPLES + 1)[:, None] * IRRATIONALS) % 1
    x = features(points[:, 0])
    weights = np.zeros(FEATURES)
    weights[:4] = [0.5, 1.0, -1.0, 0.75]
    y = np.round(x @ weights + np.round(0.6 * (points[:, -1] - 0.5), 3), 3)
    return HeldOut(
        least_squares("curve", x[:TRAINING], y[:TRAINING]),
        least_squares("curve, held out", x[TRAINING:], y[TRAINING:]),
    )


def features(t: Array) -> Array:
    """Return cos(pi j t) / max(j, 1) for every t (n,): (n, 16), rounded to three decimals."""
    j = np.arange(FEATURES)
    x: Array = np.round(np.cos(np.pi * t[:, None] * j) / np.maximum(j, 1), 3)
    return x
