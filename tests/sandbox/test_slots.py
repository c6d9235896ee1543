"""Which slot a job runs in, and what becomes of one whose framework isn't installed."""

from __future__ import annotations

import importlib.util

import pytest

from autograder.driving.seeds import PUBLIC_SECRET, SeedSource
from autograder.grading.one import Request, grade_bytes
from autograder.protocol.jobs import Cell, Job
from autograder.sandbox.slots import Slots, frameworks_of, missing
from exercises.spec import labs

LEGACY = b"""from keras.optimizers import Optimizer
class Adam(Optimizer):
    def get_updates(self, loss, params): pass
"""
FILES = [
    (b"import torch\nclass Adam(torch.optim.Optimizer):\n    def step(self): pass\n", "torch", "torch"),
    (LEGACY, "tf_keras", "tf-keras"),
]


def test_keras_2_has_a_slot_of_its_own() -> None:
    job = Job(1, "a.py", "keras", (Cell(0, "x = 1"),), (), (), ())
    old = Job(1, "a.py", "keras", (Cell(0, "x = 1"),), (), (), (), legacy="slots")
    assert frameworks_of(job) == ("tensorflow",)
    assert frameworks_of(old) == ("tf_keras",)


def test_what_is_installed_is_not_missing() -> None:
    assert missing(()) == ""
    assert missing(("json",)) == ""
    assert missing(("json", "no_such_framework")) == "no_such_framework"


@pytest.mark.parametrize(("source", "module", "package"), FILES)
def test_a_missing_framework_goes_to_a_person_with_one_line(
    source: bytes, module: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a zero for the student nor the end of a class run; files of other frameworks are judged beside it."""
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == module else find(name))
    opened = Slots(unsafe=True)
    request = Request(labs()["lab6"], SeedSource(PUBLIC_SECRET, "lab6", source), "en", part="adam")
    (part,) = grade_bytes("a.py", source, request, opened).parts
    opened.close()
    assert (part.status, part.points) == ("needs_person", None)
    assert part.message is not None
    assert f"pip install {package}" in part.message
