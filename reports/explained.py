"""One mistake or accepted convention explained in full on a terminal, and the list of all of them."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.counterexamples.conventions import parting
from autograder.counterexamples.smallest import example
from autograder.explaining.catalogue import mark, translator
from autograder.explaining.conventions import CONVENTIONS, convention
from autograder.explaining.mistakes import MISTAKES, explain, title, variant
from autograder.explaining.onset import WITHOUT_TABLE
from autograder.explaining.themes import THEMES
from autograder.record import Counterexample
from reports.columns import pad, printable, width, wrap
from reports.small_tables import SmallRow, small_table

_INDENT = "  "
_FIRST_SIGN = "<"
_TABLE = mark("The smallest case")
_PARTS = mark("Where the two part, in the smallest case")
_MARKED = mark("{sign} marks the first difference.")
_FULL_MARKS = mark("This is an accepted form: full marks.")
_KINDS = mark("It comes in these kinds")
_WHERE, _WHY, _HINT = mark("Where it shows"), mark("Why it matters"), mark("Hint")
_MIND, _PART, _GOOD = mark("Keep in mind"), mark("Where the two part"), mark("Why it is as good")
_SECTION = mark("Lecture, section {section}")
_ACCEPTED = mark("Accepted forms")


def explained(id_: str, language: str, columns: int = 80) -> str:
    """Return everything there is to say about one id; ``KeyError`` where nothing is known of it."""
    lines = _mistake(id_, language, columns) if id_ in MISTAKES else _convention(id_, language, columns)
    return "\n".join(lines) + "\n"


def listed(language: str, columns: int = 80) -> str:
    """Return all ids by theme, each with its title."""
    say = translator(language)
    groups = [(say(theme), [(one, title(one, language)) for one in ids]) for theme, ids in THEMES.items()]
    groups.append((say(_ACCEPTED), [(one, variant(one, language)) for one in CONVENTIONS]))
    broad = max(len(one) for _, rows in groups for one, _ in rows) + 2
    lines: list[str] = []
    for theme, rows in groups:
        lines += [printable(theme), *(_entry(one, name, broad, columns) for one, name in rows), ""]
    return "\n".join(lines)


def _entry(one: str, name: str, broad: int, columns: int) -> str:
    told = wrap(printable(name), columns, " " * (broad + 2)).lstrip()
    return f"{_INDENT}{pad(one, broad)}{told}"


def _mistake(id_: str, language: str, columns: int) -> Iterator[str]:
    say = translator(language)
    told = explain(id_, {}, {}, language)
    yield from _heading(told.title, id_, columns)
    yield from _paragraph("", told.what, columns)
    kinds = MISTAKES[id_].kinds
    if kinds:
        yield printable(say(_KINDS)) + ":"
        for name, text in kinds.items():
            yield from _paragraph(name, say(text), columns)
    yield ""
    for label, text in ((_WHERE, told.shows), (_WHY, told.why), (_HINT, told.hint)):
        yield from _paragraph(say(label), text, columns)
    yield printable(say(_SECTION).format(section=told.lecture))
    yield ""
    case = example(id_)
    if case is None:
        yield wrap(printable(say(WITHOUT_TABLE[id_])), columns)
        return
    yield printable(say(_TABLE))
    yield from table_lines(case, language, columns)


def _convention(id_: str, language: str, columns: int) -> Iterator[str]:
    told = convention(id_, language)
    if told is None:
        raise KeyError(id_)
    say = translator(language)
    yield from _heading(told.title, id_, columns)
    yield from _paragraph("", told.what, columns)
    yield from _paragraph("", say(_FULL_MARKS), columns)
    yield ""
    for label, text in ((_PART, told.where), (_GOOD, told.why), (_MIND, told.mind)):
        yield from _paragraph(say(label), text, columns)
    yield printable(say(_SECTION).format(section=told.lecture))
    case = parting(id_)
    if case is not None:
        yield ""
        yield printable(say(_PARTS))
        yield from table_lines(case, language, columns)


def _heading(name: str, id_: str, columns: int) -> Iterator[str]:
    lines = wrap(printable(f"{name} [{id_}]"), columns)
    yield lines
    yield "-" * max(map(width, lines.splitlines()))


def _paragraph(label: str, text: str, columns: int) -> Iterator[str]:
    told = f"{label}: {text}" if label else text
    yield wrap(printable(told), columns, _INDENT if label else "")


def table_lines(case: Counterexample, language: str, columns: int = 80) -> Iterator[str]:
    """Return a smallest case for a terminal; the first difference carries a sign."""
    table = small_table(case, language)
    yield wrap(printable(table.above), columns, _INDENT)
    lead = 3 if table.several else 2
    rows = [
        tuple(printable(one) for one in table.head),
        *(_texts(row, several=table.several) for row in table.rows),
    ]
    widths = [max(width(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row in rows:
        cells = [
            pad(text, broad, right=place >= lead)
            for place, (text, broad) in enumerate(zip(row, widths, strict=True))
        ]
        yield (_INDENT + " ".join(cells)).rstrip()
    say = translator(language)
    yield wrap(printable(say(_MARKED).format(sign=_FIRST_SIGN)), columns, _INDENT)


def _texts(row: SmallRow, *, several: bool) -> tuple[str, ...]:
    """Every quantity keeps a place for the sign, so that columns stay straight."""
    cells = (printable(cell.text) + (_FIRST_SIGN if cell.first else " ") for cell in row.cells)
    lead = (row.step, row.coordinate, row.name) if several else (row.step, row.name)
    return (*map(printable, lead), *cells)
