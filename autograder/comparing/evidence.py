"""What one candidate did under one way of calling it: its open-loop runs, checked, ready to be compared with rules.

The measure: largest |difference| over steps and coordinates, each coordinate relative to the largest |theta| that the
rule gives it. Its unit is the *rounding envelope*: how far the right rule computed in float32 lies from the right rule
computed in float64, on these very gradients and hyperparameters (``envelope``). Nothing is picked by hand but the
factor ``TOLERANCE``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from autograder.driving.design import Design
from autograder.protocol.arrays import Vector
from autograder.protocol.replies import Recording
from reference.many import Many, Paths
from reference.rule import OWN_ALGORITHMS, Rule, algorithm
from reference.run import run
from reference.trajectory import Trajectory

TOLERANCE = 16.0
"""Envelopes that a right submission may be away. ``python -m benchmarks.envelopes`` measures how far legitimate
rounding goes: at most 2.2, over 27 orders of operations in float32 on 200 designs each. The nearest mistake is beyond
29,000 at the values that are given; at a hard-coded beta_2 of 0.999 one pair is 182 apart, all others beyond 5,000
(``tests/diagnosis/test_margins.py``)."""
ENVELOPE_FLOOR = 4e-7
"""Three units of float32's last place: an envelope that came out smaller by luck on one design."""

Hyperparameters = Mapping[str, Any]


@dataclass(frozen=True)
class Run:
    """One open-loop run."""

    design: Design
    given: dict[str, float]
    theta: Vector
    """(T + 1, d)"""
    asked: Vector | None
    """(T, d), where the code takes a gradient function."""
    sizes: tuple[int, ...]

    @property
    def complete(self) -> bool:
        """Whether every step was made."""
        return len(self.theta) == len(self.design.gradients) + 1

    @property
    def moved(self) -> npt.NDArray[np.bool_]:
        """Per coordinate whether the variable it belongs to ever moved."""
        starts = np.concatenate(([0], np.cumsum(self.sizes[:-1]))).astype(np.intp)
        own = (self.theta != self.theta[0]).any(axis=0)
        return np.repeat(np.logical_or.reduceat(own, starts), self.sizes)

    def reaching(self, size: float) -> Any:  # noqa: ANN401 - a mask, with which arrays of any kind are indexed
        """Per coordinate whether its gradients reach this size, or the largest of all where none does."""
        largest = np.abs(self.design.gradients).max(axis=0)
        return largest >= min(size, float(largest.max()))

    def head(self, steps: int) -> Run:
        """Return the run's first steps."""
        asked = None if self.asked is None else self.asked[:steps]
        design = Design(self.design.theta0, self.design.gradients[:steps])
        return Run(design, self.given, self.theta[: steps + 1], asked, self.sizes)

    def simulate(self, rule: Rule, hyperparameters: Hyperparameters, *, single: bool = False) -> Trajectory:
        """Run a rule on the very gradients that the code got."""
        return run(
            rule,
            self.design.gradients,
            hyperparameters,
            theta0=self.design.theta0,
            layout=self.sizes,
            dtype=np.float32 if single else np.float64,
        )

    def simulate_many(self, rules: Many, hyperparameters: Hyperparameters) -> Paths:
        """Run many rules on the very gradients that the code got."""
        return rules.run(self.design.gradients, hyperparameters, theta0=self.design.theta0, layout=self.sizes)

    def observed(self) -> Vector:
        """Everything that is compared, (rows, d): parameters, then the points asked for."""
        return self.theta if self.asked is None else np.concatenate((self.theta, self.asked))

    def predicted(self, trajectory: Trajectory | Paths) -> Vector:
        """Return the same rows of a rule's trajectory: (rows, d) or (rows, H, d)."""
        if self.asked is None:
            return trajectory.theta
        return np.concatenate((trajectory.theta, trajectory.asked))

    def distance(self, trajectory: Trajectory | Paths) -> Vector:
        """Return the relative distance per hypothesis: () or (H,); inf where one has a number and the other has not."""
        return relative(self.observed(), self.predicted(trajectory)).max(axis=(0, -1))  # type: ignore[no-any-return]

    def deviation(self, trajectory: Trajectory) -> Vector:
        """Relative distance per step 0 .. T of one rule's parameters (and of the point asked for in that step)."""
        steps = relative(self.theta, trajectory.theta).max(axis=-1)
        if self.asked is not None:
            steps[1:] = np.maximum(steps[1:], relative(self.asked, trajectory.asked).max(axis=-1))
        return steps  # type: ignore[no-any-return]

    def envelope(self, rule: Rule, hyperparameters: Hyperparameters) -> float:
        """Return the distance between the rule in float32 and in float64 on this run."""
        exact = self.simulate(rule, hyperparameters)
        rounded = self.simulate(rule, hyperparameters, single=True)
        measured = relative(self.predicted(rounded).astype(np.float64), self.predicted(exact)).max()
        if not np.isfinite(measured):
            return ENVELOPE_FLOOR
        return max(float(measured), ENVELOPE_FLOOR) + single_powers(rule, hyperparameters, len(exact.rates))


