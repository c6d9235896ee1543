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
def _file(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


@cache
def _policy(script: str, asset: str) -> str:
    """Content security policy: one style sheet and at most one script, known by their hashes, and nothing else.

    A style sheet that pages share lies beside them; on a disk some browsers know only the scheme of that place.
    """
    scripts = f"script-src '{_hash(script)}'; " if script else ""
    styles = "'self' file:" if asset else f"'{_hash('style.css')}'"
    return f"default-src 'none'; {scripts}style-src {styles}; base-uri 'none'; form-action 'none'"


def _hash(name: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(_file(name).encode()).digest()).decode("ascii")


def style_sheet() -> bytes:
    """Return the file that pages of one folder share."""
    return _file("style.css").encode()


def render(template: str, script: str = "", asset: str = "", **context: Any) -> str:  # noqa: ANN401 - what a template reads is its own affair
    """Fill a template; a page works without its script, which only sorts and searches.

    With ``asset`` the page takes its style sheet from there, else it carries it.
    """
    return (
        _environment()
        .get_template(template)
        .render(
            asset=asset,
            style=Markup(_file("style.css")),  # noqa: S704 - our own file
            script=Markup(_file(script)) if script else "",  # noqa: S704 - our own file
            policy=_policy(script, asset),
            **context,
        )
    )
