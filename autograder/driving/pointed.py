"""Methods are found by their names; under a part's tag, ``# extra.newton``, any name will do."""

from __future__ import annotations

import ast

import msgspec

from autograder.loading.sections import Section
from autograder.loading.submission import Submission
from exercises.spec import Part

_BY_NAME = frozenset({"method"})
"""Kinds of part whose code is found by its name alone."""
_SHORTEST = 3
"""Letters of a name: a shorter one would be found in too many others."""


def with_pointed_names(parts: tuple[Part, ...], submission: Submission, lab: str) -> tuple[Part, ...]:
    """Give each part the names that stand under its tag, where none of them is one of its own."""
    return tuple(_pointed(part, submission, lab) if part.kind in _BY_NAME else part for part in parts)


def _pointed(part: Part, submission: Submission, lab: str) -> Part:
    sections = [one for one in submission.sections if one.tag == (lab, part.id)]
    found = [name for one in sections for name in _defined(submission, one)]
    if any(word in name for name in found for word in part.names):
        return part
    return msgspec.structs.replace(
        part, names=part.names + tuple(name for name in found if len(name) >= _SHORTEST)
    )


def _defined(submission: Submission, section: Section) -> list[str]:
    """Names of classes and functions that begin in a section, as names are compared."""
    sources = [cell.source for cell in submission.cells if cell.index == section.cell]
    return [
        node.name.lower().replace("_", "")
        for source in sources
        for node in ast.parse(source).body
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and section.first <= node.lineno <= section.last
    ]
