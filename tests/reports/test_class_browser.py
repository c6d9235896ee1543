"""The class pages in a real browser, with a thousand students: sorted, filtered, searched, printed, read by axe."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from exercises.spec import labs
from reports.html.class_folder import class_files
from tests.reports import records
from tests.reports.browser import CHROMIUM, Visit, chromium, violations
from tests.reports.classes import every_lab, thousand

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
PAGES = ("class", "class-lab3", "class-anonymous", "class-lab6-anonymous", "class-sheet", "class-lab6-sheet")
NAMES = "[...document.querySelectorAll('#students tbody tr:not([hidden]) th')].map(one => one.textContent)"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small class with hostile records in ``small``, a thousand students in ``large``."""
    found = tmp_path_factory.mktemp("class")
    small = [make() for make in records.ALL]
    for name, grades in (("small", small), ("large", thousand())):
        for file, data in class_files(grades, labs(), {}, {"2029999": "韩梅梅"}):
            path = found / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def large(browser: Browser, folder: Path) -> Iterator[Page]:
    """The page of one lab, a thousand students on it."""
    visit = Visit(browser, folder / "large" / "class-lab6.html")
    visit.page.check("#lang-en", force=True)
    yield visit.page
    assert visit.said == []
    assert visit.asked == [visit.url, (Path(visit.url[7:]).parent / "report.css").as_uri()]
    visit.page.close()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("scheme", "language"), [("light", "zh"), ("dark", "en")])
def test_axe_finds_nothing_and_a_phone_needs_no_sideways_scrolling(
    browser: Browser, folder: Path, name: str, scheme: Literal["light", "dark"], language: str
) -> None:
    visit = Visit(browser, folder / "small" / f"{name}.html", 360, scheme)
    visit.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    visit.page.check(f"#lang-{language}", force=True)
    assert violations(visit.page) == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360
    assert visit.said == []
    assert visit.asked == [visit.url, (Path(visit.url[7:]).parent / "report.css").as_uri()]
    visit.page.close()


def test_search_finds_a_student_among_a_thousand(large: Page) -> None:
    large.get_by_label("Search: student or mistake").fill("20240123")
    expect(large.locator("#shown")).to_have_text("1")
    assert large.evaluate(NAMES) == ["20240123"]


@pytest.mark.parametrize("mistake", ["no bias correction", "没有偏差修正"])
def test_search_finds_a_mistake_in_either_language(large: Page, mistake: str) -> None:
    large.locator("#search").fill(mistake)
    shown = large.evaluate(NAMES)
    assert 0 < len(shown) < 1001
    rows = large.locator("#students tbody tr:not([hidden])")
    assert all("No bias correction" in text for text in rows.all_text_contents())
    assert large.locator("#shown").text_content() == str(len(shown))


def test_filter_and_search_together_from_the_keyboard(large: Page) -> None:
    large.locator("#state-all").focus()
    for _ in range(4):
        large.keyboard.press("ArrowRight")
    expect(large.locator("#state-none")).to_be_checked()
    missing = large.evaluate(NAMES)
    assert "2029999 韩梅梅" in missing
    assert "20240000" not in missing
    large.locator("#search").fill("韩梅梅")
    assert large.evaluate(NAMES) == ["2029999 韩梅梅"]


def test_points_are_sorted_as_numbers_and_open_ones_stay_apart(large: Page) -> None:
    button = large.locator("#students thead th").last.get_by_role("button")
    button.press("Enter")
    button.press("Enter")
    assert large.locator("#students thead th").last.get_attribute("aria-sort") == "descending"
    cells = large.evaluate(
        "[...document.querySelectorAll('#students tbody tr')].map(one => one.lastElementChild.textContent)"
    )
    known = [float(cell.split("/")[0]) for cell in cells if not cell.startswith("–")]
    assert known == sorted(known, reverse=True)
    assert len({cell.startswith("–") for cell in cells[: len(cells) - len(known)]}) == 1


def test_a_thousand_students_answer_at_once(large: Page) -> None:
    """A keystroke in the search, a click on a head: half a second at most each, on a busy machine too."""
    for act in (
        "document.getElementById('search').value = '2024', tools.dispatchEvent(new Event('input'))",
        "document.querySelector('#students thead button').click()",
    ):
        taken = min(
            large.evaluate(
                f"(() => {{ const s = performance.now(); {act}; document.body.offsetHeight;"
                " return performance.now() - s; })()"
            )
            for _ in range(9)
        )
        assert taken < 500, act


def test_pages_of_a_thousand_are_made_in_seconds_and_stay_small() -> None:
    start = time.process_time()
    made = dict(class_files(thousand(), labs(), {}))
    assert time.process_time() - start < 30
    assert {name: len(data) for name, data in made.items() if len(data) > 3_000_000} == {}


@pytest.mark.parametrize("size", ["small", "large"])
@pytest.mark.parametrize("name", ["class-sheet", "class-lab3-sheet"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sheet_is_one_printed_page(
    browser: Browser, folder: Path, size: str, name: str, language: str
) -> None:
    page = Visit(browser, folder / size / f"{name}.html").page
    page.check(f"#lang-{language}", force=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4"))) == 1
    page.close()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sheet_of_a_term_with_every_lab_is_one_printed_page(
    browser: Browser, tmp_path: Path, language: str
) -> None:
    for file, data in class_files(every_lab(), labs(), {}, {}):
        if file == "class-sheet.html" or file.endswith(".css"):
            (tmp_path / file).write_bytes(data)
    page = Visit(browser, tmp_path / "class-sheet.html").page
    page.check(f"#lang-{language}", force=True)
    assert page.locator("table tbody tr").count() >= len(labs())
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4"))) == 1
    page.close()


def test_without_a_script_everything_is_there(browser: Browser, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "small" / "class-lab6.html").as_uri())
    expect(page.locator("#tools")).to_be_hidden()
    assert page.locator("#students tbody tr").count() == 8  # of one roster and nine records
    context.close()
