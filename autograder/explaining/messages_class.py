"""Sentences about what a class hands in: archives, and what lateness costs."""

from __future__ import annotations

from autograder.explaining.catalogue import mark

MESSAGES_OF_CLASS: dict[str, tuple[str, ...]] = {
    "unreadable.archive": (
        mark(
            "No .py or .ipynb file could be taken out of {name}: it is damaged, needs a password, or holds other files."
            " Hand in the script or notebook itself."
        ),
    ),
    "note.late": (
        mark("Handed in after the deadline (days begun: {days}); {percent} % of the points are taken off."),
    ),
}
