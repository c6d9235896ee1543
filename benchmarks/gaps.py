"""Two descriptions on one run: how far apart the paths are that they leave, at known values and at refitted ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.comparing.evidence import Run
from autograder.comparing.variants import Variant
from autograder.diagnosis.epsilon import USUAL_EPSILONS
from autograder.diagnosis.hypotheses import Hypothesis, can_show
from autograder.protocol.arrays import Vector
from reference.mistakes.table import alterations
from tests.diagnosis.paths import SIZES, Mode, Setting, form, path

_SEARCHES = 60


@dataclass(frozen=True)
class Margin:
    """Two descriptions and what is left between them."""

    one: str
    two: str
    known: float
    """Envelopes, at the rate and epsilon that both were given."""
    free: float
    """With rate and epsilon of one of them refitted."""


def descriptions(where: Setting, *, asks: bool = False) -> list[Hypothesis]:
    """Return the right rule and each of its mistakes with a magnitude of its own."""
    right = form(where.part, asks=asks)
    found = [Hypothesis(right)]
    for one in alterations(where.part.rule, SIZES):
        numbers = dict(one.numbers)
        if can_show(one, Variant(right), asks=asks) and one.id != "weight-decay-added":
            found.append(Hypothesis(one.apply(right), (), numbers, (one.id,), dict(one.details)))
    return found


def label(one: Hypothesis) -> str:
    """Return a name for people."""
    of = one.details.get("of")
    return "right" if not one.mistakes else f"{one.mistakes[0]} ({of})" if of else one.mistakes[0]


def margins(where: Setting, mode: Mode, *, asks: bool = False) -> Iterator[Margin]:
    """Yield what lies between each two."""
    values = where.followed(mode)[0]
    run = path(where.designs[0], form(where.part, asks=asks), values, {}, asks=asks)
    every = descriptions(where, asks=asks)
    envelope = run.envelope(form(where.part, asks=asks), values)
    known = rows(run, every, values)
    epsilons = [*(e for e in USUAL_EPSILONS if e), values["epsilon"]] if "epsilon" in values else [0.0]
    free = [
        known
        if "epsilon" not in values or e == values["epsilon"]
        else rows(run, every, {**values, "epsilon": e})
        for e in epsilons
    ]
    for i, one in enumerate(every):
        at_known = gap(known[i], known)
        anew = np.min([refitted(known[i], others) for others in free], axis=0)
        for j, two in enumerate(every):
            if i != j:
                yield Margin(label(one), label(two), float(at_known[j]) / envelope, float(anew[j]) / envelope)


def rows(run: Run, every: Sequence[Hypothesis], values: dict[str, float]) -> Vector:
    """Return where each goes, (H, rows, d)."""
    found = []
    for one in every:
        names = {name: value for name, value in values.items() if name in one.hyperparameters}
        found.append(run.predicted(run.simulate(one.rule, {**names, **one.numbers})))
    return np.array(found)


def gap(mine: Vector, theirs: Vector) -> Vector:
    """Largest difference, each coordinate relative to its largest of mine; 1 where only one moves, or only one is NaN.

    ``mine``: (rows, d), or one for each of theirs, (N, rows, d).
    """
    with np.errstate(all="ignore"):
        scale = _largest(mine)
        far = np.abs(theirs - mine) / scale
        same = (theirs == mine) | (np.isnan(theirs) & np.isnan(mine))
        far = np.where(same, 0.0, np.where(np.isfinite(far), far, 1.0))
    largest: Vector = far.max(axis=(1, 2))
    return largest


def refitted(mine: Vector, theirs: Vector) -> Vector:
    """The same with each of theirs times the factor that brings it nearest: the gap is convex in it."""
    with np.errstate(all="ignore"):
        usable = np.isfinite(theirs) & np.isfinite(mine)
        scale = _largest(mine)
        weight = np.where(scale > 0, 1.0 / np.where(scale > 0, scale, 1.0), 0.0)
        a, b = np.where(usable, mine, 0.0) * weight, np.where(usable, theirs, 0.0) * weight
        ratios = np.abs(b).max(axis=(1, 2))
        start = np.where(ratios > 0, np.abs(a).max(axis=(1, 2)) / ratios, 1.0)
    low, high = np.zeros_like(start), 4.0 * start

    def cost(factor: Vector) -> Vector:
        found: Vector = np.abs(a - factor[:, None, None] * b).max(axis=(1, 2))
        return found

    for _ in range(_SEARCHES):
        third = (high - low) / 3
        left = cost(low + third) < cost(high - third)
        low, high = np.where(left, low, low + third), np.where(left, high - third, high)
    scaled = theirs * ((low + high) / 2)[:, None, None]
    found: Vector = np.minimum(gap(mine, scaled), gap(mine, theirs))
    return found


def _largest(path: Vector) -> Vector:
    found: Vector = np.where(np.isfinite(path), np.abs(path), 0.0).max(axis=-2, keepdims=True)
    return found
