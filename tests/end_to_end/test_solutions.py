"""Every model solution gets full marks for its part, in whatever framework it is written."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.driving.seeds import SeedSource
from autograder.grading.one import Request, grade_bytes
from autograder.sandbox.slots import Slots
from autograder.sandbox.tiers import probe
from exercises.spec import labs
from tests.golden.worker import LIMITS

SOLUTIONS = Path(__file__).resolve().parents[1] / "solutions"
NEEDS = {"numpy": "numpy", "tf1": "tensorflow", "tf2": "tensorflow", "keras": "keras", "torch": "torch"}
ASKED = ("numpy", "tf1", "keras", "torch")
"""A rule is asked for in any of them; tapes are TensorFlow's too."""
FILES = sorted(SOLUTIONS.glob("*/*.py"))
pytestmark = pytest.mark.skipif(not probe().isolates, reason=probe().reason)


@pytest.fixture(scope="module")
def slots() -> Iterator[Slots]:
    opened = Slots()
    yield opened
    opened.close()


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_solution_gets_full_marks(path: Path, slots: Slots) -> None:
    name, _, framework = path.stem.rpartition("_")
    part = name.replace("_", "")
    if importlib.util.find_spec(NEEDS[framework]) is None:
        pytest.skip(f"{NEEDS[framework]} isn't installed here")
    lab, raw = path.parent.name, path.read_bytes()
    request = Request(labs()[lab], SeedSource(b"a course's secret", lab, raw), "en", part=part, limits=LIMITS)
    grade = grade_bytes(path.name, raw, request, slots)
    (result,) = grade.parts
    if labs()[lab].part(part).kind == "essay":
        assert result.status == "needs_person", "a person gives the points"
        return
    assert (result.status, result.points) == ("judged", result.max_points), result.message or result.criteria


def test_each_update_is_solved_in_every_framework() -> None:
    """A rule that could not be written in one of them would be a part that its students can't pass."""
    asked = {
        (lab.id, part.id, framework)
        for lab in labs().values()
        for part in lab.parts
        if part.kind == "update"
        for framework in ASKED
    }
    solved = {(path.parent.name, *path.stem.rpartition("_")[::2]) for path in FILES}
    assert asked <= solved
