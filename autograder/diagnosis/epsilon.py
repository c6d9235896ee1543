"""Epsilon, searched for many hypotheses at once: usual values first, then huge ones, then a grid that gets ever finer.

A free epsilon moves only coordinates whose gradients are small. Where the large ones disagree, no small epsilon mends
it, and the search stops.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.comparing.evidence import Run, relative
from autograder.diagnosis.hypotheses import Hypothesis
from autograder.diagnosis.together import Mask, Together
from autograder.protocol.arrays import Vector

USUAL_EPSILONS = (1e-8, 1e-7, 1e-6, 1e-10, 1e-12, 1e-5, 1e-9, 1e-4, 1e-3, 1e-11, 1e-16, 1e-15, 0.0)
HUGE_EPSILONS = 10.0 ** np.arange(-3.5, -0.9, 0.125)
"""They move the large coordinates too; so fine a grid that the nearest is within ``NEAR_HUGE`` everywhere."""
NEAR_HUGE = 0.25
_EPSILON_GRID = np.concatenate(([0.0], 10.0 ** np.arange(-18, -0.9, 0.5)))
_ZOOMS, _ZOOM_POINTS, _ZOOM = 6, 33, 0.07
"""A pass costs by its steps more than by its points: few passes, each of many points."""
_CARRIED = 20.0
"""How many times its own share an epsilon that is off can carry a path off, and more."""
BIG = 1e-2
"""Gradients from here on are large: an epsilon up to 1e-3 moves their coordinates by less than ``NEAR``."""
NEAR = 0.1
LARGE, NEAR_LARGE = 0.5, 0.02
"""The same for a whole run and the largest gradients only."""
_SCREENED = 3
"""Steps that tell whether a hypothesis is worth simulating whole; most wrong ones show in the first."""
SETTLED = 2e-6
"""A distance at which a usual epsilon is the true one; others come from the search."""


@dataclass(frozen=True)
class Fit:
    """A hypothesis with numbers, and how far it is from the path (relative, not yet in envelopes)."""

    hypothesis: Hypothesis
    hyperparameters: dict[str, float]
    distance: float

    @property
    def settings(self) -> dict[str, float]:
        """What its rule is run with: the hyperparameters, and the numbers of a mistake or variant."""
        return {**self.hyperparameters, **self.hypothesis.numbers}


@dataclass(frozen=True)
class _Best:
    """The nearest epsilon of each hypothesis so far."""

    epsilon: Vector
    """(H,)"""
    off: Vector
    """(H,): the distance at it."""

    def or_nearer(self, other: _Best) -> _Best:
        nearer = other.off < self.off
        return _Best(np.where(nearer, other.epsilon, self.epsilon), np.where(nearer, other.off, self.off))

    def take(self, mask: Mask) -> _Best:
        return _Best(self.epsilon[mask], self.off[mask])

    def put(self, mask: Mask, other: _Best) -> _Best:
        """Return these with those of a mask replaced."""
        epsilon, off = self.epsilon.copy(), self.off.copy()
        epsilon[mask], off[mask] = other.epsilon, other.off
        return _Best(epsilon, off)


def settle_all(
    run: Run,
    hypotheses: Sequence[Hypothesis],
    known: Sequence[Mapping[str, float]],
    *,
    free_epsilon: bool,
    give_up: bool = False,
) -> list[Fit]:
    """Fit hypotheses of one algorithm with every hyperparameter known but, where ``free_epsilon``, epsilon.

    ``give_up``: stop at what no epsilon can bring to the path, though how far it stays off is then known roughly.
    """
    if not hypotheses:
        return []
    values = [
        {name: each[name] for name in one.hyperparameters if name in each}
        for one, each in zip(hypotheses, known, strict=True)
    ]
    together = Together(hypotheses, values)
    if not free_epsilon or "epsilon" not in hypotheses[0].hyperparameters:
        off = together.distances(run, {})[:, 0]
    else:
        best = _searched(run, together, give_up=give_up)
        values = [{**each, "epsilon": float(one)} for each, one in zip(values, best.epsilon, strict=True)]
        off = best.off
    return [Fit(one, each, float(far)) for one, each, far in zip(hypotheses, values, off, strict=True)]


def misses_large(run: Run, fits: Sequence[Fit]) -> Mask:
    """Say of fits of one algorithm whether even the largest gradients' coordinates disagree: no epsilon mends that."""
    values = [
        {name: value for name, value in fit.hyperparameters.items() if name != "epsilon"} for fit in fits
    ]
    epsilons = np.array([fit.hyperparameters["epsilon"] for fit in fits])
    return _misses_large(run, Together([fit.hypothesis for fit in fits], values), epsilons)


