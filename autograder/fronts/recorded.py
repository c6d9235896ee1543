"""The gradebook of a run that was, for the commands that come after it: none is made where there is none."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from autograder.course import Course
from autograder.errors import CourseError
from autograder.gradebook.book import Gradebook


@contextlib.contextmanager
def recorded(out: Path, course: Course, db: str | None) -> Iterator[Gradebook]:
    """Open the gradebook that ``grade`` wrote; ``CourseError`` where there is none."""
    where = db or course.gradebook_in(out)
    if (isinstance(where, Path) or "://" not in where) and not Path(where).is_file():
        raise CourseError(
            f"{where}: no gradebook there; grade first, or say --out with the folder of that run"
        )
    book = Gradebook.open(where)
    try:
        yield book
    finally:
        book.close()
