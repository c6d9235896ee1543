"""Pages for people are there in Chinese and in English, and both show the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = sorted(path.relative_to(DOCS).as_posix().removesuffix(".en.md") for path in DOCS.rglob("*.en.md"))
NUMBERS = {"bench.md", "margins.md", "naming.md", "ten-thousand.md", "truth.md"}
"""Tables of measurements for who maintains the program: English only."""
CHINESE = re.compile(r"[\u4e00-\u9fff]")
BLOCK = re.compile(r"(?:<!-- [^\n]* -->\n)?^```\w*\n.*?^```", flags=re.DOTALL | re.MULTILINE)


def read(page: str, language: str) -> str:
    """A page; where it says which language to use, it says English."""
    text = (DOCS / f"{page}.{language}.md").read_text(encoding="utf-8")
    return text.replace("--lang zh", "--lang en")


def sections(text: str) -> list[str]:
    """Cut before every heading, code left out: `#` begins comments there."""
    return re.split(r"^(?=#)", BLOCK.sub("", text), flags=re.MULTILINE)


def outline(section: str) -> list[str]:
    """What a section is made of: its heading's level, its list items, the columns of each row of its tables."""
    marks = re.findall(r"^(#+|-|\d+\.|\|.*)(?=\s|$)", section, flags=re.MULTILINE)
    return [re.sub(r"[^|]|\\\|", "", mark) if mark.startswith("|") else mark for mark in marks]


def quoted(section: str) -> list[str]:
    """What stands between backticks, in any order: sentences of two languages are built differently."""
    return sorted(set(re.findall(r"`([^`\n]+)`", section)))


def test_every_page_is_there_in_both_languages() -> None:
    assert {"cli", "charts", "cluster", "exports", "forms", "mistakes", "guide/student"} <= set(PAGES)
    there = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}
    assert there == NUMBERS | {f"{page}.{language}.md" for page in PAGES for language in ("zh", "en")}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_leads_to_its_other_language(page: str) -> None:
    name = Path(page).name
    assert f"[中文]({name}.zh.md)" in read(page, "en").split("\n##")[0]
    assert f"[English]({name}.en.md)" in read(page, "zh").split("\n##")[0]


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_show_the_same_commands(page: str) -> None:
    """So that what a test runs in one language was run for both."""
    assert BLOCK.findall(read(page, "zh")) == BLOCK.findall(read(page, "en"))


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_have_the_same_headings_lists_and_tables(page: str) -> None:
    zh, en = (sections(read(page, language)) for language in ("zh", "en"))
    assert [outline(section) for section in zh] == [outline(section) for section in en]


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_name_the_same_things(page: str) -> None:
    """Options, files and values in the running text, section by section."""
    zh, en = (sections(read(page, language)) for language in ("zh", "en"))
    assert [quoted(section) for section in zh] == [quoted(section) for section in en]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_in_chinese_is_in_chinese(page: str) -> None:
    """Every paragraph, list item and cell of more than a few words."""
    text = re.sub(r"`[^`]*`|\[[^\]]*\]\(#[^)]*\)|\]\([^)]*\)", "", BLOCK.sub("", read(page, "zh")))
    said = re.split(r"\n|(?<!\\)\|", text)
    assert [one for one in said if len(re.findall("[A-Za-z]{2,}", one)) > 3 and not CHINESE.search(one)] == []


@pytest.mark.parametrize("page", [f"{page}.{language}.md" for page in PAGES for language in ("zh", "en")])
def test_links_lead_somewhere(page: str) -> None:
    path = DOCS / page
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("page", [f"{page}.zh.md" for page in PAGES])
def test_a_page_in_chinese_leads_to_pages_in_chinese(page: str) -> None:
    """But for the one link that changes the language."""
    text = (DOCS / page).read_text(encoding="utf-8")
    assert re.findall(r"\[([^\]]*)\]\([^)]*\.en\.md[^)]*\)", text) == ["English"]
