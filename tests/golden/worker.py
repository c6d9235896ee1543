"""Grades a golden file in the process of the tests, which keeps its warm slots from file to file as in a class run.

What one file does must not change the next one's verdict.
"""

from __future__ import annotations

import atexit
from pathlib import Path

from autograder.driving.seeds import PUBLIC_SECRET, SeedSource
from autograder.grading.one import Request, grade_bytes
from autograder.protocol.jobs import Limits
from autograder.record import encode
from autograder.sandbox.slots import Slots
from exercises.spec import labs

SECRETS = {"check": PUBLIC_SECRET, "grade": b"a course's secret"}
LIMITS = Limits(wall_s=24.0, cells_wall_s=12.0)

_kept: list[Slots] = []


def kept_slots() -> Slots:
    """The slots of this process: a framework is imported once for all tests that grade."""
    if not _kept:
        _kept.append(Slots())
        atexit.register(_kept[0].close)
    return _kept[0]


def graded(path: Path, lab: str, secret: str) -> bytes:
    """The record of a file under one of the secrets."""
    raw = path.read_bytes()
    request = Request(labs()[lab], SeedSource(SECRETS[secret], lab, raw), "en", "s1", limits=LIMITS)
    return encode(grade_bytes(path.name, raw, request, kept_slots()))
