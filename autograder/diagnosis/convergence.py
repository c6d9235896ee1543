"""Did a training arrive? Judged on the student's own data, whose attainable loss nobody knows.

The measure is the share of the way that is left: (loss at the end - attainable) / (loss at the start - attainable).
What is attainable is estimated from the run itself. Of a linear regression the gradients are linear in the parameters,
so the recorded ones tell the minimum exactly; where they don't span all directions, the curvature along the last steps
does. Bands are generous: noisy data never reach a loss of 0, and a nearly flat direction may be left. Where the losses
or the gradients are those of mini-batches, a plateau after a clear fall counts as arrived, and so does an end near the
minimum that the gradients tell on average.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from autograder.comparing.watched import shaped, worked_out
from autograder.diagnosis.averaged import (
    ARRIVED,
    FEW,
    JAGGED,
    QUADRATIC,
    left_by_size,
    left_in_mean,
    noisy_mean,
    share_left,
    turning,
)
from autograder.protocol.arrays import Vector
from autograder.protocol.observed import Observation

Outcome = Literal["converged", "stopped-early", "not-converged", "diverged", "shape-broadcast", "unknown"]

_FLAT = 1e-3
"""A gradient this small beside the first one has arrived, whatever the curvature."""
_MORE_STEPS = 10.0
"""A run that needs at most this many times its steps was stopped early; one that needs more hardly moves."""
_WORSE, _MUCH_WORSE = 1.5, 10.0
_PLATEAU, _JAGGED_PLATEAU, _FELL = 0.09, 0.15, 0.2
"""What the last quarter of a run may add to its fall: of an exponential fall with ``ARRIVED`` left, 0.09."""
_SPANNED = {"float32": 1e-5, "float64": 1e-10}
"""Directions that steps span, as a share of the widest."""


@dataclass(frozen=True)
class Convergence:
    """How a training ended."""

    outcome: Outcome
    left: float | None
    """Estimated share of the way that is left."""
    first: float | None
    """Loss at the start and at the end, where both, or the end alone, are known."""
    last: float | None


def convergence(observation: Observation) -> Convergence:
    """Judge one training; ``ValueError`` says what doesn't fit together.

    Where the loss compares each prediction with every target, its minimum is no regression line, wherever it ended.
    """
    found = _by_losses(observation)
    if observation.stretched and found.outcome != "diverged":
        return Convergence("shape-broadcast", None, found.first, found.last)
    return found


def _by_losses(observation: Observation) -> Convergence:
    theta, _ = shaped(observation)
    losses = _losses(observation, len(theta) - 1)
    known = losses[np.isfinite(losses)]
    first = float(known[0]) if len(known) > 1 else None
    last = float(losses[-1]) if len(losses) and math.isfinite(losses[-1]) else None
    if _lost(observation, theta):
        return Convergence("diverged", None, first, None)
    if first is not None and last is not None and last > _worse(known) * first:
        return Convergence("diverged", None, first, last)
    if _steeper(observation, theta):
        return Convergence("diverged", None, first, last)
    if last is not None and _at_most(known) <= ARRIVED:
        return Convergence("converged", None, first, last)
    left = _left(observation, theta)
    if left is None:
        left = _left_roughly(observation, theta, losses)
    if left is None:
        return Convergence(_by_plateau(known), None, first, last)
    if left <= ARRIVED:
        return Convergence("converged", left, first, last)
    needed = math.log(ARRIVED) / math.log(left) if left < 1 else math.inf
    early = needed <= _MORE_STEPS and observation.steps >= 1
    return Convergence("stopped-early" if early else "not-converged", left, first, last)


def _at_most(known: Vector) -> float:
    """No more of the way is left, whatever is attainable: a square never gets below 0. A swing is taken at its top."""
    if len(known) < FEW or (known < 0).any() or not known[0] > 0:
        return math.inf
    late = known[-max(len(known) // 4, 1) :]
    if turning(known) <= JAGGED:
        return float(late.max() / known[0])
    return float(late.mean() / max(known[:FEW].min(), 1e-300))


def _losses(observation: Observation, steps: int) -> Vector:
    """Losses at theta 0 .. T as far as they were seen, then the last one of all."""
    seen = np.full(steps, np.nan) if observation.losses is None else observation.losses.numpy().ravel()
    if len(seen) != steps:
        msg = f"losses have shape {seen.shape}; ({steps},) is wanted"
        raise ValueError(msg)
    last = math.nan if observation.last_loss is None else observation.last_loss
    return np.append(seen, last) if not math.isnan(last) or observation.last_loss is not None else seen


def _lost(observation: Observation, theta: Vector) -> bool:
    """Whether parameters or losses are no numbers any more."""
    last = observation.last_loss
    return not (np.isfinite(theta).all() and np.isfinite(_end(observation, theta)).all()) or (
        last is not None and not math.isfinite(last)
    )


def _steeper(observation: Observation, theta: Vector) -> bool:
    """Whether it runs down a slope that only gets steeper: a loss with the wrong sign has no minimum."""
    gradients = _gradients(observation, theta)
    if gradients is None:
        return False
    sizes = np.linalg.norm(gradients, axis=1)
    return bool(sizes[-1] > _MUCH_WORSE * sizes[0] and sizes[-1] == sizes.max())


def _worse(known: Vector) -> float:
    """A loss that rises throughout has diverged sooner than one that jumps about."""
    return _WORSE if len(known) > FEW and (np.diff(known) > 0).mean() > 1 - JAGGED else _MUCH_WORSE


def _left(observation: Observation, theta: Vector) -> float | None:
    """Share of the way that is left in the bowl that the gradients belong to; None where they don't tell one."""
    gradients = _gradients(observation, theta)
    if gradients is None:
        return None
    if observation.last_theta is None and observation.steps >= len(theta):
        return None  # the end wasn't seen: the last recorded point is somewhere on the way
    bowl = _bowl(_points(observation, theta)[: len(gradients)], gradients, _SPANNED[observation.dtype])
    return None if bowl is None else share_left(*bowl, theta[0], _end(observation, theta))


