"""How hard each part was, and whether it parts who understood from who didn't."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from autograder.record import Grade, PartResult
from reports.classes.tally import first_diagnosis, key, parts_of

FEWEST = 10
"""Students with another part to compare with; a correlation over fewer says nothing."""


@dataclass(frozen=True)
class Item:
    """One part over the class."""

    lab: str
    part: str
    max_points: float
    students: int
    """With a record of the lab in which the part is judged."""
    right: int
    not_begun: int
    open: int
    """Points not final."""
    difficulty: float | None
    """Mean share of the points, 0 to 1: high is easy. Null where nobody has final points."""
    discrimination: float | None
    """Correlation of the share on this part with the share on the student's other parts; null where too few."""
    commonest: str
    """The mistake most often named; empty where none was."""


def items(grades: Sequence[Grade]) -> list[Item]:
    """Return each part's figures, in the order of the records."""
    got: dict[str, list[PartResult]] = {}
    of_part: dict[tuple[str, str], list[tuple[str, PartResult]]] = {place: [] for place in parts_of(grades)}
    for grade in grades:
        for part in grade.parts:
            got.setdefault(key(grade), []).append(part)
            of_part[grade.lab, part.part].append((key(grade), part))
    return [_item(place, seen, got) for place, seen in of_part.items()]


def _item(
    place: tuple[str, str], seen: Sequence[tuple[str, PartResult]], got: dict[str, list[PartResult]]
) -> Item:
    shares, pairs = [], []
    for student, part in seen:
        mine = _share([part])
        if mine is None:
            continue
        shares.append(mine)
        rest = _share([other for other in got[student] if other is not part])
        if rest is not None:
            pairs.append((mine, rest))
    named = Counter(mistake for _, part in seen for mistake in getattr(first_diagnosis(part), "mistakes", ()))
    return Item(
        *place,
        max_points=max(part.max_points for _, part in seen),
        students=len({student for student, _ in seen}),
        right=sum(part.passed is True for _, part in seen),
        not_begun=sum(part.status in {"not_started", "not_found"} for _, part in seen),
        open=sum(part.points is None for _, part in seen),
        difficulty=statistics.fmean(shares) if shares else None,
        discrimination=_correlation(pairs),
        commonest=min(named, key=lambda one: (-named[one], one), default=""),
    )


def _share(parts: Iterable[PartResult]) -> float | None:
    """Share of the points of parts whose points are final; null where there are none."""
    known = [part for part in parts if part.points is not None]
    most = sum(part.max_points for part in known)
    return sum(part.points or 0.0 for part in known) / most if most else None


def _correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    if len(pairs) < FEWEST or any(len(set(side)) < 2 for side in zip(*pairs, strict=True)):
        return None
    mine, rest = zip(*pairs, strict=True)
    return statistics.correlation(mine, rest)
