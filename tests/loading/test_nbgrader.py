"""Cells of nbgrader's assignments: whose they are and what for, in every version of its metadata."""

from __future__ import annotations

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.loading.load import load_bytes
from autograder.loading.nbgrader import is_test, part_tag
from autograder.loading.notebook import notebook_cells

SOLUTION = {"grade": False, "locked": False, "solution": True, "task": False, "grade_id": "lab3-nesterov"}
TEST = {
    "grade": True,
    "locked": True,
    "solution": False,
    "task": False,
    "grade_id": "test_nesterov",
    "points": 2,
    "checksum": "0" * 32,
    "cell_type": "code",
}
READ_ONLY = {"grade": False, "locked": True, "solution": False, "grade_id": "data"}


def notebook(version: int) -> nbformat.NotebookNode:
    cells = [
        new_code_cell("def step(w, dw): ...", metadata={"nbgrader": {"schema_version": version, **SOLUTION}}),
        new_code_cell(
            "tf.train.AdamOptimizer()\nassert False",
            metadata={"nbgrader": {"schema_version": version, **TEST}},
        ),
        new_code_cell("data = [1]", metadata={"nbgrader": {"schema_version": version, **READ_ONLY}}),
        new_code_cell("def mine(): ..."),
    ]
    return new_notebook(cells=cells)


def test_the_metadata_we_test_with_is_nbgraders() -> None:
    """nbgrader's own validator takes it."""
    from nbgrader.nbgraderformat.v3 import MetadataValidatorV3

    made = notebook(3)
    for cell in made.cells:
        cell.metadata.get("nbgrader", {}).setdefault("task", False)
    MetadataValidatorV3().validate_nb(made)


@pytest.mark.parametrize("version", [0, 1, 2, 3])
def test_tests_of_the_teacher_are_not_the_students_code(version: int) -> None:
    """They may call what the student may not, and fail where nothing is wrong; the numbers of cells stay."""
    cells = notebook_cells(nbformat.writes(notebook(version)))
    assert [(cell.number, cell.source) for cell in cells] == [
        (1, "def step(w, dw): ..."),
        (2, ""),
        (3, "data = [1]"),
        (4, "def mine(): ..."),
    ]


def test_a_cells_id_names_its_part() -> None:
    submission = load_bytes("a.ipynb", nbformat.writes(notebook(3)).encode())
    assert [(one.tag.lab, one.tag.part, one.cell) for one in submission.sections][:1] == [
        ("lab3", "nesterov", 1)
    ]


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("lab3-nesterov", "lab3.nesterov"),
        ("lab3_momentum", "lab3.momentum"),
        ("LAB6-Adam", "lab6.adam"),
        ("lab6-adam-solution", "lab6.adam"),
        ("lab6-adam_1", "lab6.adam"),
        ("think-essay", "think.essay"),
        ("lab3-adam", None),
        ("cell-1a2b3c4d5e6f", None),
        ("lab3", None),
        ("", None),
        (7, None),
    ],
)
def test_ids(name: object, tag: str | None) -> None:
    assert part_tag({"nbgrader": {"grade_id": name}}) == tag


@pytest.mark.parametrize(
    "metadata", [{}, {"nbgrader": None}, {"nbgrader": []}, {"nbgrader": {"grade": "true"}}]
)
def test_damaged_metadata_says_nothing(metadata: dict[str, object]) -> None:
    assert part_tag(metadata) is None
    assert not is_test(metadata)


def test_a_solution_that_gives_points_is_the_students() -> None:
    assert not is_test({"nbgrader": {"grade": True, "solution": True}})
