"""Hypotheses held against a run in bulk: arrays of [step, hypothesis, coordinate], one pass for hundreds of rules.

Most wrong hypotheses show in the first steps, where large gradients are: there no usual epsilon plays a part. What is
left is run whole, with every usual epsilon; only what then still may hold is worth a search of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from autograder.comparing.evidence import Run, relative
from autograder.diagnosis.epsilon import (
    BIG,
    HUGE_EPSILONS,
    LARGE,
    NEAR,
    NEAR_HUGE,
    NEAR_LARGE,
    SETTLED,
    USUAL_EPSILONS,
    Fit,
    settle_all,
)
from autograder.diagnosis.hypotheses import Hypothesis
from autograder.protocol.arrays import Vector
from reference.many import Many

_SCREENED = 4
"""Steps that tell whether a hypothesis is worth running whole."""
_KNOWN_NEAR = 2e-2
"""Distance in these steps where nothing is unknown: rounding is all that is left, on however short a way."""


@dataclass(frozen=True)
class Batch:
    """Hypotheses of one algorithm."""

    hypotheses: tuple[Hypothesis, ...]

    def settled(
        self, run: Run, known: Mapping[str, float], *, free_epsilon: bool, huge: bool = True
    ) -> Iterator[Fit]:
        """Yield a fit of each that agrees in the first steps, with its epsilon where that is free.

        ``huge``: an epsilon that moves everything is looked for too.
        """
        near = Batch(self._screened(run, known, free_epsilon=free_epsilon))
        if not near.hypotheses:
            return
        if not free_epsilon or "epsilon" not in near.hypotheses[0].hyperparameters:
            distances = near.gaps(run, known).max(axis=1)
            for one, distance in zip(near.hypotheses, distances, strict=True):
                values = {name: known[name] for name in one.hyperparameters if name in known}
                yield Fit(one, values, float(distance))
            return
        usual = near._with_epsilons(run, known, USUAL_EPSILONS)
        large = run.reaching(LARGE)
        fits, searched, lost = list[Fit](), list[int](), list[Fit]()
        for one, gaps in zip(near.hypotheses, usual, strict=True):
            best = int(gaps.max(axis=1).argmin())
            values = {name: known[name] for name in one.hyperparameters if name in known}
            fit = Fit(one, {**values, "epsilon": USUAL_EPSILONS[best]}, float(gaps[best].max()))
            if fit.distance > SETTLED and gaps[best, large].max() > NEAR_LARGE:
                lost.append(fit)  # no small epsilon mends this; a huge one may
                continue
            if fit.distance > SETTLED:
                searched.append(len(fits))
            fits.append(fit)
        for place, fit in zip(searched, _settled_anew(run, [fits[i] for i in searched]), strict=True):
            fits[place] = fit
        yield from fits
        yield from Batch(tuple(fit.hypothesis for fit in lost)).by_huge(run, known, lost) if huge else lost

    def gaps(self, run: Run, known: Mapping[str, float]) -> Vector:
        """Largest relative difference from the run, (H, d)."""
        found = np.zeros((len(self.hypotheses), run.theta.shape[1]))
        for rows, many in self._groups:
            names = {*many.rulebook.hyperparameters} - many.numbers.keys()
            values = {name: value for name, value in known.items() if name in names}
            predicted = run.predicted(run.simulate_many(many, values))
            found[rows] = relative(run.observed(), predicted).max(axis=0)
        return found

    @cached_property
    def _groups(self) -> list[tuple[npt.NDArray[np.intp], Many]]:
        """Those whose numbers are the same for all coordinates, and the others: an array for each would be waste."""
        wide = np.array([any(np.ndim(value) for value in one.numbers.values()) for one in self.hypotheses])
        found = []
        for mask in (~wide, wide):
            rows = np.flatnonzero(mask)
            if len(rows):
                mine = [self.hypotheses[row] for row in rows]
                found.append((rows, Many([one.rule for one in mine], [one.numbers for one in mine])))
        return found

    def _screened(
        self, run: Run, known: Mapping[str, float], *, free_epsilon: bool
    ) -> tuple[Hypothesis, ...]:
        """Those that agree in the first steps; with a free epsilon only where gradients are large."""
        if not self.hypotheses:
            return ()
        head = run.head(_SCREENED)
        gaps = self.gaps(head, {"epsilon": USUAL_EPSILONS[0], **known})
        large = gaps[:, head.reaching(BIG)]
        near = np.median(large, axis=1) < NEAR if free_epsilon else gaps.max(axis=1) < _KNOWN_NEAR
        return tuple(self.hypotheses[row] for row in np.flatnonzero(near))

    def _with_epsilons(self, run: Run, known: Mapping[str, float], epsilons: tuple[float, ...]) -> Vector:
        """Return the gaps with each epsilon, (H, epsilons, d)."""
        spread = Batch(
            tuple(
                replace(one, numbers={**one.numbers, "epsilon": epsilon})
                for one in self.hypotheses
                for epsilon in epsilons
            )
        )
        return spread.gaps(run, known).reshape(len(self.hypotheses), len(epsilons), -1)

    def by_huge(self, run: Run, known: Mapping[str, float], lost: list[Fit]) -> list[Fit]:
        """Return a fit of each with the epsilon, however large, that brings it near; else the one that it had."""
        if not lost:
            return []
        huge = self._with_epsilons(run.head(_SCREENED), known, tuple(map(float, HUGE_EPSILONS)))
        hopeful = [place for place, gaps in enumerate(huge) if gaps.max(axis=1).min() <= NEAR_HUGE]
        found = list(lost)
        for place, fit in zip(hopeful, _settled_anew(run, [lost[i] for i in hopeful]), strict=True):
            found[place] = fit
        return found


def _settled_anew(run: Run, fits: list[Fit]) -> list[Fit]:
    """Return the fits with their epsilons searched, all at once."""
    return settle_all(
        run, [fit.hypothesis for fit in fits], [fit.hyperparameters for fit in fits], free_epsilon=True
    )
