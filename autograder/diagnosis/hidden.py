"""Terms hidden in an otherwise right update, whose size only the student knows: clipping and weight decay.

One number is searched on a grid and then ever closer, by how far all coordinates are off *together*: a threshold moves
the few large coordinates only, and a maximum over all of them would be deaf to it while anything else is off. Weight
decay is looked for only where a coordinate that never gets a gradient moves all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import numpy as np

from autograder.comparing.evidence import ENVELOPE_FLOOR, Run, relative
from autograder.diagnosis.finding import Explanation, Runs
from autograder.diagnosis.fit import USUAL_EPSILONS, Fit, settle
from autograder.diagnosis.hypotheses import Hypothesis
from autograder.protocol.arrays import Vector

_STEP = {"clip_at": 0.0625, "weight_decay": 0.25}
"""Steps of the grids, in powers of ten."""
_LEAST_CLIP = 1e-3
_SHARES = 10.0 ** np.arange(-6, 1.01, _STEP["weight_decay"])
_NO_CLIP = 1e9
_ZOOMS, _ZOOM_POINTS = 11, 9
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
    run = runs.first
    for one in hypotheses:
        values = {name: known[name] for name in one.hyperparameters if name in known}
        free = free_epsilon and "epsilon" in one.hyperparameters
        if one.unknown == "clip_at":
            fit = _clipped(run, one, values, free=free)
        elif runs.second is None or drifts(runs.second):
            fit = _decayed(runs, one, values, free=free)
        else:
            fit = None
        if fit is not None:
            size = float(fit.hypothesis.numbers[one.unknown])
            said, digits = SAID[one.unknown]
            yield fit, one.mistakes, {**one.details, said: float(f"{size:.{digits}g}")}


def drifts(run: Run) -> bool:
    """Whether a coordinate moves that never gets a gradient and doesn't start at 0: rounding can't do that."""
    still = ~run.design.gradients.any(axis=0) & (run.design.theta0 != 0)
    away = np.abs(run.theta[:, still] / run.design.theta0[still] - 1)
    return bool((~(away <= ENVELOPE_FLOOR)).any())


def _clipped(run: Run, one: Hypothesis, values: Mapping[str, float], *, free: bool) -> Fit | None:
    sizes = np.abs(run.design.gradients)
    big = sizes.max(axis=0) > _BIG
    largest = sizes.max() if one.rule.switch("clip") == "value" else np.linalg.norm(sizes, axis=1).max()
    grid = 10.0 ** np.arange(np.log10(_LEAST_CLIP), np.log10(largest), _STEP["clip_at"])
    grid = np.append(grid, _NO_CLIP)
    if _best(run.head(_SCREENED), one, values, big, grid)[1] > _HOPELESS:
        return None
    size, miss = _best(run, one, values, big, grid)
    if miss > _NEAR or size == _NO_CLIP:
        return None
    return _refined(run, one, values, _closer(run, one, values, size, big), free=free)


def _decayed(runs: Runs, one: Hypothesis, values: Mapping[str, float], *, free: bool) -> Fit | None:
    run, second = runs.first, runs.second
    if second is not None and one.rule.switch("decay") != "gradient":
        # Without a gradient theta_T is (1 - epsilon lambda)^T theta_0.
        still = ~second.design.gradients.any(axis=0)
        left = float((second.theta[-1, still] / second.theta[0, still]).mean())
        steps = len(second.design.gradients)
        rate = second.given.get("learning_rate", values["learning_rate"])
        size = (1 - left ** (1 / steps)) / rate if left > 0 else 0.0
        return settle(run, _sized(one, size), values, free_epsilon=free) if size > 0 else None
    big = run.reaching(_BIG)
    size, miss = _best(run, one, values, big, _SHARES)
    if miss > _NEAR:
        return None
    return _refined(run, one, values, _closer(run, one, values, size, big), free=free)


def _refined(run: Run, one: Hypothesis, values: Mapping[str, float], size: float, *, free: bool) -> Fit:
    """Use the small coordinates too, once epsilon is known; where size and epsilon are one number, a usual one is."""
    everywhere = np.ones(run.theta.shape[1], dtype=bool)
    if not free:
        size = _closer(run, one, values, size, everywhere)
        return settle(run, _sized(one, size), values, free_epsilon=False)
    values = settle(run, _sized(one, size), values, free_epsilon=True).hyperparameters
    fits = []
    for epsilon in {values["epsilon"], _usual(values["epsilon"])}:
        scaled = size * epsilon / values["epsilon"] if values["epsilon"] else size
        best = _closer(run, one, {**values, "epsilon": epsilon}, scaled, everywhere)
        fits.append(settle(run, _sized(one, best), {**values, "epsilon": epsilon}, free_epsilon=False))
    usual = [fit for fit in fits if fit.hyperparameters["epsilon"] in USUAL_EPSILONS]
    nearest = min(fits, key=lambda fit: fit.distance)
    as_near = [fit for fit in usual if fit.distance <= 2 * nearest.distance + ENVELOPE_FLOOR]
    return as_near[0] if as_near else nearest


def _usual(epsilon: float) -> float:
    return min(USUAL_EPSILONS, key=lambda one: abs(np.log((one or 1e-300) / (epsilon or 1e-300))))


def _sized(one: Hypothesis, size: float) -> Hypothesis:
    return replace(one, numbers={**one.numbers, one.unknown: size}, unknown="")


def _best(
    run: Run, one: Hypothesis, values: Mapping[str, float], coordinates: Vector, sizes: Vector
) -> tuple[float, float]:
    """Return the size that fits best, and by how much a coordinate then misses on average."""
    trajectory = run.simulate(one.rule, {**values, **one.numbers, one.unknown: sizes[:, None]})
    gaps = relative(run.observed(), run.predicted(trajectory)).max(axis=0)[:, coordinates]
    misses = np.minimum(gaps, 1.0).mean(axis=-1)
    best = int(np.argmin(misses))
    return float(sizes[best]), float(misses[best])


def _closer(
    run: Run, one: Hypothesis, values: Mapping[str, float], size: float, coordinates: Vector
) -> float:
    width = _STEP[one.unknown]
    for _ in range(_ZOOMS):
        around = size * 10.0 ** np.linspace(-width, width, _ZOOM_POINTS)
        size, _miss = _best(run, one, values, coordinates, around)
        width *= 0.28
    return size
