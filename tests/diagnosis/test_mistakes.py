"""Every mistake of the table is told by its name, in either precision, given its hyperparameters or not.

Where two descriptions are one function, or the data can't part them, the names that may be told are listed below
(IDENTIFICATION.md: "same function", "not visible open loop"); nothing else is accepted.
"""

from __future__ import annotations

from itertools import cycle

import pytest

from autograder.diagnosis.finding import Runs
from reference.mistakes.alteration import Alteration
from reference.mistakes.table import alterations
from reference.rule import Rule
from tests.diagnosis.paths import (
    SIZES,
    UPDATES,
    Mode,
    Precision,
    form,
    path,
    runs_of,
    setting,
    told,
    with_mistake,
)

ORDERS_SHOWN = {"1,2,3", "3,1,2", "3,3,3"}
"""Of the orders in which three variables may be counted."""
PAIRS: tuple[tuple[tuple[Mode, Precision], ...], ...] = (
    (("given", "float32"), ("hard-coded", "float64")),
    (("given", "float64"), ("hard-coded", "float32")),
)


def same_function(rule: str, alteration: Alteration, mode: Mode, *, asks: bool) -> set[tuple[str, ...]]:
    """Names that may be told for a mistake; its own is among them where nothing speaks for another."""
    name = alteration.id
    stored = "nesterov" in rule and not asks
    if name == "gradient-scaled" and mode == "hard-coded":
        # Linear rules: it is the rate. Adaptive rules: it is epsilon, which is free.
        return {("wrong-hyperparameter",)} if rule in {"momentum", "nesterov"} else {()}
    if name == "state-not-kept" and rule in {"momentum", "nesterov"} and not asks:
        return {("velocity-not-accumulated",)}
    if name == "state-not-kept" and rule == "adagrad":
        return {("accumulator-not-kept",)}
    if name == "time-frozen" and not alteration.details:
        return {("bias-correction-constant",)}
    if name == "old-velocity-applied" and stored:
        # alpha v - (v' - v): the new velocity itself, momentum's step.
        return {("lookahead-missing",)}
    if name == "lookahead-full-velocity" and stored:
        # v' - epsilon g in place of alpha v' - epsilon g: the other is among the equivalents.
        return {("momentum-and-gradient-both",)}
    if name == "velocity-overwritten" and alteration.details["of"] == "difference":
        # -alpha v' + (1 + alpha) v' is v' as well.
        return {("lookahead-missing",)}
    if name == "lookahead-missing" and stored:
        # The stored form without its alpha v is gradient descent.
        return {("different-algorithm",)}
    if (
        name.startswith("epsilon-")
        and mode == "hard-coded"
        and alteration.details.get("of") in {"quotient", "step"}
    ):
        # At the default epsilon (1e-8 to 1e-6) what is added to the quotient is all but lost.
        return {(name,), ("epsilon-missing",)}
    return {(name,)}


def invisible(rule: str, alteration: Alteration, *, asks: bool) -> bool:
    """Code that is handed its gradient has no look-ahead point to keep by mistake."""
    return "nesterov" in rule and not asks and alteration.id == "lookahead-kept"


CASES: list[tuple[str, str, Alteration, bool, Mode, Precision]] = []
for lab, part_id in UPDATES:
    rule_name = setting(lab, part_id).part.rule
    for asks in (False, True) if "nesterov" in rule_name else (False,):
        pairs = cycle(PAIRS)
        for alteration in alterations(rule_name, SIZES):
            order = alteration.details.get("of", "") if alteration.id.startswith("time-") else ""
            if ("," in order and order not in ORDERS_SHOWN) or invisible(rule_name, alteration, asks=asks):
                continue
            combinations = next(pairs)
            if asks and rule_name == "rmsprop-nesterov":
                combinations = combinations[
                    :1
                ]  # its formulas are those of the code that is handed its gradient
            CASES += [(lab, part_id, alteration, asks, *combination) for combination in combinations]


def title(value: object) -> str:
    if isinstance(value, Alteration):
        return "-".join([value.id, *value.details.values()])
    return ("asks" if value else "handed") if isinstance(value, bool) else str(value)


