"""Students' pages under other systems' names: taken by rules written after those systems, and by nbgrader itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.errors import CourseError
from reports.exporting.pages import for_canvas, for_moodle, for_nbgrader
from tests.exporting.classes import mixed, of, results
from tests.reports import records


def moodle_takes(path: str, participants: set[int]) -> tuple[int, str] | None:
    """Moodle's rule: the first folder of NAME_NUMBER_PLUGINTYPE_PLUGIN; the rest is the feedback file's name."""
    parts = path.split("/")
    for place, part in enumerate(parts):
        info = part.split("_", 4)
        if len(info) >= 4 and info[1].isdigit() and int(info[1]) in participants:
            assert info[2:4] == ["assignsubmission", "file"]
            return int(info[1]), "/".join([*info[4:], *parts[place + 1 :]])
    return None


def canvas_takes(path: str) -> tuple[int, int] | None:
    """Canvas's rule: of the pieces between underscores the first two numbers are student and attachment."""
    pieces = path.rpartition("/")[2].split("_")
    numbers = [int(piece) for piece in pieces if re.fullmatch(r"\d+", piece)]
    return (numbers[0], numbers[1]) if len(numbers) > 1 and not pieces[-1].startswith("link") else None


def test_moodle_finds_every_student() -> None:
    students = ("Li Ming_77", "王 芳_78", "O'Neill, Zoë_79")
    grades = [of(records.wrong_adam(), student) for student in students]
    export = for_moodle(results(*grades, of(records.wrong_adam(), "s1")))
    taken = [moodle_takes(path, {77, 78, 79}) for path in export.files]
    assert taken == [(77, "/lab6.html"), (78, "/lab6.html"), (79, "/lab6.html")]
    assert export.left_out == ("s1: not graded from Moodle's own download",)
    assert all("No bias correction" in page.decode() for page in export.files.values())


def test_canvas_finds_every_student_and_file() -> None:
    names = ("liming_101_9001_adam.py", "wang_LATE_102_9002_my_adam-2.ipynb")
    grades = [of(records.wrong_adam(), f"s{place}", name) for place, name in enumerate(names)]
    export = for_canvas(results(*grades, of(records.wrong_adam(), "s9")))
    assert [canvas_takes(path) for path in export.files] == [(101, 9001), (102, 9002)]
    assert all(path.endswith(".html") for path in export.files)
    assert export.left_out == ("s9: not graded from Canvas's own download",)


def test_one_assignments_feedback_is_one_labs() -> None:
    for write in (for_moodle, for_canvas):
        with pytest.raises(CourseError, match="lab3, lab6"):
            write(results(*mixed("a_1", "b_2", "c_3", "d_4")))


def test_nbgrader_hands_our_pages_to_its_students(tmp_path: Path) -> None:
    """nbgrader's own release: it copies every page under a name that only its student can compute."""
    notebook = of(records.wrong_adam(), "li.ming", "adam.ipynb")
    script = of(records.wrong_adam(), "wang", "adam.py")
    export = for_nbgrader(results(notebook, script))
    assert list(export.files) == ["li.ming/lab6/adam.html"]
    assert "wang lab6: adam.py is no notebook" in export.left_out[0]
    course, exchange = tmp_path / "course", tmp_path / "exchange"
    secret = {"timestamp.txt": "2026-01-02 03:04:05.000000 UTC", "submission_secret.txt": "s" * 128}
    for path, data in export.files.items():
        target = course / "feedback" / path
        target.parent.mkdir(parents=True)
        target.write_bytes(data)
        for name, text in secret.items():
            (target.parent / name).write_text(text, encoding="utf-8")
    exchange.mkdir()
    exchange.chmod(0o777)
    homes = {
        name: str(tmp_path / name)
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    }
    done = subprocess.run(
        [
            *(sys.executable, "-m", "nbgrader", "release_feedback", "lab6"),
            *("--course", "optimization", f"--Exchange.root={exchange}"),
        ],
        cwd=course,
        env={**os.environ, **homes, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    released = list((exchange / "optimization" / "feedback").iterdir())
    assert [page.read_bytes() for page in released] == list(export.files.values()), done.stderr
