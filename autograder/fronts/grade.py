"""``grade``: a class, safely and fairly; records, student pages, the class page."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from autograder.errors import EXIT_FAULT, EXIT_OK, CourseError, SandboxUnavailable
from autograder.fronts.judging import known_lab
from autograder.fronts.pages import CLASS_PAGE, write_class_page
from autograder.fronts.progress import progress
from autograder.grading.choosing import StudentWork, files_by_lab
from autograder.grading.classrun import by_student, course_secret, grade_class
from autograder.grading.students import ClassTask
from autograder.loading.folder import handins
from autograder.protocol.jobs import Limits
from autograder.record import Grade, encode
from autograder.sandbox.tiers import probe
from exercises.spec import JUDGED_KINDS, labs
from reports.html.student_folder import student_files
from reports.inert import one_line
from reports.terminal import class_table

Talk = Callable[[str], None]


@dataclass(frozen=True)
class GradeOptions:
    """What was asked on the command line."""

    folder: Path
    labs: tuple[str, ...]
    out: Path
    jobs: int
    student: str | None
    dry_run: bool
    regrade: bool
    language: Literal["zh", "en"]
    time_limit: float
    as_json: bool
    unsafe: bool


def run_grade(options: GradeOptions, talk: Talk) -> int:
    """Grade the class; return the exit code."""
    wanted = _wanted_labs(options.labs)
    work = by_student(handins(options.folder, wanted))
    if options.student is not None:
        work = [one for one in work if one.student == options.student]
        if not work:
            raise CourseError(f"--student {options.student}: handed nothing in under {options.folder}")
    if options.dry_run:
        sys.stdout.write(_who_handed_in(work, wanted))
        return EXIT_OK
    _require_sandbox(options.unsafe, talk)
    limits = Limits(wall_s=options.time_limit, cells_wall_s=options.time_limit / 2)
    secret = course_secret(options.out)
    task = ClassTask(
        wanted, secret, options.language, options.out, limits, options.unsafe, student_files, options.regrade
    )
    start = time.monotonic()
    grades = grade_and_write(work, task, options.jobs)
    seconds = time.monotonic() - start
    if options.as_json:
        for grade in grades:
            sys.stdout.write(encode(grade).decode() + "\n")
    else:
        sys.stdout.write(class_table(grades, labs(), options.language))
        sys.stdout.write(f"{options.out / CLASS_PAGE}\n")
    talk(f"{len(grades)} submissions of {len(work)} students in {seconds:.1f} s")
    return EXIT_FAULT if any(has_fault(grade) for grade in grades) else EXIT_OK


def grade_and_write(work: list[StudentWork], task: ClassTask, jobs: int) -> list[Grade]:
    """Grade everybody with progress, then write the class page; return all records in the students' order."""
    collected: dict[str, list[Grade]] = {}
    for student, grades in progress(grade_class(work, task, jobs), len(work), "grading"):
        collected[student.student] = grades
    grades = [grade for student in work for grade in collected.get(student.student, [])]
    if grades:
        write_class_page(task.out, grades)
    return grades


def has_fault(grade: Grade) -> bool:
    """Whether something of ours failed for this record."""
    return grade.status == "grader_fault" or any(part.status == "grader_fault" for part in grade.parts)


def _wanted_labs(names: tuple[str, ...]) -> tuple[str, ...]:
    """Labs asked for, or all that can be judged."""
    judgeable = [lab.id for lab in labs().values() if any(part.kind in JUDGED_KINDS for part in lab.parts)]
    for name in names:
        if known_lab(name).id not in judgeable:
            raise CourseError(f"--lab {name}: none of its parts can be judged by this version yet")
    return tuple(dict.fromkeys(names)) or tuple(judgeable)


def _require_sandbox(unsafe: bool, talk: Talk) -> None:  # noqa: FBT001 - an option's value
    tier = probe()
    if unsafe:
        talk("without a sandbox: students' code can read, change and delete what you can")
    elif tier.tier != "bubblewrap":
        raise SandboxUnavailable(
            f"{tier.reason}; strangers' code is not run without isolation (--unsafe-no-sandbox runs it all the same)"
        )


def _who_handed_in(work: list[StudentWork], wanted: tuple[str, ...]) -> str:
    lines: list[tuple[str, ...]] = []
    for one in work:
        chosen = files_by_lab(one, wanted)
        lines += [(one.student, lab, handin.path) for lab, handin in chosen.items()]
        used = set(chosen.values())
        lines += [(one.student, "-", handin.path, "not used") for handin in one.handins if handin not in used]
    return "".join("\t".join(one_line(cell, 500) for cell in line) + "\n" for line in lines)
