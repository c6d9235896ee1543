"""Which lab a file belongs to, as far as the file itself tells: its tags, its name, then the names it defines."""

from __future__ import annotations

import re
from pathlib import PurePath

from autograder.loading.statics import lab_tags
from autograder.loading.submission import Submission
from exercises.spec import JUDGED_KINDS, TEXT_KINDS, labs

_WORD = re.compile(r"[a-z]+")
TAGGED, FILE_NAME, DEFINED = 3, 2, 1
"""How much a claim on a lab weighs."""


def labs_of(submission: Submission) -> tuple[str, ...]:
    """Labs that the file names itself, else those whose deliverables' names it bears or defines."""
    found = claims(submission.name, submission)
    tagged = tuple(lab for lab, weight in found.items() if weight == TAGGED)
    return tagged or tuple(found)


def labs_in_sections(submission: Submission) -> tuple[str, ...]:
    """Labs that the file's own sections and headings name, in the order of the lecture."""
    named = {one.tag.lab for one in submission.sections}
    named |= {one.tag.lab for one in submission.passages if one.tag is not None}
    return tuple(lab for lab in labs() if lab in named)


def claims(name: str, submission: Submission | None) -> dict[str, int]:
    """Labs that a file could be for, with the weight of the best reason; a file that can't be read has its name."""
    tags = lab_tags(name, []) if submission is None else submission.tags
    found = {tag: TAGGED for tag in tags if tag in labs()}
    for lab in _labs_by_name(PurePath(name).stem):
        found.setdefault(lab, FILE_NAME)
    stem = _WORD.findall(PurePath(name).stem.lower())
    for lab, names in _words_of_texts().items():
        if any(one in stem if one.isascii() else one in name for one in names):
            found.setdefault(lab, FILE_NAME)
        elif submission is not None and any(one.lower() in names for one in submission.variables):
            found.setdefault(lab, DEFINED)
    for defined in submission.names if submission is not None else ():
        for lab in _labs_by_name(defined):
            found.setdefault(lab, DEFINED)
    return found


def _words_of_texts() -> dict[str, tuple[str, ...]]:
    """Names of the parts that are handed in as words: common words, so that they count only whole."""
    parts = [(lab.id, part) for lab in labs().values() for part in lab.parts if part.kind in TEXT_KINDS]
    return {lab: part.names for lab, part in parts}


def _labs_by_name(name: str) -> list[str]:
    """A name that fits parts of several labs is left to the longest fragment: ``rms`` and ``nesterov`` is lab 5."""
    fits: dict[str, int] = {}
    for lab in labs().values():
        for part in lab.parts:
            if part.kind in JUDGED_KINDS and part.kind not in TEXT_KINDS:
                length = sum(len(fragment) for fragment in part.names if fragment in name.lower())
                fits[lab.id] = fits.get(lab.id, 0) + length
    best = max(fits.values(), default=0)
    return [lab for lab, length in fits.items() if length == best] if best else []
