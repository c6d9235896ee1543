"""``check``: one file of one's own, judged as grading would, in a second."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from autograder.driving.seeds import PUBLIC_SECRET, SeedSource
from autograder.errors import EXIT_FAULT, EXIT_NOT_PASSED, EXIT_OK, EXIT_USAGE, AutograderError, CourseError
from autograder.grading.one import Request, grade_submission, unreadable_grade
from autograder.loading.load import Unreadable, load_file
from autograder.loading.submission import Submission
from autograder.loading.which import labs_of
from autograder.record import Grade, encode
from autograder.sandbox.slots import Slots
from autograder.sandbox.tiers import probe
from exercises.spec import JUDGED_KINDS, Lab, labs
from reports.discovery import discovery, explained_discovery
from reports.html.student import student_page
from reports.terminal import summary

Talk = Callable[[str], None]


@dataclass(frozen=True)
class CheckOptions:
    """What was asked on the command line."""

    file: Path
    lab: str | None
    part: str | None
    as_json: bool
    html: Path | None
    language: Literal["zh", "en"]
    explain_discovery: bool
    watch: bool


def run_check(options: CheckOptions, talk: Talk) -> int:
    """Check one file, print what was found; return the exit code. With ``watch`` again after every save."""
    checker = Checker(options, talk)
    try:
        code = checker.check()
        if options.watch:
            for _ in saves(options.file):
                code = checker.check()
    finally:
        checker.close()
    return code


class Checker:
    """Checks a file as often as asked; the warm slots stay between times."""

    def __init__(self, options: CheckOptions, talk: Talk) -> None:
        self.options = options
        self.talk = talk
        self.lab = _asked_lab(options)
        self._slots: Slots | None = None

    def check(self) -> int:
        """Check the file as it is now; return the exit code."""
        options = self.options
        try:
            submission = load_file(options.file)
        except Unreadable as error:
            lab = self.lab or next(iter(labs().values()))
            _show(unreadable_grade(error, _request(options, lab, error.raw)), options)
            return EXIT_USAGE
        self.talk(discovery(submission, options.language))
        if self._slots is None:
            self._slots = _open_slots(self.talk)
        grade = _graded(options, submission, self.lab, self._slots)
        if options.explain_discovery:
            self.talk(explained_discovery(grade, labs()[grade.lab], options.language))
        _show(grade, options)
        return exit_code(grade)

    def close(self) -> None:
        """End the slots."""
        if self._slots is not None:
            self._slots.close()


def saves(file: Path) -> Iterator[None]:
    """Yield once after every save of the file, until interrupted."""
    import watchfiles  # noqa: PLC0415 - only --watch needs it

    name = file.resolve().name
    for _ in watchfiles.watch(file.resolve().parent, watch_filter=lambda _, path: Path(path).name == name):
        yield


def exit_code(grade: Grade) -> int:
    """3 a fault of ours, 2 unreadable, 1 any part not passed, 0 all passed."""
    if grade.status == "grader_fault" or any(part.status == "grader_fault" for part in grade.parts):
        return EXIT_FAULT
    if grade.status == "unreadable":
        return EXIT_USAGE
    return EXIT_OK if grade.passed else EXIT_NOT_PASSED


def known_lab(name: str) -> Lab:
    """Return a lab by its id; ``CourseError`` names the known ones."""
    if name not in labs():
        raise CourseError(f"--lab {name}: no such lab; labs are {', '.join(labs())}")
    return labs()[name]


def _asked_lab(options: CheckOptions) -> Lab | None:
    if options.lab is None:
        return None
    lab = known_lab(options.lab)
    if options.part is not None:
        _require_part(lab, options.part)
    if not any(part.kind in JUDGED_KINDS for part in lab.parts):
        raise CourseError(f"--lab {lab.id}: none of its parts can be judged by this version yet")
    return lab


def _require_part(lab: Lab, name: str) -> None:
    parts = {part.id: part for part in lab.parts}
    if name not in parts:
        raise CourseError(f"--part {name}: {lab.id} has the parts {', '.join(parts)}")
    if parts[name].kind not in JUDGED_KINDS:
        raise CourseError(
            f"--part {name}: this version can't judge it yet; leave --part out to check the others"
        )


def _request(options: CheckOptions, lab: Lab, raw: bytes) -> Request:
    return Request(lab, SeedSource(PUBLIC_SECRET, lab.id, raw), options.language, part=options.part)


def _open_slots(talk: Talk) -> Slots:
    """The sandbox where there is one; else a limited process for one's own file, and a word about it."""
    tier = probe()
    if tier.tier == "bubblewrap":
        return Slots()
    talk(f"no sandbox here ({tier.reason}); your file runs in a limited process")
    return Slots(unsafe=True)


def _graded(options: CheckOptions, submission: Submission, lab: Lab | None, slots: Slots) -> Grade:
    if lab is not None:
        return grade_submission(submission, _request(options, lab, submission.raw), slots)
    possible = [labs()[name] for name in labs_of(submission) if _judgeable(labs()[name], options.part)]
    possible = possible or [one for one in labs().values() if _judgeable(one, options.part)]
    if not possible:
        raise CourseError(
            f"--part {options.part}: no lab has such a part that can be judged; see: autograder exercises"
        )
    grades = [grade_submission(submission, _request(options, one, submission.raw), slots) for one in possible]
    ranked = sorted(grades, key=_evidence, reverse=True)
    if submission.refused is not None:
        return grades[0]  # the same line for any lab
    if len(ranked) > 1 and _evidence(ranked[0]) == _evidence(ranked[1]):
        tied = [grade.lab for grade in ranked if _evidence(grade) == _evidence(ranked[0])]
        names = ", ".join(f"--lab {name}" for name in tied)
        raise AutograderError(f"{options.file}: can't tell which lab this is; say one of {names}")
    return ranked[0]


def _judgeable(lab: Lab, part: str | None) -> bool:
    return any(one.kind in JUDGED_KINDS and part in (None, one.id) for one in lab.parts)


def _evidence(grade: Grade) -> tuple[int, int, int]:
    """How much speaks for a lab: parts passed, mistakes named, deliverables found."""
    named = sum(bool(diagnosis.mistakes) for part in grade.parts for diagnosis in part.diagnoses)
    found = sum(part.status != "not_found" for part in grade.parts)
    return sum(part.passed is True for part in grade.parts), named, found


def _show(grade: Grade, options: CheckOptions) -> None:
    lab = labs()[grade.lab]
    if options.html is not None:
        try:
            options.html.write_text(student_page([grade], labs()), encoding="utf-8")
        except OSError as error:
            raise AutograderError(
                f"{options.html}: {error.strerror}; give --html a file that can be written"
            ) from error
    if options.as_json:
        sys.stdout.write(encode(grade).decode() + "\n")
        return
    color = sys.stdout.isatty()
    sys.stdout.write(summary(grade, lab, options.language, color, shutil.get_terminal_size().columns))
