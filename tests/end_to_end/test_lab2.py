"""Lab 2 where a golden header can't tell: failures without a name, whose fault it is, and what is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from autograder.driving.seeds import PUBLIC_SECRET, SeedSource
from autograder.grading.one import Request, grade_bytes
from autograder.protocol.jobs import Limits
from autograder.record import Grade, PartResult
from autograder.sandbox.slots import Slots
from autograder.sandbox.tiers import probe
from exercises.spec import labs

pytestmark = pytest.mark.skipif(not probe().isolates, reason=probe().reason)

Judge = Callable[[str], tuple[PartResult, PartResult]]


@pytest.fixture(scope="module")
def judge(slots: Slots) -> Judge:
    """Both schedules a script writes itself."""

    def parts(source: str) -> tuple[PartResult, PartResult]:
        raw = source.encode()
        seeds = SeedSource(PUBLIC_SECRET, "lab2", raw)
        request = Request(labs()["lab2"], seeds, "en", "s1", limits=Limits())
        grade: Grade = grade_bytes("script.py", raw, request, slots)
        found = {part.part: part for part in grade.parts}
        return found["linear"], found["exponential"]

    return parts


def test_a_constant_written_out_is_no_decay_and_has_no_name(judge: Judge) -> None:
    linear, exponential = judge(
        'for i in range(25):\n    print("linear lr: 0.3")\nfor i in range(25):\n    print("exp lr", "%.1f" % 0.3)\n'
    )
    assert (linear.passed, exponential.passed) == (False, False)
    assert linear.status == exponential.status == "judged"
    assert [one.mistakes for part in (linear, exponential) for one in part.diagnoses] == [(), ()]


def test_too_few_digits_show_nothing(judge: Judge) -> None:
    """At one digit every slow decay looks alike."""
    linear, exponential = judge('for i in range(30):\n    print("exp %.1f" % (0.3 * 0.9 ** (i // 7)))\n')
    assert (linear.status, exponential.status) == ("not_found", "not_found")


@pytest.mark.parametrize("shown", ["print(k, exponential_decay(k))", "print(exponential_decay(k))"])
def test_a_wrong_function_is_not_excused_by_a_print_that_might_be_right(judge: Judge, shown: str) -> None:
    """With values of its own the printed run is an exponential decay; the function is not the one asked for."""
    source = (
        "def exponential_decay(k, start_lr=0.3, decay_rate=0.96, decay_interval=5):\n"
        "    return start_lr * (1 - decay_rate) ** (k // decay_interval)\n"
        f"for k in range(40):\n    {shown}\n"
    )
    _, exponential = judge(source)
    assert (exponential.status, exponential.passed) == ("judged", False)
    assert exponential.diagnoses[0].mistakes == ()


def test_a_linear_model_beside_a_right_loop_is_no_wrong_schedule(judge: Judge) -> None:
    source = (
        "w, b = 2.0, 0.3\n"
        "def linear(x):\n    return w * x + b\n"
        "def linear_regression(t, lr=0.1):\n    return t * lr\n"
        "for k in range(40):\n    print(k, 0.3 - 0.297 * min(k, 20) / 20)\n"
    )
    linear, _ = judge(source)
    assert linear.passed


def test_an_exception_of_our_own_argument_is_not_blamed_on_the_student(judge: Judge) -> None:
    source = (
        "def linear_decay(plan, k):\n"
        "    return plan.begin - (plan.begin - plan.end) * min(k / plan.length, 1)\n"
    )
    linear, _ = judge(source)
    assert (linear.status, linear.points) == ("needs_person", None)
    assert "linear_decay(step)" in linear.message


def test_an_exception_of_the_students_own_is_theirs(judge: Judge) -> None:
    linear, _ = judge("def linear_decay(k, start_lr=0.3):\n    return start_lr + undefined_name\n")
    assert (linear.status, linear.points) == ("crashed", 0.0)


def test_what_was_looked_for_is_said_and_what_was_found_instead(judge: Judge) -> None:
    linear, exponential = judge("\nfor k in range(40):\n    print(0.3 - 0.297 * min(k, 20) / 20)\n")
    assert linear.passed
    assert exponential.status == "not_found"
    assert "a loop that prints at least 10 rates" in exponential.message
    assert "line 2 are another schedule: linear decay" in exponential.message


def test_the_copied_slip_keeps_its_points_and_is_told_kindly(judge: Judge) -> None:
    source = (
        "start_lr, decay_rate, decay_times = 0.3, 0.96, 5\nlr = start_lr\n"
        "for i in range(50):\n    if i % decay_times == decay_times - 1:\n"
        "        lr = stable_lr * decay_rate ** ((i + 1) / decay_times)\n    print(lr)\n"
    )
    linear, exponential = judge(source)
    assert linear.status == "not_found"
    assert (exponential.passed, exponential.points) == (False, exponential.max_points)
    assert exponential.diagnoses[0].mistakes == ("decay-from-stable-rate",)
    assert "has this slip" in exponential.criteria[0].message


def test_steps_are_told_as_they_were_printed(judge: Judge) -> None:
    """The first rate that differs is that of step 20, the fifth in the print."""
    source = "for k in range(0, 60, 5):\n    print('linear step', k, 'lr', 0.3 - 0.297 * k / 20 if k < 20 else 0.01)\n"
    linear, _ = judge(source)
    assert not linear.passed
    assert linear.diagnoses[0].first_step == 20
    assert linear.evidence["schedule"]["steps"][:3] == [0, 5, 10]
