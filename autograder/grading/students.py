"""One student's hand-ins of a class run: graded, recorded, rendered in a worker."""

from __future__ import annotations

import atexit
import hashlib
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from autograder.driving.seeds import SeedSource
from autograder.errors import CourseError
from autograder.grading.choosing import StudentWork, files_by_lab
from autograder.grading.one import Request, fault_grade, grade_bytes
from autograder.grading.overrides import effective, read_overrides
from autograder.grading.reuse import unchanged
from autograder.protocol.jobs import Limits
from autograder.record import Grade, encode
from autograder.sandbox.slots import Slots
from exercises.spec import Lab, labs

_LONGEST_NAME = 180
Render = Callable[[str, list[Grade], dict[str, Lab]], Iterable[tuple[str, bytes]]]


@dataclass(frozen=True)
class ClassTask:
    """What every worker of a class run needs to know."""

    labs: tuple[str, ...]
    secret: bytes
    language: Literal["zh", "en"]
    out: Path
    limits: Limits
    unsafe: bool
    render: Render
    """Makes a student's pages; a function of a module, so that it can be sent to a worker."""
    regrade: bool = False
    """Run unchanged submissions again."""


_slots: Slots | None = None


def grade_student(work: StudentWork, task: ClassTask) -> list[Grade]:
    """Grade all labs of one student, write the records and the page, return the records."""

    def graded(name: str, raw: bytes, request: Request, path: Path) -> Grade:
        old = None if task.regrade else unchanged(path, name, raw, request)
        return old or grade_bytes(name, raw, request, _warm_slots(unsafe=task.unsafe))

    return _recorded(work, task, graded)


def fault_records(work: StudentWork, task: ClassTask, detail: str) -> list[Grade]:
    """Record a fault of ours for every lab the student handed in: points stay open, a person looks at it."""
    return _recorded(work, task, lambda name, raw, request, _: fault_grade(name, raw, request, detail))


def _recorded(
    work: StudentWork, task: ClassTask, graded: Callable[[str, bytes, Request, Path], Grade]
) -> list[Grade]:
    """Write what ``graded`` makes of each lab's file; return it with what people decided.

    A file that the disk or the zip doesn't give is a fault of ours.
    """
    grades, decided = [], read_overrides(task.out)
    for lab_id, handin in files_by_lab(work, task.labs).items():
        name, path = PurePosixPath(handin.path).name, record_path(task.out, lab_id, work.student)
        try:
            raw = handin.read()
        except CourseError as error:
            grade = fault_grade(name, b"", _request(work, task, lab_id, b""), str(error))
        else:
            grade = graded(name, raw, _request(work, task, lab_id, raw), path)
        write_whole(path, encode(grade))
        grades.append(effective(grade, decided))
    if grades:
        for name, data in task.render(page_path(Path(), work.student).as_posix(), grades, labs()):
            write_whole(task.out / name, data)
    return grades


def _request(work: StudentWork, task: ClassTask, lab_id: str, raw: bytes) -> Request:
    seeds = SeedSource(task.secret, lab_id, raw)
    return Request(labs()[lab_id], seeds, task.language, work.student, limits=task.limits)


def record_path(out: Path, lab_id: str, student: str) -> Path:
    """Where a record lies; the id is percent-encoded, so that no id leaves the folder."""
    return out / "grades" / lab_id / f"{safe_name(student)}.json"


def page_path(out: Path, student: str) -> Path:
    """Where a student's page lies."""
    return out / "students" / f"{safe_name(student)}.html"


def safe_name(student: str) -> str:
    """Return a file name for any id, another for each: letters, digits and Chinese stay, the rest is percent-encoded.

    Long names are cut and end in a hash of the whole, since a name may have 255 bytes and the file's needs some more.
    """
    kept = "".join(char if char.isalnum() or char in "-_" else _percent(char) for char in student)
    if len(kept.encode()) <= _LONGEST_NAME:
        return kept or "_"
    head = kept.encode()[:_LONGEST_NAME].decode(errors="ignore")
    return f"{head}~{hashlib.sha256(student.encode(errors='surrogatepass')).hexdigest()[:16]}"


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode(errors="surrogatepass"))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    partial.write_bytes(data)
    partial.replace(path)


def _warm_slots(*, unsafe: bool) -> Slots:
    global _slots  # noqa: PLW0603 - a worker process keeps its warm slots between students
    if _slots is None:
        _slots = Slots(unsafe=unsafe)
        atexit.register(_slots.close)
    return _slots
