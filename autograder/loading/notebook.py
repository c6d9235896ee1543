"""The code and text cells of a notebook, of any nbformat version, however damaged it comes."""

from __future__ import annotations

import json
import warnings
from dataclasses import dataclass
from typing import Any

from autograder.errors import SubmissionUnreadable
from autograder.loading.decode import whole_characters
from autograder.loading.nbgrader import is_test, part_tag

MAX_CELLS = 10_000
_PYTHON = ("python", "ipython", "")
_MOST_TAGS = 10


class NotebookUnreadable(SubmissionUnreadable):
    """Not JSON, not a notebook, or not one in Python."""


@dataclass(frozen=True)
class NotebookCell:
    """One cell as it is written."""

    number: int | None
    """1-based among the code cells; 0 for a script; None for a cell of text."""
    source: str
    tags: tuple[str, ...] = ()
    """Tags of the cell's metadata."""

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return self.source.count("\n") + 1


def notebook_cells(text: str) -> list[NotebookCell]:
    """Return the cells of code and of markdown in their order; what other cells hold is dropped unread."""
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotebookUnreadable(f"not JSON ({str(error)[:120]})") from error
    if not isinstance(raw, dict) or not ({"cells", "worksheets"} & raw.keys()):
        raise NotebookUnreadable("JSON, but no notebook: it has no cells")
    _require_python(raw)
    found: list[NotebookCell] = []
    number = 0
    for cell in _through_nbformat(raw):
        kind = cell.get("cell_type")
        source = cell.get("source", "")
        if kind == "code":
            number += 1
            plain = "" if is_test(_metadata(cell)) else _plain(_text(source))
            found.append(NotebookCell(number, plain, _tags(cell)))
        elif kind == "markdown" and _is_text(source):
            found.append(NotebookCell(None, _plain(_text(source)), _tags(cell)))
    if number > MAX_CELLS:
        raise NotebookUnreadable(f"{number} code cells: at most {MAX_CELLS}")
    return found


def _require_python(raw: dict[str, Any]) -> None:
    metadata = raw.get("metadata")
    spec = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    language = spec.get("language", "") if isinstance(spec, dict) else ""
    if isinstance(language, str) and language.lower() not in _PYTHON:
        raise NotebookUnreadable(f"its kernel is {language[:40]}, not Python")


def _through_nbformat(raw: dict[str, Any]) -> list[dict[str, Any]]:
    """Old versions are upgraded by nbformat; of today's only sources and tags are read: the rest may be wrong."""
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
        raw = {"cells": upgraded.get("cells")}
    cells = raw["cells"]
    if not isinstance(cells, list):
        raise NotebookUnreadable("its cells are not a list")
    return [cell for cell in cells if isinstance(cell, dict)]


def _tags(cell: dict[str, Any]) -> tuple[str, ...]:
    metadata = _metadata(cell)
    tags = metadata.get("tags")
    found = [tag for tag in tags[:_MOST_TAGS] if isinstance(tag, str)] if isinstance(tags, list) else []
    named = part_tag(metadata)
    return (*found, named) if named is not None else tuple(found)


def _metadata(cell: dict[str, Any]) -> dict[str, Any]:
    metadata = cell.get("metadata")
    return metadata if isinstance(metadata, dict) else {}


def _is_text(source: object) -> bool:
    return isinstance(source, str) or (
        isinstance(source, list) and all(isinstance(line, str) for line in source)
    )


def _text(source: object) -> str:
    if isinstance(source, str):
        return source
    if isinstance(source, list) and _is_text(source):
        return "".join(source)
    raise NotebookUnreadable("a cell's source is neither text nor a list of lines")


def _plain(text: str) -> str:
    return whole_characters(text).replace("\r\n", "\n").replace("\r", "\n")
