"""Every golden submission, end to end: real sandbox, real frameworks, the verdict that its first line states."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from autograder.driving.seeds import PUBLIC_SECRET, SeedSource
from autograder.grading.one import Request, grade_bytes
from autograder.protocol import Limits
from autograder.record import NULL_STATUSES, Grade, decode, encode
from autograder.sandbox.slots import Slots
from autograder.sandbox.tiers import probe
from exercises.spec import labs
from reports.html.student import student_page
from reports.terminal import summary
from tests.golden.headers import Verdict, header, name, submissions, verdicts

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "record.schema.json").read_text(encoding="utf-8"))
LIMITS = Limits(wall_s=15.0, cells_wall_s=7.5)

pytestmark = pytest.mark.skipif(probe().tier != "bubblewrap", reason=probe().reason)


@pytest.fixture(scope="module")
def slots() -> Iterator[Slots]:
    """One set of warm slots for all files: what one file does must not change the next one's verdict."""
    opened = Slots()
    yield opened
    opened.close()


@pytest.mark.parametrize("secret", [PUBLIC_SECRET, b"a course's secret"], ids=["check", "grade"])
@pytest.mark.parametrize("path", submissions(), ids=name)
def test_the_verdict_is_the_expected_one(path: Path, secret: bytes, slots: Slots) -> None:
    """Self-check and grading give the same verdict and name; only their seeds differ."""
    expected = verdicts(header(path))
    lab, raw = expected[0].lab, path.read_bytes()
    request = Request(labs()[lab], SeedSource(secret, lab, raw), "en", "s1", limits=LIMITS)
    grade = grade_bytes(path.name, raw, request, slots)
    assert _told(grade) == expected, [part.message or part.criteria for part in grade.parts]
    _always_holds(grade)


def _told(grade: Grade) -> tuple[Verdict, ...]:
    if grade.status != "judged":
        return (Verdict(grade.lab, "", grade.status, ()),)
    told = []
    for part in grade.parts:
        word = part.status
        mistakes = tuple(mistake for diagnosis in part.diagnoses for mistake in diagnosis.mistakes)
        if part.status == "judged":
            word = "passed" if part.passed else "failed"  # type: ignore[assignment]
        told.append(Verdict(grade.lab, part.part, word, mistakes))
    return tuple(told)


def _always_holds(grade: Grade) -> None:
    """A valid record that survives a round trip, pure renderers, no path of this machine, no live text."""
    data = encode(grade)
    record: dict[str, Any] = json.loads(data)
    jsonschema.validate(record, SCHEMA)
    assert decode(data) == grade
    pages = student_page([grade], labs()), student_page([grade], labs())
    assert pages[0] == pages[1]
    assert len(pages[0]) <= 400_000
    assert summary(grade, labs()[grade.lab], "zh", color=False)
    for text in (data.decode(), *pages):
        assert str(ROOT) not in text
        assert "/guest/" not in text
    assert not re.search(r"<script|<img|<iframe|javascript:| on\w+=", pages[0].replace("&lt;", ""))
    for part in grade.parts:
        assert (part.points is None) == (part.status in NULL_STATUSES)
    assert all(0 <= part.points <= part.max_points for part in grade.parts if part.points is not None)
