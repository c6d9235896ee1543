"""Lines of the other mistakes: signs, calls that are not asked for, numbers, samples, second order."""

from __future__ import annotations

import ast
import math
import re

from autograder.suspects.moments import Lines
from autograder.suspects.reading import Reading
from autograder.suspects.shapes import (
    called,
    is_gradient,
    key,
    number,
    of_gradient,
    of_rate,
    operation,
    powers,
    receiver,
    root,
    terms,
    words,
)

_HESSIAN = re.compile(r"^(h|hess\w*)$", re.IGNORECASE)
_STABLE = re.compile(r"^(stable\w*|end\w*|final\w*|min_?lr|lr_?(min|end|stable|tau))$", re.IGNORECASE)
_SAME = 1e-6
_WHOLE = {"norm": {"norm"}, "sum": {"sum", "reduce_sum"}, "mean": {"mean", "reduce_mean"}}


def uphill(reading: Reading, _of: str) -> Lines:
    """Something gets a positive step of rate times gradient added."""
    found: Lines = []
    for one in reading.given:
        parts = terms(one.value)
        if len(parts) != 2 or not key(one.target):
            continue
        own = [sign for sign, part in parts if key(part) == key(one.target)]
        step = [(sign, part) for sign, part in parts if key(part) != key(one.target)]
        if own == [1] and len(step) == 1 and step[0][0] > 0 and _a_step(reading, step[0][1]):
            found.append(one.node)
    return found


def _a_step(reading: Reading, part: ast.expr) -> bool:
    return of_rate(part) and (of_gradient(part) or reading.has(part, root))


def _calls(reading: Reading, wanted: set[str]) -> Lines:
    return [one for one in reading.nodes if isinstance(one, ast.Call) and called(one) in wanted]


def clips(reading: Reading, _of: str) -> Lines:
    """A call that clips."""
    return [one for one in reading.nodes if isinstance(one, ast.Call) and "clip" in called(one).lower()]


def names_built_in(reading: Reading, of: str) -> Lines:
    """The framework's own optimizer is named."""
    wanted = of.rpartition(".")[2]
    return [
        one
        for one in reading.nodes
        if wanted
        and (
            (isinstance(one, ast.Attribute) and one.attr == wanted)
            or (isinstance(one, ast.Name) and one.id == wanted and isinstance(one.ctx, ast.Load))
        )
    ]


def keeps_the_array(reading: Reading, _of: str) -> Lines:
    """A list gets an array that is changed in place."""
    changed = {
        key(one.target).partition("[")[0] for one in reading.given if one.changes or "[" in key(one.target)
    }
    return [
        one
        for one in _calls(reading, {"append"})
        if isinstance(one, ast.Call)
        and len(one.args) == 1
        and isinstance(one.args[0], ast.Name)
        and one.args[0].id in changed
    ]


def changes_the_gradient(reading: Reading, _of: str) -> Lines:
    """A gradient is changed in place."""
    return [one.node for one in reading.given if one.changes and is_gradient(one.target)]


def written(reading: Reading, value: float) -> Lines:
    """A number that is written out and has this value."""
    return [
        one
        for one in reading.nodes
        if (found := number(one)) is not None and math.isclose(found, value, rel_tol=_SAME)
    ]


def over_all(reading: Reading, of: str) -> Lines:
    """A number is made of all coordinates."""
    return _calls(reading, _WHOLE.get(of, set().union(*_WHOLE.values())))


def adds_up(reading: Reading, _of: str) -> Lines:
    """A sum over samples."""
    return _calls(reading, {"sum", "reduce_sum"})


def draws_again(reading: Reading, _of: str) -> Lines:
    """Samples are drawn so that one can come twice."""
    return [
        one
        for one in _calls(reading, {"randint", "choice", "choices", "integers", "random_integers"})
        if isinstance(one, ast.Call) and not any(each.arg == "replace" for each in one.keywords)
    ]


def cuts_off(reading: Reading, _of: str) -> Lines:
    """Only whole batches are counted."""
    return [one for one in reading.nodes if operation(one)[0] == "floordiv"]


def shuffles(reading: Reading, _of: str) -> Lines:
    """The second of two shuffles."""
    found = _calls(reading, {"shuffle", "permutation", "permuted"})
    return found[1:] if len(found) == 2 else []


def looks(reading: Reading, _of: str) -> Lines:
    """Where the look-ahead point is made: a parameter and a multiple of the velocity, without any gradient."""
    found: Lines = []
    for node in reading.nodes:
        name, operands = operation(node)
        if name not in {"add", "sub"} or len(operands) != 2 or of_gradient(node) or not key(operands[0]):
            continue
        kind, parts = operation(operands[1])
        if kind == "mul" and all(key(one) for one in parts) and not _updates(reading, node):
            found.append(node)
    return found


def _updates(reading: Reading, node: ast.AST) -> bool:
    """Whether it is the new value of what it begins with."""
    return any(one.value is node and key(one.target) == key(operation(node)[1][0]) for one in reading.given)


def from_stable(reading: Reading, _of: str) -> Lines:
    """The stable rate is multiplied by the power."""
    return [
        one
        for one in reading.nodes
        if operation(one)[0] == "mul"
        and any(powers(each) for each in operation(one)[1])
        and any(_STABLE.match(key(each).rpartition(".")[2]) for each in operation(one)[1])
    ]


def by_hessian(reading: Reading, _of: str) -> Lines:
    """The gradient is divided by a matrix."""
    return [one for one in reading.nodes if operation(one)[0] == "div" and _hessian(operation(one)[1][-1])]


def times_hessian(reading: Reading, _of: str) -> Lines:
    """The gradient is multiplied by the Hessian."""
    return [
        one
        for one in reading.nodes
        if operation(one)[0] == "matmul" and any(map(_hessian, operation(one)[1]))
    ]


def diagonal(reading: Reading, _of: str) -> Lines:
    """Only the diagonal is taken."""
    return [
        one
        for one in _calls(reading, {"diag", "diagonal", "diag_part"})
        if isinstance(one, ast.Call) and any(map(_hessian, (*receiver(one), *one.args)))
    ]


def _hessian(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return any(_HESSIAN.match(word) for word in words(node.func))
    return bool(_HESSIAN.match(key(node).rpartition(".")[2]))
