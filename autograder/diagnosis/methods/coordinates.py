"""Coordinate descent on a quadratic: every coordinate goes to its minimum, the others at their newest values."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

import numpy as np

from autograder.diagnosis.methods.steps import (
    RIGHT,
    UNKNOWN,
    Explained,
    factor,
    mistaken,
    other,
    same,
)
from autograder.protocol.arrays import Vector

SEARCHED = 1e-3
"""A search along the coordinate finds its minimum within this share."""

Move = Callable[[Vector, int], float]
"""(theta, i) to the new theta_i."""


class Sweeps:
    """Points after one, two, three sweeps on 1/2 theta a theta - b theta."""

    def __init__(self, a: Vector, b: Vector, path: Sequence[Vector]) -> None:
        self.a, self.b, self.path = a, b, path
        self.size = len(b)
        self.minimum = np.linalg.solve(a, b)
        self.scale = float(np.linalg.norm(path[0] - self.minimum))

    def slope(self, theta: Vector, i: int) -> float:
        """Derivative along one coordinate."""
        return float(self.a[i] @ theta - self.b[i])

    def exact(self, theta: Vector, i: int) -> float:
        """Minimum along one coordinate."""
        return float(theta[i] - self.slope(theta, i) / self.a[i, i])

    def swept(self, theta: Vector, order: Sequence[int], move: Move) -> Vector:
        """Return theta after moving these coordinates one after the other."""
        theta = theta.copy()
        for i in order:
            theta[i] = move(theta, i)
        return theta

    def at_once(self, theta: Vector, move: Move) -> Vector:
        """Return theta after moving all coordinates from the old values."""
        return np.array([move(theta, i) for i in range(self.size)])


def explain_coordinates(a: Vector, b: Vector, path: Sequence[Vector], last: Vector | None) -> Explained:
    """Explain the first sweeps from theta0; ``last``: where very many sweeps lead."""
    sweeps = Sweeps(a, b, path)
    if len(path) < 2 or any(point.shape != path[0].shape for point in path):
        return UNKNOWN
    if all(_in_turn(sweeps, one, two) for one, two in itertools.pairwise(path)):
        standing = last is not None and last.shape == path[0].shape and np.any(last == path[0])
        return mistaken("one-variable-only") if standing else RIGHT
    start, first = path[0], path[1]
    if np.array_equal(start, first):
        return mistaken("not-updated")
    if same(first, sweeps.minimum, sweeps.scale):
        return other("newton")
    g = a @ start - b
    along = factor(first - start, g)
    if along is not None:
        return other("sgd") if along < 0 else mistaken("sign-flipped")
    return _named(sweeps, first)


def _in_turn(sweeps: Sweeps, before: Vector, after: Vector) -> bool:
    """Whether a sweep is exact: in the order of the coordinates, in any other, or a single coordinate."""
    turns = [tuple(range(sweeps.size)), tuple(reversed(range(sweeps.size)))]
    turns += [(i,) for i in range(sweeps.size)]
    turns += itertools.product(range(sweeps.size), repeat=sweeps.size)
    scale = max(float(np.linalg.norm(after - before)), 1e-12 * sweeps.scale)
    return any(same(after, sweeps.swept(before, turn, sweeps.exact), scale, SEARCHED) for turn in turns)


def _named(sweeps: Sweeps, first: Vector) -> Explained:
    a, b, start = sweeps.a, sweeps.b, sweeps.path[0]
    diagonal = np.diagonal(a)
    moves: dict[str, Move] = {
        "own-term-kept": lambda theta, i: float((b[i] - a[i] @ theta) / diagonal[i]),
        "coordinate-not-divided": lambda theta, i: float(b[i] - a[i] @ theta + diagonal[i] * theta[i]),
        "sign-flipped": lambda theta, i: float(theta[i] + sweeps.slope(theta, i) / diagonal[i]),
        "sign": lambda theta, i: float((b[i] + a[i] @ theta - diagonal[i] * theta[i]) / diagonal[i]),
    }
    turn = range(sweeps.size)
    scale = float(np.linalg.norm(first - start))
    if same(first, sweeps.at_once(start, sweeps.exact), scale):
        return mistaken("coordinates-at-once")
    for name, move in moves.items():
        called = "sign-flipped" if name == "sign" else name
        if same(first, sweeps.swept(start, turn, move), scale):
            return mistaken(called)
        if same(first, sweeps.at_once(start, move), scale):
            return mistaken("coordinates-at-once", called)
    return _short_steps(sweeps, first, scale) or UNKNOWN


def _short_steps(sweeps: Sweeps, first: Vector, scale: float) -> Explained | None:
    """A gradient step along each coordinate, or a share of the way."""
    start = sweeps.path[0]
    for turn in (range(sweeps.size), range(sweeps.size - 1, -1, -1)):
        head = turn[0]
        slope = sweeps.slope(start, head)
        if slope == 0:
            continue
        rate = float((start[head] - first[head]) / slope)
        share = rate * float(sweeps.a[head, head])

        def stepped(theta: Vector, i: int, rate: float = rate) -> float:
            return float(theta[i] - rate * sweeps.slope(theta, i))

        def shared(theta: Vector, i: int, share: float = share) -> float:
            return float(theta[i] - share * sweeps.slope(theta, i) / sweeps.a[i, i])

        if same(first, sweeps.swept(start, turn, stepped), scale):
            return mistaken("coordinate-step-inexact", factor=rate)
        if same(first, sweeps.swept(start, turn, shared), scale):
            return mistaken("coordinate-step-inexact", factor=share, of="share")
    return None
