"""A text in both languages at once: the page's switch hides one of them, without a script."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

from autograder.explaining.catalogue import translator
from autograder.explaining.words import word
from reports.inert import inert


class Both(NamedTuple):
    """A text in Chinese and English."""

    zh: str
    en: str

    def __html__(self) -> str:
        """Return two spans, or the bare text where both languages agree."""
        return self._in("span")

    def svg(self) -> Markup:
        """Return the same for the inside of an SVG ``text``."""
        return Markup(self._in("tspan"))  # noqa: S704 - escaped in _in

    def _in(self, tag: str) -> str:
        return _tagged(self.zh, self.en, tag)

    def __bool__(self) -> bool:
        """An empty text is false, so that a page can leave it out."""
        return bool(self.zh or self.en)


@lru_cache(maxsize=2048)
def _tagged(zh: str, en: str, tag: str) -> str:
    chinese, english = str(escape(inert(zh))), str(escape(inert(en)))
    if chinese == english:
        return chinese
    return f'<{tag} lang="zh">{chinese}</{tag}><{tag} lang="en">{english}</{tag}>'


def both(text: Callable[[str], str]) -> Both:
    """Ask for a text in each language."""
    return Both(text("zh"), text("en"))


def worded(table: dict[str, str], name: str) -> Both:
    """Return a table's word."""
    return both(lambda language: word(table, name, language))


def joined(parts: Callable[[str], list[str]]) -> Both:
    """Return a list in one line."""
    return Both("；".join(parts("zh")), "; ".join(parts("en")))


@cache
def _chrome(text: str) -> Both:
    return both(lambda language: translator(language)(text))


def t(text: str, **values: str | float) -> Both:
    """Return a page's own text, with values put in."""
    found = _chrome(text)
    return Both(found.zh.format(**values), found.en.format(**values)) if values else found
