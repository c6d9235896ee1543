"""Schedules against the lecture's own loops, TensorFlow's formulas, and mistakes written out by hand."""

from collections.abc import Callable, Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.mistakes.schedules import TABLE, ScheduleAlteration, schedule_alterations
from reference.schedules import Schedule, constant, exponential, linear, schedule, shifted

STEPS = 50
LINEAR: Mapping[str, float | str] = {"start": 0.3, "stable": 0.003, "tau": 20}
EXPONENTIAL: Mapping[str, float | str] = {
    "start": 0.3,
    "rate": 0.96,
    "interval": 5,
    "form": "staircase-early",
}


def rates(of: Schedule) -> list[float]:
    return [of(i) for i in range(STEPS)]


def test_linear_decay_prints_the_lectures_example() -> None:
    """The slide's loop, copied line by line."""
    start_lr = 0.3
    stable_lr = start_lr * 0.01
    decay_step = 20
    printed = []
    for i in range(STEPS):
        if i < decay_step:  # noqa: SIM108 - as printed
            lr = (1 - i / decay_step) * start_lr + i / decay_step * stable_lr
        else:
            lr = stable_lr
        printed.append(lr)
    assert rates(linear(0.3, 0.003, 20)) == pytest.approx(printed, rel=1e-15)


def test_staircase_early_prints_the_lectures_example_with_its_slip_mended() -> None:
    """The slide's loop with start_lr where it says stable_lr."""
    start_lr, decay_rate, decay_times = 0.3, 0.96, 5
    printed = []
    lr = start_lr
    for i in range(STEPS):
        if i % decay_times == decay_times - 1:
            lr = start_lr * decay_rate ** ((i + 1) / decay_times)
        printed.append(lr)
    assert rates(exponential(0.3, 0.96, 5, "staircase-early")) == pytest.approx(printed, rel=1e-15)


def test_the_lectures_slip_is_decay_from_the_stable_rate() -> None:
    """The slide's loop as it stands: before the first drop it still has the start rate."""
    start_lr, stable_lr, decay_rate, decay_times = 0.3, 0.003, 0.96, 5
    printed = []
    lr = start_lr
    for i in range(STEPS):
        if i % decay_times == decay_times - 1:
            lr = stable_lr * decay_rate ** ((i + 1) / decay_times)
        printed.append(lr)
    slip = next(a for a in schedule_alterations("exponential") if a.details.get("of") == "after-first")
    assert slip.id == "decay-from-stable-rate"
    assert rates(slip.build(EXPONENTIAL)) == pytest.approx(printed, rel=1e-15)


def test_where_the_staircases_drop() -> None:
    """Interval 5, halved: TensorFlow drops at 5, 10, ...; the lecture at 4, 9, ..."""
    late = rates(exponential(1, 0.5, 5, "staircase-late"))
    early = rates(exponential(1, 0.5, 5, "staircase-early"))
    assert late[:11] == [1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.25]
    assert early[:11] == [1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25]


def test_without_an_interval_it_is_the_slides_formula() -> None:
    assert rates(exponential(0.3, 0.9)) == pytest.approx([0.3 * 0.9**k for k in range(STEPS)], rel=1e-14)


@given(start=st.floats(0, 10), share=st.floats(0, 1), tau=st.integers(1, 40), i=st.integers(0, 60))
def test_linear_decay_lies_between_its_ends_and_never_rises(
    start: float, share: float, tau: int, i: int
) -> None:
    stable = start * share
    of = linear(start, stable, tau)
    assert of(0) == start
    assert stable - 1e-12 <= of(i) <= start + 1e-12
    assert of(i + 1) <= of(i) + 1e-12
    assert of(tau + i) == stable


@given(rate=st.floats(0.1, 1), interval=st.integers(1, 9), i=st.integers(0, 60))
def test_the_continuous_decay_lies_between_the_staircases(rate: float, interval: int, i: int) -> None:
    early, continuous, late, later = (
        exponential(1, rate, interval, form)(i + ahead)
        for form, ahead in (
            ("staircase-late", 1),
            ("continuous", 0),
            ("staircase-late", 0),
            ("staircase-late", interval),
        )
    )
    assert exponential(1, rate, interval, "staircase-early")(i) == early
    assert later <= continuous * (1 + 1e-12)
    assert continuous <= late * (1 + 1e-12)


