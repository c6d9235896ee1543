"""Which imports are refused, and which only look like it; which places of a file were left blank."""

from __future__ import annotations

import json

import pytest

from autograder.loading.blank import left_blank
from autograder.loading.load import load_bytes


@pytest.mark.parametrize(
    ("line", "package"),
    [
        ("import reference", "reference"),
        ("import numpy as np, reference.algorithms.adam as a", "reference.algorithms.adam"),
        ("from reference.run import run", "reference.run"),
        ("from exercises import spec", "exercises"),
        ("import reports", "reports"),
        ("from autograder.grading import one", "autograder.grading"),
        ("from autograder import cli", "autograder.cli"),
        ("import autograder.guest", "autograder.guest"),
        ("def f():\n    import reference", "reference"),
        ("try:\n    import exercises\nexcept ImportError: pass", "exercises"),
        ("m = __import__('reference.algorithms')", "reference.algorithms"),
        ("import importlib\nimportlib.import_module('reports.html')", "reports.html"),
    ],
)
def test_our_packages_are_refused_with_their_line(line: str, package: str) -> None:
    found = load_bytes("a.py", f"\n{line}\n".encode()).refused
    assert found is not None
    assert found.key == "status.imports_ours"
    assert found.arguments["package"] == package
    assert found.line == 2 + line.count("\n") - (1 if line.startswith("try") else 0)


@pytest.mark.parametrize(
    "line",
    [
        "from autograder.notebook import check",
        "import autograder.notebook",
        "from autograder import notebook",
        "import autograder",
        "import references, my_reports",
        "from .reference import x",
        "reference = 3; reports = []",
        "import os.path as exercises",
        "print('import reference')",
    ],
)
def test_what_is_not_ours_is_not_refused(line: str) -> None:
    assert load_bytes("a.py", line.encode()).refused is None


def test_the_first_import_of_a_notebook_is_told_by_its_cell() -> None:
    cells: list[dict[str, object]] = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": source}
        for source in ("import numpy", "a = 1\nimport reference", "import reports")
    ]
    raw = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}).encode()
    found = load_bytes("a.ipynb", raw).refused
    assert found is not None
    assert (found.cell, found.line, found.arguments["package"]) == (2, 2, "reference")


@pytest.mark.parametrize(
    ("section", "blank"),
    [
        ("", True),
        ("# only a comment\n", True),
        ("import numpy as np\nfrom autograder.notebook import check\ncheck('lab3')\n", True),
        ("steps = {'gd': None, 'momentum': None}\nessay = ''\n", True),
        ("def faster():\n    '''todo'''\n    raise NotImplementedError('later')\n", True),
        ("steps = {'gd': 911, 'momentum': None}\n", False),
        ("print(3)\n", False),
        ("x = compute()\n", False),
        ("# lab3.nesterov\nprint(3)\n", True),
    ],
)
def test_a_place_holds_only_what_a_template_does(section: str, blank: bool) -> None:  # noqa: FBT001 - a parameter
    submission = load_bytes("a.py", f"print(1)\n# lab3.faster\n{section}".encode())
    assert left_blank(submission, "lab3", "faster") is blank


def test_a_file_without_the_place_left_nothing_blank() -> None:
    submission = load_bytes("a.py", b"# lab4.compare\n")
    assert not left_blank(submission, "lab3", "faster")
    assert not left_blank(submission, "lab3", "compare")
