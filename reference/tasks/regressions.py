"""Made regressions: well and badly conditioned, with noise and a bias; and one with rare features.

Samples come from closed formulas, rounded to three decimals, so that every machine has the same.
"""

import numpy as np

from reference.algorithms.algorithm import Array
from reference.tasks.task import Task, least_squares

# Square roots of primes: multiples of them, taken modulo 1, fill the unit cube evenly.
IRRATIONALS = np.sqrt(np.array([2.0, 3.0, 5.0, 7.0, 11.0]))


def well_conditioned() -> Task:
    """Return 40 samples of three features and a bias, condition number below 10, noise of about 0.1."""
    x, noise = spread(40, 3)
    return _noisy("well-conditioned", x, np.array([1.5, -2.0, 0.5, 0.75]), noise)


def ill_conditioned() -> Task:
    """Return 40 samples like those, their features on scales 10, 1 and 0.1: condition number above 10,000."""
    x, noise = spread(40, 3)
    scaled = np.round(x * [10.0, 1.0, 0.1], 3)
    return _noisy("ill-conditioned", scaled, np.array([0.3, -2.0, 4.0, 0.75]), noise)


def sparse_gradients() -> Task:
    """Return 32 samples that each have one of five features, ever rarer, and a noise of about 0.1.

    The commonest is in 16 samples, the two rarest in two each. A mini-batch without a feature has the
    gradient exactly 0 there.
    """
    counts = [16, 8, 4, 2, 2]
    owner = np.repeat(np.arange(5), counts)
    order = np.argsort((np.arange(32) * IRRATIONALS[0]) % 1)
    values, noise = spread(32, 1)
    x = np.zeros((32, 5))
    x[np.arange(32), owner[order]] = np.round(1 + values[:, 0] / 4, 3)
    y = np.round(x @ np.array([0.5, -1.0, 1.5, -2.0, 2.5]) + noise, 3)
    return least_squares("sparse-gradients", x, y)


def spread(samples: int, features: int) -> tuple[Array, Array]:
    """Return features spread evenly over [-2, 2], and noise over [-0.2, 0.2]."""
    points = (np.arange(1, samples + 1)[:, None] * IRRATIONALS) % 1 - 0.5
    return np.round(4 * points[:, :features], 3), np.round(0.4 * points[:, -1], 3)


def _noisy(name: str, x: Array, weights: Array, noise: Array) -> Task:
    with_bias = np.column_stack([x, np.ones(len(x))])
    return least_squares(name, with_bias, np.round(with_bias @ weights + noise, 3))
