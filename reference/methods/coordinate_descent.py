"""Cyclic coordinate descent (lecture 3.4): one coordinate at a time, the others held.

    for i = 1 ... d, over and over:   theta_i <- theta_i - epsilon_i dJ/dtheta_i (theta)

Every step sees the coordinates that were changed before it. With epsilon_i = 1 / H_ii each step is exact on a
quadratic (no derivative along i is left): for H theta = b that is the method of Gauss and Seidel, which
converges for every positive definite H. With a fixed rate it is gradient descent by coordinates (Wright:
Coordinate descent algorithms, 2015).
"""

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from reference.algorithms.algorithm import Array
from reference.methods.walk import Gradient, Value, gradient_at, starting_point
from reference.run import finite_array
from reference.trajectory import Trajectory


def exact_rates(hessian: Array) -> Array:
    """Return 1 / H_ii: with them each step goes to the minimum along its coordinate."""
    diagonal: Array = np.diagonal(hessian)
    if not np.all(diagonal > 0):
        raise ValueError(
            f"coordinate descent: no minimum along a coordinate where H_ii is not above 0: {diagonal}"
        )
    return 1 / diagonal


def coordinate_descent(
    gradient: Gradient,
    theta0: ArrayLike,
    rates: ArrayLike,
    sweeps: int,
    *,
    loss: Value | None = None,
    dtype: DTypeLike = np.float64,
) -> Trajectory:
    """Go through the coordinates in turn, `sweeps` times; rates: one for all, or one for each coordinate.

    One step of the trajectory is one coordinate: theta[::d] are the sweeps, and a gradient holds the one
    derivative that was used.
    """
    theta = starting_point(theta0, sweeps, dtype)
    epsilon = finite_array("rates", rates, dtype)
    if epsilon.shape not in {(), theta.shape} or not np.all(epsilon >= 0):
        raise ValueError(
            f"coordinate descent: rates must be one number or {theta.shape} of them, none negative, not {epsilon}"
        )
    owns = np.tile(np.eye(len(theta), dtype=bool), (sweeps, 1))
    lengths = np.tile(np.broadcast_to(epsilon, theta.shape), sweeps)
    path, fed = [theta], []
    with np.errstate(all="ignore"):
        for own, length in zip(owns, lengths, strict=True):
            fed.append(np.where(own, gradient_at(gradient, theta), theta.dtype.type(0)))
            theta = theta - length * fed[-1]
            path.append(theta)
        losses = None if loss is None else np.asarray([loss(theta) for theta in path], theta.dtype)
    return Trajectory(
        theta=np.stack(path),
        asked=np.stack(path)[:-1],
        gradients=np.stack(fed),
        rates=lengths,
        losses=losses,
        slots={},
    )
