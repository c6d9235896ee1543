"""The process that judges for a notebook's kernel: one line of JSON asks, one answers, until the input ends."""

from __future__ import annotations

import json
import math
import os
import sys
from pathlib import Path
from typing import IO, Literal

import msgspec

from autograder.errors import AutograderError
from autograder.fronts.courses import open_course
from autograder.fronts.judging import Question, asked_lab, graded, open_slots, request, required_device
from autograder.grading.one import unreadable_grade
from autograder.loading.load import Unreadable, load_bytes
from autograder.record import Grade
from autograder.sandbox.slots import Slots
from exercises.spec import labs
from reports.html.fragment import student_fragment
from reports.terminal import summary


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question of the kernel's."""

    name: str
    """Of the notebook."""
    cells: tuple[str, ...]
    lab: str | None
    part: str | None
    language: str
    only_found: bool
    """Leave out parts for which nothing was found: one class was asked about."""
    texts: tuple[tuple[int, str], ...] = ()
    """Text cells, each with the number of code cells before it."""
    course: str | None = None
    """The course that was named: its file or folder."""
    device: str = "cpu"
    folder: str | None = None
    """Where the kernel works: a course that wasn't named is found upward from there."""


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is shown, or why there is nothing to show."""

    text: str = ""
    html: str = ""
    record: Grade | None = None
    error: str = ""


def main() -> None:
    """Answer questions; nothing but answers is written to the real standard output."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as out:
        os.dup2(2, 1)
        answers = Answers()
        try:
            answers.serve(sys.stdin.buffer, out)
        finally:
            answers.close()


class Answers:
    """Judges notebooks one after the other; the warm slots stay between times."""

    def __init__(self) -> None:
        self._slots: Slots | None = None
        self._device = "cpu"

    def serve(self, questions: IO[bytes], out: IO[str]) -> None:
        """Answer line by line."""
        for line in questions:
            try:
                answer = self._answer(msgspec.json.decode(line, type=Asked))
            except AutograderError as error:
                answer = Answer(error=str(error))
            out.write(msgspec.json.encode(answer).decode() + "\n")
            out.flush()

    def close(self) -> None:
        """End the slots."""
        if self._slots is not None:
            self._slots.close()
            self._slots = None

    def _answer(self, asked: Asked) -> Answer:
        open_course(*(None if place is None else Path(place) for place in (asked.course, asked.folder)))
        language: Literal["zh", "en"] = "en" if asked.language == "en" else "zh"
        device = required_device("gpu" if asked.device == "gpu" else "cpu", language, isolated=False)
        question = Question(asked.lab, asked.part, language, device)
        lab, raw = asked_lab(question), as_notebook(asked.cells, asked.texts)
        try:
            submission = load_bytes(asked.name, raw)
        except Unreadable as error:
            grades = [unreadable_grade(error, request(question, lab or next(iter(labs().values())), raw))]
        else:
            if device != self._device:
                self.close()
            if self._slots is None:
                self._slots, self._device = open_slots(_talk, device), device
            grades = graded(question, submission, lab, self._slots)
        if asked.only_found:
            grades = [_found(grade) for grade in grades]
        texts = [summary(grade, labs()[grade.lab], question.language, color=False) for grade in grades]
        pages = [student_fragment(grade, labs()) for grade in grades]
        return Answer("\n".join(text.rstrip("\n") for text in texts), "".join(pages), grades[0])


def _talk(line: str) -> None:
    sys.stderr.write(line + "\n")


def as_notebook(cells: tuple[str, ...], texts: tuple[tuple[int, str], ...] = ()) -> bytes:
    """Return cells as a notebook file, the form in which they will be handed in."""
    made: list[dict[str, object]] = []
    for place in range(len(cells) + 1):
        for before, text in texts:
            if before == place:
                made.append({"cell_type": "markdown", "metadata": {}, "source": text})
        if place < len(cells):
            code: dict[str, object] = {
                "cell_type": "code",
                "execution_count": None,
                "metadata": {},
                "outputs": [],
            }
            made.append(code | {"source": cells[place]})
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}).encode()


def _found(grade: Grade) -> Grade:
    """The parts for which something was found, and their points; all of them where nothing was."""
    parts = tuple(part for part in grade.parts if part.status not in {"not_found", "not_started"})
    if not parts:
        return grade
    values, passed = [part.points for part in parts], [part.passed for part in parts]
    known = [value for value in values if value is not None]
    return msgspec.structs.replace(
        grade,
        parts=parts,
        left_out=(),
        points=math.fsum(known) if len(known) == len(values) else None,
        max_points=math.fsum(part.max_points for part in parts),
        passed=None if None in passed else all(passed),
    )
