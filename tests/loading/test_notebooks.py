"""Notebooks of every age and state of repair."""

from __future__ import annotations

import contextlib
import json

import pytest

from autograder.loading.load import Unreadable, load_bytes
from autograder.loading.submission import Submission

METADATA = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}}


def notebook(*sources: object, metadata: object = METADATA, kind: str = "code") -> bytes:
    cells = [{"cell_type": kind, "metadata": {}, "outputs": [], "source": source} for source in sources]
    raw = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}
    return json.dumps(raw, ensure_ascii=False).encode()


def load(raw: bytes) -> Submission:
    return load_bytes("作业.ipynb", raw)


def message(raw: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        load(raw)
    assert caught.value.finding.key == "unreadable.notebook"
    return str(caught.value.finding.arguments["message"])


def test_code_cells_are_numbered_from_1_and_other_cells_are_not_counted() -> None:
    cells = [
        {"cell_type": "markdown", "source": "# 实验六"},
        {"cell_type": "code", "source": "x = 1"},
        {"cell_type": "raw", "source": "not ( python"},
        {"cell_type": "code", "source": "y = 2"},
    ]
    found = load(json.dumps({"cells": cells, "metadata": METADATA, "nbformat": 4}).encode()).cells
    assert [(cell.index, cell.source) for cell in found] == [(1, "x = 1"), (2, "y = 2")]


def test_a_cell_may_be_a_list_of_lines() -> None:
    assert load(notebook(["x = 1\n", "y = 2"], "z = 3")).cells[0].written == "x = 1\ny = 2"


def test_windows_lines_inside_cells_are_read() -> None:
    assert load(notebook("x = 1\r\ny = 2\rz = 3")).cells[0].written == "x = 1\ny = 2\nz = 3"


def test_nbformat_3_is_upgraded() -> None:
    sheets = [
        {
            "cells": [
                {"cell_type": "heading", "level": 1, "source": "实验"},
                {"cell_type": "code", "language": "python", "input": ["x = 1\n", "y = 2"], "outputs": []},
                {"cell_type": "code", "language": "python", "input": "z = 3", "outputs": []},
            ]
        }
    ]
    raw = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": "old"}, "worksheets": sheets}
    assert [cell.written for cell in load(json.dumps(raw).encode()).cells] == ["x = 1\ny = 2", "z = 3"]


@pytest.mark.parametrize("worksheets", [[], [{}], 3, "x", [{"cells": 1}], None, [[]]])
@pytest.mark.parametrize("version", [3, 4])
def test_a_damaged_old_notebook_is_unreadable(worksheets: object, version: int) -> None:
    with pytest.raises(Unreadable):
        load(json.dumps({"nbformat": version, "worksheets": worksheets}).encode())


@pytest.mark.parametrize(
    "metadata",
    [
        {},
        None,
        [],
        {"kernelspec": None},
        {"kernelspec": {"name": "python3"}},
        {"kernelspec": {"language": 3}},
        {"language_info": {"name": "python"}},
        {"kernelspec": {"language": "Python"}},
        {"kernelspec": {"language": "ipython"}},
    ],
)
def test_metadata_may_be_missing_or_odd(metadata: object) -> None:
    assert load(notebook("x = 1", metadata=metadata)).cells[0].source == "x = 1"


def test_no_metadata_and_no_format_at_all_is_read() -> None:
    raw = json.dumps({"cells": [{"cell_type": "code", "source": "x = 1"}]}).encode()
    assert load(raw).cells[0].source == "x = 1"


@pytest.mark.parametrize("language", ["R", "julia", "scala"])
def test_another_languages_kernel_is_named(language: str) -> None:
    assert language in message(notebook("x <- 1", metadata={"kernelspec": {"language": language}}))


@pytest.mark.parametrize(
    "raw",
    [
        b"not json",
        b'{"cells": [',
        b"x = 1\n",
        b"[1, 2]",
        b"3",
        b'"text"',
        b"{}",
        b'{"cells": 1}',
        b'{"cells": null}',
    ],
)
def test_what_is_no_notebook_says_so(raw: bytes) -> None:
    assert message(raw)


@pytest.mark.parametrize("source", [None, 3, {"a": 1}, ["x", 1], [["x"]]])
def test_a_cell_that_is_no_text_is_unreadable(source: object) -> None:
    assert "source" in message(notebook("x = 1", source))


def test_cells_that_are_no_cells_are_passed_over() -> None:
    raw = {"cells": [None, 3, "x", {}, {"cell_type": "code"}, {"cell_type": "code", "source": "x = 1"}]}
    assert [cell.source for cell in load(json.dumps(raw).encode()).cells] == ["", "x = 1"]


@pytest.mark.parametrize("depth", [500, 5_000, 100_000])
@pytest.mark.parametrize("opening", ["[", '{"cells":'])
def test_deep_nesting_is_unreadable_or_ignored(depth: int, opening: str) -> None:
    with pytest.raises(Unreadable):
        load((opening * depth).encode())
    deep = "[" * depth + "]" * depth
    raw = f'{{"cells": [{{"cell_type": "code", "source": "x = 1", "outputs": {deep}}}]}}'.encode()
    if depth <= 500:
        assert load(raw).cells[0].source == "x = 1"
    else:
        with contextlib.suppress(Unreadable):
            assert load(raw).cells[0].source == "x = 1"


def test_ten_thousand_cells_are_read_and_more_are_refused() -> None:
    assert len(load(notebook(*["x = 1"] * 10_000)).cells) == 10_000
    assert "10001" in message(notebook(*["x = 1"] * 10_001))


def test_large_outputs_duplicate_ids_and_unknown_keys_are_dropped_unread() -> None:
    cells = [
        {
            "cell_type": "code",
            "id": "same",
            "source": f"x{i} = 1",
            "outputs": [{"data": "A" * 2_000_000}],
            "odd": {},
        }
        for i in range(3)
    ]
    submission = load(json.dumps({"cells": cells, "metadata": METADATA}).encode())
    assert [cell.source for cell in submission.cells] == ["x0 = 1", "x1 = 1", "x2 = 1"]
    assert len(submission.listing()) < 200


def test_only_blank_cells_are_an_empty_submission() -> None:
    for raw in (notebook(), notebook("", "  \n"), notebook("# text", kind="markdown")):
        with pytest.raises(Unreadable) as caught:
            load(raw)
        assert caught.value.finding.key == "unreadable.empty"


def test_a_syntax_error_in_one_cell_leaves_the_others() -> None:
    submission = load(notebook("x = 1", "y = 2\nprint 'old'\n", "def f(w):\n    return w"))
    assert [cell.source for cell in submission.cells] == ["x = 1", "", "def f(w):\n    return w"]
    assert submission.cells[1].written == "y = 2\nprint 'old'\n"
    (finding,) = submission.findings
    assert (finding.key, finding.cell, finding.line) == ("note.cell-syntax", 2, 2)
    assert submission.names == ("f",)


def test_half_characters_can_be_written_into_a_record() -> None:
    """JSON escapes can spell half of a character pair, which no UTF-8 can hold."""
    raw = b'{"cells": [{"cell_type": "code", "source": "x = \'\\ud83d\' # \\ud83d\\ude00"}]}'
    (cell,) = load(raw).cells
    assert cell.written == "x = '\ufffd' # \U0001f600"


def test_a_notebook_in_gbk_or_with_a_mark_is_read() -> None:
    raw = notebook("name = '动量'")
    for encoding in ("gbk", "utf-8-sig", "utf-16"):
        assert load(raw.decode().encode(encoding)).cells[0].source == "name = '动量'"


def test_a_place_in_a_cell_is_a_line_of_the_listing() -> None:
    submission = load(notebook("a = 1\nb = 2", "c = 3\n\nd = 4"))
    lines = submission.listing().split("\n")
    place = submission.listing_line(2, 3)
    assert place is not None
    assert lines[place - 1] == "d = 4"
    assert submission.listing_line(9, 1) is None
    script = load_bytes("a.py", b"a = 1\nb = 2\n")
    assert script.listing_line(None, 2) == script.listing_line(0, 2) == 2
