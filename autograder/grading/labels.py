"""Which part a training says it is for: the name of its function, else the nearest comment or title above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from autograder.loading.submission import Submission
from autograder.protocol.observed import Observation
from exercises.spec import Part, labs

_LINES_ABOVE = 60
_SAID = re.compile(r"""#(?P<comment>.*)|^\s*\w*(?P<quote>"{1,3}|'{1,3})(?P<text>.*)""")


class Label(NamedTuple):
    """A part, and how plainly it was named."""

    part: Part
    by: Literal["function", "comment"]


def label(observation: Observation, parts: Sequence[Part], submission: Submission) -> Label | None:
    """Return the part that a training is labelled with; None where nothing, or more than one, is named."""
    for name in (observation.function, observation.optimizer):
        named = _named(name, parts) or _furthest(name, parts)
        if named is not None:
            return Label(named, "function")
    for line in _above(observation, submission):
        match = _SAID.search(line)
        said = _named(match["comment"] or match["text"] or "", parts) if match else None
        if said is not None:
            return Label(said, "comment")
    return None


def mentions(text: str, part: Part) -> bool:
    """Whether a text names a part; ``ada`` in ``adam`` is no AdaGrad, a manager no NAG."""
    lowered = text.lower().replace("manag", "")
    told = [name for other in update_parts() for name in other.names if name in lowered]
    return any(
        name in lowered and not any(name in other and name != other for other in told) for name in part.names
    )


def refines(later: Part, part: Part, parts: Sequence[Part]) -> bool:
    """Whether a part asks to go on from another one of its lab, as Nesterov's does from momentum's."""
    updates = [one for one in parts if one.kind == "update"]
    return later in updates and part in updates and updates.index(later) > updates.index(part)


def of_another_lab(observation: Observation, parts: Sequence[Part]) -> bool:
    """Whether the function that trains bears the name of another lab's rule: ``train_adagrad`` beside Adam."""
    others = [part for part in update_parts() if part not in parts]
    return any(mentions(observation.function, part) for part in others)


def update_parts() -> list[Part]:
    """The parts of all labs that ask to write an update rule."""
    return [part for lab in labs().values() for part in lab.parts if part.kind == "update"]


def _named(text: str, parts: Sequence[Part]) -> Part | None:
    told = [part for part in parts if mentions(text, part)]
    return told[0] if len(told) == 1 else None


def _furthest(name: str, parts: Sequence[Part]) -> Part | None:
    """The part that a name of several ends with: ``nesterov_momentum`` is Nesterov's."""
    return next((part for part in reversed(parts) if mentions(name, part)), None)


def _above(observation: Observation, submission: Submission) -> list[str]:
    """The lines of the training's cell, from its own upwards."""
    cell = next((one for one in submission.cells if one.index == (observation.cell or 0)), None)
    if cell is None or observation.line is None:
        return []
    lines = cell.written.split("\n")[: observation.line]
    return lines[::-1][:_LINES_ABOVE]
