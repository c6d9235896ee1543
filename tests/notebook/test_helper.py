"""The process beside the kernel: it answers, it survives a bad question, and its end is told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from autograder.kernel import helper
from autograder.kernel.helper import Helper, HelperDied

ROOT = Path(__file__).resolve().parents[2]
QUESTION: dict[str, Any] = {
    "name": "a.ipynb", "cells": ["print(1)"], "lab": "lab3", "part": None, "language": "en", "only_found": False,
}  # fmt: skip


def test_a_bad_question_is_answered_and_the_next_one_too() -> None:
    asked = Helper()
    try:
        assert "lab33: no such lab" in asked.ask({**QUESTION, "lab": "lab33"})["error"]
        assert "has the parts" in asked.ask({**QUESTION, "part": "adam"})["error"]
        answer = asked.ask({**QUESTION, "cells": ["import reference"]})
        assert {part["status"] for part in answer["record"]["parts"]} == {"blocked"}
    finally:
        asked.close()


def test_an_end_without_an_answer_says_what_was_said_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helper, "_START", "import sys; sys.exit('no room for it')")
    with pytest.raises(HelperDied, match=r"a fault of ours, not of yours.*no room"):
        Helper().ask(QUESTION)


def test_after_its_end_another_one_is_started() -> None:
    asked = Helper()
    try:
        assert "error" in asked.ask({**QUESTION, "lab": "lab33"})
        asked._running().kill()
        asked._running().wait()
        assert "error" in asked.ask({**QUESTION, "lab": "lab33"})
    finally:
        asked.close()


def test_our_packages_are_found_whatever_bears_their_names_on_the_path(tmp_path: Path) -> None:
    """Even where a variable of the environment puts the student's folder first."""
    for name in ("reference", "reports", "exercises"):
        (tmp_path / f"{name}.py").write_text("raise SystemError('the wrong one')", encoding="utf-8")
    start = helper._START.format(packages=helper._PACKAGES, root=str(ROOT)).replace("main()", "")
    code = start.replace("import main", "import Answers") + "\nimport exercises\nprint(exercises.__file__)"
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()) == ROOT / "exercises" / "__init__.py"


def test_the_kernels_side_imports_nothing_of_ours() -> None:
    """In a process that only imports the notebook's module."""
    code = (
        "import sys, autograder.notebook\n"
        "roots = {name.partition('.')[0] for name in sys.modules}\n"
        "print(sorted(roots & {'reference', 'reports', 'exercises', 'numpy', 'msgspec', 'tensorflow', 'IPython'}))\n"
        "print(sorted(name for name in sys.modules if name.startswith('autograder.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    foreign, ours = done.stdout.splitlines()
    assert foreign == "[]"
    assert ours == str(
        sorted(
            f"autograder.{name}"
            for name in (
                "kernel",
                "kernel.executed",
                "kernel.helper",
                "kernel.names",
                "kernel.texts",
                "notebook",
            )
        )
    )
