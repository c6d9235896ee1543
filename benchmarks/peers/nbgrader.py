"""nbgrader on the class: ``autograde``, then ``generate_feedback``, each once over everybody."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.peers.environment import variables
from benchmarks.speed.costs import Measured, added, between, made
from benchmarks.speed.meter import Failed, metered
from benchmarks.speed.notebooks import LAB, POINTS, Student, write_source
from benchmarks.speed.writings import Framework

_SCORES = """
from nbgrader.api import Gradebook
with Gradebook("sqlite:///gradebook.db") as book:
    for one in book.assignment_submissions("lab3"):
        print("score", one.student.id, one.score)
"""


def measured(programs: Path, root: Path, students: Sequence[Student], framework: Framework) -> Measured:
    """Grade the class below a folder; the teacher's part (source, release) is not measured."""
    known = variables(programs, root / "home")
    (root / "nbgrader_config.py").touch()
    write_source(root, framework)
    metered([programs / "nbgrader", "generate_assignment", LAB], root, known)
    grading = metered([programs / "nbgrader", "autograde", LAB], root, known)
    feedback = metered([programs / "nbgrader", "generate_feedback", LAB], root, known)
    _require_right(metered([programs / "python", "-c", _SCORES], root, known).output, students)
    graded = [root / "autograded" / one.id / LAB / f"{LAB}.ipynb" for one in students]
    pages = [root / "feedback" / one.id / LAB / f"{LAB}.html" for one in students]
    return Measured(
        added(between(grading, made(graded)), between(feedback, made(pages))),
        grading.wall_s + feedback.wall_s,
        max(grading.peak_mib, feedback.peak_mib),
    )


def _require_right(said: str, students: Sequence[Student]) -> None:
    lines = [line.split() for line in said.splitlines() if line.startswith("score")]
    scores = {student: float(score) for _, student, score in lines}
    for student in students:
        if scores.get(student.id) != POINTS * sum(student.right):
            raise Failed(
                f"nbgrader: {student.id} has {scores.get(student.id)} points, right: {student.right}"
            )
