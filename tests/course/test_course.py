"""``course.toml``: what ``init`` writes is the defaults, whole; what it can't mean is said with file and key."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Literal

import msgspec
import pytest
from typer.testing import CliRunner

from autograder.cli import app
from autograder.course import Course, load_course
from autograder.errors import CourseError
from autograder.fronts.init import starter
from exercises.spec import labs


def names(struct: type[msgspec.Struct]) -> set[str]:
    return set(struct.__struct_fields__) - {"folder"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_init_writes_is_the_defaults(language: Literal["zh", "en"]) -> None:
    assert msgspec.toml.decode(starter(language), type=Course) == Course()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_setting_is_in_it_and_may_be_switched_on(language: Literal["zh", "en"]) -> None:
    switched = re.sub(r"(?m)^# (?=\w+ = )", "", starter(language))
    told = tomllib.loads(switched)
    assert set(told) == names(Course)
    assert (set(told["late"]), set(told["ids"])) == (names(type(Course().late)), names(type(Course().ids)))
    assert set(told["labs"]) == set(labs())
    assert msgspec.toml.decode(switched, type=Course).labs["lab6"].deadline is not None


def test_init_leaves_a_file_that_is_there(tmp_path: Path) -> None:
    runner = CliRunner()
    assert runner.invoke(app, ["init", str(tmp_path / "new"), "--lang", "en"]).exit_code == 0
    path = tmp_path / "new" / "course.toml"
    path.write_text('name = "ours"\n', "utf-8")
    with pytest.raises(CourseError, match="is there already"):
        runner.invoke(app, ["init", str(tmp_path / "new")], catch_exceptions=False)
    assert load_course(None, tmp_path / "new" / "deeper" / "still").name == "ours"
    assert load_course(tmp_path / "new").path("x") == tmp_path / "new" / "x"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("attempt = 1", "attempt"),
        ("attempts = 'worst'", "attempts"),
        ("[late]\nper_day = 2.0", "late.per_day"),
        ("[labs.lab6]\ndeadline = 'tomorrow'", "labs"),
        ("folder = '/'", "folder"),
        ("name = ", "course.toml"),
    ],
)
def test_what_it_cannot_mean_is_said_with_file_and_key(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "course.toml").write_text(text, "utf-8")
    with pytest.raises(CourseError, match=rf"course\.toml.*{re.escape(told)}|{re.escape(told)}"):
        load_course(tmp_path)
