"""How well a shape of the gradients parts right from wrong: the least margin over what right code's rounding does.

A margin in envelopes can be raised by a smaller envelope while right code rounds as before; so here the unit is the worst
of the right orders of operations (``tests/diagnosis/orders.py``) on the very run.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from autograder.comparing.evidence import TOLERANCE, Run
from autograder.diagnosis.epsilon import USUAL_EPSILONS
from autograder.driving.design import SHAPE, Design, Shape, first_design, second_design
from autograder.driving.plan import FIRST, SECOND
from autograder.driving.seeds import SeedSource
from autograder.protocol.arrays import Vector
from benchmarks.envelopes import distance, envelope
from benchmarks.gaps import descriptions, gap, refitted
from reference.many import Many
from tests.diagnosis.orders import ORDERS
from tests.diagnosis.paths import SIZES, UPDATES, Mode, Setting, setting

Pairs = npt.NDArray[np.bool_]
"""(H, H): which of two descriptions count."""
EPSILON = {"epsilon-missing", "epsilon-outside-fraction", "epsilon-in-numerator"}
"""One family: float32 loses a hard-coded epsilon, and a refitted one tells its places apart for no rule."""
_RAW = b"x = 1"
_NEAR = 3.0
"""Times the least margin that pairs are near; the bounds of refitted ones are up to twenty times too low."""
_BATCH, _FEW = 8, 4_096


class Case(NamedTuple):
    """A part, and whether its code takes its values or has the lecture's."""

    lab: str
    part: str
    mode: Mode

    def under(self, secret: bytes) -> Setting:
        """Return what it is driven with under a course's secret."""
        return setting(self.lab, self.part, secret, _RAW)


CASES = tuple(
    Case(lab, part, mode)
    for lab, part in sorted(UPDATES, key=lambda one: len(descriptions(setting(*one))))
    for mode in ("given", "hard-coded")
)
"""The quick ones first."""


class Signal(NamedTuple):
    """One run of one case."""

    known: float
    """Least margin over the worst rounding, at values that are known."""
    free: float
    """With rate and epsilon refitted."""


def signal(case: Case, secret: bytes, shape: Shape, *, whole: bool = True) -> Signal:
    """Measure a shape on one part under one secret.

    ``whole``: with all descriptions; else with those that are near each other on the shape that the code has.
    """
    where = case.under(secret)
    rule, values = where.part.rule, where.followed(case.mode)[0]
    design = first_design(SeedSource(secret, case.lab, _RAW).generator(FIRST), shape)
    unit = distance(rule, design, values, ORDERS[rule].values())
    pairs = _counted(case, secret)
    among = tuple(range(len(pairs.known))) if whole else pairs.near
    paths, chosen = _paths(case, design, values, among), np.ix_(among, among)
    return Signal(
        float(_known(paths)[pairs.known[chosen]].min()) / unit,
        _least_free(paths, pairs.free[chosen]) / unit,
    )


def right_code(case: Case, secret: bytes, shape: Shape) -> float:
    """Return the worst rounding of right code in envelopes, on either of the two runs."""
    where, seeds = case.under(secret), SeedSource(secret, case.lab, _RAW)
    rule = where.part.rule
    designs = first_design(seeds.generator(FIRST), shape), second_design(seeds.generator(SECOND), shape)
    return max(
        distance(rule, design, values, ORDERS[rule].values()) / envelope(rule, design, values)
        for design, values in zip(designs, where.followed(case.mode), strict=True)
    )


class _Counted(NamedTuple):
    known: Pairs
    free: Pairs
    near: tuple[int, ...]
    """Descriptions that belong to pairs not much farther apart than the nearest."""


@cache
def _counted(case: Case, secret: bytes) -> _Counted:
    """Pairs that must be apart: two ids that are not one function on the gradients of the shape that the code has.

    They are taken from that shape, so that none can gain by making two descriptions one.
    """
    where = case.under(secret)
    names = [one.mistakes[0] if one.mistakes else "right" for one in descriptions(where)]
    distinct = np.array([[one != two for two in names] for one in names])
    family = np.array([[{one, two} <= EPSILON for two in names] for one in names])
    values = where.followed(case.mode)[0]
    design = first_design(SeedSource(secret, case.lab, _RAW).generator(FIRST), SHAPE)
    within = TOLERANCE * envelope(where.part.rule, design, values)
    paths = _paths(case, design, values, tuple(range(len(names))))
    known, bounds = _known(paths), _bounds(paths)
    apart = distinct & (np.minimum(known, known.T) > within)
    if case.mode == "hard-coded":
        apart &= ~family
    free = distinct & ~family & ~_one_function(paths, within)
    near = (apart & (known < _NEAR * known[apart].min())) | (
        free & (bounds.min(axis=2) < _NEAR * _least_free(paths, free))
    )
    return _Counted(apart, free, tuple(np.flatnonzero(near.any(axis=0) | near.any(axis=1)).tolist()))


