"""Which lab a file belongs to, as far as the file itself tells: its tags, then the names it defines."""

from __future__ import annotations

from autograder.loading.submission import Submission
from exercises.spec import JUDGED_KINDS, labs


def labs_of(submission: Submission) -> tuple[str, ...]:
    """Labs that the file names itself, else those whose deliverables' names it defines."""
    tagged = tuple(tag for tag in submission.tags if tag in labs())
    return tagged or _labs_by_names(submission.names)


def _labs_by_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """A name that fits parts of several labs is left to the longest fragment: ``rms`` and ``nesterov`` is lab 5."""
    found: dict[str, None] = {}
    for name in names:
        best: dict[str, int] = {}
        for lab in labs().values():
            for part in lab.parts:
                if part.kind in JUDGED_KINDS:
                    length = sum(len(fragment) for fragment in part.names if fragment in name.lower())
                    best[lab.id] = best.get(lab.id, 0) + length
        top = max(best.values(), default=0)
        if top:
            found.update(dict.fromkeys(lab for lab, length in best.items() if length == top))
    return tuple(found)
