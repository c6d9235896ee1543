"""The command ``export``: from records to files, what it says, what it refuses."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from autograder.cli import app
from autograder.errors import AutograderError
from autograder.gradebook.book import Gradebook
from autograder.gradebook.decisions import Override
from autograder.identity import Entry, Identity
from autograder.record import Grade, encode
from tests.exporting.classes import mixed, of
from tests.reports import records

ROOT = Path(__file__).resolve().parents[2]


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


def autograder(*words: str | Path) -> Done:
    """Run the command in this process; its errors become what ``main`` makes of them."""
    result = CliRunner().invoke(app, [str(word) for word in words])
    if isinstance(result.exception, AutograderError):
        return Done(result.exception.exit_code, result.stdout, result.stderr + str(result.exception))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.stdout, result.stderr)


def recorded(out: Path, *grades: Grade, decided: tuple[Override, ...] = ()) -> Path:
    book = Gradebook.open(out / "gradebook.sqlite")
    book.record(
        [Entry(grade.student or "", grade.lab, Identity.of(grade).digest(), grade) for grade in grades]
    )
    book.decide(decided)
    book.close()
    return out


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return recorded(tmp_path_factory.mktemp("out"), *mixed("a_1", "b_2", "c_3", "d_4"))


def test_what_is_undecided_is_counted_and_nothing_goes_to_stdout(out: Path, tmp_path: Path) -> None:
    done = autograder("export", "--format", "csv", "-o", tmp_path / "g.csv", "--out", out)
    assert (done.returncode, done.stdout) == (0, "")
    assert "students: 4; left blank because they are undecided: parts: 3 (students: 2)" in done.stderr
    assert (tmp_path / "g.csv").read_bytes().startswith(b"\xef\xbb\xbfstudent,")


def test_a_decision_of_a_person_is_exported(tmp_path: Path) -> None:
    decision = Override(
        "s1", "lab6", "adam", "3f" * 32, 5.0, "read by hand", "t", "2026-01-01T00:00:00+00:00"
    )
    out = recorded(tmp_path / "out", of(records.our_fault(), "s1"), decided=(decision,))
    done = autograder("export", "--format", "csv", "-o", tmp_path / "g.csv", "--out", out)
    assert done.returncode == 0, done.stderr
    assert ",5," in (tmp_path / "g.csv").read_text("utf-8-sig").splitlines()[1]


def test_several_students_results_are_a_zip_of_one_each(out: Path, tmp_path: Path) -> None:
    target = tmp_path / "all.zip"
    words = ("export", "--format", "gradescope", "--lab", "lab6", "--out", out)
    for name in (target, tmp_path / "again.zip"):
        assert autograder(*words, "-o", name).returncode == 0
    assert target.read_bytes() == (tmp_path / "again.zip").read_bytes()
    with zipfile.ZipFile(target) as archive:
        assert sorted(archive.namelist()) == [f"{one}/results.json" for one in ("a_1", "c_3", "d_4")]
    refused = autograder(*words, "-o", tmp_path / "all.json")
    assert (refused.returncode, (tmp_path / "all.json").exists()) == (2, False)
    assert "ends in .zip" in refused.stderr
    one = autograder(*words, "--student", "a_1", "-o", tmp_path / "results.json")
    assert one.returncode == 0
    assert json.loads((tmp_path / "results.json").read_bytes())["score"] == records.wrong_adam().points


def test_feedback_becomes_a_folder_or_a_zip_by_its_name(out: Path, tmp_path: Path) -> None:
    words = ("export", "--format", "moodle-feedback", "--lab", "lab6", "--out", out, "-o")
    assert autograder(*words, tmp_path / "pages").returncode == 0
    assert autograder(*words, tmp_path / "pages.zip").returncode == 0
    pages = sorted((tmp_path / "pages").rglob("*.html"))
    found = {path.relative_to(tmp_path / "pages").as_posix(): path.read_bytes() for path in pages}
    with zipfile.ZipFile(tmp_path / "pages.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == found
    assert "a_1_assignsubmission_file_/lab6.html" in found


def test_records_of_a_check_can_be_exported_where_there_is_no_class(tmp_path: Path) -> None:
    """As in a grading step of GitHub Classroom."""
    record = tmp_path / "record.json"
    record.write_bytes(encode(records.all_right()) + b"\n")
    done = autograder(
        "export", "--format", "github-classroom", "--records", record, "-o", tmp_path / "result.txt"
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "result.txt").read_text("ascii").startswith("result=")


def test_nbgraders_own_files_are_taken_along(tmp_path: Path) -> None:
    out = recorded(tmp_path / "out", of(records.wrong_adam(), "s1", "adam.ipynb"))
    submitted = tmp_path / "course" / "submitted" / "s1" / "lab6"
    submitted.mkdir(parents=True)
    (submitted / "timestamp.txt").write_text("2026-01-02 03:04:05 UTC", encoding="utf-8")
    (submitted / "adam.ipynb").write_text("{}", encoding="utf-8")
    target = tmp_path / "course" / "feedback"
    done = autograder(
        "export", "--format", "nbgrader-feedback", "--into", tmp_path / "course", "-o", target, "--out", out
    )
    assert done.returncode == 0, done.stderr
    names = sorted(path.name for path in (target / "s1" / "lab6").iterdir())
    assert names == ["adam.html", "timestamp.txt"]


def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    """A record says whose it is; somebody may have written one by hand."""
    out = recorded(tmp_path / "out", of(records.wrong_adam(), "../../evil", "adam.ipynb"))
    done = autograder("export", "--format", "nbgrader-feedback", "-o", tmp_path / "deep" / "er", "--out", out)
    assert done.returncode == 2
    assert "no name that a file can have" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--format", "xlsx"), "xlsx"),
        (("--format", "csv", "--lab", "lab9"), "no such lab"),
        (("--format", "csv", "--lab", "lab2"), "no record of lab2"),
        (("--format", "csv", "--student", "nobody"), "no record of nobody"),
        (("--format", "csv", "--into", "x.csv"), "no table to fill in"),
        (("--format", "canvas", "--scale"), "table given with --into"),
        (("--format", "canvas", "--into", "missing.csv"), "No such file"),
        (("--format", "moodle-feedback"), "say --lab with one of lab3, lab6"),
        (("--format", "canvas-feedback", "--lab", "lab3"), "nobody can be exported"),
        (("--format", "gradescope-autograder"), "which --lab"),
        (("--format", "csv", "--unsafe-no-sandbox"), "runs nothing"),
        (("--format", "csv", "--records", "missing.json"), "No such file"),
    ],
)
def test_what_cannot_be_exported_is_said_and_nothing_written(
    words: tuple[str, ...], told: str, out: Path, tmp_path: Path
) -> None:
    done = autograder("export", *words, "-o", tmp_path / "target", "--out", out)
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert told in done.stderr
