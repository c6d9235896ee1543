"""A release handed in as it is has not been begun; a model solution gets full marks, alone and in its place in it."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import get_args

import pytest

from autograder.driving.seeds import SeedSource
from autograder.grading.one import Request, grade_bytes
from autograder.record import Grade, PartResult
from autograder.releasing.compose import compose
from autograder.releasing.write import notebook, script
from autograder.sandbox.slots import Slots
from autograder.sandbox.tiers import probe
from exercises.spec import JUDGED_KINDS, labs
from exercises.starters import STARTER_FRAMEWORKS, StarterFramework

pytestmark = pytest.mark.skipif(not probe().isolates, reason=probe().reason)
SOLUTIONS = Path(__file__).resolve().parents[1] / "solutions"
SECRET = b"a course's secret"
SOURCES = {
    (path.parent.name, path.stem.rpartition("_")[0].replace("_", ""), path.stem.rpartition("_")[2]): path
    for path in sorted(SOLUTIONS.glob("*/*.py"))
}
ASKED = ("numpy", "tf1", "keras", "torch")
"""An update is asked for in any of them; tapes are TensorFlow's too."""
JUDGED = [lab.id for lab in labs().values() if any(part.kind in JUDGED_KINDS for part in lab.parts)]

Judge = Callable[[str, str, str], Grade]


@pytest.fixture(scope="module")
def judge(slots: Slots) -> Judge:
    """Grade a text as a student's file."""

    def graded(lab: str, name: str, text: str) -> Grade:
        raw = text.encode()
        return grade_bytes(name, raw, Request(labs()[lab], SeedSource(SECRET, lab, raw), "en", "s1"), slots)

    return graded


def needs(framework: str) -> None:
    if framework == "torch" and find_spec("torch") is None:
        pytest.skip("PyTorch is not installed")


def said(part: PartResult) -> str:
    """A part's verdict; nothing found where a place is set aside means not begun."""
    if part.status == "judged" and part.passed:
        return "passed"
    return "not_started" if part.status == "not_found" else part.status


@pytest.mark.parametrize("framework", get_args(StarterFramework))
@pytest.mark.parametrize("lab", JUDGED)
def test_an_untouched_release_was_not_begun(lab: str, framework: StarterFramework, judge: Judge) -> None:
    """No points, no mistakes, nothing that failed: neither as a notebook nor as a script."""
    needs(framework)
    release = compose(labs()[lab], framework, "zh")
    for name, text in ((f"{lab}.ipynb", notebook(release)), (f"{lab}.py", script(release))):
        grade = judge(lab, name, text)
        assert {part.status for part in grade.parts} == {"not_started"}, [
            part.message for part in grade.parts
        ]
        assert grade.points == 0
        assert [note.message for note in grade.notes] == []


def has_full_marks(part: PartResult, kind: str) -> None:
    """A text waits for a person, who gives the points."""
    if kind == "essay":
        assert (part.status, part.points) == ("needs_person", None), part.message
    else:
        assert part.passed, (part.message, part.criteria)
        assert part.points == part.max_points


@pytest.mark.parametrize(("lab", "part", "framework"), SOURCES, ids=["-".join(one) for one in SOURCES])
def test_a_model_solution_gets_full_marks(lab: str, part: str, framework: str, judge: Judge) -> None:
    """Alone, and in its place in the notebook or the script, which the solutions take in turn.

    The other parts remain to be begun, or are right where the solution does them by the way: who compares momentum with
    gradient descent has trained with it.
    """
    needs(framework)
    kind = labs()[lab].part(part).kind
    source = SOURCES[lab, part, framework].read_text(encoding="utf-8")
    alone = {one.part: one for one in judge(lab, f"{lab}.py", source).parts}
    has_full_marks(alone[part], kind)
    if framework not in STARTER_FRAMEWORKS:
        return
    release = compose(labs()[lab], framework, "en").filled(part, source)
    if list(SOURCES).index((lab, part, framework)) % 2:
        grade = judge(lab, f"{lab}.ipynb", notebook(release))
    else:
        grade = judge(lab, f"{lab}.py", script(release))
    for one in grade.parts:
        if one.part == part:
            has_full_marks(one, kind)
        else:
            assert said(one) == said(alone[one.part]), one.message


def test_each_update_is_solved_in_every_framework() -> None:
    """A rule that could not be written in one of them would be a part that its students can't pass."""
    asked = {
        (lab.id, part.id, framework)
        for lab in labs().values()
        for part in lab.parts
        if part.kind == "update"
        for framework in ASKED
    }
    assert asked <= set(SOURCES)


def test_each_sampler_and_method_is_solved() -> None:
    asked = {(lab, part.id) for lab in ("minibatch", "extra") for part in labs()[lab].parts}
    assert asked == {(lab, part) for lab, part, _ in SOURCES if lab in ("minibatch", "extra")}
