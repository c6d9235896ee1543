"""The options of ``export``: read by the command line before anything else is loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

Format = Literal[
    "csv",
    "canvas",
    "canvas-feedback",
    "moodle",
    "moodle-feedback",
    "gradescope",
    "gradescope-autograder",
    "github-classroom",
    "junit",
    "nbgrader-feedback",
    "prairielearn",
]
FormatOption = Annotated[Format, typer.Option("--format", help="Which system it is for.", show_default=False)]
FileOption = Annotated[
    Path, typer.Option("-o", "--file", help="File, folder or .zip to write.", show_default=False)
]
LabsOption = Annotated[list[str] | None, typer.Option(help="Only this lab; may be given several times.")]
IntoOption = Annotated[
    Path | None,
    typer.Option(
        help="Fill in the system's own table: Canvas's gradebook export, Moodle's grading worksheet; "
        "for nbgrader, the course's folder.",
        show_default=False,
    ),
]
ColumnOption = Annotated[
    str | None, typer.Option(help="Column of that table to fill in.", show_default="the lab's")
]
ScaleOption = Annotated[
    bool, typer.Option("--scale", help="Convert points where that table has another maximum.")
]
RecordsOption = Annotated[
    Path | None,
    typer.Option(help="Take records that check --json or grade --json wrote.", show_default=False),
]
UnsafeOption = Annotated[
    bool,
    typer.Option(
        "--unsafe-no-sandbox",
        help="gradescope-autograder: grade even where the container allows no isolation.",
    ),
]
