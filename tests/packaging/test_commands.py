"""docs/cli.*.md are what `--help` says, in both languages."""

from __future__ import annotations

import re

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from autograder.cli import app
from autograder.explaining.catalogue import LANGUAGES
from tests.packaging.commands import page, path

COMMANDS = list(get_command(app).commands)  # type: ignore[attr-defined]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def told(name: str, language: str) -> list[str]:
    """What the published page says on a command: a sentence or two, then a text per argument and option."""
    section = path(language).read_text(encoding="utf-8").split(f"\n## {name}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `.*?` \| (.*) \|$", section, flags=re.MULTILINE)
    return [section.strip().split("\n")[0], *(row.replace("\\|", "|") for row in rows)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_published_page_is_up_to_date(language: str) -> None:
    """Run ``python -m tests.packaging.commands`` after a change of the command line."""
    assert path(language).read_text(encoding="utf-8") == page(language)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_page_in_english_says_what_the_help_says(name: str) -> None:
    """Word for word, but for line ends and columns."""
    helped = " ".join(CliRunner().invoke(app, [name, "--help"], terminal_width=400).output.split())
    assert [text for text in told(name, "en") if text not in helped] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_the_page_in_chinese_says_all_of_it_in_chinese(name: str) -> None:
    """As many texts as in English, each one translated, with the same defaults of one word."""
    zh, en = told(name, "zh"), told(name, "en")
    assert len(zh) == len(en) > (name != "doctor")
    assert [text for text in zh if not CHINESE.search(text)] == []
    defaults = [re.findall(r"\[default: \(?([^\s()\];]+)\)?[\];]", text) for text in en]
    assert [
        text for text, words in zip(zh, defaults, strict=True) if any(word not in text for word in words)
    ] == []
