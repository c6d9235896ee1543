"""The command line: talk on stderr, data on stdout, exit codes from ``errors``."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import NoReturn

import typer

from autograder.commands import checking, exporting, grading, maintaining
from autograder.commands.options import talk
from autograder.errors import EXIT_INTERRUPTED, EXIT_OK, AutograderError
from autograder.explaining.help_texts import asked_for
from autograder.fronts.spoken_help import program

app = typer.Typer(
    help="Grades the labs of a lecture on optimization algorithms by what the student's code does.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

# In the order in which --help lists them.
for command in (
    checking.check,
    maintaining.init,
    grading.grade,
    grading.review,
    grading.override,
    grading.report,
    exporting.export,
    maintaining.release,
    grading.demo,
    checking.doctor,
    maintaining.exercises,
    checking.explain,
):
    app.command()(command)


def main() -> NoReturn:
    """Run the command line; the one place where errors become exit codes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console in cp936 can't show every character
    try:
        program(app, asked_for(sys.argv[1:], os.environ))()
    except AutograderError as error:
        talk(f"autograder: {error}")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        talk("autograder: interrupted; what is recorded stays recorded")
        sys.exit(EXIT_INTERRUPTED)
    sys.exit(EXIT_OK)
