"""Free texts: collected and shown to a person with the part's rubric, never scored by what words stand in them."""

from __future__ import annotations

from autograder.grading.context import Context
from autograder.grading.handed_in import Words, passages, variables
from autograder.protocol.values import Plain
from autograder.record import PartResult
from autograder.releasing.given import given_lines
from exercises.spec import Part

MAX_SHOWN = 10_000
"""Characters that a record keeps."""


def essay_result(context: Context, part: Part) -> PartResult:
    """Return a part that waits for a person, with its text; or say that there is none."""
    named = variables(context, part)
    found = next((one for one in named if _prose(one.value, context)), None)
    if found is not None:
        return _collected(context, part, found, _prose(found.value, context))
    written = passages(context, part)
    if written:
        return _collected(context, part, written[0], "\n\n".join(str(one.value) for one in written))
    if named:
        first = named[0]
        place = context.place(first.name, first.cell, first.line)
        return context.unjudged(part, "not_started", ("status.not_started", {}), **place)
    return context.unjudged(part, *context.nothing_written())


def _collected(context: Context, part: Part, words: Words, text: str) -> PartResult:
    context.forms.append("answer")
    shown = text[:MAX_SHOWN]
    return context.unjudged(
        part,
        "needs_person",
        ("status.essay", {"count": len(text)}),
        evidence={"text": {"body": shown, "shortened": len(text) > MAX_SHOWN or words.cut}},
        **context.place(words.name, words.cell, words.line),
    )


def _prose(value: Plain, context: Context) -> str:
    """Text of a variable: a string, or paragraphs in a list or dictionary; empty where it holds no words of its own."""
    if isinstance(value, str):
        text = value.strip()
        return "" if text in given_lines(context.lab.id) else text
    members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return "\n\n".join(one.strip() for one in members if isinstance(one, str) and one.strip())
