"""Where the time of a submission goes: the stages of a class run, one after the other in one process."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course import Course
from autograder.driving.seeds import SeedSource
from autograder.fronts.pages import Page, render, write_class_page, write_records
from autograder.gradebook.book import Gradebook
from autograder.gradebook.current import current
from autograder.grading.one import Request, grade_submission
from autograder.identity import Entry, Identity
from autograder.loading.load import load_bytes
from autograder.protocol.jobs import Job
from autograder.record import Grade
from autograder.sandbox.slot import Outcome
from autograder.sandbox.slots import Slots
from benchmarks.speed.bare import job_of
from benchmarks.speed.notebooks import LAB, Student
from exercises.spec import labs


@dataclass
class Stages:
    """Seconds of a whole class in each."""

    load: float = 0.0
    """Reading the notebook, turning cells into Python."""
    sandbox: float = 0.0
    """The student's code under its walls, the time the slot is cleaned in included."""
    compare: float = 0.0
    """Planning the runs, comparing, diagnosing, scoring, wording."""
    record: float = 0.0
    """Gradebook and record file."""
    pages: float = 0.0
    """A page per student."""
    class_page: float = 0.0

    def all(self) -> float:
        """Everything."""
        return self.load + self.sandbox + self.compare + self.record + self.pages + self.class_page


class _Timed:
    """The slots, with a clock."""

    def __init__(self, slots: Slots) -> None:
        self.tier, self._slots, self.spent = slots.tier, slots, 0.0

    def run(self, job: Job) -> Outcome:
        """Run one job to its end."""
        start = time.perf_counter()
        try:
            return self._slots.run(job)
        finally:
            self.spent += time.perf_counter() - start


def profile(students: Sequence[Student], out: Path) -> Stages:
    """Grade a class, stage by stage; what is started once (frameworks, oracles) is started before."""
    slots, found, course = Slots(), Stages(), Course()
    slots.run(job_of(students[0], 0))
    runner = _Timed(slots)
    grades = list[Grade]()
    clock = _Clock()
    book = Gradebook.open(course.gradebook_in(out))
    try:
        for student in students:
            raw = student.notebook.read_bytes()
            request = Request(labs()[LAB], SeedSource(b"bench", LAB, raw), "zh", student.id)
            clock.lap()
            submission = load_bytes(student.notebook.name, raw)
            found.load += clock.lap()
            before = runner.spent
            grade = grade_submission(submission, request, runner)
            inside = runner.spent - before
            found.sandbox += inside
            found.compare += clock.lap() - inside
            book.record([Entry(student.id, LAB, Identity.of(grade).digest(), grade)])
            write_records(out, current(book, course, student.id))
            found.record += clock.lap()
            grades.append(grade)
        for grade in grades:
            render(Page(out, grade.student or "", (grade,)))
        found.pages += clock.lap()
        write_class_page(out, grades, {})
        found.class_page += clock.lap()
    finally:
        book.close()
        slots.close()
    return found


class _Clock:
    def __init__(self) -> None:
        self._last = time.perf_counter()

    def lap(self) -> float:
        """Seconds since the last call."""
        before, self._last = self._last, time.perf_counter()
        return self._last - before
