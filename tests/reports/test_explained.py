"""Everything that can be said about a mistake: on a terminal, in the docs, and on the student's page."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from autograder.explaining.catalogue import LANGUAGES
from autograder.explaining.conventions import CONVENTIONS, convention
from autograder.explaining.mistakes import MISTAKES, explain
from autograder.explaining.onset import FIRST, ONSET
from autograder.explaining.themes import THEMES
from autograder.explaining.variants import VARIANTS
from autograder.record import Grade
from exercises.spec import labs
from reports.columns import width
from reports.explained import explained, listed
from reports.html.fragment import student_fragment
from reports.html.steps import steps_chart
from reports.html.student import student_page
from reports.manual import manual, path
from reports.terminal import summary
from tests.reports import records

EVERY = [*MISTAKES, *CONVENTIONS]
ENDS = {"zh": "。？！…", "en": ".?!…"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_has_every_field_in_sentences(mistake: str, language: str) -> None:
    told = explain(mistake, {}, {}, language)
    for text in (told.what, told.shows, told.why, told.hint):
        assert len(text) >= (6 if language == "zh" else 15)
        assert text[-1] in ENDS[language] + "”)）", text
    assert re.fullmatch(r"\d(\.\d){0,2}", told.lecture)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", VARIANTS)
def test_an_accepted_form_has_every_field_in_sentences(name: str, language: str) -> None:
    told = convention(name, language)
    assert told is not None
    for text in (told.what, told.where, told.why, told.mind):
        assert text[-1] in ENDS[language] + ")）", text
    assert re.fullmatch(r"\d(\.\d){0,2}", told.lecture)


def test_every_mistake_belongs_to_one_theme() -> None:
    ids = [one for group in THEMES.values() for one in group]
    assert sorted(ids) == sorted(MISTAKES)
    assert set(ONSET) == set(MISTAKES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_fits_a_terminal(language: str) -> None:
    for name in EVERY:
        lines = explained(name, language, 80).splitlines()
        assert max(map(width, lines)) <= 82, name  # closing punctuation may hang over
    assert [line for line in lines if line.encode("gbk", "replace").decode("gbk") != line] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_has_every_id(language: str) -> None:
    text = listed(language)
    assert [one for one in EVERY if f"  {one} " not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_docs_are_up_to_date(language: str) -> None:
    """After a change of a text or a rule: ``python -m reports.manual``."""
    assert path(language).read_text(encoding="utf-8") == manual(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_docs_have_a_place_for_each_id_and_no_broken_table(language: str) -> None:
    text = manual(language)
    assert re.findall(r'<a id="([\w-]+)">', text) == [one for ids in THEMES.values() for one in ids] + list(
        CONVENTIONS
    )
    rows = [line for line in text.split("\n") if line.startswith("|")]
    widths = [len(re.findall(r"(?<!\\)\|", row)) for row in rows]
    heads = [at for at, row in enumerate(rows) if set(row) <= set("|- ")]
    for at, stop in zip(heads, [*(one - 1 for one in heads[1:]), len(rows)], strict=True):
        assert len(set(widths[at - 1 : stop])) == 1


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "autograder", "explain", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_command_explains_one() -> None:
    told = run("no_bias_correction", "--lang", "en")
    assert told.returncode == 0
    assert "No bias correction" in told.stdout
    assert "Hint: " in told.stdout
    assert "1<" in told.stdout  # s is 1 where 10 is expected


def test_an_unknown_id_is_one_line_with_the_nearest_names() -> None:
    told = run("nobias")
    assert (told.returncode, told.stdout, told.stderr.count("\n")) == (2, "", 1)
    assert "no-bias-correction" in told.stderr


def test_without_an_id_all_are_listed() -> None:
    assert run("--lang", "en").stdout == listed("en", 80)


# ---- on pages -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shown() -> Grade:
    return records.explained()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_the_smallest_case_and_marks_one_cell(shown: Grade, language: str) -> None:
    page = student_page([shown], labs())
    table = page[page.index('id="g0p0-case1"') :].partition("</table>")[0]
    marked = re.findall(r'first-cell">(?:<span[^>]*>)?([^<]+)', table)
    assert marked == ["1"]
    assert re.findall(r"<th scope=\"row\">(\d*)</th>", table) == ["1"]  # of two rows
    assert explain("no-bias-correction", {}, {}, language).shows in page


def test_the_page_leads_to_the_suspected_line(shown: Grade) -> None:
    page = student_page([shown], labs())
    assert 'href="#g0-line-20"' in page
    assert 'id="g0-line-20"' in page


def test_the_notebook_names_the_line_without_a_link_to_nowhere(shown: Grade) -> None:
    piece = student_fragment(shown, labs())
    assert "20" in piece
    assert "-line-20" not in piece


def test_accepted_forms_are_explained(shown: Grade) -> None:
    page = student_page([shown], labs())
    assert page.count('<details class="convention">') == 3
    told = convention("rate-outside-velocity", "en")
    assert told is not None
    assert told.where in page
    assert 'id="g0p1-form1"' in page  # its table; double precision never parts
    assert 'id="g0p1-form3"' not in page


def test_the_terminal_says_where_and_how_to_see_more(shown: Grade) -> None:
    text = " ".join(summary(shown, labs()["lab6"], "en", color=False).split())
    assert "line 20" in text
    assert "autograder explain no-bias-correction" in text


@pytest.mark.parametrize(("first", "said"), [(1, 0), (3, 1), (None, 0)])
def test_the_students_own_step_is_said_where_it_differs(first: int | None, said: int) -> None:
    told = explain("sign-flipped", {}, {}, "en", first_step=first).shows
    assert told.count("In your code") == said
    assert (FIRST in told) == (first != 3)


def test_the_named_mistake_lies_on_the_students_path(shown: Grade) -> None:
    """In the chart of one parameter: both curves go through the same points, the rule's doesn't."""
    chart = steps_chart("x", shown.parts[0].evidence["update"])
    assert chart is not None
    paths = {kind: re.search(rf'curve {kind}" d="([^"]+)"', str(chart.svg)) for kind in chart.kinds}
    drawn = {kind: found[1] for kind, found in paths.items() if found}
    assert drawn["identified"] == drawn["yours"] != drawn["expected"]
    assert steps_chart("x", records.right_momentum_late_nesterov().parts[0].evidence["update"]) is None
