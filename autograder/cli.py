"""The command line: talk on stderr, data on stdout, exit codes from ``errors``."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer

from autograder.errors import EXIT_INTERRUPTED, EXIT_OK, AutograderError
from autograder.explaining.help_texts import asked_for
from autograder.fronts import export_options
from autograder.fronts.spoken_help import program

app = typer.Typer(
    help="Grades the labs of a lecture on optimization algorithms by what the student's code does.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Lang = Literal["zh", "en"]
LangOption = Annotated[Lang, typer.Option("--lang", help="Language of messages and pages.")]
DeviceOption = Annotated[
    Literal["cpu", "gpu", "auto"],
    typer.Option(
        help="Where TensorFlow, PyTorch and JAX compute; gpu: an NVIDIA GPU, auto: the same where there is one."
    ),
]


CourseOption = Annotated[
    Path | None,
    typer.Option(help="The course's file; found upward from here if left out.", show_default="course.toml"),
]
DbOption = Annotated[
    str | None,
    typer.Option(help="Gradebook: a SQLite file or a PostgreSQL URL.", show_default="OUT/gradebook.sqlite"),
]


def _require_class_extra() -> None:
    """`check` needs less than a class does, so students don't install what only a gradebook needs."""
    _require(
        ("sqlalchemy", "alembic", "libarchive", "yaml"), "grading a class needs the extra [class]", "class"
    )


def _require_cluster_extra() -> None:
    """Whoever grades on one machine needs no Dask."""
    _require(("distributed",), "--scheduler needs the extra [cluster]", "class,cluster")


def _require(modules: tuple[str, ...], why: str, extras: str) -> None:
    from importlib.util import find_spec

    for module in modules:
        if find_spec(module) is None:
            raise AutograderError(
                f"{module} is not installed; {why}: pip install '.[{extras}]' here, "
                f"or pip install 'optimizer-autograder[{extras}]'"
            )


def _talk(line: str) -> None:
    """Say something to the person, on stderr."""
    typer.echo(line, err=True)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="A .py or .ipynb file.", show_default=False)],
    lab: Annotated[
        str | None, typer.Option(help="Lab, for example lab6; found from the file if left out.")
    ] = None,
    part: Annotated[str | None, typer.Option(help="Only this part.")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write the record to stdout, and nothing else.")
    ] = False,
    html: Annotated[Path | None, typer.Option(help="Also write the page to this file.")] = None,
    lang: LangOption = "zh",
    explain_discovery: Annotated[
        bool,
        typer.Option("--explain-discovery", help="Say what was found in the file and how it was called."),
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again after every save, until Ctrl-C.")
    ] = False,
    device: DeviceOption = "cpu",
    course: CourseOption = None,
) -> None:
    """Check one file of your own, as grading would.

    Example: autograder check adam.py --lab lab6 --html report.html
    """
    from autograder.fronts.check import CheckOptions, run_check
    from autograder.fronts.courses import open_course

    open_course(course)
    options = CheckOptions(file, lab, part, as_json, html, lang, explain_discovery, watch, device)
    raise typer.Exit(run_check(options, _talk))


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="Folder of the course.")] = Path(),
    lang: LangOption = "zh",
) -> None:
    """Write a course.toml to start from: deadlines, late and attempt policy, roster, gradebook.

    Example: autograder init my_course --lang en
    """
    from autograder.fronts.init import run_init

    raise typer.Exit(run_init(folder, lang))


@app.command()
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
    _require_class_extra()
    from autograder.fronts.courses import open_course
    from autograder.fronts.grade import GradeOptions, run_grade

    if scheduler is not None:
        _require_cluster_extra()
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
    raise typer.Exit(run_grade(options, _talk))


OutOption = Annotated[Path, typer.Option("--out", help="Folder that grade wrote its records to.")]


@app.command()
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
    _require_class_extra()
    from autograder.fronts.courses import open_course
    from autograder.fronts.review import ReviewOptions, run_review

    options = ReviewOptions(lab, file, out, open_course(course), db, lang)
    raise typer.Exit(run_review(options, _talk))


@app.command()
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
    _require_class_extra()
    from autograder.fronts.courses import open_course
    from autograder.fronts.override import OverrideOptions, default_who, run_override

    row = {"student": student, "lab": lab, "part": part, "points": points}
    given = {name: value for name, value in row.items() if value is not None}
    if (file is None) == (len(given) < len(row)) or (file is not None and given):
        raise AutograderError("override: give STUDENT LAB PART POINTS --reason TEXT, or --from FILE.csv")
    rows = () if file is not None else ({**given, "reason": reason},)
    options = OverrideOptions(out, rows, file, reason, who or default_who(), yes, open_course(course), db)
    raise typer.Exit(run_override(options, _talk))


