"""Every golden submission, end to end: real sandbox, real frameworks, the verdict that its first line states."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from autograder.loading.load import Unreadable, load_file
from autograder.protocol.jobs import Job
from autograder.record import NULL_STATUSES, Grade, decode, encode
from autograder.sandbox.slots import frameworks_of, missing
from autograder.sandbox.tiers import probe
from exercises.spec import labs
from reports.html.student import student_page
from reports.terminal import summary
from tests.golden.headers import HEADER, Verdict, header, name, submissions, verdicts
from tests.golden.worker import SECRETS, graded

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = jsonschema.Draft202012Validator(
    json.loads((ROOT / "docs" / "record.schema.json").read_text(encoding="utf-8"))
)
"""Made once: ``jsonschema.validate`` would check the schema itself anew for every file, longer than judging takes."""
pytestmark = pytest.mark.skipif(not probe().isolates, reason=probe().reason)

NOTHING_TO_JUDGE = {"not_found", "not_started"}
"""What a part must be that a file's first line doesn't speak of."""


OWN_RUN = {"observed", "answer"}
"""Forms of which nothing is asked that a secret is drawn for: the student's own run, or words, are judged."""


def cases(*, every: bool = False) -> Iterator[tuple[Path, str, str]]:
    """Each lab that a file names, under one of the secrets; ``every``: under both, where they make a difference.

    The secrets are taken in turn, so that half of the files of each kind are checked and half are graded.
    """
    for turn, path in enumerate(submissions()):
        match = HEADER.fullmatch(header(path))
        named = tuple(dict.fromkeys(verdict.lab for verdict in verdicts(header(path))))
        for place, lab in enumerate(named):
            secrets = list(SECRETS)
            if match and match["form"] in OWN_RUN:
                secrets = ["grade"]
            elif not every or len(named) > 1:
                secrets = [secrets[(turn + place) % len(secrets)]]
            yield from ((path, lab, secret) for secret in secrets)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """As many cases as are asked for."""
    if "secret" in metafunc.fixturenames:
        every = metafunc.config.getoption("--every-secret")
        metafunc.parametrize(("path", "lab", "secret"), list(cases(every=every)), ids=case)


def case(value: Path | str) -> str:
    return name(value) if isinstance(value, Path) else value


class Alive(HTMLParser):
    """Collects what a page of text and drawings must not have: programs, and what is loaded from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "img", "iframe", "object", "embed", "base"}:
            self.found.append(tag)
        for attribute, value in attrs:
            if attribute.startswith("on") or "javascript:" in (value or "").lower():
                self.found.append(f"{attribute}={value}")


def test_the_verdict_is_the_expected_one(path: Path, lab: str, secret: str) -> None:
    """Self-check and grading give the same verdict and name; only their seeds differ."""
    lacking = _lacking(path)
    if lacking:
        pytest.skip(f"{lacking} isn't installed here")
    expected = verdicts(header(path))
    data = graded(path, lab, secret)
    grade = decode(data)
    mine = tuple(each for each in expected if each.lab == lab)
    told = _told(grade)
    named = {each.part for each in mine}
    assert tuple(each for each in told if each.part in named) == mine, [
        (part.status, part.message or part.criteria) for part in grade.parts
    ]
    _is_what_the_header_says(path, expected, grade)
    assert {each.word for each in told if each.part not in named} <= NOTHING_TO_JUDGE, told
    _always_holds(grade, data)


def _is_what_the_header_says(path: Path, expected: tuple[Verdict, ...], grade: Grade) -> None:
    """Form and framework of a part that was judged; of several parts each may have its own form."""
    match = HEADER.fullmatch(header(path))
    if match and match["form"] and len(expected) == 1 and expected[0].word in {"passed", "failed"}:
        told = (grade.submission.form, grade.submission.framework)
        assert told == (match["form"], match["framework"])


def _lacking(path: Path) -> str:
    """The package that a file needs and this machine lacks."""
    try:
        found = load_file(path)
    except Unreadable:
        return ""
    return missing(frameworks_of(Job(1, found.name, found.framework, (), (), (), (), legacy=found.legacy)))


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


def _always_holds(grade: Grade, data: bytes) -> None:
    """A valid record that survives a round trip, pure renderers, no path of this machine, no live text."""
    record: dict[str, Any] = json.loads(data)
    SCHEMA.validate(record)
    assert decode(encode(grade)) == grade
    pages = student_page([grade], labs()), student_page([grade], labs())
    assert pages[0] == pages[1]
    assert len(pages[0]) <= 400_000
    assert summary(grade, labs()[grade.lab], "zh", color=False)
    for text in (data.decode(), *pages):
        assert str(ROOT) not in text
        assert "/guest/" not in text
    reader = Alive()
    reader.feed(pages[0])
    assert reader.found == []
    for part in grade.parts:
        assert (part.points is None) == (part.status in NULL_STATUSES)
    assert all(0 <= part.points <= part.max_points for part in grade.parts if part.points is not None)
