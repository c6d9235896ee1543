"""The one Grade record (``autograder.grade/1``): what grading produces and everything else renders.

Fields are added, never changed, within a schema version. ``record.schema.json`` at the repository's ``docs/`` is
generated from these classes.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

SCHEMA: Literal["autograder.grade/1"] = "autograder.grade/1"

SubmissionStatus = Literal["judged", "unreadable", "grader_fault"]
PartStatus = Literal[
    "judged",
    "not_started",
    "not_found",
    "crashed",
    "timed_out",
    "out_of_memory",
    "blocked",
    "needs_person",
    "grader_fault",
]
NULL_STATUSES: frozenset[PartStatus] = frozenset({"needs_person", "grader_fault"})
"""Statuses whose points and verdict are null: a fault of ours, or a person's task, is never a zero."""


class RunnerUp(msgspec.Struct, frozen=True):
    """The next best explanation, to show how clear the first one is."""

    mistakes: tuple[str, ...]
    residual: float | None
    """Rounding envelopes; null where it is not finite."""


Cell = float | str
"""A number of a small table; ``nan``, ``inf`` or ``-inf`` where it is none; words, or empty."""


class Line(msgspec.Struct, frozen=True):
    """One step of one coordinate in a small table: what is expected beside what is done instead."""

    step: int
    coordinate: int
    """Counted from 1; 0 where there is but one."""
    expected: tuple[Cell, ...]
    """In the table's columns; empty text where this side has no such quantity."""
    yours: tuple[Cell, ...]


class Counterexample(msgspec.Struct, frozen=True):
    """The smallest case in which something differs from the expected, to follow by hand."""

    of: tuple[str, ...]
    """Mistakes, or the accepted convention, that it shows."""
    rule: str
    """Algorithm, schedule or task that is expected."""
    setting: str
    """What the gradients are, as a key of the explaining words (``fed``, ``bowl`` …)."""
    hyperparameters: dict[str, float]
    """What both sides are run with; what only one side has stands in ``other``."""
    other: dict[str, float]
    """What the mistaken side uses in place of the same names."""
    own: tuple[str, ...]
    """Names of the hyperparameters whose values are the student's."""
    start: tuple[float, ...]
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    first: tuple[int, int]
    """Line and column of the first difference, counted from 0."""


class Suspect(msgspec.Struct, frozen=True):
    """Where in the source a named mistake seems to sit: found by reading, shown only beside what the code did."""

    mistake: str
    cell: int | None
    line: int
    source_line: int | None


class Diagnosis(msgspec.Struct, frozen=True):
    """What the student's code does instead of the rule. An empty ``mistakes`` list means: different, cause unknown."""

    mistakes: tuple[str, ...]
    details: dict[str, str | float]
    hyperparameters: dict[str, float]
    """As identified from the trajectory."""
    expected: dict[str, float]
    first_step: int | None
    """First update (1-based) that differs from the rule beyond rounding."""
    residual: float | None
    """Of the named explanation (of the plain rule where none is named), in rounding envelopes; null if not finite."""
    equivalents: tuple[tuple[str, ...], ...] = ()
    runner_up: RunnerUp | None = None
    coordinate: int | None = None
    """Coordinate that differs first."""
    size: float | None = None
    """Largest relative difference from the rule, as a share of the coordinate's largest value."""
    variants: tuple[str, ...] = ()
    """Accepted variants in which the code is written beside its mistakes."""
    counterexample: Counterexample | None = None
    """Null where a table makes no sense."""
    suspects: tuple[Suspect, ...] = ()


class Matched(msgspec.Struct, frozen=True):
    """The rule and the accepted variants that the code follows."""

    rule: str
    variants: tuple[str, ...]
    hyperparameters: dict[str, float]
    partings: tuple[Counterexample, ...] = ()
    """Where accepted conventions part from the lecture's form, as far as they do."""


class CriterionResult(msgspec.Struct, frozen=True):
    """Points of one criterion, with a sentence in the record's language and its parts for other languages."""

    id: str
    points: float | None
    max_points: float
    passed: bool | None
    message: str
    text: tuple[str, dict[str, str | float]] = ("", {})
    """Key of the message and its arguments (``autograder.explaining.messages``)."""


