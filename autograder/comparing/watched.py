"""A training that was watched, ready to be held against rules: its *steps* are compared, not its positions.

Parameters don't start at 0 there, so a position has rounded many steps away. Each step is known to the rounding of the
parameters it lies between, and of what the rule keeps beside them: late, tiny steps tell nothing and count for nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from autograder.comparing.evidence import (
    ENVELOPE_FLOOR,
    TOLERANCE,
    Hyperparameters,
    Run,
    single_powers,
)
from autograder.driving.design import Design
from autograder.protocol.arrays import Vector
from autograder.protocol.observed import Observation
from reference.many import Many, Paths
from reference.rule import Rule
from reference.run import run
from reference.trajectory import Trajectory

_HALF_UNIT = {"float32": 2.0**-24, "float64": 2.0**-53}
_TELLS = 100.0
"""A step this many times its tolerance tells rules apart."""


@dataclass(frozen=True)
class Watched(Run):
    """A run whose gradients are the student's own, in steps."""

    rates: Vector | None = None
    """(T,), where they are known."""
    half_unit: float = _HALF_UNIT["float32"]
    """Rounding of a parameter, as a share of it."""
    floor: float = ENVELOPE_FLOOR
    """Rounding of a step, as a share of the coordinate's largest step."""

    @property
    def first_rate(self) -> float:
        """The first rate that moves anything; 0 where none does."""
        return 0.0 if self.rates is None else float(next((rate for rate in self.rates if rate > 0), 0.0))

    def head(self, steps: int) -> Watched:
        """Return the run's first steps."""
        short = super().head(steps)
        rates = None if self.rates is None else self.rates[:steps]
        return replace(self, design=short.design, theta=short.theta, asked=short.asked, rates=rates)

    def simulate(self, rule: Rule, hyperparameters: Hyperparameters, *, single: bool = False) -> Trajectory:
        """Run a rule on the very gradients that the code got, at the rates that it had."""
        return run(
            rule,
            self.design.gradients,
            hyperparameters,
            theta0=self.design.theta0,
            layout=self.sizes,
            dtype=np.float32 if single else np.float64,
            rates=self.rates,
        )

    def simulate_many(self, rules: Many, hyperparameters: Hyperparameters) -> Paths:
        """Run many rules on the very gradients that the code got, at the rates that it had."""
        return rules.run(
            self.design.gradients,
            hyperparameters,
            theta0=self.design.theta0,
            layout=self.sizes,
            rates=self.rates,
        )

    def observed(self) -> Vector:
        """What is compared, (rows, d): the steps, then how far ahead the gradient was asked for."""
        steps = np.diff(self.theta, axis=0)
        return steps if self.asked is None else np.concatenate((steps, self.asked - self.theta[:-1]))

    def predicted(self, trajectory: Trajectory | Paths) -> Vector:
        """Return the same rows of a rule's trajectory: (rows, d) or (rows, H, d)."""
        with np.errstate(all="ignore"):
            steps = np.diff(trajectory.theta, axis=0)
            if self.asked is None:
                return steps
            return np.concatenate((steps, trajectory.asked - trajectory.theta[:-1]))

    def distance(self, trajectory: Trajectory | Paths) -> Vector:
        """Largest difference per hypothesis, each entry as a share of what could be told apart there."""
        return self._gaps(trajectory).max(axis=(0, -1))  # type: ignore[no-any-return]

    def deviation(self, trajectory: Trajectory) -> Vector:
        """Return the same per step 0 .. T, for one rule."""
        rows = self._gaps(trajectory).max(axis=-1)
        steps = len(self.design.gradients)
        if self.asked is not None:
            rows = np.maximum(rows[:steps], rows[steps:])
        return np.concatenate(([0.0], rows))

    def envelope(self, rule: Rule, hyperparameters: Hyperparameters) -> float:
        """Return the unit of ``distance``: the roundings are in the distance itself, but for Adam's powers."""
        return self.floor + single_powers(rule, hyperparameters, len(self.design.gradients))

    @cached_property
    def telling(self) -> int:
        """How many steps are large enough, beside their rounding, to tell rules apart."""
        steps = np.abs(np.diff(self.theta, axis=0))
        room = TOLERANCE * (self.floor * steps.max(axis=0) + self._theta_rounding)
        return int((steps > _TELLS * room).any(axis=1).sum())

    @cached_property
    def _theta_rounding(self) -> Vector:
        """How far each parameter may have been rounded around a step, (T, d)."""
        return self.half_unit * np.maximum(np.abs(self.theta[1:]), np.abs(self.theta[:-1]))

    def _gaps(self, trajectory: Trajectory | Paths) -> Vector:
        mine, theirs = self.observed(), self.predicted(trajectory)
        rounding = self._theta_rounding / self.floor
        if self.asked is not None:
            rounding = np.concatenate((rounding, rounding))
        if theirs.ndim > mine.ndim:
            mine, rounding = mine[:, None, :], rounding[:, None, :]
        with np.errstate(all="ignore"):
            largest = np.where(np.isfinite(theirs), np.abs(theirs), 0.0).max(axis=0)
            gaps = np.where(mine == theirs, 0.0, np.abs(mine - theirs) / (largest + rounding))
        return np.where(np.isnan(gaps), np.inf, gaps)


