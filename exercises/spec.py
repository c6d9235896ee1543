"""The closed schema of a lab's specification (``lab.toml``) and its loader.

A lab is a folder with ``lab.toml``, ``statement.zh.md``, ``statement.en.md`` and what students start from
(``starter.py``, or one such file per framework: see ``exercises.starters``). An unknown key is an error that names the
file and the key; so is a sum of criteria that differs from the part's points.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

PartKind = Literal[
    "update",  # write an update rule yourself
    "schedule",  # write a learning-rate schedule yourself
    "builtin",  # use the framework's own optimizer or schedule
    "training",  # train the linear regression in a prescribed way
    "compare",  # report losses and step counts
    "sampler",  # draw mini-batches
    "answers",  # short answers
    "essay",  # free text for a person
    "method",  # early stopping, Newton, quasi-Newton, coordinate descent
]


TrainingWay = Literal[
    "minimize",  # the framework's optimizer does all: minimize, fit
    "apply",  # its two halves: gradients first, then their application
    "own",  # an update of one's own
]


class SpecError(ValueError):
    """A lab's folder is not what the schema says; the message names file and key."""


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text in both of the course's languages."""

    zh: str
    en: str


class Hyperparameter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a part does with one hyperparameter.

    ``default`` is right where the student's code can't be given a value; ``check`` is what the self-check gives;
    ``grade`` lists the values a grading run draws from. They are exact in binary, so that rounding stays small.
    """

    default: float
    check: float
    grade: tuple[float, ...]


class Training(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The closed-loop run: the student's optimizer trains a standard task from its start."""

    task: str
    steps: int
    hyperparameters: dict[str, float]


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the words that short answers may be, with everything that people write for it."""

    id: str
    words: tuple[str, ...]
    """Case, spaces and hyphens don't count; of two that fit, the longer one does."""


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One short answer: the choices that are right, and a hint for who took another one."""

    id: str
    points: float
    right: tuple[str, ...]
    hint: Text


class RubricRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of what the person who reads a text looks for."""

    points: float
    zh: str
    en: str


CRITERIA: dict[PartKind, frozenset[str]] = {
    "update": frozenset({"update", "training"}),  # open loop, closed loop
    "schedule": frozenset({"schedule"}),
    "builtin": frozenset({"called", "training"}),  # the right one with its arguments, and what it trained
    # numbers held against the training itself; the claim against the numbers; from one start, at one rate
    "compare": frozenset({"losses", "steps", "claim", "equal"}),
    "training": frozenset({"way", "update", "training"}),  # as asked; each step; whether it arrived
    "sampler": frozenset({"shuffled", "aligned", "once", "last"}),  # of the batches drawn
    "method": frozenset(
        {"result", "rule", "stop", "best"}
    ),  # where it arrives, how; early stopping: when, at what
    "answers": frozenset(),  # each answer is a criterion
    "essay": frozenset(),  # a person gives the points
}
"""What can earn points, per kind of part that the engine can judge."""

METHODS = frozenset({"early-stopping", "newton", "bfgs", "coordinate-descent"})
"""What the rule of a part of kind ``method`` may be."""


class Criterion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that earns points; its id is one of the part's kind's."""

    id: str
    points: float


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One gradable part of a lab."""

    id: str
    title: Text
    points: float
    kind: PartKind
    lecture: str = ""
    """Section of the lecture, for example ``3.3``."""
    rule: str = ""
    """Algorithm of ``reference`` (update) or schedule (``linear``, ``exponential``)."""
    names: tuple[str, ...] = ()
    """Lower-case fragments of names that students give the deliverable."""
    hyperparameters: dict[str, Hyperparameter] = {}
    steps: int = 60
    """How many rates of a schedule are compared, or how many losses of each method a comparison wants."""
    training: Training | None = None
    way: TrainingWay | None = None
    """How a ``training`` part is to be done."""
    criteria: tuple[Criterion, ...] = ()
    keep: dict[str, float] = {}
    """Share of a criterion's points that is kept, per id of a mistake or convention (default 0).

    ``different-algorithm.adagrad`` speaks of that algorithm alone.
    """
    builtin: dict[str, tuple[str, ...]] = {}
    """Names of the framework's own optimizers or schedules that are wanted, per framework."""
    methods: tuple[str, ...] = ()
    """Algorithms that a comparison compares."""
    choices: tuple[Choice, ...] = ()
    """Words that short answers may be."""
    fillers: tuple[str, ...] = ()
    """What people write around such a word without meaning another one: ``algorithm``."""
    answers: tuple[Answer, ...] = ()
    rubric: tuple[RubricRow, ...] = ()
    """For the person who reads a text; its points sum to the part's."""


