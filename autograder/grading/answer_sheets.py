"""Which answer belongs to which task: lists, dictionaries, numbered lines, one variable per answer.

``None`` stands for an answer that isn't there. A sheet that can't be cut into its answers is None as a whole; whose
answer is whose is never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from autograder.protocol.values import Plain

Sheet = dict[str, str | None]

_DIGITS = dict(zip("一二三四五六七八九abcdefghi", "123456789" * 2, strict=True))
_NUMBERED = re.compile(
    r"^[\s\-*>•]*[(\[]?\s*(?:第|q|question|task|题目?|问题?|任务|ans(?:wer)?|答案?)?\s*[(\[]?\s*"
    r"([1-9一二三四五六七八九])\s*(?:题|问|个)?\s*[)\].,:、。\s=\-—]+\s*(?=\S)|^[\s\-*>•]*第\s*([1-9一二三四五六七八九])\s*[题问个]\s*",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"[,;、，；|/\n]+")


def sheet_of(value: Plain, ids: Sequence[str]) -> Sheet | None:
    """Cut a value into its answers."""
    if isinstance(value, str):
        return _of_text(value, ids)
    if isinstance(value, dict):
        return _of_pairs(value.items(), ids)
    if isinstance(value, list):
        return _of_list(value, ids)
    return None


def _of_list(values: Sequence[object], ids: Sequence[str]) -> Sheet | None:
    pairs = [tuple(one) for one in values if isinstance(one, list) and len(one) == 2]
    if values and len(pairs) == len(values):
        return _of_pairs(pairs, ids)
    texts = [_text(one) for one in values]
    numbered = _of_lines([text for text in texts if text], ids)
    if numbered is not None:
        return numbered
    if len(texts) != len(ids) or any(isinstance(one, list | dict) for one in values):
        return None
    return dict(zip(ids, texts, strict=True))


def _of_pairs(pairs: Iterable[tuple[object, ...]], ids: Sequence[str]) -> Sheet | None:
    sheet: Sheet = dict.fromkeys(ids)
    for key, value in pairs:
        number = number_in(str(key))
        if number not in sheet or sheet[number] is not None or isinstance(value, list | dict):
            return None
        sheet[number] = _text(value)
    return sheet


def number_in(name: str) -> str | None:
    """Return the one number in a key or variable's name: ``1``, ``q1``, ``第一题``, ``answer_1``."""
    plain = unicodedata.normalize("NFKC", name).lower().removesuffix(".0").strip()
    found = re.findall(r"\d+", plain) or [
        _DIGITS[one] for one in (re.findall("[一二三四五六七八九]", plain) or re.findall(r"^[a-i]$", plain))
    ]
    return str(int(found[0])) if len(found) == 1 else None


def _of_text(text: str, ids: Sequence[str]) -> Sheet | None:
    lines = [line for line in text.splitlines() if line.strip()]
    numbered = _of_lines(lines, ids)
    if numbered is not None:
        return numbered
    for cut in (lines, _SEPARATORS.split(text), text.split()):
        pieces = [piece.strip() for piece in cut if piece.strip()]
        if len(pieces) == len(ids):
            return dict(zip(ids, pieces, strict=True))
    return None


def _of_lines(lines: Sequence[str], ids: Sequence[str]) -> Sheet | None:
    """Lines that begin with their number; a line without one goes on with the answer before it."""
    sheet: Sheet = dict.fromkeys(ids)
    running: str | None = None
    for line in lines:
        plain = unicodedata.normalize("NFKC", line)
        match = _NUMBERED.match(plain)
        if match is None:
            if running is not None:
                sheet[running] = f"{sheet[running]}\n{plain}"
            continue
        digit = match[1] or match[2]
        running = _DIGITS.get(digit, digit)
        if running not in sheet or sheet[running] is not None:
            return None
        sheet[running] = plain[match.end() :].strip()
    return sheet if running is not None else None


def _text(value: object) -> str | None:
    """Text of one answer; None where there is none."""
    if isinstance(value, str):
        return value.strip() or None
    return None if value is None else str(value)
