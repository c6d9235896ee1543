"""For the course maintainer: start a course, list, score, prove and hand out its exercises."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from autograder.commands.options import CourseOption, LangOption, talk


def init(
    folder: Annotated[Path, typer.Argument(help="Folder of the course.")] = Path(),
    lang: LangOption = "zh",
) -> None:
    """Write a course.toml to start from: deadlines, late and attempt policy, roster, gradebook.

    Example: autograder init my_course --lang en
    """
    from autograder.fronts.init import run_init

    raise typer.Exit(run_init(folder, lang))


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
    raise typer.Exit(run_exercises(options, talk))


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
