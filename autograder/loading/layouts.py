"""Whose file it is and for which lab, as far as its path tells: the layouts that courses have, tried in order.

nbgrader's ``submitted/STUDENT/LAB/``; Canvas's and Moodle's downloads as they come; a folder per student, with or
without a folder per lab inside (or the other way round); flat files. Gradescope's download says itself whose a file is
(``gradescope_class.py``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from autograder.loading.filenames import stem

Path = tuple[str, ...]
"""Folders and a file's name."""

_CANVAS = re.compile(r"^(?P<student>[^_]+)_(?P<late>LATE_)?(?P<number>\d+)_\d+_.+$")
_MOODLE = re.compile(r"^(?P<student>.+_\d+)_assignsubmission_(?:file|onlinetext)(?:_.*)?$", re.DOTALL)
_LAB = re.compile(r"^(?:lab[ _-]?|实验\s*)([一二三四五六1-6])$", re.IGNORECASE)
_DIGITS = dict(zip("一二三四五六", "123456", strict=True))
_OTHER_LABS = frozenset({"quiz", "minibatch", "compare", "think", "extra"})


class Owner(NamedTuple):
    """Who handed a file in, and for what."""

    student: str
    lab: str | None
    """None where only the file itself can tell."""
    late: bool = False
    """Canvas says so, and not by how much."""
    at: str | None = None
    """When it was handed in, where the course system tells: UTC, ISO 8601."""
    called: tuple[str, ...] = ()
    """What else the course system calls the student, for a roster that has other ids."""
    together: str = ""
    """The course system's name of what a group handed in as one."""


def owners(paths: Sequence[Path], labs: frozenset[str]) -> list[Owner | None]:
    """Return each path's owner, in order; None for a file that nobody handed in (nbgrader's own copies)."""
    if any(_nbgrader(path) for path in paths):
        return [_in_nbgrader(path, labs) for path in paths]
    skipped = _wrapping_folders([path[:-1] for path in paths], labs)
    canvas = [_canvas(path[skipped:], labs) for path in paths]
    numbers: dict[str, set[str]] = {}
    for found in canvas:
        if found is not None:
            numbers.setdefault(found["student"], set()).add(found["number"])
    found_owners: list[Owner | None] = []
    for path, match in zip(paths, canvas, strict=True):
        if match is None:
            found_owners.append(_in_folders(path[skipped:], labs))
            continue
        # Two students of one name: Canvas's own number tells them apart.
        student = match["student"] if len(numbers[match["student"]]) == 1 else f"{match[1]}_{match['number']}"
        found_owners.append(Owner(student, first_lab(path[:-1], labs), bool(match["late"])))
    return found_owners


def lab_of_folder(name: str, labs: frozenset[str]) -> str | None:
    """Return the lab that a folder's name is: ``lab3``, ``Lab 3``, ``实验三``."""
    if name in labs or name in _OTHER_LABS:
        return name
    match = _LAB.match(name)
    return f"lab{_DIGITS.get(match[1], match[1])}" if match else None


def first_lab(folders: Path, labs: frozenset[str]) -> str | None:
    """Return the lab that the outermost folder named after one is; None where there is none."""
    return next((lab for folder in folders if (lab := lab_of_folder(folder, labs))), None)


def _nbgrader(path: Path) -> bool:
    return "submitted" in path[:-3]


def _in_nbgrader(path: Path, labs: frozenset[str]) -> Owner | None:
    """Beside ``submitted`` stand the course's source, release and feedback: nobody handed those in."""
    if not _nbgrader(path):
        return None
    student, lab = path[path.index("submitted") + 1 :][:2]
    return Owner(student, lab_of_folder(lab, labs) or lab)


def _canvas(path: Path, labs: frozenset[str]) -> re.Match[str] | None:
    """Canvas puts everybody's files into one folder; a teacher may keep one such folder per lab."""
    if any(lab_of_folder(folder, labs) is None for folder in path[:-1]):
        return None
    return _CANVAS.match(path[-1])


def _in_folders(path: Path, labs: frozenset[str]) -> Owner:
    *folders, name = path
    lab = first_lab(tuple(folders), labs)
    for part in (*folders, name):
        moodle = _MOODLE.match(part)
        if moodle:
            return Owner(moodle["student"], lab)
    others = [folder for folder in folders if lab_of_folder(folder, labs) is None]
    return Owner(others[0] if others else stem(name), lab)


def _wrapping_folders(folders: list[Path], labs: frozenset[str]) -> int:
    """How many outer folders all files share without one of them being a student's: a zip of ``class2024/``.

    It is the class's folder where two or more folders of students stand in it, or one that holds labs.
    """
    count = 0
    while folders and all(len(path) > count + 1 for path in folders):
        first, inner = {path[count] for path in folders}, {path[count + 1] for path in folders}
        if len(first) > 1 or any(lab_of_folder(name, labs) or _MOODLE.match(name) for name in first):
            break
        if any(lab_of_folder(name, labs) for name in inner):
            break
        holds_labs = all(len(path) > count + 2 and lab_of_folder(path[count + 2], labs) for path in folders)
        if len(inner) == 1 and not holds_labs:
            break
        count += 1
    return count
