"""Damped Gauss-Newton on the unknown hyperparameters of many hypotheses of one algorithm at once.

Each has its own values and its own damping; what a step costs is shared, for it is the passes through a run that cost,
hardly the number of hypotheses in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from autograder.comparing.evidence import Run
from autograder.diagnosis.together import Mask, Together
from autograder.protocol.arrays import Vector

_ITERATIONS, _PATIENCE = 30, 5
_SHIFT = 1e-5
_FIRST_DAMPING, _LEAST_DAMPING = 1e-3, 1e-9
"""Two values that only matter together leave a matrix that rounding makes singular, were there less."""
_STEEPEST = 1e100
"""Beyond it, squares are no numbers."""
_LEAST_CURVATURE = 1e-12
_CLOSEST_TO_ONE = float(np.log(2.0**-23))
"""log(1 - decay) of a decay that is still below one in float32, where the envelope is measured."""


@dataclass(frozen=True)
class Descended:
    """Where the search of each hypothesis ended."""

    values: Mapping[str, Vector]
    """Name to (H,): the best that were found."""
    off: Vector
    """(H,): the distance at them."""


def descended(run: Run, together: Together, start: Mapping[str, Vector], enough: float) -> Descended:
    """Search from these values, (H,) each, until all come within ``enough`` or have long stopped to come nearer.

    An epsilon of 0 stays: where there is none, 0 / 0 shows it.
    """
    names = list(start)
    z = np.stack([to_scale(name, start[name]) for name in names], axis=1)
    none = start["epsilon"] == 0 if "epsilon" in start else None
    count, unknowns = z.shape
    shifts = np.vstack((np.zeros(unknowns), _SHIFT * np.eye(unknowns)))
    best, off = z, np.full(count, np.inf)
    damping, stale = np.full(count, _FIRST_DAMPING), np.zeros(count, dtype=int)
    for _ in range(_ITERATIONS):
        predicted, every = together.simulated(run, _values(names, z[:, None, :] + shifts, none))
        done = (off <= enough) | (stale >= _PATIENCE)
        nearer = (every[:, 0] < off) & ~done
        best, off = np.where(nearer[:, None], z, best), np.where(nearer, every[:, 0], off)
        damping = np.maximum(np.where(nearer, damping / 4, damping * 8), _LEAST_DAMPING)
        stale = np.where(nearer, 0, stale + 1)
        if ((off <= enough) | (stale >= _PATIENCE)).all():
            break
        z = z + np.clip(_steps(run, predicted, damping), -1.0, 1.0)
    return Descended(_values(names, best, none), off)


def _values(names: list[str], z: Vector, none: Mask | None) -> dict[str, Vector]:
    """Return the hyperparameters of z, (H, ..., unknowns), each (H, ...)."""
    values = {name: from_scale(name, z[..., place]) for place, name in enumerate(names)}
    if none is not None:
        apart = none.reshape(-1, *(1 for _ in z.shape[1:-1]))
        values["epsilon"] = np.where(apart, 0.0, values["epsilon"])
    return values


def _steps(run: Run, predicted: Vector, damping: Vector) -> Vector:
    """Return each hypothesis' next step, (H, unknowns)."""
    observed = run.observed()[:, None, :]
    base = predicted[:, :, 0]
    with np.errstate(all="ignore"):
        scale = np.abs(base).max(axis=0)
        good = np.isfinite(predicted).all(axis=2) & np.isfinite(observed) & (scale > 0)
        residual = np.where(good, np.clip((observed - base) / scale, -1.0, 1.0), 0.0)
        change = (predicted[:, :, 1:] - base[:, :, None]) / scale[:, None] / _SHIFT
    jacobian = np.where(good[:, :, None] & (np.abs(change) < _STEEPEST), change, 0.0)
    normal = np.einsum("rhid,rhjd->hij", jacobian, jacobian)
    curvature = np.einsum("hii->hi", normal)
    eye = np.eye(jacobian.shape[2])
    damped = normal + damping[:, None, None] * (curvature + _LEAST_CURVATURE)[:, :, None] * eye
    downhill = np.einsum("rhid,rhd->hi", jacobian, residual)
    found: Vector = np.linalg.solve(damped, downhill[:, :, None])[:, :, 0]
    return found


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
