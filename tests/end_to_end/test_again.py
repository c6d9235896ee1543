"""What happens the second time: a watched file is checked after a save, an unchanged submission isn't run twice."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder.sandbox.tiers import probe

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "autograder" / "sample_class"
WRONG = SAMPLE / "s2024002_wangwei" / "lab6" / "adam_homework.py"
RIGHT = SAMPLE / "s2024001_lihua" / "lab6" / "adam.py"
PATIENCE_S = 60.0

needs_sandbox = pytest.mark.skipif(not probe().isolates, reason=probe().reason)


# A shell starts background jobs with Ctrl-C ignored, and what they start inherits that; a person's terminal doesn't.
AS_FROM_A_TERMINAL = """
import signal
from autograder.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)
main()
"""


def command(*words: str) -> list[str]:
    return [sys.executable, "-c", AS_FROM_A_TERMINAL, *words]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def wait_for(log: Path, word: str) -> str:
    """Wait until a growing log says a word; the test fails with the log if it never does."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        text = log.read_text(encoding="utf-8")
        if word in text:
            return text
        time.sleep(0.05)
    pytest.fail(f"{word!r} was not said:\n{log.read_text(encoding='utf-8')}")


def test_a_watched_file_is_checked_again_after_a_save(tmp_path: Path) -> None:
    """First wrong, then corrected; Ctrl-C ends it with 130."""
    file, log = tmp_path / "adam.py", tmp_path / "log"
    shutil.copy(WRONG, file)
    with log.open("wb") as out:
        running = subprocess.Popen(
            command("check", str(file), "--lab", "lab6", "--lang", "en", "--watch"),
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**environment(), "PYTHONUNBUFFERED": "1"},
        )
        try:
            wait_for(log, "No bias correction")
            # The watcher starts after the first answer; saving until it hears is what an editor's user would do.
            end = time.monotonic() + PATIENCE_S
            while "8 / 8" not in log.read_text(encoding="utf-8"):
                assert time.monotonic() < end, log.read_text(encoding="utf-8")
                shutil.copy(RIGHT, file)
                time.sleep(1.0)
            running.send_signal(signal.SIGINT)
            assert running.wait(PATIENCE_S) == 130
        finally:
            running.kill()
            running.wait()


@needs_sandbox
def test_an_unchanged_submission_is_not_run_twice(tmp_path: Path) -> None:
    """The second run keeps the record as it is; a changed file is run; --regrade runs all."""
    course, out = tmp_path / "class", tmp_path / "out"
    for student, source in (("s1", RIGHT), ("s2", WRONG)):
        (course / student).mkdir(parents=True)
        shutil.copy(source, course / student / "adam.py")

    def grade(*more: str) -> dict[str, tuple[float, bool]]:
        """What each student's run took, and whether the part these files have is right."""
        done = subprocess.run(
            command("grade", str(course), "--lab", "lab6", "-o", str(out), "--json", *more),
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        records = [json.loads(line) for line in done.stdout.splitlines()]
        return {
            record["student"]: (record["usage"]["wall_s"], part["passed"])
            for record in records
            for part in record["parts"]
            if part["part"] == "adam"
        }

    first = grade()
    assert {student: passed for student, (_, passed) in first.items()} == {"s1": True, "s2": False}
    assert grade() == first
    shutil.copy(RIGHT, course / "s2" / "adam.py")
    changed = grade()
    assert changed["s1"] == first["s1"]
    assert changed["s2"][1]
    assert changed["s2"] != first["s2"]
    again = grade("--regrade")
    assert again["s1"] != first["s1"]
    assert again["s1"][1]
