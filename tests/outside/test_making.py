"""An exercise is started by ``exercises --new`` and proved by ``--verify``, which sees what is wrong with one."""

from __future__ import annotations

import json
import re
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


def verify(course: Path, language: str = "en") -> subprocess.CompletedProcess[str]:
    words = ("exercises", "warmup", "--verify", "--solutions", "solved", "--course", "course.toml")
    return autograder(*words, "--lang", language, cwd=course)


def is_chinese(text: str) -> bool:
    return re.search("[\u4e00-\u9fff]", text) is not None


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
        done = autograder("exercises", "--new", name, "--lang", "en", cwd=course)
        assert (done.returncode, told in done.stderr) == (2, True), done.stderr
    (course / "course.toml").unlink()
    done = autograder("exercises", "--new", "warmup", "--lang", "en", cwd=course)
    assert (done.returncode, "is there already" in done.stderr) == (2, True)
    assert {path: path.read_bytes() for path in (course / "warmup").iterdir()} == before


def test_what_is_wrong_is_named(course: Path) -> None:
    """A starter that gives the solution away, a statement that forgot the part, a solution that isn't one."""
    (course / "warmup" / "starter.py").write_text("# warmup.momentum" + RIGHT, "utf-8")
    (course / "warmup" / "statement.en.md").write_text("# warmup\n\n## `other`\n", "utf-8")
    (course / "solved" / "right.py").write_text(RIGHT.replace("theta + v", "theta - v"), "utf-8")
    (course / "solved" / "broken.py").write_text("def momentum(\n", "utf-8")
    proved = verify(course)
    assert proved.returncode == 1
    wrong = [line for line in proved.stdout.splitlines() if not line.endswith(": ok")]
    for begins in (
        "warmup  statement.en.md: says nothing of momentum",
        "warmup  starter numpy zh .ipynb: momentum is “judged” and should be “not begun”",
        "warmup  starter numpy en .py: momentum is “judged” and should be “not begun”",
        "warmup  solution right.py: momentum has 0 of 5 points (judged)",
        "warmup  solution broken.py: broken.py, line 1 is not valid Python: '(' was never closed.",
        "warmup  solution of momentum: no file gets full marks",
    ):
        assert any(line.startswith(begins) for line in wrong), (begins, wrong)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_said_is_in_the_language_that_was_asked_for(course: Path, language: str) -> None:
    """Whatever is right or wrong with an exercise; ids, names of files and Python's own words stay as they are."""
    (course / "warmup" / "statement.en.md").write_bytes("中文".encode("gbk"))
    (course / "solved" / "wrong.py").write_text(RIGHT.replace("theta + v", "theta - v"), "utf-8")
    (course / "solved" / "empty.py").write_text("", "utf-8")
    (course / "solved" / "none.py").write_text("x = 1\n", "utf-8")
    done = verify(course, language)
    lines = [line.split(": ", 1) for line in done.stdout.splitlines()]
    subjects, found = {one for one, _ in lines}, [two for _, two in lines]
    assert (done.returncode, len(lines)) == (1, 9)
    assert {is_chinese(text) for text in found} == {language == "zh"}, found
    assert {is_chinese(text) for text in subjects if "statement" not in text} == {language == "zh"}
    words = ("exercises", "warmup", "--verify", "--course", "course.toml", "--lang", language)
    assert is_chinese(autograder(*words, cwd=course).stderr) == (language == "zh")
    (course / "warmup" / "statement.zh.md").unlink()
    lines = [line.split(": ", 1) for line in verify(course, language).stdout.splitlines()]
    assert is_chinese(lines[0][1]) == (language == "zh")
    assert not any("numpy" in one for one, _ in lines), "no starter without its statement"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_new_exercise_and_what_hinders_it_are_said_in_that_language(tmp_path: Path, language: str) -> None:
    for words in (("warmup",), ("warmup",), ("lab6",), ("../up",), ("more", "--verify"), ("more", "--score")):
        done = autograder("exercises", "--new", *words, "--lang", language, cwd=tmp_path)
        assert is_chinese(done.stderr) == (language == "zh"), done.stderr


@pytest.mark.parametrize("text", ["# warmup.momentum\nx = (\n", "# warmup.momentum\ndef f(:\n", b"# \xff\n"])
def test_a_starter_that_is_no_python_is_named(course: Path, text: str | bytes) -> None:
    path = course / "warmup" / "starter.py"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    done = verify(course)
    assert (done.returncode, done.stderr) == (1, "")
    wrong = [line for line in done.stdout.splitlines() if not line.endswith(": ok")]
    assert [line.split(": ")[0] for line in wrong] == ["warmup  starter numpy zh", "warmup  starter numpy en"]
    assert all("starter.py: can't be read as Python" in line for line in wrong)


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
    done = autograder("exercises", *words, "--lang", "en", cwd=tmp_path)
    assert (done.returncode, told in done.stderr) == (2, True), done.stderr
