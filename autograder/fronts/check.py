"""``check``: one file of one's own, judged as grading would, in a second."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from autograder.errors import EXIT_FAULT, EXIT_NOT_PASSED, EXIT_OK, EXIT_USAGE, AutograderError
from autograder.fronts.judging import Question, Talk, asked_lab, graded, open_slots, request, required_device
from autograder.grading.one import unreadable_grade
from autograder.loading.load import Unreadable, load_file
from autograder.record import Grade, encode
from autograder.sandbox.slots import Slots
from exercises.spec import labs
from reports.discovery import discovery, explained_discovery
from reports.html.student import student_page
from reports.terminal import summary


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
    device: Literal["cpu", "gpu", "auto"] = "cpu"

    @cached_property
    def question(self) -> Question:
        """What is asked about the file."""
        device = required_device(self.device, self.language, isolated=False)
        return Question(self.lab, self.part, self.language, device)


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
        self.lab = asked_lab(options.question)
        self._slots: Slots | None = None

    def check(self) -> int:
        """Check the file as it is now; return the exit code."""
        options = self.options
        try:
            submission = load_file(options.file)
        except Unreadable as error:
            lab = self.lab or next(iter(labs().values()))
            _show([unreadable_grade(error, request(options.question, lab, error.raw))], options)
            return EXIT_USAGE
        self.talk(discovery(submission, options.language))
        if self._slots is None:
            self._slots = open_slots(self.talk, options.question.device)
        grades = graded(options.question, submission, self.lab, self._slots)
        if options.explain_discovery:
            for grade in grades:
                self.talk(explained_discovery(grade, labs()[grade.lab], options.language))
        _show(grades, options)
        return max(exit_code(grade) for grade in grades)

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


def _show(grades: list[Grade], options: CheckOptions) -> None:
    """Several labs of one file are several records: JSON Lines, one page."""
    if options.html is not None:
        try:
            options.html.write_text(student_page(grades, labs()), encoding="utf-8")
        except OSError as error:
            raise AutograderError(
                f"{options.html}: {error.strerror}; give --html a file that can be written"
            ) from error
    if options.as_json:
        sys.stdout.write("".join(encode(grade).decode() + "\n" for grade in grades))
        return
    color, columns = sys.stdout.isatty(), shutil.get_terminal_size().columns
    said = (summary(grade, labs()[grade.lab], options.language, color, columns) for grade in grades)
    sys.stdout.write("\n".join(said))
