"""The factors of a product in the student's code, and which of them is the rate."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from .loop_words import path_of, rate_weight

_LEAST_RATE = 3.0
_MAX_CONSTANT_RATE = 1.0


def factors(node: ast.expr) -> tuple[list[ast.expr], list[ast.expr]]:
    """Factors of a product, and what it isn't linear in like them: ``a * b @ c`` in c, nor in what it is divided by."""
    match node:
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            above, below = factors(left)
            more, divided = factors(right)
            return above + more, below + divided
        case ast.BinOp(left=left, op=ast.Div() | ast.MatMult(), right=right):
            above, below = factors(left)
            return above, [*below, right]
        case ast.UnaryOp(op=ast.USub(), operand=ast.BinOp() as operand):
            return factors(operand)
        case _:
            return [node], []


def divisors(node: ast.expr) -> list[ast.expr]:
    """What a product is divided by."""
    match node:
        case ast.BinOp(left=left, op=ast.Mult() | ast.MatMult(), right=right):
            return divisors(left) + divisors(right)
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            return [*divisors(left), right]
        case ast.UnaryOp(operand=operand):
            return divisors(operand)
        case _:
            return []


def rate_among(factors: Sequence[ast.expr], *, constant: bool) -> ast.expr | None:
    """The factor that is the rate: by its name, else a small number written there."""
    best = max(factors, key=rate_weight)
    if rate_weight(best) >= _LEAST_RATE:
        return best
    numbers = [
        factor
        for factor in factors
        if isinstance(factor, ast.Constant)
        and type(factor.value) is float
        and 0 < factor.value < _MAX_CONSTANT_RATE
    ]
    return numbers[0] if constant and len(numbers) == 1 else None


def written(node: ast.expr) -> frozenset[str]:
    """The factors of a product as text, to find them again beside it."""
    above, below = factors(node)
    return frozenset(ast.dump(factor) for factor in above + below)


def weight_among(factors: Sequence[ast.expr], beside: frozenset[str]) -> ast.expr | None:
    """``1 - alpha``, where alpha is a factor of what stands beside the product: together they make an average."""
    for factor in factors:
        match factor:
            case ast.BinOp(left=ast.Constant(value=1), op=ast.Sub(), right=share) if (
                ast.dump(share) in beside
            ):
                return factor
            case _:
                pass
    return None


def is_root(node: ast.AST) -> bool:
    """``np.sqrt(v)``, ``v ** 0.5``."""
    match node:
        case ast.Call(func=function):
            return path_of(function).rpartition(".")[2] in {"sqrt", "rsqrt"}
        case ast.BinOp(op=ast.Pow(), right=ast.Constant(value=float())):
            return True
        case _:
            return False
