"""What a rule keeps between steps (velocity, moments), at the one coordinate that shows most.

A submission's own state isn't read: which attribute holds what is the student's affair. Known is what the rule keeps on
the gradients that their code got, and what the rule of a named mistake keeps on the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from autograder.comparing.evidence import relative
from autograder.grading.plain import MAX_STEPS, plain
from autograder.protocol.arrays import Vector
from reference.trajectory import Trajectory

_NAMES = {"v": "velocity", "s": "first-moment", "r": "squared-gradients"}
"""What the reference's letters stand for; the letters of an exercise's own rule stand for themselves."""
_BESIDE_A_FIRST = {"r": "second-moment"}
_FAR = 1e9
"""Stands for a difference that isn't a number."""
_ROUNDING = 1e-6


def moments_evidence(
    yours: Vector,
    expected: Trajectory,
    identified: Trajectory | None,
    names: Sequence[str],
    columns: Sequence[int] | range,
) -> dict[str, Any] | None:
    """Return the slots over the steps; none where the rule keeps nothing.

    Args:
        yours: Path of the parameters, (T+1, d).
        expected: Of the rule.
        identified: Of the rule of a named mistake, on the same gradients.
        names: Of the coordinates.
        columns: Which of them the charts show.
    """
    if not expected.slots:
        return None
    differing = [(yours, expected.theta)]
    if identified is not None:
        common = expected.slots.keys() & identified.slots.keys()
        differing = [*((identified.slots[name], expected.slots[name]) for name in sorted(common)), *differing]
    gaps = [_apart(one, other) for one, other in differing]
    moved = np.abs(np.diff(expected.theta, axis=0)).max(axis=0, initial=0.0)
    at = max(columns, key=lambda index: (*(gap[index] for gap in gaps), moved[index]))
    return {
        "coordinate": names[at],
        "expected": _at(expected.slots, at, expected.slots),
        "identified": _at(identified.slots, at, expected.slots) if identified is not None else None,
    }


def _apart(one: Vector, other: Vector) -> Vector:
    """How far apart two paths get in each coordinate, in powers of ten: among equals the next quantity decides."""
    with np.errstate(all="ignore"):
        gap = np.nan_to_num(relative(one, other), nan=_FAR, posinf=_FAR).max(axis=0)
    return np.asarray(np.round(np.log10(np.minimum(gap, _FAR) + _ROUNDING)))


def _at(slots: Mapping[str, Vector], at: int, known: Mapping[str, Vector]) -> dict[str, Any]:
    """Values of one coordinate over the steps, for the names that ``known`` slots have."""
    names = _NAMES | (_BESIDE_A_FIRST if "s" in known else {})
    return {names.get(name, name): plain(slots[name][: MAX_STEPS + 1, at]) for name in known if name in slots}
