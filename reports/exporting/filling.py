"""Another system's own table, filled in: its columns, rows and order stay; only points and feedback are written.

What is undecided, and who isn't in the grades, keeps what stands there. No cell is left that a spreadsheet computes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from autograder.errors import CourseError
from reports import sheets
from reports.exporting.results import plain

_DELIMITERS = ",;\t"
_NUMBER = re.compile(r"[-+]?\d*[.,]?\d*%?")
Row = list[str]


@dataclass(frozen=True)
class Table:
    """A table as it was downloaded."""

    head: Row
    rows: list[Row]
    delimiter: str

    def column(self, wanted: Callable[[str], bool]) -> int | None:
        """Return the place of the one column with such a name; None where none or several have it."""
        found = [place for place, name in enumerate(self.head) if wanted(name.strip())]
        return found[0] if len(found) == 1 else None

    def cell(self, row: Row, place: int | None) -> str:
        """Return a cell's text; empty where the row is too short or has no such column."""
        return row[place].strip() if place is not None and place < len(row) else ""

    def written(self, own: Collection[int] = ()) -> bytes:
        """Return the table as CSV; in the columns of its teacher's ``own`` words nothing is changed."""
        out = io.StringIO()
        out.write(sheets.BOM)
        writer = csv.writer(out, delimiter=self.delimiter, lineterminator="\r\n")
        writer.writerow(map(harmless, self.head))
        for row in self.rows:
            writer.writerow([cell if place in own else harmless(cell) for place, cell in enumerate(row)])
        return out.getvalue().encode()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; numbers and a lone dash stay as they are."""
    return cell if _NUMBER.fullmatch(cell.strip()) else sheets.guarded(cell)


def read_table(text: str) -> Table:
    """Read a table that another system wrote; ``CourseError`` where it is none."""
    head = text.removeprefix(sheets.BOM).lstrip("\n")
    first = head.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    rows = [row for row in csv.reader(io.StringIO(head, newline=""), delimiter=delimiter) if any(row)]
    if len(rows) < 2 or len(rows[0]) < 2:
        raise CourseError("--into: not a table with a head and rows; give it as the other system wrote it")
    width = len(rows[0])
    return Table(rows[0], [row + [""] * (width - len(row)) for row in rows[1:]], delimiter)


def scaled(value: float | None, most: float, there: str, *, scale: bool, what: str) -> str:
    """Return points for a column whose maximum is ``there``; ``CourseError`` where that is another than ours."""
    try:
        theirs = float(there.replace(",", "."))
    except ValueError:
        return plain(value)
    if theirs == most or value is None:
        return plain(value)
    if not scale:
        raise CourseError(
            f"{what}: {plain(theirs)} points there, {plain(most)} here; change it there, or add --scale to convert"
        )
    return plain(value / most * theirs)


def by_key(rows: Iterable[tuple[int, Iterable[str]]]) -> Mapping[str, int]:
    """Return the row that each key names; a key of several rows names none."""
    found: dict[str, int] = {}
    double: set[str] = set()
    for place, keys in rows:
        for key in {one.casefold() for one in keys if one}:
            if key in found:
                double.add(key)
            found[key] = place
    return {key: place for key, place in found.items() if key not in double}
