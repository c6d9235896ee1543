"""A record that still holds is not made again: same bytes, same engine, same exercise, same seed, same language."""

from __future__ import annotations

import hashlib
from pathlib import Path

from autograder.grading.engine import engine_sha256, engine_version
from autograder.grading.one import Request
from autograder.record import Grade, decode
from exercises.spec import lab_sha256

_OF_CIRCUMSTANCES = frozenset({"grader_fault", "timed_out", "out_of_memory"})
"""Statuses that another run, or other limits, may change."""


def unchanged(path: Path, name: str, raw: bytes, request: Request) -> Grade | None:
    """Return the record at this path if running the submission again could not change it."""
    try:
        old = decode(path.read_bytes())
    except (OSError, ValueError):
        return None
    same = (
        old.submission.name == name
        and old.submission.sha256 == hashlib.sha256(raw).hexdigest()
        and old.engine == engine_version()
        and old.engine_sha256 == engine_sha256()
        and old.exercise_sha256 == lab_sha256(request.lab.id)
        and old.seed_commitment == request.seeds.commitment()
        and (old.student, old.language) == (request.student, request.language)
    )
    statuses = {old.status, *(part.status for part in old.parts)}
    return old if same and not statuses & _OF_CIRCUMSTANCES else None
