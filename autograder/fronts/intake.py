"""Who handed in what: the folder or archive, put in order by the course's pattern and roster, and shown as a list."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.course import Course
from autograder.errors import CourseError, SubmissionUnreadable
from autograder.explaining.numbers import points
from autograder.grading.choosing import StudentWork, files_by_lab
from autograder.grading.classrun import by_student
from autograder.identity import Handed
from autograder.loading.decode import decode_source
from autograder.loading.filenames import is_archive
from autograder.loading.folder import Handin, handins
from autograder.loading.roster import Match, Roster, Student
from reports import sheets
from reports.inert import one_line

_IDS = ("id", "学号", "student id", "student_id", "sid", "id number", "sis user id", "学生号")
_NAMES = ("name", "姓名", "full name", "student", "student name", "学生姓名", "名字")
_FEW = 8
"""So many names are said in one line."""


@dataclass(frozen=True)
class Intake:
    """A class's files, sorted out."""

    work: list[StudentWork]
    strangers: dict[str, Match]
    """Who is not on the roster, by the name they go by."""
    missing: tuple[str, ...]
    """Who is on the roster and handed nothing in."""

    def talk(self) -> Iterator[str]:
        """What a person should know before the run, in a line each."""
        if self.strangers:
            yield f"not on the roster ({len(self.strangers)}): {_some(list(self.strangers))}"
        if self.missing:
            yield f"handed nothing in ({len(self.missing)}): {_some(list(self.missing))}"


def intake(folder: Path, labs: tuple[str, ...], course: Course) -> Intake:
    """Find the files and whose they are."""
    found = handins(folder, labs, file_times=course.late.times == "files")
    roster = read_roster(course)
    matches = {one.student: _match(roster, one) for one in found}
    work = by_student([dataclasses.replace(one, student=matches[one.student].student) for one in found])
    strangers = {match.student: match for match in matches.values() if match.stranger}
    return Intake(work, strangers, tuple(roster.missing(one.student for one in work)))


def _match(roster: Roster, handin: Handin) -> Match:
    """Find the student by the id, else by what else the course system calls them."""
    first, *others = (roster.match(name) for name in (handin.student, *handin.called))
    return next((match for match in (first, *others) if not match.stranger), first)


def read_roster(course: Course) -> Roster:
    """Read the course's roster and pattern; whoever hands in is of the class where there is no roster."""
    try:
        pattern = re.compile(course.ids.pattern) if course.ids.pattern else None
    except re.error as error:
        raise CourseError(f"course.toml: ids.pattern is no regular expression ({error})") from error
    if not course.roster:
        return Roster((), pattern)
    path = course.path(course.roster)
    try:
        rows = sheets.read(decode_source(path.read_bytes()))
    except OSError as error:
        raise CourseError(f"{path}: {error.strerror}; course.toml names it as the roster") from error
    except SubmissionUnreadable as error:
        raise CourseError(f"{path}: {error}; save the roster as CSV in UTF-8") from error
    head = rows[0][1] if rows else {}
    id_column = next((name for name in _IDS if name in head), None)
    name_column = next((name for name in _NAMES if name in head), None)
    if id_column is None:
        raise CourseError(
            f"{path}: a roster needs a head with a column id (or 学号), and name (or 姓名) if there is one"
        )
    students = dict[str, Student]()
    for line, row in rows:
        student = Student(row.get(id_column, ""), row.get(name_column, "") if name_column else "")
        if student.id in students:
            raise CourseError(f"{path}, line {line}: {student.id} is there twice; an id is one student's")
        if student.id:
            students[student.id] = student
    return Roster(tuple(students.values()), pattern)


def listing(found: Intake, labs: tuple[str, ...], course: Course) -> str:
    """Return who handed in what for which lab, what is not used, who is a stranger, who is missing."""
    lines = list[tuple[str, ...]]()
    for one in found.work:
        chosen = files_by_lab(one, labs)
        match = found.strangers.get(one.student)
        stranger = (
            [] if match is None else [f"stranger, fits {', '.join(match.fits)}" if match.fits else "stranger"]
        )
        for lab, handin in chosen.items():
            remarks = [*stranger, *_remarks(handin, lab, course)]
            lines.append((one.student, lab, handin.path, "; ".join(remarks)))
        used = set(chosen.values())
        lines += [
            (one.student, "-", handin.path, "; ".join([*stranger, "not used"]))
            for handin in one.handins
            if handin not in used
        ]
    lines += [(student, "-", "-", "missing") for student in found.missing]
    return "".join("\t".join(one_line(cell, 500) for cell in line).rstrip("\t") + "\n" for line in lines)


def _remarks(handin: Handin, lab: str, course: Course) -> Iterator[str]:
    if is_archive(handin.path):
        yield "no .py or .ipynb in it could be read"
    share = _late(handin.handed, lab, course)
    if share is not None:
        yield f"late, {points(100 * share)} % off"


def _late(handed: Handed, lab: str, course: Course) -> float | None:
    days = course.days_late(handed, lab)
    return course.late.share(days) if days else None


def _some(names: list[str]) -> str:
    shown = ", ".join(one_line(name, 40) for name in names[:_FEW])
    return shown + (", ..." if len(names) > _FEW else "")
