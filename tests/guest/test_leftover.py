"""What is left aside before anything runs, and what it lacks."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.driving.design import LAYOUTS
from autograder.explaining.messages_discovery import LACKS
from autograder.guest.work import run_job
from autograder.protocol.jobs import Cell, Job, ScheduleRequest, encode_job
from autograder.protocol.messages import decode_message
from autograder.protocol.replies import CandidatesMessage, Left
from tests.guest.harness import drive, restored


def left_of(source: str) -> list[Left]:
    """What is left aside where an update is asked for."""
    (found,) = [
        message for message in drive(source, "momentum").messages if isinstance(message, CandidatesMessage)
    ]
    return list(found.left)


def left_of_schedules(source: str) -> list[Left]:
    """The same where schedules are asked for."""
    import json

    request = ScheduleRequest("rates", {"start_lr": 0.25}, 12)
    job = Job(1, "a.py", "numpy", (Cell(0, source),), LAYOUTS, ("linear",), (request,))
    heard: list[CandidatesMessage] = []

    def send(message: object) -> None:
        decoded = decode_message(json.dumps(message).encode())
        if isinstance(decoded, CandidatesMessage):
            heard.append(decoded)

    with restored():
        run_job(json.loads(encode_job(job)), send)
    return list(heard[0].left)


@pytest.mark.parametrize(
    ("source", "kind", "lacks", "detail"),
    [
        ("class Model:\n    def __init__(self):\n        self.w = 1\n", "class", "no-method", ""),
        (
            "class Model:\n    def score(self, x):\n        return x\n    def predict(self, x):\n        return -x\n",
            "class",
            "no-gradient-method",
            "score, predict",
        ),
        (
            "def total(x_train, y_train):\n    return x_train + y_train\n",
            "function",
            "takes-data",
            "x_train, y_train",
        ),
        ("def scaled(a):\n    return a * 2\n", "function", "no-gradient", "a"),
        ("def answer():\n    return 42\n", "function", "no-arguments", ""),
        ("def plot_losses(losses):\n    return losses\n", "function", "helper", ""),
    ],
)
def test_a_definition_is_left_with_what_it_lacks(source: str, kind: str, lacks: str, detail: str) -> None:
    (left,) = left_of("\n" + source)
    assert (left.kind, left.lacks, left.detail, left.cell, left.line) == (kind, lacks, detail, 0, 2)
    assert left.lacks in LACKS


def test_a_deliverable_is_not_left() -> None:
    assert left_of("def momentum(w, g, v, lr=0.1):\n    v = 0.9 * v - lr * g\n    return w + v, v\n") == []


def test_many_definitions_are_cut() -> None:
    source = "".join(f"def f{i}(a):\n    return a * {i}\n" for i in range(50))
    assert len(left_of(source)) == 20


@pytest.mark.parametrize(
    ("source", "lacks"),
    [
        ("def f(a, b):\n    return a * b\n", "no-step"),
        ("def shown(a):\n    print(a * 2)\n", "returns-nothing"),
        ("def f(w, grad):\n    return w - grad\n", "takes-gradient"),
        ("def plot(a):\n    return a\n", "helper"),
    ],
)
def test_what_is_no_schedule_says_why(source: str, lacks: str) -> None:
    (left,) = left_of_schedules(source)
    assert left.lacks == lacks


def test_a_hostile_name_is_bounded() -> None:
    """The host refuses what is longer."""
    name = "f" * 500
    (left,) = left_of(f"def {name}(a):\n    return np.float64(a)\n")
    assert len(left.name) <= 200
    assert np.isfinite(len(left.detail))