def _points(observation: Observation, theta: Vector) -> Vector:
    """Where the gradients were asked for."""
    return theta if observation.asked is None else observation.asked.numpy()


def _end(observation: Observation, theta: Vector) -> Vector:
    """The last parameters that were seen."""
    return theta[-1] if observation.last_theta is None else observation.last_theta.numpy().ravel()


def _bowl(points: Vector, gradients: Vector, spanned: float) -> tuple[Vector, Vector] | None:
    """Hessian and minimum of the quadratic loss that has these gradients; None where there is no such one."""
    moved, changed = np.diff(points, axis=0), np.diff(gradients, axis=0)
    scale = np.abs(moved).max(axis=0)
    if not (scale > 0).all() or not np.isfinite(points).all():
        return None
    solution, _, rank, _ = np.linalg.lstsq(moved / scale, changed, rcond=spanned)
    if (
        rank < points.shape[1]
        or np.abs(moved / scale @ solution - changed).max() > QUADRATIC * np.abs(changed).max()
    ):
        return None
    hessian = solution / scale[:, None]
    hessian = 0.5 * (hessian + hessian.T)
    if np.linalg.eigvalsh(hessian)[0] <= 0:
        return None
    return hessian, points[-1] - np.linalg.solve(hessian, gradients[-1])


def _left_roughly(observation: Observation, theta: Vector, losses: Vector) -> float | None:
    """The same where no bowl has just these gradients; None where nothing but the losses may tell it."""
    gradients = _gradients(observation, theta)
    mean = None if gradients is None else noisy_mean(_points(observation, theta)[: len(gradients)], gradients)
    if gradients is None or mean is None:
        return _left_along(observation, theta, losses)
    left = left_in_mean(mean, theta[0], _end(observation, theta))
    if left <= ARRIVED:
        return left
    if np.isfinite(losses).sum() >= FEW:
        return None
    return left_by_size(gradients, whole=observation.steps <= len(gradients))


