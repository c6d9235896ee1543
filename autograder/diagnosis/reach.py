"""Which descriptions come near the first steps of a training at all, whatever their values: many searched at once.

A wrong rule misses already the first few steps by a thousand times what rounding does, at any rate and any decays. A
search in so few steps costs little, and all hypotheses of one algorithm make it together: each from its own usual
values, each with its own damping (``fit`` does the same with one hypothesis on all steps).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from autograder.comparing.evidence import Run
from autograder.diagnosis.fit import HUGE_EPSILONS, USUAL_EPSILONS, from_scale, to_scale
from autograder.diagnosis.hypotheses import Hypothesis
from autograder.protocol.arrays import Vector
from reference.many import Many
from reference.rule import OTHER_ALGORITHMS, Rule

_EPSILONS = np.concatenate((np.array(USUAL_EPSILONS), HUGE_EPSILONS))
_ITERATIONS, _PATIENCE = 30, 5
_SHIFT = 1e-5
_LEAST_CURVATURE = 1e-12
_Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Started:
    """A hypothesis and the usual values that bring it nearest."""

    hypothesis: Hypothesis
    start: Mapping[str, float]
    """Of its unknown hyperparameters but epsilon."""


def reaching(run: Run, started: Sequence[Started], known: Mapping[str, float], near: float) -> _Flags:
    """Say of each hypothesis whether some values bring it within ``near`` of the run."""
    found = np.zeros(len(started), dtype=np.bool_)
    kinds = [_kind(one.hypothesis.rule) for one in started]
    for kind in dict.fromkeys(kinds):
        places = [place for place, each in enumerate(kinds) if each == kind]
        found[places] = _Search(run, [started[place] for place in places], known, near).reached()
    return found


def _kind(rule: Rule) -> str | Rule:
    """What can be simulated together: all forms of an algorithm; of those that no part asks for each form alone."""
    return rule if rule.algorithm in OTHER_ALGORITHMS else rule.algorithm


class _Search:
    """Hypotheses of one algorithm, which therefore have the same unknowns."""

    def __init__(self, run: Run, started: Sequence[Started], known: Mapping[str, float], near: float) -> None:
        self.run, self.near = run, near
        hypotheses = [one.hypothesis for one in started]
        names = hypotheses[0].hyperparameters
        self.known = {name: known[name] for name in names if name in known}
        self.names = [name for name in names if name not in known]
        self.many = Many([one.rule for one in hypotheses], [one.numbers for one in hypotheses])
        self.start = {name: np.array([one.start[name] for one in started]) for name in started[0].start}

    def reached(self) -> _Flags:
        """Try every usual epsilon, then search from the best."""
        values = dict(self.start)
        if "epsilon" in self.names:
            rows = {name: np.repeat(value[:, None], len(_EPSILONS), axis=1) for name, value in values.items()}
            rows["epsilon"] = np.tile(_EPSILONS, (self.many.count, 1))
            off = self._simulated(rows)[1]
            values["epsilon"] = _EPSILONS[off.argmin(axis=1)]
            reached: _Flags = off.min(axis=1) <= self.near
        else:
            off = self._simulated({name: value[:, None] for name, value in values.items()})[1]
            reached = off[:, 0] <= self.near
        return reached if reached.all() or not self.names else self._searched(values, reached)

    def _searched(self, values: Mapping[str, Vector], reached: _Flags) -> _Flags:
        """Damped Gauss-Newton, each hypothesis with its own damping; who is near enough, or no longer gets nearer, rests."""
        count, unknowns = self.many.count, len(self.names)
        z = np.stack([to_scale(name, values[name]) for name in self.names], axis=1)
        shifts = np.vstack((np.zeros(unknowns), _SHIFT * np.eye(unknowns)))
        best = np.full(count, np.inf)
        damping, stale = np.full(count, 1e-3), np.zeros(count, dtype=int)
        for _ in range(_ITERATIONS):
            rows = {
                name: from_scale(name, z[:, None, place] + shifts[None, :, place])
                for place, name in enumerate(self.names)
            }
            predicted, off = self._simulated(rows)
            reached |= off[:, 0] <= self.near
            nearer = off[:, 0] < best
            best = np.where(nearer, off[:, 0], best)
            damping = np.where(nearer, damping / 4, damping * 8)
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
        jacobian = np.where(good[:, :, None], change, 0.0)
        normal = np.einsum("rhid,rhjd->hij", jacobian, jacobian)
        curvature = np.einsum("hii->hi", normal)
        eye = np.eye(len(self.names))
        damped = normal + damping[:, None, None] * (curvature + _LEAST_CURVATURE)[:, :, None] * eye
        downhill = np.einsum("rhid,rhd->hi", jacobian, residual)
        found: Vector = np.linalg.solve(damped, downhill[:, :, None])[:, :, 0]
        return found

    def _simulated(self, rows: Mapping[str, Vector]) -> tuple[Vector, Vector]:
        """Run every hypothesis with each of its rows of values: what is predicted, (T, H, R, d), and how far off, (H, R)."""
        times = next(iter(rows.values())).shape[1] if rows else 1
        columns = {name: value.reshape(-1, 1) for name, value in rows.items()}
        paths = self.run.simulate_many(self.many.repeated(times), {**self.known, **columns})
        off = self.run.distance(paths).reshape(-1, times)
        predicted = self.run.predicted(paths)
        return predicted.reshape(len(predicted), *off.shape, -1), off
