"""What `make bench` measures with: clock, CPU and memory of a tree of processes; who judges wrong is not timed."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from benchmarks.peers import environment, nbgrader, otter
from benchmarks.speed.costs import Cost, Measured, added, between
from benchmarks.speed.meter import Failed, Run, metered
from benchmarks.speed.notebooks import write_class
from benchmarks.speed.ours import graded
from benchmarks.speed.slots import sandbox_s

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what processes take is read from /proc")

# A program whose child allocates and computes, and ends before it.
_BURN = """
import subprocess, sys, time
work = '''
import time
kept = b"x" * (150 << 20)
while time.process_time() < 1.0:
    pass
'''
subprocess.run([sys.executable, "-c", work], check=True)
time.sleep(0.5)
"""


def test_time_and_memory_of_a_child_count(tmp_path: Path) -> None:
    run = metered([sys.executable, "-c", _BURN], tmp_path, os.environ)
    assert 1.0 <= run.cpu_s < 1.6
    assert run.wall_s >= 1.5
    assert 150 <= run.peak_mib < 250
    # All of it was spent before the sleep, and is not spent twice when the child is gone.
    assert 0.9 <= run.cpu_until(run.end - 0.3) <= run.cpu_s
    assert run.cpu_until(run.start) == 0


def test_a_program_that_fails_is_not_timed(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="ended with 3: said before"):
        metered([sys.executable, "-c", "print('said before'); raise SystemExit(3)"], tmp_path, os.environ)


def test_costs_lie_between_the_moments() -> None:
    run = Run(100.0, 110.0, 8.0, 0.0, ((100.0, 0.0), (104.0, 4.0), (110.0, 7.0)), "")
    costs = between(run, [102.0, 104.0, 106.0])
    assert costs == [Cost(2.0, 2.0), Cost(2.0, 2.0), Cost(2.0, 1.0)]
    assert between(run, [106.0], 104.0) == [Cost(2.0, 1.0)]
    assert added(costs[:1], costs[2:]) == (Cost(4.0, 3.0),)


def test_a_typical_cost_stands_in_the_middle_of_the_two_halves() -> None:
    """Those that don't train cost 1, 2, 9, the others 11, 12, 40: 2 and 12."""
    costs = tuple(Cost(wall, 0.0) for wall in (1.0, 11.0, 2.0, 12.0, 9.0, 40.0))
    assert Measured(costs, 0.0, 0.0).typical("wall_s") == 7.0


def test_who_judges_wrong_is_not_timed(tmp_path: Path) -> None:
    """Student 0 has everything right, so that a class which says otherwise must stop every contender."""
    students = write_class(tmp_path / "class", "numpy", 2)
    other = [one._replace(right=(False, True)) for one in students]
    assert len(graded(tmp_path / "class", students, tmp_path / "out", 1).costs()) == 2
    with pytest.raises(Failed, match="s00000"):
        graded(tmp_path / "class", other, tmp_path / "again", 1)

    said = "noise\nscore s00000 10.0\nscore s00001 10.0\n"
    nbgrader._require_right(said, students)
    with pytest.raises(Failed, match="s00000"):
        nbgrader._require_right(said, other)
    with pytest.raises(Failed, match="s00001"):
        nbgrader._require_right("score s00000 10.0", students)

    results = tmp_path / "results.json"
    tests = [{"name": "Public Tests"}, {"name": "momentum", "score": 5}, {"name": "nesterov", "score": 5}]
    results.write_text(json.dumps({"tests": tests}), encoding="utf-8")
    otter._require_right(results, students[0])
    with pytest.raises(Failed, match="s00000"):
        otter._require_right(results, other[0])


def test_two_slots_take_all_jobs(tmp_path: Path) -> None:
    assert sandbox_s(write_class(tmp_path, "numpy", 3), 2) > 0


def test_without_network_a_peer_is_unavailable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is left that a later run would take for an environment."""
    shutil.copytree(environment.ROOT / "locks", tmp_path / "locks")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    for name in ("PIP_NO_INDEX", "PIP_ISOLATED"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    with pytest.raises(environment.Unavailable, match="No matching distribution"):
        environment.environment("otter")
    assert not list(tmp_path.rglob(".made-*"))
