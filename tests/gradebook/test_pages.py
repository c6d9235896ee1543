"""Pages of a class from its gradebook: whole for each student, without all students in memory at once."""

from __future__ import annotations

import gc
from pathlib import Path

import msgspec
import pytest

from autograder.course import Course
from autograder.fronts import pages
from autograder.gradebook.book import Gradebook
from autograder.record import Grade, PartResult, decode
from tests.gradebook.records import entry, grade

STUDENTS = 40


def drawn(student: str) -> Grade:
    """A record with something for charts to draw, and something printed."""
    made = grade(student, text=student)
    parts = tuple(msgspec.structs.replace(part, evidence={"of": [student]}) for part in made.parts)
    return msgspec.structs.replace(made, parts=parts, stdout=f"printed by {student}")


def alive() -> int:
    return sum(type(one) is PartResult and bool(one.evidence) for one in gc.get_objects())


def test_pages_are_made_of_whole_records_one_student_at_a_time(
    book: Gradebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"s{number:02}" for number in range(STUDENTS)]
    for name in names:
        book.record([entry(drawn(name))])
    told: list[str] = []
    most = []
    drawn_on: dict[str, object] = {}

    def render(page: pages.Page) -> None:
        most.append(alive())
        drawn_on[page.student] = page.grades[0].parts[0].evidence["of"]

    monkeypatch.setattr(pages, "render", render)
    grades = pages.write_pages(
        tmp_path, book, Course(), set(names[1:]), seen=lambda one: told.append(one.stdout)
    )
    assert [one.student for one in grades] == names
    assert not any(part.evidence for one in grades for part in one.parts)
    assert told == [f"printed by {name}" for name in names[1:]]
    assert drawn_on == {name: [name] for name in names[1:]}
    for name in names[1:]:
        assert decode((tmp_path / "grades" / "lab6" / f"{name}.json").read_bytes()) == drawn(name)
    assert not (tmp_path / "grades" / "lab6" / "s00.json").exists()
    assert 0 < max(most) < STUDENTS / 4
