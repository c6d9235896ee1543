"""``grade``: a class, safely and fairly; records, student pages, the class page."""

from __future__ import annotations

import dataclasses
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from autograder.course import Course
from autograder.errors import EXIT_FAULT, EXIT_OK, AutograderError, CourseError, SandboxUnavailable
from autograder.fronts.intake import intake, listing
from autograder.fronts.judging import known_lab, required_device
from autograder.fronts.pages import CLASS_PAGE, write_pages, write_records
from autograder.fronts.progress import Progress
from autograder.fronts.regrade import preview
from autograder.gradebook.book import Gradebook
from autograder.gradebook.current import current
from autograder.grading.choosing import StudentWork
from autograder.grading.classrun import grade_class
from autograder.grading.engine import engine_sha256
from autograder.grading.files import SECRET_NAME, course_secret, sweep
from autograder.grading.local import LocalWorkers
from autograder.grading.students import ClassTask
from autograder.grading.workers import Workers
from autograder.protocol.jobs import Limits
from autograder.record import Grade, encode
from autograder.sandbox.tiers import PROMISES, probe
from exercises.spec import JUDGED_KINDS, labs
from reports.terminal import class_table

Talk = Callable[[str], None]
_NO_SANDBOX = f"without a sandbox: {PROMISES['limited-process']}"


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
    course: Course
    db: str | None = None
    scheduler: str | None = None
    device: Literal["cpu", "gpu", "auto"] = "cpu"


def run_grade(options: GradeOptions, talk: Talk) -> int:
    """Grade the class; return the exit code."""
    wanted = _wanted_labs(options.labs)
    found = intake(options.folder, wanted, options.course)
    work = found.work
    if options.student is not None:
        work = [one for one in work if one.student == options.student]
        if not work:
            raise CourseError(f"--student {options.student}: handed nothing in under {options.folder}")
    if options.dry_run and not options.regrade:
        sys.stdout.write(listing(dataclasses.replace(found, work=work), wanted, options.course))
        return EXIT_OK
    if options.student is None:
        for line in found.talk():
            talk(line)
    if options.scheduler is None:
        _require_sandbox(options.unsafe, talk)
    elif options.unsafe:
        talk(_NO_SANDBOX)
    options = dataclasses.replace(options, device=_device(options))
    start = time.monotonic()
    grades = grade_and_write(work, wanted, options, talk)
    seconds = time.monotonic() - start
    if not options.as_json:
        sys.stdout.write(class_table(grades, labs(), options.language))
        sys.stdout.write(f"{options.out / CLASS_PAGE}\n")
    talk(f"{len(grades)} submissions of {len(work)} students in {seconds:.1f} s")
    return EXIT_FAULT if any(has_fault(grade) for grade in grades) else EXIT_OK


def grade_and_write(
    work: list[StudentWork], wanted: tuple[str, ...], options: GradeOptions, talk: Talk
) -> list[Grade]:
    """Grade everybody, record, write records, pages and JSON if asked; return its grades in the students' order.

    What is recorded is kept whatever happens afterwards: the same command finds it, runs what is missing, and writes
    all files anew from the gradebook.
    """
    sweep(options.out)
    course = options.course
    book = Gradebook.open(options.db or course.gradebook_in(options.out))
    try:
        secret = course_secret(course.path(course.secret) if course.secret else options.out / SECRET_NAME)
        limits = Limits(wall_s=options.time_limit, cells_wall_s=options.time_limit / 2)
        task = ClassTask(
            wanted,
            secret,
            options.language,
            limits,
            options.unsafe,
            "gpu" if options.device == "gpu" else "cpu",
        )
        with LocalWorkers(min(options.jobs, len(work))) as here, _judges(here, options, talk) as workers:
            students = {one.student for one in work}
            if options.regrade:
                _regrade(book, work, task, workers, options, talk)
            else:
                known = book.known()
                _run(book, [_knowing(one, known) for one in work], task, workers, course, options.out)
            grades = write_pages(options.out, book, course, students, here, seen=_json_lines(wanted, options))
    finally:
        book.close()
    return [grade for grade in grades if grade.student in students and grade.lab in wanted]


