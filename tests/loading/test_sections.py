"""Tags, sections and texts: which lines of a file point at a lab or part, and what belongs to them."""

import json

import pytest

from autograder.loading.load import load_bytes
from autograder.loading.sections import section_at
from autograder.loading.submission import Submission
from autograder.loading.tags import Tag, tag_of
from autograder.loading.which import labs_in_sections


@pytest.mark.parametrize(
    ("line", "tag"),
    [
        ("# lab3.nesterov", Tag("lab3", "nesterov")),
        ("# %% Lab 3.Momentum", Tag("lab3", "momentum")),
        ("#=== 实验三：动量 ===", Tag("lab3", "")),
        ("# 2. Lab 6: Adam", Tag("lab6", "")),
        ("# Lab 3: momentum and Nesterov", Tag("lab3", "")),
        ("# think.essay", Tag("think", "essay")),
        ("# quiz", Tag("quiz", "")),
        ("# 与实验三对比", None),
        ("# lab12", None),
        ("# lab3.unknown", Tag("lab3", "")),
        ("# think about it", None),
        ("# compare with GD", None),
        ("# 思考：为什么", None),
        ("# answers", None),
        ("# 实验三的动量类在这里改", None),
    ],
)
def test_a_comment_points_only_where_it_begins_with_the_place(line: str, tag: Tag | None) -> None:
    assert tag_of(line) == tag


@pytest.mark.parametrize(
    ("line", "tag"),
    [
        ("## 思考：两者的益处", Tag("think", "")),
        ("essay:", Tag("think", "essay")),
        ("### 小练习（4 分）", Tag("quiz", "")),
        ("## 一、实验三", Tag("lab3", "")),
        ("## Thinking", None),
    ],
)
def test_a_heading_may_go_on(line: str, tag: Tag | None) -> None:
    assert tag_of(line, heading=True) == tag


def notebook(*cells: tuple[str, str, list[str]]) -> Submission:
    made = [{"cell_type": kind, "source": source, "metadata": {"tags": tags}} for kind, source, tags in cells]
    return load_bytes("course.ipynb", json.dumps({"cells": made, "metadata": {}}).encode())


def tag_at(submission: Submission, cell: int, line: int) -> Tag | None:
    section = section_at(submission.sections, cell, line)
    return section.tag if section is not None else None


def test_a_labs_heading_reaches_to_the_next_one_and_a_parts_tag_to_the_end_of_its_cell() -> None:
    found = notebook(
        ("code", "a = 1", []),
        ("markdown", "## 实验三", []),
        ("code", "b = 1", []),
        ("code", "# lab3.nesterov\nc = 1", []),
        ("code", "d = 1", []),
        ("code", "e = 1", ["lab6.adam"]),
    )
    tags = [tag_at(found, cell, 1) for cell in range(1, 6)]
    assert tags == [None, Tag("lab3", ""), Tag("lab3", "nesterov"), Tag("lab3", ""), Tag("lab6", "adam")]
    assert labs_in_sections(found) == ("lab3", "lab6")
    assert set(found.tags) == {"lab3", "lab6"}


def test_a_script_is_cut_at_its_tag_lines() -> None:
    source = "import math\n# lab3.momentum\nx = 1\n# %%\ny = 1\n# Lab 6: Adam\nz = 1\n"
    found = load_bytes("all.py", source.encode())
    tags = [tag_at(found, 0, line) for line in (1, 3, 5, 7)]
    assert tags == [None, Tag("lab3", "momentum"), Tag("lab3", ""), Tag("lab6", "")]


def test_texts_belong_to_the_heading_above_them() -> None:
    found = notebook(
        ("markdown", "# 思考\n动量", []),
        ("markdown", "自适应", []),
        ("markdown", "# 总结\n完", []),
        ("markdown", "1. 小批量", ["quiz.answers"]),
    )
    told = [(one.tag, one.text) for one in found.passages]
    assert told == [
        (Tag("think", ""), "动量"),
        (Tag("think", ""), "自适应"),
        (None, "# 总结\n完"),
        (Tag("quiz", "answers"), "1. 小批量"),
    ]


def test_comments_and_strings_under_a_texts_tag_are_its_text() -> None:
    found = load_bytes("a.py", b'# think.essay\n# first\nx = "second"\n# lab6.adam\n# not this\n')
    assert [(one.tag, one.text) for one in found.passages] == [(Tag("think", "essay"), "first\nsecond")]


def test_texts_are_bounded() -> None:
    found = notebook(*(("markdown", "字" * 21_000, []) for _ in range(70)))
    assert len(found.passages) <= 60
    assert max(len(one.text) for one in found.passages) <= 20_000
