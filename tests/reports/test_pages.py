"""Student and class pages as text: complete, small, quick, and inert whatever students wrote."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from html.parser import HTMLParser

import msgspec
import pytest

from autograder.record import Grade
from exercises.spec import labs
from reports.html.class_page import class_page
from reports.html.fragment import student_fragment
from reports.html.listing import Listing
from reports.html.student import student_page
from tests.reports import records

PAGES: dict[str, Callable[[], str]] = {
    make.__name__: (lambda make=make: student_page([make()], labs())) for make in records.ALL
} | {
    "class": lambda: class_page(
        [make() for make in records.ALL], labs(), {"2024002": "students/2024002.html"}
    )
}

ALLOWED = set(
    "html head meta title style body main header nav article section h1 h2 h3 h4 p span bdi strong b small br code pre "
    "mark a ul ol li dl div dt dd fieldset legend input label details summary figure figcaption table caption "
    "thead tbody tr th td svg g path rect circle text tspan defs clippath".split()
)


class Reader(HTMLParser):
    """Collects what a browser would make of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.spans = {"zh": 0, "en": 0}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.append((name, value or ""))
            if name == "id":
                self.ids.append(value or "")
            if name == "lang" and tag in {"span", "tspan"}:
                self.spans[value or ""] += 1


@pytest.mark.parametrize("name", PAGES)
def test_a_page_holds_only_our_elements_whatever_students_wrote(name: str) -> None:
    page = PAGES[name]()
    reader = Reader(page)
    assert reader.tags <= ALLOWED | ({"script"} if name == "class" else set())
    assert page.count("<script") == (name == "class")
    assert not [
        name for name, _ in reader.attributes if name.startswith("on") or name in {"style", "src", "srcset"}
    ]
    assert len(reader.ids) == len(set(reader.ids))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_nothing_of_the_network(name: str) -> None:
    page = PAGES[name]()
    attributes = Reader(page).attributes
    assert any(name == "content" and value.startswith("default-src 'none'; ") for name, value in attributes)
    links = [value for name, value in attributes if name in {"href", "xlink:href", "action"}]
    assert all(re.fullmatch(r"#[\w-]+|students/2024002\.html", link) for link in links)
    assert not re.search(r"url\((?!#)|@import|https?://", page)


@pytest.mark.parametrize("name", PAGES)
def test_every_text_of_a_page_comes_in_both_languages(name: str) -> None:
    spans = Reader(PAGES[name]()).spans
    assert spans["zh"] == spans["en"] > 20


@pytest.mark.parametrize("name", PAGES)
def test_no_terminal_code_or_direction_mark_survives(name: str) -> None:
    assert not re.search(
        r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f]", PAGES[name]()
    )


def test_template_syntax_of_students_is_not_run() -> None:
    page = PAGES["hostile"]()
    assert "{{ 7*7 }}" in page
    assert (
        "49"
        not in re.sub(r"<style>.*?</style>|<svg.*?</svg>", "", page, flags=re.DOTALL).split("{{ 7*7 }}")[1][
            :3
        ]
    )


@pytest.mark.parametrize("filler", ['"', "<", "&", "a\n", "中", "\n", '"' * 79 + "\n"])
def test_a_page_stays_small_with_the_longest_code(filler: str) -> None:
    source = (filler * 65536)[:65536]
    page = student_page([msgspec.structs.replace(records.wrong_adam(), source=source, stdout=source)], labs())
    assert len(page.encode()) <= 400_000


def test_a_page_of_a_whole_course_stays_small() -> None:
    """One long file with a section for each of eleven labs, as ``check --html`` shows it."""
    source = ('"' * 79 + "\n") * 819
    one = msgspec.structs.replace(records.wrong_adam(), source=source, stdout=source)
    assert len(student_page([one] * 11, labs()).encode()) <= 1_500_000


def test_links_stay_in_the_folder_of_the_report() -> None:
    grade = records.wrong_adam()
    for link in ("javascript:alert(1)", "//evil.example/x", "https://evil.example"):
        page = class_page([grade], labs(), {grade.student or "": link})
        links = [value for name, value in Reader(page).attributes if name == "href"]
        assert not [one for one in links if ":" in one or one.startswith("/")]


def test_the_three_first_lines_say_points_what_is_right_and_what_to_fix() -> None:
    page = student_page([records.right_momentum_late_nesterov()], labs())
    head = page[page.index('<dl class="headline">') : page.index("</dl>")]
    assert "7 of 10 points" in head
    assert "Write momentum yourself" in head
    assert "Turn it into Nesterov&#39;s method: The velocity is a moving average" in head


