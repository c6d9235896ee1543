"""Disk full, folder read-only, database gone, Ctrl-C: one line says so, nothing is lost, the exit code is right."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.gradebook.book import Gradebook
from autograder.sandbox.tiers import probe
from tests.postgres import Server

ROOT = Path(__file__).resolve().parents[2]
RIGHT = ROOT / "autograder" / "sample_class" / "s2024001_lihua" / "lab6" / "adam.py"
pytestmark = pytest.mark.skipif(not probe().isolates, reason=probe().reason)
AS_FROM_A_TERMINAL = """
import signal
from autograder.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)
main()
"""
SLOW = "import time\ntime.sleep(60)\n"


def command(*words: str | Path) -> list[str]:
    return [sys.executable, "-c", AS_FROM_A_TERMINAL, *map(str, words)]


def grade(course: Path, out: Path, *more: str) -> list[str]:
    return command("grade", course, "--lab", "lab6", "-o", out, "--lang", "en", "--jobs", "1", *more)


def run(words: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    settings = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(words, capture_output=True, text=True, env=settings, timeout=300, check=False)


def faults(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The line that says what is wrong, and none but it beside progress."""
    assert "Traceback" not in done.stderr, done.stderr
    return [line for line in done.stderr.splitlines() if line.startswith("autograder:")]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    for student in ("s1", "s2", "s3"):
        (tmp_path / "class" / student).mkdir(parents=True)
        shutil.copy(RIGHT, tmp_path / "class" / student / "adam.py")
    return tmp_path / "class"


def recorded(where: str | Path) -> list[str | None]:
    book = Gradebook.open(where)
    try:
        return [group[0].grade.student for group in book.attempts()]
    finally:
        book.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A file system of its own, with so little room that a class's pages don't fit."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=192k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may make a small disk here")
    return disk


def test_a_full_disk_is_said_and_the_same_command_goes_on(course: Path, small_disk: Path) -> None:
    try:
        out = small_disk / "out"
        full = run(grade(course, out))
        assert full.returncode == 3
        (line,) = faults(full)
        assert "No space left" in line or "disk is full" in line
        assert str(out) in line
        kept = recorded(out / "gradebook.sqlite")
        subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
        assert set(kept) <= set(recorded(out / "gradebook.sqlite"))
        more = run(grade(course, out))
        assert more.returncode == 0, more.stderr
        assert recorded(out / "gradebook.sqlite") == ["s1", "s2", "s3"]
        assert (out / "students" / "s3.html").read_text("utf-8").rstrip().endswith("</html>")
    finally:
        subprocess.run(["umount", str(small_disk)], check=True)


def test_an_output_that_can_only_be_read_is_said(course: Path, tmp_path: Path) -> None:
    """A mount, because root may write whatever the modes say."""
    out = tmp_path / "out"
    assert run(grade(course, out, "--student", "s1")).returncode == 0
    mounted = subprocess.run(
        ["mount", "--bind", "-o", "ro", str(out), str(out)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may make a folder read-only for itself here")
    try:
        refused = run(grade(course, out))
        assert refused.returncode == 3
        (line,) = faults(refused)
        assert "gradebook.sqlite" in line
    finally:
        subprocess.run(["umount", str(out)], check=True)
    assert recorded(out / "gradebook.sqlite") == ["s1"]
    assert run(grade(course, out)).returncode == 0
    assert recorded(out / "gradebook.sqlite") == ["s1", "s2", "s3"]


def test_a_folder_that_cannot_be_made_is_said(course: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    done = run(grade(course, tmp_path / "file" / "out"))
    assert done.returncode == 3
    assert len(faults(done)) == 1


def test_a_server_that_goes_away_in_mid_run_loses_nothing(
    course: Path, tmp_path: Path, server: Server
) -> None:
    url, out = server.database(), tmp_path / "out"
    (course / "s9").mkdir()
    (course / "s9" / "adam.py").write_text("import time\ntime.sleep(8)\n" + RIGHT.read_text("utf-8"), "utf-8")
    words = grade(course, out, "--db", url, "--time-limit", "30")
    running = subprocess.Popen(
        words,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    try:
        wait_until((out / "grades" / "lab6" / "s3.json").exists)
        server.stop()
        said = running.communicate(timeout=120)[1]
    finally:
        running.kill()
        running.wait()
        server.start()
    assert running.returncode == 3, said
    assert len([line for line in said.splitlines() if line.startswith("autograder:")]) == 1
    assert "Traceback" not in said
    assert recorded(url) == ["s1", "s2", "s3"]
    assert run(words).returncode == 0
    assert recorded(url) == ["s1", "s2", "s3", "s9"]


def test_ctrl_c_stops_within_two_seconds_and_keeps_what_is_done(course: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (course / "s9").mkdir()
    (course / "s9" / "adam.py").write_text(SLOW + RIGHT.read_text("utf-8"), "utf-8")
    running = subprocess.Popen(
        grade(course, out, "--time-limit", "120"),
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    try:
        wait_until((out / "grades" / "lab6" / "s3.json").exists)
        time.sleep(0.5)  # the slow one has begun
        pressed = time.monotonic()
        os.killpg(running.pid, signal.SIGINT)  # a terminal tells everybody in the foreground
        said = running.communicate(timeout=60)[1]
        seconds = time.monotonic() - pressed
    finally:
        running.kill()
        running.wait()
    assert running.returncode == 130, said
    assert "Traceback" not in said
    assert seconds < 2.0
    assert recorded(out / "gradebook.sqlite") == ["s1", "s2", "s3"]


def wait_until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 120.0
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.05)
