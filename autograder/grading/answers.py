"""Short answers: one criterion each; what isn't understood is left to a person, and the others count all the same."""

from __future__ import annotations

import math
from collections.abc import Iterator

import msgspec

from autograder.explaining.messages import say
from autograder.grading.answer_sheets import Sheet, number_in, sheet_of
from autograder.grading.answer_words import understood
from autograder.grading.context import Context, Text
from autograder.grading.handed_in import Words, passages, variables
from autograder.record import CriterionResult, PartResult
from exercises.spec import Answer, Part

_SHOWN = 60
"""Characters of an answer in a sentence."""


def answers_result(context: Context, part: Part) -> PartResult:
    """Return the part's result from the first place that holds answers."""
    named = variables(context, part)
    for words, sheet in _sheets(context, part, named):
        if sheet is None:
            place = context.place(words.name, words.cell, words.line)
            return context.unjudged(part, "needs_person", ("status.answers_unread", {}), **place)
        if any(sheet.values()):
            return _judged(context, part, words, sheet)
    if named:
        place = context.place(named[0].name, named[0].cell, named[0].line)
        return context.unjudged(part, "not_started", ("status.not_started", {}), **place)
    return context.unjudged(part, *context.nothing_written())


def _sheets(context: Context, part: Part, named: list[Words]) -> Iterator[tuple[Words, Sheet | None]]:
    """Every sheet of answers, the likeliest place first: a whole sheet, one variable per answer, text."""
    ids = [answer.id for answer in part.answers]
    whole = [(one, sheet_of(one.value, ids)) for one in named if isinstance(one.value, list | dict | str)]
    read = [(one, sheet) for one, sheet in whole if sheet is not None]
    yield from read
    single = _single(named, ids)
    if single is not None:
        yield single
    for words in passages(context, part):
        sheet = sheet_of(words.value, ids)
        yield words, sheet
    unread = [one for one, sheet in whole if sheet is None and one.name.lower() in part.names]
    for one in unread:
        yield one, None


def _single(named: list[Words], ids: list[str]) -> tuple[Words, Sheet] | None:
    """``answer1 = "…"``: one variable per answer."""
    sheet: Sheet = dict.fromkeys(ids)
    first: Words | None = None
    for one in named:
        number = number_in(one.name)
        if number in sheet and sheet[number] is None and isinstance(one.value, str):
            sheet[number] = one.value
            first = first or one
    return None if first is None else (first, sheet)


def _judged(context: Context, part: Part, words: Words, sheet: Sheet) -> PartResult:
    criteria = tuple(_criterion(context, part, answer, sheet[answer.id]) for answer in part.answers)
    place = context.place(words.name, words.cell, words.line)
    unclear = [one.id for one in criteria if one.passed is None]
    if not unclear:
        passed = all(one.passed for one in criteria)
        return context.judged(part, "answer", criteria, passed=passed, **place)
    context.forms.append("answer")
    said = tuple(msgspec.structs.replace(one, message=say(*one.text, context.language)) for one in criteria)
    known = math.fsum(one.points for one in said if one.points is not None)
    text: Text = ("status.answers_unclear", {"count": len(unclear), "points": known})
    return context.unjudged(part, "needs_person", text, criteria=said, **place)


def _criterion(context: Context, part: Part, answer: Answer, given: str | None) -> CriterionResult:
    about: dict[str, str | float] = {"task_number": answer.id}
    if given is None or not given.strip():
        return CriterionResult(
            "answer", 0.0, answer.points, passed=False, message="", text=("answers.missing", about)
        )
    about["given"] = " ".join(given.split())[:_SHOWN]
    choice = understood(given, part)
    if choice is None:
        return CriterionResult(
            "answer", None, answer.points, passed=None, message="", text=("answers.unclear", about)
        )
    if choice in answer.right:
        return CriterionResult(
            "answer", answer.points, answer.points, passed=True, message="", text=("answers.right", about)
        )
    about["answer_hint"] = f"{context.lab.id}.{part.id}.{answer.id}"
    return CriterionResult(
        "answer", 0.0, answer.points, passed=False, message="", text=("answers.wrong", about)
    )
