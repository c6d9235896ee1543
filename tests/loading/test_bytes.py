"""Bytes as students' machines leave them: encodings, marks, line ends, and what is no text at all."""

from __future__ import annotations

import ast
import contextlib
import time
import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import SubmissionUnreadable
from autograder.loading.decode import MAX_BYTES
from autograder.loading.load import Unreadable, load_bytes, load_file

CODE = "# 动量方法\nlr = 0.1\ndef step(w):\n    return w - lr\n"


def reason(name: str, raw: bytes) -> tuple[str, dict[str, str | float], int | None]:
    with pytest.raises(Unreadable) as caught:
        load_bytes(name, raw)
    finding = caught.value.finding
    assert finding.arguments["name"] == name
    return finding.key, finding.arguments, finding.line


def text_of(raw: bytes) -> str:
    (cell,) = load_bytes("a.py", raw).cells
    assert cell.index == 0
    return cell.written


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gbk", "gb18030", "gb2312"], ids=str
)
def test_what_editors_write_is_read_as_the_same_text(encoding: str) -> None:
    assert text_of(CODE.encode(encoding)) == CODE


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_both_byte_orders_are_read_by_their_mark(encoding: str) -> None:
    assert text_of("\ufeff".encode(encoding) + CODE.encode(encoding)) == CODE


def test_characters_that_only_gb18030_has_are_read() -> None:
    rare = "# \u3400\U00020000\nx = 1\n"
    with pytest.raises(UnicodeEncodeError):
        rare.encode("gbk")
    assert text_of(rare.encode("gb18030")) == rare


@pytest.mark.parametrize(
    ("cookie", "encoding"),
    [
        ("# -*- coding: gbk -*-", "gbk"),
        ("# coding=gb2312", "gbk"),
        ("#!/usr/bin/python\n# vim: set fileencoding=big5 :", "big5"),
        ("# coding: latin-1", "latin-1"),
    ],
)
def test_a_coding_line_is_believed(cookie: str, encoding: str) -> None:
    text = cookie + "\nname = 'é'\n" if encoding == "latin-1" else cookie + "\nname = '中文'\n"
    assert text_of(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "codec",
    "undefined hex rot13 punycode idna unicode_escape raw_unicode_escape utf-7 base64 zlib no-such-codec".split(),
)
def test_a_coding_line_may_name_any_codec(codec: str) -> None:
    """Codecs that read nothing, or something else than text, are no reason to stop: then it is UTF-8."""
    raw = f"# coding: {codec}\nname = '中文 \\d'\n".encode()
    assert outcome("a.py", raw) in {"read", "unreadable.encoding", "unreadable.syntax"}


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"], ids=["windows", "old mac", "unix"])
def test_line_ends_of_every_system_become_line_feeds(end: str) -> None:
    assert text_of(CODE.replace("\n", end).encode()) == CODE


@pytest.mark.parametrize("raw", [b"", b"   \n\t\r\n", b"\xef\xbb\xbf", "\ufeff \n".encode("utf-16-le")])
def test_nothing_but_space_is_empty(raw: bytes) -> None:
    assert reason("a.py", raw)[0] == "unreadable.empty"


@pytest.mark.parametrize(
    "raw",
    [
        b"\x7fELF\x02\x01\x01\x00\x00",
        b"PK\x03\x04\x14\x00\x00\x00",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"x = 1\n\x00",
        CODE.encode("utf-16-le"),
        b"\xff\xfe\x00",
        b"x = '\xff\xff\xff'",
    ],
    ids=["program", "zip", "picture", "NUL", "UTF-16 without mark", "odd UTF-16", "no encoding"],
)
def test_what_is_no_text_is_said_to_be_none(raw: bytes) -> None:
    assert reason("a.py", raw)[0] == "unreadable.encoding"


def test_a_nul_that_a_mark_explains_is_still_no_python() -> None:
    assert reason("a.py", "x = 1\0".encode("utf-16"))[0] == "unreadable.syntax"


def test_more_than_sixteen_megabytes_is_too_large() -> None:
    assert reason("a.py", b"#" * (MAX_BYTES + 1))[0] == "unreadable.size"


def test_mixed_tabs_are_told_with_their_line() -> None:
    key, arguments, line = reason("a.py", b"if True:\n        x = 1\n\ty = 2\n")
    assert (key, line, arguments["at"]) == ("unreadable.syntax", 3, 3)
    assert "inconsistent use of tabs" in str(arguments["message"])


def test_a_syntax_error_is_told_with_its_line() -> None:
    key, arguments, line = reason("a.py", b"import numpy\n\ndef f(:\n    pass\n")
    assert (key, line, arguments["at"]) == ("unreadable.syntax", 3, 3)


