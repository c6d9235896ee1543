"""One student's hand-ins of a class run: graded in a worker, which writes nothing."""

from __future__ import annotations

import atexit
import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from autograder.driving.seeds import SeedSource
from autograder.errors import CourseError
from autograder.grading.choosing import StudentWork, files_by_lab
from autograder.grading.engine import engine_sha256, engine_version
from autograder.grading.one import Request, fault_grade, grade_bytes
from autograder.identity import Entry, Identity
from autograder.loading.folder import Handin
from autograder.protocol.jobs import Limits
from autograder.record import Grade
from autograder.sandbox.slots import Slots
from exercises.spec import lab_sha256, labs


@dataclass(frozen=True)
class ClassTask:
    """What every worker of a class run needs to know."""

    labs: tuple[str, ...]
    secret: bytes
    language: Literal["zh", "en"]
    limits: Limits
    unsafe: bool
    device: Literal["cpu", "gpu"] = "cpu"


_slots: dict[bool, Slots] = {}
"""Warm between students, and between runs where a worker outlives one; with and without a sandbox apart."""


def grade_student(work: StudentWork, task: ClassTask) -> list[Entry]:
    """Grade all labs of one student; what the gradebook knows already isn't run."""
    entries = []
    for lab_id, handin in files_by_lab(work, task.labs).items():
        name = PurePosixPath(handin.path).name
        try:
            raw = handin.read()
        except CourseError as error:  # a file that the disk or the zip doesn't give is a fault of ours
            grade = fault_grade(name, b"", _request(work, task, lab_id, b""), str(error))
            entries.append(_entry(work, lab_id, handin, grade))
            continue
        request = _request(work, task, lab_id, raw)
        identity = _identity(name, raw, request).digest()
        if identity in work.known:
            entries.append(Entry(work.student, lab_id, identity, None, handin.handed))
        else:
            grade = grade_bytes(name, raw, request, _warm_slots(unsafe=task.unsafe))
            entries.append(_entry(work, lab_id, handin, grade))
    return entries


def fault_entries(work: StudentWork, task: ClassTask, detail: str) -> list[Entry]:
    """Return a fault of ours for every lab the student handed in: points stay open, a person looks at it.

    The files are not looked into: one of them may be what ended the worker.
    """
    entries = []
    for lab_id, handin in files_by_lab(work, task.labs, unread=True).items():
        name = PurePosixPath(handin.path).name
        try:
            raw = handin.read()
        except CourseError:
            raw = b""
        grade = fault_grade(name, raw, _request(work, task, lab_id, raw), detail)
        entries.append(_entry(work, lab_id, handin, grade))
    return entries


def _entry(work: StudentWork, lab_id: str, handin: Handin, grade: Grade) -> Entry:
    return Entry(work.student, lab_id, Identity.of(grade).digest(), grade, handin.handed)


def _identity(name: str, raw: bytes, request: Request) -> Identity:
    return Identity(
        request.student,
        request.lab.id,
        name,
        hashlib.sha256(raw).hexdigest(),
        engine_version(),
        engine_sha256(),
        lab_sha256(request.lab.id),
        request.seeds.commitment(),
        request.language,
        request.device,
    )


def _request(work: StudentWork, task: ClassTask, lab_id: str, raw: bytes) -> Request:
    seeds = SeedSource(task.secret, lab_id, raw)
    return Request(labs()[lab_id], seeds, task.language, work.student, limits=task.limits, device=task.device)


def _warm_slots(*, unsafe: bool) -> Slots:
    if unsafe not in _slots:
        _slots[unsafe] = Slots(unsafe=unsafe)
        atexit.register(_slots[unsafe].close)
    return _slots[unsafe]
