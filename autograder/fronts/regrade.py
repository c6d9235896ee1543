"""What a regrade changes: who goes up, who goes down, and why; shown before anything counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from autograder.course import Course
from autograder.explaining.numbers import points
from autograder.gradebook.book import Gradebook
from autograder.gradebook.current import Current, with_proposed
from autograder.record import Grade, PartResult
from reports.inert import one_line


@dataclass(frozen=True)
class Preview:
    """The lines to show, and how many stay as they are."""

    up: tuple[str, ...]
    down: tuple[str, ...]
    other: tuple[str, ...]
    """Same points, another verdict; opened or decided; judged for the first time."""
    same: int

    def text(self) -> str:
        """Return the table."""
        blocks = (("up", self.up), ("down", self.down), ("other", self.other))
        lines = [f"{name}\t{line}\n" for name, some in blocks for line in some]
        counts = ", ".join(f"{name} {len(some)}" for name, some in blocks)
        return "".join(lines) + f"regrade: {counts}, unchanged {self.same}\n"

    @property
    def changes(self) -> int:
        """How many grades are not what they were."""
        return len(self.up) + len(self.down) + len(self.other)


def preview(book: Gradebook, course: Course, batch: int, wanted: Callable[[Grade], bool]) -> Preview:
    """Compare what counts with what would count."""
    up, down, other, same = list[str](), list[str](), list[str](), 0
    for before, after in with_proposed(book, course, batch):
        new = after.grade
        if not wanted(new):
            continue
        old = before.grade if before is not None else None
        if old is not None and _verdict(old) == _verdict(new):
            same += 1
            continue
        line = _line(before, after)
        if old is None or old.points is None or new.points is None or old.points == new.points:
            other.append(line)
        else:
            (up if new.points > old.points else down).append(line)
    return Preview(tuple(up), tuple(down), tuple(other), same)


def _verdict(grade: Grade) -> object:
    """What a student would notice."""
    return grade.status, grade.points, {part.part: _of_part(part) for part in grade.parts}


def _of_part(part: PartResult) -> tuple[object, ...]:
    mistakes = part.diagnoses[0].mistakes if part.diagnoses else ()
    return part.status, part.points, mistakes


def _line(before: Current | None, after: Current) -> str:
    new, old = after.grade, before.grade if before is not None else None
    reasons = [_cause(before.record, after.record) if before is not None else "not graded before"]
    if old is not None:
        was = {part.part: part for part in old.parts}
        for part in new.parts:
            earlier = was.get(part.part)
            if earlier is None:
                reasons.append(f"{part.part}: new part, {_said(part)}")
            elif _of_part(earlier) != _of_part(part):
                reasons.append(f"{part.part}: {_said(earlier)} -> {_said(part)}")
        if old.status != new.status:
            reasons.append(f"{old.status} -> {new.status}")
    change = f"{points(old.points) if old is not None else '-'} -> {points(new.points)}"
    cells = (new.student or "", new.lab, change, "; ".join(reasons))
    return "\t".join(one_line(cell, 400) for cell in cells)


def _said(part: PartResult) -> str:
    mistakes = " + ".join(part.diagnoses[0].mistakes) if part.diagnoses else ""
    verdict = mistakes or ("right" if part.passed else part.status)
    return f"{points(part.points)} ({verdict})"


def _cause(old: Grade, new: Grade) -> str:
    """The first thing that differs in what the two were made from."""
    if old.submission.sha256 != new.submission.sha256:
        return "another file"
    if old.exercise_sha256 != new.exercise_sha256:
        return "another exercise"
    if (old.engine, old.engine_sha256) != (new.engine, new.engine_sha256):
        return "another engine"
    if old.seed_commitment != new.seed_commitment:
        return "another seed"
    return "same file, exercise, engine and seed"
