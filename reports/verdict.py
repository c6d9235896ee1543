"""What a record says, in sentences: shared by every renderer, so that terminal and page never disagree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from autograder.explaining import words
from autograder.explaining.catalogue import mark, translator
from autograder.explaining.messages import MESSAGES, say
from autograder.explaining.mistakes import MISTAKES, Explanation, explain, title
from autograder.explaining.numbers import points
from autograder.explaining.words import word
from autograder.record import (
    NULL_STATUSES,
    CriterionResult,
    Diagnosis,
    Grade,
    LeftOut,
    Note,
    PartResult,
    Suspect,
)
from exercises.spec import Lab, RubricRow, SpecError
from reports.inert import one_line

Tone = Literal["right", "wrong", "open", "ours"]
"""How a part is shown: passed; to be fixed; nothing judged yet; not the student's business."""

_STOPPED = ("crashed", "timed_out", "out_of_memory", "blocked")


@dataclass(frozen=True)
class NextStep:
    """The one thing to fix next."""

    part: str
    """Title of the part."""
    what: str
    hint: str
    lecture: str
    """Section of the lecture; empty where no mistake is named."""
    places: tuple[str, ...] = ()
    """Where in the code it seems to sit, in a sentence each."""
    mistake: str = ""
    """Id of the mistake that is explained; empty where none is named."""


def sentence(source: CriterionResult | PartResult | Note | Grade, language: str) -> str:
    """Say a record's message in a language; the stored sentence where its key isn't known here."""
    key, arguments = source.text
    if key in MESSAGES:
        cleaned = {
            name: one_line(value) if isinstance(value, str) else value for name, value in arguments.items()
        }
        try:
            return say(key, cleaned, language)
        except KeyError:
            pass
    return one_line(source.message, 400)


def part_title(lab: Lab, part: str, language: str) -> str:
    """Return a part's title; its id where the lab doesn't know it."""
    try:
        found = lab.part(part).title
    except SpecError:
        return one_line(part, 40)
    return found.zh if language == "zh" else found.en


def lab_title(lab: Lab, language: str) -> str:
    """Return a lab's title."""
    return lab.title.zh if language == "zh" else lab.title.en


def rubric(result: PartResult, lab: Lab) -> tuple[RubricRow, ...]:
    """Return what the person who reads a part's text looks for; nothing where there is no text."""
    try:
        return lab.part(result.part).rubric if "text" in result.evidence else ()
    except SpecError:
        return ()


def tone(result: PartResult) -> Tone:
    """Return how a part is shown."""
    if result.status in {"needs_person", "grader_fault"}:
        return "ours"
    if result.passed:
        return "right"
    return "open" if result.status in {"not_started", "not_found"} else "wrong"


_VERDICTS = {
    "right": mark("right"),
    "wrong": mark("not yet right"),
}


_WAITING = mark(
    "Not final. Parts that wait for a person: {count} (students: {students}); their points are left blank."
)


def waiting(grades: Iterable[Grade], language: str) -> str:
    """Say how much of a class is undecided; empty where everything is decided."""
    counts = Counter(
        grade.student or grade.submission.name
        for grade in grades
        for one in (grade.parts or (grade,))
        if one.status in NULL_STATUSES
    )
    if not counts:
        return ""
    return translator(language)(_WAITING).format(count=counts.total(), students=len(counts))


_BY_A_PERSON = mark("decided by a person")
_DECIDED = mark("{who} gave {points} points: {reason}")


def decided(result: PartResult, language: str) -> str:
    """Say what a person decided on a part, and why; empty where nobody did."""
    if result.decision is None:
        return ""
    who, reason = one_line(result.decision.who, 60), one_line(result.decision.reason, 1_000)
    return translator(language)(_DECIDED).format(who=who, points=points(result.points), reason=reason)


def verdict(result: PartResult, language: str) -> str:
    """Return a part's verdict in a word or two."""
    if result.decision is not None:
        return translator(language)(_BY_A_PERSON)
    if result.status == "judged":
        return word(_VERDICTS, "right" if result.passed else "wrong", language)
    return word(words.STATUSES, result.status, language)


def named(diagnosis: Diagnosis, language: str) -> str:
    """Return the mistakes of a diagnosis by their titles."""
    return " + ".join(title(one, language) for one in diagnosis.mistakes)


