"""Text in columns on a terminal, where a Chinese character takes two of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from reports.inert import inert

_WIDE = frozenset("WF")
_NO_BREAK_BEFORE = frozenset("，。；：？！、）》”’,.;:?!)]}%")
_PIECES = re.compile(
    r"\s+|[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]|[^\s\u2e80-\u9fff\uf900-\uffef]+"
)
_FOLDED = str.maketrans(
    {
        "ϵ": "ε",
        "−": "-",
        "–": "-",
        "₀": "0",
        "₁": "1",
        "₂": "2",
        "ŝ": "s^",
        "\u0302": "^",
        "⁻": "-",
        "\u00a0": " ",
    }
)
_POWERS = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+")
_PLAIN_POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def printable(text: str) -> str:
    """Return the text in characters that a Chinese Windows console (GBK) has too."""
    text = _POWERS.sub(lambda found: "^" + found[0].translate(_PLAIN_POWERS), inert(text))
    return text.translate(_FOLDED).encode("gbk", errors="replace").decode("gbk")


def width(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in _WIDE else 1
        for one in text
    )


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """Fill a text up to a number of columns."""
    space = " " * max(0, columns - width(text))
    return space + text if right else text + space


def cut(text: str, columns: int) -> str:
    """Shorten a text to a number of columns."""
    if width(text) <= columns:
        return text
    while text and width(text) > columns - 2:
        text = text[:-1]
    return text + ".."


def wrap(text: str, columns: int, indent: str = "") -> str:
    """Break a text into lines; Chinese may break anywhere but before closing punctuation."""
    lines = [indent + line for line in _broken(text, max(8, columns - width(indent)))]
    return "\n".join(lines)


def _broken(text: str, columns: int) -> Iterator[str]:
    line = ""
    for piece in _PIECES.findall(text):
        if piece.isspace():
            line += " " if line else ""
            continue
        fits = width(line) + width(piece) <= columns
        if line and not fits and piece not in _NO_BREAK_BEFORE:
            yield line.rstrip()
            line = ""
        line += piece
        while width(line) > columns and piece not in _NO_BREAK_BEFORE:
            head = cut_at(line, columns)
            yield head
            line = line[len(head) :]
    if line.strip():
        yield line.rstrip()


def cut_at(text: str, columns: int) -> str:
    """Return the longest beginning that fits, at least one character."""
    end = 1
    while end < len(text) and width(text[: end + 1]) <= columns:
        end += 1
    return text[:end]
