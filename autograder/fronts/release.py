"""``release``: the notebook and the script that students start from."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from autograder.errors import EXIT_OK, CourseError
from autograder.fronts.judging import known_lab
from autograder.releasing.compose import compose
from autograder.releasing.write import write
from exercises.spec import SpecError
from exercises.starters import StarterFramework


def run_release(lab: str, out: Path, language: Literal["zh", "en"], framework: StarterFramework) -> int:
    """Write both files and say where they are."""
    try:
        release = compose(known_lab(lab), framework, language)
    except SpecError as error:
        raise CourseError(str(error)) from error
    for path in write(release, out):
        sys.stdout.write(f"{path}\n")
    return EXIT_OK
