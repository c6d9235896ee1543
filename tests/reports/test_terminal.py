"""What ``check`` and ``grade`` print."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from autograder.record import Grade
from exercises.spec import labs
from reports.columns import width, wrap
from reports.terminal import class_table, summary
from tests.reports import records


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("make", records.ALL)
def test_a_console_in_cp936_can_print_it_and_nothing_steers_the_terminal(
    make: Callable[[], Grade], language: str
) -> None:
    grade = make()
    text = summary(grade, labs()[grade.lab], language, color=False)
    text.encode("cp936")
    assert not re.search(r"[^\n\x20-\uffff]", text)
    assert "\x1b" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize("columns", [30, 44, 80])
@pytest.mark.parametrize("make", records.ALL)
def test_no_line_is_wider_than_the_terminal(make: Callable[[], Grade], columns: int) -> None:
    grade = make()
    for language in ("zh", "en"):
        lines = summary(grade, labs()[grade.lab], language, color=False, columns=columns).splitlines()
        # One closing punctuation mark may hang over; Chinese ones take two columns.
        assert [line for line in lines if width(line) > columns + 2] == []


def test_it_names_points_mistake_hint_and_section() -> None:
    text = summary(records.wrong_adam(), labs()["lab6"], "en", color=False)
    assert "Points 0 / 8" in text
    assert "[x] Write Adam yourself" in text
    assert "No bias correction" in text
    assert "Fix this next: Write Adam yourself" in text
    assert "Hint:" in text
    assert "Lecture, section 3.3" in text


def test_what_stops_is_fixed_before_what_is_wrong_and_what_is_missing() -> None:
    text = summary(records.every_status(), labs()["lab3"], "en", color=False)
    assert "Fix this next: Turn it into Nesterov's method" in text
    assert "ValueError" in text.split("Fix this next")[1]


def test_a_fault_of_ours_is_never_shown_as_zero() -> None:
    text = summary(records.every_status(), labs()["lab3"], "en", color=False)
    assert "Points - / 16" in text
    assert re.search(r"\[\?\] Use the built-in momentum optimizer +- / 2", text)


def test_an_unreadable_file_gets_its_line_and_fix() -> None:
    assert "line 3 is not valid Python" in summary(records.unreadable(), labs()["lab6"], "zh", color=False)


def test_colour_is_only_added() -> None:
    grade = records.right_momentum_late_nesterov()
    plain = summary(grade, labs()["lab3"], "zh", color=False)
    painted = summary(grade, labs()["lab3"], "zh", color=True)
    assert painted != plain
    assert re.sub(r"\x1b\[\d+m", "", painted) == plain


def test_class_table_has_a_line_per_record_in_columns() -> None:
    grades = [records.wrong_adam(), records.not_finite(), records.unreadable()]
    lines = class_table(grades, labs(), "zh").splitlines()
    assert len(lines) == 2 + len(grades)
    assert "2024001" in lines[2]
    assert "没有偏差修正" in lines[2]
    assert "无法读取" in lines[4]
    starts = {
        width(line[: line.index(remark)])
        for line, remark in zip(lines[2:], ("没有", "出现", "无法"), strict=True)
    }
    assert len(starts) == 1


def test_hostile_names_stay_on_their_line() -> None:
    lines = class_table([records.hostile()], labs(), "en").splitlines()
    assert len(lines) == 3
    assert "\x1b" not in "".join(lines)


def test_wrapping_keeps_every_character_and_closing_marks_with_their_word() -> None:
    text = "第 1 步时 s 只有 (1 - ρ) g。算法框里哪两行弥补了这一点？它们需要知道什么？"
    lines = wrap(text, 20).splitlines()
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert not any(line.startswith(tuple("。，？")) for line in lines)
