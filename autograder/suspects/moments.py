"""Lines in which a velocity, an accumulator or a moment is gathered wrongly."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.suspects.reading import Given, Reading
from autograder.suspects.shapes import (
    called,
    factors,
    is_gradient,
    key,
    number,
    of_gradient,
    one_minus,
    operation,
    powers,
    root,
    square,
    terms,
)

Lines = list[ast.AST]
_ZEROS = frozenset({"zeros", "zeros_like", "zeros_initializer"})


class Gathered:
    """old * decay + new * weight, as it is written."""

    def __init__(self, one: Given, old: ast.expr, new: ast.expr, old_sign: int) -> None:
        self.node, self.target = one.node, one.target
        self.old, self.new, self.old_sign = old, new, old_sign
        self.squared = any(square(each) for each in ast.walk(new))

    @property
    def decays(self) -> bool:
        """Whether the old value is multiplied by anything."""
        return len(factors(self.old)) > 1

    @property
    def old_weighed(self) -> bool:
        """Whether the old value carries 1 - decay."""
        return any(one_minus(each) is not None for each in factors(self.old))

    @property
    def new_weighed(self) -> bool:
        """Whether the new value carries 1 - decay."""
        return any(one_minus(each) is not None for each in factors(self.new))

    @property
    def new_decayed(self) -> bool:
        """Whether the new value carries the decay whose 1 - decay is with the old one."""
        subtracted = {key(x) for each in factors(self.old) if (x := one_minus(each)) is not None}
        return bool(subtracted & {key(each) for each in factors(self.new)} - {""})


def gathered(reading: Reading) -> Iterator[Gathered]:
    """Yield every line that adds something of the gradient to something remembered."""
    for one in reading.given:
        found = terms(one.value)
        if len(found) != 2:
            continue
        fresh = [place for place, (_, term) in enumerate(found) if reading.has(term, is_gradient, 1)]
        held = [
            place
            for place, (_, term) in enumerate(found)
            if key(one.target) and key(one.target) in {key(each) for each in ast.walk(term)}
        ]
        if len(held) == 1:
            old = held[0]
        elif len(fresh) == 1:
            old = 1 - fresh[0]
        else:
            continue
        new = 1 - old
        if of_gradient(found[new][1]) or reading.has(found[new][1], is_gradient, 1):
            yield Gathered(one, found[old][1], found[new][1], found[old][0])


def swapped(reading: Reading, of: str) -> Lines:
    """(1 - decay) with the old value, the decay with the new one."""
    return [one.node for one in gathered(reading) if one.old_weighed and one.new_decayed and _meant(one, of)]


def without_weight(reading: Reading, of: str) -> Lines:
    """The old value decays, the new one carries no 1 - decay."""
    return [
        one.node
        for one in gathered(reading)
        if one.decays and not one.old_weighed and not one.new_weighed and _meant(one, of)
    ]


def _meant(one: Gathered, of: str) -> bool:
    names = {name.strip() for name in of.split(",")}
    if len(names) > 1 or not of:
        return True
    return one.squared == (names != {"beta_1"})


def averaged(reading: Reading, _of: str) -> Lines:
    """A velocity whose gradient carries 1 - decay."""
    return [one.node for one in gathered(reading) if one.new_weighed and one.decays and not one.squared]


def not_decayed(reading: Reading, _of: str) -> Lines:
    """Squares are added to the whole old value."""
    return [one.node for one in gathered(reading) if one.squared and not one.decays]


def decayed(reading: Reading, _of: str) -> Lines:
    """Squares are added to a decayed old value."""
    return [one.node for one in gathered(reading) if one.squared and one.decays]


def negated(reading: Reading, _of: str) -> Lines:
    """The old velocity enters with a minus."""
    return [one.node for one in gathered(reading) if one.old_sign < 0 and not one.squared and one.decays]


def not_squared(reading: Reading, _of: str) -> Lines:
    """What stands under the root is gathered without a square."""
    return [one.node for one in gathered(reading) if not one.squared and _rooted(reading, one.target)]


def _rooted(reading: Reading, target: ast.expr) -> bool:
    name = key(target)
    return bool(name) and any(
        name in {key(each) for each in ast.walk(one)} for one in reading.nodes if root(one)
    )


def forgotten(reading: Reading, _of: str) -> Lines:
    """What is remembered is set to zero in every update, or is the new square alone."""
    zeros: Lines = [
        one
        for one in reading.nodes
        if isinstance(one, ast.Call)
        and called(one) in _ZEROS
        and not reading.begins(one)
        and _each_update(reading, one)
    ]
    alone: Lines = [
        one.node
        for one in reading.given
        if not one.changes
        and len(terms(one.value)) == 1
        and square(one.value)
        and of_gradient(one.value)
        and _rooted(reading, one.target)
    ]
    return zeros + alone


def _each_update(reading: Reading, node: ast.AST) -> bool:
    """In a method, or in a loop."""
    above = list(reading.above(node))
    loops = any(isinstance(one, ast.For | ast.While) for one in above)
    inner = next((place for place, one in enumerate(above) if isinstance(one, ast.FunctionDef)), None)
    method = inner is not None and any(isinstance(one, ast.ClassDef) for one in above[inner + 1 :])
    return loops or method


def stored(reading: Reading, _of: str) -> Lines:
    """A moment is divided by its correction and keeps the result."""
    found: Lines = []
    for one in reading.given:
        name, operands = operation(one.value)
        if name != "div" or len(operands) != 2 or not key(one.target):
            continue
        taken = one_minus(operands[1])
        if taken is not None and powers(taken) and key(operands[0]) == key(one.target):
            found.append(one.node)
    return found


def zero_to_two(reading: Reading, of: str) -> Lines:
    """The line that sets the count to what is one too many, or that counts too late."""
    counted = counts(reading)
    if of == "2":
        names = {key(one.target) for one in counted}
        return [one.node for one in reading.given if number(one.value) == 1.0 and key(one.target) in names]
    return [one.node for one in counted] if of == "0" else []


def counts(reading: Reading) -> list[Given]:
    """Return the lines that count the steps: by one, and what stands in an exponent if anything counted does."""
    found = _increments(reading)
    raised = {key(one) for _, exponent in reading.of("pow") for one in ast.walk(exponent)} - {""}
    return [one for one in found if key(one.target) in raised] or found


def _increments(reading: Reading) -> list[Given]:
    return [
        one
        for one in reading.given
        if operation(one.value)[0] == "add"
        and any(number(each) == 1.0 for each in operation(one.value)[1])
        and key(one.target) in {key(each) for each in operation(one.value)[1]}
    ]
