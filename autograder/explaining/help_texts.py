"""The language of ``--help``: which one is asked for, and what a command's text is made of.

The texts stand in the command line itself, where Typer reads them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from autograder.explaining.catalogue import LANGUAGES, mark

EXAMPLE = "Example: "
ADDED_BY_TYPER = (mark("Show this message and exit."),)
"""What every command says beside its own texts."""
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""In the order in which gettext looks."""


def split_help(text: str) -> tuple[str, str]:
    """Return what a command's help says, on one line, and the example at its end."""
    says, _, example = text.partition(EXAMPLE)
    return " ".join(says.split()), example.strip()


def asked_for(words: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language that the words of a command ask for by `--lang`, else the environment's; else English."""
    for word, following in pairwise([*words, ""]):
        name, _, value = word.partition("=")
        if name == "--lang" and (value or following) in LANGUAGES:
            return value or following
    spoken = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    return "zh" if spoken.startswith("zh") else "en"
