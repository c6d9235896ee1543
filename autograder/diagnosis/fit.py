"""Fit all unknown hyperparameters of a hypothesis to a path (of which ``epsilon`` searches but that one): ``release``.

The rate in closed form (a path from zero is linear in it), the decay rates from usual values, then all together by
damped Gauss-Newton (``descent``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from autograder.comparing.evidence import Run
from autograder.diagnosis.descent import descended
from autograder.diagnosis.epsilon import (
    BIG,
    SETTLED,
    USUAL_EPSILONS,
    Fit,
    misses_large,
    settle_all,
)
from autograder.diagnosis.hypotheses import Hypothesis
from autograder.diagnosis.together import Mask, Together, kinds
from autograder.protocol.arrays import Vector

USUAL_DECAYS = (0.9, 0.99, 0.999, 0.95, 0.5, 0.8, 0.1, 0.001)
_ENOUGH = 1e-9
"""A distance at which nothing is left to be found."""
_EPSILON_SCALES = frozenset({"adadelta"})
"""Where epsilon sets the size of every step: no rate can be told without it."""
_LOOKED_AT = 12
"""Steps by which hypotheses are ranked."""
_ENTRIES = 2**18
"""Numbers in an array that a processor still keeps at hand."""


def distances(run: Run, hypothesis: Hypothesis, values: Mapping[str, Vector | float]) -> Vector:
    """Distance for each row of the values: scalars, or arrays of one length H."""
    arrays = {name: np.asarray(value, dtype=np.float64) for name, value in values.items()}
    columns = {name: value[:, None] if value.ndim else value for name, value in arrays.items()}
    trajectory = run.simulate(hypothesis.rule, {**columns, **hypothesis.numbers})
    return np.atleast_1d(run.distance(trajectory))


@dataclass(frozen=True)
class Promise:
    """How near a hypothesis comes with usual values, by a quick look at the first steps."""

    off: float
    """Mean distance where gradients are large."""
    start: dict[str, float]
    """The values of its unknown hyperparameters but epsilon."""


def promises(
    run: Run,
    hypotheses: Sequence[Hypothesis],
    known: Mapping[str, float],
    decays: Sequence[float] = USUAL_DECAYS,
) -> list[Promise]:
    """Look quickly at what each hypothesis promises."""
    found: dict[int, Promise] = {}
    for places in kinds(hypotheses):
        forms = [hypotheses[place] for place in places]
        found.update(zip(places, _starts(run.head(_LOOKED_AT), forms, known, decays), strict=True))
    return [found[place] for place in range(len(hypotheses))]


def usual_fits(
    run: Run,
    hypotheses: Sequence[Hypothesis],
    known: Mapping[str, float],
    *,
    decays: Sequence[float] = USUAL_DECAYS,
    give_up: bool = False,
    tried: Sequence[Fit] | None = None,
) -> list[Fit]:
    """Fit hypotheses from usual decays only: the best of them, the rate that goes with them, and any epsilon.

    ``give_up``: don't search epsilon to the end where none will do. ``tried``: fits from some of these decays, which
    stay where the best decays are still theirs.
    """
    found: dict[int, Fit] = {}
    for places in kinds(hypotheses):
        names = _unknown(hypotheses[places[0]], known)
        forms = [hypotheses[place] for place in places]
        starts = [one.start for one in _starts(run, forms, known, decays)] if names else [{}] * len(forms)
        left, values = list[int](), list[dict[str, float]]()
        for place, start in zip(places, starts, strict=True):
            if tried is not None and _same_decays(tried[place], start):
                found[place] = tried[place]
            else:
                left.append(place)
                values.append({**known, **start})
        forms = [hypotheses[place] for place in left]
        fits = settle_all(run, forms, values, free_epsilon="epsilon" in names, give_up=give_up)
        found.update(zip(left, fits, strict=True))
    return [found[place] for place in range(len(hypotheses))]


def _same_decays(fit: Fit, start: Mapping[str, float]) -> bool:
    """Whether a fit has the decays of a start, and so its rate."""
    return all(fit.hyperparameters[name] == value for name, value in start.items() if name != "learning_rate")


def release(
    run: Run,
    hypotheses: Sequence[Hypothesis],
    known: Mapping[str, float],
    *,
    decays: Sequence[float] = USUAL_DECAYS,
    give_up: bool = False,
) -> list[Fit]:
    """Fit hypotheses with every hyperparameter that is not known free; ``give_up`` as for ``usual_fits``."""
    usual = usual_fits(run, hypotheses, known, decays=decays, give_up=give_up)
    return released(run, usual, known, give_up=give_up)


def released(
    run: Run, usual: Sequence[Fit], known: Mapping[str, float], *, give_up: bool = False
) -> list[Fit]:
    """Search on from the fits that usual values gave, where they aren't the true ones yet."""
    found = list(usual)
    for places in kinds([fit.hypothesis for fit in usual]):
        left = [place for place in places if usual[place].distance > SETTLED]
        names = _unknown(usual[places[0]].hypothesis, known)
        if left and names:
            fits = _released(run, [usual[place] for place in left], names, give_up=give_up)
            for place, fit in zip(left, fits, strict=True):
                found[place] = fit
    return found


