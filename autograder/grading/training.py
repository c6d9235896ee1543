"""Closed loop: does the student's optimizer train the standard task as the rule does? In bands, not by allclose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from autograder.diagnosis.epsilon import Fit
from autograder.driving.tasks import task
from autograder.protocol.arrays import Vector
from autograder.protocol.replies import Recording
from exercises.spec import Training
from reference.run import train
from reference.tasks.task import Task
from reference.trajectory import Trajectory

CONVERGED = 1e-6
"""The lecture's threshold: number of steps until the loss is below."""
_SLOWER = 2.0
"""A run may need this many times the oracle's steps: conventions start differently, wrong rules crawl or diverge."""


@dataclass(frozen=True)
class TrainingVerdict:
    """What the training run showed."""

    passed: bool
    diverged: bool
    steps: int
    task: str
    losses: Vector
    expected_losses: Vector
    path: Vector
    expected_path: Vector
    identified_losses: Vector | None
    identified_path: Vector | None


def judge_training(
    training: Training,
    recording: Recording,
    right: Fit,
    identified: Fit | None,
    expected: Mapping[str, float],
) -> TrainingVerdict | None:
    """Compare a training run with the oracle's at the same values; None where the recording is no such run.

    A run that was cut short is none, by our limit of time or by an exception that the same rule didn't raise on the
    designed gradients: it tells of our way of calling, not of the rule.
    """
    if recording.error is not None:
        return None
    problem = task(training.task)
    path = recording.theta.numpy()
    if path.ndim != 2 or path.shape[1] != len(problem.start) or len(path) < 2:
        return None
    oracle = _train(problem, right, {**expected, **recording.given}, training.steps)
    explained = None
    if identified is not None and identified.hypothesis.mistakes and not _per_variable(identified):
        explained = _train(
            problem, identified, {**identified.hyperparameters, **recording.given}, training.steps
        )
    losses = _losses(problem, path)
    expected_losses = _losses(problem, oracle.theta)
    finite = np.isfinite(losses)
    diverged = not finite.all() or losses[-1] > 10 * losses[0]
    target = _target(expected_losses)
    allowed = int(_SLOWER * _first_below(expected_losses, target)) + 2
    reached = np.where(finite, losses, np.inf)[: allowed + 1].min() <= target
    return TrainingVerdict(
        passed=bool(reached) and not diverged,
        diverged=bool(diverged),
        steps=len(path) - 1,
        task=training.task,
        losses=losses,
        expected_losses=expected_losses,
        path=path,
        expected_path=oracle.theta,
        identified_losses=_losses(problem, explained.theta) if explained else None,
        identified_path=explained.theta if explained else None,
    )


def first_below(losses: Vector, threshold: float = CONVERGED) -> int | None:
    """Step at which the loss is first below the threshold."""
    below = np.flatnonzero(losses < threshold)
    return int(below[0]) if len(below) else None


def _per_variable(fit: Fit) -> bool:
    """Settings per coordinate, or for variables of a size, belong to the open-loop layout, not to the task's."""
    numbers = fit.hypothesis.numbers
    return "shared" in numbers or any(np.ndim(value) for value in numbers.values())


def _train(problem: Task, fit: Fit, values: Mapping[str, float], steps: int) -> Trajectory:
    mine = {name: value for name, value in values.items() if name in fit.hypothesis.hyperparameters}
    layout = (len(problem.start),)
    settings = {**mine, **fit.hypothesis.numbers}
    return train(fit.hypothesis.rule, problem.gradient, problem.start, settings, steps, layout=layout)


def _losses(problem: Task, path: Vector) -> Vector:
    with np.errstate(all="ignore"):
        return np.asarray(((path @ problem.x.T - problem.y) ** 2).mean(axis=1))


def _target(expected: Vector) -> float:
    """A loss the oracle clearly reaches: ten times its best, or half-way where it gets less far than that."""
    best = float(np.nanmin(expected))
    target = max(10 * best, CONVERGED)
    return target if target < 0.5 * expected[0] else float(0.5 * (expected[0] + best))


def _first_below(losses: Vector, threshold: float) -> int:
    return int(np.argmax(losses <= threshold))
