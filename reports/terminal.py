"""A record on a terminal, and a class as a table.

Only characters that a console in cp936 has; no emoji; nothing of the student's that could steer a terminal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from autograder.explaining import words
from autograder.explaining.catalogue import mark, translator
from autograder.explaining.mistakes import variant
from autograder.explaining.numbers import points
from autograder.explaining.words import word
from autograder.record import Grade, PartResult
from exercises.spec import Lab
from reports import verdict
from reports.columns import cut, pad, printable, width, wrap
from reports.inert import one_line
from reports.verdict import Tone

_SIGNS: dict[Tone, str] = {"right": "+", "wrong": "x", "open": " ", "ours": "?"}
_COLOURS: dict[Tone | str, str] = {"right": "32", "wrong": "31", "open": "2", "ours": "33", "strong": "1"}
_WIDTH = 80
_POINTS = mark("Points")
_NEXT = mark("Fix this next")
_HINT = mark("Hint")
_SECTION = mark("Lecture, section {section}")
_MORE = mark("autograder explain {id} explains it with a small table to check by hand.")
_ALL_RIGHT = mark("Everything that was judged is right.")
_ALL_JUDGED_RIGHT = mark("Nothing to fix in what was judged.")
_NARROWEST = 30
_LONGEST_NAME = 24
_LONGEST_TEXT = 400
_RUBRIC = mark("What the reader looks for")


def summary(grade: Grade, lab: Lab, language: str, color: bool, columns: int = _WIDTH) -> str:  # noqa: FBT001
    """Return what ``check`` prints: points, each part's verdict, and the one thing to fix next."""
    columns = max(_NARROWEST, columns)
    say = translator(language)
    heading = f"{verdict.lab_title(lab, language)}  {one_line(grade.submission.name, 60)}"
    lines = [_painted(printable(cut(heading, columns)), "strong", color)]
    if grade.status != "judged":
        lines += [
            printable(word(words.STATUSES, grade.status, language)),
            wrap(printable(verdict.sentence(grade, language)), columns, "  "),
        ]
        return "\n".join(lines) + "\n"
    score = f"{say(_POINTS)} {points(grade.points)} / {points(grade.max_points)}"
    lines += [_painted(printable(score), "strong", color), ""]
    for part in grade.parts:
        lines += _part(part, lab, language, color=color, columns=columns)
    lines += _remarks(grade, lab, language, columns=columns)
    lines += ["", *_closing(grade, lab, language, color=color, columns=columns)]
    return "\n".join(lines) + "\n"


def _remarks(grade: Grade, lab: Lab, language: str, *, columns: int) -> Iterator[str]:
    """Say what wasn't judged by this version, and the notes, which cost nothing."""
    texts = [
        f"{verdict.part_title(lab, left.part, language)}: {verdict.left_out(left, lab, language)}"
        for left in grade.left_out
    ]
    texts += [verdict.sentence(note, language) for note in grade.notes]
    if texts:
        yield ""
    for text in texts:
        yield "- " + wrap(printable(text), columns, "  ").lstrip()


def _part(part: PartResult, lab: Lab, language: str, *, color: bool, columns: int) -> Iterator[str]:
    tone = verdict.tone(part)
    score = f"{points(part.points)} / {points(part.max_points)}"
    title = verdict.part_title(lab, part.part, language)
    head = f"[{_SIGNS[tone]}] {title}"
    room = columns - width(score) - 1
    yield _painted(printable(f"{pad(cut(head, room), room)} {score}"), tone, color)
    detail = verdict.verdict(part, language)
    if part.decision is not None:
        detail = verdict.decided(part, language)
    elif tone in {"wrong", "open"} and (happened := verdict.what_happened(part, language)) != detail:
        detail = f"{detail}: {happened}"
    elif tone == "ours":
        detail = verdict.sentence(part, language) or detail
    elif part.matched and part.matched.variants:
        accepted = "; ".join(variant(one, language) for one in part.matched.variants)
        detail = f"{detail} ({accepted})"
    yield wrap(printable(detail), columns, "    ")
    for line in verdict.to_improve(part, language):
        if not detail.endswith(line):  # said already
            yield wrap(printable(line), columns, "    ")
    yield from _text(part, lab, language, columns=columns)


