"""``override``: a person's decision on a part, or on many from a table: all of them or none, after a preview."""

from __future__ import annotations

import getpass
import math
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course import Course
from autograder.errors import EXIT_OK, AutograderError, CourseError, SubmissionUnreadable
from autograder.explaining.numbers import points
from autograder.fronts.pages import write_pages
from autograder.fronts.recorded import recorded
from autograder.gradebook.book import Gradebook, now
from autograder.gradebook.current import current
from autograder.gradebook.decisions import Override
from autograder.loading.decode import decode_source
from autograder.record import Grade
from exercises.spec import JUDGED_KINDS, Lab, labs
from reports import sheets
from reports.inert import one_line

_LONGEST_REASON = 2_000
_MOST_ERRORS = 20
_MOST_BYTES = 16 << 20


@dataclass(frozen=True)
class OverrideOptions:
    """What was asked on the command line."""

    out: Path
    rows: tuple[dict[str, str], ...]
    """One decision from the arguments; empty where they come from a file."""
    file: Path | None
    reason: str
    """For rows of the file without one."""
    who: str
    yes: bool
    course: Course
    db: str | None = None


@dataclass(frozen=True)
class _Change:
    override: Override
    before: Grade

    def line(self) -> str:
        """Return the preview's line."""
        part = next((one for one in self.before.parts if one.part == self.override.part), None)
        old = points(part.points) if part is not None else points(self.before.points)
        cells = (self.override.student, self.override.lab, self.override.part)
        told = "\t".join(one_line(cell, 80) for cell in cells)
        return f"{told}\t{old} -> {points(self.override.points)}\t{one_line(self.override.reason, 100)}\n"


def run_override(options: OverrideOptions, talk: Callable[[str], None]) -> int:
    """Check all decisions, show them, keep them, write the pages anew; return the exit code."""
    rows = (
        [("", row) for row in options.rows]
        if options.file is None
        else _of_file(options.file, options.reason)
    )
    decided = [(where, row) for where, row in rows if row.get("points", "")]
    if not decided:
        raise CourseError(f"{options.file}: no row has points; fill in points and reason")
    with recorded(options.out, options.course, options.db) as book:
        changes = _changes(decided, options, book)
        sys.stdout.write("".join(change.line() for change in changes))
        if options.file is not None:
            _require_yes(options, len(changes))
        book.decide([change.override for change in changes])
        write_pages(options.out, book, options.course, {change.override.student for change in changes})
    left = len(rows) - len(decided)
    talk(
        f"decisions kept in {book.place}: {len(changes)}"
        + (f"; rows without points, still open: {left}" if left else "")
    )
    return EXIT_OK


def _changes(
    decided: Sequence[tuple[str, dict[str, str]]], options: OverrideOptions, book: Gradebook
) -> list[_Change]:
    """Check all decisions; all of them or none."""
    changes, errors = list[_Change](), list[str]()
    for where, row in decided:
        try:
            changes.append(_change(row, options, book))
        except CourseError as error:
            errors.append(f"{where}{error}")
    seen = [(one.override.student, one.override.lab, one.override.part) for one in changes]
    errors += [f"{' '.join(one)}: decided twice" for one in dict.fromkeys(seen) if seen.count(one) > 1]
    if errors:
        shown = "\n".join(errors[:_MOST_ERRORS])
        raise CourseError(f"nothing was written; {len(errors)} of {len(decided)} can't be taken:\n{shown}")
    return changes


def _require_yes(options: OverrideOptions, count: int) -> None:
    if options.yes:
        return
    if not sys.stdin.isatty():
        raise AutograderError(f"nothing was written; add --yes to keep what is listed above ({count})")
    sys.stderr.write(f"keep all of them ({count})? [y/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in {"y", "yes", "是"}:
        raise AutograderError("nothing was written")


def _of_file(file: Path, reason: str) -> list[tuple[str, dict[str, str]]]:
    """Rows of a table with their places; spreadsheets save in UTF-8, GBK or UTF-16, with commas or semicolons."""
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise CourseError(f"{file}: larger than 16 MB; give the table that review wrote")
        text = decode_source(file.read_bytes())
    except OSError as error:
        raise CourseError(f"{file}: {error.strerror}; give --from the table that review wrote") from error
    except SubmissionUnreadable as error:
        raise CourseError(f"{file}: {error}; save it as CSV in UTF-8") from error
    rows = sheets.read(text)
    wanted = {"student", "lab", "part", "points"}
    if not rows or not wanted <= rows[0][1].keys():
        raise CourseError(
            f"{file}: needs a head with {', '.join(sorted(wanted))} and reason, as review writes it"
        )
    return [(f"{file}, line {line}: ", {**row, "reason": row.get("reason") or reason}) for line, row in rows]


def _change(row: dict[str, str], options: OverrideOptions, book: Gradebook) -> _Change:
    student, part, given = row["student"], row["part"], row["points"]
    lab = _lab(row["lab"], part)
    most = lab.part(part).points
    try:
        value = float(given)
    except ValueError:
        raise CourseError(f"{student} {lab.id} {part}: points {given!r} are no number") from None
    if not (math.isfinite(value) and 0 <= value <= most):
        raise CourseError(
            f"{student} {lab.id} {part}: {given} points; between 0 and {points(most)} can be given"
        )
    reason = row["reason"].strip()
    if not reason:
        raise CourseError(f"{student} {lab.id} {part}: no reason; the student reads it, so say one")
    if len(reason) > _LONGEST_REASON:
        raise CourseError(
            f"{student} {lab.id} {part}: a reason of {len(reason)} characters; at most {_LONGEST_REASON}"
        )
    found = next(current(book, options.course, student, lab.id), None)
    if found is None:
        raise CourseError(f"{student} {lab.id}: no such record; see who was graded in the class page")
    sha256 = found.record.submission.sha256
    override = Override(student, lab.id, part, sha256, value, reason, options.who, now())
    return _Change(override, found.grade)


def _lab(name: str, part: str) -> Lab:
    if name not in labs():
        raise CourseError(f"{name}: no such lab; labs are {', '.join(labs())}")
    known = [one.id for one in labs()[name].parts if one.kind in JUDGED_KINDS]
    if part not in known:
        raise CourseError(f"{name} {part}: no such part; {name} has {', '.join(known)}")
    return labs()[name]


def default_who() -> str:
    """Return the name under which this machine knows the person."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