class Lab(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One lab of the course."""

    id: str
    title: Text
    lecture: str
    parts: tuple[Part, ...]

    def part(self, part_id: str) -> Part:
        """Return the part with this id; ``SpecError`` names the known ones."""
        for part in self.parts:
            if part.id == part_id:
                return part
        known = ", ".join(part.id for part in self.parts)
        raise SpecError(f"{self.id}: no part {part_id!r}; its parts are {known}")


JUDGED_KINDS: frozenset[PartKind] = frozenset(CRITERIA)
"""Kinds of part the engine can judge; a part of another kind says so and is left out of the total."""

TEXT_KINDS: frozenset[PartKind] = frozenset({"answers", "essay"})
"""Kinds of part that are handed in as words, not as code."""

LABS_FOLDER = Path(__file__).resolve().parent
OUTSIDE: dict[str, Path] = {}
"""Folders of labs that a course brought along, by id (``exercises.outside``)."""


def load_lab(folder: Path) -> Lab:
    """Read and check one lab's folder."""
    path = folder / "lab.toml"
    try:
        lab = msgspec.toml.decode(path.read_bytes(), type=Lab)
    except FileNotFoundError:
        raise SpecError(f"{path}: missing; a lab's folder needs it") from None
    except msgspec.DecodeError as error:
        raise SpecError(f"{path}: {error}") from error
    if lab.id != folder.name:
        raise SpecError(f"{path}: id is {lab.id!r} but the folder is called {folder.name!r}; make them equal")
    for part in lab.parts:
        _check_part(path, part)
    return lab


def _check_part(path: Path, part: Part) -> None:  # noqa: C901
    where = f"{path}: part {part.id}"
    if part.kind not in JUDGED_KINDS:
        return
    if part.kind in TEXT_KINDS:
        _check_text(where, part)
        return
    total = sum(criterion.points for criterion in part.criteria)
    if total != part.points:
        raise SpecError(f"{where}: criteria sum to {total:g}, points say {part.points:g}; make them equal")
    for criterion in part.criteria:
        if criterion.id not in CRITERIA[part.kind]:
            known = ", ".join(sorted(CRITERIA[part.kind]))
            raise SpecError(
                f"{where}: no criterion {criterion.id!r}; a part of kind {part.kind} knows {known}"
            )
    if part.kind in {"update", "schedule"}:
        _check_written(where, part)
    if part.kind == "builtin" and not (part.builtin and part.rule):
        raise SpecError(f"{where}: keys 'builtin' and 'rule' are needed; name what is wanted per framework")
    if part.kind == "compare" and len(part.methods) < 2:
        raise SpecError(f"{where}: key 'methods' is missing; name at least two algorithms to compare")
    if part.kind == "training" and not (part.way and part.rule and part.names):
        raise SpecError(
            f"{where}: keys 'way', 'rule' and 'names' are needed; say how, by what, and under what names"
        )
    if part.kind == "method" and part.rule not in METHODS:
        raise SpecError(f"{where}: key 'rule' is {part.rule!r}; methods are {', '.join(sorted(METHODS))}")


def _check_text(where: str, part: Part) -> None:
    rows = part.answers if part.kind == "answers" else part.rubric
    key = "answers" if part.kind == "answers" else "rubric"
    total = sum(row.points for row in rows)
    if total != part.points:
        raise SpecError(f"{where}: {key} sum to {total:g}, points say {part.points:g}; make them equal")
    known = {choice.id for choice in part.choices}
    for answer in part.answers:
        unknown = sorted(set(answer.right) - known)
        if unknown or not answer.right:
            raise SpecError(
                f"{where}: answer {answer.id}: right names no choice {unknown}; choices are {known}"
            )


def _check_written(where: str, part: Part) -> None:
    if not part.rule:
        raise SpecError(f"{where}: key 'rule' is missing; name the algorithm or schedule")
    if not part.hyperparameters:
        raise SpecError(f"{where}: key 'hyperparameters' is missing; give default, check and grade for each")
    wants_training = any(criterion.id == "training" for criterion in part.criteria)
    if wants_training and part.training is None:
        raise SpecError(f"{where}: a criterion 'training' needs the table 'training'")


@cache
def labs() -> dict[str, Lab]:
    """All labs of the course by id, in the order of the lecture."""
    found = [load_lab(path.parent) for path in LABS_FOLDER.glob("*/lab.toml")]
    found += [load_lab(folder) for folder in OUTSIDE.values()]
    order = ("quiz", "minibatch", "lab1", "lab2", "compare", "lab3", "lab4", "lab5", "lab6", "think", "extra")
    ranked = sorted(found, key=lambda lab: (order.index(lab.id) if lab.id in order else len(order), lab.id))
    return {lab.id: lab for lab in ranked}


def folder_of(lab_id: str) -> Path:
    """Return the folder that a lab lies in."""
    return OUTSIDE.get(lab_id, LABS_FOLDER / lab_id)


def lab_sha256(lab_id: str) -> str:
    """Hash of everything in the lab's folder, so that a record says which text of the exercise it judged."""
    digest = hashlib.sha256()
    for path in sorted(folder_of(lab_id).iterdir()):
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
