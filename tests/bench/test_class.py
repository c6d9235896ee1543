"""The class that `make bench` grades: real to nbgrader, told apart by the tests that nbgrader and otter run."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbgrader.nbgraderformat.v3 import MetadataValidatorV3

from benchmarks.speed.notebooks import POINTS, write_class, write_source
from benchmarks.speed.writings import NAMES, START, WRITINGS, Framework, check, code

BOTH: tuple[Framework, ...] = ("numpy", "tensorflow")


@pytest.mark.parametrize("hidden", [False, True])
@pytest.mark.parametrize("number", range(len(WRITINGS)))
def test_the_others_tests_tell_right_from_wrong(number: int, *, hidden: bool) -> None:
    """What is expected of every grader is what the formula says, not what we say."""
    writing = WRITINGS[number]
    for name, right in zip(NAMES, (writing.momentum_right, writing.nesterov_right), strict=True):
        source = START["numpy"] + code(name, writing, "numpy") + check(name, "numpy", hidden=hidden)
        assert _passes(source) is right, (name, writing)


def _passes(source: str) -> bool:
    try:
        exec(source, {})  # noqa: S102 - code of ours
    except AssertionError:
        return False
    return True


def test_the_class_has_right_and_wrong_of_both_and_none_wrong_in_both() -> None:
    """A grader that always says the same, or that takes one for the other, is noticed."""
    told = {(one.momentum_right, one.nesterov_right) for one in WRITINGS}
    assert told == {(True, True), (False, True), (True, False)}


@pytest.mark.parametrize("framework", BOTH)
def test_nbgrader_accepts_the_notebooks(framework: Framework, tmp_path: Path) -> None:
    write_source(tmp_path, framework)
    students = write_class(tmp_path, framework, 4)
    for path in [one.notebook for one in students] + list((tmp_path / "source").rglob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        MetadataValidatorV3().validate_nb(notebook)
        marked = [cell.metadata.nbgrader for cell in notebook.cells if "nbgrader" in cell.metadata]
        assert sum(mark.get("points", 0) for mark in marked) == POINTS * len(NAMES)
        assert sum(mark.solution for mark in marked) == len(NAMES)


def test_every_second_notebook_trains_and_no_two_are_the_same(tmp_path: Path) -> None:
    sources = [one.notebook.read_text(encoding="utf-8") for one in write_class(tmp_path, "numpy", 40)]
    assert len(set(sources)) == 40
    assert ["for step in range" in source for source in sources] == [False, True] * 20
    assert all("HIDDEN" not in source for source in sources)
