"""Everything a submission reports for one comparison: from variables, printed lines and comments."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from autograder.grading.context import Context
from autograder.grading.trained import Trained
from autograder.protocol.values import Value, Values
from autograder.reported.claims import Claim, claim_of_word, claims_in, comments
from autograder.reported.held import read_values
from autograder.reported.numbers import Count, Losses
from autograder.reported.printed import Lines
from exercises.spec import Part

_NUMBER = re.compile(r"(?<![A-Za-z0-9_.])(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?(?![A-Za-z0-9_])")
_LARGEST_THRESHOLD = 0.1


@dataclass(frozen=True)
class Report:
    """Reported numbers by where they stand, the surest place first."""

    losses: tuple[Mapping[str, list[Losses]], ...]
    steps: tuple[Mapping[str, list[Count]], ...]
    claims: tuple[Claim, ...]
    said: bool
    """Variables or printed lines speak of it, not comments alone."""
    unclear: bool
    """Something sounds like a claim, and isn't understood."""
    held: bool
    """Variables that are there for this part hold something."""
    named: frozenset[str]
    """Methods that are reported by their names."""
    blank: Value | None
    """A variable that is there to be filled in, and isn't."""
    thresholds: tuple[float, ...]
    """Numbers that the code compares with: it may stop at another loss than the lecture's."""


def read_report(part: Part, context: Context, runs: Mapping[str, Trained]) -> Report:
    """Return what is reported for a part."""
    written = frozenset(_written(context))

    def typed(text: str) -> bool:
        try:
            return float(text) in written
        except ValueError:
            return False

    asked = f"values-{part.id}"
    values = [
        value
        for one in context.outcome.messages
        if isinstance(one, Values) and one.request == asked
        for value in one.values
    ]
    held = read_values(values, part.methods, typed)
    by_name = Lines(part.methods, typed, named_only=True)
    by_name.read(context.outcome.stdout.splitlines())
    by_run = Lines(part.methods, typed)
    for method, run in runs.items():
        by_run.current, by_run.columns = method, ()
        by_run.read(run.observation.printed)
    claims, unclear = _said(part, context, held.claims)
    said = bool(claims) or unclear
    if not said:
        texts = comments(cell.written for cell in context.submission.cells)
        # What a comment leaves open says nothing.
        claims = [claim for text in texts for claim in claims_in(text, part.methods)[0]]
    named = {*held.losses, *held.steps, *by_name.losses(), *by_name.counts}
    return Report(
        losses=(held.losses, by_name.losses(), by_run.losses()),
        steps=(held.steps, by_name.counts, by_run.counts),
        claims=tuple(claims),
        said=said,
        unclear=unclear and not claims,
        held=len({*held.losses, *held.steps}) > 1 or bool(held.claims),
        named=frozenset(named),
        blank=held.blank[0] if held.blank and not (held.losses or held.steps or held.claims) else None,
        thresholds=tuple(_thresholds(context)),
    )


def _said(part: Part, context: Context, held: list[tuple[str, str]]) -> tuple[list[Claim], bool]:
    """From variables, else from what is printed."""
    unclear = False
    found: list[Claim] = []
    for phase, text in held:
        claims, doubtful = claim_of_word(text, part.methods, phase)
        found, unclear = found + claims, unclear or doubtful
    if found or unclear:
        return found, unclear
    return claims_in(context.outcome.stdout, part.methods)


def _written(context: Context) -> Iterator[float]:
    """Yield all numbers that stand in the source, in texts and comments too."""
    for cell in context.submission.cells:
        for match in _NUMBER.finditer(cell.written):
            yield float(match.group())


def _thresholds(context: Context) -> Iterator[float]:
    """Yield the small numbers that something is compared with, directly or by a name."""
    named: dict[str, float] = {}
    compared: list[ast.expr] = []
    for tree in context.submission.trees.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Compare):
                compared += [node.left, *node.comparators]
            elif (
                isinstance(node, ast.Assign)
                and isinstance(node.value, ast.Constant)
                and isinstance(node.value.value, float)
            ):
                named |= {one.id: node.value.value for one in node.targets if isinstance(one, ast.Name)}
    for node in compared:
        value = node.value if isinstance(node, ast.Constant) else named.get(getattr(node, "id", ""))
        if isinstance(value, float) and 0 < value < _LARGEST_THRESHOLD:
            yield value