def test_points_kept_are_shown_with_their_arithmetic() -> None:
    assert "50% × 4 = 2" in student_page([records.right_momentum_late_nesterov()], labs())


def test_an_open_total_is_not_a_zero() -> None:
    page = student_page([records.every_status(), records.wrong_adam()], labs())
    assert "still open, of 16 points" in page
    assert "still open, of 24 points" in page


def test_judged_line_is_marked_and_linked() -> None:
    page = student_page([records.wrong_adam()], labs())
    assert '<mark id="g0-line-5">class Adam:</mark>' in page
    assert 'href="#g0-line-5"' in page


def test_the_receipt_says_what_was_judged_by_what_and_how_to_do_it_again() -> None:
    grade = records.wrong_adam()
    page = student_page([grade], labs())
    receipt = page[page.rindex('class="card receipt"') :]
    for known in (
        grade.submission.sha256,
        grade.exercise_sha256,
        grade.engine_sha256,
        grade.seed_commitment,
        "--lab lab6",
    ):
        assert known in receipt
    hostile = msgspec.structs.replace(
        grade, submission=msgspec.structs.replace(grade.submission, name="a b;rm.py")
    )
    assert "autograder check &#39;a b;rm.py&#39; --lab lab6" in student_page([hostile], labs())


def test_a_line_beyond_the_code_is_not_marked() -> None:
    assert Listing("a\nb\n", [0, 2, 7], "g").marked == [2]


def test_class_page_counts_each_student_once_per_mistake() -> None:
    grades = [msgspec.structs.replace(records.wrong_adam(), student=f"s{i}") for i in range(12)] + [
        records.all_right(),
        records.our_fault(),
    ]
    page = class_page(grades, labs(), {})
    assert "12 of 14 students" in page
    assert "1 students are not in the chart" in page


def test_class_page_sets_our_faults_apart() -> None:
    page = class_page([records.every_status(), records.unreadable(), records.our_fault()], labs(), {})
    theirs, ours = page.index('id="unjudged"'), page.index('id="ours"')
    assert theirs < page.index("opening a socket") < ours
    assert page.rindex("the sandbox did not start") > ours
    assert page.rindex("the worker vanished") > ours


def test_class_page_of_nobody() -> None:
    assert "<h1>" in class_page([], labs(), {})


def best_of(times: int, render: Callable[[], object]) -> float:
    taken = []
    for _ in range(times):
        start = time.process_time()
        render()
        taken.append(time.process_time() - start)
    return min(taken)


def test_a_student_page_takes_milliseconds() -> None:
    """20 ms were asked for; the bound leaves room for a busy machine."""
    grades: list[Grade] = [records.wrong_adam()]
    assert best_of(5, lambda: student_page(grades, labs())) < 0.04


def test_a_class_of_a_thousand_is_rendered() -> None:
    base = [make() for make in records.ALL if make is not records.hostile]
    grades = [msgspec.structs.replace(base[i % len(base)], student=f"2024{i:04d}") for i in range(1000)]
    page = class_page(grades, labs(), {})
    assert page.count('<tr><th scope="row"><bdi>2024') >= 1000
    assert len(page.encode()) < 2_000_000


@pytest.mark.parametrize("make", records.ALL, ids=lambda make: make.__name__)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_notebook_shows_the_page_without_its_frame_in_one_language(
    make: Callable[[], Grade], language: str
) -> None:
    """No script, nothing loaded, no style that reaches the notebook around it, no word in the other language."""
    grade = msgspec.structs.replace(make(), language=language, source="", stdout="")
    fragment = student_fragment(grade, labs())
    reader = Reader(fragment)
    assert reader.tags <= ALLOWED - {
        "html",
        "head",
        "meta",
        "title",
        "body",
        "main",
        "input",
        "label",
        "fieldset",
        "legend",
    }
    assert reader.spans == {"zh": 0, "en": 0}
    assert not [
        value for name, value in reader.attributes if name in {"href", "src", "style"} or name[:2] == "on"
    ]
    (style,) = re.findall(r"<style>(.*?)</style>", fragment, flags=re.DOTALL)
    assert style.startswith(".autograder-report{")
    assert style.count("{") == style.count("}")
    assert not re.search(r"(?<![\w-])(?::root|html|body)\{", style)
    title = labs()[grade.lab].title
    assert (title.zh if language == "zh" else title.en) in fragment
    assert (title.en if language == "zh" else title.zh) not in fragment
