"""For the instructor: grade a class, read and decide what needs a person, write the pages."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from autograder.commands.options import (
    CourseOption,
    DbOption,
    DeviceOption,
    Lang,
    LangOption,
    OutOption,
    require_class_extra,
    require_cluster_extra,
    talk,
)
from autograder.errors import AutograderError


def grade(
    folder: Annotated[Path, typer.Argument(help="Folder or zip of submissions.", show_default=False)],
    out: Annotated[
        Path, typer.Option("-o", "--out", help="Folder for records and pages.", show_default=False)
    ],
    lab: Annotated[list[str] | None, typer.Option(help="Lab to grade; may be given several times.")] = None,
    jobs: Annotated[
        int, typer.Option(help="Submissions at a time.", min=1, show_default="one per core")
    ] = os.cpu_count() or 1,
    scheduler: Annotated[
        str | None,
        typer.Option(help="Grade on the Dask cluster of this scheduler, for example tcp://127.0.0.1:8786."),
    ] = None,
    student: Annotated[str | None, typer.Option(help="Only this student.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List who handed in what, run nothing.")] = False,
    regrade: Annotated[
        bool,
        typer.Option(
            "--regrade",
            help="Run everything again, show who goes up or down and why, then let it count; "
            "with --dry-run only show it.",
        ),
    ] = False,
    course: CourseOption = None,
    db: DbOption = None,
    lang: Annotated[
        Lang | None, typer.Option("--lang", help="Language of messages and pages.", show_default="zh")
    ] = None,
    device: DeviceOption = "cpu",
    time_limit: Annotated[
        float | None, typer.Option(help="Seconds per submission.", min=1, show_default="20")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write the records to stdout as JSON Lines.")
    ] = False,
    unsafe: Annotated[
        bool, typer.Option("--unsafe-no-sandbox", help="Run strangers' code without isolation. Don't.")
    ] = False,
) -> None:
    """Grade a class and write records, student pages and the class page.

    It takes a folder per student, flat files, or the download of Canvas, Moodle, Gradescope or nbgrader as it comes.

    Example: autograder grade submissions/ --lab lab6 -o out
    """
    require_class_extra()
    from autograder.fronts.courses import open_course
    from autograder.fronts.grade import GradeOptions, run_grade

    if scheduler is not None:
        require_cluster_extra()
    decided = open_course(course)
    options = GradeOptions(
        folder=folder,
        labs=tuple(lab or ()),
        out=out,
        jobs=jobs,
        student=student,
        dry_run=dry_run,
        regrade=regrade,
        language=lang or decided.language or "zh",
        time_limit=time_limit or decided.time_limit or 20.0,
        as_json=as_json,
        unsafe=unsafe,
        course=decided,
        device=device,
        db=db,
        scheduler=scheduler,
    )
    raise typer.Exit(run_grade(options, talk))


def review(
    lab: Annotated[str, typer.Argument(help="Lab, for example think.", show_default=False)],
    file: Annotated[Path, typer.Option("-o", "--file", help="CSV file to write.", show_default=False)],
    out: OutOption = Path("out"),
    course: CourseOption = None,
    db: DbOption = None,
    lang: LangOption = "zh",
) -> None:
    """Write a table of what waits for a person: texts to read, and what could not be judged.

    Example: autograder review think -o essays.csv --out out
    """
    require_class_extra()
    from autograder.fronts.courses import open_course
    from autograder.fronts.review import ReviewOptions, run_review

    options = ReviewOptions(lab, file, out, open_course(course), db, lang)
    raise typer.Exit(run_review(options, talk))


def override(
    student: Annotated[str | None, typer.Argument(help="Student's id.", show_default=False)] = None,
    lab: Annotated[str | None, typer.Argument(help="Lab.", show_default=False)] = None,
    part: Annotated[str | None, typer.Argument(help="Part.", show_default=False)] = None,
    points: Annotated[str | None, typer.Argument(help="Points to give.", show_default=False)] = None,
    reason: Annotated[str, typer.Option(help="Why; the student reads it.", show_default=False)] = "",
    file: Annotated[
        Path | None,
        typer.Option("--from", help="Take them from the table that review wrote.", show_default=False),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Keep what the table says without asking.")] = False,
    who: Annotated[str | None, typer.Option(help="Who decides.", show_default="your login name")] = None,
    out: OutOption = Path("out"),
    course: CourseOption = None,
    db: DbOption = None,
) -> None:
    """Give a part the points that a person decided, and write the pages anew; the records stay as they are.

    Example: autograder override s2024001 think essay 4 --reason "both ideas, one without a reason" --out out
    """
    require_class_extra()
    from autograder.fronts.courses import open_course
    from autograder.fronts.override import OverrideOptions, default_who, run_override

    row = {"student": student, "lab": lab, "part": part, "points": points}
    given = {name: value for name, value in row.items() if value is not None}
    if (file is None) == (len(given) < len(row)) or (file is not None and given):
        raise AutograderError("override: give STUDENT LAB PART POINTS --reason TEXT, or --from FILE.csv")
    rows = () if file is not None else ({**given, "reason": reason},)
    options = OverrideOptions(out, rows, file, reason, who or default_who(), yes, open_course(course), db)
    raise typer.Exit(run_override(options, talk))


def report(
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for the pages.")] = Path("out"),
    lab: Annotated[list[str] | None, typer.Option(help="Only this lab; may be given several times.")] = None,
    course: CourseOption = None,
    db: DbOption = None,
) -> None:
    """Write student pages and the class page anew from the gradebook; nothing is run.

    Example: autograder report -o out --lab lab6
    """
    require_class_extra()
    from autograder.fronts.courses import open_course
    from autograder.fronts.report import ReportOptions, run_report

    raise typer.Exit(run_report(ReportOptions(out, tuple(lab or ()), open_course(course), db), talk))


def demo(
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for records and pages.")] = Path(
        "out/demo"
    ),
    lang: LangOption = "zh",
) -> None:
    """Grade the sample class that comes with the program.

    Example: autograder demo
    """
    require_class_extra()
    from autograder.fronts.demo import run_demo

    raise typer.Exit(run_demo(out, lang, talk))
