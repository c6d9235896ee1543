"""The self-check inside a notebook: ``check("lab3")``, or ``%load_ext autograder.notebook`` and ``%check lab3``.

    from autograder.notebook import check
    check("lab3")                         every part of the lab
    check("lab3", MomentumOpt)            one class or function, with the cells it depends on
    check("lab3", part="momentum")        one part
    check("warmup", course="course.toml") an exercise of the course's own
    %check lab3 momentum                  the same as a magic

What counts are the cells executed in this kernel (see ``autograder.kernel.executed``). They are judged as ``autograder
check`` judges a file, in a process of their own: the kernel's variables and frameworks are not touched. In a notebook
that is being graded an inert stand-in answers to this import.
"""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from typing import Any, Literal

from autograder.kernel.executed import cells, code_of, executions, saved
from autograder.kernel.helper import Helper
from autograder.kernel.names import around
from autograder.kernel.texts import texts_of

_UNSAVED = "notebook.ipynb"
_helper = Helper()
_ids: dict[int, str] = {}
"""The front end's id of the cell, by execution count, since this module was imported."""


class CheckError(ValueError):
    """The check can't be made; the message says what to do."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows: the message alone, for no line of the student's is at fault."""
        return [f"check: {self}"]


class Checked:
    """The verdict, shown by the notebook; as text elsewhere."""

    def __init__(self, answer: dict[str, Any]) -> None:
        self.record: dict[str, Any] = answer["record"]
        """The record, as ``autograder check --json`` writes it."""
        self._text: str = answer["text"]
        self._html: str = answer["html"]

    @property
    def passed(self) -> bool | None:
        """Whether everything that was judged is right; None where a person has to look."""
        passed = self.record["passed"]
        return None if passed is None else bool(passed)

    def __repr__(self) -> str:
        return self._text

    def _repr_html_(self) -> str:
        return self._html


def check(
    lab: str | None = None,
    thing: object = None,
    *,
    part: str | None = None,
    lang: Literal["zh", "en"] = "zh",
    device: Literal["cpu", "gpu"] = "cpu",
    course: str | os.PathLike[str] | None = None,
) -> Checked:
    """Judge what was executed in this notebook.

    Args:
        lab: For example ``"lab3"``; found from the code if left out.
        thing: A class or function of this notebook: it alone is judged.
        part: Only this part.
        lang: Language of the answer.
        device: Where TensorFlow, PyTorch or JAX computes.
        course: The course's file or its folder; found upward from the notebook's folder if left out. An exercise that
            brings code of its own (``oracle.py``) is only known where the course was named.
    """
    shell = _shell()
    written = cells(executions(shell, _ids))
    path = saved(shell.user_ns)
    if thing is not None:
        written = _only(thing, written)
    elif not written and path is not None:
        written = code_of(path)
    texts = texts_of(path, written) if thing is None and path is not None else []
    if not any(source.strip() for source in written) and not texts:
        raise CheckError(
            "no cell was executed in this kernel yet: run the cells that hold your code, then check again"
        )
    answer = _helper.ask(
        {
            "name": path.name if path is not None else _UNSAVED,
            "cells": written,
            "texts": texts,
            "lab": lab,
            "part": part,
            "language": lang,
            "device": device,
            "only_found": thing is not None,
            "course": None if course is None else str(Path(course).absolute()),
            "folder": str(Path.cwd()),
        }
    )
    if "error" in answer:
        raise CheckError(answer["error"])
    return Checked(answer)


def load_ipython_extension(shell: Any) -> None:  # noqa: ANN401 - IPython's shell has no types
    """``%load_ext autograder.notebook``: make ``%check`` known."""
    shell.register_magic_function(_magic, "line", "check")


def _magic(line: str) -> Checked:
    """``%check [LAB] [PART] [--course PATH] [--lang zh|en] [--device cpu|gpu]``."""
    try:
        words = shlex.split(line, posix=os.name != "nt")
    except ValueError:
        words = ["-"]
    given = {"--lang": "zh", "--course": "", "--device": "cpu"}
    for option in given:
        if option in words:
            at = words.index(option)
            given[option] = "".join(words[at + 1 : at + 2])
            del words[at : at + 2]
    lang = given["--lang"]
    on_gpu = given["--device"] == "gpu"
    known = lang in {"zh", "en"} and given["--device"] in {"cpu", "gpu"}
    if not known or len(words) > 2 or any(word.startswith("-") for word in words):
        raise CheckError(
            "%check [LAB] [PART] [--course PATH] [--lang zh|en] [--device cpu|gpu], for example: %check lab3 momentum"
        )
    lab, part = [*words, None, None][:2]
    return check(
        lab,
        part=part,
        lang="en" if lang == "en" else "zh",
        device="gpu" if on_gpu else "cpu",
        course=given["--course"] or None,
    )


def _only(thing: object, written: list[str]) -> list[str]:
    name = getattr(thing, "__name__", None)
    if not isinstance(name, str) or getattr(thing, "__module__", "") != "__main__":
        raise CheckError(
            f"{thing!r:.80}: not a class or function of this notebook; give it by its name: check('lab3', Momentum)"
        )
    found = around(written, name)
    if not found:
        raise CheckError(f"{name}: no executed cell defines it; run its cell, then check again")
    return found


def _shell() -> Any:  # noqa: ANN401 - IPython's shell has no types
    """The running IPython, found without importing it."""
    core = sys.modules.get("IPython.core.getipython")
    shell = core.get_ipython() if core is not None else None
    if shell is None:
        raise CheckError("check works in a notebook; in a terminal: autograder check FILE")
    return shell


def _note_id(info: Any) -> None:  # noqa: ANN401 - IPython's ExecutionInfo
    """Keep the id of a cell that is about to run; IPython forgets it."""
    cell_id = getattr(info, "cell_id", None)
    if isinstance(cell_id, str) and getattr(info, "store_history", True):
        _ids[_shell().execution_count] = cell_id


def _listen() -> None:
    core = sys.modules.get("IPython.core.getipython")
    shell = core.get_ipython() if core is not None else None
    if shell is not None:
        shell.events.register("pre_run_cell", _note_id)


_listen()
