"""Terms hidden in an otherwise right update, whose size only the student knows: clipping and weight decay.

One number is searched on a grid and then ever closer, in all forms of the rule at once, by how far all coordinates of a
form are off *together*: a threshold moves the few large coordinates only, and a maximum over all of them would be deaf
to it while anything else is off. Weight decay is looked for only where a coordinate that never gets a gradient moves
all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import compress

import numpy as np

from autograder.comparing.evidence import ENVELOPE_FLOOR, Run, relative
from autograder.diagnosis.epsilon import USUAL_EPSILONS, Fit, settle_all
from autograder.diagnosis.finding import Explanation, Runs
from autograder.diagnosis.hypotheses import Hypothesis
from autograder.diagnosis.together import Mask, Together
from autograder.protocol.arrays import Vector

_STEP = {"clip_at": 0.0625, "weight_decay": 0.25}
"""Steps of the grids, in powers of ten."""
_LEAST_CLIP = 1e-3
_SHARES = 10.0 ** np.arange(-6, 1.01, _STEP["weight_decay"])
_NO_CLIP = 1e9
_ZOOMS, _ZOOM_POINTS, _ZOOM = 6, 33, 0.07
"""As for epsilons: few passes, each of many points."""
_SCREENED = 4
"""Steps after which a hopeless threshold is left."""
_BIG = 1e-2
"""Gradients from here on are far from any epsilon."""
_HOPELESS, _NEAR = 0.2, 0.1
"""Mean distance of a coordinate at the best of the grid, in the first steps and in all."""
SAID = {"clip_at": ("threshold", 3), "weight_decay": ("share", 2), "gradient_scale": ("factor", 3)}
"""What the number is called in the details, and the digits that single precision leaves of it."""


def hidden(
    runs: Runs, hypotheses: Iterable[Hypothesis], known: Mapping[str, float], *, free_epsilon: bool
) -> Iterator[Explanation]:
    """Yield the hypotheses that come near the first run, each with the size that fits it best."""
    forms = list(hypotheses)
    search = _Search(runs, known, free=free_epsilon)
    found = search.clipped([one for one in forms if one.unknown == "clip_at"])
    if runs.second is None or drifts(runs.second):
        found += search.decayed([one for one in forms if one.unknown == "weight_decay"])
    for one, fit in found:
        size = float(fit.hypothesis.numbers[one.unknown])
        said, digits = SAID[one.unknown]
        yield fit, one.mistakes, {**one.details, said: float(f"{size:.{digits}g}")}


def drifts(run: Run) -> bool:
    """Whether a coordinate moves that never gets a gradient and doesn't start at 0: rounding can't do that."""
    still = ~run.design.gradients.any(axis=0) & (run.design.theta0 != 0)
    away = np.abs(run.theta[:, still] / run.design.theta0[still] - 1)
    return bool((~(away <= ENVELOPE_FLOOR)).any())


def shrinking(run: Run) -> float:
    """What a step takes on average from weights that get no gradient; 0 where they change their sign or grow."""
    still = ~run.design.gradients.any(axis=0) & (run.theta[0] != 0)
    left = float((run.theta[-1, still] / run.theta[0, still]).mean())
    return max(1.0 - left ** (1 / (len(run.theta) - 1)), 0.0) if left > 0 else 0.0


_Found = list[tuple[Hypothesis, Fit]]
"""Hypotheses as they were asked about, each with what was found."""


class _Search:
    """Searches the sizes of one kind of term in all forms of a rule at once."""

    def __init__(self, runs: Runs, known: Mapping[str, float], *, free: bool) -> None:
        self.runs, self.run, self.known, self.free = runs, runs.first, known, free

    def clipped(self, forms: list[Hypothesis]) -> _Found:
        """Find thresholds; each form is searched up to its own largest gradient, or norm."""
        if not forms:
            return []
        sizes = np.abs(self.run.design.gradients)
        big = sizes.max(axis=0) > _BIG
        grids = _padded([_thresholds(one, sizes) for one in forms])
        near = _best(self.run.head(_SCREENED), self._together(forms), grids, big)[1] <= _HOPELESS
        forms, grids = list(compress(forms, near)), grids[near]
        if not forms:
            return []
        size, miss = _best(self.run, self._together(forms), grids, big)
        near = (miss <= _NEAR) & (size != _NO_CLIP)
        return self._found(list(compress(forms, near)), size[near], big)

    def decayed(self, forms: list[Hypothesis]) -> _Found:
        """Find shares: beside the gradient by search, else by what is left where there is no gradient."""
        second = self.runs.second
        in_gradient = [one for one in forms if second is None or one.rule.switch("decay") == "gradient"]
        beside = [one for one in forms if one not in in_gradient]
        found: _Found = []
        if in_gradient:
            big = self.run.reaching(_BIG)
            size, miss = _best(self.run, self._together(in_gradient), _SHARES[None, :], big)
            near = miss <= _NEAR
            found += self._found(list(compress(in_gradient, near)), size[near], big)
        share = shrinking(second) if second is not None else 0.0
        if second is not None and share > 0:  # theta_T is (1 - epsilon lambda)^T theta_0 there
            rate = second.given.get("learning_rate", self.known["learning_rate"])
            sized = [_sized(one, share / rate) for one in beside]
            known = [self.known] * len(sized)
            fits = settle_all(self.run, sized, known, free_epsilon=self._frees(beside))
            found += zip(beside, fits, strict=True)
        return sorted(found, key=lambda each: forms.index(each[0]))

    def _found(self, forms: list[Hypothesis], size: Vector, coordinates: Mask) -> _Found:
        """Come closer by these coordinates; then use the small ones too, once epsilon is known."""
        if not forms:
            return []
        size = _closer(self.run, self._together(forms), size, coordinates)
        everywhere = np.ones(self.run.theta.shape[1], dtype=np.bool_)
        if not self._frees(forms):
            size = _closer(self.run, self._together(forms), size, everywhere)
            return list(zip(forms, self._settled(forms, [self.known] * len(forms), size), strict=True))
        begun = settle_all(self.run, _all_sized(forms, size), [self.known] * len(forms), free_epsilon=True)
        # Where size and epsilon are one number, a usual epsilon is the likelier one: both are tried.
        tried = [
            (place, fit.hyperparameters, epsilon)
            for place, fit in enumerate(begun)
            for epsilon in {fit.hyperparameters["epsilon"], _usual(fit.hyperparameters["epsilon"])}
        ]
        mine = [forms[place] for place, _, _ in tried]
        values = [{**own, "epsilon": epsilon} for _, own, epsilon in tried]
        scaled = [
            size[place] * epsilon / own["epsilon"] if own["epsilon"] else size[place]
            for place, own, epsilon in tried
        ]
        best = _closer(self.run, Together(mine, values), np.array(scaled), everywhere)
        fits = self._settled(mine, values, best)
        return [
            (one, _likelier([fit for (at, _, _), fit in zip(tried, fits, strict=True) if at == place]))
            for place, one in enumerate(forms)
        ]

    def _settled(
        self, forms: Sequence[Hypothesis], known: Sequence[Mapping[str, float]], size: Vector
    ) -> list[Fit]:
        return settle_all(self.run, _all_sized(forms, size), known, free_epsilon=False)

    def _together(self, forms: Sequence[Hypothesis]) -> Together:
        values = {name: self.known[name] for name in forms[0].hyperparameters if name in self.known}
        return Together(forms, [values] * len(forms))

    def _frees(self, forms: Sequence[Hypothesis]) -> bool:
        return self.free and bool(forms) and "epsilon" in forms[0].hyperparameters


def _thresholds(one: Hypothesis, sizes: Vector) -> Vector:
    largest = sizes.max() if one.rule.switch("clip") == "value" else np.linalg.norm(sizes, axis=1).max()
    grid: Vector = 10.0 ** np.arange(np.log10(_LEAST_CLIP), np.log10(largest), _STEP["clip_at"])
    return grid


def _padded(grids: list[Vector]) -> Vector:
    """Return grids as rows, (H, S); what they lack is no threshold at all, which belongs to each."""
    found = np.full((len(grids), max(map(len, grids)) + 1), _NO_CLIP)
    for row, grid in zip(found, grids, strict=True):
        row[: len(grid)] = grid
    return found


def _likelier(fits: list[Fit]) -> Fit:
    """The fit with a usual epsilon, where it lies as near as the nearest."""
    nearest = min(fits, key=lambda fit: fit.distance)
    near = 2 * nearest.distance + ENVELOPE_FLOOR
    usual = (fit for fit in fits if fit.hyperparameters["epsilon"] in USUAL_EPSILONS and fit.distance <= near)
    return next(usual, nearest)


def _usual(epsilon: float) -> float:
    return min(USUAL_EPSILONS, key=lambda one: abs(np.log((one or 1e-300) / (epsilon or 1e-300))))


def _sized(one: Hypothesis, size: float) -> Hypothesis:
    return replace(one, numbers={**one.numbers, one.unknown: float(size)}, unknown="")


def _all_sized(forms: Sequence[Hypothesis], sizes: Vector) -> list[Hypothesis]:
    return [_sized(one, size) for one, size in zip(forms, sizes, strict=True)]


def _best(run: Run, together: Together, sizes: Vector, coordinates: Mask) -> tuple[Vector, Vector]:
    """Return the sizes that fit best, (H,), of rows (H, S), and by how much a coordinate then misses on average."""
    predicted = together.predicted(run, {together.hypotheses[0].unknown: sizes})
    rows, count, tried, width = predicted.shape
    gaps = relative(run.observed(), predicted.reshape(rows, -1, width)).max(axis=0)[:, coordinates]
    misses = np.minimum(gaps, 1.0).mean(axis=-1).reshape(count, tried)
    places, each = misses.argmin(axis=1), np.arange(count)
    return np.broadcast_to(sizes, misses.shape)[each, places], misses[each, places]


def _closer(run: Run, together: Together, size: Vector, coordinates: Mask) -> Vector:
    width = _STEP[together.hypotheses[0].unknown]
    for _ in range(_ZOOMS):
        around = size[:, None] * 10.0 ** np.linspace(-width, width, _ZOOM_POINTS)
        size, _misses = _best(run, together, around, coordinates)
        width *= _ZOOM
    return size
