"""For the student: check a file of one's own, read about a mistake, see what this machine can do."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.commands.options import CourseOption, DeviceOption, LangOption, talk


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
    raise typer.Exit(run_check(options, talk))


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


def doctor() -> None:
    """Say what this machine can do: sandbox, frameworks, GPU.

    Example: autograder doctor
    """
    from autograder.fronts.doctor import run_doctor

    raise typer.Exit(run_doctor())
