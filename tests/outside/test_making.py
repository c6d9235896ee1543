"""An exercise is started by ``exercises --new`` and proved by ``--verify``, which sees what is wrong with one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

RIGHT = """
def momentum(theta, gradient, v, learning_rate=0.001, momentum=0.9):
    v = momentum * v - learning_rate * gradient
    return theta + v, v
"""


def autograder(*words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """In a process of its own: a course's exercises become known to the whole process."""
    program = (sys.executable, "-m", "autograder", *map(str, words))
    return subprocess.run(program, cwd=cwd, capture_output=True, text=True, check=False)


def verify(course: Path) -> subprocess.CompletedProcess[str]:
    words = ("exercises", "warmup", "--verify", "--solutions", "solved", "--course", "course.toml")
    return autograder(*words, cwd=course)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with an exercise as ``--new`` writes it, and its solution."""
    made = autograder("exercises", "--new", "warmup", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert all((tmp_path / line).is_file() for line in made.stdout.splitlines())
    (tmp_path / "course.toml").write_text('exercises = ["warmup"]\n', "utf-8")
    (tmp_path / "solved").mkdir()
    (tmp_path / "solved" / "right.py").write_text(RIGHT, "utf-8")
    return tmp_path


def test_what_is_made_is_proved_scored_and_graded_at_once(course: Path) -> None:
    proved = verify(course)
    assert proved.returncode == 0, proved.stdout + proved.stderr
    assert len(proved.stdout.splitlines()) == 8  # two statements, two forms in two languages, file, part
    scored = autograder(
        "exercises", "warmup", "--score", "--course", "course.toml", "--lang", "en", cwd=course
    )
    assert scored.returncode == 0, scored.stderr
    words = ("check", "solved/right.py", "--lab", "warmup", "--course", "course.toml", "--json")
    graded = autograder(*words, cwd=course)
    assert (graded.returncode, json.loads(graded.stdout)["points"]) == (0, 5.0)


def test_nothing_is_overwritten_and_no_name_is_taken_twice(course: Path) -> None:
    before = {path: path.read_bytes() for path in (course / "warmup").iterdir()}
    for name, told in (("warmup", "already"), ("lab6", "already"), ("../up", "lower-case")):
        done = autograder("exercises", "--new", name, cwd=course)
        assert (done.returncode, told in done.stderr) == (2, True), done.stderr
    (course / "course.toml").unlink()
    done = autograder("exercises", "--new", "warmup", cwd=course)
    assert (done.returncode, "is there already" in done.stderr) == (2, True)
    assert {path: path.read_bytes() for path in (course / "warmup").iterdir()} == before


def test_what_is_wrong_is_named(course: Path) -> None:
    """A starter that gives the solution away, a statement that forgot the part, a solution that isn't one."""
    (course / "warmup" / "starter.py").write_text("# warmup.momentum" + RIGHT, "utf-8")
    (course / "warmup" / "statement.en.md").write_text("# warmup\n\n## `other`\n", "utf-8")
    (course / "solved" / "right.py").write_text(RIGHT.replace("theta + v", "theta - v"), "utf-8")
    proved = verify(course)
    assert proved.returncode == 1
    wrong = [line for line in proved.stdout.splitlines() if not line.endswith(": ok")]
    assert any("statement.en.md: says nothing of momentum" in line for line in wrong)
    assert any("starter numpy" in line for line in wrong)
    assert any("solution right.py: solves no part" in line for line in wrong)
    assert any("solution of momentum: no file gets full marks" in line for line in wrong)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--verify", "--new", "more"), "one of"),
        (("lab6", "--solutions", "solved"), "--verify"),
        (("--verify", "--solutions", "."), "which lab"),
        (("lab6", "--verify", "--solutions", "nowhere"), "folder"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_question_without_an_answer_is_refused(words: tuple[str, ...], told: str, tmp_path: Path) -> None:
    done = autograder("exercises", *words, cwd=tmp_path)
    assert (done.returncode, told in done.stderr) == (2, True), done.stderr
