"""Exercises of a course's own: found through course.toml, judged by the rule that their ``oracle.py`` brings."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
HANDED_IN = sorted((HERE / "handed_in").glob("*.py"))


def autograder(*words: str | Path, cwd: Path = HERE) -> subprocess.CompletedProcess[str]:
    """In a process of its own: a course's exercises become known to the whole process."""
    program = (sys.executable, "-m", "autograder", *map(str, words))
    return subprocess.run(program, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    labs = ("--lab", "adabelief", "--lab", "cosine")
    done = autograder("grade", "handed_in", *labs, "--course", "course.toml", "-o", folder, "--lang", "en")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("path", HANDED_IN, ids=lambda path: path.stem)
def test_it_gets_the_verdict_in_its_header(path: Path, out: Path) -> None:
    place, verdict, *mistakes = path.read_text("utf-8").splitlines()[0].removeprefix("# expect: ").split()
    lab, part = place.split(".")
    record: dict[str, Any] = json.loads((out / "grades" / lab / f"{path.stem}.json").read_text("utf-8"))
    (judged,) = record["parts"]
    assert (judged["part"], judged["status"], judged["passed"]) == (part, "judged", verdict == "passed")
    assert [one["mistakes"] for one in judged["diagnoses"]] == ([mistakes] if mistakes else [])


def test_what_is_kept_follows_its_spec(out: Path) -> None:
    record = json.loads((out / "grades" / "adabelief" / "ada_uncorrected.json").read_text("utf-8"))
    assert record["points"] == 4.0  # half of the update's 4, and its training


def test_pages_and_exports_need_the_course_that_brought_it(out: Path, tmp_path: Path) -> None:
    alone = autograder("report", "-o", out, cwd=tmp_path)
    assert (alone.returncode, "adabelief" in alone.stderr, "--course" in alone.stderr) == (2, True, True)
    with_it = autograder("report", "-o", out, "--course", HERE, cwd=tmp_path)
    assert with_it.returncode == 0, with_it.stderr
    assert "AdaBelief" in (out / "class.html").read_text("utf-8")


def test_its_code_is_not_run_for_who_did_not_name_the_course(tmp_path: Path) -> None:
    """A submission may have brought course.toml and oracle.py along."""
    exercise = tmp_path / "trap"
    exercise.mkdir()
    (tmp_path / "course.toml").write_text('exercises = ["trap"]\n', "utf-8")
    lab = (HERE / "cosine" / "lab.toml").read_text("utf-8")
    (exercise / "lab.toml").write_text(lab.replace('id = "cosine"', 'id = "trap"', 1), "utf-8")
    (exercise / "oracle.py").write_text("import pathlib\npathlib.Path('sprung').touch()\n", "utf-8")
    for command in (("exercises",), ("check", HANDED_IN[0]), ("report",)):
        done = autograder(*command, cwd=tmp_path)
        assert (done.returncode, "--course" in done.stderr) == (2, True)
    assert not (tmp_path / "sprung").exists()
    autograder("exercises", "--course", "course.toml", cwd=tmp_path)
    assert (tmp_path / "sprung").exists()  # so the trap would have sprung


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("lab.toml", 'rule = "cosine"', 'rule = "cosinus"', "which no part of lab.toml asks for"),
        ("oracle.py", "ORACLE =", "ORAKEL =", "no ORACLE"),
        ("oracle.py", '"decay-not-stopped"', '"decay-not-stoppt"', "nothing explains 'decay-not-stoppt'"),
        ("oracle.py", '    "cosine",\n    cosine', '    "linear",\n    cosine', "which no part"),
        ("oracle.py", "return stepped(rate)", "return stepped(rate", "SyntaxError"),
        ("oracle.py", '"zh": ', '"cn": ', "in zh and en"),
    ],
)
def test_a_slip_in_it_is_said_with_its_place(
    tmp_path: Path, file: str, old: str, new: str, told: str
) -> None:
    exercise = tmp_path / "cosine"
    exercise.mkdir()
    for name in ("lab.toml", "oracle.py"):
        text = (HERE / "cosine" / name).read_text("utf-8")
        assert name != file or old in text
        (exercise / name).write_text(text.replace(old, new) if name == file else text, "utf-8")
    (tmp_path / "course.toml").write_text('exercises = ["cosine"]\n', "utf-8")
    done = autograder("exercises", "--course", "course.toml", cwd=tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert told in done.stderr
    assert "cosine" in done.stderr


def test_an_exercise_may_use_a_rule_that_is_there(tmp_path: Path) -> None:
    """Data alone needs nobody's permission."""
    exercise = tmp_path / "lab6again"
    exercise.mkdir()
    lab = (HERE.parents[1] / "exercises" / "lab6" / "lab.toml").read_text("utf-8")
    (exercise / "lab.toml").write_text(lab.replace('id = "lab6"', 'id = "lab6again"'), "utf-8")
    (tmp_path / "course.toml").write_text('exercises = ["lab6again"]\n', "utf-8")
    listed = autograder("exercises", cwd=tmp_path)
    assert (listed.returncode, "lab6again" in listed.stdout) == (0, True)


def test_an_unknown_rule_or_a_name_that_is_taken_is_refused(tmp_path: Path) -> None:
    for name, rule, told in (("lab7", "adagrind", "adagrind"), ("lab6", "adam", "an exercise lab6 already")):
        exercise = tmp_path / name
        exercise.mkdir()
        lab = (HERE.parents[1] / "exercises" / "lab6" / "lab.toml").read_text("utf-8")
        lab = lab.replace('id = "lab6"', f'id = "{name}"').replace('rule = "adam"', f'rule = "{rule}"', 1)
        (exercise / "lab.toml").write_text(lab, "utf-8")
        (tmp_path / "course.toml").write_text(f'exercises = ["{name}"]\n', "utf-8")
        done = autograder("exercises", cwd=tmp_path)
        assert done.returncode == 2
        assert told in done.stderr
