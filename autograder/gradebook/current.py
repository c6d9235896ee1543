"""What counts now: of a student's attempts in a lab the latest or the best, with decisions and what lateness costs.

Nothing of this is kept: a policy or a deadline that changes changes every grade at the next look, and runs nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from autograder.course import Course, LabDates
from autograder.explaining.messages import say
from autograder.gradebook.book import Attempt, Gradebook
from autograder.gradebook.decisions import Override, effective
from autograder.identity import Handed
from autograder.record import Grade, Late, Note


@dataclass(frozen=True)
class Current:
    """A student's grade in a lab."""

    record: Grade
    """As it was judged."""
    grade: Grade
    """With decisions and lateness."""


def current(
    book: Gradebook, course: Course, student: str | None = None, lab: str | None = None
) -> Iterator[Current]:
    """Yield what counts, in the order of students."""
    decided = _by_lab(book.decisions(student, lab))
    for group in book.attempts(student, lab):
        yield of_attempts(group, course, decided)


def with_proposed(book: Gradebook, course: Course, batch: int) -> Iterator[tuple[Current | None, Current]]:
    """Yield what counts now beside what would count after a regrade, for whom the regrade judged."""
    decided = _by_lab(book.decisions())
    for group in book.proposed(batch):
        first = group[0].grade
        old = next(book.attempts(first.student, first.lab), [])
        before = of_attempts(old, course, decided) if old else None
        yield before, of_attempts([*old, *group], course, decided)


def of_attempts(
    attempts: Sequence[Attempt], course: Course, decided: Mapping[tuple[str, str], Sequence[Override]]
) -> Current:
    """Return what counts of one student's attempts in one lab, oldest first."""
    last = attempts[-1]
    if course.attempts == "latest":
        return _current(last, course, decided)
    # Of one file's several judgements the last one is meant; of several files the best.
    by_file = {attempt.grade.submission.sha256: attempt for attempt in attempts}
    return max(
        (_current(one, course, decided) for one in by_file.values()),
        key=lambda one: _worth(one.grade),
    )


def _worth(grade: Grade) -> tuple[float, bool]:
    """What can't be told yet may be the best, so it stands in front until a person decided."""
    if grade.points is not None:
        return grade.points, False
    return math.fsum(part.max_points if part.points is None else part.points for part in grade.parts) or (
        grade.max_points
    ), True


def _current(
    attempt: Attempt, course: Course, decided: Mapping[tuple[str, str], Sequence[Override]]
) -> Current:
    record = attempt.grade
    grade = effective(record, decided.get((record.student or "", record.lab), ()))
    grade = msgspec.structs.replace(grade, together=attempt.handed.together)
    return Current(record, _late(grade, attempt.handed, course))


def _late(grade: Grade, handed: Handed, course: Course) -> Grade:
    """Take off what the policy takes off; what nobody can know costs nothing."""
    days, deadline = course.days_late(handed, grade.lab), course.labs.get(grade.lab, LabDates()).utc()
    if not days or deadline is None:
        return grade
    share = course.late.share(days)
    before = grade.points
    after = None if before is None else round(before * (1.0 - share), 6)
    late = Late(handed.at, deadline.isoformat(timespec="seconds"), days, share, before)
    told: dict[str, str | float] = {"days": days, "percent": round(100 * share, 2)}
    note = Note(say("note.late", told, grade.language), text=("note.late", told))
    return msgspec.structs.replace(grade, points=after, late=late, notes=(note, *grade.notes))


def _by_lab(decided: Sequence[Override]) -> dict[tuple[str, str], list[Override]]:
    found: dict[tuple[str, str], list[Override]] = {}
    for one in decided:
        found.setdefault((one.student, one.lab), []).append(one)
    return found
