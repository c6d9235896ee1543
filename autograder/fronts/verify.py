"""``exercises LAB --verify``: that a lab can be handed out and graded as its folder says.

The specification was checked when it was read. What is proved here takes a run: both languages of what students get,
that who hands in the starter gets nothing and no reproach, that model solutions get everything, that records hold.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args

import msgspec

from autograder.errors import EXIT_FAULT, EXIT_NOT_PASSED, EXIT_OK, AutograderError, CourseError
from autograder.fronts.judging import Question, Talk, known_lab, open_slots, request
from autograder.grading.one import grade_submission
from autograder.loading.load import load_bytes
from autograder.record import Grade, PartResult, decode, encode
from autograder.releasing.compose import compose
from autograder.releasing.write import notebook, script
from autograder.sandbox.slots import FRAMEWORKS, Slots, missing
from exercises.spec import TEXT_KINDS, Lab, SpecError, folder_of, labs
from exercises.starters import STARTER_FRAMEWORKS, StarterFramework

Language = Literal["zh", "en"]


def run_verify(lab: str | None, solutions: Path | None, language: Language, talk: Talk) -> int:
    """Prove one lab, or all; a line for each thing proved or not, and 1 if any was not."""
    if solutions is not None and (lab is None or not solutions.is_dir()):
        raise CourseError(
            f"--solutions {solutions}: say which lab, and give a folder of .py and .ipynb files"
        )
    asked = [known_lab(lab)] if lab is not None else list(labs().values())
    code = EXIT_OK
    slots = open_slots(talk)
    try:
        for one in asked:
            prover = Prover(one, language, slots, talk)
            for what, wrong in prover.proofs(solutions):
                sys.stdout.write(f"{one.id}  {what}: {wrong or 'ok'}\n")
                sys.stdout.flush()
                code = max(code, EXIT_NOT_PASSED if wrong else EXIT_OK)
            code = max(code, EXIT_FAULT if prover.fault else EXIT_OK)
    finally:
        slots.close()
    return code


class Prover:
    """Proves one lab; each proof is what it is about and what is wrong, empty where nothing is."""

    def __init__(self, lab: Lab, language: Language, slots: Slots, talk: Talk) -> None:
        self.lab = lab
        self.language = language
        self.slots = slots
        self.talk = talk
        self.fault = False
        """Whether anything that failed was a fault of ours."""

    def proofs(self, solutions: Path | None) -> Iterator[tuple[str, str]]:
        """Prove one thing after the other."""
        for said in get_args(Language):
            yield f"statement.{said}.md", self._statement(said)
        for framework in self._frameworks():
            yield from self._starter(framework)
        if solutions is None:
            self.talk(f"{self.lab.id}: no model solutions were tried; give their folder with --solutions")
        else:
            yield from self._solutions(solutions)

    def _statement(self, said: Language) -> str:
        path = folder_of(self.lab.id) / f"statement.{said}.md"
        if not path.is_file():
            return "missing"
        text = path.read_text(encoding="utf-8")
        unsaid = [part.id for part in self.lab.parts if part.id not in text]
        return f"says nothing of {', '.join(unsaid)}" if unsaid else ""

    def _frameworks(self) -> Iterator[StarterFramework]:
        """The frameworks with a template of their own; NumPy stands for those that share one."""
        folder = folder_of(self.lab.id)
        own = [one for one in STARTER_FRAMEWORKS if (folder / f"starter.{one}.py").is_file()]
        for framework in own or ["numpy"]:
            if missing(FRAMEWORKS[framework]):
                self.talk(f"{self.lab.id}: starter for {framework} not tried, it is not installed")
            else:
                yield framework

    def _starter(self, framework: StarterFramework) -> Iterator[tuple[str, str]]:
        for said in get_args(Language):
            what = f"starter {framework} {said}"
            try:
                release = compose(self.lab, framework, said)
            except (SpecError, OSError, SyntaxError) as error:
                yield what, str(error)
                continue
            for name, text in ((".ipynb", notebook(release)), (".py", script(release))):
                yield f"{what} {name}", self._not_begun(f"{self.lab.id}{name}", text)

    def _not_begun(self, name: str, text: str) -> str:
        grade = self._graded(name, text.encode())
        wrong = [f"{part.part} is {part.status}" for part in grade.parts if part.status != "not_started"]
        return self._broken(grade) or "; ".join(wrong)

    def _solutions(self, folder: Path) -> Iterator[tuple[str, str]]:
        """Every file solves something, and every part is solved by some file."""
        solved: set[str] = set()
        for path in sorted([*folder.glob("*.py"), *folder.glob("*.ipynb")]):
            try:
                grade = self._graded(path.name, path.read_bytes())
            except AutograderError as error:
                yield f"solution {path.name}", str(error)
                continue
            right = {part.part for part in grade.parts if self._full(part)}
            solved |= right
            told = "; ".join(f"{part.part} is {part.status}, {part.points} points" for part in grade.parts)
            yield f"solution {path.name}", self._broken(grade) or ("" if right else f"solves no part: {told}")
        for part in self.lab.parts:
            yield f"solution of {part.id}", "" if part.id in solved else "no file gets full marks"

    def _full(self, part: PartResult) -> bool:
        """Whether a part has all its points; a text waits for the person who gives them."""
        if self.lab.part(part.part).kind in TEXT_KINDS and part.status == "needs_person":
            return True
        return part.passed is True and part.points == part.max_points

    def _graded(self, name: str, raw: bytes) -> Grade:
        submission = load_bytes(name, raw)
        question = Question(self.lab.id, None, self.language)
        return grade_submission(submission, request(question, self.lab, submission.raw), self.slots)

    def _broken(self, grade: Grade) -> str:
        """What a record says that it must not: a fault, other parts or points than the lab's, what can't be read."""
        if grade.status != "judged" or any(part.status == "grader_fault" for part in grade.parts):
            self.fault = self.fault or grade.status != "unreadable"
            return f"the grader failed, or could not read it ({grade.status})"
        told = encode(grade)
        try:
            read = encode(decode(told))
        except msgspec.MsgspecError as error:
            return f"the record is none: {error}"
        if json.loads(read) != json.loads(told):  # as values: 150 is read as 150.0 where both are allowed
            return "the record isn't read back as it was written"
        if [(one.part, one.max_points) for one in grade.parts] != [(p.id, p.points) for p in self.lab.parts]:
            return "the record has other parts or points than lab.toml"
        for part in grade.parts:
            total = sum(one.max_points for one in part.criteria)
            if part.criteria and not math.isclose(total, part.max_points):
                return f"{part.part}: criteria of the record don't sum to the part's points"
        return ""
