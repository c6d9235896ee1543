"""Fit all unknown hyperparameters of a hypothesis to a path (of which ``epsilon`` searches but that one): ``release``.

The rate in closed form (a path from zero is linear in it), the decay rates from usual values, then all together by
damped Gauss-Newton on log and logit scales.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from autograder.comparing.evidence import Run
from autograder.diagnosis.epsilon import (
    BIG,
    SETTLED,
    USUAL_EPSILONS,
    Fit,
    misses_large,
    settle,
    settle_all,
)
from autograder.diagnosis.hypotheses import Hypothesis
from autograder.diagnosis.together import kinds
from autograder.protocol.arrays import Vector

USUAL_DECAYS = (0.9, 0.99, 0.999, 0.95, 0.5, 0.8, 0.1, 0.001)
_ITERATIONS, _PATIENCE = 30, 5
_EPSILON_SCALES = frozenset({"adadelta"})
"""Where epsilon sets the size of every step: no rate can be told without it."""
_LOOKED_AT = 12
"""Steps by which hypotheses are ranked."""
_CLOSEST_TO_ONE = float(np.log(2.0**-23))
"""log(1 - decay) of a decay that is still below one in float32, where the envelope is measured."""


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


def promise(
    run: Run, hypothesis: Hypothesis, known: Mapping[str, float], decays: Sequence[float] = USUAL_DECAYS
) -> Promise:
    """Look quickly at what a hypothesis promises."""
    fixed = {name: known[name] for name in hypothesis.hyperparameters if name in known}
    names = _unknown(hypothesis, known)
    start, off = _from_usual_values(run.head(_LOOKED_AT), hypothesis, fixed, names, decays)
    return Promise(off, start)


def usual_fits(
    run: Run,
    hypotheses: Sequence[Hypothesis],
    known: Mapping[str, float],
    *,
    decays: Sequence[float] = USUAL_DECAYS,
    give_up: bool = False,
) -> list[Fit]:
    """Fit hypotheses from usual decays only: the best of them, the rate that goes with them, and any epsilon.

    ``give_up``: don't search epsilon to the end where none will do.
    """
    found: dict[int, Fit] = {}
    for places in kinds(hypotheses):
        forms = [hypotheses[place] for place in places]
        names = _unknown(forms[0], known)
        values = []
        for one in forms:
            fixed = {name: known[name] for name in one.hyperparameters if name in known}
            start = _from_usual_values(run, one, fixed, names, decays)[0] if names else {}
            values.append({**fixed, **start})
        fits = settle_all(run, forms, values, free_epsilon="epsilon" in names, give_up=give_up)
        found.update(zip(places, fits, strict=True))
    return [found[place] for place in range(len(hypotheses))]


def release(
    run: Run,
    hypothesis: Hypothesis,
    known: Mapping[str, float],
    *,
    decays: Sequence[float] = USUAL_DECAYS,
    give_up: bool = False,
) -> Fit:
    """Fit with every hyperparameter that is not known free; ``give_up`` as for ``usual_fits``."""
    first = usual_fits(run, [hypothesis], known, decays=decays, give_up=give_up)[0]
    names = _unknown(hypothesis, known)
    if not names or first.distance <= SETTLED:
        return first
    fixed = {name: known[name] for name in hypothesis.hyperparameters if name in known}
    start = {name: first.hyperparameters[name] for name in names}
    refined = _gauss_newton(run, hypothesis, fixed, start)
    if "epsilon" in names and not misses_large(run, refined):
        others = {name: value for name, value in refined.hyperparameters.items() if name != "epsilon"}
        refined = min(
            refined,
            settle(run, hypothesis, others, free_epsilon=True, give_up=give_up),
            key=lambda fit: fit.distance,
        )
        refined = _gauss_newton(
            run, hypothesis, fixed, {name: refined.hyperparameters[name] for name in names}
        )
    return refined


def _unknown(hypothesis: Hypothesis, known: Mapping[str, float]) -> list[str]:
    return [name for name in hypothesis.hyperparameters if name not in known]


def _from_usual_values(
    run: Run,
    hypothesis: Hypothesis,
    fixed: Mapping[str, float],
    names: list[str],
    usual: Sequence[float],
) -> tuple[dict[str, float], float]:
    """Return the best usual decays with the rate that goes with them, and how far large gradients are then missed."""
    decays = [name for name in names if name not in ("learning_rate", "epsilon")]
    epsilons = USUAL_EPSILONS if hypothesis.rule.algorithm in _EPSILON_SCALES else USUAL_EPSILONS[:1]
    each = (*(usual for _ in decays), epsilons if "epsilon" in names else (0.0,))
    rows = np.array(list(product(*each)), dtype=np.float64)
    values: dict[str, Vector | float] = {**fixed, **{name: rows[:, i] for i, name in enumerate(decays)}}
    if "epsilon" in names:
        values["epsilon"] = rows[:, -1]
    rates = np.full(len(rows), float(fixed.get("learning_rate", 1.0)))
    columns = {k: np.asarray(v)[:, None] if np.ndim(v) else v for k, v in values.items()}
    columns["learning_rate"] = rates[:, None]
    predicted = run.predicted(run.simulate(hypothesis.rule, {**columns, **hypothesis.numbers}))
    observed = run.observed()[:, None, :]
    # An epsilon blurs small gradients; without one they tell as much (Lion's signs tell nothing else).
    big = run.reaching(BIG if "epsilon" in hypothesis.hyperparameters else 0.0)
    with np.errstate(all="ignore"):
        usable = np.isfinite(predicted) & np.isfinite(observed) & big
        scale = np.where(usable, np.abs(observed), 0.0).max(axis=0)
        weight = np.where(usable & (scale > 0), 1.0 / scale, 0.0)
        mine, theirs = np.where(usable, predicted, 0) * weight, np.where(usable, observed, 0) * weight
        if "learning_rate" in names:
            rates = (mine * theirs).sum(axis=(0, 2)) / (mine * mine).sum(axis=(0, 2))
            rates = np.where(np.isfinite(rates) & (rates > 0), rates, 1e-3)
            mine = mine * rates[:, None]
        cost = np.abs(mine - theirs).sum(axis=(0, 2))
    best = int(np.nanargmin(cost)) if np.isfinite(cost).any() else 0
    start = {name: float(rows[best, i]) for i, name in enumerate(decays)}
    if "learning_rate" in names:
        start["learning_rate"] = float(rates[best])
    return start, float(cost[best]) / max(float(np.count_nonzero(usable[:, best])), 1.0)


def _gauss_newton(
    run: Run, hypothesis: Hypothesis, fixed: Mapping[str, float], start: Mapping[str, float]
) -> Fit:
    """Damped least squares in log (rate, epsilon) and log(1 - decay); columns of the Jacobian in one bulk run."""
    names = [name for name in start if not (name == "epsilon" and start[name] == 0.0)]
    held = {**fixed, **{name: start[name] for name in start if name not in names}}
    if not names:
        return Fit(hypothesis, held, float(distances(run, hypothesis, held)[0]))
    z = np.array([to_scale(name, start[name]) for name in names])
    damping, stale, best = 1e-3, 0, None
    for _ in range(_ITERATIONS):
        shifts = np.vstack((np.zeros(len(z)), 1e-5 * np.eye(len(z))))
        values = {name: from_scale(name, z[i] + shifts[:, i]) for i, name in enumerate(names)}
        columns = {name: value[:, None] for name, value in values.items()}
        trajectory = run.simulate(hypothesis.rule, {**held, **columns, **hypothesis.numbers})
        predicted, observed = run.predicted(trajectory), run.observed()
        distance = float(np.atleast_1d(run.distance(trajectory))[0])
        fit = Fit(hypothesis, {**held, **{name: float(value[0]) for name, value in values.items()}}, distance)
        if best is None or fit.distance < best.distance:
            best, damping, stale = fit, damping / 4, 0
        else:
            damping, stale = damping * 8, stale + 1
        if distance < 1e-9 or stale == _PATIENCE:
            break
        with np.errstate(all="ignore"):
            scale = np.abs(predicted[:, 0]).max(axis=0)
            good = np.isfinite(predicted).all(axis=1) & np.isfinite(observed) & (scale > 0)
            residual = ((observed - predicted[:, 0]) / scale)[good]
            jacobian = np.stack(
                [((predicted[:, 1 + i] - predicted[:, 0]) / scale)[good] for i in range(len(z))], axis=1
            )
        jacobian /= 1e-5
        residual = np.clip(residual, -1.0, 1.0)
        normal = jacobian.T @ jacobian
        try:
            step = np.linalg.solve(normal + damping * np.diag(np.diag(normal) + 1e-12), jacobian.T @ residual)
        except np.linalg.LinAlgError:
            break
        z = z + np.clip(step, -1.0, 1.0)
    assert best is not None  # noqa: S101 - the loop runs at least once
    return best


def to_scale(name: str, value: Vector | float) -> Vector:
    """Return a hyperparameter as a search sees it: the logarithm of it, or of what a decay lacks to 1."""
    if name in ("learning_rate", "epsilon"):
        return np.log(np.maximum(value, 1e-300))
    return np.log(np.maximum(1.0 - np.asarray(value), 1e-12))


def from_scale(name: str, z: Vector) -> Vector:
    """Return the hyperparameter again, within what float32 can hold."""
    if name in ("learning_rate", "epsilon"):
        return np.exp(np.clip(z, -600, 60))
    return 1.0 - np.exp(np.clip(z, _CLOSEST_TO_ONE, 0.0))
