"""Gradescope's download of a class, graded as it comes: a group's members each have the grade, late ones pay."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from autograder.sandbox.tiers import probe

ROOT = Path(__file__).resolve().parents[2]
RIGHT = ROOT / "autograder" / "sample_class" / "s2024001_lihua" / "lab6" / "adam.py"
METADATA = """\
---
submission_11:
  :submitters:
  - :name: Li Hua
    :sid: '0024001'
    :email: lihua@uni.example
  - :name: 王 伟
    :sid:\x20
    :email: ww@uni.example
  :created_at: 2024-03-20 15:58:23.938335000 Z
  :score: 0.0
submission_12:
  :submitters:
  - :name: Zhang Min
    :sid: '0024003'
    :email: zm@uni.example
  :created_at: 2024-03-21 15:58:23.938335000 Z
  :score: 10.0
"""


@pytest.mark.skipif(not probe().isolates, reason=probe().reason)
def test_from_the_download_to_the_records(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "submissions.zip", "w") as archive:
        archive.writestr("assignment_4_export/submission_metadata.yml", METADATA)
        for folder in ("submission_11", "submission_12"):
            archive.writestr(f"assignment_4_export/{folder}/adam.py", RIGHT.read_bytes())
    (tmp_path / "course.toml").write_text(
        "[late]\nper_day = 0.1\n[labs]\nlab6 = { deadline = 2024-03-20T23:59:00Z }\n", "utf-8"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "autograder",
            "grade",
            "submissions.zip",
            "--lab",
            "lab6",
            "-o",
            "out",
            "--json",
            "--lang",
            "en",
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = {one["student"]: one for one in map(json.loads, done.stdout.splitlines())}
    assert {student: one["points"] for student, one in told.items()} == {
        "0024001": 8.0,
        "ww": 8.0,
        "0024003": 7.2,
    }
    assert told["0024001"]["submission"]["sha256"] == told["ww"]["submission"]["sha256"]
    pages = {page.stem: page.read_text("utf-8") for page in (tmp_path / "out" / "students").glob("*.html")}
    assert {student for student, page in pages.items() if "deadline" in page} == {"0024003"}
    assert set(pages) == {"0024001", "0024003", "ww"}
    # The group's two are one work; that of the third, who has the same file, is like theirs.
    like = json.loads((tmp_path / "out" / "class-data" / "class.json").read_text("utf-8"))["alike"]
    assert [one["students"] for one in like] == ["0024001; 0024003; ww"]
