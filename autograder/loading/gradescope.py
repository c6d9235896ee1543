"""Gradescope's folder of one submission: ``submission/``, and beside it who handed it in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from autograder.errors import CourseError
from autograder.loading.decode import whole_characters

FOLDER = "submission"
METADATA = "submission_metadata.json"
_MOST = 64 << 20
"""Bytes: earlier results of the same student are in it."""


def submitter(root: Path) -> str | None:
    """Return the student's e-mail address, else name, else number; of a group all of them; None in other folders."""
    path = root / METADATA
    if not path.is_file() or not (root / FOLDER).is_dir():
        return None
    try:
        if path.stat().st_size > _MOST:
            raise CourseError(f"{path}: larger than 64 MB; not Gradescope's")
        metadata = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise CourseError(f"{path}: can't be read ({whole_characters(str(error))[:200]})") from error
    users = metadata.get("users") if isinstance(metadata, dict) else None
    names = [name for user in users if (name := _name(user))] if isinstance(users, list) else []
    if not names:
        raise CourseError(f"{path}: names no user; give the metadata that Gradescope wrote")
    return ", ".join(names)


def _name(user: Any) -> str:  # noqa: ANN401 - whatever the JSON holds
    if not isinstance(user, dict):
        return ""
    found = (user.get(key) for key in ("email", "name", "id"))
    return next((whole_characters(str(one)) for one in found if isinstance(one, str | int) and one), "")
