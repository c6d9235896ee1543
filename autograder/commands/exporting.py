"""Hand grades on: ``export`` and its options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.commands.options import (
    CourseOption,
    DbOption,
    LangOption,
    OutOption,
    require_class_extra,
    talk,
)
from autograder.fronts.formats import Format

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


def export(
    format_: FormatOption,
    file: FileOption,
    lab: LabsOption = None,
    student: Annotated[str | None, typer.Option(help="Only this student.")] = None,
    into: IntoOption = None,
    column: ColumnOption = None,
    scale: ScaleOption = False,
    records: RecordsOption = None,
    out: OutOption = Path("out"),
    course: CourseOption = None,
    db: DbOption = None,
    lang: LangOption = "zh",
    unsafe: UnsafeOption = False,
) -> None:
    """Write grades and feedback for another system; what no one has decided yet stays blank.

    Example: autograder export --format canvas --lab lab6 --into gradebook.csv -o filled.csv --out out
    """
    if records is None and format_ != "gradescope-autograder":
        require_class_extra()
    from autograder.fronts.courses import open_course
    from autograder.fronts.export import ExportOptions, run_export

    options = ExportOptions(
        format=format_,
        course=open_course(course),
        db=db,
        file=file,
        out=out,
        records=records,
        labs=tuple(dict.fromkeys(lab or ())),
        student=student,
        into=into,
        column=column,
        scale=scale,
        unsafe=unsafe,
        language=lang,
    )
    raise typer.Exit(run_export(options, talk))