def _json_lines(wanted: tuple[str, ...], options: GradeOptions) -> Callable[[Grade], None]:
    def line(grade: Grade) -> None:
        if options.as_json and grade.lab in wanted:
            sys.stdout.write(encode(grade).decode() + "\n")

    return line


def _device(options: GradeOptions) -> Literal["cpu", "gpu"]:
    """Where student code computes; what a cluster's workers have, they say themselves."""
    if options.scheduler is None:
        return required_device(options.device, options.language, isolated=not options.unsafe)
    if options.device == "auto":
        raise AutograderError("--device auto: what a cluster's workers have isn't known here; say cpu or gpu")
    return options.device


def _judges(here: Workers, options: GradeOptions, talk: Talk) -> AbstractContextManager[Workers]:
    """Who grades: a cluster's workers if one was named. Pages are written here in any case, where the folder is."""
    if options.scheduler is None:
        return nullcontext(here)
    from autograder.grading.cluster import ClusterWorkers  # noqa: PLC0415 - one machine does without Dask

    workers = ClusterWorkers(options.scheduler)
    count = workers.count()
    talk(f"cluster at {options.scheduler}: {count} workers" + ("" if count else "; waiting for the first"))
    return workers


def _knowing(one: StudentWork, known: Mapping[str, frozenset[str]]) -> StudentWork:
    return dataclasses.replace(one, known=known.get(one.student, frozenset()))


def _run(
    book: Gradebook,
    work: list[StudentWork],
    task: ClassTask,
    workers: Workers,
    course: Course,
    out: Path | None,
    batch: int | None = None,
) -> None:
    """Grade, and record each student's results as they come; write the records that count from now on."""
    progress = Progress("grading", len(work))
    try:
        for one, entries in grade_class(work, task, workers, lambda one: progress.started(one.student)):
            book.record(entries, batch)
            if out is not None:
                write_records(out, current(book, course, one.student))
            failed = any(entry.grade is not None and has_fault(entry.grade) for entry in entries)
            progress.done(one.student, failed=failed)
    finally:
        progress.end()


def _regrade(
    book: Gradebook,
    work: list[StudentWork],
    task: ClassTask,
    workers: Workers,
    options: GradeOptions,
    talk: Talk,
) -> None:
    """Run everything again beside what counts, show what would change, then let it count."""
    purpose = "\n".join((engine_sha256(), task.language, options.student or "", task.device, *task.labs))
    batch = book.open_batch(purpose)
    done = book.done(batch)
    _run(book, [_knowing(one, done) for one in work], task, workers, options.course, None, batch)
    students = {one.student for one in work}
    found = preview(book, options.course, batch, lambda grade: grade.student in students)
    (sys.stderr if options.as_json else sys.stdout).write(found.text())
    if options.dry_run:
        book.close_batch(batch, accepted=False)
        talk("nothing was changed; without --dry-run it is")
        return
    if found.changes and sys.stdin.isatty():
        sys.stderr.write(f"let these count ({found.changes})? [y/N] ")
        sys.stderr.flush()
        if sys.stdin.readline().strip().lower() not in {"y", "yes", "是"}:
            book.close_batch(batch, accepted=False)
            raise AutograderError("nothing was changed")
    book.close_batch(batch, accepted=True)


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
        talk(_NO_SANDBOX)
    elif not tier.isolates:
        raise SandboxUnavailable(
            f"{tier.reason}; strangers' code is not run without isolation (--unsafe-no-sandbox runs it all the same)"
        )
    elif tier.tier != "bubblewrap":
        talk(f"sandbox {tier.tier}: {PROMISES[tier.tier]}")
