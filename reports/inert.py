"""Makes text that students wrote safe to show: no terminal codes, nothing invisible, a known length.

Escaping for HTML is Jinja's work; here goes only what no escaping handles.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_TERMINAL_CODES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor
    r"|\x1b[\]PX^_].*?(?:\x07|\x1b\\|$)"  # OSC and its relatives: titles, links
    r"|\x1b[ -/]*[0-~]",
    re.DOTALL,
)
_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = re.compile(f"[{_DIRECTIONS}\u00ad\u200b-\u200d\u2060\ufeff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def inert(text: str) -> str:
    """Return the text with tabs and line ends, without terminal codes; what can't be seen is made visible."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    text = _TERMINAL_CODES.sub("", text)
    text = _INVISIBLE.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
    return _CONTROLS.sub("\ufffd", text)


def one_line(text: str, length: int = 200) -> str:
    """Return the text as one short line."""
    line = " ".join(inert(text).split())
    return line if len(line) <= length else line[: length - 1] + "…"


def bounded(text: str, weight: Callable[[str], int], limit: int) -> tuple[str, bool]:
    """Return the first lines whose weights stay within the limit, and whether any were left out."""
    total = 0
    kept: list[str] = []
    for line in text.splitlines(keepends=True):
        total += weight(line)
        if total > limit:
            return "".join(kept), True
        kept.append(line)
    return "".join(kept), False
