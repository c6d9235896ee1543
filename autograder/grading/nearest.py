"""Where nothing counts for a part: what comes nearest to it, and why it isn't it."""

from __future__ import annotations

from collections.abc import Iterable

from autograder.grading.assign import Assignment
from autograder.grading.candidates import Deliverable
from autograder.protocol.messages import Message
from autograder.protocol.observed import Observation
from autograder.protocol.replies import CandidatesMessage, Left
from exercises.spec import Part

_NEVER_NEAR = frozenset({"helper", "called"})
"""What is plainly a helper is nearest only where nothing else is there."""
_NOT_UNDERSTOOD = frozenset({"unclear", "no-gradient", "takes-data", "trains-alone"})
"""What may be an update all the same, in a form that nobody thought of: gradients come from elsewhere, say.

A class of which no method takes a gradient isn't among them: models bear such names too, and are told what they lack.
"""


def nearest(messages: Iterable[Message], assignment: Assignment, part: Part) -> dict[str, str | float] | None:
    """Return name, place and lack of what comes nearest: what ran, first what bears the name; else what couldn't."""
    found = [one for one in assignment.found[part.id] if not one.observed and one.candidate.line is not None]
    own = assignment.own(part)
    for one in sorted(found, key=lambda one: one not in own):
        why = why_left(assignment, one, ask=True)
        if why:
            return _told(one.candidate.name, why, one.candidate.cell, one.candidate.line)
    told = list(messages)
    # Whose training was watched is judged by that, for the part that it is: it lacks nothing.
    ran = {one.function.partition(".")[0] for one in told if isinstance(one, Observation)}
    left = [one for message in told if isinstance(message, CandidatesMessage) for one in message.left]
    left = [one for one in left if one.line is not None and one.name not in ran]
    if not left:
        return None
    near = min(left, key=lambda one: (not _named(one, part), one.lacks in _NEVER_NEAR, one.kind != "class"))
    return _told(near.name, f"{near.lacks}:{near.detail}", near.cell, near.line)


def not_understood(messages: Iterable[Message], assignment: Assignment, part: Part) -> Left | None:
    """Return a definition that bears this part's name, and no other's, but fits no form that is known."""
    left = [one for message in messages if isinstance(message, CandidatesMessage) for one in message.left]
    return next(
        (
            one
            for one in left
            if one.lacks in _NOT_UNDERSTOOD
            and _named(one, part)
            and not any(_named(one, other) for other in assignment.parts if other is not part)
        ),
        None,
    )


def defines(messages: Iterable[Message]) -> bool:
    """Whether the file defines any class or function."""
    found = [message for message in messages if isinstance(message, CandidatesMessage)]
    return any(message.candidates or message.left for message in found)


def left_for(assignment: Assignment) -> dict[str, str]:
    """Return by id why a candidate counts for no part."""
    verdicts = [assignment.choose(part) for part in assignment.parts]
    taken = {verdict.deliverable.candidate.id for verdict in verdicts if verdict is not None}
    seen = {one.candidate.id: one for found in assignment.found.values() for one in found}
    return {
        name: why_left(assignment, one, ask=False) or "not-nearest"
        for name, one in seen.items()
        if name not in taken
    }


def why_left(assignment: Assignment, deliverable: Deliverable, *, ask: bool) -> str:
    """Why a candidate isn't what was judged, by what it did; empty where that isn't known, or it is a stub.

    ``ask``: explain it now if nobody has yet, which can take a second; else only what is known counts.
    """
    if deliverable.candidate.stub:
        return ""
    right = next(
        (part for part in _parts(assignment, deliverable) if assignment.right(part, deliverable)), None
    )
    if right is not None:
        return f"is:{right.rule}"
    fault = deliverable.fault()
    if fault is not None:
        return f"stopped:{fault.kind}"
    return "plain" if assignment.is_plain(deliverable, ask=ask) else ""


def _parts(assignment: Assignment, deliverable: Deliverable) -> list[Part]:
    return [part for part in assignment.parts if deliverable in assignment.found[part.id]]


def _named(left: Left, part: Part) -> bool:
    return any(fragment in left.name.lower() for fragment in part.names)


def _told(name: str, lacks: str, cell: int | None, line: int | None) -> dict[str, str | float]:
    told: dict[str, str | float] = {"candidate": name, "lacks": lacks, "cell": cell or ""}
    return told if line is None else told | {"line": line}
