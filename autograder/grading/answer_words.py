"""What one short answer says: which of a part's choices, or nothing that we are sure of.

An answer is cut at its punctuation. A piece is understood when nothing but words for one choice and fillers stand in
it; all pieces that are understood must say the same. ``小批量（mini-batch），因为只用了 32 个`` is mini-batch;
``batch or mini-batch`` and ``不是批量`` are for a person.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from exercises.spec import Part

_CUTS = re.compile(r"[,.;:!?/|\\()\[\]{}<>=\"'`*、。，；：！？（）【】《》“”‘’→~\n]+|->|--+|[—–]+")
_JOINTS = re.compile(r"[\s_\-\u2010\u2011\u2012·]+")
_MOST = 500
"""Characters of one answer that are read; a longer one is an essay, and for a person."""


def understood(text: str, part: Part) -> str | None:
    """Return the id of the choice that an answer names; None where it isn't clear."""
    if len(text) > _MOST:
        return None
    told = {choice for piece in _pieces(text) if (choice := _choice_of(piece, part)) is not None}
    return told.pop() if len(told) == 1 else None


def _pieces(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).lower()
    return [_JOINTS.sub(" ", piece).strip() for piece in _CUTS.split(plain)]


def _choice_of(piece: str, part: Part) -> str | None:
    found: set[str] = set()
    meaning = {word: choice.id for choice in part.choices for word in map(_spaceless, choice.words)}

    def taken(match: re.Match[str]) -> str:
        found.add(meaning[_spaceless(match[0])])
        return " "

    left = _any_of(tuple(word for choice in part.choices for word in choice.words)).sub(taken, piece)
    if _any_of(part.fillers).sub(" ", left).strip():
        return None
    return found.pop() if len(found) == 1 else None


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these words, the longest first: ``小批量`` isn't ``批量``."""
    return re.compile("|".join(map(_pattern, sorted(words, key=len, reverse=True))) or r"(?!)")


def _spaceless(word: str) -> str:
    return word.lower().replace(" ", "")


def _pattern(word: str) -> str:
    """A word with or without its spaces; Latin letters must not go on beside it."""
    body = " ?".join(re.escape(piece) for piece in word.lower().split())
    before = r"(?<![a-z])" if word[0].isascii() else ""
    after = r"(?![a-z])" if word[-1].isascii() else ""
    return f"{before}{body}{after}"
