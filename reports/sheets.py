"""Tables for spreadsheets: what students wrote stays text, and comes back as it was.

A cell that a spreadsheet would take for a formula gets an apostrophe in front; reading takes it off again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from reports.inert import inert

BOM = "\ufeff"
"""Without it a Chinese Windows' spreadsheet reads UTF-8 as GBK."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_GUARD = "'"
_DELIMITERS = ",;\t"


def written(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return a table as CSV in UTF-8 with a byte-order mark."""
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(map(guarded, columns))
    writer.writerows([guarded(row.get(column, "")) for column in columns] for row in rows)
    return out.getvalue().encode()


def read(text: str) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of a table with their line numbers; columns by name, whatever their order."""
    head = text.removeprefix(BOM).lstrip("\n")
    first = head.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.DictReader(io.StringIO(head, newline=""), delimiter=delimiter, restkey="", restval="")
    found = []
    for row in reader:
        cells = {name.strip().lower(): _plain(value) for name, value in row.items() if isinstance(value, str)}
        if any(cells.values()):
            found.append((reader.line_num, cells))
    return found


def guarded(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = inert(text)
    start = text.lstrip(" \n")
    return _GUARD + text if start.lstrip(_GUARD).startswith(_FORMULA) or start.startswith(_FORMULA) else text


def _plain(text: str) -> str:
    rest = text.removeprefix(_GUARD)
    added = rest != text and rest.lstrip(" \n").lstrip(_GUARD).startswith(_FORMULA)
    return (rest if added else text).strip()
