"""The same rare wrong behaviour in several submissions, and sources that are nearly the same: a hint to look.

Neither proves anything; what a group handed in together is one work. A starter, an exercise class or a well-known
tutorial explains likeness too; so what many share isn't shown, and nothing here touches points.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from autograder.record import Diagnosis, Grade
from reports.classes.tally import first_diagnosis, key, one_of_each_group

_RARE_SHARE = 0.1
_RARE_COUNT = 3
_RARE_OF_MANY = 0.04
_SAME = 1e-3
"""Two values of a hyperparameter that differ by less are one value."""

Pair = tuple[str, str]


@dataclass(frozen=True)
class Alike:
    """Students of one lab whose work is alike in some way."""

    lab: str
    part: str
    """Empty where only the sources are alike."""
    mistakes: tuple[str, ...]
    who: tuple[str, ...]
    likeness: float | None
    """Of the two sources that are most alike, 0 to 1; null where no two are nearly the same."""


def alike(grades: Sequence[Grade], near: Mapping[str, Mapping[Pair, float]]) -> list[Alike]:
    """Return what is worth a look, the likest first.

    Args:
        grades: The class's.
        near: The nearly same sources of each lab, one of each group compared.
    """
    found = [
        Alike(lab, part, mistakes, who, _likest(near.get(lab, {}), who))
        for (lab, part, mistakes), who in _shared(one_of_each_group(grades))
    ]
    for lab, pairs in near.items():
        for who in _groups(pairs):
            if not any(one.lab == lab and set(who) <= set(one.who) for one in found):
                found.append(Alike(lab, "", (), who, _likest(pairs, who)))
    found = _with_their_groups(found, grades)
    return sorted(found, key=lambda one: (-(one.likeness or 0.0), one.lab, one.part, one.who))


def _with_their_groups(found: Iterable[Alike], grades: Iterable[Grade]) -> list[Alike]:
    """Add to whoever stands for a group the other members."""
    group_of = {(grade.lab, key(grade)): grade.together for grade in grades if grade.together}
    members: dict[tuple[str, str], list[str]] = {}
    for (lab, student), group in group_of.items():
        members.setdefault((lab, group), []).append(student)
    return [
        replace(
            one,
            who=tuple(
                sorted(
                    member
                    for student in one.who
                    for member in members.get((one.lab, group_of.get((one.lab, student), "")), [student])
                )
            ),
        )
        for one in found
    ]


def _shared(grades: Iterable[Grade]) -> list[tuple[tuple[str, str, tuple[str, ...]], tuple[str, ...]]]:
    """Wrong behaviours that a few of many show."""
    seen: dict[tuple[str, str], dict[object, tuple[tuple[str, ...], list[str]]]] = {}
    counts: dict[tuple[str, str], int] = {}
    for grade in grades:
        for part in grade.parts:
            if part.status not in {"not_started", "not_found"}:
                counts[grade.lab, part.part] = counts.get((grade.lab, part.part), 0) + 1
            diagnosis = first_diagnosis(part)
            if diagnosis and diagnosis.mistakes:
                shown = seen.setdefault((grade.lab, part.part), {})
                who = shown.setdefault(_behaviour(diagnosis), (diagnosis.mistakes, []))[1]
                who.append(key(grade))
    return [
        ((lab, part, mistakes), tuple(sorted(set(who))))
        for (lab, part), shown in seen.items()
        for mistakes, who in shown.values()
        if 2 <= len(set(who)) <= _rare(counts[lab, part])
    ]


def _rare(submissions: int) -> float:
    return min(_RARE_SHARE * submissions, max(_RARE_COUNT, _RARE_OF_MANY * submissions))


def _behaviour(diagnosis: Diagnosis) -> object:
    """What is the same for two students although each was driven with other numbers: mistake, details, own values."""
    own = tuple(
        sorted(
            (name, float(f"{value:.3g}"))
            for name, value in diagnosis.hyperparameters.items()
            if name in diagnosis.expected
            and abs(value - diagnosis.expected[name]) > _SAME * abs(diagnosis.expected[name])
        )
    )
    return diagnosis.mistakes, tuple(sorted(diagnosis.details.items())), own


def _likest(pairs: Mapping[Pair, float], who: Sequence[str]) -> float | None:
    return max((share for pair, share in pairs.items() if set(pair) <= set(who)), default=None)


def _groups(pairs: Iterable[Pair]) -> list[tuple[str, ...]]:
    """Students who are linked by pairs, however indirectly."""
    groups: list[set[str]] = []
    for pair in pairs:
        touched = [group for group in groups if group & set(pair)]
        groups = [group for group in groups if group not in touched]
        groups.append(set(pair).union(*touched))
    return sorted(tuple(sorted(group)) for group in groups)