@pytest.mark.parametrize(("lab", "part_id", "alteration", "asks", "mode", "precision"), CASES, ids=title)
def test_the_mistake_is_told_by_its_name(
    lab: str,
    part_id: str,
    alteration: Alteration,
    asks: bool,  # noqa: FBT001
    mode: Mode,
    precision: Precision,
) -> None:
    where = setting(lab, part_id)
    rule, numbers = with_mistake(alteration, form(where.part, asks=asks))
    found = told(where, runs_of(where, rule, mode, precision, asks=asks, numbers=numbers))
    assert found is not None
    names = same_function(where.part.rule, alteration, mode, asks=asks)
    assert found.mistakes in names
    if found.mistakes != (alteration.id,):
        return
    if alteration.id == "gradient-scaled":
        assert float(found.details["factor"]) == pytest.approx(float(alteration.details["factor"]), rel=1e-3)
    elif alteration.unknown:
        said = {"clip_at": "threshold", "weight_decay": "share"}[alteration.unknown]
        size = found.details.pop(said)
        assert size == pytest.approx(alteration.numbers[alteration.unknown], rel=0.03)
        assert found.details == dict(alteration.details)
    elif len(names) == 1:
        assert found.details == dict(alteration.details)


def test_every_mistake_of_every_rule_is_among_the_cases() -> None:
    for lab_id, part in UPDATES:
        rule = setting(lab_id, part).part.rule
        shown = {one.id for one_lab, one_part, one, *_ in CASES if (one_lab, one_part) == (lab_id, part)}
        assert shown == {one.id for one in alterations(rule, SIZES)}


@pytest.mark.parametrize(("lab", "part_id"), [("lab3", "nesterov"), ("lab5", "nesterov")])
def test_a_double_step_and_a_look_ahead_by_the_full_velocity_are_one_where_phi_is_stored(
    lab: str, part_id: str
) -> None:
    where = setting(lab, part_id)
    for switches in ({"applied": "new-and-gradient"}, {"reach": "full"}):
        found = told(where, runs_of(where, form(where.part).switched(**switches), "given", "float32"))
        assert found is not None
        assert found.mistakes == ("momentum-and-gradient-both",)
        assert ("lookahead-full-velocity",) in found.equivalents


@pytest.mark.parametrize("mode", ["given", "hard-coded"])
def test_a_quotient_by_the_bare_accumulator_is_told_as_both_mistakes(mode: Mode) -> None:
    where = setting("lab6", "adam")
    rule = form(where.part).switched(denominator="no-root", second_correction="none")
    found = told(where, runs_of(where, rule, mode, "float32"))
    assert found is not None
    assert found.mistakes == ("missing-root", "no-second-bias-correction")


def test_both_decays_swapped_is_one_misunderstanding() -> None:
    where = setting("lab6", "adam")
    rule = form(where.part).switched(first_moment="swapped", accumulator="swapped")
    found = told(where, runs_of(where, rule, "given", "float32"))
    assert found is not None
    assert (found.mistakes, found.details) == (("decay-swapped",), {"of": "beta_1, beta_2"})


OWN_VALUES: dict[str, dict[str, float]] = {
    "sgd": {"learning_rate": 0.001},
    "momentum": {"learning_rate": 0.01, "momentum": 0.9},
    "adagrad": {"learning_rate": 0.01, "epsilon": 1e-7},
    "rmsprop": {"learning_rate": 0.001, "rho": 0.99, "epsilon": 1e-8},
    "adam": {"learning_rate": 0.002, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-8},
}


@pytest.mark.parametrize(
    ("lab", "part_id", "other"),
    [
        *(("lab6", "adam", other) for other in ("sgd", "momentum", "adagrad", "rmsprop")),
        *(("lab3", "momentum", other) for other in ("adagrad", "adam")),
        ("lab5", "rmsprop", "adam"),
        ("lab4", "adagrad", "momentum"),
    ],
)
def test_another_algorithm_of_the_lecture_is_called_by_its_name(lab: str, part_id: str, other: str) -> None:
    where = setting(lab, part_id)
    first, second = (path(design, Rule(other), OWN_VALUES[other], {}, "float32") for design in where.designs)
    found = told(where, Runs(first, second))
    assert found is not None
    assert (found.mistakes, found.details["algorithm"]) == (("different-algorithm",), other)


def test_descent_at_another_rate_may_be_a_velocity_that_was_lost() -> None:
    """Two descriptions of one function; the mistake of the rule at hand is told before another algorithm."""
    where = setting("lab3", "momentum")
    first, second = (path(design, Rule("sgd"), {"learning_rate": 0.01}, {}) for design in where.designs)
    found = told(where, Runs(first, second))
    assert found is not None
    assert found.mistakes == ("velocity-not-accumulated", "wrong-hyperparameter")
    assert found.fit.hyperparameters["learning_rate"] == pytest.approx(0.01, rel=1e-3)