def _paths(case: Case, design: Design, values: dict[str, float], among: tuple[int, ...]) -> Vector:
    """Where each description goes at each usual epsilon, the one that is followed first: (H, E, T + 1, d)."""
    many, numbers, epsilons = _many(case.lab, case.part, among), dict[str, Any](values), 1
    if "epsilon" in values:
        usual = list(dict.fromkeys([values["epsilon"], *(one for one in USUAL_EPSILONS if one)]))
        numbers["epsilon"], epsilons = np.tile(usual, many.count)[:, None], len(usual)
    run = Run(design, {}, design.gradients, None, SIZES)
    theta = run.simulate_many(many.repeated(epsilons), numbers).theta
    return np.ascontiguousarray(
        theta.reshape(len(theta), -1, epsilons, theta.shape[-1]).transpose(1, 2, 0, 3)
    )


@cache
def _many(lab: str, part: str, among: tuple[int, ...]) -> Many:
    of = descriptions(setting(lab, part))
    every = [of[i] for i in among]
    return Many([one.rule for one in every], [one.numbers for one in every])


def _known(paths: Vector) -> Vector:
    """Gap of each two, (H, H)."""
    return np.array([gap(one, paths[:, 0]) for one in paths[:, 0]])


def _bounds(paths: Vector) -> Vector:
    """(H, H, E): a gap that no rate of the second undercuts, for the largest difference is no less than its root mean square."""
    count, epsilons, rows, _ = paths.shape
    flat = paths.reshape(count * epsilons, -1)
    finite = np.isfinite(flat)
    clean = np.where(finite, flat, 0.0)
    numbers, square, total = finite.astype(np.float32), clean**2, finite.sum(axis=1)
    still = (clean.reshape(len(clean), rows, -1) == 0).all(axis=1)
    found = np.empty((count, count, epsilons))
    for i, mine in enumerate(clean[::epsilons]):
        scale = np.abs(mine.reshape(rows, -1)).max(axis=0)
        moves = scale > 0
        weight = np.tile(np.where(moves, 1.0 / np.where(moves, scale, 1.0), 0.0) ** 2, rows)
        both, theirs = clean @ (mine * weight), square @ weight
        left = mine**2 @ weight - np.where(theirs > 0, both**2 / np.where(theirs > 0, theirs, 1.0), 0.0)
        own = total[i * epsilons]
        alike = (total == own) & (numbers @ numbers[i * epsilons] == own) & (still | moves).all(axis=1)
        bound = np.where(alike, np.sqrt(np.maximum(left, 0.0) / mine.size), 1.0)
        found[i] = bound.reshape(count, epsilons)
    return found


def _refitted(paths: Vector, chosen: npt.NDArray[np.intp]) -> Vector:
    """Return the gaps of chosen places of ``_bounds``."""
    count, epsilons = paths.shape[:2]
    flat = paths.reshape(count * epsilons, *paths.shape[2:])
    one, other = np.divmod(chosen, count * epsilons)
    return refitted(flat[one * epsilons], flat[other])


def _one_function(paths: Vector, within: float) -> Pairs:
    bounds = _bounds(paths).ravel()
    near = np.flatnonzero(bounds <= within)
    bounds[near] = _refitted(paths, near)
    same = (bounds.reshape(len(paths), len(paths), -1) <= within).any(axis=2)
    found: Pairs = np.logical_or(same, same.T)
    return found


def _least_free(paths: Vector, counted: Pairs) -> float:
    """Look where the bounds are least first, and stop where they are beyond what was found."""
    bounds = np.where(counted[:, :, None], _bounds(paths), np.inf).ravel()
    nearest = np.argpartition(bounds, _FEW)[:_FEW] if bounds.size > _FEW else np.arange(bounds.size)
    nearest, least = nearest[np.argsort(bounds[nearest])], 1.0
    for start in range(0, len(nearest), _BATCH):
        block = nearest[start : start + _BATCH]
        block = block[bounds[block] < least]
        if not len(block):
            break
        least = min(least, float(_refitted(paths, block).min()))
    return least
