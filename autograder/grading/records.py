"""The records that a class run left in its folder, with what people decided since."""

from __future__ import annotations

from pathlib import Path

from autograder.errors import CourseError
from autograder.grading.overrides import effective, read_overrides
from autograder.record import Grade, decode

_GRADES = "grades"


def effective_grades(out: Path, lab: str | None = None) -> list[Grade]:
    """Return all records of a folder, or a lab's, decisions included, in the order of labs and file names."""
    folder = out / _GRADES
    paths = sorted(folder.glob(f"{lab or '*'}/*.json"))
    if not paths:
        what = f"no record of {lab}" if lab else "no record"
        raise CourseError(f"{folder}: {what} in it; grade first, or say --out with the folder of that run")
    decided = read_overrides(out)
    return [effective(read_record(path), decided) for path in paths]


def read_record(path: Path) -> Grade:
    """Read one record."""
    try:
        return decode(path.read_bytes())
    except FileNotFoundError:
        raise CourseError(f"{path}: no such record; see who was graded in the class page") from None
    except (OSError, ValueError) as error:
        raise CourseError(f"{path}: not a record that can be read ({error}); grade again") from error
