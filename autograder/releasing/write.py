"""A release as files: a notebook, and a script whose cells editors show as such."""

from __future__ import annotations

import json
from pathlib import Path

from autograder.errors import CourseError
from autograder.releasing.compose import Release

_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebook(release: Release) -> str:
    """Return the notebook's JSON."""
    cells: list[dict[str, object]] = []
    for cell in release.cells:
        if cell.only == "script":
            continue
        made: dict[str, object] = {"cell_type": cell.kind, "id": cell.id, "metadata": {}, "source": cell.text}
        if cell.kind == "code":
            made |= {"execution_count": None, "outputs": []}
        cells.append(made)
    whole = {"cells": cells, "metadata": _METADATA, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def script(release: Release) -> str:
    """Return the script; texts are comments."""
    blocks = []
    for cell in release.cells:
        if cell.only == "notebook":
            continue
        if cell.kind == "markdown":
            blocks.append(
                "# %% [markdown]\n" + "\n".join(f"# {line}".rstrip() for line in cell.text.splitlines())
            )
        else:
            blocks.append(f"# %%\n{cell.text.rstrip()}")
    return "\n\n".join(blocks) + "\n"


def write(release: Release, folder: Path) -> tuple[Path, Path]:
    """Write both files; what is there already is somebody's work and stays."""
    paths = folder / f"{release.lab}.ipynb", folder / f"{release.lab}.py"
    for path in paths:
        if path.exists():
            raise CourseError(
                f"{path}: is there already and is not overwritten; choose another folder with -o"
            )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in zip(paths, (notebook(release), script(release)), strict=True):
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise CourseError(f"{folder}: {error.strerror}; give -o a folder that can be written") from error
    return paths
