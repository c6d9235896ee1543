"""What a result is the result of: same student, bytes, exercise, engine, seed and device, same grade."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import NamedTuple, Self

from autograder.record import Grade

OF_CIRCUMSTANCES = frozenset({"grader_fault", "timed_out", "out_of_memory"})
"""Statuses that another run, or other limits, may change."""


class Identity(NamedTuple):
    """All that decides a record."""

    student: str | None
    lab: str
    name: str
    sha256: str
    engine: str
    engine_sha256: str
    exercise_sha256: str
    seed_commitment: str
    language: str
    device: str

    @classmethod
    def of(cls, grade: Grade) -> Self:
        """Return what a record was made from."""
        return cls(
            grade.student,
            grade.lab,
            grade.submission.name,
            grade.submission.sha256,
            grade.engine,
            grade.engine_sha256,
            grade.exercise_sha256,
            grade.seed_commitment,
            grade.language,
            grade.device,
        )

    def digest(self) -> str:
        """One word for all of it."""
        text = "\0".join(value if isinstance(value, str) else "\1" for value in self)
        return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def lasting(grade: Grade) -> bool:
    """Whether running the submission again could not change the record."""
    return not {grade.status, *(part.status for part in grade.parts)} & OF_CIRCUMSTANCES


@dataclass(frozen=True)
class Handed:
    """When and with whom a submission was handed in, as far as anything tells."""

    at: str | None = None
    """UTC, ISO 8601."""
    marked_late: bool = False
    """The course system's own word, where it says no more than that."""
    together: str = ""
    """The course system's name of what a group handed in as one; empty for one student's."""


@dataclass(frozen=True)
class Entry:
    """What a run found out about one submission."""

    student: str
    lab: str
    identity: str
    grade: Grade | None
    """None where a result of this identity is in the gradebook already."""
    handed: Handed = Handed()
