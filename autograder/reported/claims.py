"""Which method a text says is faster, at first or in the end; empty-handed where the words leave it open."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from autograder.reported.held import phase_of
from autograder.reported.methods import mentions

_SENTENCE = re.compile(r"[。.!！;；\n,，]+(?!\d)")
_QUESTION = re.compile(r"[?？]|哪|吗|which|whether|\bwho\b", re.IGNORECASE)
_FASTER = re.compile(
    r"faster|quick|fewer|better|sooner|earlier|winner|更快|较快|快|更少|更好|领先", re.IGNORECASE
)
_SLOWER = re.compile(r"slower|more steps|worse|later than|更慢|较慢|慢|更多|更差|落后", re.IGNORECASE)
_NOT = re.compile(r"\bnot\b|n't|false|不|没|并非|未必", re.IGNORECASE)
_THAN = re.compile(r"than|(?<!相)(?<!对)比(?!较|起|来)|优于|快于|慢于", re.IGNORECASE)
_BESIDE = re.compile(r"相比|比起|compared|对比|versus|\bvs\b", re.IGNORECASE)


@dataclass(frozen=True)
class Claim:
    """One method is said to be faster."""

    method: str
    phase: str
    """``early``, ``late``, or empty: on the whole."""


def claims_in(text: str, methods: tuple[str, ...], phase: str = "") -> tuple[list[Claim], bool]:
    """Return the claims of a text, and whether something in it sounds like one and isn't understood."""
    found, unclear = [], False
    for sentence in _SENTENCE.split(text):
        if _QUESTION.search(sentence):
            continue
        faster, slower = bool(_FASTER.search(sentence)), bool(_SLOWER.search(sentence))
        named = mentions(sentence, methods)
        if not named or not (faster or slower):
            continue
        subject = _subject(sentence, [one.method for one in named])
        if not subject or faster == slower or _NOT.search(sentence):
            unclear = True
            continue
        if slower:
            others = [one for one in methods if one != subject]
            subject = others[0] if len(others) == 1 else ""
        if subject:
            found.append(Claim(subject, phase_of(sentence) or phase))
    return found, unclear


def claim_of_word(text: str, methods: tuple[str, ...], phase: str) -> tuple[list[Claim], bool]:
    """Return what a variable's text claims: a sentence, or the method's name alone."""
    found, unclear = claims_in(text, methods, phase)
    if found or unclear:
        return found, unclear
    named = {one.method for one in mentions(text, methods)}
    return ([Claim(named.pop(), phase)], False) if len(named) == 1 else ([], bool(named))


def comments(sources: Iterable[str]) -> Iterator[str]:
    """Yield the comments of a source, and the texts that stand alone in it."""
    for source in sources:
        try:
            for token in tokenize.generate_tokens(io.StringIO(source).readline):
                if token.type == tokenize.COMMENT:
                    yield token.string.lstrip("# ")
                elif token.type == tokenize.STRING and token.line.strip().startswith(
                    ('"""', "'''", '"', "'")
                ):
                    yield token.string.strip("\"'")
        except (tokenize.TokenError, SyntaxError):
            continue


def _subject(sentence: str, named: list[str]) -> str:
    """Whom a sentence calls faster or slower."""
    order = list(dict.fromkeys(named))
    if len(order) == 1:
        return order[0]
    if len(order) > 2:
        return ""
    beside = _BESIDE.search(sentence)
    if beside:
        return order[1] if beside.start() < _last(sentence, order[1]) else order[0]
    return order[0] if _THAN.search(sentence) else ""


def _last(sentence: str, method: str) -> int:
    return max(one.start for one in mentions(sentence, (method,)))