@pytest.mark.parametrize(
    "source",
    [
        "lr = 0.1\nprint 'loss', lr\n",
        "lr = 0.1\nprint lr\n",
        "x = 1\nexec 'y = 2'\n",
        "x = 1\ntry:\n    x\nexcept ValueError, e:\n    pass\n",
        "print x\n",
        "for i in xrange(3):\n    print i\n",
    ],
)
def test_python_2_is_called_by_its_name(source: str) -> None:
    key, arguments, line = reason("a.py", source.encode())
    assert key == "unreadable.python2"
    assert line == arguments["at"]
    assert line is not None


def test_a_mistake_in_python_3_is_not_called_python_2() -> None:
    assert reason("a.py", b"print('a' 1)\nprint(x\n")[0] == "unreadable.syntax"


@pytest.mark.parametrize(
    "source",
    [
        b"x = " + b"(" * 100_000,
        b"x = " + b"-" * 100_000 + b"1",
        b"x = 1" + b"+1" * 50_000,
        b"x = " + b"9" * 5_000,
        b"x = [" * 300 + b"1" + b"]" * 300,
    ],
    ids=["brackets", "signs", "sum", "digits", "lists"],
)
def test_compile_bombs_end_as_a_message(source: bytes) -> None:
    assert reason("a.py", source)[0] == "unreadable.syntax"


@pytest.mark.parametrize(
    "source",
    [
        b"\n" * 300_000 + b"x = = 1",
        b"#" * 2_000_000 + b"\nx = 1",
        b" " * 1_000_000 + b"\n?" + b" " * 1_000_000 + b"x",
        b"print" + b" " * 1_000_000,
        b"# lab" * 400_000,
        b"x = 1 " * 100_000 + b"=" * 100_000,
        b"tf" + b".a" * 2_000 + b"\n",
    ],
    ids=["blank lines", "hashes", "spaces", "print", "tags", "equals", "dots"],
)
def test_no_text_makes_the_reader_slow(source: bytes) -> None:
    """Patterns that back-track would take hours here; reading is linear."""
    start = time.perf_counter()
    with contextlib.suppress(Unreadable):
        load_bytes("a.py", source)
    assert time.perf_counter() - start < 5.0


def test_warnings_of_the_students_code_are_not_ours() -> None:
    """An invalid escape or a comparison by identity is a warning to the student, none to the grader."""
    assert text_of(b"x = '\\d'\nprint(x is 'a')\n").startswith("x")


NAMES = st.sampled_from(["a.py", "a.ipynb", "实验三.IPYNB", "b.PY"])
FRAGMENTS = st.sampled_from(
    [
        *(
            b"\xef\xbb\xbf",
            b"\xff\xfe",
            b"\xfe\xff",
            b"\0",
            b"\r",
            b"# coding: gbk\n",
            b"# coding: utf-7\n",
            b"%%time\n",
        ),
        *(
            b"!ls\n",
            b"x = !ls\n",
            b"?x\n",
            b"%time x = 1\n",
            b"\\\n",
            b"'''",
            b"(",
            b"]",
            b"def f(x):\n    ",
            b"\t",
        ),
        *(
            "中文".encode("gbk"),
            "中文".encode(),
            b"import tensorflow as tf\n",
            b"tf.Session()\n",
            b">>> x\n",
            b"\x0c",
        ),
        *(
            b'{"cells": [',
            b'{"cell_type": "code", "source": "',
            b'\\ud800"}',
            b"]}",
            b'"metadata": {}',
            b"print 1\n",
        ),
    ]
)


@given(NAMES, st.lists(FRAGMENTS | st.binary(max_size=12), max_size=12).map(b"".join))
def test_any_bytes_are_a_submission_or_unreadable(name: str, raw: bytes) -> None:
    assert outcome(name, raw).startswith(("read", "unreadable."))


def outcome(name: str, raw: bytes) -> str:
    """Why it can't be read, or "read" where what holds of every submission holds."""
    try:
        submission = load_bytes(name, raw)
    except Unreadable as error:
        return error.finding.key
    for cell in submission.cells:
        assert cell.source == "" or cell.source.count("\n") == cell.written.count("\n")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(cell.source)
    submission.listing().encode()
    return "read"


def test_a_file_on_disk_is_read_or_refused_in_one_line(tmp_path: Path) -> None:
    good = tmp_path / "作业 1.py"
    good.write_bytes(CODE.encode("gbk"))
    assert load_file(good).cells[0].written == CODE
    folder = tmp_path / "x.py"
    folder.mkdir()
    for path in (folder, tmp_path / "missing.py"):
        with pytest.raises(SubmissionUnreadable, match=r"^[^\n]+; give a \.py or \.ipynb file") as caught:
            load_file(path)
        assert not isinstance(caught.value, Unreadable)
    huge = tmp_path / "huge.py"
    with huge.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(Unreadable) as caught_size:
        load_file(huge)
    assert caught_size.value.finding.key == "unreadable.size"
