"""docs/cli.*.md are what `--help` says, in both languages."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from typer.main import get_command

from autograder.cli import app
from autograder.explaining.catalogue import LANGUAGES
from autograder.explaining.help_texts import asked_for
from autograder.fronts.spoken_help import program
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
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_what_the_help_says(
    name: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Word for word, but for line ends, columns and the labels of Typer's that stay English."""
    program(app, language).main([name, "--help"], standalone_mode=False)
    helped = "".join(capsys.readouterr().out.split())
    texts = (
        told(name, language) if language == "en" else [text.split("（默认")[0] for text in told(name, "zh")]
    )
    bare = ["".join(text.removesuffix("（必填）").split()) for text in texts]
    assert [text for text in bare if text not in helped] == []


@pytest.mark.parametrize(
    ("words", "environment", "language"),
    [
        ("grade --help", {}, "en"),
        ("grade --help", {"LANG": "zh_CN.UTF-8"}, "zh"),
        ("grade --help", {"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ("grade --help", {"LANG": "en_US.UTF-8", "LANGUAGE": "zh_TW:en"}, "zh"),
        ("grade --help", {"LANG": "zh_CN.UTF-8", "LANGUAGE": ""}, "zh"),
        ("grade --help --lang zh", {"LANG": "en_US.UTF-8"}, "zh"),
        ("grade --lang=zh --help", {}, "zh"),
        ("grade --lang en --help", {"LANG": "zh_CN.UTF-8"}, "en"),
        ("grade --help --lang", {"LANG": "zh_CN.UTF-8"}, "zh"),
        ("grade --help --lang fr", {}, "en"),
        ("", {}, "en"),
    ],
)
def test_help_is_in_the_language_that_is_asked_for(
    words: str, environment: dict[str, str], language: str
) -> None:
    assert asked_for(words.split(), environment) == language


@pytest.mark.parametrize(("environment", "chinese"), [("zh_CN.UTF-8", True), ("en_US.UTF-8", False)])
def test_the_program_itself_speaks_the_language_of_its_environment(environment: str, chinese: bool) -> None:  # noqa: FBT001
    """Every line of the list of commands, whole and no longer than a sentence."""
    silent = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    done = subprocess.run(
        [sys.executable, "-m", "autograder", "--help"],
        env={**silent, "LANG": environment, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    listed = done.stdout.split("Commands:\n")[1].splitlines()
    assert len(listed) >= len(COMMANDS)
    assert {bool(CHINESE.search(line)) for line in listed} == {chinese}
    assert not chinese or {line[-1] + str(line.count("。")) for line in listed} == {"。1"}


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
