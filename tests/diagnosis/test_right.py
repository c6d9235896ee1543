"""Every accepted way to write a rule passes: conventions, any small epsilon, either precision, any seed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.comparing.variants import Variant, variants
from autograder.diagnosis.finding import Runs
from autograder.diagnosis.identify import Identifier
from reference.rule import Rule
from tests.diagnosis.paths import (
    UPDATES,
    Mode,
    Precision,
    Setting,
    form,
    path,
    runs_of,
    setting,
    told,
)

CASES = [
    (lab, part, number)
    for lab, part in UPDATES
    for number in range(len(variants(setting(lab, part).part.rule)))
]
WITH_EPSILON = [case for case in CASES if "epsilon" in setting(case[0], case[1]).part.hyperparameters]


def variant_runs(where: Setting, variant: Variant, mode: Mode, precision: Precision) -> Runs:
    asks = variant.needs_lookahead
    return runs_of(where, variant.rule, mode, precision, asks=asks, numbers=dict(variant.numbers))


@pytest.mark.parametrize("mode", ["given", "hard-coded"])
@pytest.mark.parametrize("precision", ["float32", "float64"])
@pytest.mark.parametrize(("lab", "part_id", "number"), CASES)
def test_an_accepted_variant_passes_and_is_named(
    lab: str, part_id: str, number: int, precision: Precision, mode: Mode
) -> None:
    where = setting(lab, part_id)
    variant = variants(where.part.rule)[number]
    found = Identifier(where.part, variant_runs(where, variant, mode, precision)).as_right()
    assert found is not None
    assert not found.mistakes
    places = {"epsilon-inside", "epsilon-outside", "epsilon-hat"}
    named = set(found.fit.hypothesis.names)
    assert named - places == set(variant.names) - places
    if mode == "given":
        assert named == set(variant.names)


@pytest.mark.parametrize("secret", [b"one", b"two", b"three"])
@pytest.mark.parametrize(("lab", "part_id"), UPDATES)
def test_right_code_passes_under_the_drawn_values_of_any_grading_run(
    lab: str, part_id: str, secret: bytes
) -> None:
    for raw in (b"a", b"b", b"c"):
        where = setting(lab, part_id, secret, raw)
        assert (
            Identifier(where.part, runs_of(where, form(where.part), "given", "float32")).as_right()
            is not None
        )


@pytest.mark.parametrize("rate", ["outside-velocity", "in-velocity"])
@pytest.mark.parametrize(
    ("lab", "part_id"), [case for case in UPDATES if "nesterov" in case or "momentum" in case]
)
def test_the_rate_may_stand_inside_or_outside_of_the_velocity(lab: str, part_id: str, rate: str) -> None:
    """At a constant rate both are the same function; TF1 and PyTorch write it outside, the lecture inside."""
    where = setting(lab, part_id)
    rule = form(where.part)
    if "rate" in rule.all_switches():
        rule = rule.switched(rate=rate)
    assert Identifier(where.part, runs_of(where, rule, "given", "float32")).as_right() is not None


def epsilon_runs(where: Setting, rule: Rule, epsilon: float, mode: Mode) -> Runs:
    """Both runs with an epsilon of the student's own that can't be given."""
    first, second = (
        path(
            design,
            rule,
            {**values, "epsilon": epsilon},
            {name: value for name, value in known.items() if name != "epsilon"},
            "float32",
        )
        for design, values, known in zip(where.designs, where.followed(mode), where.known(mode), strict=True)
    )
    return Runs(first, second)


@pytest.mark.parametrize("epsilon", [10.0**-power for power in range(5, 13)])
@pytest.mark.parametrize(("lab", "part_id", "number"), WITH_EPSILON)
def test_any_usual_epsilon_of_ones_own_passes_at_any_accepted_place(
    lab: str, part_id: str, number: int, epsilon: float
) -> None:
    where = setting(lab, part_id)
    variant = variants(where.part.rule)[number]
    if variant.needs_lookahead or variant.numbers:
        variant = Variant(form(where.part))
    modes: tuple[Mode, ...] = ("given",) if number else ("given", "hard-coded")
    for mode in modes:
        found = Identifier(where.part, epsilon_runs(where, variant.rule, epsilon, mode)).as_right()
        assert found is not None, mode


@settings(max_examples=40)
@given(
    st.sampled_from([("lab4", "adagrad"), ("lab5", "rmsprop"), ("lab5", "nesterov"), ("lab6", "adam")]),
    st.floats(-12, -5).map(lambda power: 10.0**power),
    st.sampled_from(["given", "hard-coded"]),
    st.sampled_from(["outside", "inside"]),
)
def test_any_epsilon_from_1e_12_to_1e_5_passes(
    case: tuple[str, str], epsilon: float, mode: Mode, place: str
) -> None:
    where = setting(*case)
    rule = form(where.part).switched(epsilon=place)
    found = Identifier(where.part, epsilon_runs(where, rule, epsilon, mode)).as_right()
    assert found is not None


@pytest.mark.parametrize("epsilon", [1e-4, 1e-3, 1e-2])
@pytest.mark.parametrize(("lab", "part_id"), [("lab4", "adagrad"), ("lab5", "rmsprop"), ("lab6", "adam")])
def test_an_epsilon_that_matters_is_told(lab: str, part_id: str, epsilon: float) -> None:
    where = setting(lab, part_id)
    found = told(where, epsilon_runs(where, form(where.part), epsilon, "given"))
    assert found is not None
    assert found.mistakes == ("epsilon-scale",)
    assert found.fit.hyperparameters["epsilon"] == pytest.approx(epsilon, rel=1e-2)


@pytest.mark.parametrize(("lab", "part_id"), [("lab4", "adagrad"), ("lab5", "rmsprop"), ("lab6", "adam")])
def test_no_epsilon_at_all_is_told_by_its_0_over_0(lab: str, part_id: str) -> None:
    where = setting(lab, part_id)
    found = told(where, epsilon_runs(where, form(where.part), 0.0, "given"))
    assert found is not None
    assert found.mistakes == ("epsilon-missing",)
    assert not np.isfinite(found.fit.distance) or found.residual < 16


def test_rmsprop_with_nesterov_without_epsilon_is_told_as_not_finite() -> None:
    """The lecture's box has none; NaN at a coordinate without gradient is a mistake worth naming."""
    where = setting("lab5", "nesterov")
    found = told(where, epsilon_runs(where, form(where.part), 0.0, "given"))
    assert found is not None
    assert found.mistakes == ("not-finite",)


@pytest.mark.parametrize("lone", ["first", "both"])
def test_one_run_is_enough_where_time_ran_out(lone: str) -> None:
    where = setting("lab6", "adam")
    both = runs_of(where, form(where.part), "given", "float32")
    runs = both if lone == "both" else Runs(both.first, None)
    assert Identifier(where.part, runs).as_right() is not None


def test_what_is_right_in_the_first_run_only_is_not_right() -> None:
    """A second instance with other values must follow them too: state that instances share, values kept from before."""
    where = setting("lab3", "momentum")
    right = runs_of(where, form(where.part), "given")
    (design, values) = (where.designs[1], where.offered[0])
    stuck = Runs(right.first, path(design, form(where.part), values, where.offered[1]))
    identifier = Identifier(where.part, stuck)
    assert identifier.as_right() is None
