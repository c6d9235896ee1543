"""The course of a command: its decisions, and the exercises that it brings along."""

from __future__ import annotations

from pathlib import Path

from autograder.course import Course, load_course
from autograder.errors import CourseError
from autograder.explaining.conventions import CONVENTIONS
from autograder.explaining.mistakes import MISTAKES
from exercises.outside import bring
from exercises.spec import SpecError
from reference.oracle import Oracle


def open_course(given: Path | None, start: Path | None = None) -> Course:
    """Read the course that was named, or the nearest one upward of a folder, and make its exercises known.

    An exercise's ``oracle.py`` is only run where the course was named: a ``course.toml`` that happens to lie above the
    working folder may have come with somebody's submission.
    """
    course = load_course(given, start)
    try:
        oracles = bring((course.path(one) for one in course.exercises), run_oracles=given is not None)
    except SpecError as error:
        raise CourseError(str(error)) from error
    for oracle in oracles:
        forms = oracle.forms if isinstance(oracle, Oracle) else ()
        unknown = [one.id for one in oracle.mistakes if one.id not in MISTAKES]
        unknown += [form.convention for form in forms if form.convention not in CONVENTIONS]
        if unknown:
            raise CourseError(
                f"rule {oracle.name}: nothing explains {unknown[0]!r} to a student; autograder explain lists the ids"
            )
    return course
