"""Small tables on a page: the smallest case of a mistake, and where an accepted form parts from the lecture's."""

from __future__ import annotations

from typing import NamedTuple

from autograder.explaining.conventions import CONVENTIONS, convention
from autograder.explaining.mistakes import variant
from autograder.record import Counterexample, Matched
from reports.html.both import Both, both
from reports.small_tables import SmallRow, Who, small_table

_NOTHING = Both("", "")


class CellView(NamedTuple):
    """One cell in both languages."""

    text: Both
    differs: bool
    first: bool


class RowView(NamedTuple):
    """One side of one step."""

    step: str
    coordinate: str
    who: Who
    name: Both
    cells: tuple[CellView, ...]


class CaseView(NamedTuple):
    """A small table in both languages."""

    above: Both
    head: tuple[Both, ...]
    rows: tuple[RowView, ...]
    several: bool


class ConventionView(NamedTuple):
    """One accepted form, explained; where there are no texts, its name alone."""

    title: Both
    what: Both
    where: Both
    why: Both
    mind: Both
    lecture: str
    case: CaseView | None


def case_view(case: Counterexample) -> CaseView:
    """Put a small table into both languages."""
    zh, en = small_table(case, "zh"), small_table(case, "en")
    return CaseView(
        Both(zh.above, en.above),
        tuple(Both(*names) for names in zip(zh.head, en.head, strict=True)),
        tuple(_row(*pair) for pair in zip(zh.rows, en.rows, strict=True)),
        en.several,
    )


def _row(zh: SmallRow, en: SmallRow) -> RowView:
    cells = (
        CellView(Both(mine.text, other.text), other.differs, other.first)
        for mine, other in zip(zh.cells, en.cells, strict=True)
    )
    return RowView(en.step, en.coordinate, en.who, Both(zh.name, en.name), tuple(cells))


def conventions(matched: Matched) -> tuple[ConventionView, ...]:
    """Explain the accepted forms that a part was written in."""
    cases = {name: one for one in matched.partings for name in one.of}
    return tuple(_convention(name, cases.get(name)) for name in matched.variants)


def _convention(name: str, case: Counterexample | None) -> ConventionView:
    title = both(lambda language: variant(name, language))
    zh, en = convention(name, "zh"), convention(name, "en")
    if zh is None or en is None:
        return ConventionView(title, _NOTHING, _NOTHING, _NOTHING, _NOTHING, "", None)

    def pair(field: str) -> Both:
        return Both(*(str(getattr(one, field)) for one in (zh, en)))

    return ConventionView(
        title,
        pair("what"),
        pair("where"),
        pair("why"),
        pair("mind"),
        CONVENTIONS[name].lecture,
        None if case is None else case_view(case),
    )