def single_powers(rule: Rule, hyperparameters: Hyperparameters, steps: int) -> float:
    """What the step of Adam, or of a brought rule that counts time, gains by powers in float32 beside exact moments.

    TF1 and Keras compute 1 - beta^t so, for float64 variables too. A beta that is exact in float32 adds nearly nothing.
    """
    if rule.algorithm != "adam" and rule.algorithm not in OWN_ALGORITHMS:
        return 0.0
    rulebook = algorithm(rule.algorithm)
    if "time_start" not in rulebook.numbers:
        return 0.0
    times, share = np.arange(1, steps + 1), 0.0
    for name, power in (("beta_1", 1.0), ("beta_2", 0.5)):
        if name not in rulebook.hyperparameters:
            continue
        beta = float(np.ravel(hyperparameters.get(name, rulebook.hyperparameters[name]))[0])
        single = 1 - np.power(np.float32(beta), times.astype(np.float32))
        ratio = single.astype(np.float64) / (1 - beta**times)
        share += float(np.abs(ratio**power - 1).max())
    return share


def relative(yours: Vector, rule: Vector) -> Vector:
    """|yours - rule| over the largest |rule| of the coordinate, elementwise; rows first, coordinates last."""
    if rule.ndim > yours.ndim:
        yours = yours[:, None, :]
    with np.errstate(all="ignore"):
        scale = np.nanmax(np.where(np.isfinite(rule), np.abs(rule), 0.0), axis=0)
        gap = np.abs(yours - rule) / scale
        gap = np.where(yours == rule, 0.0, gap)
    same_nan = np.isnan(yours) & np.isnan(rule)
    return np.where(same_nan, 0.0, np.where(np.isnan(gap), np.inf, gap))


def run_of(recording: Recording, design: Design) -> Run:
    """Check a recording against the design it answers; ``ValueError`` says what is off."""
    theta = recording.theta.numpy()
    steps, dimension = design.gradients.shape
    if theta.ndim != 2 or theta.shape[1] != dimension or not 1 <= len(theta) <= steps + 1:
        msg = f"theta has shape {theta.shape}; ({steps + 1}, {dimension}) is wanted"
        raise ValueError(msg)
    if sum(recording.sizes) != dimension or min(recording.sizes, default=0) < 1:
        msg = f"variables of sizes {recording.sizes} don't make {dimension} coordinates"
        raise ValueError(msg)
    asked = recording.asked.numpy() if recording.asked is not None else None
    if asked is not None and asked.shape != (len(theta) - 1, dimension):
        msg = f"points asked for have shape {asked.shape}; ({len(theta) - 1}, {dimension}) is wanted"
        raise ValueError(msg)
    return Run(design, recording.given, theta, asked, recording.sizes)