@app.command()
def report(
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for the pages.")] = Path("out"),
    lab: Annotated[list[str] | None, typer.Option(help="Only this lab; may be given several times.")] = None,
    course: CourseOption = None,
    db: DbOption = None,
) -> None:
    """Write student pages and the class page anew from the gradebook; nothing is run.

    Example: autograder report -o out --lab lab6
    """
    _require_class_extra()
    from autograder.fronts.courses import open_course
    from autograder.fronts.report import ReportOptions, run_report

    raise typer.Exit(run_report(ReportOptions(out, tuple(lab or ()), open_course(course), db), _talk))


@app.command()
def export(
    format_: export_options.FormatOption,
    file: export_options.FileOption,
    lab: export_options.LabsOption = None,
    student: Annotated[str | None, typer.Option(help="Only this student.")] = None,
    into: export_options.IntoOption = None,
    column: export_options.ColumnOption = None,
    scale: export_options.ScaleOption = False,
    records: export_options.RecordsOption = None,
    out: OutOption = Path("out"),
    course: CourseOption = None,
    db: DbOption = None,
    lang: LangOption = "zh",
    unsafe: export_options.UnsafeOption = False,
) -> None:
    """Write grades and feedback for another system; what no one has decided yet stays blank.

    Example: autograder export --format canvas --lab lab6 --into gradebook.csv -o filled.csv --out out
    """
    if records is None and format_ != "gradescope-autograder":
        _require_class_extra()
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
    raise typer.Exit(run_export(options, _talk))


@app.command()
def release(
    lab: Annotated[str, typer.Argument(help="Lab, for example lab3.", show_default=False)],
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for the two files.", show_default=False)],
    lang: LangOption = "zh",
    framework: Annotated[
        Literal["numpy", "tf1", "keras", "torch"], typer.Option(help="What the templates are written for.")
    ] = "numpy",
    course: CourseOption = None,
) -> None:
    """Write the notebook and the script that students start from.

    Example: autograder release lab3 -o lab3 --lang en --framework tf1
    """
    from autograder.fronts.courses import open_course
    from autograder.fronts.release import run_release

    open_course(course)
    raise typer.Exit(run_release(lab, out, lang, framework))


@app.command()
def demo(
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for records and pages.")] = Path(
        "out/demo"
    ),
    lang: LangOption = "zh",
) -> None:
    """Grade the sample class that comes with the program.

    Example: autograder demo
    """
    _require_class_extra()
    from autograder.fronts.demo import run_demo

    raise typer.Exit(run_demo(out, lang, _talk))


@app.command()
def doctor() -> None:
    """Say what this machine can do: sandbox, frameworks, GPU.

    Example: autograder doctor
    """
    from autograder.fronts.doctor import run_doctor

    raise typer.Exit(run_doctor())


@app.command()
def exercises(
    lab: Annotated[str | None, typer.Argument(help="Show one lab.", show_default=False)] = None,
    lang: LangOption = "zh",
    score: Annotated[
        bool,
        typer.Option("--score", help="Which mistakes the lab's parts catch, and which variants they accept."),
    ] = False,
    verify: Annotated[
        bool,
        typer.Option(
            "--verify", help="Prove the lab, or all: texts, starters, solutions, records; 1 if one fails."
        ),
    ] = False,
    solutions: Annotated[
        Path | None,
        typer.Option(help="With --verify: folder of model solutions of the lab.", show_default=False),
    ] = None,
    new: Annotated[
        str | None,
        typer.Option(
            "--new",
            metavar="NAME",
            help="Write an exercise to start from, beside course.toml.",
            show_default=False,
        ),
    ] = None,
    course: CourseOption = None,
) -> None:
    """List labs and parts with their points, or show one lab's statement; score, prove or start an exercise.

    Example: autograder exercises lab6 --lang en
    """
    from autograder.fronts.courses import open_course
    from autograder.fronts.exercises import ExercisesOptions, run_exercises

    options = ExercisesOptions(open_course(course), lab, lang, score, verify, solutions, new)
    raise typer.Exit(run_exercises(options, _talk))


@app.command()
def explain(
    id_: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Mistake or accepted form.", show_default=False)
    ] = None,
    lang: LangOption = "zh",
) -> None:
    """Explain a mistake or an accepted form, with the smallest case in which it shows; without ID, list them.

    Example: autograder explain no-bias-correction --lang en
    """
    from autograder.fronts.explain import run_explain

    raise typer.Exit(run_explain(id_, lang))


def main() -> NoReturn:
    """Run the command line; the one place where errors become exit codes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console in cp936 can't show every character
    try:
        program(app, asked_for(sys.argv[1:], os.environ))()
    except AutograderError as error:
        _talk(f"autograder: {error}")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        _talk("autograder: interrupted; what is recorded stays recorded")
        sys.exit(EXIT_INTERRUPTED)
    sys.exit(EXIT_OK)
