"""Lines in which the step's fraction or a bias correction is written wrongly."""

from __future__ import annotations

import ast

from autograder.suspects.moments import Lines, counts
from autograder.suspects.reading import Reading
from autograder.suspects.shapes import (
    called,
    factors,
    is_epsilon,
    is_gradient,
    key,
    number,
    of_epsilon,
    one_minus,
    operation,
    powers,
    root,
    square,
)

_PER_VARIABLE = frozenset(
    {"_apply_dense", "_resource_apply_dense", "_apply_sparse", "update_step", "_resource_apply_sparse"}
)


def _divided(reading: Reading) -> list[tuple[ast.AST, ast.expr, ast.expr]]:
    found = ((one, *operation(one)) for one in reading.nodes)
    return [(one, ab[0], ab[1]) for one, name, ab in found if name == "div" and len(ab) == 2]


def rooted(reading: Reading) -> Lines:
    """Fractions over a root."""
    return [node for node, _, below in _divided(reading) if reading.has(below, root)]


def rootless(reading: Reading, _of: str) -> Lines:
    """The fraction over squares in code that has no root at all."""
    if any(root(one) for one in reading.nodes):
        return []
    return [
        node
        for node, _, below in _divided(reading)
        if number(below) is None
        and one_minus(reading.resolved(below)) is None
        and not any(map(_corrects, ast.walk(below)))
        and (of_epsilon(below) or reading.has(below, square))
    ]


def _corrects(node: ast.AST) -> bool:
    taken = one_minus(node)
    return taken is not None and powers(taken)


def uncorrected(reading: Reading, _of: str) -> Lines:
    """The fraction, in code that raises nothing to the power of t."""
    return [] if any(powers(one) for one in reading.nodes) else rooted(reading)


def without_epsilon(reading: Reading, _of: str) -> Lines:
    """A fraction over a root with no small constant."""
    return [
        node
        for node, _, below in _divided(reading)
        if reading.has(below, root) and not reading.has(below, is_epsilon)
    ]


def epsilon_after(reading: Reading, _of: str) -> Lines:
    """The small constant is added to the whole fraction."""
    found: Lines = []
    for node in reading.nodes:
        name, operands = operation(node)
        if name != "add" or len(operands) != 2:
            continue
        for one, other in (operands, operands[::-1]):
            inside = [each for each in ast.walk(one) if operation(each)[0] == "div"]
            fraction = any(reading.has(operation(each)[1][-1], root) for each in inside)
            if is_epsilon(other) and fraction and not of_epsilon(one):
                found.append(node)
    return found


def epsilon_above(reading: Reading, _of: str) -> Lines:
    """The small constant stands above the fraction bar."""
    return [
        node
        for node, above, below in _divided(reading)
        if of_epsilon(above) and reading.has(below, root) and not reading.has(below, is_epsilon)
    ]


def constant_correction(reading: Reading, _of: str) -> Lines:
    """1 - decay without a power, in code that raises nothing to the power of t."""
    if any(powers(one) for one in reading.nodes):
        return []
    return [
        node
        for node, _, below in _divided(reading)
        if (taken := one_minus(below)) is not None and bool(key(taken))
    ]


def linear_correction(reading: Reading, _of: str) -> Lines:
    """1 - decay times t."""
    return [
        node
        for node, _, below in _divided(reading)
        if (taken := one_minus(below)) is not None and operation(taken)[0] == "mul"
    ]


def inverted_correction(reading: Reading, _of: str) -> Lines:
    """The moment is multiplied by its correction."""
    return [
        one
        for one in reading.nodes
        if operation(one)[0] == "mul"
        and any(_corrects(each) for each in factors(one))
        and not any(each is not one and operation(each)[0] == "mul" for each in _wrapping(reading, one))
    ]


def _wrapping(reading: Reading, node: ast.AST) -> list[ast.expr]:
    return [one for one in reading.above(node) if isinstance(one, ast.expr)][:1]


def of_the_gradient(reading: Reading, _of: str) -> Lines:
    """The correction divides the gradient itself."""
    return [
        node
        for node, above, below in _divided(reading)
        if is_gradient(above) and reading.has(below, _corrects)
    ]


def per_variable(reading: Reading, _of: str) -> Lines:
    """The count goes up inside the loop over the variables, or in a method that is called for each."""
    return [one.node for one in counts(reading) if _repeated(reading, one.node)]


def _repeated(reading: Reading, node: ast.AST) -> bool:
    for one in reading.above(node):
        if isinstance(one, ast.For):
            return True
        if isinstance(one, ast.FunctionDef):
            return one.name in _PER_VARIABLE or _called_in_a_loop(reading, one.name)
    return False


def _called_in_a_loop(reading: Reading, name: str) -> bool:
    return any(
        isinstance(one, ast.Call) and called(one) == name and _in_a_loop(reading, one)
        for one in reading.nodes
    )


def _in_a_loop(reading: Reading, node: ast.AST) -> bool:
    return any(isinstance(one, ast.For) for one in reading.above(node))


def standing(reading: Reading, _of: str) -> Lines:
    """The exponent is set to a number in every update."""
    exponents = {key(exponent) for _, exponent in reading.of("pow")} - {""}
    return [
        one.node
        for one in reading.given
        if number(one.value) is not None
        and key(one.target) in exponents
        and any(isinstance(each, ast.FunctionDef) for each in reading.above(one.node))
        and not reading.begins(one.node)
    ]
