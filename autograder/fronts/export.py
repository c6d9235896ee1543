"""``export``: grades and feedback for other systems; what is undecided stays blank, and is counted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from autograder.course import Course
from autograder.errors import EXIT_OK, CourseError, SubmissionUnreadable
from autograder.fronts.formats import Format
from autograder.fronts.judging import known_lab
from autograder.grading.files import safe_name, write_whole
from autograder.loading.decode import decode_source
from autograder.record import Grade, decode
from autograder.releasing.gradescope import autograder_zip
from exercises.spec import labs
from reports.exporting import canvas, github, gradescope, junit, moodle, pages, prairielearn, table
from reports.exporting.results import Export, Results, open_parts
from reports.inert import one_line

_MOST_BYTES = 64 << 20
_MOST_TOLD = 20
_ZIP = ".zip"
_LONGEST_NAME = 255
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""A zip's date, so that the same grades make the same zip."""
_NBGRADERS_OWN = ("timestamp.txt", "submission_secret.txt")
"""What nbgrader wants beside a feedback page to hand it to its student."""

_WHOLE: Mapping[str, Callable[[Results], Export]] = {
    "csv": table.table,
    "canvas": canvas.to_import,
    "canvas-feedback": pages.for_canvas,
    "moodle": moodle.to_import,
    "moodle-feedback": pages.for_moodle,
    "junit": junit.junit,
    "nbgrader-feedback": pages.for_nbgrader,
}
_FILLED = {"canvas": canvas.filled, "moodle": moodle.filled}
_ONE_EACH = {
    "gradescope": (gradescope.NAME, gradescope.results_json),
    "github-classroom": (github.NAME, github.result_line),
    "prairielearn": (prairielearn.NAME, prairielearn.results_json),
}
"""Formats that hold one submission: a file for one student, a folder of files for several."""


@dataclass(frozen=True)
class ExportOptions:
    """What was asked on the command line."""

    format: Format
    course: Course
    db: str | None
    file: Path
    out: Path
    records: Path | None
    labs: tuple[str, ...]
    student: str | None
    into: Path | None
    column: str | None
    scale: bool
    unsafe: bool
    language: Literal["zh", "en"]


def run_export(options: ExportOptions, talk: Callable[[str], None]) -> int:
    """Write the export; say what is in it and what isn't."""
    _require_options_that_fit(options)
    wanted = tuple(known_lab(lab).id for lab in options.labs)
    if options.format == "gradescope-autograder":
        if not wanted:
            raise CourseError("--format gradescope-autograder: say which --lab it grades")
        _write(options.file, autograder_zip(wanted, options.language, unsafe=options.unsafe), many=True)
        talk(f"{options.file}: upload it as the autograder of {', '.join(wanted)}")
        return EXIT_OK
    results = _results(options, wanted)
    made = _made(results, options)
    if not made.files:
        told = "\n".join(made.left_out[:_MOST_TOLD])
        raise CourseError(f"nothing was written: nobody can be exported as {options.format}\n{told}")
    _write(options.file, made.files, many=made.many)
    _tell(options, results, made, talk)
    return EXIT_OK


def _require_options_that_fit(options: ExportOptions) -> None:
    fill = options.format in _FILLED
    if options.into is not None and not fill and options.format != "nbgrader-feedback":
        raise CourseError(f"--into: {options.format} is no table to fill in; leave it out")
    if (options.column is not None or options.scale) and not (fill and options.into is not None):
        raise CourseError("--column and --scale: they speak of the table given with --into")
    if options.unsafe and options.format != "gradescope-autograder":
        raise CourseError("--unsafe-no-sandbox: an export runs nothing; it is for gradescope-autograder")


def _results(options: ExportOptions, wanted: Sequence[str]) -> Results:
    """The grades to export, decisions included: the one place that knows where they come from."""
    if options.records is not None:
        chosen = _chosen(_read_records(options.records), options, wanted)
        return Results(tuple(chosen), labs(), options.language)
    # Only here: who exports the records of a check has no gradebook, and not the packages for one.
    from autograder.fronts.intake import read_roster
    from autograder.fronts.recorded import recorded
    from autograder.gradebook.current import current

    with recorded(options.out, options.course, options.db) as book:
        found = [one.grade for one in current(book, options.course)]
    chosen = _chosen(found, options, wanted)
    roster = read_roster(options.course)
    missing = {}
    for lab in {grade.lab for grade in chosen} if options.student is None else ():
        missing[lab] = tuple(roster.missing(one.student or "" for one in chosen if one.lab == lab))
    names = {student.id: student.name for student in roster.students}
    return Results(tuple(chosen), labs(), options.language, names, missing)


