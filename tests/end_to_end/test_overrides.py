"""What a person decides: the table to fill in, all or nothing, kept beside the records, shown on every page."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from autograder.gradebook.book import Gradebook
from autograder.sandbox.tiers import probe
from reports import sheets

ROOT = Path(__file__).resolve().parents[2]
needs_sandbox = pytest.mark.skipif(not probe().isolates, reason=probe().reason)
FORMULA = '=HYPERLINK("http://x")'


def autograder(*words: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200"}
    command = [sys.executable, "-m", "autograder", *map(str, words)]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("class")
    for student, text in {"s1": "动量积累梯度", "s2": FORMULA, "s3": ""}.items():
        (root / "in" / student).mkdir(parents=True)
        (root / "in" / student / "think.py").write_text(f"essay = {text!r}\n", encoding="utf-8")
    done = autograder("grade", root / "in", "--lab", "think", "-o", root / "out", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert "Parts that wait for a person: 2 (students: 2)" in done.stdout
    return root


def kept(root: Path) -> list[dict[str, object]]:
    book = Gradebook.open(root / "out" / "gradebook.sqlite")
    try:
        return [msgspec.structs.asdict(one) for one in book.decisions()]
    finally:
        book.close()


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def save(path: Path, table: list[dict[str, str]], encoding: str, delimiter: str = ",") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, table[0].keys(), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(table)
    return path


@needs_sandbox
def test_review_and_override_from_table_to_page(graded: Path) -> None:
    out, table = graded / "out", graded / "review.csv"
    record = out / "grades" / "think" / "s1.json"
    before = record.read_bytes()
    assert autograder("review", "think", "-o", table, "--out", out).returncode == 0
    waiting = rows(table)
    assert [(row["student"], row["points"], row["reason"]) for row in waiting] == [
        ("s1", "", ""),
        ("s2", "", ""),
    ]
    assert waiting[1]["text"] == "'" + FORMULA

    bad = [{**waiting[0], "points": "6", "reason": "x"}, {**waiting[1], "points": "2", "reason": "ok"}]
    refused = autograder("override", "--from", save(graded / "bad.csv", bad, "utf-8"), "--out", out, "--yes")
    assert (refused.returncode, kept(graded)) == (2, [])
    assert "between 0 and 5" in refused.stderr

    good = [{**waiting[0], "points": "4", "reason": "<b>缺一个理由</b>"}, waiting[1]]
    filled = save(graded / "good.csv", good, "gbk", ";")
    asked = autograder("override", "--from", filled, "--out", out)
    assert (asked.returncode, kept(graded)) == (2, [])
    assert "s1\tthink\tessay" in asked.stdout
    assert autograder("override", "--from", filled, "--out", out, "--yes", "--who", "王").returncode == 0
    (decision,) = kept(graded)
    assert (decision["student"], decision["points"], decision["who"]) == ("s1", 4.0, "王")
    assert str(decision["when"]).endswith("+00:00")

    assert record.read_bytes() == before, "the record stays as it is"
    page = (out / "students" / "s1.html").read_text("utf-8")
    assert "缺一个理由" in page
    assert "<b>缺" not in page
    assert "4 / 5" in page
    again = autograder("grade", graded / "in", "--lab", "think", "-o", out, "--lang", "en")
    assert "4/5" in again.stdout
    assert "Parts that wait for a person: 1 (students: 1)" in again.stdout


@needs_sandbox
def test_a_decision_is_for_the_file_that_was_read(tmp_path: Path) -> None:
    """A later one on the same part counts; who hands in anew is read anew."""
    file, out = tmp_path / "in" / "s9" / "think.py", tmp_path / "out"
    file.parent.mkdir(parents=True)
    file.write_text("essay = '动量'\n", encoding="utf-8")
    grade = ("grade", tmp_path / "in", "--lab", "think", "-o", out, "--json")
    autograder(*grade)
    for points in ("1", "3.5"):
        done = autograder("override", "s9", "think", "essay", points, "--reason", "r", "--out", out)
        assert done.returncode == 0, done.stderr
    assert json.loads(autograder(*grade).stdout)["points"] == 3.5
    file.write_text("essay = '动量与自适应学习率'\n", encoding="utf-8")
    assert json.loads(autograder(*grade).stdout)["points"] is None
    assert len(kept(tmp_path)) == 2


@needs_sandbox
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nobody", "think", "essay", "3", "--reason", "r"), "no such record"),
        (("s2", "think", "essay", "nan", "--reason", "r"), "between 0 and 5"),
        (("s2", "think", "essay", "many", "--reason", "r"), "no number"),
        (("s2", "think", "essay", "3"), "no reason"),
        (("s2", "think", "other", "3", "--reason", "r"), "no such part"),
        (("s2", "lab9", "essay", "3", "--reason", "r"), "no such lab"),
        (("s2", "think"), "STUDENT LAB PART POINTS"),
    ],
)
def test_what_cannot_be_decided_is_said_and_nothing_kept(
    words: tuple[str, ...], told: str, graded: Path
) -> None:
    before = kept(graded)
    done = autograder("override", *words, "--out", graded / "out")
    assert (done.returncode, kept(graded)) == (2, before)
    assert told in done.stderr


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "'=1", "''=1", "＝1", "\t=1", "plain", "'quoted'", "a=b", "中\n=文"]
)
def test_a_cell_comes_back_as_it_was_and_is_no_formula(text: str) -> None:
    raw = sheets.written(("a", "b"), [{"a": text, "b": "x"}]).decode("utf-8-sig")
    (cell,) = [row["a"] for row in csv.DictReader(io.StringIO(raw, newline=""))]
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝"))
    assert sheets.read(raw)[0][1]["a"] == text.strip()
