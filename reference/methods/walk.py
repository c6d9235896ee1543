"""The loop that Newton's and the quasi-Newton methods share: from point to point until the gradient is small."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from reference.algorithms.algorithm import Array, State
from reference.run import finite_array
from reference.trajectory import Trajectory

Value = Callable[[Array], float]
Gradient = Callable[[Array], Array]


class Step(NamedTuple):
    """Where a step led."""

    theta: Array
    gradient: Array
    """(d,): the gradient there."""
    length: float
    """Of the direction taken: the rate."""
    state: State


class Limits(NamedTuple):
    """When to stop, and in which precision to go."""

    steps: int
    """At most this many."""
    tolerance: float = 0.0
    """Stop where no partial derivative is larger; at a stationary point in any case."""
    dtype: DTypeLike = np.float64


def walk(
    step: Callable[[Array, Array, Any], Step],
    gradient: Gradient,
    theta0: ArrayLike,
    init: Callable[[Array], State],
    limits: Limits,
    loss: Value | None,
) -> Trajectory:
    """Go `step(theta, gradient at theta, state)` by step; the trajectory may be shorter than the limit."""
    theta = starting_point(theta0, limits.steps, limits.dtype)
    if not 0 <= limits.tolerance < float("inf"):
        raise ValueError(f"tolerance must be finite and not negative, not {limits.tolerance}")
    # A line search may try a point where the loss overflows: then that length is too long.
    with np.errstate(all="ignore"):
        state, g = init(theta), gradient_at(gradient, theta)
        path, fed, slots = [theta], [g], [state._asdict()]
        lengths: list[float] = []
        while len(lengths) < limits.steps and not np.max(np.abs(g)) <= limits.tolerance:
            theta, g, length, state = step(theta, g, state)
            path.append(theta)
            fed.append(g)
            lengths.append(length)
            slots.append(state._asdict())
        losses = None if loss is None else np.asarray([loss(theta) for theta in path], theta.dtype)
    return Trajectory(
        theta=np.stack(path),
        asked=np.stack(path)[:-1],
        gradients=np.stack(fed)[:-1],
        rates=np.asarray(lengths, theta.dtype),
        losses=losses,
        slots={name: np.stack([slot[name] for slot in slots]) for name in slots[0]},
    )


def starting_point(theta0: ArrayLike, steps: int, dtype: DTypeLike) -> Array:
    """Check where and how far to go, and return the start as an array."""
    start = finite_array("theta0", theta0, dtype)
    if start.ndim != 1 or not start.size:
        raise ValueError(f"theta0 must have the shape (coordinates,), not {start.shape}")
    if steps < 1:
        raise ValueError(f"steps must be at least 1, not {steps}")
    return start


def gradient_at(gradient: Gradient, theta: Array) -> Array:
    """Ask for the gradient and check its shape."""
    g: Array = np.asarray(gradient(theta), theta.dtype)
    if g.shape != theta.shape:
        raise ValueError(
            f"the gradient function returned the shape {g.shape} for a point of shape {theta.shape}"
        )
    return g