class Decision(msgspec.Struct, frozen=True):
    """A person's decision on a part; the part's points are what the person gave."""

    reason: str
    who: str
    when: str
    """UTC, ISO 8601."""
    status: PartStatus
    """What the program had found."""
    points: float | None
    """What the program had given."""


class PartResult(msgspec.Struct, frozen=True):
    """One part's verdict."""

    part: str
    status: PartStatus
    passed: bool | None
    points: float | None
    max_points: float
    matched: Matched | None = None
    diagnoses: tuple[Diagnosis, ...] = ()
    criteria: tuple[CriterionResult, ...] = ()
    evidence: dict[str, Any] = {}
    deliverable: str = ""
    """Name of the class or function that was judged."""
    chosen: str = ""
    """Why it was taken: ``name``, or ``fit`` where no name told."""
    cell: int | None = None
    line: int | None = None
    source_line: int | None = None
    """The same place as a line of the record's ``source``."""
    message: str = ""
    """One line on a status other than ``judged``."""
    text: tuple[str, dict[str, str | float]] = ("", {})
    decision: Decision | None = None
    """Set where a person decided; never in what the program itself records."""


class LeftOut(msgspec.Struct, frozen=True):
    """A part this version can't judge; it is not in the total."""

    part: str
    points: float
    reason: str
    """Its kind, for example ``builtin``."""


class SubmissionInfo(msgspec.Struct, frozen=True):
    """What was handed in."""

    name: str
    sha256: str
    framework: str
    form: str


class Discovered(msgspec.Struct, frozen=True):
    """Something in the submission that could be a deliverable."""

    name: str
    form: str
    cell: int | None
    line: int | None
    accepts: tuple[str, ...]
    """Hyperparameters it can be given, by their standard names."""
    stub: bool
    left: str = ""
    """Why it counts for no part, as an id with a detail after a colon; empty where it was judged."""


class PassedOver(msgspec.Struct, frozen=True):
    """A class or function of the submission that could be no deliverable."""

    name: str
    kind: str
    lacks: str
    """What it lacks, as an id with a detail after a colon."""
    cell: int | None = None
    line: int | None = None


class Usage(msgspec.Struct, frozen=True):
    """What running the student's code took."""

    wall_s: float
    cpu_s: float
    peak_rss_mb: float


class Note(msgspec.Struct, frozen=True):
    """A remark that costs nothing: a cell that failed, a package that is missing, a magic that was skipped."""

    message: str
    cell: int | None = None
    line: int | None = None
    text: tuple[str, dict[str, str | float]] = ("", {})


class Late(msgspec.Struct, frozen=True):
    """What handing in late took off; never in what the program itself records."""

    submitted: str | None
    """UTC, ISO 8601; null where the course system only said late."""
    deadline: str
    days: int
    """Days begun after the deadline."""
    share: float
    """Share of the points that was taken off."""
    points: float | None
    """Points before that."""


class Grade(msgspec.Struct, frozen=True):
    """One student's record for one lab."""

    lab: str
    student: str | None
    submission: SubmissionInfo
    engine: str
    engine_sha256: str
    """Hash of the code that judged."""
    exercise_sha256: str
    seed_commitment: str
    sandbox_tier: str
    status: SubmissionStatus
    points: float | None
    max_points: float
    passed: bool | None
    parts: tuple[PartResult, ...]
    source: str
    usage: Usage
    stdout: str
    notes: tuple[Note, ...]
    language: Literal["zh", "en"] = "zh"
    left_out: tuple[LeftOut, ...] = ()
    discovered: tuple[Discovered, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    message: str = ""
    """One line on a status other than ``judged``: file, line, fix."""
    text: tuple[str, dict[str, str | float]] = ("", {})
    late: Late | None = None
    together: str = ""
    """Name of what a group handed in as one, the same for its members; never in what the program itself records."""
    memory_limit: Literal["cgroup v2", "cgroup v1", "rlimits", ""] = ""
    """What bounded the memory of all processes together; ``rlimits`` bound each. Empty where none ran in a sandbox."""
    device: Literal["cpu", "gpu"] = "cpu"
    """Where the student's framework computed."""
    schema: Literal["autograder.grade/1"] = SCHEMA


def encode(grade: Grade) -> bytes:
    """JSON of a record, one line."""
    return msgspec.json.encode(grade)


def decode(data: bytes) -> Grade:
    """Read and check a record."""
    return msgspec.json.decode(data, type=Grade)
