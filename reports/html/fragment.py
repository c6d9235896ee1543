"""What a notebook shows after a check: the student's page without its frame, in one language, as static HTML.

The style sheet is nested under the fragment's own class, so that it changes nothing of the notebook around it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from markupsafe import Markup

from autograder.record import Grade
from exercises.spec import Lab
from reports.html.environment import TEMPLATES, render
from reports.html.parts import PartView, without_links
from reports.html.student import grade_view

_FRAME = re.compile(r"(?<![\w.#-])(?:body|main)\{[^}]*\}\n?")
_OTHER = {"zh": "en", "en": "zh"}


def student_fragment(grade: Grade, labs: Mapping[str, Lab]) -> str:
    """Return one record as a piece of HTML: no script, no frame, nothing loaded."""
    anchor = f"autograder-{grade.submission.sha256[:10]}"
    view = grade_view(grade, labs[grade.lab], anchor)
    view = replace(view, parts=tuple(_without_slider(without_links(part)) for part in view.parts))
    page = render("fragment.html.j2", one=view, language=grade.language, nested=Markup(_nested()))  # noqa: S704 - our own file
    return _in_one_language(page, grade.language)


def _without_slider(part: PartView) -> PartView:
    """Radio buttons of a check that is shown twice in a notebook would be one group."""
    return replace(part, figures=tuple(replace(figure, stops=()) for figure in part.figures))


@cache
def _nested() -> str:
    """The style sheet for the inside of one element."""
    style = (TEMPLATES / "style.css").read_text(encoding="utf-8")
    style = _FRAME.sub("", style)
    style = re.sub(r"(?<![\w.#-])(?::root|html)(?=\{)", "&", style)
    return f".autograder-report{{padding:.5rem 1rem;background:var(--paper);color:var(--ink);{style}}}"


def _in_one_language(page: str, language: str) -> str:
    """Drop the texts in the other language; they hold no markup of their own."""
    page = re.sub(rf'<(t?span) lang="{_OTHER[language]}">[^<]*</\1>', "", page)
    return re.sub(rf'<(t?span) lang="{language}">([^<]*)</\1>', r"\2", page)
