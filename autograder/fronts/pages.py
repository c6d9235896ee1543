"""The files of a class: records, students' pages and the class page, all of them made from the gradebook."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

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
) -> list[Grade]:
    """Write records and pages of these students, and the class page over all; return everybody's grades.

    Args:
        out: Where to.
        book: Where from.
        course: Its policies.
        students: Whose; None: everybody's.
        workers: Make the pages of many side by side.
        labs: Leave other labs out; None: all.
    """
    found = [one for one in current(book, course) if labs is None or one.record.lab in labs]
    _require_known(found)
    if students is None:
        students = {one.record.student or "" for one in found}
    write_records(out, (one for one in found if one.record.student in students))
    grades = [one.grade for one in found]
    mine: dict[str, list[Grade]] = {student: [] for student in sorted(students)}
    for grade in grades:
        if grade.student in mine:
            mine[grade.student].append(grade)
    _write_students([Page(out, student, tuple(some)) for student, some in mine.items() if some], workers)
    roster = {student.id: student.name for student in read_roster(course).students}
    write_class_page(out, grades, roster)
    return grades


def _require_known(found: Iterable[Current]) -> None:
    """Records of a course's own exercise can't be told without it."""
    strange = sorted({one.record.lab for one in found} - all_labs().keys())
    if strange:
        raise CourseError(
            f"{', '.join(strange)}: there are records, but no such exercise is known here; give --course with the "
            "course.toml whose key exercises names it, or --lab to leave it out"
        )


def _write_students(pages: Sequence[Page], workers: Workers | None) -> None:
    if workers is None or len(pages) <= _FEW:
        for page in pages:
            with told(page_path(page.out, page.student)):
                render(page)
        return
    progress = Progress("pages", len(pages))
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