def watched(observation: Observation) -> Watched | None:
    """Return an observation's steps as far as parameters and gradients are numbers; None where there are none.

    ``ValueError`` says what doesn't fit together.
    """
    theta, dimension = shaped(observation)
    steps = len(theta) - 1
    if steps == 0 or dimension == 0:
        return None
    handed = observation.gradients.numpy() if observation.gradients is not None else worked_out(observation)
    if handed is None or not len(handed):
        return None
    if observation.gradients is None:
        steps = min(steps, len(handed))
        theta, handed = theta[: steps + 1], handed[:steps]
    gradients = _rows("gradients", handed, steps, dimension)
    asked = None if observation.asked is None else observation.asked.numpy()[:steps]
    if asked is not None:
        asked = _rows("asked", asked, steps, dimension)
        asked = np.where(np.isnan(asked), theta[:-1], asked)
    rates = _known_rates(observation, steps)
    good = np.isfinite(theta[1:]).all(axis=1) & np.isfinite(gradients).all(axis=1)
    count = int(np.argmin(good)) if not good.all() else steps
    if count == 0 or not np.isfinite(theta[0]).all():
        return None
    return Watched(
        Design(theta[0], gradients),
        {},
        theta,
        asked,
        observation.sizes,
        rates,
        _HALF_UNIT[observation.dtype],
    ).head(count)


def worked_out(observation: Observation) -> Vector | None:
    """The loss's gradients at the first steps, where the code's own weren't seen: written by hand, for example."""
    at = observation.true_at
    if observation.true_gradients is None or at != tuple(range(len(at))):
        return None
    return observation.true_gradients.numpy()


def shaped(observation: Observation) -> tuple[Vector, int]:
    """Return the parameters (T + 1, d) and d, checked against the variables' sizes; d is 0 of a large model."""
    theta = observation.theta.numpy()
    if theta.ndim == 2 and theta.shape[1] == 0 and len(theta):
        return theta, 0
    dimension = sum(observation.sizes)
    if theta.ndim != 2 or len(theta) < 1 or theta.shape[1] != dimension:
        msg = f"theta has shape {theta.shape}, the variables have {dimension} coordinates"
        raise ValueError(msg)
    if min(observation.sizes, default=0) < 1:
        msg = f"sizes of variables: {observation.sizes}"
        raise ValueError(msg)
    return theta, dimension


def _rows(name: str, values: Vector, steps: int, dimension: int) -> Vector:
    if values.shape != (steps, dimension):
        msg = f"{name} have shape {values.shape}; ({steps}, {dimension}) is wanted"
        raise ValueError(msg)
    return values


def _known_rates(observation: Observation, steps: int) -> Vector | None:
    if observation.rates is None:
        return None
    rates = observation.rates.numpy().ravel()[:steps]
    if len(rates) != steps:
        msg = f"{len(rates)} rates for {steps} steps"
        raise ValueError(msg)
    return rates if np.isfinite(rates).all() and (rates >= 0).all() else None
