"""What a result tells beside its verdict: smallest cases, where accepted forms part, and suspected lines."""

from __future__ import annotations

import math
from collections.abc import Mapping

import msgspec

from autograder.counterexamples.altered import Asked
from autograder.counterexamples.conventions import parting
from autograder.counterexamples.smallest import smallest_case
from autograder.loading.submission import Submission
from autograder.record import Diagnosis, Matched, PartResult
from autograder.suspects.locate import suspects
from exercises.spec import Part

_FOLLOWED = 1e-3
"""A value that we gave is followed to within this share; else the code has one of its own."""


def explained(result: PartResult, part: Part, submission: Submission) -> PartResult:
    """Return the result with its small tables and the lines that are suspected."""
    if not result.diagnoses and result.matched is None:
        return result
    given = _given(result)
    diagnoses = tuple(_diagnosed(one, part, given) for one in result.diagnoses)
    return msgspec.structs.replace(
        result,
        diagnoses=tuple(
            msgspec.structs.replace(one, suspects=suspects(submission, result, one)) for one in diagnoses
        ),
        matched=None if result.matched is None else _parted(result.matched, part),
    )


def _diagnosed(diagnosis: Diagnosis, part: Part, given: Mapping[str, float]) -> Diagnosis:
    if not diagnosis.mistakes:
        return diagnosis
    own = _own(diagnosis.hyperparameters, given)
    # A rule's other values are friendly ones on both sides; a schedule has its rates by all of its values.
    wanted = {n: v for n, v in diagnosis.expected.items() if n in own or part.kind == "schedule"}
    case = smallest_case(
        Asked(diagnosis.mistakes, part.rule, diagnosis.details, diagnosis.variants), own, wanted
    )
    return msgspec.structs.replace(diagnosis, counterexample=case)


def _parted(matched: Matched, part: Part) -> Matched:
    found = (parting(one, part.rule) for one in matched.variants)
    return msgspec.structs.replace(matched, partings=tuple(one for one in found if one is not None))


def _given(result: PartResult) -> dict[str, float]:
    """The values that we handed to the code."""
    found = (result.evidence.get(one) or {} for one in ("update", "schedule"))
    return {name: value for one in found for name, value in (one.get("given") or {}).items()}


def _own(values: Mapping[str, float], given: Mapping[str, float]) -> dict[str, float]:
    """The values that are the student's own, not ours."""
    return {
        name: value
        for name, value in values.items()
        if math.isfinite(value)
        and not (name in given and math.isclose(value, given[name], rel_tol=_FOLLOWED))
    }