def what_happened(result: PartResult, language: str) -> str:
    """Return in one line what is wrong with a part, or what its status means."""
    if result.decision is not None:
        return decided(result, language)
    if result.status in {"judged", "needs_person"}:
        if result.diagnoses and result.diagnoses[0].mistakes:
            return named(result.diagnoses[0], language)
        for criterion in result.criteria:
            if criterion.passed is False:
                return sentence(criterion, language)
    return sentence(result, language) or word(words.STATUSES, result.status, language)


def to_improve(result: PartResult, language: str) -> list[str]:
    """Return a line for each criterion that is wrong or open, where no mistake says it all."""
    if any(diagnosis.mistakes for diagnosis in result.diagnoses):
        return []
    return [sentence(one, language) for one in result.criteria if not one.passed]


def hint(result: PartResult, language: str) -> str:
    """Return a hint toward the fix of the first named mistake; empty where none is named."""
    explained = _explained(result, language)
    return explained.hint if explained else ""


def _explained(result: PartResult, language: str) -> Explanation | None:
    for diagnosis in result.diagnoses[:1]:
        for mistake in diagnosis.mistakes:
            if mistake in MISTAKES:
                return explain(mistake, diagnosis.details, diagnosis.hyperparameters, language)
    return None


_SUSPECTED = mark("It seems to sit in line {line}.")
_SUSPECTED_IN_A_CELL = mark("It seems to sit in cell {cell}, line {line}.")


def suspected(one: Suspect, language: str) -> str:
    """Say where in the code a mistake seems to sit."""
    template = _SUSPECTED if one.cell is None else _SUSPECTED_IN_A_CELL
    return translator(language)(template).format(cell=one.cell, line=one.line)


def to_fix(grade: Grade) -> PartResult | None:
    """Return the part to look at next: what runs and is wrong or stops, before what isn't there yet."""
    unfinished = [part for part in grade.parts if tone(part) in {"wrong", "open"} or _half_wrong(part)]
    if not unfinished:
        return None

    def rank(part: PartResult) -> tuple[int, float]:
        order = 0 if part.status in _STOPPED else 1 if part.status == "judged" else 2
        return (order, (part.points or 0.0) - part.max_points)

    return min(unfinished, key=rank)


def _half_wrong(part: PartResult) -> bool:
    """Whether a part that waits for a person has something wrong in it already."""
    return part.status == "needs_person" and any(one.passed is False for one in part.criteria)


def left_out(left: LeftOut, lab: Lab, language: str) -> str:
    """Say why a part isn't judged; the stored reason where the lab doesn't know the part."""
    try:
        return say("left_out", {"kind": lab.part(left.part).kind}, language)
    except SpecError:
        return one_line(left.reason)


def next_step(grade: Grade, lab: Lab, language: str) -> NextStep | None:
    """Return the one thing to fix next; none where everything judged is right."""
    part = to_fix(grade)
    if part is None:
        return None
    explained = _explained(part, language)
    known = [one for diagnosis in part.diagnoses[:1] for one in diagnosis.mistakes if one in MISTAKES]
    return NextStep(
        part_title(lab, part.part, language),
        what_happened(part, language),
        explained.hint if explained else "",
        explained.lecture if explained else "",
        tuple(suspected(one, language) for diagnosis in part.diagnoses[:1] for one in diagnosis.suspects),
        known[0] if known else "",
    )


def what_is_right(grade: Grade, lab: Lab, language: str) -> list[str]:
    """Return what the student got right, most of it first: whole parts, then single criteria."""
    whole = [part_title(lab, part.part, language) for part in grade.parts if part.passed]
    single = [
        f"{part_title(lab, part.part, language)}: {word(words.CRITERIA, criterion.id, language)}"
        for part in grade.parts
        if not part.passed
        for criterion in part.criteria
        if criterion.passed
    ]
    return whole + single


def total(values: list[float | None]) -> float | None:
    """Add points up; null where any of them is null, because a fault of ours is never a zero."""
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def arithmetic(criterion: CriterionResult) -> str:
    """Return how a criterion kept a share of its points (``50% × 4 = 2``); empty where it kept none."""
    if criterion.points is None or criterion.passed or criterion.points == 0 or not criterion.max_points:
        return ""
    share = criterion.points / criterion.max_points
    return f"{share * 100:.3g}% × {points(criterion.max_points)} = {points(criterion.points)}"


def name_of(grade: Grade, language: str) -> str:
    """Return whose record it is: the student's id, else the file."""
    return one_line(grade.student or grade.submission.name, 80) or translator(language)(mark("no name"))
