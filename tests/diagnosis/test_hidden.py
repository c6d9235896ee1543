"""Terms hidden in loops written by hand are found, with their size: clipping, weight decay, variables left out."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.protocol.arrays import Vector
from tests.diagnosis.paths import SIZES, Mode, setting, told
from tests.diagnosis.test_unexplained import RULES, Change, Numbers, driven

PLACES = np.repeat([1, 2, 3], SIZES)


def by_value(at: float) -> Change:
    return lambda g, _, __: np.array([max(-at, min(at, float(one))) for one in g])


def by_norm(at: float) -> Change:
    def cut(g: Vector, _: Vector, __: int) -> Vector:
        parts = [g[place == PLACES] for place in (1, 2, 3)]
        lengths = [float(np.linalg.norm(part)) for part in parts]
        return np.concatenate([p * at / n if n > at else p for p, n in zip(parts, lengths, strict=True)])

    return cut


def by_global_norm(at: float) -> Change:
    return lambda g, _, __: g * min(1.0, at / (float(np.linalg.norm(g)) + 1e-6))  # as torch does


CLIPS = {"value": by_value, "norm": by_norm, "global-norm": by_global_norm}


@pytest.mark.parametrize("mode", ["given", "hard-coded"])
@pytest.mark.parametrize("at", [0.1, 1.0, 5.0])
@pytest.mark.parametrize("of", CLIPS)
@pytest.mark.parametrize("rule", RULES)
def test_a_hidden_clipping_is_told_with_its_threshold(rule: str, of: str, at: float, mode: Mode) -> None:
    case, step = RULES[rule]
    where = setting(*case)
    found = told(where, driven(where, mode, step, CLIPS[of](at)))
    assert found is not None
    assert found.mistakes == ("gradient-clipped",)
    assert found.details["of"] == of
    assert found.details["threshold"] == pytest.approx(at, rel=0.02)


@pytest.mark.parametrize("rule", RULES)
def test_a_threshold_that_no_gradient_reaches_is_none(rule: str) -> None:
    case, step = RULES[rule]
    where = setting(*case)
    found = told(where, driven(where, "given", step, by_value(100.0)))
    assert found is not None
    assert found.mistakes == ()


@pytest.mark.parametrize("mode", ["given", "hard-coded"])
@pytest.mark.parametrize("share", [0.1, 1e-2, 1e-3, 1e-4])
@pytest.mark.parametrize("rule", RULES)
def test_a_hidden_weight_decay_is_told_with_its_share(rule: str, share: float, mode: Mode) -> None:
    case, step = RULES[rule]
    where = setting(*case)
    for of, runs in {
        "gradient": driven(where, mode, step, lambda g, theta, _: g + share * theta),
        "decoupled": driven(where, mode, step, decay=share),
    }.items():
        found = told(where, runs)
        assert found is not None
        assert found.mistakes == ("weight-decay-added",)
        assert found.details["of"] == of
        assert found.details["share"] == pytest.approx(share, rel=0.02)


@pytest.mark.parametrize("mode", ["given", "hard-coded"])
@pytest.mark.parametrize("moving", [(1,), (3,), (2,), (1, 3), (2, 3)])
@pytest.mark.parametrize("rule", RULES)
def test_variables_that_never_move_are_told_by_those_that_do(
    rule: str, moving: tuple[int, ...], mode: Mode
) -> None:
    case, step = RULES[rule]
    where = setting(*case)
    trained = np.isin(PLACES, moving)
    found = told(where, driven(where, mode, lambda *all_: np.where(trained, step(*all_), all_[0])))
    assert found is not None
    assert found.mistakes == ("one-variable-only",)
    assert found.details["moving"] == ",".join(map(str, moving))


def test_a_lost_variable_and_another_rate_are_told_together() -> None:
    where = setting("lab3", "momentum")
    step = RULES["momentum"][1]

    def first_only(theta: Vector, g: Vector, t: int, slots: dict[str, Vector], h: Numbers) -> Vector:
        moved = step(theta, g, t, slots, {**h, "learning_rate": 0.05})
        return np.where(PLACES == 1, moved, theta)

    found = told(where, driven(where, "hard-coded", first_only))
    assert found is not None
    assert found.mistakes == ("one-variable-only", "wrong-hyperparameter")


def uncorrected(theta: Vector, g: Vector, _: int, slots: dict[str, Vector], h: Numbers) -> Vector:
    slots["s"] = h["beta_1"] * slots.get("s", 0 * g) + (1 - h["beta_1"]) * g
    slots["r"] = h["beta_2"] * slots.get("r", 0 * g) + (1 - h["beta_2"]) * g * g
    return theta - h["learning_rate"] * slots["s"] / (np.sqrt(slots["r"]) + h["epsilon"])


@pytest.mark.parametrize("mode", ["given", "hard-coded"])
@pytest.mark.parametrize("at", [1.0, 5.0])
@pytest.mark.parametrize("of", CLIPS)
def test_a_clipping_beside_another_mistake_is_told_at_a_usual_threshold(
    of: str, at: float, mode: Mode
) -> None:
    where = setting(*RULES["adam"][0])
    found = told(where, driven(where, mode, uncorrected, CLIPS[of](at)))
    assert found is not None
    assert found.mistakes == ("no-bias-correction", "gradient-clipped")
    # Adam's steps don't depend on the gradients' size: where all are cut to one length, nobody sees to which.
    assert found.details.get("threshold") == (
        None if of == "global-norm" and mode == "hard-coded" and at == 1 else at
    )


@pytest.mark.parametrize("mode", ["given", "hard-coded"])
@pytest.mark.parametrize("share", [1e-2, 1e-3])
def test_a_weight_decay_beside_another_mistake_is_told_at_a_usual_share(share: float, mode: Mode) -> None:
    where = setting(*RULES["adam"][0])
    found = told(where, driven(where, mode, uncorrected, lambda g, theta, _: g + share * theta))
    assert found is not None
    assert found.mistakes == ("no-bias-correction", "weight-decay-added")
    assert found.details["share"] == share


def test_an_unusual_threshold_beside_another_mistake_has_no_name() -> None:
    where = setting(*RULES["adam"][0])
    assert told(where, driven(where, "given", uncorrected, by_value(0.731))) is None
