"""Sources that are nearly the same although names, comments and layout may differ.

A line that many wrote, the starter's among them, says nothing about who worked with whom; it is left out before two
sources are compared.
"""

from __future__ import annotations

import contextlib
import io
import keyword
import tokenize
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from autograder.record import Grade
from reports.classes.tally import key, labs_of

_LIKE = 0.9
_FEWEST_TOKENS = 60
"""Of a student's own; the little that is left of a short exercise is alike by nature."""
_MOST_TOKENS = 4_000
_LETTERS = 1_000_000
_ROWS = 256
_END = "\n"
_COMMON_COUNT = 5
_COMMON_SHARE = 0.125
_LAYOUT = {tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
_SKIPPED = {tokenize.COMMENT, tokenize.NL, tokenize.ENCODING, tokenize.ENDMARKER}

Line = tuple[str, ...]
Pair = tuple[str, str]


def near_duplicates(grades: Sequence[Grade]) -> dict[str, dict[Pair, float]]:
    """Return for each lab the pairs of students whose sources are nearly the same, and how much, 0 to 1."""
    return {
        lab: _near({key(grade): lines(grade.source) for grade in grades if grade.lab == lab})
        for lab in labs_of(grades)
    }


def _near(sources: Mapping[str, list[Line]]) -> dict[Pair, float]:
    used = Counter(line for written in sources.values() for line in set(written))
    common = max(_COMMON_COUNT, _COMMON_SHARE * len(sources))
    letters: dict[str, str] = {}
    texts = {}
    for student, written in sources.items():
        own = [token for line in written if used[line] <= common for token in line][:_MOST_TOKENS]
        if len(own) >= _FEWEST_TOKENS:
            # One character per kind of token: what is compared is text then.
            texts[student] = "".join(
                letters.setdefault(one, chr(0xE000 + len(letters) % _LETTERS)) for one in own
            )
    students = list(texts)
    if len(students) < 2:
        return {}
    own_lines = list(texts.values())
    pairs = {}
    for start in range(0, len(students), _ROWS):
        # Some rows at a time: the square of a class of 10,000 would be 400 MB.
        found = cdist(
            own_lines[start : start + _ROWS],
            own_lines[start:],
            scorer=Indel.normalized_similarity,
            score_cutoff=_LIKE,
            dtype=np.float32,
        )
        for one, other in zip(*np.nonzero(np.triu(found, 1)), strict=True):
            pairs[students[start + one], students[start + other]] = float(found[one, other])
    return pairs


def lines(source: str) -> list[Line]:
    """Return the logical lines of a source as tokens: every name is a name, every string a string."""
    found: list[Line] = []
    line: list[str] = []
    for one in _tokens(source):
        line.append(one)
        if one == _END:
            found.append(tuple(line))
            line = []
    return [*found, tuple(line)] if line else found


def _tokens(source: str) -> Iterator[str]:
    begins = True
    for kind, text in _read(source):
        if kind in _LAYOUT:
            if kind == tokenize.NEWLINE and not begins:
                yield _END
            begins = True
            continue
        if begins and kind == tokenize.STRING:
            continue  # a docstring, or text that does nothing
        begins = False
        if kind == tokenize.NAME and not keyword.iskeyword(text):
            yield "name"
        elif kind == tokenize.STRING or tokenize.tok_name[kind].startswith("FSTRING"):
            yield "string"
        else:
            yield text


def _read(source: str) -> Iterable[tuple[int, str]]:
    """Kinds and texts of a source's tokens, up to where it stops being Python."""
    found: list[tuple[int, str]] = []
    with contextlib.suppress(tokenize.TokenError, SyntaxError, ValueError):
        found.extend(
            (token.type, token.string)
            for token in tokenize.generate_tokens(io.StringIO(source).readline)
            if token.type not in _SKIPPED
        )
    return found
