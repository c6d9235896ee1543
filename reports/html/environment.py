"""How pages are made from templates: everything escaped, everything defined, nothing loaded from anywhere."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from autograder.explaining.numbers import number, points
from reports.html.both import t
from reports.inert import inert, one_line

TEMPLATES = Path(__file__).resolve().parent / "templates"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_inert,
    )
    environment.globals["t"] = t
    environment.filters |= {"number": number, "points": points, "one_line": one_line}
    return environment


def _inert(value: object) -> object:
    """Every text that a template prints passes here, so that none can be forgotten."""
    return inert(value) if type(value) is str else value


@cache
def _style() -> str:
    return (TEMPLATES / "style.css").read_text(encoding="utf-8")


@cache
def _policy() -> str:
    """Content security policy: one style sheet, known by its hash, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def render(template: str, **context: Any) -> str:  # noqa: ANN401 - what a template reads is its own affair
    """Fill a template."""
    style = Markup(_style())  # noqa: S704 - our own file
    return _environment().get_template(template).render(style=style, policy=_policy(), **context)
