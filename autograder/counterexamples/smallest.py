"""The smallest case of any mistake: which of the rooms knows it, at the student's own values where they are known."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from autograder.counterexamples.altered import OF_VALUES, Asked
from autograder.counterexamples.beyond import method_case
from autograder.counterexamples.drawing import draws_case
from autograder.counterexamples.epochs import epochs_case
from autograder.counterexamples.handling import HANDLED, KINDS
from autograder.counterexamples.schedules import schedule_case, value_case
from autograder.counterexamples.updates import update_case, update_example
from autograder.record import Counterexample
from reference.rule import ALGORITHMS
from reference.schedules import SCHEDULES

_ROUGH = 4
"""Significant digits of an identified value: what comes after is what the fit leaves."""


@cache
def example(mistake: str, of: str = "") -> Counterexample | None:
    """Return the smallest case of a mistake by itself, at friendly values; None where a table makes no sense."""
    if mistake in HANDLED:
        return KINDS.get((mistake, of), HANDLED[mistake])()
    return (
        update_example(mistake, of)
        or schedule_case(mistake, details={"of": of})
        or draws_case(mistake, of)
        or epochs_case(mistake, of)
        or method_case(mistake, of)
    )


def smallest_case(
    asked: Asked, own: Mapping[str, float] | None = None, wanted: Mapping[str, float] | None = None
) -> Counterexample | None:
    """Return the case of a diagnosis.

    ``own`` are the values that the student's code has by itself, ``wanted`` those that were asked for. Where several
    mistakes were made and no rule has all of them, the first one that has a table is shown.
    """
    found = _together(asked, own or {}, wanted or {})
    if found is not None:
        return found
    for mistake in asked.mistakes:
        found = _single(asked, mistake, own or {}, wanted or {})
        if found is not None:
            return found
    return None


def _together(asked: Asked, own: Mapping[str, float], wanted: Mapping[str, float]) -> Counterexample | None:
    if asked.rule not in ALGORITHMS or set(asked.mistakes) & set(HANDLED):
        return None
    values = {name: float(f"{value:.{_ROUGH}g}") for name, value in own.items()}
    of_values = (OF_VALUES | {"epsilon-scale"}) & set(asked.mistakes)
    expected = {**values, **wanted} if of_values else values
    case = Asked(asked.mistakes, asked.rule, asked.details, asked.forms, expected or None, values or None)
    return update_case(case, tuple(values))


def _single(
    asked: Asked, mistake: str, own: Mapping[str, float], wanted: Mapping[str, float]
) -> Counterexample | None:
    if asked.rule in SCHEDULES:
        if mistake in OF_VALUES:
            return value_case(mistake, asked.rule, wanted, {**wanted, **own}) if wanted else None
        return schedule_case(mistake, asked.rule, asked.details, own)
    if len(asked.mistakes) > 1 and asked.rule in ALGORITHMS and mistake not in HANDLED:
        alone = Asked((mistake,), asked.rule, asked.details, asked.forms)
        return _together(alone, own, wanted)
    return example(mistake, str(asked.details.get("of", "")))
