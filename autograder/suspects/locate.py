"""Which line a named mistake seems to sit in: what the mistake's reader finds, if that is one place."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping

from autograder.loading.submission import Submission
from autograder.record import Diagnosis, PartResult, Suspect
from autograder.suspects import fractions, moments, others
from autograder.suspects.moments import Lines
from autograder.suspects.reading import Reading, reading, whole

Reader = Callable[[Reading, str], Lines]

READERS: Mapping[str, Reader] = {
    "sign-flipped": others.uphill,
    "gradient-clipped": others.clips,
    "state-not-kept": moments.forgotten,
    "state-not-elementwise": others.over_all,
    "time-per-variable": fractions.per_variable,
    "history-aliased": others.keeps_the_array,
    "gradient-modified": others.changes_the_gradient,
    "ema-momentum": moments.averaged,
    "velocity-not-accumulated": moments.forgotten,
    "velocity-sign": moments.negated,
    "lookahead-sign": others.looks,
    "missing-root": fractions.rootless,
    "second-moment-not-squared": moments.not_squared,
    "accumulator-not-kept": moments.forgotten,
    "accumulator-not-decayed": moments.not_decayed,
    "accumulator-decayed": moments.decayed,
    "decay-swapped": moments.swapped,
    "missing-one-minus-decay": moments.without_weight,
    "no-bias-correction": fractions.uncorrected,
    "corrected-moments-stored": moments.stored,
    "bias-correction-constant": fractions.constant_correction,
    "bias-correction-linear": fractions.linear_correction,
    "bias-correction-inverted": fractions.inverted_correction,
    "gradient-for-first-moment": fractions.of_the_gradient,
    "time-off-by-one": moments.zero_to_two,
    "time-frozen": fractions.standing,
    "epsilon-missing": fractions.without_epsilon,
    "epsilon-outside-fraction": fractions.epsilon_after,
    "epsilon-in-numerator": fractions.epsilon_above,
    "decay-from-stable-rate": others.from_stable,
    "batch-sum-not-mean": others.adds_up,
    "with-replacement": others.draws_again,
    "last-batch-lost": others.cuts_off,
    "samples-misaligned": others.shuffles,
    "built-in-used": others.names_built_in,
    "hessian-divided": others.by_hessian,
    "hessian-not-inverted": others.times_hessian,
    "hessian-diagonal": others.diagonal,
}
_OF_VALUES = frozenset({"wrong-hyperparameter", "hyperparameter-ignored"})
_TWICE = frozenset(
    {
        "bias-correction-constant",
        "bias-correction-linear",
        "bias-correction-inverted",
        "corrected-moments-stored",
    }
)
"""Mistakes that are made in two lines, one for each moment."""
_PAIRED = "beta_1, beta_2"


def suspects(submission: Submission, result: PartResult, diagnosis: Diagnosis) -> tuple[Suspect, ...]:
    """Return where the mistakes of a diagnosis seem to sit; nothing where no single place is found."""
    read = reading(submission, result.cell, result.line)
    if read is None:
        return ()
    return tuple(
        Suspect(one, cell or None, line, submission.listing_line(cell or None, line))
        for one in diagnosis.mistakes
        for cell, line in _places(one, read, submission, diagnosis)
    )


def _places(
    mistake: str, read: Reading, submission: Submission, diagnosis: Diagnosis
) -> Iterator[tuple[int, int]]:
    of = str(diagnosis.details.get("of", ""))
    if mistake in _OF_VALUES:
        value = diagnosis.hyperparameters.get(of)
        found = set() if value is None else _lines(read, others.written(read, value))
        if value is not None and not found:
            everything = whole(submission)
            found = _lines(everything, others.written(everything, value))
        most = 1
    else:
        reader = READERS.get(mistake)
        found = set() if reader is None else _lines(read, reader(read, of))
        most = 2 if mistake in _TWICE or (mistake == "decay-swapped" and of == _PAIRED) else 1
        if len(found) == 2 * most and most == 1:
            found = found if _twins(read, found) else set()
            most = 2
    if 0 < len(found) <= most:
        yield from sorted(found)


def _twins(read: Reading, places: set[tuple[int, int]]) -> bool:
    """Whether two lines are one formula for two variables: the same but for the names."""
    shapes = {
        tuple(type(each) for each in ast.walk(one))
        for one in read.nodes
        if isinstance(one, ast.stmt) and (read.cell_of(one), one.lineno) in places
    }
    return len(shapes) == 1


def _lines(read: Reading, nodes: Lines) -> set[tuple[int, int]]:
    """The places of nodes, an inner one standing for the statement that it is in."""
    found = set()
    for node in nodes:
        cell = read.cell_of(node)
        line = getattr(node, "lineno", None)
        if cell is not None and line is not None:
            found.add((cell, _begin(read, node, line)))
    return found


def _begin(read: Reading, node: ast.AST, line: int) -> int:
    """The line of a simple statement's beginning, so that a formula over several lines is one place."""
    for one in (node, *read.above(node)):
        if isinstance(one, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.Return | ast.Expr):
            return one.lineno
        if isinstance(one, ast.stmt):
            break
    return line
