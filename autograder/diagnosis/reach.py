"""Which descriptions come near the first steps of a run at all, whatever their values: many searched at once.

A wrong rule misses already the first few steps by a thousand times what rounding does, at any rate and any decays. A
search in so few steps costs little, and all hypotheses of one algorithm make it together: each from its own usual
values, each with its own damping (``fit`` does the same with one hypothesis on all steps).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.comparing.evidence import Run
from autograder.diagnosis.epsilon import HUGE_EPSILONS, USUAL_EPSILONS
from autograder.diagnosis.fit import from_scale, to_scale
from autograder.diagnosis.hypotheses import Hypothesis
from autograder.diagnosis.together import Mask, Together, kinds
from autograder.protocol.arrays import Vector

_FIRST, _NEAR = 6, 0.02
"""Steps that nearly every wrong description misses by more than this, whatever its values; right ones by rounding."""
_EPSILONS = np.concatenate((np.array(USUAL_EPSILONS), HUGE_EPSILONS))
_ITERATIONS, _PATIENCE = 30, 5
_SHIFT = 1e-5
_STEEPEST = 1e100
"""Beyond it, squares are no numbers."""
_LEAST_CURVATURE = 1e-12
_LEAST_DAMPING = 1e-9
"""Two values that only matter together leave a matrix that rounding makes singular, were there less."""


@dataclass(frozen=True)
class Started:
    """A hypothesis and the usual values that bring it nearest."""

    hypothesis: Hypothesis
    start: Mapping[str, float]
    """Of its unknown hyperparameters but epsilon."""


def reaching(run: Run, started: Sequence[Started], known: Mapping[str, float]) -> Mask:
    """Say of each hypothesis whether some values bring it near the run's first steps."""
    found = np.zeros(len(started), dtype=np.bool_)
    for places in kinds([one.hypothesis for one in started]):
        found[places] = _Search(run.head(_FIRST), [started[place] for place in places], known).reached()
    return found


class _Search:
    """Hypotheses of one algorithm, which therefore have the same unknowns."""

    def __init__(self, run: Run, started: Sequence[Started], known: Mapping[str, float]) -> None:
        self.run = run
        hypotheses = [one.hypothesis for one in started]
        names = hypotheses[0].hyperparameters
        values = {name: known[name] for name in names if name in known}
        self.names = [name for name in names if name not in known]
        self.together = Together(hypotheses, [values] * len(hypotheses))
        self.start = {name: np.array([one.start[name] for one in started]) for name in started[0].start}

    def reached(self) -> Mask:
        """Try every usual epsilon, then search from the best."""
        values = dict(self.start)
        if "epsilon" in self.names:
            rows = {name: value[:, None] for name, value in values.items()}
            off = self.together.distances(self.run, {**rows, "epsilon": _EPSILONS[None, :]})
            values["epsilon"] = _EPSILONS[off.argmin(axis=1)]
            reached: Mask = off.min(axis=1) <= _NEAR
        else:
            off = self.together.distances(self.run, {name: value[:, None] for name, value in values.items()})
            reached = off[:, 0] <= _NEAR
        return reached if reached.all() or not self.names else self._searched(values, reached)

    def _searched(self, values: Mapping[str, Vector], reached: Mask) -> Mask:
        """Damped Gauss-Newton, until each is near enough or has long stopped to get nearer."""
        z = np.stack([to_scale(name, values[name]) for name in self.names], axis=1)
        count, unknowns = z.shape
        shifts = np.vstack((np.zeros(unknowns), _SHIFT * np.eye(unknowns)))
        best = np.full(count, np.inf)
        damping, stale = np.full(count, 1e-3), np.zeros(count, dtype=int)
        for _ in range(_ITERATIONS):
            rows = {
                name: from_scale(name, z[:, None, place] + shifts[None, :, place])
                for place, name in enumerate(self.names)
            }
            if "epsilon" in rows:  # where there is none, 0 / 0 shows it: it stays so
                rows["epsilon"] = np.where(values["epsilon"][:, None] == 0, 0.0, rows["epsilon"])
            predicted, every = self.together.simulated(self.run, rows)
            off = every[:, 0]
            reached |= off <= _NEAR
            nearer = off < best
            best = np.where(nearer, off, best)
            damping = np.maximum(np.where(nearer, damping / 4, damping * 8), _LEAST_DAMPING)
            stale = np.where(nearer, 0, stale + 1)
            if (reached | (stale >= _PATIENCE)).all():
                break
            z = z + np.clip(self._steps(predicted, damping), -1.0, 1.0)
        return reached

    def _steps(self, predicted: Vector, damping: Vector) -> Vector:
        """Return each hypothesis' next step, (H, unknowns)."""
        observed = self.run.observed()[:, None, :]
        base = predicted[:, :, 0]
        with np.errstate(all="ignore"):
            scale = np.abs(base).max(axis=0)
            good = np.isfinite(predicted).all(axis=2) & np.isfinite(observed) & (scale > 0)
            residual = np.where(good, np.clip((observed - base) / scale, -1.0, 1.0), 0.0)
            change = (predicted[:, :, 1:] - base[:, :, None]) / scale[:, None] / _SHIFT
        jacobian = np.where(good[:, :, None] & (np.abs(change) < _STEEPEST), change, 0.0)
        normal = np.einsum("rhid,rhjd->hij", jacobian, jacobian)
        curvature = np.einsum("hii->hi", normal)
        eye = np.eye(len(self.names))
        damped = normal + damping[:, None, None] * (curvature + _LEAST_CURVATURE)[:, :, None] * eye
        downhill = np.einsum("rhid,rhd->hi", jacobian, residual)
        found: Vector = np.linalg.solve(damped, downhill[:, :, None])[:, :, 0]
        return found
