"""A class of notebooks for lab 3, the same bytes for every contender, in nbgrader's layout.

Every second notebook also trains. What each should be told is known from how it was made.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from benchmarks.speed.writings import NAMES, START, TRAINING, WRITINGS, Framework, Writing, check, code

LAB = "lab3"
POINTS = 5


class Student(NamedTuple):
    """One notebook, and whether what it has is right."""

    id: str
    notebook: Path
    right: tuple[bool, bool]
    """Momentum, Nesterov."""


def write_class(root: Path, framework: Framework, size: int) -> list[Student]:
    """Write ``submitted/STUDENT/lab3/lab3.ipynb``; no two are the same file."""
    students = []
    for number in range(size):
        writing, trains = WRITINGS[number // 2 % len(WRITINGS)], number % 2 == 1
        student = f"s{number:05d}"
        path = root / "submitted" / student / LAB / f"{LAB}.ipynb"
        _write(path, _cells(framework, writing, student, trains=trains, hidden=False))
        students.append(Student(student, path, (writing.momentum_right, writing.nesterov_right)))
    return students


def write_source(root: Path, framework: Framework) -> None:
    """Write the teacher's notebook, with the hidden tests, where nbgrader looks for it."""
    cells = _cells(framework, WRITINGS[0], "teacher", trains=True, hidden=True)
    _write(root / "source" / LAB / f"{LAB}.ipynb", cells)


def _cells(
    framework: Framework, writing: Writing, owner: str, *, trains: bool, hidden: bool
) -> list[nbformat.NotebookNode]:
    cells = [new_markdown_cell("# Lab 3"), new_code_cell(f"# {owner}\n{START[framework]}")]
    for name in NAMES:
        own = code(name, writing, framework)
        if hidden:
            own = f"### BEGIN SOLUTION\n{own}### END SOLUTION\n"
        cells.append(_marked(f"{LAB}-{name.lower()}", own, solution=True))
    if trains:
        cells.append(new_code_cell(TRAINING[framework]))
    for name in NAMES:
        test = check(name, framework, hidden=False)
        if hidden:
            test += f"### BEGIN HIDDEN TESTS\n{check(name, framework, hidden=True)}### END HIDDEN TESTS\n"
        cells.append(_marked(f"test-{name.lower()}", test, solution=False))
    return cells


def _marked(grade_id: str, source: str, *, solution: bool) -> nbformat.NotebookNode:
    """A cell that nbgrader knows (schema 3): a solution, or a test with points."""
    marks = {
        "schema_version": 3,
        "grade_id": grade_id,
        "grade": not solution,
        "solution": solution,
        "locked": not solution,
        "task": False,
    }
    if not solution:
        marks |= {"points": POINTS, "cell_type": "code"}
    return new_code_cell(source, metadata={"nbgrader": marks})


def _write(path: Path, cells: list[nbformat.NotebookNode]) -> None:
    for number, cell in enumerate(cells):
        cell["id"] = f"cell{number}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    path.parent.mkdir(parents=True)
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)
