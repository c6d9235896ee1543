"""Other hyperparameters than the right ones: identified where hard-coded, told where given ones are ignored."""

from __future__ import annotations

from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.diagnosis.finding import Finding, Runs
from tests.diagnosis.paths import UPDATES, Precision, Setting, form, path, setting, told

DECAY = st.integers(550, 990).map(lambda digits: digits / 1000)
MEMORY = st.integers(9000, 9999).map(lambda digits: digits / 10_000)


def hard_coded(where: Setting, values: dict[str, float], precision: Precision = "float32") -> Finding | None:
    """What is told of the right rule with these values written into it."""
    rule = form(where.part)
    first, second = (path(design, rule, values, {}, precision) for design in where.designs)
    return told(where, Runs(first, second), frozenset(values.values()))


def differing(where: Setting, values: dict[str, float]) -> set[str]:
    defaults = {name: spec.default for name, spec in where.part.hyperparameters.items()}
    return {name for name, value in values.items() if abs(value - defaults[name]) > 1e-6 * defaults[name]}


WRONG: list[tuple[tuple[str, str], dict[str, float]]] = [
    (("lab3", "momentum"), {"learning_rate": 0.01, "momentum": 0.9}),
    (("lab3", "momentum"), {"learning_rate": 0.001, "momentum": 0.8}),
    (("lab3", "momentum"), {"learning_rate": 0.1, "momentum": 0.5}),
    (("lab3", "nesterov"), {"learning_rate": 0.01, "momentum": 0.95}),
    (("lab4", "adagrad"), {"learning_rate": 0.01, "epsilon": 1e-7}),
    (("lab4", "adagrad"), {"learning_rate": 1.0, "epsilon": 1e-8}),
    (("lab5", "rmsprop"), {"learning_rate": 0.001, "rho": 0.99, "epsilon": 1e-6}),
    (("lab5", "rmsprop"), {"learning_rate": 0.05, "rho": 0.8, "epsilon": 1e-10}),
    (("lab5", "nesterov"), {"learning_rate": 0.001, "rho": 0.99, "momentum": 0.8, "epsilon": 1e-6}),
    (("lab6", "adam"), {"learning_rate": 0.01, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-8}),
    (("lab6", "adam"), {"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.99, "epsilon": 1e-8}),
    (("lab6", "adam"), {"learning_rate": 0.001, "beta_1": 0.8, "beta_2": 0.999, "epsilon": 1e-7}),
    (("lab6", "adam"), {"learning_rate": 0.02, "beta_1": 0.95, "beta_2": 0.98, "epsilon": 1e-9}),
]


@pytest.mark.parametrize("precision", ["float32", "float64"])
@pytest.mark.parametrize(("case", "values"), WRONG)
def test_a_hard_coded_value_is_identified(
    case: tuple[str, str], values: dict[str, float], precision: Precision
) -> None:
    where = setting(*case)
    found = hard_coded(where, values, precision)
    assert found is not None
    assert found.mistakes == ("wrong-hyperparameter",)
    wrong = differing(where, values) - {"epsilon"}
    assert set(str(found.details["of"]).split(", ")) == wrong
    for name in wrong:
        assert found.fit.hyperparameters[name] == pytest.approx(values[name], rel=1e-3)


@st.composite
def settings_of_a_rule(draw: st.DrawFn) -> tuple[tuple[str, str], dict[str, float]]:
    """A part and random values for its rule, none of them a default."""
    case = draw(st.sampled_from(UPDATES))
    values = {}
    for name, spec in setting(*case).part.hyperparameters.items():
        if name == "learning_rate":
            values[name] = draw(st.integers(10, 9999).map(lambda digits: digits / 10_000))
        elif name == "epsilon":
            values[name] = draw(st.sampled_from([spec.default, 1e-8, 1e-10]))
        else:
            values[name] = draw(MEMORY if name == "beta_2" else DECAY)
    return case, values


@settings(max_examples=25)
@given(settings_of_a_rule())
def test_random_values_are_identified_to_a_thousandth(case: tuple[tuple[str, str], dict[str, float]]) -> None:
    where, values = setting(*case[0]), case[1]
    found = hard_coded(where, values)
    assert found is not None
    wrong = differing(where, values) - {"epsilon"}
    assert found.mistakes == (("wrong-hyperparameter",) if wrong else ())
    assert set(str(found.details.get("of", "")).split(", ")) == (wrong or {""})
    for name in wrong:
        assert found.fit.hyperparameters[name] == pytest.approx(values[name], rel=1e-3)


# ---- given values ----------------------------------------------------------------------------------------------------


def followed(
    where: Setting, change: dict[str, tuple[float, float]], precision: Precision = "float32"
) -> Finding | None:
    """What is told of right code that takes every value and follows others in the two runs."""
    rule = form(where.part)
    first, second = (
        path(
            design,
            rule,
            {**offered, **{name: values[which] for name, values in change.items()}},
            offered,
            precision,
        )
        for which, (design, offered) in enumerate(zip(where.designs, where.offered, strict=True))
    )
    return told(where, Runs(first, second))


IGNORED = [(case, name) for case in UPDATES for name in setting(*case).part.hyperparameters]


@pytest.mark.parametrize(("case", "name"), IGNORED)
def test_a_value_that_is_taken_and_not_followed_is_told(case: tuple[str, str], name: str) -> None:
    where = setting(*case)
    own = where.part.hyperparameters[name].default
    if name == "epsilon":
        own = 1e-4  # the default is too small to be told from another small one
    found = followed(where, {name: (own, own)})
    assert found is not None
    assert found.mistakes == ("hyperparameter-ignored",)
    assert found.details["of"] == name
    assert found.fit.hyperparameters[name] == pytest.approx(own, rel=1e-2 if name == "epsilon" else 1e-3)


def test_one_value_used_in_anothers_place_is_told_as_ignored_or_named() -> None:
    """Adam that takes beta_2 and uses beta_1 for both: the specific name goes before the general one."""
    where = setting("lab6", "adam")
    ones = tuple(values["beta_1"] for values in where.offered)
    found = followed(where, {"beta_2": (ones[0], ones[1])})
    assert found is not None
    assert found.mistakes == ("one-beta-for-both",)


@pytest.mark.parametrize("factor", [0.5, 2.0, 10.0, 0.1])
@pytest.mark.parametrize("case", [("lab3", "momentum"), ("lab3", "nesterov")])
def test_a_gradient_scaled_by_a_constant_is_told_with_its_factor(
    case: tuple[str, str], factor: float
) -> None:
    where = setting(*case)
    rates = tuple(factor * values["learning_rate"] for values in where.offered)
    found = followed(where, {"learning_rate": cast("tuple[float, float]", rates)})
    assert found is not None
    assert found.mistakes == ("gradient-scaled",)
    assert float(found.details["factor"]) == pytest.approx(factor, rel=1e-3)


@pytest.mark.parametrize("place", ["outside", "inside"])
@pytest.mark.parametrize("case", [("lab4", "adagrad"), ("lab5", "rmsprop"), ("lab6", "adam")])
def test_a_scaled_gradient_shows_before_an_adaptive_rule_where_epsilon_is_given(
    case: tuple[str, str], place: str
) -> None:
    """c g is epsilon / c outside the root, epsilon / c^2 inside: either way the factor on the gradient is told."""
    where = setting(*case)
    rule = form(where.part).switched(epsilon=place)
    first, second = (
        path(design, rule, {**offered, "gradient_scale": 3.0}, offered, "float32")
        for design, offered in zip(where.designs, where.offered, strict=True)
    )
    found = told(where, Runs(first, second))
    assert found is not None
    assert found.mistakes == ("gradient-scaled",)
    assert float(found.details["factor"]) == pytest.approx(3.0, rel=1e-2)


@pytest.mark.parametrize(
    ("case", "switches", "of"),
    [
        (("lab6", "adam"), {"first_correction": "none", "second_correction": "none"}, "no-bias-correction"),
        (("lab5", "rmsprop"), {"denominator": "no-root"}, "missing-root"),
        (("lab3", "momentum"), {"velocity": "negated"}, "velocity-sign"),
    ],
)
def test_a_mistake_together_with_another_value_is_told_as_both(
    case: tuple[str, str], switches: dict[str, str], of: str
) -> None:
    where = setting(*case)
    rule = form(where.part).switched(**switches)
    defaults = {name: spec.default for name, spec in where.part.hyperparameters.items()}
    values = {**defaults, "learning_rate": 0.03}
    first, second = (path(design, rule, values, {}, "float32") for design in where.designs)
    found = told(where, Runs(first, second), frozenset(values.values()))
    assert found is not None
    assert set(found.mistakes) == {of, "wrong-hyperparameter"}
    assert found.fit.hyperparameters["learning_rate"] == pytest.approx(0.03, rel=1e-3)


FACTORS = [
    (("lab6", "adam"), "missing-one-minus-decay", {"first_moment": "decayed-sum"}, 10.0),
    (("lab3", "momentum"), "ema-momentum", {"velocity": "average"}, 0.1),
]


@pytest.mark.parametrize(("case", "mistake", "switches", "ratio"), FACTORS)
def test_a_forgotten_factor_and_another_rate_are_one_function_and_the_source_parts_them(
    case: tuple[str, str], mistake: str, switches: dict[str, str], ratio: float
) -> None:
    """Without 1 - beta_1 Adam at 0.001 is Adam at 0.01. The number that the source shows decides; both are listed."""
    where = setting(*case)
    defaults = {name: spec.default for name, spec in where.part.hyperparameters.items()}
    rule = form(where.part).switched(**switches)
    first, second = (path(design, rule, defaults, {}, "float32") for design in where.designs)
    runs = Runs(first, second)
    rate = ratio * defaults["learning_rate"]
    names = []
    for numbers in (frozenset(defaults.values()), frozenset({*defaults.values(), rate})):
        found = told(where, runs, numbers)
        assert found is not None
        names.append(found.mistakes)
        assert {(mistake,), ("wrong-hyperparameter",)} == {found.mistakes, *found.equivalents}
    assert names == [(mistake,), ("wrong-hyperparameter",)]


def test_a_decay_near_one_is_not_taken_for_the_default() -> None:
    """0.9995 is half as forgetful as 0.999, though it differs from it by half a thousandth only."""
    where = setting("lab6", "adam")
    found = hard_coded(where, {"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.9995, "epsilon": 1e-8})
    assert found is not None
    assert (found.mistakes, found.details) == (("wrong-hyperparameter",), {"of": "beta_2"})
    assert found.fit.hyperparameters["beta_2"] == pytest.approx(0.9995, abs=1e-6)