def _text(part: PartResult, lab: Lab, language: str, *, columns: int) -> Iterator[str]:
    """The beginning of a text that waits for a person, and what the person looks for."""
    body = one_line(str(part.evidence.get("text", {}).get("body", "")), _LONGEST_TEXT)
    if not body:
        return
    yield wrap(printable(f"“{body}”"), columns, "    ")
    rows = verdict.rubric(part, lab)
    if rows:
        yield wrap(printable(translator(language)(_RUBRIC)), columns, "    ")
    for row in rows:
        said = row.zh if language == "zh" else row.en
        yield wrap(printable(f"{points(row.points)}  {said}"), columns, "      ")


def _closing(grade: Grade, lab: Lab, language: str, *, color: bool, columns: int) -> Iterator[str]:
    say = translator(language)
    step = verdict.next_step(grade, lab, language)
    if step is None:
        waiting = any(verdict.tone(part) == "ours" for part in grade.parts)
        yield wrap(printable(say(_ALL_JUDGED_RIGHT if waiting else _ALL_RIGHT)), columns)
        return
    yield _painted(printable(cut(f"{say(_NEXT)}: {step.part}", columns)), "strong", color)
    yield wrap(printable(step.what), columns, "  ")
    for place in step.places:
        yield wrap(printable(place), columns, "  ")
    if step.hint:
        yield wrap(printable(f"{say(_HINT)}: {step.hint}"), columns, "  ")
    if step.lecture:
        yield wrap(printable(say(_SECTION).format(section=step.lecture)), columns, "  ")
    if step.mistake:
        yield wrap(printable(say(_MORE).format(id=step.mistake)), columns, "  ")


def class_table(grades: Sequence[Grade], labs: Mapping[str, Lab], language: str) -> str:
    """Return a class as a table: one row per record, grouped by lab; then how much still waits for a person."""
    blocks = []
    for lab_id in labs:
        rows = [grade for grade in grades if grade.lab == lab_id]
        if not rows:
            continue
        blocks.append("\n".join(_table(rows, labs[lab_id], language)))
    if waiting := verdict.waiting(grades, language):
        blocks.append(printable(waiting))
    return "\n\n".join(blocks) + "\n"


def _table(grades: Sequence[Grade], lab: Lab, language: str) -> Iterator[str]:
    say = translator(language)
    parts = list(dict.fromkeys(part.part for grade in grades for part in grade.parts))
    header = [
        say(mark("Student")),
        *(cut(one_line(part), _LONGEST_NAME) for part in parts),
        say(_POINTS),
        say(mark("What to know")),
    ]
    rows = [header]
    for grade in grades:
        by_part = {part.part: part for part in grade.parts}
        cells = [_cell(by_part.get(part)) for part in parts]
        rows.append(
            [
                cut(verdict.name_of(grade, language), _LONGEST_NAME),
                *cells,
                f"{points(grade.points)}/{points(grade.max_points)}",
                cut(_remark(grade, language), 40),
            ]
        )
    widths = [max(width(printable(row[i])) for row in rows) for i in range(len(header))]
    yield printable(verdict.lab_title(lab, language))
    for row in rows:
        first, *middle, last = (printable(cell) for cell in row)
        numbers = (pad(cell, columns, right=True) for cell, columns in zip(middle, widths[1:-1], strict=True))
        yield "  ".join([pad(first, widths[0]), *numbers, last]).rstrip()


def _cell(part: PartResult | None) -> str:
    if part is None:
        return "-"
    return f"{_SIGNS[verdict.tone(part)]} {points(part.points)}".strip()


def _remark(grade: Grade, language: str) -> str:
    if grade.status != "judged":
        return word(words.STATUSES, grade.status, language)
    part = verdict.to_fix(grade)
    return verdict.what_happened(part, language) if part else ""


def _painted(text: str, tone: Tone | str, color: bool) -> str:  # noqa: FBT001
    return f"\x1b[{_COLOURS[tone]}m{text}\x1b[0m" if color else text
