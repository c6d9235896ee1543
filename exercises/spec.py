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


CRITERIA: dict[PartKind, frozenset[str]] = {
    "update": frozenset({"update", "training"}),  # open loop, closed loop
    "schedule": frozenset({"schedule"}),
}
"""What can earn points, per kind of part that the engine can judge."""


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
    """How many rates of a schedule are compared."""
    training: Training | None = None
    criteria: tuple[Criterion, ...] = ()
    keep: dict[str, float] = {}
    """Share of a criterion's points that is kept, per id of a mistake or convention (default 0)."""


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

LABS_FOLDER = Path(__file__).resolve().parent


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


def _check_part(path: Path, part: Part) -> None:
    where = f"{path}: part {part.id}"
    if part.kind not in JUDGED_KINDS:
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
    order = ("quiz", "minibatch", "lab1", "lab2", "compare", "lab3", "lab4", "lab5", "lab6", "think", "extra")
    ranked = sorted(found, key=lambda lab: (order.index(lab.id) if lab.id in order else len(order), lab.id))
    return {lab.id: lab for lab in ranked}


def lab_sha256(lab_id: str) -> str:
    """Hash of everything in the lab's folder, so that a record says which text of the exercise it judged."""
    digest = hashlib.sha256()
    for path in sorted((LABS_FOLDER / lab_id).iterdir()):
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
