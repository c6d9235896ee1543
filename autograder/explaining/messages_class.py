"""Sentences about a course: what handing in late costs."""

from __future__ import annotations

from autograder.explaining.catalogue import mark

MESSAGES_OF_CLASS: dict[str, tuple[str, ...]] = {
    "note.late": (
        mark("Handed in after the deadline (days begun: {days}); {percent} % of the points are taken off."),
    ),
}
