"""Where an accepted convention parts from the lecture's form: the same small tables, and no mistake in them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np

from autograder.counterexamples.altered import FRIENDLY, shared_values
from autograder.counterexamples.beyond import method_case
from autograder.counterexamples.schedules import form_case
from autograder.counterexamples.search import Wanted, smallest
from autograder.counterexamples.sheet import Columns, Setting, cells, table
from autograder.counterexamples.sides import Side, columns
from autograder.protocol.arrays import Vector
from autograder.record import Counterexample
from reference.rule import Rule, algorithm

_SHOWN_EPSILON = 0.5
_PLACES = {"epsilon-inside": "inside", "epsilon-outside": "outside", "epsilon-hat": "hat"}
_RULES = {
    "epsilon-inside": "adagrad",
    "epsilon-outside": "rmsprop",
    "epsilon-hat": "adam",
    "lookahead-stored": "nesterov",
    "rate-outside-velocity": "momentum",
    "velocity-negated": "momentum",
    "accumulator-init": "rmsprop",
}
_STARTS = {"rmsprop": 1.0, "adagrad": 0.1}
_HALVED = (0.1, 0.05)
"""A rate that decays: only then the two places for it part."""


@cache
def parting(variant: str, rule: str = "") -> Counterexample | None:
    """Return the smallest table in which a convention parts from the lecture's form; None where it never does.

    ``rule`` is the part's algorithm, where the convention belongs to several.
    """
    if variant in {"staircase-early", "staircase-late", "continuous-decay"}:
        return form_case(variant)
    if variant in {"dfp", "sr1", "damped"}:
        return method_case(variant)
    if variant in {"float32", "epsilon-free"}:
        return {"float32": _single, "epsilon-free": _another_epsilon}[variant]()
    name = rule if rule in _sharing(variant) else _RULES.get(variant, "")
    return _of_a_rule(variant, name) if name else None


def _sharing(variant: str) -> tuple[str, ...]:
    """Algorithms that can have a convention."""
    if variant in _PLACES:
        return ("adagrad", "rmsprop", "rmsprop-nesterov", "adam")
    if variant == "lookahead-stored":
        return ("nesterov", "rmsprop-nesterov")
    return ("rmsprop", "adagrad") if variant == "accumulator-init" else ("momentum", "nesterov")


def _of_a_rule(variant: str, name: str) -> Counterexample | None:
    switches = algorithm(name).switches
    right, mine, numbers = Rule(name), Rule(name), dict[str, float]()
    wanted, values = Wanted(), _values(name)
    if variant in _PLACES:
        place = _PLACES[variant]
        if place not in switches["epsilon"]:
            return None
        right = right.switched(epsilon="outside") if place == "hat" else right
        mine, values = mine.switched(epsilon=place), {**values, "epsilon": _SHOWN_EPSILON}
        wanted = Wanted(finite=True)
    elif variant == "lookahead-stored":
        mine = mine.switched(lookahead="stored")
    elif variant == "rate-outside-velocity":
        mine, wanted = mine.switched(rate="outside-velocity"), Wanted(rates=_HALVED)
    elif variant == "accumulator-init":
        numbers = {"initial_accumulator": _STARTS[name]}
    elif variant == "velocity-negated":
        return _negated(name)
    sides = Side(right, values), Side(mine, {**values, **numbers})
    found = smallest(*sides, wanted)
    if found is None:
        return None
    shared, other = shared_values(*sides)
    if wanted.rates is not None:
        shared.pop("learning_rate")
    key = "bowl" if found.closed else "fed"
    return table(
        Setting((variant,), name, key, shared, other, start=found.start), found.expected, found.yours
    )


def _values(name: str) -> dict[str, float]:
    return {one: FRIENDLY.get(one, value) for one, value in algorithm(name).hyperparameters.items()}


def _negated(name: str) -> Counterexample | None:
    """theta - v with v = alpha v + lr g: only the velocity's sign is another."""
    side = Side(Rule(name), _values(name))
    right = columns(side, side.fed(np.ones((1, 1))))
    mine = {**right, "v": [[-value for value in row if isinstance(value, float)] for row in right["v"]]}
    setting = Setting(("velocity-negated",), name, "fed", shared_values(side, side)[0])
    return table(setting, right, mine)


def _single() -> Counterexample | None:
    """Near 1 single precision has steps of 6e-8: half of a smaller one is lost."""
    values: Mapping[str, float] = {"learning_rate": 0.1}
    found: list[Columns] = []
    for dtype in (np.float64, np.float32):
        theta: Vector = np.array([1.0], dtype)
        after = np.asarray(theta - np.array([values["learning_rate"]], dtype) * np.array([2e-7], dtype))
        found.append({"gradient": [[2e-7]], "update": cells((after - theta)[None])})
    return table(Setting(("float32",), "sgd", "fed", values, start=(1.0,)), *found)


def _another_epsilon() -> Counterexample | None:
    """A gradient so small that sqrt(r) isn't large beside the small constant."""
    gradients = np.array([[0.01]])
    sides = [Side(Rule("rmsprop"), {**_values("rmsprop"), "epsilon": one}) for one in (1e-8, 1e-5)]
    found = [columns(side, side.fed(gradients)) for side in sides]
    shared, other = shared_values(*sides)
    return table(Setting(("epsilon-free",), "rmsprop", "fed", shared, other), *found)