D, N = 0.96, 5
BY_HAND: Mapping[tuple[str, str, str | None], Callable[[int], float]] = {
    ("linear", "decay-not-stopped", None): lambda i: (1 - i / 20) * 0.3 + i / 20 * 0.003,
    ("linear", "decay-not-stopped", "down-to-zero"): lambda i: max((1 - i / 20) * 0.3 + i / 20 * 0.003, 0),
    ("linear", "decay-jumps", "to-zero"): lambda i: (1 - i / 20) * 0.3 if i < 20 else 0.003,
    ("linear", "rate-not-used", None): lambda _: 0.3,
    ("linear", "decay-ends-swapped", "both"): lambda i: (
        (1 - i / 20) * 0.003 + i / 20 * 0.3 if i < 20 else 0.3
    ),
    ("linear", "decay-ends-swapped", "before-tau"): lambda i: (
        (1 - i / 20) * 0.003 + i / 20 * 0.3 if i < 20 else 0.003
    ),
    ("linear", "decay-wrong-direction", None): lambda i: (
        (1 + i / 20) * 0.3 - i / 20 * 0.003 if i < 20 else 0.003
    ),
    ("linear", "decay-step-constant", None): lambda i: 19 / 20 * 0.3 + 0.003 / 20 if i < 20 else 0.003,
    # Each step multiplies what is above the stable rate by what is left of the way.
    ("linear", "decay-compounds", None): lambda i: (
        0.003 + 0.297 * float(np.prod([1 - k / 20 for k in range(i + 1)])) if i < 20 else 0.003
    ),
    ("linear", "schedule-shifted", "-1"): lambda i: linear(0.3, 0.003, 20)(max(i - 1, 0)),
    ("linear", "schedule-shifted", "+1"): lambda i: linear(0.3, 0.003, 20)(i + 1),
    ("linear", "schedule-shifted", "-2"): lambda i: linear(0.3, 0.003, 20)(max(i - 2, 0)),
    ("linear", "schedule-shifted", "+2"): lambda i: linear(0.3, 0.003, 20)(i + 2),
    ("exponential", "decay-from-stable-rate", "after-first"): lambda i: (
        0.3 if i < 4 else 0.003 * D ** ((i + 1) // N)
    ),
    ("exponential", "decay-from-stable-rate", "always"): lambda i: 0.003 * D ** ((i + 1) // N),
    ("exponential", "decay-every-step", "continuous"): lambda i: 0.3 * D**i,
    ("exponential", "decay-every-step", "staircase-early"): lambda i: 0.3 * D ** (i + 1),
    ("exponential", "decay-wrong-direction", None): lambda i: 0.3 / D ** ((i + 1) // N),
    ("exponential", "decay-step-constant", "after-first"): lambda i: 0.3 if i < 4 else 0.3 * D,
    ("exponential", "decay-step-constant", "always"): lambda _: 0.3 * D,
    ("exponential", "decay-step-constant", "interval"): lambda _: 0.3 * D**N,
    ("exponential", "rate-not-used", None): lambda _: 0.3,
    ("exponential", "decay-compounds", "change"): lambda i: (
        0.3 * D ** (((i + 1) // N) * ((i + 1) // N + 1) / 2)
    ),
    ("exponential", "decay-compounds", "step"): lambda i: 0.3 * D ** sum((k + 1) // N for k in range(i + 1)),
}
SHIFTED: Mapping[tuple[str, str], Callable[[int], float]] = {
    # A drop at n + 1 or at n - 2 is neither TensorFlow's nor the lecture's.
    ("staircase-late", "-1"): lambda i: 0.3 * D ** (max(i - 1, 0) // N),
    ("staircase-early", "+1"): lambda i: 0.3 * D ** ((i + 2) // N),
    ("continuous", "-1"): lambda i: 0.3 * D ** (max(i - 1, 0) / N),
    ("continuous", "+1"): lambda i: 0.3 * D ** ((i + 1) / N),
    ("staircase-late", "-2"): lambda i: 0.3 * D ** (max(i - 2, 0) // N),
    ("staircase-early", "+2"): lambda i: 0.3 * D ** ((i + 3) // N),
    ("continuous", "-2"): lambda i: 0.3 * D ** (max(i - 2, 0) / N),
    ("continuous", "+2"): lambda i: 0.3 * D ** ((i + 2) / N),
}


@pytest.mark.parametrize("alteration", TABLE, ids=lambda a: "-".join([a.schedule, a.id, *a.details.values()]))
def test_altered_schedule_is_the_mistake_written_by_hand(alteration: ScheduleAlteration) -> None:
    of = alteration.details.get("of")
    if alteration.schedule == "exponential" and alteration.id == "schedule-shifted":
        expected = SHIFTED[alteration.switches["form"], str(of)]
    else:
        expected = BY_HAND[alteration.schedule, alteration.id, of]
    settings = LINEAR if alteration.schedule == "linear" else EXPONENTIAL
    altered = rates(alteration.build(settings))
    assert altered == pytest.approx([expected(i) for i in range(STEPS)], rel=1e-12)
    accepted = [linear(0.3, 0.003, 20)] if alteration.schedule == "linear" else []
    if alteration.schedule == "exponential":
        accepted = [
            exponential(0.3, D, N, form) for form in ("continuous", "staircase-late", "staircase-early")
        ]
    assert not any(altered == pytest.approx(rates(right), rel=1e-6) for right in accepted)


def test_a_constant_schedule_has_no_mistake_but_its_value() -> None:
    assert rates(constant(0.1)) == [0.1] * STEPS
    assert schedule_alterations("constant") == ()


def test_shifting_back_waits_at_the_first_rate() -> None:
    assert [shifted(float, -2)(i) for i in range(4)] == [0, 0, 0, 1]


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: constant(-0.1), "rate must be a finite number"),
        (lambda: constant(float("nan")), "rate must be a finite number"),
        (lambda: linear(0.3, -1, 20), "stable must be"),
        (lambda: linear(0.3, 0.1, 0), "tau must be"),
        (lambda: linear(0.3, 0.1, 20, ends="turned"), "ends cannot be 'turned'"),
        (lambda: exponential(0.3, 0), "rate must lie in"),
        (lambda: exponential(0.3, float("nan")), "rate must lie in"),
        (lambda: exponential(0.3, 0.9, 0), "interval must be"),
        (lambda: exponential(0.3, 0.9, 5, "stairs"), "form cannot be 'stairs'"),
        (lambda: constant(0.1)(-1), "asked for step 0, 1"),
        (lambda: schedule("cosine"), "schedule cannot be 'cosine'; allowed: constant"),
    ],
)
def test_bad_arguments_raise(build: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        build()


def test_a_step_is_a_whole_number() -> None:
    with pytest.raises(TypeError):
        constant(0.1)(0.5)  # type: ignore[arg-type] # bad on purpose
    assert constant(0.1)(np.int64(3)) == 0.1  # type: ignore[arg-type] # NumPy's integers are whole numbers
