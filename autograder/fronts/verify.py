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

from autograder.errors import EXIT_FAULT, EXIT_NOT_PASSED, EXIT_OK, CourseError
from autograder.explaining.messages import say
from autograder.explaining.words import STATUSES, word
from autograder.fronts.judging import Question, Talk, known_lab, open_slots, request
from autograder.grading.one import grade_submission, unreadable_grade
from autograder.loading.load import Unreadable, load_bytes
from autograder.record import Grade, PartResult, decode, encode
from autograder.releasing.compose import compose
from autograder.releasing.write import notebook, script
from autograder.sandbox.slots import FRAMEWORKS, Slots, missing
from exercises.spec import TEXT_KINDS, Lab, SpecError, folder_of, labs
from exercises.starters import STARTER_FRAMEWORKS, StarterFramework
from reports.verdict import sentence

Language = Literal["zh", "en"]
Proof = tuple[str, list[str]]


def run_verify(lab: str | None, solutions: Path | None, language: Language, talk: Talk) -> int:
    """Prove one lab, or all; a line for each thing proved or not, and 1 if any was not."""
    if solutions is not None and (lab is None or not solutions.is_dir()):
        key = "verify.which-lab" if lab is None else "verify.no-folder"
        raise CourseError(say(key, {"folder": str(solutions)}, language))
    asked = [known_lab(lab)] if lab is not None else list(labs().values())
    code = EXIT_OK
    slots = open_slots(talk)
    try:
        for one in asked:
            prover = Prover(one, language, slots, talk)
            for what, wrong in prover.proofs(solutions):
                for found in wrong or [say("verify.ok", {}, language)]:
                    sys.stdout.write(f"{one.id}  {what}: {found}\n")
                sys.stdout.flush()
                code = max(code, EXIT_NOT_PASSED if wrong else EXIT_OK)
            code = max(code, EXIT_FAULT if prover.fault else EXIT_OK)
    finally:
        slots.close()
    return code


class Prover:
    """Proves one lab; each proof is what it is about and all that is wrong, in the language that was asked for."""

    def __init__(self, lab: Lab, language: Language, slots: Slots, talk: Talk) -> None:
        self.lab = lab
        self.language = language
        self.slots = slots
        self.talk = talk
        self.fault = False
        """Whether anything that failed was a fault of ours."""

    def proofs(self, solutions: Path | None) -> Iterator[Proof]:
        """Prove one thing after the other."""
        for said in get_args(Language):
            yield f"statement.{said}.md", self._statement(said)
        for framework in self._frameworks():
            yield from self._starter(framework)
        if solutions is None:
            self.talk(self._say("verify.no-solutions", lab=self.lab.id))
        else:
            yield from self._solutions(solutions)

    def _say(self, key: str, **arguments: str | float) -> str:
        return say(key, arguments, self.language)

    def _statement(self, said: Language) -> list[str]:
        path = folder_of(self.lab.id) / f"statement.{said}.md"
        if not path.is_file():
            return [self._say("verify.missing")]
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            return [self._say("verify.encoding")]
        return [self._say("verify.unsaid", part=part.id) for part in self.lab.parts if part.id not in text]

    def _frameworks(self) -> Iterator[StarterFramework]:
        """The frameworks with a template of their own; NumPy stands for those that share one."""
        folder = folder_of(self.lab.id)
        own = [one for one in STARTER_FRAMEWORKS if (folder / f"starter.{one}.py").is_file()]
        for framework in own or ["numpy"]:
            if missing(FRAMEWORKS[framework]):
                self.talk(self._say("verify.no-framework", lab=self.lab.id, framework=framework))
            else:
                yield framework

    def _starter(self, framework: StarterFramework) -> Iterator[Proof]:
        for said in get_args(Language):
            try:
                release = compose(self.lab, framework, said)
            except SpecError as error:
                yield self._say("verify.starter", framework=framework, said=said), [str(error)]
                continue
            except (OSError, UnicodeDecodeError):
                continue  # the statement, of which that was said
            for suffix, text in ((".ipynb", notebook(release)), (".py", script(release))):
                what = self._say("verify.starter", framework=framework, said=said, suffix=suffix)
                yield what, self._not_begun(f"{self.lab.id}{suffix}", text)

    def _not_begun(self, name: str, text: str) -> list[str]:
        grade = self._graded(name, text.encode())
        return self._broken(grade) or [
            self._say(
                "verify.begun",
                part=part.part,
                status=self._word(part.status),
                expected=self._word("not_started"),
            )
            for part in grade.parts
            if part.status != "not_started"
        ]

    def _word(self, status: str) -> str:
        return word(STATUSES, status, self.language)

    def _solutions(self, folder: Path) -> Iterator[Proof]:
        """Every file solves something, and every part is solved by some file."""
        solved: set[str] = set()
        for path in sorted([*folder.glob("*.py"), *folder.glob("*.ipynb")]):
            what = self._say("verify.solution", file=path.name)
            grade = self._graded(path.name, path.read_bytes())
            right = {part.part for part in grade.parts if self._full(part)}
            solved |= right
            yield what, self._broken(grade) or ([] if right else [self._lacks(part) for part in grade.parts])
        for part in self.lab.parts:
            wrong = [] if part.id in solved else [self._say("verify.unsolved")]
            yield self._say("verify.solution-of", part=part.id), wrong

    def _full(self, part: PartResult) -> bool:
        """Whether a part has all its points; a text waits for the person who gives them."""
        if self.lab.part(part.part).kind in TEXT_KINDS and part.status == "needs_person":
            return True
        return part.passed is True and part.points == part.max_points

    def _lacks(self, part: PartResult) -> str:
        points = "" if part.points is None else part.points
        return self._say(
            "verify.not-solved",
            part=part.part,
            points=points,
            most=part.max_points,
            status=self._word(part.status),
        )

    def _graded(self, name: str, raw: bytes) -> Grade:
        asked = request(Question(self.lab.id, None, self.language), self.lab, raw)
        try:
            return grade_submission(load_bytes(name, raw), asked, self.slots)
        except Unreadable as error:
            return unreadable_grade(error, asked)

    def _broken(self, grade: Grade) -> list[str]:
        """What a record says that it must not: a fault, other parts or points than the lab's, what can't be read."""
        if grade.status == "unreadable":
            return [sentence(grade, self.language)]
        if grade.status != "judged" or any(part.status == "grader_fault" for part in grade.parts):
            self.fault = True
            return [self._say("verify.fault")]
        told = encode(grade)
        try:
            read = encode(decode(told))
        except msgspec.MsgspecError as error:
            return [self._say("verify.no-record", detail=str(error))]
        if json.loads(read) != json.loads(told):  # as values: 150 is read as 150.0 where both are allowed
            return [self._say("verify.not-read-back")]
        if [(one.part, one.max_points) for one in grade.parts] != [(p.id, p.points) for p in self.lab.parts]:
            return [self._say("verify.other-parts")]
        return [
            self._say("verify.criteria", part=part.part)
            for part in grade.parts
            if part.criteria
            and not math.isclose(sum(one.max_points for one in part.criteria), part.max_points)
        ]
