"""Counts over a class: points, mistakes, conventions, who isn't judged, what it took."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from autograder.record import Grade, PartResult
from reports import verdict

BINS = 10


class Cell(NamedTuple):
    """One student's part of one lab, and what its page says of it."""

    grade: Grade
    part: PartResult


@dataclass(frozen=True)
class Found:
    """A mistake or a convention, and whose work shows it."""

    id: str
    places: tuple[tuple[str, str], ...]
    """(lab, part), the commonest first."""
    who: tuple[str, ...]
    """Keys of students, in the class's order."""


@dataclass(frozen=True)
class Distribution:
    """Shares of the points that a class got, over its students."""

    counts: tuple[int, ...]
    """Students per tenth; the last bin holds full marks too."""
    mean: float | None
    median: float | None
    open: int
    """Students whose total isn't final."""


def key(grade: Grade) -> str:
    """Return whose record it is, raw: the key of rows and links."""
    return grade.student or grade.submission.name


def by_student(grades: Iterable[Grade]) -> dict[str, list[Grade]]:
    """Group records by student, in order of their keys."""
    rows: dict[str, list[Grade]] = {}
    for grade in grades:
        rows.setdefault(key(grade), []).append(grade)
    return dict(sorted(rows.items()))


def distribution(rows: Iterable[Sequence[Grade]]) -> Distribution:
    """Return how the shares of points are spread; students with open points are counted apart."""
    counts = [0] * BINS
    shares = []
    waiting = 0
    for grades in rows:
        got = verdict.total([grade.points for grade in grades])
        most = sum(grade.max_points for grade in grades)
        if got is None or not most:
            waiting += 1
            continue
        share = got / most
        shares.append(share)
        counts[min(BINS - 1, max(0, int(share * BINS + 1e-9)))] += 1
    return Distribution(
        tuple(counts),
        statistics.fmean(shares) if shares else None,
        statistics.median(shares) if shares else None,
        waiting,
    )


def mistakes(grades: Sequence[Grade]) -> list[Found]:
    """Return the named mistakes, the commonest first; only the first diagnosis of a part counts."""
    seen = [
        (mistake, grade, part)
        for grade in grades
        for part in grade.parts
        if part.status == "judged"
        for diagnosis in part.diagnoses[:1]
        for mistake in diagnosis.mistakes
    ]
    return _ranked(seen)


def conventions(grades: Sequence[Grade]) -> list[Found]:
    """Return the accepted conventions, the commonest first."""
    seen = [
        (variant, grade, part)
        for grade in grades
        for part in grade.parts
        if part.matched
        for variant in part.matched.variants
    ]
    return _ranked(seen)


def _ranked(seen: Iterable[tuple[str, Grade, PartResult]]) -> list[Found]:
    who: dict[str, dict[str, None]] = {}
    places: dict[str, Counter[tuple[str, str]]] = {}
    for name, grade, part in seen:
        who.setdefault(name, {})[key(grade)] = None
        places.setdefault(name, Counter())[grade.lab, part.part] += 1
    found = [
        Found(name, tuple(place for place, _ in places[name].most_common()), tuple(people))
        for name, people in who.items()
    ]
    return sorted(found, key=lambda one: (-len(one.who), one.id))


def unjudged(grades: Iterable[Grade], *, ours: bool) -> list[tuple[Grade, PartResult | None]]:
    """Return what has no verdict: for the student to mend, or a fault of ours and a person's task."""
    rows: list[tuple[Grade, PartResult | None]] = []
    for grade in grades:
        if grade.status != "judged":
            if (grade.status == "grader_fault") is ours:
                rows.append((grade, None))
            continue
        rows += [
            (grade, part)
            for part in grade.parts
            if part.status != "judged" and (verdict.tone(part) == "ours") is ours
        ]
    return rows
