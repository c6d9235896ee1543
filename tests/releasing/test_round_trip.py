"""A release handed in as it is has not been begun; with a model solution in its place that part gets full marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import cast, get_args

import pytest

from autograder.driving.seeds import SeedSource
from autograder.grading.one import Request, grade_bytes
from autograder.record import Grade
from autograder.releasing.compose import compose
from autograder.releasing.write import notebook, script
from autograder.sandbox.slots import Slots
from autograder.sandbox.tiers import probe
from exercises.spec import JUDGED_KINDS, labs
from exercises.starters import STARTER_FRAMEWORKS, StarterFramework

pytestmark = pytest.mark.skipif(probe().tier != "bubblewrap", reason=probe().reason)
SOLUTIONS = Path(__file__).resolve().parents[1] / "solutions"
SECRET = b"a course's secret"
FILLED = sorted(
    (path.parent.name, path.stem.rpartition("_")[0], path.stem.rpartition("_")[2])
    for path in SOLUTIONS.glob("*/*.py")
    if path.stem.rpartition("_")[2] in STARTER_FRAMEWORKS
)
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


@pytest.mark.parametrize(("lab", "part", "framework"), FILLED, ids=["-".join(one) for one in FILLED])
def test_a_model_solution_in_its_place_gets_full_marks(
    lab: str, part: str, framework: str, judge: Judge
) -> None:
    """In the notebook and in the script; the other parts remain to be begun."""
    needs(framework)
    source = (SOLUTIONS / lab / f"{part}_{framework}.py").read_text(encoding="utf-8")
    release = compose(labs()[lab], cast("StarterFramework", framework), "en").filled(part, source)
    for name, text in ((f"{lab}.ipynb", notebook(release)), (f"{lab}.py", script(release))):
        grade = judge(lab, name, text)
        found = {one.part: one for one in grade.parts}
        assert found[part].passed, (found[part].message, found[part].criteria, grade.notes)
        assert found[part].points == found[part].max_points
        assert {one.status for one in grade.parts if one.part != part} <= {"not_started"}
