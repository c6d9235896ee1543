"""Counts over a class: points, mistakes, conventions, who isn't judged."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from autograder.record import Diagnosis, Grade, PartResult
from reports import verdict

BINS = 10

Why = Literal["theirs", "person", "fault"]
"""Why there is no verdict: something for the student to mend, a person's task, a fault of ours."""


@dataclass(frozen=True)
class Found:
    """A mistake or a convention, and whose work shows it."""

    id: str
    places: tuple[tuple[str, str], ...]
    """(lab, part), the commonest first."""
    who: tuple[str, ...]
    """Keys of students, in the class's order."""
    example: tuple[Grade, PartResult]
    """The shortest work that shows it."""


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


def one_of_each_group(grades: Iterable[Grade]) -> list[Grade]:
    """Leave out all but the first of those who handed in one work together."""
    seen = set[tuple[str, str]]()
    kept = []
    for grade in grades:
        if not grade.together or (grade.lab, grade.together) not in seen:
            kept.append(grade)
        seen.add((grade.lab, grade.together))
    return kept


def by_student(grades: Iterable[Grade], roster: Iterable[str] = ()) -> dict[str, list[Grade]]:
    """Group records by student, in order of their keys; who is on the roster and handed in nothing has none."""
    rows: dict[str, list[Grade]] = {one: [] for one in roster}
    for grade in grades:
        rows.setdefault(key(grade), []).append(grade)
    return dict(sorted(rows.items()))


def labs_of(grades: Iterable[Grade]) -> list[str]:
    """Return the labs of some records, in their order."""
    return list(dict.fromkeys(grade.lab for grade in grades))


def parts_of(grades: Sequence[Grade]) -> list[tuple[str, str]]:
    """Return all (lab, part) of some records, in their order."""
    return [
        (lab, part)
        for lab in labs_of(grades)
        for part in dict.fromkeys(part.part for grade in grades if grade.lab == lab for part in grade.parts)
    ]


def distribution(rows: Iterable[Sequence[Grade]]) -> Distribution:
    """Return how the shares of points are spread; open points are counted apart, who handed in nothing isn't."""
    counts = [0] * BINS
    shares = []
    waiting = 0
    for grades in rows:
        if not grades:
            continue
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


def first_diagnosis(part: PartResult) -> Diagnosis | None:
    """Return the diagnosis that counts for a class: a judged part's first."""
    return part.diagnoses[0] if part.status == "judged" and part.diagnoses else None


def mistakes(grades: Sequence[Grade]) -> list[Found]:
    """Return the named mistakes, the commonest first; only the first diagnosis of a part counts."""
    seen = [
        (mistake, grade, part)
        for grade in grades
        for part in grade.parts
        for mistake in getattr(first_diagnosis(part), "mistakes", ())
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
    example: dict[str, tuple[Grade, PartResult]] = {}
    for name, grade, part in seen:
        who.setdefault(name, {})[key(grade)] = None
        places.setdefault(name, Counter())[grade.lab, part.part] += 1
        if name not in example or _worth_showing(grade, part) > _worth_showing(*example[name]):
            example[name] = (grade, part)
    found = [
        Found(name, tuple(place for place, _ in places[name].most_common()), tuple(people), example[name])
        for name, people in who.items()
    ]
    return sorted(found, key=lambda one: (-len(one.who), one.id))


def _worth_showing(grade: Grade, part: PartResult) -> tuple[bool, int]:
    """An example whose place is known and whose code is short is read first."""
    return part.source_line is not None, -len(grade.source)


def unjudged(grades: Iterable[Grade], why: Why) -> list[tuple[Grade, PartResult | None]]:
    """Return what has no verdict for one kind of reason; null for the part where it is the whole submission."""
    rows: list[tuple[Grade, PartResult | None]] = []
    for grade in grades:
        if grade.status != "judged":
            rows += [(grade, None)] if _why(grade.status) == why else []
        else:
            rows += [
                (grade, part) for part in grade.parts if part.status != "judged" and _why(part.status) == why
            ]
    return rows


def _why(status: str) -> Why:
    return "fault" if status == "grader_fault" else "person" if status == "needs_person" else "theirs"


def absent(rows: Mapping[str, Sequence[Grade]]) -> list[str]:
    """Return who is on the roster and handed in nothing."""
    return [student for student, grades in rows.items() if not grades]
