"""Reported losses, numbers of steps and conclusions against trainings: the lecture's own table among them."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.grading.checked import check_losses, check_steps
from autograder.grading.compare import CompareJudge
from autograder.grading.outcomes import TOLERANCE, ahead_early, ahead_late, arrival
from autograder.grading.trained import Trained
from autograder.protocol.arrays import Array
from autograder.protocol.values import Value, Values
from autograder.reported.numbers import Count, Entry, Losses
from exercises.spec import labs
from tests.grading.watched import context, lecture_run

TABLE = {
    "gd": ("sgd", 911),
    "momentum": ("momentum", 144),
    "stored": ("nesterov", 36),
    "box": ("nesterov", 37),
}
LECTURE_GD = [
    622.923340,
    3.509555,
    0.163335,
    0.143392,
    0.141430,
    0.139592,
    0.137777,
    0.135986,
    0.134218,
    0.132473,
]


@pytest.mark.parametrize("method", TABLE)
def test_the_lecture_s_methods_are_known_by_their_steps_and_arrive_where_it_says(method: str) -> None:
    """Of 911 steps only 400 are recorded; the rest is worked out from those."""
    rule, steps = TABLE[method]
    arrived, seen = lecture_run(method)  # type: ignore[arg-type]
    one = Trained(seen)
    assert arrived == steps
    assert one.rule == rule
    assert one.rate == pytest.approx(0.003, rel=1e-4)
    own = arrival(one, TOLERANCE)
    assert own is not None
    assert (own.step, own.exact) == (steps, steps < 400)


def test_the_look_ahead_is_known_by_the_loss_where_the_point_was_not_seen() -> None:
    one = Trained(lecture_run("box", asked=None)[1])
    own = arrival(one, TOLERANCE)
    assert one.rule == "nesterov"
    assert own is not None
    assert own.step == 37


def test_adagrad_is_known_too_and_noise_is_no_rule() -> None:
    assert Trained(lecture_run("adagrad", rate=2.0)[1]).rule == "adagrad"
    noise = np.random.default_rng(0).normal(size=(21, 2))
    odd = lecture_run("gd", theta=Array.of(noise), gradients=Array.of(noise[1:]), losses=None)[1]
    assert Trained(odd).rule == ""


def test_gradient_descent_is_ahead_at_first_and_momentum_in_the_end() -> None:
    """As the lecture says of its own data."""
    gd, momentum = Trained(lecture_run("gd")[1]), Trained(lecture_run("momentum")[1])
    assert (ahead_early(gd, momentum), ahead_late(gd, momentum)) == ("first", "second")
    assert (ahead_early(momentum, gd), ahead_late(momentum, gd)) == ("second", "first")
    assert (ahead_early(gd, gd), ahead_late(gd, gd)) == ("open", "open")


@pytest.mark.parametrize(
    ("count", "passed", "mistake"),
    [
        (143, True, ""),
        (144, True, ""),
        (145, True, ""),
        (142, False, "counting-off"),
        (288, False, "counting-off"),
    ],
)
def test_steps_counted_from_0_or_1_and_no_further(count: int, *, passed: bool, mistake: str) -> None:
    said = check_steps("momentum", Trained(lecture_run("momentum")[1]), [Count(count)], ())
    assert (said.passed, said.mistake) == (passed, mistake)


def test_steps_that_the_training_went_on_after() -> None:
    """The loop's length is not the answer where it runs on."""
    one = Trained(lecture_run("gd", keeps_going=1000)[1])
    assert check_steps("sgd", one, [Count(911)], ()).passed
    assert check_steps("sgd", one, [Count(1911, typed=True)], ()).mistake == "report-differs"
    assert check_steps("sgd", one, [Count(1911)], ()).passed is None


def test_another_threshold_that_the_code_compares_with() -> None:
    arrived, seen = lecture_run("momentum")
    losses = seen.losses
    assert losses is not None
    earlier = int(np.argmax(losses.numpy() < 1e-3))
    assert earlier < arrived - 5
    assert check_steps("momentum", Trained(seen), [Count(earlier)], (1e-3,)).passed
    assert check_steps("momentum", Trained(seen), [Count(earlier)], ()).passed is False


def entries(values: list[float], *, begin: int = 0, resolution: float = 5e-7) -> tuple[Entry, ...]:
    return tuple(Entry(begin + step, value, resolution) for step, value in enumerate(values))


