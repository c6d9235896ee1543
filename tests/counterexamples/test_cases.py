"""The smallest cases: small indeed, right on the side that is expected, and different exactly where it is marked."""

from __future__ import annotations

import math

import pytest

from autograder.counterexamples.altered import Asked
from autograder.counterexamples.conventions import parting
from autograder.counterexamples.smallest import example, smallest_case
from autograder.explaining.mistakes import MISTAKES
from autograder.explaining.onset import WITHOUT_TABLE
from autograder.explaining.tables import COLUMNS, SETTINGS, SYMBOLS
from autograder.explaining.variants import VARIANTS
from autograder.record import Cell, Counterexample
from tests.counterexamples.by_hand import FED, TRAINED

KINDS = [
    (one, of) for one, entry in MISTAKES.items() for of in ("", *entry.kinds) if one not in WITHOUT_TABLE
]
NEVER_PART = {
    "rate-in-velocity",
    "bias-corrected-rate",
    "running-product-time",
    "float64",
    "in-place",
    "returned",
    "lbfgs",
}


def case_of(mistake: str, of: str = "") -> Counterexample:
    found = example(mistake, of)
    assert found is not None
    return found


ALL = [pytest.param(lambda one=one, of=of: case_of(one, of), id=f"{one} {of}".strip()) for one, of in KINDS]
ALL += [
    pytest.param(lambda name=name: parting(name), id=f"accepted {name}")
    for name in VARIANTS
    if name not in NEVER_PART
]


def numbers(case: Counterexample, name: str, side: str) -> dict[int, list[float]]:
    """Return a column of one side, by coordinate."""
    at, found = case.columns.index(name), dict[int, list[float]]()
    for line in case.lines:
        cell = getattr(line, side)[at]
        if isinstance(cell, float):
            found.setdefault(line.coordinate, []).append(cell)
    return found


@pytest.mark.parametrize("made", ALL)
def test_it_is_small(made: object) -> None:
    """At most three steps (beside a start, shown as step 0) of at most two coordinates, with gradients up to 12."""
    case = made()  # type: ignore[operator]
    steps = {line.step for line in case.lines}
    counted = case.setting in {"epochs", "bowl"}
    assert len(steps - ({0} if counted else set())) <= 3
    assert len({line.coordinate for line in case.lines}) <= 2
    assert all(abs(value) <= 10 for value in case.start)
    if "gradient" in case.columns:
        told = numbers(case, "gradient", "expected").values()
        assert all(abs(value) <= 12 for values in told for value in values)


@pytest.mark.parametrize("made", ALL)
def test_the_first_difference_is_marked(made: object) -> None:
    """Everything before the marked cell is the same on both sides, in the order in which one reads."""
    case = made()  # type: ignore[operator]
    cells = [
        ((row, column), mine, right)
        for row, line in enumerate(case.lines)
        for column, (right, mine) in enumerate(zip(line.expected, line.yours, strict=True))
        if "" not in (mine, right)
    ]
    assert next(place for place, mine, right in cells if not alike(mine, right)) == case.first


def alike(one: Cell, other: Cell) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return math.isclose(one, other, rel_tol=3e-6, abs_tol=0.0)


@pytest.mark.parametrize("made", ALL)
def test_it_can_be_said(made: object) -> None:
    case = made()  # type: ignore[operator]
    assert set(case.columns) <= set(COLUMNS)
    assert case.setting in SETTINGS
    assert {*case.hyperparameters, *case.other} <= set(SYMBOLS)


@pytest.mark.parametrize("made", ALL)
def test_the_expected_side_is_the_lectures_rule(made: object) -> None:
    """Computed again in plain Python, from the gradients that the table shows."""
    case = made()  # type: ignore[operator]
    if case.setting == "fed" and "rate" not in case.columns and case.of != ("float32",):
        witnesses, values = FED[case.rule], case.hyperparameters
        updates = numbers(case, "update", "expected")
        for coordinate, fed in numbers(case, "gradient", "expected").items():
            ways = [list(one(fed, {"epsilon": 0.0, **values})) for one in witnesses]
            assert any(close(way, updates[coordinate]) for way in ways), (ways, updates)
    elif case.setting == "bowl" and case.rule in TRAINED:
        updates = numbers(case, "update", "expected")
        for coordinate, told in updates.items():
            start = case.start[max(coordinate - 1, 0)]
            assert close(list(TRAINED[case.rule](start, len(told), case.hyperparameters)), told)


