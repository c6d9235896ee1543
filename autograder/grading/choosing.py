"""Which of a student's files counts for which lab: one file per lab, and no file lost without a word."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from autograder.errors import CourseError
from autograder.loading.folder import Handin
from autograder.loading.load import Unreadable, load_bytes
from autograder.loading.statics import lab_tags
from autograder.loading.which import claims

_LAYOUT = 4
"""A folder named after a lab weighs more than anything a file says of itself."""


@dataclass(frozen=True)
class StudentWork:
    """One student's files."""

    student: str
    handins: tuple[Handin, ...]
    known: frozenset[str] = frozenset()
    """Identities of results that are in the gradebook, and need no run."""


def files_by_lab(work: StudentWork, wanted: tuple[str, ...], *, unread: bool = False) -> dict[str, Handin]:
    """Choose one file per lab: the layout's word, then what the file says of itself; of equals the last by name.

    A file that speaks for one lab goes before one that speaks for several: a training script for Adam may define
    ``linear_regression`` and is no schedule. A file that no lab asked for claims stands for the first lab without one,
    unless its name says another lab.

    Args:
        work: The student's files.
        wanted: The labs, in order.
        unread: By layout and names alone: for files that end whoever reads them.
    """
    chosen: dict[str, tuple[tuple[int, int], Handin]] = {}
    unclaimed: list[tuple[int, Handin]] = []
    for handin in work.handins:
        found = _claims(handin, unread=unread)
        asked = {lab: weight for lab, weight in found.items() if lab in wanted}
        for lab, weight in asked.items():
            rank = (weight, -len(found))
            if lab not in chosen or rank >= chosen[lab][0]:
                chosen[lab] = (rank, handin)
        if not asked and not lab_tags(handin.path, []):
            unclaimed.append((max(found.values(), default=0), handin))
    left = [lab for lab in wanted if lab not in chosen]
    if unclaimed and left:
        least = min(weight for weight, _ in unclaimed)
        chosen[left[0]] = ((0, 0), [handin for weight, handin in unclaimed if weight == least][-1])
    return {lab: chosen[lab][1] for lab in wanted if lab in chosen}


def _claims(handin: Handin, *, unread: bool) -> dict[str, int]:
    if handin.lab is not None:
        return {handin.lab: _LAYOUT}
    name = PurePosixPath(handin.path).name
    if unread:
        return claims(name, None)
    try:
        return claims(name, load_bytes(name, handin.read()))
    except (Unreadable, CourseError):
        return claims(name, None)
