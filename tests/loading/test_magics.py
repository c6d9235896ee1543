"""Magics and shell lines: harmless, and every other line stays where it was."""

from __future__ import annotations

import ast
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.loading.load import Unreadable, load_bytes
from autograder.loading.magics import plain_python

LINES = [
    ("%matplotlib inline", "pass"),
    ("!pip install tensorflow==1.15", "pass"),
    ("!ls -la | grep '\"x", "pass"),
    ("%tensorflow_version 1.x", "pass"),
    ("?help", "pass"),
    ("help?", "pass"),
    ("np.sqrt??", "pass"),
    ("files = !ls", "files = []"),
    ("table['a'] = !ls", "table['a'] = []"),
    ("here = %pwd", "here = []"),
    ("%time model = fit(3)", "model = fit(3)"),
    ("%timeit fit(3)", "pass"),
    ("%load_ext autograder.notebook", "pass"),
]


@pytest.mark.parametrize(("line", "plain"), LINES, ids=[line for line, _ in LINES])
@pytest.mark.parametrize("indent", ["", "    "], ids=["top", "inside"])
def test_a_magic_line_becomes_one_harmless_line(line: str, plain: str, indent: str) -> None:
    head, tail = ("before = 1", "after = 2") if not indent else ("if True:", "    after = 2")
    got, magics = plain_python(f"{head}\n{indent}{line}\n{tail}\n")
    assert got == f"{head}\n{indent}{plain}\n{tail}\n"
    assert magics == [2]


@pytest.mark.parametrize(
    ("source", "plain", "magics"),
    [
        ("\n\n%matplotlib inline\nx = 1", "\n\npass\nx = 1", [3]),
        ("!ls \\\n  -l \\\n  -a\nx = 1", "pass\n\n\nx = 1", [1]),
        ("files = !ls \\\n  -l\nx = 1", "files = []\n\nx = 1", [1]),
        ("%run a.py\n%run b.py\nx = 1", "pass\npass\nx = 1", [1, 2]),
        ("%matplotlib inline", "pass", [1]),
        (">>> x = 1\n>>> !ls\n>>> y = 2", "x = 1\npass\ny = 2", [2]),
        ("In [1]: x = 1\n%pwd", "x = 1\npass", [2]),
    ],
    ids=[
        "blank lines first",
        "continued",
        "continued assignment",
        "two",
        "alone",
        "doctest prompt",
        "ipython prompt",
    ],
)
def test_line_numbers_stay(source: str, plain: str, magics: list[int]) -> None:
    assert plain_python(source) == (plain, magics)


@pytest.mark.parametrize(
    "source",
    [
        "x = (10\n% 3)\n",
        "x = (1\n!= 2)\n",
        "text = '''\n%matplotlib inline\n!ls\n?x\n'''\n",
        "# !ls\n# %time\nx = 1  # really?\n",
        "print('x = %d' % 3, 'why?')\n",
        "ok = x == 1 or y != 2\n",
        '"""\n>>> x\n"""\n',
    ],
)
def test_python_that_looks_like_a_magic_stays_as_it_is(source: str) -> None:
    assert plain_python(source) == (source, [])


def test_a_modulo_at_the_start_of_a_line_stays_beside_a_real_magic() -> None:
    assert plain_python("!ls\nx = (10\n% 3)\ny = '''\n!ls\n'''\n") == (
        "pass\nx = (10\n% 3)\ny = '''\n!ls\n'''\n",
        [1],
    )


@pytest.mark.parametrize("magic", ["%%time", "%%timeit -n 1", "%%capture out", "%%prun", "%%time "])
def test_magics_around_python_run_the_python(magic: str) -> None:
    source = f"{magic}\nx = 1\n!ls\ny = 2"
    assert plain_python(source) == ("pass\nx = 1\npass\ny = 2", [1, 3])
    assert plain_python("\n\n" + source) == ("\n\npass\nx = 1\npass\ny = 2", [3, 5])


@pytest.mark.parametrize(
    "magic", ["%%bash", "%%javascript", "%%html", "%%writefile a.py", "%%cython", "%%", "%%R -i x"]
)
def test_magics_around_something_else_run_nothing(magic: str) -> None:
    assert plain_python(f"{magic}\nrm -rf /\nalert(1)\n") == ("\n\n\n", [1])


def test_a_real_syntax_error_beside_a_magic_keeps_its_line() -> None:
    raw = b"!ls \\\n -l\n%matplotlib inline\nx = (\n"
    with pytest.raises(Unreadable) as caught:
        load_bytes("a.py", raw)
    assert caught.value.finding.line == 4


def test_magics_are_noted_with_cell_and_line() -> None:
    raw = b'{"cells": [{"cell_type": "code", "source": "x = 1"}, {"cell_type": "code", "source": "y = 2\\n!ls"}]}'
    (finding,) = load_bytes("a.ipynb", raw).findings
    assert (finding.key, finding.cell, finding.line) == ("note.magic", 2, 2)


def test_colab_scripts_are_read_like_cells() -> None:
    submission = load_bytes(
        "colab.py", b"!pip install keras\n%cd /content\nimport numpy as np\ndef f(w):\n    return w\n"
    )
    assert submission.cells[0].source.split("\n")[:3] == ["pass", "pass", "import numpy as np"]
    assert submission.names == ("f",)


@pytest.mark.parametrize("lines", [20_000, 2_000])
def test_thousands_of_magics_in_one_cell_don_t_take_long(lines: int) -> None:
    start = time.perf_counter()
    plain, _ = plain_python("!ls\n" * lines)
    assert time.perf_counter() - start < 5.0
    assert plain.count("\n") == lines


_PIECES = "!ls|%time x = 1|x = !ls|x?|?x|x = 1|if x:|    !ls|    y = 2|'''|(|)|\\|!a \\|%%bash|%%time|>>> x|| % 3|\t!ls"
PIECES = st.sampled_from(_PIECES.split("|"))


@given(st.lists(PIECES, max_size=8))
def test_the_number_of_lines_never_changes(lines: list[str]) -> None:
    source = "\n".join(lines)
    plain, magics = plain_python(source)
    assert plain.count("\n") == source.count("\n")
    assert all(1 <= line <= len(lines) for line in magics)
    assert magics == sorted(set(magics))


@given(
    st.lists(
        st.sampled_from(["x = 1", "y = x % 2", "s = '!ls'", "if x:\n    y = 3", "z = (x\n% 2)"]), max_size=6
    )
)
def test_plain_python_is_never_touched(statements: list[str]) -> None:
    source = "\n".join(statements)
    ast.parse(source)
    assert plain_python(source) == (source, [])