def close(one: list[float], other: list[float]) -> bool:
    return len(one) == len(other) and all(
        math.isclose(a, b, rel_tol=1e-5, abs_tol=1e-12) for a, b in zip(one, other, strict=True)
    )


@pytest.mark.parametrize("made", ALL)
def test_updates_lead_from_theta_to_theta(made: object) -> None:
    """The one column that everybody can add up: theta is the start and all updates so far, on both sides."""
    case = made()  # type: ignore[operator]
    if not {"update", "theta"} <= set(case.columns) or case.of[0] in {"not-updated", "float32"}:
        return
    for side in ("expected", "yours"):
        moves, thetas = numbers(case, "update", side), numbers(case, "theta", side)
        for coordinate, told in thetas.items():
            theta = case.start[max(coordinate - 1, 0)]
            for move, after in zip(moves.get(coordinate, []), told, strict=False):
                theta += move
                assert math.isclose(theta, after, rel_tol=1e-4, abs_tol=1e-5), (case.of, side)


@pytest.mark.parametrize(
    ("mistake", "update", "expected"),
    [
        # Adam's first step at g = 10: s = 1, r = 0.04 * 100 = 4; 1 / 2 in place of 10 / 10.
        ("no-bias-correction", -0.05, -0.1),
        # AdaGrad at g = 2: 2 / 4 in place of 2 / 2.
        ("missing-root", -0.05, -0.1),
        # Momentum 0.9 at gradients of 1: 0.1 in place of 0.1 + 0.09.
        ("velocity-not-accumulated", -0.1, -0.19),
        # and 0.09 - 0.1 where the old velocity enters negatively.
        ("velocity-sign", -0.01, -0.19),
        # A tenth of the gradient in place of all of it.
        ("ema-momentum", -0.1, -1.0),
        ("sign-flipped", 1.0, -1.0),
    ],
)
def test_some_by_hand(mistake: str, update: float, expected: float) -> None:
    case = case_of(mistake)
    assert numbers(case, "update", "expected")[0][-1] == pytest.approx(expected)
    assert numbers(case, "update", "yours")[0][-1] == pytest.approx(update)


def test_what_never_parts_has_no_table() -> None:
    assert {name for name in VARIANTS if parting(name) is None} == NEVER_PART


@pytest.mark.parametrize("mistake", sorted(WITHOUT_TABLE))
def test_what_has_no_table_says_why(mistake: str) -> None:
    assert example(mistake) is None


def test_the_students_own_values_are_used() -> None:
    asked = Asked(("no-bias-correction",), "adam", {})
    own = {"learning_rate": 0.05, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-8}
    case = smallest_case(asked, own)
    assert case is not None
    assert case.hyperparameters == own
    assert set(case.own) == set(own)
    # s = 0.1 g, r = 0.001 g^2, so the step is 0.1 / sqrt(0.001) rates long.
    assert numbers(case, "update", "yours")[0][0] == pytest.approx(-0.05 * 0.1 / math.sqrt(0.001), rel=1e-5)


def test_another_value_stands_beside_the_wanted_one() -> None:
    asked = Asked(("wrong-hyperparameter",), "momentum", {"of": "momentum"})
    case = smallest_case(asked, {"momentum": 0.5}, {"momentum": 0.9})
    assert case is not None
    assert case.hyperparameters["momentum"] == 0.9
    assert case.other == {"momentum": 0.5}


def test_two_mistakes_together_are_shown_in_one_table() -> None:
    case = smallest_case(Asked(("missing-root", "no-second-bias-correction"), "adam", {}))
    assert case is not None
    assert case.of == ("missing-root", "no-second-bias-correction")
    # 10 / 4: neither the root of r nor r's correction.
    assert numbers(case, "update", "yours")[0][0] == pytest.approx(-0.1 * 10 / 4)


def test_a_schedules_other_value_stands_beside_the_wanted_ones() -> None:
    asked = Asked(("wrong-hyperparameter",), "exponential", {"of": "decay_rate"})
    wanted = {"start_lr": 0.3, "decay_rate": 0.96, "decay_interval": 5.0}
    case = smallest_case(asked, {"decay_rate": 0.9}, wanted)
    assert case is not None
    assert case.other == {"decay_rate": 0.9}
    assert numbers(case, "rate", "yours")[0][1] == pytest.approx(0.3 * 0.9 ** (1 / 5), rel=1e-5)
    assert smallest_case(asked, {"decay_rate": 0.9}, {"decay_rate": 0.96}) is None
