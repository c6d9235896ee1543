"""The code cells of a notebook, of any nbformat version, however damaged it comes."""

from __future__ import annotations

import json
import warnings
from typing import Any

from autograder.errors import SubmissionUnreadable
from autograder.loading.decode import whole_characters

MAX_CELLS = 10_000
_PYTHON = ("python", "ipython", "")


class NotebookUnreadable(SubmissionUnreadable):
    """Not JSON, not a notebook, or not one in Python."""


def code_cells(text: str) -> list[str]:
    """Return the sources of the code cells in order; what other cells hold is dropped unread."""
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotebookUnreadable(f"not JSON ({str(error)[:120]})") from error
    if not isinstance(raw, dict) or not ({"cells", "worksheets"} & raw.keys()):
        raise NotebookUnreadable("JSON, but no notebook: it has no cells")
    _require_python(raw)
    sources = _through_nbformat(raw)
    if len(sources) > MAX_CELLS:
        raise NotebookUnreadable(f"{len(sources)} code cells: at most {MAX_CELLS}")
    return [whole_characters(_text(source)).replace("\r\n", "\n").replace("\r", "\n") for source in sources]


def _require_python(raw: dict[str, Any]) -> None:
    metadata = raw.get("metadata")
    spec = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    language = spec.get("language", "") if isinstance(spec, dict) else ""
    if isinstance(language, str) and language.lower() not in _PYTHON:
        raise NotebookUnreadable(f"its kernel is {language[:40]}, not Python")


def _through_nbformat(raw: dict[str, Any]) -> list[Any]:
    """Old versions are upgraded by nbformat; of today's only the sources are read, the rest may be huge or wrong."""
    if "worksheets" in raw:
        import nbformat  # noqa: PLC0415 - slow, and only old notebooks need it

        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                upgraded = nbformat.convert(nbformat.from_dict(raw), 4)
        except Exception as error:
            raise NotebookUnreadable(
                f"an old notebook that nbformat can't upgrade ({type(error).__name__})"
            ) from error
        raw = {"cells": upgraded.cells}
    cells = raw["cells"]
    if not isinstance(cells, list):
        raise NotebookUnreadable("its cells are not a list")
    return [
        cell.get("source", "") for cell in cells if isinstance(cell, dict) and cell.get("cell_type") == "code"
    ]


def _text(source: object) -> str:
    if isinstance(source, str):
        return source
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        return "".join(source)
    raise NotebookUnreadable("a cell's source is neither text nor a list of lines")
