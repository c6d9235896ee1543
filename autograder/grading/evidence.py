"""What the charts draw: at most 200 steps and 12 coordinates of plain numbers; what is not finite is null."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from math import prod
from typing import Any

import numpy as np

from autograder.comparing.evidence import TOLERANCE, relative
from autograder.driving.design import LAYOUTS
from autograder.driving.tasks import task
from autograder.grading.moments import moments_evidence
from autograder.grading.plain import MAX_COORDINATES, MAX_STEPS, plain
from autograder.grading.training import CONVERGED, TrainingVerdict, first_below
from autograder.grading.verdicts import ScheduleVerdict, UpdateVerdict
from autograder.protocol.arrays import Vector
from autograder.protocol.replies import Recording


def update_evidence(verdict: UpdateVerdict) -> dict[str, Any]:
    """Gradients, the student's path, the expected one and the identified one, at the most telling coordinates."""
    run, right = verdict.run, verdict.right
    expected = run.simulate(right.hypothesis.rule, right.settings)
    chosen = _telling(run.theta, expected.theta, run.design.gradients)
    identified = None
    if verdict.finding is not None and verdict.finding.mistakes:
        fit = verdict.finding.fit
        identified = run.simulate(fit.hypothesis.rule, fit.settings)
    names = coordinate_names(verdict.way.recordings.values())
    return {
        "steps": len(run.design.gradients),
        "coordinates": [names[index] for index in chosen],
        "gradients": plain(run.design.gradients[:, chosen]),
        "yours": plain(run.theta[:, chosen]),
        "expected": plain(expected.theta[:, chosen]),
        "identified": plain(identified.theta[:, chosen]) if identified is not None else None,
        "moments": moments_evidence(run.theta, expected, identified, names, chosen),
        "asked": plain(run.asked[:, chosen]) if run.asked is not None else None,
        "expected_asked": plain(expected.asked[:, chosen]) if run.asked is not None else None,
        "deviation": plain(verdict.deviation[1:]),
        "tolerance": TOLERANCE,
        "first_step": verdict.first_step,
        "given": run.given,
        "convention": verdict.way.convention,
    }


def training_evidence(verdict: TrainingVerdict) -> dict[str, Any]:
    """Losses and, where the task has two parameters, the paths on its contours."""
    problem = task(verdict.task)
    keep = slice(0, MAX_STEPS + 1)
    return {
        "task": verdict.task,
        "loss": {
            "yours": plain(verdict.losses[keep]),
            "expected": plain(verdict.expected_losses[keep]),
            "identified": plain(verdict.identified_losses[keep])
            if verdict.identified_losses is not None
            else None,
        },
        "path": {
            "yours": plain(verdict.path[keep]),
            "expected": plain(verdict.expected_path[keep]),
            "identified": plain(verdict.identified_path[keep])
            if verdict.identified_path is not None
            else None,
        },
        "hessian": plain(problem.hessian()),
        "minimum": plain(problem.minimum),
        "minimum_loss": problem.loss(problem.minimum),
        "steps_to": {
            "threshold": CONVERGED,
            "yours": first_below(verdict.losses),
            "expected": first_below(verdict.expected_losses),
        },
    }


def schedule_evidence(verdict: ScheduleVerdict) -> dict[str, Any]:
    """The student's rates, the expected ones and the identified ones."""
    keep = slice(0, MAX_STEPS)
    found = verdict.finding
    wrong = found is not None and bool(found.mistakes)
    steps = list(verdict.run.steps[keep])
    return {
        # Where the script printed every fifth step, say; steps 0, 1, 2, … aren't told.
        "steps": steps if steps != list(range(len(steps))) else None,
        "yours": plain(verdict.run.rates[keep]),
        "expected": plain(verdict.expected[keep]),
        "identified": plain(found.identified[keep]) if found is not None and wrong else None,
        "first_step": verdict.first_index,
        "deviation": plain(verdict.run.gap(verdict.expected)[keep]),
        "hyperparameters": dict(found.hyperparameters) if found is not None else dict(verdict.run.given),
        "given": dict(verdict.run.given),
    }


def coordinate_names(recordings: Iterable[Recording]) -> list[str]:
    """Names such as ``w[0,1]``, from the layout that the guest used."""
    recording = next(iter(recordings))
    for layout in LAYOUTS:
        if tuple(prod(shape) for shape in layout.shapes) == recording.sizes:
            names = recording.variables or layout.names
            return [
                f"{name}[{','.join(map(str, index))}]"
                for name, shape in zip(names, layout.shapes, strict=False)
                for index in product(*map(range, shape))
            ]
    return [f"w[{index}]" for index in range(sum(recording.sizes))]


def _telling(yours: Vector, expected: Vector, gradients: Vector) -> list[int]:
    """Coordinates that differ first and most, then those with the largest gradients; in their own order."""
    gap = relative(yours, expected)
    gap = np.minimum(np.nan_to_num(gap, nan=1e9, posinf=1e9), 1e9).max(axis=0)
    size = np.abs(gradients).max(axis=0)
    ranked = sorted(
        range(yours.shape[1]), key=lambda index: (-np.round(np.log10(gap[index] + 1e-12)), -size[index])
    )
    return sorted(ranked[:MAX_COORDINATES])