def _left_along(observation: Observation, theta: Vector, losses: Vector) -> float | None:
    """The same by the direction of the last steps alone."""
    gradients = _gradients(observation, theta)
    if gradients is None or observation.asked is not None:
        return None
    points = theta[: len(gradients)]
    sizes = np.linalg.norm(gradients, axis=1)
    whole = observation.steps <= len(gradients)
    if whole and sizes[-1] <= _FLAT * sizes.max():
        return 0.0
    below = _below(points, gradients)
    if below is None:
        return None
    # The fall so far: of a quadratic loss the mean gradient of a step times the step, exactly.
    fell = -0.5 * float(((gradients[1:] + gradients[:-1]) * np.diff(points, axis=0)).sum())
    last = len(gradients) - 1
    if len(losses) > last and np.isfinite(losses[[0, last]]).all():
        fell = float(losses[0] - losses[last])
    if not whole and len(losses) > last + 1 and np.isfinite(losses[[last, -1]]).all():
        later = float(losses[last] - losses[-1])
        below, fell = max(below - later, 0.0), fell + later
    elif not whole:
        below *= _later(sizes, observation.steps)
    return below / (fell + below) if fell > 0 else 1.0


def _gradients(observation: Observation, theta: Vector) -> Vector | None:
    """Gradients at the first steps, two at least: those handed over, else those worked out."""
    handed = observation.gradients
    gradients = worked_out(observation) if handed is None else handed.numpy()
    if gradients is None or gradients.ndim != 2 or gradients.shape[1] != theta.shape[1]:
        return None
    usable = 2 <= len(gradients) < len(theta) and gradients.shape[1] > 0 and np.isfinite(gradients).all()
    return gradients if usable else None


def _below(points: Vector, gradients: Vector) -> float | None:
    """How far below the last point the minimum lies, by the curvature along the last steps that still moved."""
    for back in (1, 2, 4, 8):
        if len(points) <= back:
            return None
        step, change = points[-1] - points[-1 - back], gradients[-1] - gradients[-1 - back]
        length = float(step @ step)
        if length == 0 or np.abs(step).max() <= 1e-6 * np.abs(points[-1]).max():
            continue
        curvature = float(step @ change) / length
        if curvature <= 0:
            return None
        return 0.5 * float(gradients[-1] @ gradients[-1]) / curvature
    return None


def _later(sizes: Vector, steps: int) -> float:
    """How much the rest shrinks in the steps that weren't recorded, at the pace of the last recorded ones."""
    window = min(50, len(sizes) - 1)
    pace = (sizes[-1] / sizes[-1 - window]) ** (1 / window) if sizes[-1 - window] > 0 else 1.0
    return float(min(pace, 1.0) ** (2 * (steps - len(sizes))))


def _by_plateau(known: Vector) -> Outcome:
    """Judge by the losses alone: a clear fall, then little change. A smooth swing up and down is no noise."""
    if len(known) < FEW:
        return "unknown"
    quarter = max(len(known) // 4, 1)
    start, late = float(known[0]), known[-quarter:]
    turns = turning(known)
    if turns > JAGGED:
        end, before = float(late.mean()), float(known[-2 * quarter : -quarter].mean())
        plateau = _JAGGED_PLATEAU
    else:
        end, before, plateau = float(late[-1]), float(known[-1 - quarter :].max()), _PLATEAU
    fell = start - end
    if fell <= _FELL * abs(start):
        return "not-converged"
    if before - end <= plateau * fell:
        return "converged"
    rose = float(np.diff(known[-1 - quarter :]).clip(min=0.0).sum())
    # What swings up and down isn't on its way: where it stands at the end is chance.
    return "not-converged" if turns <= JAGGED and rose > plateau * fell else "stopped-early"
