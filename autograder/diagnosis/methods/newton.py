"""Newton's method: each step solves H p = -g at the newest point."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from autograder.diagnosis.methods.steps import (
    RIGHT,
    UNKNOWN,
    Explained,
    Problem,
    factor,
    mistaken,
    other,
    same,
)
from autograder.protocol.arrays import Vector


def explain_newton(problem: Problem, path: Sequence[Vector]) -> Explained:
    """Explain the first steps from theta0: ``path`` holds it and the points after one, two, three steps."""
    if len(path) < 2:
        return UNKNOWN
    start, first = path[0], path[1]
    if first.shape != start.shape:
        return _divided(problem, first)
    g, h = problem.gradient(start), problem.hessian(start)
    newton = -np.linalg.solve(h, g)
    step = first - start
    times = factor(step, newton)
    if times is None:
        return _first(step, g, h)
    if times < 0:
        return mistaken("sign-flipped")
    if abs(times - 1) > 1e-6:
        return _damped(problem, path, times)
    return _later(problem, path)


def _first(step: Vector, g: Vector, h: Vector) -> Explained:
    """The first step is no Newton step."""
    if not np.any(step):
        return mistaken("not-updated")
    if (times := factor(step, g)) is not None:
        return other("sgd") if times < 0 else mistaken("different-algorithm", "sign-flipped", algorithm="sgd")
    if factor(step, h @ g) is not None:
        return mistaken("hessian-not-inverted")
    if factor(step, g / np.diagonal(h)) is not None:
        return mistaken("hessian-diagonal")
    return UNKNOWN


def _divided(problem: Problem, first: Vector) -> Explained:
    """A matrix came back: g / H, number by number."""
    g, h = problem.gradient(problem.theta0), problem.hessian(problem.theta0)
    if first.shape == h.shape:
        for theta, gradient in ((problem.theta0, g), (problem.theta0[:, None], g[:, None])):
            if np.allclose(first, theta - gradient / h, rtol=1e-6):
                return mistaken("hessian-divided")
    return UNKNOWN


def _damped(problem: Problem, path: Sequence[Vector], times: float) -> Explained:
    """A step of another length: always the same share, or one that a line search found."""
    shares = [times]
    for before, after in pairwise(path[1:]):
        share = factor(after - before, -np.linalg.solve(problem.hessian(before), problem.gradient(before)))
        if share is None:
            return UNKNOWN
        shares.append(share)
    if len(shares) > 1 and max(abs(share - times) for share in shares) < 1e-6:
        return mistaken("gradient-scaled", factor=times)
    return UNKNOWN if len(shares) < 2 else Explained(known=True, variant="damped")


def _later(problem: Problem, path: Sequence[Vector]) -> Explained:
    """The first step is right; are those after it?"""
    start, first = path[0], path[1]
    if len(path) < 3:
        return RIGHT
    scale = float(np.linalg.norm(first - start))
    if all(same(point, first, scale, 1e-12) for point in path[2:]):
        return mistaken("stopped-early")
    for number in range(2, len(path)):
        before, after = path[number - 1], path[number]
        expected = before - np.linalg.solve(problem.hessian(before), problem.gradient(before))
        # A tolerance of their own may end it once the steps are short.
        if same(after, expected, scale) or (number > 2 and same(after, before, scale, 1e-3)):
            continue
        if same(after, before, scale, 1e-3):
            return mistaken("stopped-early")
        stale = {
            "hessian-not-updated": (start, before),
            "gradient-not-updated": (before, start),
        }
        for name, (curved_at, sloped_at) in stale.items():
            guess = before - np.linalg.solve(problem.hessian(curved_at), problem.gradient(sloped_at))
            if same(after, guess, scale):
                return mistaken(name)
        if same(after, before + (first - start), scale):
            return mistaken("gradient-not-updated")
        return UNKNOWN
    return RIGHT
