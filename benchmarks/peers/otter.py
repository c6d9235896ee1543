"""otter-grader on the class: ``otter run`` for each notebook, with the tests in a zip made once by ``otter generate``."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from pathlib import Path

from benchmarks.peers.environment import variables
from benchmarks.speed.costs import Cost, Measured
from benchmarks.speed.meter import Failed, metered
from benchmarks.speed.notebooks import POINTS, Student
from benchmarks.speed.writings import NAMES, Framework, check

_TEST = """from otter.test_files import test_case

OK_FORMAT = False

name = "{part}"
points = {points}


@test_case(points={points}, hidden=True)
def test_{part}({arguments}):
"""


def measured(programs: Path, root: Path, students: Sequence[Student], framework: Framework) -> Measured:
    """Grade each notebook; making the zip is not measured."""
    root.mkdir()
    known = variables(programs, root / "home")
    _write_tests(root / "tests", framework)
    line = [programs / "otter", "generate", "-t", "tests", "-o", "autograder.zip"]
    metered([*line, "--no-environment", "--no-requirements"], root, known)
    costs, peak = list[Cost](), 0.0
    for student in students:
        out = root / student.id
        out.mkdir()
        line = [programs / "otter", "run", "-a", root / "autograder.zip", "-o", out, "--no-logo"]
        run = metered([*line, student.notebook], out, known)
        _require_right(out / "results.json", student)
        costs.append(Cost(run.wall_s, run.cpu_s))
        peak = max(peak, run.peak_mib)
    return Measured(tuple(costs), sum(cost.wall_s for cost in costs), peak)


def _write_tests(folder: Path, framework: Framework) -> None:
    folder.mkdir()
    frameworks = ("np", "tf") if framework == "tensorflow" else ("np",)
    for name in NAMES:
        part = name.lower()
        head = _TEST.format(part=part, points=POINTS, arguments=", ".join((name, *frameworks)))
        body = check(name, framework, hidden=False) + check(name, framework, hidden=True)
        (folder / f"{part}.py").write_text(head + textwrap.indent(body, "    "), encoding="utf-8")


def _require_right(results: Path, student: Student) -> None:
    told = {test["name"]: test.get("score") for test in json.loads(results.read_bytes())["tests"]}
    wanted = {name.lower(): POINTS * right for name, right in zip(NAMES, student.right, strict=True)}
    if any(told.get(name) != points for name, points in wanted.items()):
        raise Failed(f"otter: {student.id} is told {told}, not {wanted}")
