"""``init``: a ``course.toml`` to start from, in which every setting stands with its default."""

from __future__ import annotations

import os
import sys
from importlib.resources import files
from pathlib import Path
from typing import Literal

from autograder.course import FILE_NAME
from autograder.errors import EXIT_OK, CourseError
from exercises.spec import labs


def run_init(folder: Path, language: Literal["zh", "en"]) -> int:
    """Write the file and say where it is; one that is there stays as it is."""
    path = folder / FILE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(starter(language))
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError as error:
        raise CourseError(f"{path}: is there already; change it, or name another folder") from error
    except OSError as error:
        raise CourseError(f"{path}: {error.strerror}; name a folder that can be written") from error
    sys.stdout.write(f"{path}\n")
    return EXIT_OK


def starter(language: Literal["zh", "en"]) -> str:
    """Return the file's text, with the labs of this lecture."""
    text = files("autograder.fronts").joinpath(f"course.{language}.toml").read_text("utf-8")
    return text + "".join(f"# {lab} = {{ deadline = 2026-12-31T23:59:00+08:00 }}\n" for lab in labs())
