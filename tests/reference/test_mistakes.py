"""Every altered rule against a loop written by hand (by_hand.py), which shares no code with it."""

import numpy as np
import pytest

from reference.mistakes.alteration import Alteration
from reference.mistakes.table import alterations, of_trainings
from reference.rule import ALGORITHMS, Rule
from reference.run import run
from tests.reference.by_hand import GRADIENTS, HYPERPARAMETERS, LAYOUT, by_hand

CASES = [
    (name, alteration)
    for name in ALGORITHMS
    for alteration in (*alterations(name, LAYOUT), *of_trainings(name))
]


def title(value: object) -> str:
    if isinstance(value, Alteration):
        return "-".join([value.id, *value.details.values()])
    return str(value)


@pytest.mark.parametrize(("name", "alteration"), CASES, ids=title)
@pytest.mark.filterwarnings("ignore:divide by zero", "ignore:invalid value")
def test_altered_rule_is_the_mistake_written_by_hand(name: str, alteration: Alteration) -> None:
    given = {**HYPERPARAMETERS[name], **alteration.numbers}
    got = run(alteration.apply(Rule(name)), GRADIENTS, given, layout=LAYOUT)
    path, asked = by_hand(name, alteration)
    np.testing.assert_allclose(got.theta, path, rtol=1e-11, atol=1e-15)
    np.testing.assert_allclose(got.asked, asked, rtol=1e-11, atol=1e-15)


@pytest.mark.parametrize("name", ALGORITHMS)
def test_a_right_rule_is_the_loop_written_by_hand(name: str) -> None:
    path, asked = by_hand(name, Alteration("none"))
    got = run(Rule(name), GRADIENTS, HYPERPARAMETERS[name])
    np.testing.assert_allclose(got.theta, path, rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(got.asked, asked, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize(("name", "alteration"), CASES, ids=title)
def test_a_mistake_is_another_function(name: str, alteration: Alteration) -> None:
    """A mistake differs from the right rule in the positions or in the points asked for."""
    right = run(Rule(name), GRADIENTS, HYPERPARAMETERS[name])
    wrong = run(
        alteration.apply(Rule(name)),
        GRADIENTS,
        {**HYPERPARAMETERS[name], **alteration.numbers},
        layout=LAYOUT,
    )
    same_path = np.allclose(wrong.theta, right.theta, rtol=1e-9, atol=1e-15)
    same_points = np.allclose(wrong.asked, right.asked, rtol=1e-9, atol=1e-15)
    assert not (same_path and same_points)


def test_the_mistakes_that_the_lecture_course_needs_first_are_in_the_table() -> None:
    ids = {alteration.id for _, alteration in CASES}
    assert ids >= {
        "sign-flipped",
        "no-bias-correction",
        "missing-root",
        "decay-swapped",
        "time-per-variable",
    }


def test_one_variable_cannot_have_its_own_time() -> None:
    assert [a.id for a in alterations("adam", (7,)) if a.id == "time-per-variable"] == []


def test_three_variables_have_six_orders_and_the_common_count() -> None:
    patterns = [a.details["of"] for a in alterations("adam", LAYOUT) if a.id == "time-per-variable"]
    assert patterns == ["1,2,3", "1,3,2", "2,1,3", "2,3,1", "3,1,2", "3,2,1", "3,3,3"]


def test_many_variables_have_the_two_orders_of_a_loop_and_the_common_count() -> None:
    patterns = [a.details["of"] for a in alterations("adam", (1,) * 7) if a.id == "time-per-variable"]
    assert patterns == ["1,2,3,4,5,6,7", "7,6,5,4,3,2,1", "7,7,7,7,7,7,7"]


def test_a_mistake_keeps_the_variant_it_is_made_in() -> None:
    rule = Rule("adam").switched(epsilon="outside")
    missing_root = next(a for a in alterations("adam") if a.id == "missing-root")
    altered = missing_root.apply(rule)
    assert altered.switch("epsilon") == "outside"
    assert altered.switch("denominator") == "no-root"


def test_a_double_step_is_a_look_ahead_by_the_full_velocity_where_phi_is_stored() -> None:
    """phi += v' - epsilon g, where alpha v' - epsilon g belongs."""
    phi, v, rows = np.zeros(7), np.zeros(7), [np.zeros(7)]
    for g in GRADIENTS:
        v = 0.7 * v - 0.05 * g
        phi = phi + v - 0.05 * g
        rows.append(phi)
    stored = Rule("nesterov").switched(lookahead="stored")
    for switches in ({"applied": "new-and-gradient"}, {"reach": "full"}):
        got = run(stored.switched(**switches), GRADIENTS, HYPERPARAMETERS["nesterov"])
        np.testing.assert_allclose(got.theta, rows, rtol=1e-12, atol=1e-15)
