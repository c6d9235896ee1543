"""A class as a teacher has it: a roster, deadlines, zips, repetitions, strangers, who is missing; regrading."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace

from autograder.gradebook.book import Gradebook
from autograder.identity import Entry, Identity
from autograder.record import decode
from autograder.sandbox.tiers import probe

ROOT = Path(__file__).resolve().parents[2]
LAB6 = ROOT / "autograder" / "sample_class"
RIGHT = (LAB6 / "s2024001_lihua" / "lab6" / "adam.py").read_bytes()
WRONG = (LAB6 / "s2024002_wangwei" / "lab6" / "adam_homework.py").read_bytes()
COURSE = """
language = "en"
roster = "class.csv"
gradebook = "kept/grades.sqlite"
[late]
per_day = 0.1
times = "files"
[labs]
lab6 = { deadline = 2024-03-20T23:59:00+08:00 }
"""
needs_sandbox = pytest.mark.skipif(not probe().isolates, reason=probe().reason)


def autograder(*words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "autograder", *map(str, words)],
        capture_output=True,
        text=True,
        env=environment,
        cwd=cwd,
        timeout=300,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "course.toml").write_text(COURSE, "utf-8")
    roster = "学号,姓名\r\n2024001,李华\r\n2024002,王伟\r\n2024003,=张三\r\n2024004,赵六\r\n"
    (tmp_path / "class.csv").write_bytes(roster.encode("gbk"))
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr(zipfile.ZipInfo("作业/adam.py", (2024, 3, 19, 12, 0, 0)), RIGHT)
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        for name, content, day in (
            ("李华_实验六.zip", inner.getvalue(), 22),
            ("2024002-adam.py", WRONG, 19),
            ("2024002-adam (1).py", RIGHT, 22),
            ("张三.rar", b"Rar! broken", 19),
            ("guest.py", RIGHT, 19),
        ):
            archive.writestr(zipfile.ZipInfo(name, (2024, 3, day, 12, 0, 0)), content)
    return tmp_path


def exported(course: Path) -> list[dict[str, str]]:
    done = autograder("export", "--format", "csv", "--lab", "lab6", "-o", "grades.csv", cwd=course)
    assert done.returncode == 0, done.stderr
    text = (course / "grades.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    return [row for row in rows if row["lab6 status"] != "missing"]


def test_a_dry_run_shows_it_all_and_writes_nothing(course: Path) -> None:
    done = autograder("grade", "class.zip", "--lab", "lab6", "-o", "out", "--dry-run", cwd=course)
    assert done.returncode == 0, done.stderr
    assert [line.split("\t") for line in done.stdout.splitlines()] == [
        ["2024001", "lab6", "李华_实验六.zip/作业/adam.py"],
        ["2024002", "lab6", "2024002-adam (1).py", "late, 20 % off"],
        ["2024002", "-", "2024002-adam.py", "not used"],
        ["2024003", "lab6", "张三.rar", "no .py or .ipynb in it could be read"],
        ["guest", "lab6", "guest.py", "stranger"],
        ["2024004", "-", "-", "missing"],
    ]
    assert not (course / "out").exists()
    assert not (course / "kept").exists()


@needs_sandbox
def test_from_the_zip_to_the_table(course: Path) -> None:
    done = autograder("grade", "class.zip", "--lab", "lab6", "-o", "out", "--json", cwd=course)
    assert done.returncode == 0, done.stderr
    assert "not on the roster (1): guest" in done.stderr
    assert "handed nothing in (1): 2024004" in done.stderr
    told = {record["student"]: record for record in map(json.loads, done.stdout.splitlines())}
    assert told["2024001"]["points"] == 8.0, "Adam alone; the built-in one was not handed in"
    assert told["2024002"]["points"] == 6.4
    assert told["2024003"]["status"] == "unreadable"
    assert (course / "kept" / "grades.sqlite").is_file()

    done = autograder("export", "--format", "csv", "--lab", "lab6", "-o", "grades.csv", cwd=course)
    assert done.returncode == 0, done.stderr
    text = (course / "grades.csv").read_text("utf-8-sig")
    rows = {row["student"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert (rows["2024002"]["lab6 points"], rows["2024002"]["lab6 days_late"]) == ("6.4", "2")
    assert (rows["2024003"]["name"], rows["2024003"]["lab6 points"]) == ("'=张三", "0")
    assert (rows["2024004"]["lab6 status"], rows["2024004"]["lab6 points"]) == ("missing", "")

    page = course / "out" / "students" / "2024002.html"
    page.unlink()
    done = autograder("report", "-o", "out", cwd=course)
    assert done.returncode == 0, done.stderr
    assert "deadline" in page.read_text("utf-8")


@needs_sandbox
def test_half_a_class_decided_can_be_exported_and_says_so(tmp_path: Path) -> None:
    for student in ("s1", "s2"):
        (tmp_path / "in" / student).mkdir(parents=True)
        (tmp_path / "in" / student / "think.py").write_text(f"essay = '动量 {student}'\n", "utf-8")
    assert autograder("grade", "in", "--lab", "think", "-o", "out", cwd=tmp_path).returncode == 0
    decided = autograder("override", "s1", "think", "essay", "4", "--reason", "ok", cwd=tmp_path)
    assert decided.returncode == 0, decided.stderr
    for words, said in (
        (("report",), "Not final"),
        (("export", "--format", "csv", "-o", "grades.csv"), "undecided: parts: 1 (students: 1)"),
    ):
        done = autograder(*words, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert said in done.stderr
    rows = list(csv.DictReader(io.StringIO((tmp_path / "grades.csv").read_text("utf-8-sig"), newline="")))
    assert [(row["student"], row["think points"], row["think open"]) for row in rows] == [
        ("s1", "4", "0"),
        ("s2", "", "1"),
    ]


@needs_sandbox
def test_a_regrade_shows_who_goes_up_and_down_before_it_counts(course: Path) -> None:
    """What is in the gradebook comes from an older engine, which found the right code wrong."""
    (course / "in" / "2024001").mkdir(parents=True)
    file = course / "in" / "2024001" / "adam.py"
    file.write_bytes(RIGHT)
    os.utime(file, (1_710_000_000, 1_710_000_000))  # in time
    grade = ("grade", "in", "--lab", "lab6", "-o", "out", "--json")
    first = decode(autograder(*grade, cwd=course).stdout.encode())
    assert first.points == 8.0
    parts = tuple(replace(part, points=0.0, passed=False) for part in first.parts)
    older = replace(first, engine_sha256="older", points=0.0, parts=parts)
    book = Gradebook.open(course / "kept" / "grades.sqlite")
    book.record([Entry("2024001", "lab6", Identity.of(older).digest(), older)])
    book.close()
    shown = autograder(*grade, "--regrade", "--dry-run", cwd=course)
    assert shown.returncode == 0, shown.stderr
    assert "up\t2024001\tlab6\t0 -> 8\tanother engine; adam: 0 (" in shown.stderr
    assert "regrade: up 1, down 0, other 0, unchanged 0" in shown.stderr
    assert [row["lab6 points"] for row in exported(course)] == ["0"], "with --dry-run nothing counts"
    assert json.loads(autograder(*grade, "--regrade", cwd=course).stdout)["points"] == 8.0
    assert [row["lab6 points"] for row in exported(course)] == ["8"]
