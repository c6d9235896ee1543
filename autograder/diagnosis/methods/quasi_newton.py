"""Quasi-Newton methods: is each step along -H g, with the H that the steps before it teach?

The length of a step is the line search's, so only directions are compared; H comes from the student's own s and y.
What a curvature guard may do (leave H as it was where s y is not above 0, or begin again) is allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from autograder.diagnosis.methods.steps import (
    UNKNOWN,
    Explained,
    Problem,
    factor,
    mistaken,
    other,
)
from autograder.protocol.arrays import Vector
from reference.methods.lbfgs import LBFGSState, two_loops

Update = Callable[[Vector, Vector, Vector], Vector]
"""(H, s, y) to the next H."""
ENOUGH = 4
"""Steps that must follow a rule before it is taken for right; a slip's own direction shows in the second one."""


def _bfgs(h: Vector, s: Vector, y: Vector) -> Vector:
    rho, one = 1 / (y @ s), np.eye(len(s))
    v = one - rho * np.outer(s, y)
    changed: Vector = v @ h @ v.T + rho * np.outer(s, s)
    return changed


def _dfp(h: Vector, s: Vector, y: Vector) -> Vector:
    hy = h @ y
    return h + np.outer(s, s) / (s @ y) - np.outer(hy, hy) / (y @ hy)


def _sr1(h: Vector, s: Vector, y: Vector) -> Vector:
    u = s - h @ y
    return h + np.outer(u, u) / (u @ y)


def _factors(h: Vector, s: Vector, y: Vector, last: Vector, *, turned: bool = False) -> Vector:
    v = np.eye(len(s)) - np.outer(s, y) / (y @ s)
    changed: Vector = (v.T @ h @ v if turned else v @ h @ v.T) + last
    return changed


ACCEPTED: Mapping[str, Update] = {"bfgs": _bfgs, "dfp": _dfp, "sr1": _sr1}
"""The family: BFGS, and its relatives."""
WRONG: Mapping[str, Update] = {
    "factors-swapped": lambda h, s, y: _factors(h, s, y, np.outer(s, s) / (y @ s), turned=True),
    "last-term-sign": lambda h, s, y: _factors(h, s, y, -np.outer(s, s) / (y @ s)),
    "last-term-missing": lambda h, s, y: _factors(h, s, y, np.zeros_like(h)),
    "last-term-unscaled": lambda h, s, y: _factors(h, s, y, np.outer(s, s)),
    "first-term-missing": lambda h, s, y: h + np.outer(s, s) / (y @ s),
    "s-and-y-swapped": lambda h, s, y: _bfgs(h, y, s),
}
"""Slips in the formula of H, by what ``details.of`` calls them."""

ROUNDING = 1e-9
"""Of shorter steps, as a share of theta, too little is known."""


@dataclass(frozen=True)
class _Step:
    s: Vector
    y: Vector
    g: Vector
    """Gradient before the step."""


def explain_quasi_newton(problem: Problem, path: Sequence[Vector]) -> Explained:
    """Explain the first steps from theta0."""
    steps = _steps(problem, path)
    if not steps:
        return mistaken("not-updated") if len(path) > 1 and np.array_equal(path[0], path[1]) else UNKNOWN
    first = factor(steps[0].s, -steps[0].g)
    if first is None:
        return UNKNOWN
    if first < 0:
        return mistaken("sign-flipped")
    if len(steps) < 2:
        return UNKNOWN
    if len(steps) < ENOUGH:
        return _slip(problem, path, steps)
    if all(_along(one, one.g) for one in steps):
        return other("sgd")
    for name, update in ACCEPTED.items():
        if follows(steps, update):
            return _with_lengths(steps, update, "" if name == "bfgs" else name)
    if _limited(steps):
        return Explained(known=True, variant="lbfgs")
    return _slip(problem, path, steps)


def _slip(problem: Problem, path: Sequence[Vector], steps: Sequence[_Step]) -> Explained:
    for name, update in WRONG.items():
        if follows(steps, update):
            return mistaken("inverse-hessian-update", of=name)
    if follows(steps, _bfgs, lengths_forgotten=True):
        return mistaken("inverse-hessian-update", of="step-length-forgotten")
    if follows(steps, _hessian_itself):
        return mistaken("hessian-not-inverted")
    if all(
        _along(one, np.linalg.solve(problem.hessian(at), one.g)) for at, one in zip(path, steps, strict=False)
    ):
        return other("newton")
    if all(_spanned(one.s, (one.g, before.s)) for before, one in pairwise(steps)):
        return other("conjugate-gradient")
    return UNKNOWN


