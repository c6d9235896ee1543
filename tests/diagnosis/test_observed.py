"""Watched trainings: the rule is named from their steps, whatever start, precision, order and data; else nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.comparing.watched import watched
from autograder.diagnosis.finding import Finding
from autograder.diagnosis.observed import ObservedIdentifier
from autograder.protocol.arrays import Array
from tests.diagnosis import trainings as by
from tests.diagnosis.trainings import Loop, Problem, observe

RIGHT: dict[str, tuple[str, Loop, tuple[float, ...]]] = {
    "gradient descent": ("sgd", by.gradient_descent(0.05), (0.05,)),
    "momentum": ("momentum", by.momentum(0.02, 0.9), (0.02, 0.9)),
    "momentum, rate outside": ("momentum", by.momentum(0.02, 0.85, outside=True), (0.02, 0.85)),
    "Nesterov, box": ("nesterov", by.nesterov(0.02, 0.8), (0.02, 0.8)),
    "Nesterov, stored": ("nesterov", by.nesterov_stored(0.02, 0.9), (0.02, 0.9)),
    "AdaGrad": ("adagrad", by.adagrad(0.5), (0.5, 1e-8)),
    "RMSProp, epsilon inside": ("rmsprop", by.rmsprop(0.05, 0.9), (0.05, 0.9, 1e-6)),
    "Adam": ("adam", by.adam(0.1), (0.1, 0.9, 0.999, 1e-8)),
}
WRONG: dict[str, tuple[str, Loop, tuple[float, ...], tuple[str, ...]]] = {
    "ascends": ("sgd", by.ascent(0.001), (0.001,), ("sign-flipped",)),
    "bias never moves": ("sgd", by.only_weights(0.05), (0.05,), ("one-variable-only",)),
    "moving average": ("momentum", by.moving_average(0.1, 0.9), (0.1, 0.9), ("ema-momentum",)),
    "velocity's sign": ("momentum", by.momentum(0.02, 0.9, sign=-1), (0.02, 0.9), ("velocity-sign",)),
    "looks back": ("nesterov", by.nesterov(0.02, 0.9, reach=-1), (0.02, 0.9), ("lookahead-sign",)),
    "no root": ("adagrad", by.adagrad(0.5, root=False), (0.5, 1e-8), ("missing-root",)),
    "decays": ("adagrad", by.rmsprop(0.05, 0.9), (0.05, 0.9, 1e-6), ("accumulator-decayed",)),
    "rho swapped": ("rmsprop", by.rmsprop(0.05, 0.9, swapped=True), (0.05, 0.9, 1e-6), ("decay-swapped",)),
    "uncorrected": ("adam", by.adam(0.1, correct="none"), (0.1, 0.9, 0.999), ("no-bias-correction",)),
    "t stuck": ("adam", by.adam(0.1, correct="constant"), (0.1, 0.9, 0.999), ("bias-correction-constant",)),
    "t from 2": ("adam", by.adam(0.1, correct="late"), (0.1, 0.9, 0.999), ("time-off-by-one",)),
}
DATA: dict[str, dict[str, Any]] = {
    "float64": {"dtype": np.float64},
    "float32": {"dtype": np.float32},
    "mini-batches": {"dtype": np.float32, "batch": 8, "noise": 1.0},
    "small inputs": {"dtype": np.float64, "scale": 0.2, "seed": 3},
}


def identifier(
    rule: str,
    loop: Loop,
    numbers: tuple[float, ...] = (),
    *,
    known: dict[str, float] | None = None,
    sure: bool = False,
    **how: Any,  # noqa: ANN401 - what observe takes
) -> ObservedIdentifier:
    run = watched(observe(loop, **how))
    assert run is not None
    return ObservedIdentifier(rule, run, known or {}, frozenset(numbers), sure=sure)


def named(one: ObservedIdentifier) -> tuple[str, ...] | None:
    """What is told: no mistake, mistakes, or nothing."""
    right = one.right()
    if right is not None:
        return None if right.equivalents else ()
    found = one.mistake() or one.other()
    return found.mistakes if found is not None else None


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("case", RIGHT)
def test_a_right_loop_follows_its_rule_and_no_mistake(case: str, data: str) -> None:
    rule, loop, numbers = RIGHT[case]
    found = identifier(rule, loop, (*numbers, 40.0, 2.0), problem=Problem(**DATA[data])).right()
    assert found is not None
    assert (found.mistakes, found.equivalents) == ((), ())
    for value in found.fit.hyperparameters.values():
        assert any(abs(value - number) <= 1e-3 * number for number in (*numbers, 1e-7, 1e-16)), value


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("case", WRONG)
def test_a_mistake_is_named(case: str, data: str) -> None:
    rule, loop, numbers, expected = WRONG[case]
    assert named(identifier(rule, loop, numbers, problem=Problem(**DATA[data]))) == expected


@pytest.mark.parametrize("case", sorted(RIGHT.keys() - {"Adam"}))
def test_a_start_far_away_changes_nothing(case: str) -> None:
    """A position of 300 rounds in single precision by more than late steps are long."""
    rule, loop, numbers = RIGHT[case]
    problem = Problem(dtype=np.float32)
    assert named(identifier(rule, loop, numbers, problem=problem, start=(300.0, -200.0, 250.0))) == ()


def test_where_the_gradient_hardly_changes_adam_is_not_claimed() -> None:
    """Forty steps of 0.1 from a start of 300: all that while the slope is as good as constant."""
    problem, start = Problem(dtype=np.float32), (300.0, -200.0, 250.0)
    assert named(identifier("adam", by.adam(0.1), (0.1, 0.9, 0.999), problem=problem, start=start)) is None


@pytest.mark.parametrize("case", RIGHT)
def test_values_that_stand_nowhere_are_found(case: str) -> None:
    rule, loop, numbers = RIGHT[case]
    found = identifier(rule, loop).right()
    assert found is not None
    assert found.fit.hyperparameters["learning_rate"] == pytest.approx(numbers[0], rel=1e-3)


def test_every_other_rule_of_the_course_is_told_apart() -> None:
    for case, (rule, loop, numbers) in RIGHT.items():
        for other in {each for each, *_ in RIGHT.values()} - {rule}:
            right = identifier(other, loop, numbers).right()
            assert right is None or right.equivalents, (case, other)


def test_another_algorithm_is_named() -> None:
    found = identifier("sgd", by.momentum(0.02, 0.9), (0.02, 0.9)).other()
    assert found is not None
    assert found.details == {"algorithm": "momentum"}


def test_a_rate_that_falls_and_was_not_seen() -> None:
    """Gradient descent all the same: every step along its gradient, by factors that never grow."""
    assert named(identifier("sgd", by.decaying(0.1, 0.8), (0.1, 0.8))) == ()


def test_a_rate_that_falls_and_was_seen() -> None:
    rates = Array.of([0.1 * 0.8 ** (k // 4) for k in range(40)])
    assert named(identifier("sgd", by.decaying(0.1, 0.8), rates=rates)) == ()


def test_a_rate_that_is_named_and_not_followed() -> None:
    fields: dict[str, Any] = {"rates": Array.of([0.1] * 40)}
    one = identifier("sgd", by.without_rate(), (0.1,), problem=Problem(scale=0.3), **fields)
    assert named(one) == ("learning-rate-ignored",)
    half = identifier("sgd", by.gradient_descent(0.05), (0.1,), sure=True, way="apply_gradients", **fields)
    found = half.mistake()
    assert found is not None
    assert found.mistakes == ("gradient-scaled",)
    assert found.details["factor"] == pytest.approx(0.5)


def test_what_two_steps_cannot_tell_is_not_told() -> None:
    for rule, loop, numbers in RIGHT.values():
        assert named(identifier(rule, loop, numbers, steps=2)) is None


def test_under_a_constant_gradient_adam_is_not_told_from_its_mistakes() -> None:
    """Every corrected average of one number is that number: betas and much else leave no trace."""
    problem = Problem()
    slope = np.array([0.5, -1.0, 2.0])

    def flat(theta: Any) -> Any:  # noqa: ANN401 - arrays
        problem.asked.append(theta.copy())
        problem.seen.append(slope)
        return slope

    problem.gradient = flat  # type: ignore[method-assign]
    assert named(identifier("adam", by.adam(0.1), (0.1, 0.9, 0.999, 1e-8), problem=problem)) is None


def test_an_unknown_rule_has_no_name() -> None:
    def loop(w: Any, gradient: Any) -> Any:  # noqa: ANN401 - arrays
        while True:
            w = w - 0.05 * np.tanh(gradient(w))
            yield w

    for rule in ("sgd", "momentum", "adam"):
        assert named(identifier(rule, loop, (0.05,))) is None


def test_late_steps_below_the_rounding_say_nothing() -> None:
    """A run that has long arrived isn't held against its rounding."""
    one = identifier("sgd", by.gradient_descent(0.2), (0.2,), problem=Problem(dtype=np.float32), steps=390)
    assert one.run.telling < 200
    assert named(one) == ()


def test_a_run_that_overflows_is_judged_up_to_there() -> None:
    run = watched(observe(by.gradient_descent(5.0), steps=390))
    assert run is not None
    assert len(run.theta) < 300
    found: Finding | None = ObservedIdentifier("sgd", run, {}, frozenset({5.0}), sure=False).right()
    assert found is not None
