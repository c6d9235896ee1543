"""``autograder grade`` on a class of notebooks, as a teacher calls it, with records, pages and gradebook."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import msgspec

from autograder.grading.files import page_path, record_path
from autograder.record import Grade
from benchmarks.speed.costs import Cost, Measured, added, between, made
from benchmarks.speed.meter import Failed, Run, metered
from benchmarks.speed.notebooks import LAB, Student
from benchmarks.speed.writings import NAMES

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Graded:
    """One run over a class."""

    run: Run
    recorded: tuple[float, ...]
    """When each record was written."""
    pages: tuple[float, ...]
    """When each student's page was."""
    size_bytes: int
    """Records, pages and gradebook."""

    def costs(self) -> tuple[Cost, ...]:
        """Return what each submission took, the first with the start-up."""
        grading = between(self.run, self.recorded)
        return added(grading, between(self.run, self.pages, self.recorded[-1]))

    def start_s(self) -> float:
        """Seconds until the first record."""
        return min(self.recorded) - self.run.start

    def warm_s(self) -> float:
        """Seconds per submission once the first is recorded, pages and class page included."""
        return (self.run.end - min(self.recorded)) / max(1, len(self.recorded) - 1)


def graded(root: Path, students: Sequence[Student], out: Path, jobs: int) -> Graded:
    """Grade the class below a folder and see that everybody was judged right."""
    out.mkdir()
    run = metered(
        [sys.executable, "-m", "autograder", "grade", root, "--lab", LAB, "-o", out, "--jobs", str(jobs)],
        out,
        {**os.environ, "PYTHONPATH": str(ROOT)},
    )
    records = judged(out, students)
    pages = [page_path(out, student.id) for student in students]
    return Graded(run, tuple(made(records)), tuple(made(pages)), size_of(out))


def judged(out: Path, students: Sequence[Student]) -> list[Path]:
    """Return everybody's record; ``Failed`` where somebody was judged wrong."""
    records = [record_path(out, LAB, student.id) for student in students]
    for student, path in zip(students, records, strict=True):
        grade = msgspec.json.decode(path.read_bytes(), type=Grade)
        told = {part.part: part.passed for part in grade.parts}
        if tuple(told[name.lower()] for name in NAMES) != student.right:
            raise Failed(
                f"autograder grade: {student.id} is told {told}, but {NAMES} are right: {student.right}"
            )
    return records


def size_of(out: Path) -> int:
    """Return the bytes of records, pages and gradebook."""
    return sum(path.stat().st_size for path in out.rglob("*") if path.is_file())


def together(rounds: Sequence[Graded]) -> Measured:
    """Several runs over one class as one contender."""
    return Measured(
        tuple(cost for one in rounds for cost in one.costs()),
        median(one.run.wall_s for one in rounds),
        max(one.run.peak_mib for one in rounds),
    )
