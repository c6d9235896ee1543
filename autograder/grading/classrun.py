"""A class: students are graded in parallel, one warm worker per core; what one does can't lose another's record."""

from __future__ import annotations

import multiprocessing
import os
import secrets
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from autograder.errors import CourseError
from autograder.grading.choosing import StudentWork
from autograder.grading.students import ClassTask, fault_records, grade_student
from autograder.loading.folder import Handin
from autograder.record import Grade

SECRET_NAME = ".secret"  # noqa: S105 - a file's name
_AHEAD = 4
"""Students handed to a worker before it asks: enough to keep it busy, few enough to stop quickly."""
_DIED = "the worker process ended twice while grading this student"


def by_student(handins: list[Handin]) -> list[StudentWork]:
    """Group hand-ins by student, in order."""
    grouped: dict[str, list[Handin]] = {}
    for handin in handins:
        grouped.setdefault(handin.student, []).append(handin)
    return [StudentWork(student, tuple(files)) for student, files in sorted(grouped.items())]


def course_secret(out: Path) -> bytes:
    """Return the run's secret: kept beside the records with mode 0600, so that a grade can be reproduced."""
    path = out / SECRET_NAME
    try:
        if path.exists():
            return path.read_bytes()
        out.mkdir(parents=True, exist_ok=True)
        secret = secrets.token_bytes(32)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secret)
    except OSError as error:
        raise CourseError(f"{path}: {error.strerror}; give -o a folder that can be written") from error
    return secret


def grade_class(
    work: list[StudentWork], task: ClassTask, jobs: int
) -> Iterator[tuple[StudentWork, list[Grade]]]:
    """Yield each student's records as they are done.

    A worker that dies takes its pool along, and nobody knows whose work killed it: a fresh pool goes on with who had
    not begun, and who was under way is tried once more alone. A second death, alone, is recorded as a fault of ours for
    that student only.
    """
    waiting, suspects = list(work), list[StudentWork]()
    while waiting:
        left = {one.student: one for one in waiting}
        for one, grades in _one_pool(waiting, task, jobs):
            del left[one.student]
            if grades is None:
                suspects.append(one)
            else:
                yield one, grades
        waiting = list(left.values())
    for suspect in suspects:
        for one, grades in _one_pool([suspect], task, 1):
            yield one, grades if grades is not None else fault_records(one, task, _DIED)


def _one_pool(
    work: list[StudentWork], task: ClassTask, jobs: int
) -> Iterator[tuple[StudentWork, list[Grade] | None]]:
    """Grade in one pool until it is done or broken; None for who was under way when it broke."""
    context = multiprocessing.get_context("spawn")
    waiting, running = list(reversed(work)), dict[Future[list[Grade]], StudentWork]()
    pool = ProcessPoolExecutor(max_workers=max(1, min(jobs, len(work))), mp_context=context)
    try:
        broken = False
        while running or (waiting and not broken):
            while waiting and not broken and len(running) < _AHEAD * jobs:
                one = waiting.pop()
                try:
                    running[pool.submit(grade_student, one, task)] = one
                except BrokenProcessPool:
                    broken = True
                    waiting.append(one)
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                student = running.pop(future)
                try:
                    yield student, future.result()
                except BrokenProcessPool:
                    broken = True
                    yield student, None
                except Exception as error:  # noqa: BLE001 - whatever broke is ours, and this student's record says so
                    yield student, fault_records(student, task, f"{type(error).__name__}: {error}")
    finally:
        pool.shutdown(cancel_futures=True)