def _released(run: Run, usual: Sequence[Fit], names: list[str], *, give_up: bool) -> list[Fit]:
    fits = _descended(run, usual, names)
    if "epsilon" not in names:
        return fits
    hopeful = np.flatnonzero(~misses_large(run, fits))
    nearer = [fits[place] for place in hopeful]
    settled = settle_all(
        run,
        [fit.hypothesis for fit in nearer],
        [{name: value for name, value in fit.hyperparameters.items() if name != "epsilon"} for fit in nearer],
        free_epsilon=True,
        give_up=give_up,
    )
    best = [min(pair, key=lambda fit: fit.distance) for pair in zip(nearer, settled, strict=True)]
    for place, fit in zip(hopeful, _descended(run, best, names), strict=True):
        fits[place] = fit
    return fits


def _descended(run: Run, fits: Sequence[Fit], names: list[str]) -> list[Fit]:
    """Let all unknown values of fits of one algorithm go on together."""
    if not fits:
        return []
    known = [
        {name: value for name, value in fit.hyperparameters.items() if name not in names} for fit in fits
    ]
    start = {name: np.array([fit.hyperparameters[name] for fit in fits]) for name in names}
    found = descended(run, Together([fit.hypothesis for fit in fits], known), start, _ENOUGH)
    return [
        Fit(
            fit.hypothesis,
            {**own, **{name: float(values[place]) for name, values in found.values.items()}},
            float(found.off[place]),
        )
        for place, (fit, own) in enumerate(zip(fits, known, strict=True))
    ]


def _unknown(hypothesis: Hypothesis, known: Mapping[str, float]) -> list[str]:
    return [name for name in hypothesis.hyperparameters if name not in known]


def _starts(
    run: Run, forms: Sequence[Hypothesis], known: Mapping[str, float], usual: Sequence[float]
) -> list[Promise]:
    """Of each form of one algorithm: the best usual decays, the rate that goes with them, and what is then missed."""
    names = _unknown(forms[0], known)
    decays = [name for name in names if name not in ("learning_rate", "epsilon")]
    epsilons = USUAL_EPSILONS if forms[0].rule.algorithm in _EPSILON_SCALES else USUAL_EPSILONS[:1]
    each = (*(usual for _ in decays), epsilons if "epsilon" in names else (0.0,))
    grid = np.array(list(product(*each)), dtype=np.float64)
    rows = {name: grid[None, :, place] for place, name in enumerate(decays)}
    if "epsilon" in names:
        rows["epsilon"] = grid[None, :, -1]
    rate = known.get("learning_rate", 1.0)
    rows["learning_rate"] = np.full((1, len(grid)), rate)
    at_once = max(1, _ENTRIES // (run.theta.size * len(grid)))
    found = list[Promise]()
    for first in range(0, len(forms), at_once):
        part = forms[first : first + at_once]
        fixed = {name: known[name] for name in part[0].hyperparameters if name in known}
        predicted = Together(part, [fixed] * len(part)).predicted(run, rows)
        # An epsilon blurs small gradients; without one they tell as much (Lion's signs tell nothing else).
        big = run.reaching(BIG if "epsilon" in part[0].hyperparameters else 0.0)
        rates, cost, entries = _rated(predicted, run.observed(), big, free="learning_rate" in names)
        best = np.where(np.isfinite(cost), cost, np.inf).argmin(axis=1)
        for place, row in enumerate(best):
            start = {name: float(rows[name][0, row]) for name in decays}
            if "learning_rate" in names:
                start["learning_rate"] = float(rates[place, row])
            off = float(cost[place, row]) / max(float(entries[place, row]), 1.0)
            found.append(Promise(off, start))
    return found


def _rated(predicted: Vector, observed: Vector, big: Mask, *, free: bool) -> tuple[Vector, Vector, Vector]:
    """Return the rates that fit best, how far all entries are then missed, and how many there are, (H, R) each."""
    observed = observed[:, None, None, :]
    with np.errstate(all="ignore"):
        usable = np.isfinite(predicted) & np.isfinite(observed) & big
        scale = np.where(usable, np.abs(observed), 0.0).max(axis=0)
        weight = np.where(usable & (scale > 0), 1.0 / scale, 0.0)
        mine, theirs = np.where(usable, predicted, 0) * weight, np.where(usable, observed, 0) * weight
        rates = np.ones(predicted.shape[1:3])
        if free:
            rates = (mine * theirs).sum(axis=(0, 3)) / (mine * mine).sum(axis=(0, 3))
            rates = np.where(np.isfinite(rates) & (rates > 0), rates, 1e-3)
            mine = mine * rates[:, :, None]
        return rates, np.abs(mine - theirs).sum(axis=(0, 3)), np.count_nonzero(usable, axis=(0, 3))
