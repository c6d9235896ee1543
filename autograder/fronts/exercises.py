"""``exercises``: the labs with their parts and points, or one lab's statement."""

from __future__ import annotations

import sys
from typing import Literal

from autograder.errors import EXIT_OK
from autograder.fronts.judging import known_lab
from exercises.spec import JUDGED_KINDS, folder_of, labs


def run_exercises(lab: str | None, language: Literal["zh", "en"]) -> int:
    """Print the list, or one statement."""
    if lab is not None:
        folder = folder_of(known_lab(lab).id)
        sys.stdout.write((folder / f"statement.{language}.md").read_text(encoding="utf-8"))
        return EXIT_OK
    for one in labs().values():
        sys.stdout.write(f"{one.id}  {getattr(one.title, language)}\n")
        for part in one.parts:
            mark = (
                ""
                if part.kind in JUDGED_KINDS
                else ("  （暂不评）" if language == "zh" else "  (not judged yet)")
            )
            sys.stdout.write(f"    {part.id:<14}{part.points:>3g}  {getattr(part.title, language)}{mark}\n")
    return EXIT_OK