def _hessian_itself(b: Vector, s: Vector, y: Vector) -> Vector:
    """BFGS's formula for the Hessian, which stands where its inverse belongs."""
    bs = b @ s
    return b + np.outer(y, y) / (y @ s) - np.outer(bs, bs) / (s @ bs)


def _steps(problem: Problem, path: Sequence[Vector]) -> list[_Step]:
    steps = []
    for before, after in pairwise(path):
        if before.shape != after.shape or not np.isfinite(after).all():
            break
        if np.linalg.norm(after - before) <= ROUNDING * np.linalg.norm(before):
            break
        g = problem.gradient(before)
        steps.append(_Step(after - before, problem.gradient(after) - g, g))
    return steps


def _along(step: _Step, direction: Vector) -> bool:
    return factor(step.s, direction) is not None


def _spanned(step: Vector, directions: tuple[Vector, ...]) -> bool:
    basis = np.array(directions).T
    rest = step - basis @ np.linalg.lstsq(basis, step, rcond=None)[0]
    return bool(np.linalg.norm(rest) <= 1e-6 * np.linalg.norm(step))


def follows(steps: Sequence[_Step], update: Update, *, lengths_forgotten: bool = False) -> bool:
    """Whether every step lies along -H g for an H that the update may have made."""
    return next(_walks(steps, update, lengths_forgotten=lengths_forgotten), None) is not None


def _walks(
    steps: Sequence[_Step], update: Update, *, lengths_forgotten: bool = False
) -> Iterator[list[Vector]]:
    """All ways to explain the steps: the H before each of them."""
    start = np.eye(len(steps[0].s))

    def search(number: int, h: Vector, made: list[Vector]) -> Iterator[list[Vector]]:
        if number == len(steps):
            yield made
            return
        step = steps[number]
        if not _along(step, h @ step.g):
            return
        used = -h @ step.g if lengths_forgotten else step.s
        for changed in _changes(h, used, step, update, first=number == 0):
            yield from search(number + 1, changed, [*made, h])

    with np.errstate(all="ignore"):
        yield from search(0, start, [])


def _changes(h: Vector, s: Vector, step: _Step, update: Update, *, first: bool) -> Iterator[Vector]:
    yield update(h, s, step.y)
    if first:
        # Many scale the first H by s y / (y y) before it learns (Nocedal and Wright, equation 6.20).
        yield update(h * (s @ step.y) / (step.y @ step.y), s, step.y)
    if s @ step.y <= 0.2 * abs(s @ step.g):
        # Where the guard may act; anywhere else leaving H alone is no such method.
        yield h
        yield np.eye(len(s))


def _with_lengths(steps: Sequence[_Step], update: Update, variant: str) -> Explained:
    """The directions are right; were the lengths searched?"""
    made = next(_walks(steps, update))
    lengths = [factor(one.s, -h @ one.g) or 0.0 for one, h in zip(steps, made, strict=True)]
    if max(lengths) - min(lengths) <= 1e-6 * max(map(abs, lengths)):
        return mistaken("line-search-missing", length=lengths[0])
    return Explained(known=True, variant=variant)


def _limited(steps: Sequence[_Step]) -> bool:
    """L-BFGS: the H of the last few pairs, scaled by the newest one or not."""
    for scaling in ("newest", "none"):
        for memory in range(1, len(steps) + 1):
            pairs: list[_Step] = []
            for step in steps:
                state = _state(pairs[-memory:], memory, len(step.s))
                if not _along(step, two_loops(state, step.g, scaling)):
                    break
                if step.s @ step.y > 0:
                    pairs.append(step)
            else:
                return True
    return False


def _state(pairs: Sequence[_Step], memory: int, size: int) -> LBFGSState:
    s, y = np.zeros((memory, size)), np.zeros((memory, size))
    for place, pair in enumerate(pairs):
        s[memory - len(pairs) + place], y[memory - len(pairs) + place] = pair.s, pair.y
    return LBFGSState(s, y)
