"""The pages in a real browser: nothing fails, nothing is fetched, the switch works, a phone can read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from exercises.spec import labs
from reports.html.class_page import class_page
from reports.html.student import student_page
from tests.reports import records
from tests.reports.browser import CHROMIUM, Visit, chromium, violations

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
NAMES = ("student", "explained", "three-labs", "hostile", "class")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("pages")
    three = [records.wrong_adam(), records.right_momentum_late_nesterov(), records.schedules()]
    pages = {
        "student": student_page([records.wrong_adam()], labs()),
        "explained": student_page([records.explained()], labs()),
        "three-labs": student_page(three, labs()),
        "hostile": student_page([records.hostile()], labs()),
        "class": class_page([make() for make in records.ALL], labs(), {}),
    }
    for name, page in pages.items():
        (found / f"{name}.html").write_text(page, encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.mark.parametrize("name", NAMES)
def test_nothing_fails_and_nothing_is_fetched(browser: Browser, folder: Path, name: str) -> None:
    visit = Visit(browser, folder / f"{name}.html")
    assert visit.said == []
    assert visit.asked == [visit.url]
    visit.page.close()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_phone_needs_no_sideways_scrolling(
    browser: Browser, folder: Path, name: str, language: str
) -> None:
    visit = Visit(browser, folder / f"{name}.html", width=360)
    visit.page.check(f"#lang-{language}", force=True)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360
    visit.page.close()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("scheme", "language"), [("light", "zh"), ("dark", "en")])
def test_axe_finds_nothing(
    browser: Browser, folder: Path, name: str, scheme: Literal["light", "dark"], language: str
) -> None:
    """Colours go with the scheme, names with the language: nothing that axe reads goes with both."""
    visit = Visit(browser, folder / f"{name}.html", scheme=scheme)
    visit.page.check(f"#lang-{language}", force=True)
    visit.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert violations(visit.page) == []
    visit.page.close()


def test_the_switch_shows_one_language_and_works_from_the_keyboard(browser: Browser, folder: Path) -> None:
    page = Visit(browser, folder / "student.html").page
    chinese, english = page.get_by_text("没有偏差修正").first, page.get_by_text("No bias correction").first
    assert chinese.is_visible()
    assert not english.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert english.is_visible()
    assert not chinese.is_visible()
    page.close()


@pytest.mark.parametrize("name", ["student", "explained", "three-labs"])
def test_a_course_system_that_strips_scripts_takes_nothing_away(
    browser: Browser, folder: Path, name: str
) -> None:
    """Charts are drawn, their tables are there, and the language can be chosen, with scripts switched off."""
    assert "<script" not in (folder / f"{name}.html").read_text(encoding="utf-8")
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((folder / f"{name}.html").as_uri())
    assert page.locator("figure svg[role=img]").count() == page.locator("figure table").count() > 0
    for language, other in (("en", "zh"), ("zh", "en")):
        page.locator(f"label[for=lang-{language}]").click()
        expect(page.locator(f"h2 [lang={language}]").first).to_be_visible()
        expect(page.locator(f"h2 [lang={other}]").first).to_be_hidden()
    context.close()


def test_charts_and_tables_have_names_in_the_chosen_language(browser: Browser, folder: Path) -> None:
    page = Visit(browser, folder / "student.html").page
    assert page.get_by_role("img", name="代价随步数的变化", exact=True).count() == 1
    page.check("#lang-en", force=True)
    for name in ("Loss over the steps", "Path of the parameters", "Deviation per step"):
        assert page.get_by_role("img", name=name, exact=True).count() == 1
    assert page.get_by_role("group", name="Step by step").count() == 2
    assert page.locator(".switch[type=radio]").count() == 2
    assert (
        page.get_by_role("group", name="Step along the path", exact=True).get_by_role("radio").count() == 11
    )
    named = "e => e.getAttribute('aria-labelledby').split(' ').every(id => document.getElementById(id))"
    assert page.evaluate(f"[...document.querySelectorAll('[aria-labelledby]')].every({named})")
    page.close()


def test_the_slider_moves_the_marks_along_the_path(browser: Browser, folder: Path) -> None:
    """Without scripts: each place shows one mark on your path, at its step."""
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((folder / "student.html").as_uri())
    figure = page.locator("figure", has=page.locator(".slider"))
    places = figure.locator(".slider input")
    steps = [int(place.get_attribute("aria-label") or "") for place in places.all()]
    assert steps[:4] == [0, 1, 2, 3]
    assert steps == sorted(set(steps))
    curve = _points(figure.locator("svg[role=img] path.curve.yours").get_attribute("d") or "")
    seen = []
    places.first.focus()
    for step in steps:
        shown = [one for one in figure.locator(".dot.yours").all() if one.is_visible()]
        assert len(shown) == 1
        seen.append(tuple(float(shown[0].get_attribute(name) or "nan") for name in ("cx", "cy")))
        expect(figure.locator(".slider p:visible")).to_contain_text(f"{step}")
        page.keyboard.press("ArrowRight")
    assert seen == [curve[step] for step in steps]
    context.close()


def _points(drawn: str) -> list[tuple[float, float]]:
    numbers = [float(one) for one in re.findall(r"-?[0-9.]+", drawn)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def test_dark_pages_are_dark_and_text_keeps_its_contrast(browser: Browser, folder: Path) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto((folder / "student.html").as_uri())
    light = (
        "(c => { const [r, g, b] = c.match(/\\d+/g).map(Number); return 0.2126*r + 0.7152*g + 0.0722*b; })"
    )
    background = page.evaluate(f"{light}(getComputedStyle(document.documentElement).backgroundColor)")
    ink = page.evaluate(f"{light}(getComputedStyle(document.querySelector('h1')).color)")
    assert background < 40
    assert ink > 200
    page.close()


def test_print_leaves_the_switch_and_the_frames_away(browser: Browser, folder: Path) -> None:
    page = Visit(browser, folder / "student.html").page
    page.emulate_media(media="print")
    assert not page.get_by_text("English", exact=True).is_visible()
    assert page.get_by_role("img").first.is_visible()
    page.close()
