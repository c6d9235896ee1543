"""``demo``: the main job on the sample class that comes with the program."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from autograder.course import Course
from autograder.errors import EXIT_FAULT, EXIT_OK
from autograder.fronts.grade import GradeOptions, grade_and_write, has_fault
from autograder.fronts.pages import CLASS_PAGE
from autograder.grading.classrun import by_student
from autograder.grading.files import page_path
from autograder.loading.folder import handins
from autograder.sandbox.tiers import probe
from exercises.spec import JUDGED_KINDS, labs
from reports.terminal import class_table

SAMPLE_CLASS = Path(__file__).resolve().parents[1] / "sample_class"
_TIME_LIMIT_S = 12.0


def run_demo(out: Path, language: Literal["zh", "en"], talk: Callable[[str], None]) -> int:
    """Grade the sample class, print the table and where the pages are."""
    tier = probe()
    if not tier.isolates:
        talk(f"no sandbox here ({tier.reason}); the sample class is ours, so it runs in limited processes")
    wanted = tuple(lab.id for lab in labs().values() if any(part.kind in JUDGED_KINDS for part in lab.parts))
    work = by_student(handins(SAMPLE_CLASS, wanted))
    options = GradeOptions(
        folder=SAMPLE_CLASS,
        labs=wanted,
        out=out,
        jobs=os.cpu_count() or 1,
        student=None,
        dry_run=False,
        regrade=False,
        language=language,
        time_limit=_TIME_LIMIT_S,
        as_json=False,
        unsafe=not tier.isolates,
        course=Course(),
    )
    start = time.monotonic()
    grades = grade_and_write(work, wanted, options, talk)
    sys.stdout.write(class_table(grades, labs(), language))
    talk(f"{len(grades)} submissions of {len(work)} students in {time.monotonic() - start:.1f} s")
    shown = next((grade for grade in grades if any(part.diagnoses for part in grade.parts)), grades[0])
    sys.stdout.write(f"\nclass page:   {out / CLASS_PAGE}\n")
    sys.stdout.write(f"student page: {page_path(out, shown.student or '')}\n")
    return EXIT_FAULT if any(has_fault(grade) for grade in grades) else EXIT_OK
