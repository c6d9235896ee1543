"""The published page of all mistakes and accepted forms; ``python -m reports.manual`` rewrites docs/mistakes.*.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from autograder.counterexamples.conventions import parting
from autograder.counterexamples.smallest import example
from autograder.explaining.catalogue import LANGUAGES, mark, translator
from autograder.explaining.conventions import CONVENTIONS, convention
from autograder.explaining.mistakes import MISTAKES, explain, title, variant
from autograder.explaining.onset import WITHOUT_TABLE
from autograder.explaining.themes import THEMES
from autograder.record import Counterexample
from reports.small_tables import SmallCell, SmallRow, small_table

FOLDER = Path(__file__).resolve().parents[1] / "docs"
_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")
_OTHERS = {"zh": "[English](mistakes.en.md)", "en": "[中文](mistakes.zh.md)"}
_TITLE = mark("Mistakes and accepted forms")
_LEAD = mark(
    "Everything that the autograder can name, with the smallest case in which it shows: small numbers, to check by "
    "hand. The first difference is in bold type. On a terminal the same is said by `autograder explain ID`."
)
_ACCEPTED = mark("Accepted forms")
_FULL = mark("Each of these gets full marks. It is said all the same, because it is worth knowing.")
_WHERE, _WHY, _HINT = mark("Where it shows"), mark("Why it matters"), mark("Hint")
_MIND, _PART, _GOOD = mark("Keep in mind"), mark("Where the two part"), mark("Why it is as good")
_SECTION = mark("Lecture, section {section}")


def path(language: str) -> Path:
    """Return where the page in a language lies."""
    return FOLDER / f"mistakes.{language}.md"


def manual(language: str) -> str:
    """Return the page in a language."""
    return "\n".join(_page(language)) + "\n"


def _page(language: str) -> Iterator[str]:
    say = translator(language)
    yield from (f"# {say(_TITLE)}", "", _OTHERS[language], "", say(_LEAD), "")
    for theme, ids in THEMES.items():
        listed = ", ".join(f"[{_plain(title(one, language))}](#{one})" for one in ids)
        yield f"- **{_plain(say(theme))}**: {listed}"
    listed = ", ".join(f"[{_plain(variant(one, language))}](#{one})" for one in CONVENTIONS)
    yield from (f"- **{say(_ACCEPTED)}**: {listed}", "")
    for theme, ids in THEMES.items():
        yield from (f"## {_plain(say(theme))}", "")
        for one in ids:
            yield from _mistake(one, language)
    yield from (f"## {say(_ACCEPTED)}", "", say(_FULL), "")
    for one in CONVENTIONS:
        yield from _convention(one, language)


def _mistake(id_: str, language: str) -> Iterator[str]:
    say = translator(language)
    told = explain(id_, {}, {}, language)
    yield from _heading(told.title, id_)
    yield from (_plain(told.what), "")
    kinds = MISTAKES[id_].kinds
    yield from (f"- {_plain(say(text))} (`{name}`)" for name, text in kinds.items())
    if kinds:
        yield ""
    for label, text in ((_WHERE, told.shows), (_WHY, told.why), (_HINT, told.hint)):
        yield from _labelled(say(label), text, language)
    yield from (f"*{say(_SECTION).format(section=told.lecture)}*", "")
    case = example(id_)
    if case is None:
        yield from (_plain(say(WITHOUT_TABLE[id_])), "")
    else:
        yield from table(case, language)


def _convention(id_: str, language: str) -> Iterator[str]:
    told = convention(id_, language)
    if told is None:
        raise KeyError(id_)
    say = translator(language)
    yield from _heading(told.title, id_)
    yield from (_plain(told.what), "")
    for label, text in ((_PART, told.where), (_GOOD, told.why), (_MIND, told.mind)):
        yield from _labelled(say(label), text, language)
    yield from (f"*{say(_SECTION).format(section=told.lecture)}*", "")
    case = parting(id_)
    if case is not None:
        yield from table(case, language)


def _heading(name: str, id_: str) -> Iterator[str]:
    yield from (f'### <a id="{id_}"></a>{_plain(name)}', "", f"`{id_}`", "")


def _labelled(label: str, text: str, language: str) -> Iterator[str]:
    yield from (f"**{label}**{'：' if language == 'zh' else ': '}{_plain(text)}", "")


def table(case: Counterexample, language: str) -> Iterator[str]:
    """Return a small table with the sentences above it."""
    small = small_table(case, language)
    yield from (_plain(small.above), "")
    yield _row(_plain(name) for name in small.head)
    yield _row("---" for _ in small.head)
    for row in small.rows:
        yield _row(_cells(row, several=small.several))
    yield ""


def _cells(row: SmallRow, *, several: bool) -> Iterator[str]:
    yield row.step
    if several:
        yield row.coordinate
    yield row.name
    yield from (_cell(one) for one in row.cells)


def _cell(one: SmallCell) -> str:
    return f"**{_plain(one.text)}**" if one.first else _plain(one.text)


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """Text that Markdown leaves as it is."""
    return _SPECIAL.sub(r"\\\1", text)


if __name__ == "__main__":
    for one in LANGUAGES:
        path(one).write_text(manual(one), encoding="utf-8")