@pytest.mark.parametrize(
    ("reported", "passed"),
    [
        (Losses(entries(LECTURE_GD)), True),
        (Losses(entries(LECTURE_GD, begin=1)), True),
        (Losses(entries([half / 2 for half in LECTURE_GD])), True),
        (Losses(entries([round(one, 2) for one in LECTURE_GD], resolution=5e-3)), True),
        (Losses(entries(LECTURE_GD[:4])), False),
        (Losses(entries([one + 0.01 for one in LECTURE_GD]), typed=True), False),
        (Losses(entries([one + 0.01 for one in LECTURE_GD])), None),
    ],
)
def test_reported_losses(reported: Losses, *, passed: bool | None) -> None:
    """The lecture's printed ones are those of its own training; what was computed otherwise isn't called copied."""
    assert check_losses("sgd", Trained(lecture_run("gd")[1]), [reported], 10).passed is passed


def test_losses_after_the_update_and_losses_that_nobody_saw() -> None:
    seen = lecture_run("gd")[1]
    after = Losses(entries([*LECTURE_GD[1:], 0.130750]))
    assert check_losses("sgd", Trained(seen), [after], 10).passed
    unseen = Trained(lecture_run("gd", losses=None, last_loss=None)[1])
    assert check_losses("sgd", unseen, [Losses(entries(LECTURE_GD))], 10).passed
    assert (
        check_losses(
            "sgd", unseen, [Losses(entries(LECTURE_GD[::-1], resolution=0.0), typed=True)], 10
        ).passed
        is None
    )


# ---- whole parts -----------------------------------------------------------------------------------------------------


def values(part: str, **held: object) -> Values:
    return Values(f"values-{part}", tuple(Value(name, value) for name, value in held.items()))  # type: ignore[arg-type]


def test_numbers_without_a_training_wait_for_a_person() -> None:
    """Also the lecture's right ones: nobody knows where they come from."""
    judge = CompareJudge(
        context(
            "compare", "steps = 1", values("convergence", steps={"gd": 911, "momentum": 144, "nesterov": 36})
        )
    )
    result = judge.result(labs()["compare"].part("convergence"))
    assert (result.status, result.points) == ("needs_person", None)


def test_an_unknown_rule_under_a_reported_name_waits_for_a_person() -> None:
    odd = lecture_run("gd", theta=Array.of(np.random.default_rng(0).normal(size=(21, 2))), gradients=None)[1]
    runs = [lecture_run("gd")[1], lecture_run("stored")[1], odd]
    judge = CompareJudge(
        context(
            "compare",
            "x = 1",
            *runs,
            values("convergence", steps={"gd": 911, "momentum": 144, "nesterov": 36}),
        )
    )
    assert judge.result(labs()["compare"].part("convergence")).status == "needs_person"


def test_an_own_optimizer_trained_alone_is_no_comparison() -> None:
    judge = CompareJudge(context("lab3", "x = 1", lecture_run("momentum")[1]))
    assert judge.result(labs()["lab3"].part("faster")).status == "not_found"


@pytest.mark.parametrize(
    ("faster", "mistakes"),
    [
        ({"early": "gd", "late": "momentum"}, ()),
        ("动量", ()),
        ("gd", ("claim-differs",)),
        ({"early": "momentum", "late": "momentum"}, ("claim-differs",)),
    ],
)
def test_conclusions_about_the_lecture_s_own_data(faster: object, mistakes: tuple[str, ...]) -> None:
    runs = [lecture_run("gd")[1], lecture_run("momentum")[1]]
    held = values("faster", steps={"gd": 911, "momentum": 144}, faster=faster)
    result = CompareJudge(context("lab3", "x = 1", *runs, held)).result(labs()["lab3"].part("faster"))
    assert result.passed is not bool(mistakes)
    assert tuple(one for each in result.diagnoses for one in each.mistakes) == mistakes
    assert result.points == (1.0 if mistakes else 2.0)


@pytest.mark.parametrize(
    ("fields", "detail"),
    [({"start": (20.0, 20.0)}, "start"), ({"rate": 0.002}, "learning_rate")],
)
def test_unequal_conditions(fields: dict[str, object], detail: str) -> None:
    other = lecture_run("momentum", **fields)  # type: ignore[arg-type]
    runs = [lecture_run("gd")[1], other[1], lecture_run("stored")[1]]
    held = values("convergence", steps={"gd": 911, "momentum": other[0], "nesterov": 36})
    result = CompareJudge(context("compare", "x = 1", *runs, held)).result(
        labs()["compare"].part("convergence")
    )
    assert result.points == 2.0
    assert [each.mistakes for each in result.diagnoses] == [("unequal-comparison",)]
    assert result.diagnoses[0].details == {"of": detail}
