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
from tests.golden.headers import header, verdicts

SECRETS = {"check": PUBLIC_SECRET, "grade": b"a course's secret"}
LIMITS = Limits(wall_s=15.0, cells_wall_s=7.5)

_kept: list[Slots] = []


def graded(path: Path, secret: str) -> list[bytes]:
    """The records of a file under one of the secrets, one for each lab that its header names.

    A whole course's file runs once per lab: its labs take the secrets in turn.
    """
    if not _kept:
        _kept.append(Slots())
        atexit.register(_kept[0].close)
    raw, records = path.read_bytes(), []
    named = list(dict.fromkeys(verdict.lab for verdict in verdicts(header(path))))
    turn = list(SECRETS).index(secret)
    for lab in named if len(named) == 1 else named[turn :: len(SECRETS)]:
        request = Request(labs()[lab], SeedSource(SECRETS[secret], lab, raw), "en", "s1", limits=LIMITS)
        records.append(encode(grade_bytes(path.name, raw, request, _kept[0])))
    return records
