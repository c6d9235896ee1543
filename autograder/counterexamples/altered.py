"""Which rule a mistake is compared with, and what it makes of that rule: two sides, ready to be run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.comparing.variants import variants
from autograder.counterexamples.sides import Side
from reference.algorithms.algorithm import CLOCK
from reference.mistakes.alteration import Alteration
from reference.mistakes.table import alterations, of_trainings
from reference.rule import ALGORITHMS, Rule, algorithm

FRIENDLY: Mapping[str, float] = {
    "learning_rate": 0.1,
    "momentum": 0.9,
    "rho": 0.96,
    "beta_1": 0.9,
    "beta_2": 0.96,
    "epsilon": 1e-8,
    "initial_accumulator": 0.0,
}
"""1 - 0.96 and 1 - 0.96 ** 2 are squares: 0.2 and 0.28 are the roots."""
_FRIENDLY_AHEAD = {"momentum": 0.5}
"""Where a look-ahead with a wrong power or none of alpha must be seen."""
OF_VALUES = frozenset({"wrong-hyperparameter", "hyperparameter-ignored", "learning-rate-ignored"})
_SEVERAL = frozenset({"one-variable-only", "time-per-variable"})
_ELEMENTWISE = frozenset({"state-not-elementwise"})
_TWO = (1, 1)


@dataclass(frozen=True)
class Asked:
    """A mistake, or several together, in one rule."""

    mistakes: tuple[str, ...]
    rule: str
    details: Mapping[str, str | float]
    forms: tuple[str, ...] = ()
    """Accepted conventions that the code uses beside."""
    expected: Mapping[str, float] | None = None
    """Values that the right side has."""
    identified: Mapping[str, float] | None = None
    """Values that the mistaken side has, where they are its own."""


def sides(asked: Asked) -> tuple[Side, Side] | None:
    """Return what is expected, and the same with the mistakes in it; None where they are no altered rule."""
    right = _form(asked)
    expected = _values(asked.rule, asked.expected or {})
    layout = _layout(asked)
    if "different-algorithm" in asked.mistakes:
        return _another(asked, Side(right, expected, layout))
    rule, numbers = right, dict[str, Any]()
    for mistake in asked.mistakes:
        if mistake in OF_VALUES or mistake == "epsilon-scale":
            continue
        chosen = _chosen(asked, mistake, len(layout) > 1)
        if not chosen:
            return None
        for one in chosen:
            rule = one.apply(rule)
            numbers |= one.numbers
    numbers |= _of_their_own(asked, numbers)
    identified = _values(asked.rule, asked.identified or asked.expected or {})
    return Side(right, expected, layout), Side(rule, {**identified, **numbers}, layout)


def owners(mistake: str) -> list[str]:
    """Return the algorithms of the lecture that can have a mistake."""
    several = _TWO if mistake in _SEVERAL else None
    return [name for name in ALGORITHMS if any(one.id == mistake for one in _all(name, several))]


def coordinates(asked: Asked) -> int:
    """Return how many coordinates the mistake needs to show."""
    return 2 if set(asked.mistakes) & (_SEVERAL | _ELEMENTWISE) else 1


def known(rule: str, values: Mapping[str, float]) -> dict[str, float]:
    """Return those values that are hyperparameters of a rule."""
    return {name: value for name, value in values.items() if name in algorithm(rule).hyperparameters}


def _layout(asked: Asked) -> tuple[int, ...]:
    return _TWO if set(asked.mistakes) & _SEVERAL else (1,)


def _form(asked: Asked) -> Rule:
    """The accepted form that the code uses; the box where nothing else is known."""
    if asked.rule not in ALGORITHMS or "lookahead-missing" in asked.mistakes:
        return Rule(asked.rule)
    wanted = set(asked.forms) - {"accumulator-init"}
    found = (one.rule for one in variants(asked.rule) if wanted and set(one.names) == wanted)
    return next(found, Rule(asked.rule))


def _values(rule: str, given: Mapping[str, float]) -> dict[str, Any]:
    rulebook = algorithm(rule)
    ahead = _FRIENDLY_AHEAD if "lookahead" in rulebook.switches else {}
    friendly = {
        name: {**FRIENDLY, **ahead}.get(name, value) for name, value in rulebook.hyperparameters.items()
    }
    return {**friendly, **known(rule, given)}


def _chosen(asked: Asked, mistake: str, several: bool) -> list[Alteration]:  # noqa: FBT001
    """The alterations that the details speak of; the first one where they are silent."""
    layout = _TWO if several else None
    found = [one for one in _all(asked.rule, layout) if one.id == mistake]
    wanted = {name.strip() for name in str(asked.details.get("of", "")).split(",")}
    told = [one for one in found if one.details.get("of", "") in wanted | {str(asked.details.get("of"))}]
    if mistake not in _SEVERAL:
        plain = [one for one in told if not any(np.ndim(value) for value in one.numbers.values())]
        return plain or [one for one in found if not any(np.ndim(v) for v in one.numbers.values())][:1]
    return told[:1] or found[:1]


def _all(rule: str, layout: tuple[int, ...] | None) -> tuple[Alteration, ...]:
    return alterations(rule, layout) + of_trainings(rule)


def _of_their_own(asked: Asked, numbers: Mapping[str, Any]) -> dict[str, Any]:
    """The student's own threshold, share or factor, where the mistake has one."""
    names = {
        "clip_at": "threshold",
        "weight_decay": "share",
        "gradient_scale": "factor",
        "time_held": "steps",
    }
    told = {name: asked.details.get(key) for name, key in names.items() if name in numbers}
    return {name: float(value) for name, value in told.items() if isinstance(value, int | float)}


def _another(asked: Asked, right: Side) -> tuple[Side, Side] | None:
    name = str(asked.details.get("algorithm", ""))
    try:
        mine = algorithm(name)
    except ValueError:
        return None
    chosen = asked.identified or asked.expected or {}
    shared = {key: value for key, value in right.values.items() if key in mine.hyperparameters}
    values = {**_values(name, {}), **shared, **known(name, chosen)}
    return right, Side(Rule(name), values, right.layout)


def shared_values(one: Side, other: Side) -> tuple[dict[str, float], dict[str, float]]:
    """Return the numbers of the expected side, and those of the other side that differ from them or are its alone."""
    mine, theirs = (dict(_scalars(side)) for side in (one, other))
    return mine, {name: value for name, value in theirs.items() if mine.get(name) != value}


def _scalars(side: Side) -> Iterable[tuple[str, float]]:
    hidden = set(CLOCK)
    for name, value in side.values.items():
        nothing = name == "initial_accumulator" and not np.any(value)
        unused = name == "rho" and side.rule == Rule("adagrad")
        if name not in hidden and np.ndim(value) == 0 and not nothing and not unused:
            yield name, float(value)
