"""``report``: students' pages and the class page, anew from the gradebook; nothing is run."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from autograder.course import Course
from autograder.errors import EXIT_OK, CourseError
from autograder.fronts.judging import known_lab
from autograder.fronts.pages import CLASS_PAGE, write_pages
from autograder.fronts.recorded import recorded
from reports import verdict


@dataclass(frozen=True)
class ReportOptions:
    """What was asked on the command line."""

    out: Path
    labs: tuple[str, ...]
    course: Course
    db: str | None


def run_report(options: ReportOptions, talk: Callable[[str], None]) -> int:
    """Write the pages; say where they are, and what of them is not final."""
    labs = frozenset(known_lab(name).id for name in options.labs) or None
    with recorded(options.out, options.course, options.db) as book:
        grades = write_pages(options.out, book, options.course, None, labs=labs)
    if not grades:
        raise CourseError(f"{options.out}: no record of these labs in its gradebook; grade first")
    talk(f"{len(grades)} records of {len({grade.student for grade in grades})} students")
    if waiting := verdict.waiting(grades, "en"):
        talk(waiting)
    sys.stdout.write(f"{options.out / CLASS_PAGE}\n")
    return EXIT_OK
