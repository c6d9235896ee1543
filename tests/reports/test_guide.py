"""The guide for students explains every verdict that a page can show them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from autograder.explaining.catalogue import LANGUAGES
from autograder.explaining.words import STATUSES, word
from autograder.record import NULL_STATUSES, Decision, PartResult, PartStatus, SubmissionStatus
from reports.verdict import verdict

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide"
DECIDED = Decision("explained well", "a teacher", "2026-11-22T09:00:00Z", "needs_person", None)


def explained(language: str) -> list[tuple[str, str]]:
    """Rows of the guide's table: what is said, what it means."""
    rows = re.findall(
        r"^\| (.+?) \| (.+?) \|$", (GUIDE / f"student.{language}.md").read_text("utf-8"), re.MULTILINE
    )
    return rows[1:]


def part(status: PartStatus, *, passed: bool = False, decision: Decision | None = None) -> PartResult:
    """A part with this status."""
    undecided = status in NULL_STATUSES and decision is None
    return PartResult(
        "adam", status, None if undecided else passed, None if undecided else 0.0, 8.0, decision=decision
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_that_a_student_can_get_is_explained(language: str) -> None:
    """In the words of the page and the terminal, which students look up."""
    statuses: tuple[PartStatus, ...] = get_args(PartStatus)
    shown = {verdict(part(status), language) for status in statuses}
    shown |= {verdict(part("judged", passed=True), language)}
    shown |= {verdict(part("needs_person", decision=DECIDED), language)}
    shown |= {word(STATUSES, status, language) for status in get_args(SubmissionStatus) if status != "judged"}
    said = {re.split("[,，]", name)[0] for name, meaning in explained(language) if len(meaning) > 10}
    assert said == shown
    assert len(shown) == len(statuses) + 3, "two verdicts in the same words"


def test_both_languages_explain_in_the_same_order() -> None:
    """So that row by row they are about the same."""
    known = [{word(STATUSES, status, language): status for status in STATUSES} for language in LANGUAGES]
    zh, en = (
        [statuses.get(name) for name, _ in explained(language)]
        for language, statuses in zip(LANGUAGES, known, strict=True)
    )
    assert zh == en
    assert len(set(zh)) > 8
