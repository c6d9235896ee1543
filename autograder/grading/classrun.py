"""A class: students are graded in parallel; what one does can't lose another's record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from autograder.grading.choosing import StudentWork
from autograder.grading.students import ClassTask, fault_entries, grade_student
from autograder.grading.workers import WorkerDied, Workers
from autograder.identity import Entry
from autograder.loading.folder import Handin

_DIED = "the worker process ended twice while grading this student"


def by_student(handins: list[Handin]) -> list[StudentWork]:
    """Group hand-ins by student, in order."""
    grouped: dict[str, list[Handin]] = {}
    for handin in handins:
        grouped.setdefault(handin.student, []).append(handin)
    return [StudentWork(student, tuple(files)) for student, files in sorted(grouped.items())]


def grade_class(
    work: list[StudentWork],
    task: ClassTask,
    workers: Workers,
    started: Callable[[StudentWork], None] = lambda _: None,
) -> Iterator[tuple[StudentWork, list[Entry]]]:
    """Yield what was found out about each student as they are done.

    Files are read here, when a worker can take them, and travel by content: a worker may be on another machine.
    """
    carried = (replace(one, handins=tuple(file.carried() for file in one.handins)) for one in work)
    for one, result in workers.each(partial(grade_student, task=task), carried, started):
        if isinstance(result, WorkerDied):
            yield one, fault_entries(one, task, _DIED)
        elif isinstance(result, Exception):
            yield one, fault_entries(one, task, f"{type(result).__name__}: {result}")
        else:
            yield one, result