def _searched(run: Run, together: Together, *, give_up: bool) -> _Best:
    best = _nearest(run, together, np.array([USUAL_EPSILONS]))
    left = best.off > SETTLED
    if not left.any():
        return best
    return best.put(left, _beyond_usual(run, together.take(left), best.take(left), give_up=give_up))


def _beyond_usual(run: Run, together: Together, best: _Best, *, give_up: bool) -> _Best:
    """Search on; where no small epsilon mends it, a huge one may, or nothing does."""
    far = ~_plausible(run, together) | _misses_large(run, together, best.epsilon)
    if far.any():
        huge = _nearest(run, together.take(far), HUGE_EPSILONS[None, :])
        best = best.put(far, best.take(far).or_nearer(huge))
    hopeful = ~(far & (best.off > NEAR_HUGE))
    if not hopeful.any():
        return best
    return best.put(
        hopeful, best.take(hopeful).or_nearer(_zoomed(run, together.take(hopeful), give_up=give_up))
    )


def _zoomed(run: Run, together: Together, *, give_up: bool) -> _Best:
    best = _nearest(run, together, _EPSILON_GRID[None, :])
    left, width = best.epsilon > 0, 0.5
    for _ in range(_ZOOMS):
        if not left.any():
            break
        near = best.take(left)
        centre = np.log10(near.epsilon)
        around = 10.0 ** np.linspace(centre - width, centre + width, _ZOOM_POINTS, axis=1)
        best = best.put(left, near.or_nearer(_nearest(run, together.take(left), around)))
        # The epsilon that explains the path is within half a step of the nearest: who is much farther off has none.
        half_a_step = 10.0 ** (width / (_ZOOM_POINTS - 1)) - 1.0
        if give_up:
            left = left & (best.off <= _CARRIED * half_a_step)
        width *= _ZOOM
    return best


def _nearest(run: Run, together: Together, epsilons: Vector) -> _Best:
    """Try these, (H, E) or (1, E)."""
    off = together.distances(run, {"epsilon": epsilons})
    places = off.argmin(axis=1)
    rows = np.arange(len(off))
    return _Best(np.broadcast_to(epsilons, off.shape)[rows, places], off[rows, places])


def _plausible(run: Run, together: Together) -> Mask:
    """Whether the coordinates with large gradients agree: where they don't, no epsilon mends the rest."""
    head = run.head(_SCREENED)
    big = head.reaching(BIG)
    small = {} if "epsilon" in together.known[0] else {"epsilon": np.array([USUAL_EPSILONS[:1]])}
    predicted = together.predicted(head, small)[:, :, 0]
    gap = relative(head.observed()[:, big], predicted[:, :, big])
    found: Mask = np.median(gap.max(axis=0), axis=-1) < NEAR
    return found


def _misses_large(run: Run, together: Together, epsilons: Vector) -> Mask:
    large = run.reaching(LARGE)
    predicted = together.predicted(run, {"epsilon": epsilons[:, None]})[:, :, 0]
    found: Mask = relative(run.observed()[:, large], predicted[:, :, large]).max(axis=(0, -1)) > NEAR_LARGE
    return found
