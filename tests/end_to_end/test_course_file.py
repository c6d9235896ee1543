"""One file with the whole course in it: checked for every lab that it has a section for, graded for each of them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.sandbox.tiers import probe

ROOT = Path(__file__).resolve().parents[2]
COURSE = ROOT / "tests" / "golden" / "lab3" / "course_headings.ipynb"
pytestmark = pytest.mark.skipif(not probe().isolates, reason=probe().reason)


def records(*words: str | Path) -> tuple[int, dict[str, dict[str, str]]]:
    """Exit code, and per lab the status of each part that isn't left out."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "autograder", *map(str, words), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=False)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    return done.returncode, {
        one["lab"]: {part["part"]: part["status"] for part in one["parts"]} for one in told
    }


def test_check_judges_every_section(tmp_path: Path) -> None:
    code, told = records("check", COURSE, "--html", tmp_path / "page.html")
    assert code == 1
    assert list(told) == ["quiz", "lab3", "lab5", "lab6", "think"]
    assert told["lab6"]["adam"] == "judged"
    assert told["think"]["essay"] == "needs_person"
    page = (tmp_path / "page.html").read_text("utf-8")
    assert all(f'id="g{index}"' in page for index in range(5))


def test_grade_takes_one_notebook_for_all_labs_that_are_asked(tmp_path: Path) -> None:
    (tmp_path / "in" / "s1").mkdir(parents=True)
    shutil.copy(COURSE, tmp_path / "in" / "s1" / "homework.ipynb")
    code, told = records(
        "grade", tmp_path / "in", "--lab", "lab3", "--lab", "lab6", "--lab", "think", "-o", tmp_path / "out"
    )
    assert code == 0
    assert list(told) == ["lab3", "lab6", "think"]
    assert (told["lab3"]["momentum"], told["lab6"]["adam"]) == ("judged", "judged")
