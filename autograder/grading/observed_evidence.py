"""What the charts draw of a watched training."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.comparing.evidence import TOLERANCE
from autograder.comparing.watched import Watched
from autograder.diagnosis.epsilon import Fit
from autograder.grading.moments import moments_evidence
from autograder.grading.plain import MAX_COORDINATES, MAX_STEPS, plain
from autograder.protocol.arrays import Vector
from autograder.protocol.observed import Observation
from reference.trajectory import Trajectory


def losses_evidence(observation: Observation) -> dict[str, Any]:
    """The losses that the student's code computed; there is no expected curve, the data are theirs."""
    losses = np.zeros(0) if observation.losses is None else observation.losses.numpy().ravel()
    if observation.last_loss is not None and observation.steps == len(losses):
        losses = np.append(losses, observation.last_loss)
    known = np.flatnonzero(np.isfinite(losses))
    start = int(known[0]) if len(known) else 0
    return {"loss": {"yours": plain(losses[start:][: MAX_STEPS + 1])}, "steps": observation.steps}


def steps_evidence(
    observation: Observation, run: Watched, expected: Trajectory, identified: Fit | None, deviation: Vector
) -> dict[str, Any]:
    """The student's path, the rule's at the same gradients (``expected``), and the identified one's."""
    keep, columns = slice(0, MAX_STEPS), slice(0, MAX_COORDINATES)
    explained = run.simulate(identified.hypothesis.rule, identified.settings) if identified else None
    names = _names(observation)[columns]
    beyond = np.flatnonzero(~(deviation <= TOLERANCE))
    return {
        "steps": len(run.design.gradients[keep]),
        "coordinates": names,
        "gradients": plain(run.design.gradients[keep, columns]),
        "yours": plain(run.theta[: MAX_STEPS + 1, columns]),
        "expected": plain(expected.theta[: MAX_STEPS + 1, columns]),
        "identified": plain(explained.theta[: MAX_STEPS + 1, columns]) if explained is not None else None,
        "moments": moments_evidence(run.theta, expected, explained, names, range(len(names))),
        "asked": plain(run.asked[keep, columns]) if run.asked is not None else None,
        "expected_asked": plain(expected.asked[keep, columns]) if run.asked is not None else None,
        "deviation": plain(deviation[1 : MAX_STEPS + 1]),
        "tolerance": TOLERANCE,
        "first_step": int(max(beyond[0], 1)) if len(beyond) else None,
        "given": {},
        "convention": "",
    }


def _names(observation: Observation) -> list[str]:
    names = observation.variables
    return [
        f"{names[place] if place < len(names) else 'w'}[{index}]"
        for place, size in enumerate(observation.sizes)
        for index in range(size)
    ]