def _chosen(found: Sequence[Grade], options: ExportOptions, wanted: Sequence[str]) -> list[Grade]:
    chosen = [
        grade
        for grade in found
        if grade.lab in labs()
        and (not wanted or grade.lab in wanted)
        and options.student in (None, grade.student)
    ]
    if not chosen:
        of = f" of {', '.join(wanted)}" if wanted else ""
        whose = f" of {options.student}" if options.student is not None else ""
        raise CourseError(f"{options.records or options.out}: no record{of}{whose} in it")
    return chosen


def _read_records(path: Path) -> list[Grade]:
    """Records as ``check --json`` and ``grade --json`` write them."""
    try:
        return [decode(line) for line in path.read_bytes().splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise CourseError(f"{path}: no records that can be read ({error}); give what --json wrote") from error


def _made(results: Results, options: ExportOptions) -> Export:
    if options.format in _ONE_EACH:
        name, write = _ONE_EACH[options.format]
        made = {
            f"{safe_name(student)}/{name}": write(list(grades.values()), labs(), results.language)
            for student, grades in results.students().items()
        }
        if len(made) > 1 or options.file.suffix.lower() == _ZIP:
            return Export(made, many=True)
        (data,) = made.values()
        return Export({name: data})
    if options.into is not None and options.format in _FILLED:
        fill = _FILLED[options.format]
        return fill(results, _text(options.into), options.column, scale=options.scale)
    whole = _WHOLE[options.format](results)
    if options.into is None:
        return whole
    return Export({**whole.files, **_nbgraders_own(options.into, whole)}, many=True, left_out=whole.left_out)


def _nbgraders_own(course: Path, made: Export) -> dict[str, bytes]:
    """What nbgrader keeps beside a submission; its own release of feedback reads it beside the page."""
    folders = {PurePosixPath(name).parent for name in made.files}
    found = {}
    for folder in sorted(folders):
        for name in _NBGRADERS_OWN:
            path = course / "submitted" / folder / name
            if path.is_file():
                found[f"{folder}/{name}"] = path.read_bytes()
    return found


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise CourseError(f"{path}: larger than 64 MB; give the table of one course")
        return decode_source(path.read_bytes())
    except OSError as error:
        raise CourseError(f"{path}: {error.strerror}; give --into the table to fill in") from error
    except SubmissionUnreadable as error:
        raise CourseError(f"{path}: {error}; save it as CSV in UTF-8") from error


def _write(target: Path, files: Mapping[str, bytes], *, many: bool) -> None:
    """Write one file, or several as a zip or a folder, by the target's name."""
    for name in files:
        _require_plain(name)
    try:
        if not many:
            (data,) = files.values()
            write_whole(target, data)
        elif target.suffix.lower() == _ZIP:
            write_whole(target, _zipped(files))
        elif target.suffix:
            raise CourseError(
                f"{target}: these are several files; give -o a folder, or a name that ends in .zip"
            )
        else:
            for name, data in files.items():
                write_whole(target / name, data)
    except OSError as error:
        raise CourseError(
            f"{target}: {error.strerror}; give -o a file or folder that can be written"
        ) from error


def _require_plain(name: str) -> None:
    """No student's id or file name leads out of the folder or zip."""
    parts = name.split("/")
    if "\\" in name or any(part in {"", ".", ".."} or len(part.encode()) > _LONGEST_NAME for part in parts):
        raise CourseError(f"{one_line(name)}: no name that a file can have; nothing was written")


def _zipped(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            script = name in {"setup.sh", "run_autograder"}
            info.external_attr = (0o100755 if script else 0o100644) << 16
            archive.writestr(info, data)
    return buffer.getvalue()


def _tell(options: ExportOptions, results: Results, made: Export, talk: Callable[[str], None]) -> None:
    waiting = [grade for grade in results.grades if open_parts(grade)]
    parts = sum(map(open_parts, waiting))
    students = len({grade.student for grade in waiting})
    line = f"{options.file}: students: {len(results.students()) - len(made.left_out)}"
    if parts:
        line += f"; left blank because they are undecided: parts: {parts} (students: {students})"
    talk(line)
    if missing := {student for those in results.missing.values() for student in those}:
        talk(f"on the roster, and nothing handed in for a lab: {len(missing)}")
    for remark in made.remarks:
        talk(remark)
    if made.left_out:
        talk(f"left out: {len(made.left_out)}")
        for one in made.left_out[:_MOST_TOLD]:
            talk(f"  {one_line(one)}")
