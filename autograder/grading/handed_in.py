"""Words that were handed in for a part: in a variable of its name, or in text under its tag."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.driving.answering import values_id
from autograder.grading.context import Context
from autograder.protocol.values import Plain, Value, Values
from autograder.releasing.given import bare, given_lines
from exercises.spec import Part


@dataclass(frozen=True)
class Words:
    """A value or text, and where it stands."""

    name: str
    value: Plain
    cell: int | None
    line: int | None
    cut: bool = False


def variables(context: Context, part: Part) -> list[Words]:
    """Return the part's variables, the likeliest name first; of equals in the order of the file."""
    found = [
        value
        for message in context.outcome.messages
        if isinstance(message, Values) and message.request == values_id(part)
        for value in message.values
        if not value.replaced
    ]
    ranked = sorted(found, key=lambda value: _rank(value, part))
    return [Words(one.name, one.value, one.cell, one.line, one.cut) for one in ranked]


def _rank(value: Value, part: Part) -> tuple[bool, int]:
    name = value.name.lower()
    places = [index for index, fragment in enumerate(part.names) if fragment in name]
    return name not in part.names, min(places, default=len(part.names))


def passages(context: Context, part: Part) -> list[Words]:
    """Return the texts under the part's tag; of what holds no code all texts, where none of them has a tag."""
    lab, found = context.lab.id, context.submission.passages
    tagged = [one for one in found if one.tag is not None and one.tag in {(lab, part.id), (lab, "")}]
    if not tagged and not any(one.tag for one in found) and not _holds_code(context):
        tagged = list(found)
    written = ((one, _own_lines(one.text, lab)) for one in tagged)
    return [Words("", text, one.cell, one.line) for one, text in written if text]


def _own_lines(text: str, lab: str) -> str:
    """Leave out what stands in the lab's own statement or release: a released notebook brings it along."""
    given = given_lines(lab)
    lines = [line for line in text.splitlines() if bare(line) not in given]
    return "\n".join(lines).strip()


def _holds_code(context: Context) -> bool:
    sources = (cell.source for cell in context.submission.cells)
    lines = (line.strip() for source in sources for line in source.splitlines())
    return any(line and not line.startswith("#") for line in lines)
