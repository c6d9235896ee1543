"""Where nothing is found: what was looked for, and what came nearest. And how discovery explains itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from autograder.driving.seeds import PUBLIC_SECRET, SeedSource
from autograder.grading.one import Request, grade_bytes
from autograder.record import Grade
from autograder.sandbox.slots import Slots
from autograder.sandbox.tiers import probe
from exercises.spec import labs
from reports.discovery import explained_discovery

pytestmark = pytest.mark.skipif(not probe().isolates, reason=probe().reason)
Judge = Callable[[str, str], Grade]
NESTEROV = (
    "def {name}(w, g, v, learning_rate=0.001, momentum=0.9):\n"
    "    v = momentum * v - learning_rate * g\n"
    "    return w + momentum * v - learning_rate * g, v\n"
)


@pytest.fixture(scope="module")
def judge(slots: Slots) -> Judge:
    """A script's record for a lab."""

    def graded(lab: str, source: str) -> Grade:
        raw = source.encode()
        return grade_bytes(
            "script.py", raw, Request(labs()[lab], SeedSource(PUBLIC_SECRET, lab, raw), "en"), slots
        )

    return graded


def message(grade: Grade, part: str) -> str:
    (found,) = [one for one in grade.parts if one.part == part]
    assert found.status == "not_found"
    return found.message


def test_a_file_without_definitions_is_told_what_is_wanted(judge: Judge) -> None:
    said = message(judge("lab6", "print(3)\n"), "adam")
    assert "defines no class and no function" in said
    assert "update(params, grads)" in said
    assert "adam" in said


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            "class AdamModel:\n    def predict(self, x):\n        return x * 2\n",
            "The nearest is AdamModel in line 1: none of its methods takes a gradient (predict).",
        ),
        (
            "def loss(w, x, y):\n    return w\ndef combine(a):\n    return a * 2\n",
            "The nearest is combine in line 3: it takes no gradient, nor a function that gives one (a).",
        ),
    ],
)
def test_the_nearest_is_told_with_what_it_lacks(source: str, said: str, judge: Judge) -> None:
    assert message(judge("lab6", source), "adam").endswith(said)


def test_what_became_another_rule_is_told_so(judge: Judge) -> None:
    """A momentum class turned into Nesterov, as the lecture asks, leaves momentum not found, not wrong."""
    grade = judge("lab3", NESTEROV.format(name="momentum"))
    assert message(grade, "momentum").endswith("The nearest is momentum in line 1: it is Nesterov's method.")
    assert grade.points == 5


def test_gradient_descent_to_compare_with_is_told_so(judge: Judge) -> None:
    source = "def sgd(w, g, lr=0.001):\n    return w - lr * g\n\n" + NESTEROV.format(name="nag")
    grade = judge("lab3", source)
    assert "The nearest is nag in line 4: it is Nesterov's method." in message(grade, "momentum")
    said = explained_discovery(grade, labs()["lab3"], "en")
    assert (
        "sgd:1  update-function  can be given: learning_rate\n      not taken: it is plain gradient descent"
        in said
    )
    assert "nag (its name says so)" in said


def test_discovery_says_what_was_left_aside_and_why_another_was_taken(judge: Judge) -> None:
    source = "import numpy as np\ndef loss(w):\n    return w @ w\n" + NESTEROV.format(name="better")
    said = explained_discovery(judge("lab3", source), labs()["lab3"], "en")
    assert "Left aside:\n  loss:2  its name says that it is a helper" in said
    assert "Turn it into Nesterov's method: better (no name says so, but it fits best)" in said
    assert (
        "Write momentum yourself: -\n      Nothing was found here that could be judged. Looked for:" in said
    )


def test_the_nearest_to_a_schedule_is_told(judge: Judge) -> None:
    grade = judge("lab2", "def thing(a, b):\n    return a * b\n")
    said = message(grade, "linear")
    assert "a loop that prints at least 10 rates" in said
    assert said.endswith(
        "The nearest is thing in line 1: it takes no step, and its name says nothing of a rate (a, b)."
    )


def test_what_stopped_in_a_place_of_its_own_is_told_as_before(judge: Judge) -> None:
    source = "class Adam:\n    def update(self, params, grads):\n        return undefined\n"
    adam, _ = judge("lab6", source).parts
    assert adam.status == "crashed"
