"""``exercises``: the labs with their parts and points, one lab's statement, and the work of who writes exercises."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from autograder.course import Course
from autograder.errors import EXIT_OK, AutograderError
from autograder.explaining.messages import say
from autograder.fronts.judging import Talk, known_lab
from autograder.fronts.scaffold import run_new
from exercises.spec import JUDGED_KINDS, folder_of, labs


@dataclass(frozen=True)
class ExercisesOptions:
    """What was asked on the command line."""

    course: Course
    lab: str | None
    language: Literal["zh", "en"]
    score: bool = False
    verify: bool = False
    solutions: Path | None = None
    new: str | None = None


def run_exercises(options: ExercisesOptions, talk: Talk) -> int:
    """Do the one thing that was asked; without any, print the list or one statement."""
    language = options.language
    if options.score + options.verify + (options.new is not None) > 1:
        raise AutograderError(say("exercises.one-thing", {}, language))
    if options.solutions is not None and not options.verify:
        raise AutograderError(say("exercises.only-verify", {}, language))
    if options.new is not None:
        if options.lab is not None:
            names = {"lab": options.lab, "new": options.new}
            raise AutograderError(say("exercises.one-name", names, language))
        return run_new(options.new, options.course, language, talk)
    if options.verify:
        from autograder.fronts.verify import run_verify  # noqa: PLC0415 - only this runs anything

        return run_verify(options.lab, options.solutions, language, talk)
    if options.score:
        if options.lab is None:
            raise AutograderError(say("exercises.score-what", {}, language))
        from autograder.fronts.score import run_score  # noqa: PLC0415 - only this judges mistakes

        return run_score(options.lab, language)
    return _show(options.lab, language)


def _show(lab: str | None, language: Literal["zh", "en"]) -> int:
    if lab is not None:
        folder = folder_of(known_lab(lab).id)
        sys.stdout.write((folder / f"statement.{language}.md").read_text(encoding="utf-8"))
        return EXIT_OK
    for one in labs().values():
        sys.stdout.write(f"{one.id}  {getattr(one.title, language)}\n")
        for part in one.parts:
            judged = part.kind in JUDGED_KINDS
            mark = "" if judged else "  " + say("exercises.not-judged", {}, language)
            sys.stdout.write(f"    {part.id:<14}{part.points:>3g}  {getattr(part.title, language)}{mark}\n")
    return EXIT_OK
