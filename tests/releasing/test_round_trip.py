"""A release handed in as it is has not been begun; with a model solution in its place that part gets full marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import cast, get_args

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
    if path.stem.rpartition("_")[2] in STARTER_FRAMEWORKS
}
JUDGED = [lab.id for lab in labs().values() if any(part.kind in JUDGED_KINDS for part in lab.parts)]

Judge = Callable[[str, str, str], Grade]


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    """Grade a text as a student's file."""
    slots = Slots()

    def graded(lab: str, name: str, text: str) -> Grade:
        raw = text.encode()
        return grade_bytes(name, raw, Request(labs()[lab], SeedSource(SECRET, lab, raw), "en", "s1"), slots)

    yield graded
    slots.close()


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


@pytest.mark.parametrize(("lab", "part", "framework"), SOURCES, ids=["-".join(one) for one in SOURCES])
def test_a_model_solution_in_its_place_gets_full_marks(
    lab: str, part: str, framework: str, judge: Judge
) -> None:
    """In the notebook and in the script; a text waits for a person.

    The other parts remain to be begun, or are right where the solution does them by the way: who compares momentum with
    gradient descent has trained with it.
    """
    needs(framework)
    source = SOURCES[lab, part, framework].read_text(encoding="utf-8")
    release = compose(labs()[lab], cast("StarterFramework", framework), "en").filled(part, source)
    also = {one.part: said(one) for one in judge(lab, f"{lab}.py", source).parts}
    for name, text in ((f"{lab}.ipynb", notebook(release)), (f"{lab}.py", script(release))):
        grade = judge(lab, name, text)
        found = {one.part: one for one in grade.parts}
        if labs()[lab].part(part).kind == "essay":
            assert found[part].status == "needs_person", found[part].message
            assert found[part].points is None
        else:
            assert found[part].passed, (found[part].message, found[part].criteria, grade.notes)
            assert found[part].points == found[part].max_points
        for other in grade.parts:
            if other.part != part:
                assert said(other) == also[other.part], other.message
