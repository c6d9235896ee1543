"""nbgrader's metadata of a cell, schema 3 and before: the part it is for, and whether it is a test of the teacher's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from exercises.spec import labs

_ID = re.compile(
    r"^(?P<lab>[a-z]+\d*)[-_]+(?P<part>[a-z]\w*?)(?:[-_](?:solution|answer|code)?\d*)?$", re.IGNORECASE
)


def part_tag(metadata: Mapping[str, Any]) -> str | None:
    """Return ``lab3.momentum`` for the ids ``lab3-momentum`` and ``lab3_momentum``; None for all others."""
    match = _ID.match(str(_of(metadata).get("grade_id", "")))
    if match is None:
        return None
    lab, part = match["lab"].lower(), match["part"].lower()
    known = lab in labs() and any(one.id == part for one in labs()[lab].parts)
    return f"{lab}.{part}" if known else None


def is_test(metadata: Mapping[str, Any]) -> bool:
    """Whether nbgrader takes the cell for a test of its own: it gives points, and is nobody's solution."""
    nbgrader = _of(metadata)
    return nbgrader.get("grade") is True and nbgrader.get("solution") is not True


def _of(metadata: Mapping[str, Any]) -> Mapping[str, Any]:
    found = metadata.get("nbgrader")
    return found if isinstance(found, dict) else {}
