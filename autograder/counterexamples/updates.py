"""The smallest case of a mistaken update rule: the rule and its alteration, run on the same small gradients."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from autograder.counterexamples.altered import (
    OF_VALUES,
    Asked,
    coordinates,
    known,
    owners,
    shared_values,
    sides,
)
from autograder.counterexamples.search import Wanted, smallest
from autograder.counterexamples.sheet import Setting, table
from autograder.record import Counterexample

_EXAMPLES: Mapping[str, tuple[str, dict[str, str | float], dict[str, float]]] = {
    # Where the id alone leaves everything open: rule, details, and the values that the mistaken side has.
    "wrong-hyperparameter": ("momentum", {"of": "momentum"}, {"momentum": 0.5}),
    "hyperparameter-ignored": ("momentum", {"of": "momentum"}, {"momentum": 0.5}),
    "learning-rate-ignored": ("sgd", {}, {"learning_rate": 0.01}),
    "different-algorithm": ("momentum", {"algorithm": "sgd"}, {}),
    "epsilon-scale": ("rmsprop", {"of": "1"}, {"epsilon": 1.0}),
    "gradient-scaled": ("sgd", {"factor": 2.0}, {}),
    "weight-decay-added": ("sgd", {"share": 0.5}, {}),
    "accumulator-not-kept": ("rmsprop", {}, {}),
    "sign-flipped": ("sgd", {}, {}),
    "state-not-kept": ("momentum", {}, {}),
    "not-finite": ("adam", {"of": "epsilon"}, {}),
}
_CAUSES = {"epsilon": ("epsilon-missing", {}), "time": ("time-off-by-one", {"of": "0"})}
"""What a value that is no number comes from."""
_EPSILON_SHOWN = 0.5
_SHOWS_EPSILON = frozenset(
    {"epsilon-outside-fraction", "epsilon-in-numerator", "epsilon-inside", "epsilon-outside", "epsilon-hat"}
)


def update_example(mistake: str, of: str = "") -> Counterexample | None:
    """Return the smallest case of a mistake by itself, at friendly values."""
    rule, details, identified = _EXAMPLES.get(mistake, ("", {}, {}))
    if not rule:
        found = owners(mistake)
        if not found:
            return None
        rule = found[0]
    if of:
        details = {**details, "of": of}
    return update_case(Asked((mistake,), rule, details, identified=identified or None))


def update_case(asked: Asked, own: tuple[str, ...] = ()) -> Counterexample | None:
    """Return the smallest case of these mistakes in this rule; ``own`` names the values that are the student's."""
    caused = _caused(asked)
    for attempt in _attempts(caused):
        found = _case(attempt, tuple(name for name in own if name in {**(attempt.expected or {})}))
        if found is not None:
            return replace_of(found, asked.mistakes)
    return None


def _caused(asked: Asked) -> Asked:
    if asked.mistakes != ("not-finite",):
        return asked
    cause, details = _CAUSES.get(str(asked.details.get("of")), _CAUSES["epsilon"])
    rule = asked.rule if asked.rule in owners(cause) else owners(cause)[-1]
    return replace(asked, mistakes=(cause,), details=details, rule=rule, expected=None, identified=None)


def _attempts(asked: Asked) -> Iterator[Asked]:
    """At the student's own values first, then at friendly ones."""
    if asked.expected or asked.identified:
        yield asked
    values = OF_VALUES & set(asked.mistakes) or "epsilon-scale" in asked.mistakes
    if asked.expected and not values:
        yield replace(asked, expected=None, identified=None)
    if not asked.expected and not asked.identified:
        yield asked
    of = {name: value for name, value in asked.details.items() if name in {"of", "algorithm"}}
    told = _EXAMPLES.get(asked.mistakes[0], ("", {}, {}))[1] if len(asked.mistakes) == 1 else {}
    if len(of) < len(asked.details) and not values:
        yield replace(asked, expected=None, identified=None, details={**told, **of})


def _case(asked: Asked, own: tuple[str, ...]) -> Counterexample | None:
    shown = bool(_SHOWS_EPSILON & set(asked.mistakes))
    if shown and "epsilon" not in known(asked.rule, asked.expected or {}):
        enlarged = {"epsilon": _EPSILON_SHOWN}
        asked = replace(
            asked,
            expected={**(asked.expected or {}), **enlarged},
            identified={**asked.identified, **enlarged} if asked.identified else None,
        )
    pair = sides(asked)
    if pair is None:
        return None
    right, wrong = pair
    found = smallest(right, wrong, _wanted(asked, finite=shown))
    if found is None:
        return None
    shared, other = shared_values(right, wrong)
    setting = Setting(
        of=asked.mistakes,
        rule=asked.rule,
        key="bowl" if found.closed else "fed",
        hyperparameters=shared,
        other=other,
        own=own,
        start=found.start,
    )
    return table(setting, found.expected, found.yours)


def _wanted(asked: Asked, *, finite: bool) -> Wanted:
    start = 1.0 if "weight-decay-added" in asked.mistakes else 0.0
    return Wanted(coordinates(asked), finite=finite, start=start)


def replace_of(found: Counterexample, of: tuple[str, ...]) -> Counterexample:
    """Return the same table under other names."""
    return Counterexample(
        **{name: getattr(found, name) for name in found.__struct_fields__ if name != "of"}, of=of
    )
