"""The page of `make bench`: its arithmetic, and a whole small run."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.speed.costs import Cost, Measured, Sized, Slots
from benchmarks.speed.machine import Load
from benchmarks.speed.measure import Results
from benchmarks.speed.page import page
from benchmarks.speed.stages import Stages

ROOT = Path(__file__).resolve().parents[2]


def measured(seconds: float) -> Measured:
    return Measured((Cost(seconds, seconds / 2),) * 2, seconds * 2, 512.0)


def results() -> Results:
    contenders = {
        "ours": measured(0.5),
        "nbgrader": measured(10),
        "otter": measured(15),
        "bare": measured(0.25),
    }
    stages = Stages(load=0.02, sandbox=0.6, compare=0.1, record=0.06, pages=0.2, class_page=0.02)
    sizes = [Sized(1000, 2.0, 0.3, 0.4, 100.0, 64.0)]
    return Results(2, {"numpy": contenders}, Slots(6.0, 4.0, 1.6), sizes, {"numpy": stages})


LOAD = Load("2026-01-02", 5.0, 0.5, 0.25)


def test_ratios_and_shares_follow_from_what_was_measured() -> None:
    text = page(results(), ["a fact"], LOAD)
    assert "nbgrader 0.9.6: `autograde`, `generate_feedback` | 20.0 (aim 100) |" in text
    assert "otter-grader 7.0.0: `run` | 30.0 |" in text
    assert "alone is 40.0 (NumPy) times as fast as nbgrader" in text
    assert "1.50 times as fast (aim 1.9)" in text
    assert "| sandbox: the student's code, cleaning up after it | 300.0 | 60 |" in text
    # 0.25 CPU seconds each: 25,000 s. Written one after the other at 30 ms: 3,000 s. 64 KiB each.
    assert "| numpy, autograder | 6.9 | 3.5 | 0.4 | 0.1 |" in text
    assert "30.0 ms each, 50 minutes in all" in text
    # 360 ms of grading against 30 ms of writing.
    assert "keeps up with about 12 slots" in text
    assert "Disk: 6 GiB" in text


def test_without_peers_the_page_says_so() -> None:
    found = results()
    del found.contenders["numpy"]["nbgrader"]
    text = page(found, [], LOAD)
    assert "nbgrader was not measured" in text
    assert "otter was not measured" not in text
    assert "| nbgrader" not in text
    del found.contenders["numpy"]["otter"]
    text = page(found, [], LOAD)
    assert "nbgrader was not measured" in text
    assert "otter was not measured" in text
    assert "times as fast as |" not in text


@pytest.mark.skipif(sys.platform != "linux", reason="what processes take is read from /proc")
def test_a_small_run_fills_the_page(tmp_path: Path) -> None:
    """No peers, two notebooks, really graded."""
    out = tmp_path / "bench.md"
    line = [
        sys.executable,
        "-m",
        "benchmarks",
        "--size",
        "2",
        "--sizes",
        "2",
        "--frameworks",
        "numpy",
        "-o",
        str(out),
    ]
    done = subprocess.run([*line, "--peers"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    text = out.read_text(encoding="utf-8")
    assert done.stdout == text
    for heading in (
        "The machine",
        "A class of 2 NumPy notebooks",
        "Size of the class",
        "100,000 submissions",
    ):
        assert f"\n## {heading}\n" in text
    assert str(ROOT) not in text
    assert platform.node() not in text
    assert f"{os.cpu_count()} cores" in text


def test_an_odd_class_is_refused() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--size", "3"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "--size" in done.stderr.splitlines()[-1]
