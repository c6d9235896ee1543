"""One student's hand-ins of a class run: which file counts for which lab; graded, recorded, rendered in a worker."""

from __future__ import annotations

import atexit
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from autograder.driving.seeds import SeedSource
from autograder.grading.one import Request, fault_grade, grade_bytes
from autograder.grading.reuse import unchanged
from autograder.loading.folder import Handin
from autograder.loading.load import Unreadable, load_bytes
from autograder.loading.which import labs_of
from autograder.protocol import Limits
from autograder.record import Grade, encode
from autograder.sandbox.slots import Slots
from exercises.spec import Lab, labs

Render = Callable[[list[Grade], dict[str, Lab]], str]


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
    """Makes a student's page; a function of a module, so that it can be sent to a worker."""
    regrade: bool = False
    """Run unchanged submissions again."""


@dataclass(frozen=True)
class StudentWork:
    """One student's files."""

    student: str
    handins: tuple[Handin, ...]


_slots: Slots | None = None


def grade_student(work: StudentWork, task: ClassTask) -> list[Grade]:
    """Grade all labs of one student, write the records and the page, return the records."""
    slots = _warm_slots(unsafe=task.unsafe)
    grades = []
    for lab_id, handin in files_by_lab(work, task.labs).items():
        raw = handin.read()
        request, path = _request(work, task, lab_id, raw), record_path(task.out, lab_id, work.student)
        grade = None if task.regrade else unchanged(path, Path(handin.path).name, raw, request)
        if grade is None:
            grade = grade_bytes(Path(handin.path).name, raw, request, slots)
            write_whole(path, encode(grade))
        grades.append(grade)
    _write_page(work, task, grades)
    return grades


def fault_records(work: StudentWork, task: ClassTask, detail: str) -> list[Grade]:
    """Record a fault of ours for every lab the student handed in: points stay open, a person looks at it."""
    grades = []
    for lab_id, handin in files_by_lab(work, task.labs).items():
        raw = handin.read()
        request = _request(work, task, lab_id, raw)
        grade = fault_grade(Path(handin.path).name, raw, request, detail)
        write_whole(record_path(task.out, lab_id, work.student), encode(grade))
        grades.append(grade)
    _write_page(work, task, grades)
    return grades


def _request(work: StudentWork, task: ClassTask, lab_id: str, raw: bytes) -> Request:
    seeds = SeedSource(task.secret, lab_id, raw)
    return Request(labs()[lab_id], seeds, task.language, work.student, limits=task.limits)


def _write_page(work: StudentWork, task: ClassTask, grades: list[Grade]) -> None:
    if grades:
        write_whole(page_path(task.out, work.student), task.render(grades, labs()).encode())


def files_by_lab(work: StudentWork, wanted: tuple[str, ...]) -> dict[str, Handin]:
    """Choose one file per lab: the layout's word, then what the file says of itself; the last by name wins.

    A file that no lab claims stands for the only lab asked, so that a bad file is never lost.
    """
    chosen: dict[str, Handin] = {}
    for handin in work.handins:
        for lab_id in _labs_of_handin(handin, wanted):
            chosen[lab_id] = handin
    return {lab_id: chosen[lab_id] for lab_id in wanted if lab_id in chosen}


def _labs_of_handin(handin: Handin, wanted: tuple[str, ...]) -> tuple[str, ...]:
    if handin.lab is not None:
        return (handin.lab,)
    if len(wanted) == 1:
        return wanted
    try:
        found = labs_of(load_bytes(Path(handin.path).name, handin.read()))
    except Unreadable:
        found = ()
    return tuple(lab for lab in found if lab in wanted) or wanted[:1]


def record_path(out: Path, lab_id: str, student: str) -> Path:
    """Where a record lies; the id is percent-encoded, so that no id leaves the folder."""
    return out / "grades" / lab_id / f"{safe_name(student)}.json"


def page_path(out: Path, student: str) -> Path:
    """Where a student's page lies."""
    return out / "students" / f"{safe_name(student)}.html"


def safe_name(student: str) -> str:
    """Return a file name for any id: letters, digits and Chinese stay, the rest is percent-encoded; bounded."""
    name = "".join(char if char.isalnum() or char in "-_" else quote(char, safe="") for char in student)
    return name[:120] or "_"


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
