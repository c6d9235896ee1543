"""Check, the notebook's check and grade say the same, whatever is handed in."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from autograder.fronts.answer import Answers
from autograder.loading.load import load_file
from autograder.sandbox.tiers import probe
from tests.golden.headers import header, name, submissions, verdicts

pytestmark = pytest.mark.skipif(not probe().isolates, reason=probe().reason)
ROOT = Path(__file__).resolve().parents[2]

FORBIDDEN = """# lab6
import numpy as np
from reference.algorithms.adam import ADAM

class Adam:
    def update(self, params, grads):
        raise SystemExit("never run")
"""


def command(*words: str | Path) -> Any:  # noqa: ANN401 - a record
    """The record that a command writes."""
    done = subprocess.run(
        [sys.executable, "-m", "autograder", *map(str, words), "--json", "--lang", "en"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stderr
    return json.loads(done.stdout)


def asked(answers: Answers, lab: str, cells: list[str], book: str = "notebook.ipynb") -> Any:  # noqa: ANN401 - a record
    """What the notebook's process answers."""
    question = {"name": book, "cells": cells, "lab": lab, "part": None, "language": "en", "only_found": False}
    out = io.StringIO()
    answers.serve(io.BytesIO(json.dumps(question).encode() + b"\n"), out)
    return json.loads(out.getvalue())["record"]


def test_who_imports_our_packages_is_refused_with_one_line(tmp_path: Path) -> None:
    """By all three, naming line and package; nothing is run."""
    (tmp_path / "class" / "s1").mkdir(parents=True)
    file = tmp_path / "class" / "s1" / "adam.py"
    file.write_text(FORBIDDEN, encoding="utf-8")
    answers = Answers()
    records = [
        command("check", file),
        command("grade", tmp_path / "class", "--lab", "lab6", "-o", tmp_path / "out"),
        asked(answers, "lab6", [FORBIDDEN]),
    ]
    answers.close()
    for record in records:
        assert [part["part"] for part in record["parts"]] == ["adam", "builtin"]
        told = {(part["status"], part["points"], part["passed"]) for part in record["parts"]}
        assert told == {("blocked", 0.0, False)}
        assert record["stdout"] == ""
    lines = [record["parts"][0]["message"] for record in records]
    assert lines[0] == lines[1]
    assert lines[0].startswith("Line 3 imports reference.algorithms.adam, a package of the grader's")
    assert lines[2] == "Cell 1, line 3" + lines[0].removeprefix("Line 3")


SCRIPTS = [
    path
    for path in submissions()
    if path.suffix == ".py"
    and all(verdict.part for verdict in verdicts(header(path)))
    and path.stem != "docstring"  # an essay in a script's docstring: a notebook has text cells for it
]
CHOSEN = {
    "np_closure", "wrong_np_sign_flipped", "stub_tf1", "tf1_both_negated", "wrong_keras_missing_root",
    "np_coursera", "wrong_tf1_time_per_variable", "crash_index", "exponential",
}  # fmt: skip
"""One file of each form; ``--every-notebook`` asks for all."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "path" in metafunc.fixturenames:
        every = metafunc.config.getoption("--every-notebook")
        paths = [path for path in SCRIPTS if every or path.stem in CHOSEN]
        metafunc.parametrize("path", paths, ids=name)


@pytest.fixture(scope="module")
def answers() -> Any:  # noqa: ANN401 - a generator
    kept = Answers()
    yield kept
    kept.close()


def test_the_notebooks_process_tells_what_a_golden_file_expects(path: Path, answers: Answers) -> None:
    """As a notebook of one cell: the verdict and the name that check and grade must give."""
    expected = [
        verdict for verdict in verdicts(header(path)) if verdict.part and verdict.lab == path.parent.name
    ]
    record = asked(
        answers,
        path.parent.name,
        [cell.source for cell in load_file(path).cells],
        path.with_suffix(".ipynb").name,
    )
    told = {part["part"]: part for part in record["parts"]}
    for verdict in expected:
        part = told[verdict.part]
        word = part["status"] if part["status"] != "judged" else "passed" if part["passed"] else "failed"
        assert word == verdict.word, part["message"]
        assert (
            tuple(one for diagnosis in part["diagnoses"] for one in diagnosis["mistakes"]) == verdict.mistakes
        )
