"""Lines that point at a lab or a part: ``# lab3.nesterov``, ``## 实验三：动量``, ``# %% Lab 6``, ``essay:``.

Only a line that begins with it points; ``# 与实验三对比`` doesn't.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from exercises.spec import TEXT_KINDS, labs

CHINESE_DIGIT = dict(zip("一二三四五六", "123456", strict=True))
_LEAD = re.compile(
    r"^[\s#=\-*_%~>:：]*(?:\[(?:markdown|md)\]\s*)?(?:[一二三四五六七八九十\d]{1,2}[、.．)）]\s*)?[\s=\-*_]*"
)
_MOST = 80
"""Characters of a line that may be a tag."""
_NUMBERED = re.compile(r"^(?:lab[ _-]?|实验\s*)([一二三四五六1-6])(?![0-9十])", re.IGNORECASE)
_PART = re.compile(r"^[ \t]*[.．/][ \t]*([A-Za-z_][A-Za-z0-9_]*)")
_AFTER_LAB = re.compile(
    r"^\s*(?:$|[.．/:：·,，、;；\-—=*#(（\[【]|作业|homework|[^\w\s])|^\s+\S", re.IGNORECASE
)
_END = re.compile(r"^\s*[:：.。、=\-*#~_]*\s*$")
_WORDS = {"小练习": "quiz", "实验对比": "compare", "思考题": "think", "思考": "think"}
_HEADING_WORD_GOES_ON = re.compile(r"^\s*(?:$|[:：.。、=\-*#~_（(]|题)")


class Tag(NamedTuple):
    """A lab, or one part of it."""

    lab: str
    part: str
    """Empty where only the lab is named."""


def tag_of(line: str, *, heading: bool = False, words: bool = True) -> Tag | None:
    """Return what a comment's or heading's line points at; ``line`` may begin with its marks.

    A heading may go on behind the name; without ``words`` only a number or a part behind a dot points at anything.
    """
    text = _LEAD.sub("", line, count=1).strip()
    if not text or len(text) > _MOST:
        return None
    found = _numbered(text) or _named_lab(text, heading=heading, words=words)
    return found or (_named_part(text) if heading else None)


def _numbered(text: str) -> Tag | None:
    match = _NUMBERED.match(text)
    if match is None:
        return None
    lab, rest = f"lab{CHINESE_DIGIT.get(match[1], match[1])}", text[match.end() :]
    part = _PART.match(rest)
    if part is not None and _is_part(lab, part[1].lower()):
        return Tag(lab, part[1].lower())
    return Tag(lab, "") if _AFTER_LAB.match(rest) else None


def _named_lab(text: str, *, heading: bool, words: bool) -> Tag | None:
    """These are common words too: alone, or with the part behind a dot; a heading may go on after a colon."""
    lowered = text.lower()
    for word, lab in (*_WORDS.items(), *((each, each) for each in labs() if not each.startswith("lab"))):
        if not lowered.startswith(word) or lab not in labs():
            continue
        rest = text[len(word) :]
        part = re.match(r"^[.．]\s*(\w+)\s*[:：]?", rest)
        if part is not None and _is_part(lab, part[1].lower()):
            return Tag(lab, part[1].lower())
        if (words and _END.match(rest)) or (heading and _HEADING_WORD_GOES_ON.match(rest)):
            return Tag(lab, "")
    return None


def _named_part(text: str) -> Tag | None:
    """``essay:`` and ``答案``: the name of a part that is handed in as words, and nothing else."""
    bare = re.sub(r"[\s:：.。*_#=-]+$", "", text).lower()
    return _names_of_texts().get(bare)


@cache
def _names_of_texts() -> dict[str, Tag]:
    return {
        name: Tag(lab.id, part.id)
        for lab in labs().values()
        for part in lab.parts
        if part.kind in TEXT_KINDS
        for name in part.names
    }


def _is_part(lab: str, part: str) -> bool:
    return lab in labs() and any(one.id == part for one in labs()[lab].parts)


def is_for_texts(tag: Tag) -> bool:
    """Whether what a tag points at is handed in as words."""
    parts = [part for part in labs()[tag.lab].parts if tag.part in ("", part.id)]
    return any(part.kind in TEXT_KINDS for part in parts)
