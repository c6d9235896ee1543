"""Which executions count as the notebook: the last one of each cell, where the cell stands."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder.kernel.executed import Execution, cells, executions, saved
from autograder.kernel.names import around
from autograder.kernel.texts import texts_of


def run(*sources: str | tuple[str, str]) -> list[str]:
    """Cells of a history: texts, or (text, id of the cell)."""
    return cells([Execution(one) if isinstance(one, str) else Execution(*one) for one in sources])


def test_a_cell_that_was_run_again_counts_once_and_stays_in_its_place() -> None:
    assert run(("a = 1", "x"), ("b = 2", "y"), ("a = 3", "x")) == ["a = 3", "b = 2"]


def test_a_cell_stands_later_where_it_needs_what_came_later() -> None:
    """It was run too early first, and failed."""
    assert run(("print(b)", "x"), ("b = 2", "y"), ("print(b)", "x")) == ["b = 2", "print(b)"]


def test_without_ids_a_class_defined_again_replaces_the_first() -> None:
    wrong, right = "class A:\n    x = 1", "class A:\n    x = 2\ndef f(): pass"
    assert run("import numpy", wrong, "A()", right) == ["import numpy", right, "A()"]


def test_without_ids_a_cell_that_defines_less_replaces_nothing() -> None:
    both, one = "class A: pass\nclass B: pass", "class A: pass"
    assert run(both, one) == [both, one]


def test_without_ids_a_tag_tells_the_cell_even_where_it_is_no_python() -> None:
    assert run("# lab3.momentum\nclass A", "# lab3.momentum\nclass B: pass") == [
        "# lab3.momentum\nclass B: pass"
    ]
    assert len(run("# lab3.momentum\nclass A: pass", "# lab3.nesterov\nclass A: pass")) == 2


def test_without_ids_two_trainings_that_look_alike_are_two_cells() -> None:
    first = "for i in range(9):\n    w = w - 0.1 * g(w)"
    second = "for i in range(9):\n    w = w - 0.2 * g(w)"
    assert run(first, second, first) == [first, second]


def test_different_ids_are_different_cells_whatever_they_hold() -> None:
    assert run(("class A: pass", "x"), ("class A: pass", "y")) == ["class A: pass", "class A: pass"]


@pytest.mark.parametrize(
    "ours",
    [
        "from autograder.notebook import check\n\ncheck('lab3')",
        "%load_ext autograder.notebook",
        "%check lab3 momentum",
        "# a remark\ncheck('lab3', Momentum)",
        "",
    ],
)
def test_cells_that_only_check_are_left_out(ours: str) -> None:
    shell = SimpleNamespace(history_manager=SimpleNamespace(input_hist_raw=["", "a = 1", ours, "check = 2"]))
    assert [one.source for one in executions(shell, {})] == ["a = 1", "check = 2"]


def test_a_cell_of_comments_is_kept() -> None:
    """A part's tag with nothing below it says that the part was not begun; answers may be comments."""
    sources = ["", "# quiz.answers\n# 1. batch", "# lab3.faster\n", "  \n"]
    shell = SimpleNamespace(history_manager=SimpleNamespace(input_hist_raw=sources))
    assert [one.source for one in executions(shell, {})] == sources[1:3]


def test_texts_of_the_saved_file_stand_between_the_cells_they_stood_between(tmp_path: Path) -> None:
    """Those that were edited since, or not executed, are passed over."""
    path = tmp_path / "a.ipynb"
    kinds = [
        ("markdown", "first"),
        ("code", "a = 1"),
        ("markdown", "second"),
        ("code", "edited"),
        ("markdown", "last"),
    ]
    cells_saved = [{"cell_type": kind, "source": [source]} for kind, source in kinds]
    path.write_text(json.dumps({"cells": cells_saved}), encoding="utf-8")
    assert texts_of(path, ["a = 1\n", "b = 2"]) == [(0, "first"), (1, "second"), (1, "last")]
    assert texts_of(tmp_path / "none.ipynb", ["a = 1"]) == []


def test_ids_belong_to_execution_counts() -> None:
    shell = SimpleNamespace(history_manager=SimpleNamespace(input_hist_raw=["", "a = 1", "a = 2"]))
    assert executions(shell, {2: "x"}) == [Execution("a = 1"), Execution("a = 2", "x")]


def test_the_front_end_tells_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    assert saved({}) is None
    monkeypatch.setenv("JPY_SESSION_NAME", "/home/me/作业.ipynb")
    found = saved({})
    assert found is not None
    assert found.name == "作业.ipynb"
    vscode = saved({"__vsc_ipynb_file__": "/home/me/lab3.ipynb"})
    assert vscode is not None
    assert vscode.name == "lab3.ipynb"
    monkeypatch.setenv("JPY_SESSION_NAME", "a-kernel-without-a-file")
    assert saved({}) is None


def test_a_class_comes_with_what_it_depends_on_and_nothing_else() -> None:
    written = [
        "import numpy as np\nimport tensorflow as tf\nrate = 0.1; other = 3",
        "tf.disable_v2_behavior()\nnp.random.seed(0)\nprint('hello')",
        "def helper(x):\n    return np.sqrt(x) * rate\n\n\ndef unused(): pass",
        "class A:\n    x = 1\n\n\nclass B:\n    x = 3",
        "class A:\n    def update(self, w, g):\n        return w - helper(g)\nfor i in range(3):\n    print(A())",
        "A.count = 0",
    ]
    assert around(written, "A") == [
        "import numpy as np\n\nrate = 0.1; other = 3",
        "\nnp.random.seed(0)\n",
        "def helper(x):\n    return np.sqrt(x) * rate\n\n\n",
        "\n\n\n\n\n",
        "class A:\n    def update(self, w, g):\n        return w - helper(g)\n\n",
        "A.count = 0",
    ]


def test_what_no_cell_defines_has_no_surroundings() -> None:
    assert around(["A = 3", "not python ("], "A") == []
