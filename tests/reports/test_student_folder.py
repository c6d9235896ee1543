"""A student's pages in a class's folder: small, one style sheet, a page per lab; links that a browser can follow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Browser, expect

from autograder.grading.files import page_path
from exercises.spec import labs
from reports.html.class_folder import class_files
from reports.html.student_folder import MOST, student_files
from tests.reports import records
from tests.reports.browser import CHROMIUM, Visit, chromium, violations

WHO = "2024 001/王小明 50%"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of one student with three labs and one with one."""
    out = tmp_path_factory.mktemp("out")
    made = [records.wrong_adam(), records.right_momentum_late_nesterov(), records.schedules()]
    mine = [msgspec.structs.replace(grade, student=WHO) for grade in made]
    other = [msgspec.structs.replace(records.wrong_adam(), student="other")]
    links = {student: page_path(Path(), student).as_posix() for student in (WHO, "other")}
    files = [*class_files([*mine, *other], labs(), links)]
    for student, grades in ((WHO, mine), ("other", other)):
        files += student_files(links[student], grades, labs())
    for name, data in files:
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(data)
    return out


@pytest.mark.parametrize("filler", ['"', "<", "a\n", "中", '"' * 79 + "\n"])
def test_a_page_of_a_class_is_small_with_the_longest_code(filler: str) -> None:
    source = (filler * 65536)[:65536]
    made = [records.wrong_adam(), records.right_momentum_late_nesterov(), records.every_status()]
    grades = [msgspec.structs.replace(grade, source=source, stdout=source) for grade in made]
    pages = dict(student_files("students/a.html", grades, labs()))
    assert set(pages) == {"students/a.html", "students/a.lab3.html", "students/a.lab6.html"}
    assert {name: len(page) for name, page in pages.items() if len(page) > MOST} == {}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with chromium() as started:
        yield started


def test_from_the_class_to_a_student_and_a_lab_and_back(browser: Browser, folder: Path) -> None:
    visit = Visit(browser, folder / "class.html")
    page = visit.page
    page.check("#lang-en", force=True)
    page.get_by_role("link", name=WHO).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(WHO)
    page.check("#lang-en", force=True)
    assert violations(page) == []
    page.get_by_role("link", name="Lab 6: Adam").click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Adam")
    assert violations(page) == []
    page.locator(".kicker a").click()
    page.locator(".next a").first.click()
    expect(page.locator("section:target")).to_be_visible()
    assert visit.said == []
    assert not [url for url in visit.asked if not url.startswith(folder.as_uri())]
    page.close()


def test_a_labs_page_links_to_the_students_page_of_that_lab(browser: Browser, folder: Path) -> None:
    page = Visit(browser, folder / "class-lab6.html").page
    for who, labelled in ((WHO, "Adam"), ("other", "Adam")):
        page.goto((folder / "class-lab6.html").as_uri())
        page.locator("#students").get_by_role("link", name=who).click()
        page.check("#lang-en", force=True)
        expect(page.get_by_role("heading", level=2).first).to_contain_text(labelled)
    page.close()


def test_pages_share_their_style_sheet_and_it_is_allowed(browser: Browser, folder: Path) -> None:
    for name in ("class.html", "students/other.html"):
        visit = Visit(browser, folder / name)
        assert len(visit.asked) == 2
        assert visit.said == []
        assert visit.page.evaluate("getComputedStyle(document.querySelector('.card')).borderRadius") != "0px"
        assert "<style>" not in (folder / name).read_text("utf-8")
        visit.page.close()
