"""Keeps the translations complete: ``python -m autograder.locale.refresh`` after any change of a text.

It extracts every marked text, updates each ``autograder.po`` (new texts come in empty, gone ones go) and
compiles it. A test fails until the new texts are translated and this has been run again. Needs Babel; grading
doesn't.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from autograder.explaining.catalogue import DOMAIN, FOLDER, LANGUAGES
from autograder.explaining.help_texts import split_help

ROOT = Path(__file__).resolve().parents[2]
DAY = datetime(2026, 11, 22, tzinfo=UTC)
"""In every header, so that a refresh without a change changes nothing."""
KEYWORDS: dict[str, None] = {"mark": None, "t": None}


def help_texts(source: BinaryIO, *_: object, **__: object) -> Iterator[tuple[int, None, str, list[str]]]:
    """Extract what `--help` says, as a method of Babel's: docstrings of commands, texts of their options.

    Typer reads them where they stand, so they can't be marked as other texts are. A default that is one word is a
    name or a number, several words are a text.
    """
    for node in ast.walk(ast.parse(source.read())):
        if isinstance(node, ast.FunctionDef):
            says, example = split_help(ast.get_docstring(node) or "")
            if example:  # each command has one, no helper beside it has
                yield node.lineno, None, says, []
        elif isinstance(node, ast.keyword) and isinstance(node.value, ast.Constant):
            value = node.value.value
            if isinstance(value, str) and (
                node.arg == "help" or (node.arg == "show_default" and " " in value)
            ):
                yield node.value.lineno, None, value, []


def extracted() -> Catalog:
    """Collect all marked texts of the sources."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]
    found = Catalog(project="optimizer-autograder", creation_date=DAY, fuzzy=False)
    for _name, _line, text, _comments, _context in extract_from_dir(ROOT, methods, options, KEYWORDS):
        found.add(text)
    return found


def po_path(language: str) -> Path:
    """Return where a language's texts are kept."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def translated(language: str) -> Catalog:
    """Read a language's texts."""
    path = po_path(language)
    with path.open("rb") as source:
        return read_po(source, locale=language, domain=DOMAIN)


def compiled(catalogue: Catalog) -> bytes:
    """Compile a catalogue as gettext reads it."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def refresh(language: str) -> int:
    """Bring one language's files up to date; return how many texts wait for a translation."""
    path = po_path(language)
    catalogue = (
        translated(language) if path.exists() else Catalog(language, DOMAIN, revision_date=DAY, fuzzy=False)
    )
    catalogue.update(extracted(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.header_comment = f"# What people read, in the language {language!r}."
    catalogue.project, catalogue.version = "optimizer-autograder", "1"
    catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = ""
    path.parent.mkdir(parents=True, exist_ok=True)
    out = io.BytesIO()
    write_po(out, catalogue, width=108, sort_output=True, ignore_obsolete=True, omit_header=False)
    path.write_bytes(out.getvalue())
    path.with_suffix(".mo").write_bytes(compiled(translated(language)))
    return sum(1 for message in catalogue if message.id and not message.string)


if __name__ == "__main__":
    for one in LANGUAGES:
        if one != "en":
            print(f"{po_path(one)}: {refresh(one)} texts to translate")  # noqa: T201 - a tool for a terminal
