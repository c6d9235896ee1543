"""The files of a class: records, students' pages and the class page, all of them made from the gradebook."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import msgspec

from autograder.course import Course
from autograder.errors import CourseError, GraderFault
from autograder.fronts.intake import read_roster
from autograder.fronts.progress import Progress
from autograder.gradebook.book import Gradebook
from autograder.gradebook.current import Current, current
from autograder.grading.files import page_path, record_path, told, write_whole
from autograder.grading.workers import Workers
from autograder.record import Grade, encode
from exercises.spec import labs as all_labs
from reports.html.class_folder import class_files
from reports.html.student_folder import student_files

CLASS_PAGE = "class.html"
_FEW = 8
"""So many pages are made here, before a worker would have started."""


@dataclass(frozen=True)
class Page:
    """A student's page to write."""

    out: Path
    student: str
    grades: tuple[Grade, ...]


def render(page: Page) -> None:
    """Write one student's page, and what it shares with the others."""
    for name, data in student_files(
        page_path(Path(), page.student).as_posix(), list(page.grades), all_labs()
    ):
        write_whole(page.out / name, data)


def write_records(out: Path, found: Iterable[Current]) -> None:
    """Write the records that count, as they were judged."""
    with told(out):
        for one in found:
            path, data = record_path(out, one.record.lab, one.record.student or ""), encode(one.record)
            if not (path.exists() and path.read_bytes() == data):
                write_whole(path, data)


def write_pages(
    out: Path,
    book: Gradebook,
    course: Course,
    students: Collection[str] | None,
    workers: Workers | None = None,
    labs: Collection[str] | None = None,
    seen: Callable[[Grade], None] = lambda _: None,
) -> list[Grade]:
    """Write records and pages of these students, and the class page over all.

    One student's records are in memory at a time. Of everybody's grades, which are returned, that is kept which the
    class is told from: neither what charts draw nor what was printed.

    Args:
        out: Where to.
        book: Where from.
        course: Its policies.
        students: Whose; None: everybody's.
        workers: Make the pages of many side by side.
        labs: Leave other labs out; None: all.
        seen: Is told each of these students' grades, whole.
    """
    counted = [one for one in book.labs() if labs is None or one[1] in labs]
    _require_known({lab for _, lab in counted})
    wanted = {student for student, _ in counted if students is None or student in students}
    grades: list[Grade] = []

    def pages() -> Iterator[Page]:
        found = (one for one in current(book, course) if labs is None or one.record.lab in labs)
        for student, some in groupby(found, lambda one: one.record.student or ""):
            mine = list(some)
            grades.extend(_told_of_class(one.grade) for one in mine)
            if student in wanted:
                write_records(out, mine)
                for one in mine:
                    seen(one.grade)
                yield Page(out, student, tuple(one.grade for one in mine))

    _write_students(pages(), len(wanted), workers)
    roster = {student.id: student.name for student in read_roster(course).students}
    write_class_page(out, grades, roster)
    return grades


def _told_of_class(grade: Grade) -> Grade:
    parts = tuple(msgspec.structs.replace(part, evidence={}) for part in grade.parts)
    return msgspec.structs.replace(grade, parts=parts, stdout="")


def _require_known(found: set[str]) -> None:
    """Records of a course's own exercise can't be told without it."""
    strange = sorted(found - all_labs().keys())
    if strange:
        raise CourseError(
            f"{', '.join(strange)}: there are records, but no such exercise is known here; give --course with the "
            "course.toml whose key exercises names it, or --lab to leave it out"
        )


def _write_students(pages: Iterable[Page], count: int, workers: Workers | None) -> None:
    if workers is None or count <= _FEW:
        for page in pages:
            with told(page_path(page.out, page.student)):
                render(page)
        return
    progress = Progress("pages", count)
    for page, result in workers.each(render, pages, lambda _: None):
        with told(page_path(page.out, page.student)):
            if isinstance(result, OSError):
                raise result
        if result is not None:
            raise GraderFault(
                f"{page_path(page.out, page.student)}: the page can't be made ({type(result).__name__}: {result})"
            )
        progress.done()
    progress.end()


def write_class_page(out: Path, grades: Sequence[Grade], roster: Mapping[str, str]) -> None:
    """Write the class page over these records and what lies beside it, with links to the students' pages.

    Who is on the roster (names by id) and handed in nothing is there as well.
    """
    students = {grade.student for grade in grades if grade.student is not None}
    links = {student: page_path(Path(), student).as_posix() for student in students}
    with told(out / CLASS_PAGE):
        for name, data in class_files(grades, all_labs(), links, roster):
            write_whole(out / name, data)
