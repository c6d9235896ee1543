"""Expressions as arithmetic, whether they are written with operators, NumPy, TensorFlow, Keras or PyTorch."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

_OPERATORS: dict[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.Div: "div",
    ast.Pow: "pow",
    ast.FloorDiv: "floordiv",
    ast.MatMult: "matmul",
}
_CALLS = {
    "add": "add",
    "subtract": "sub",
    "sub": "sub",
    "multiply": "mul",
    "mul": "mul",
    "divide": "div",
    "div": "div",
    "truediv": "div",
    "true_divide": "div",
    "pow": "pow",
    "power": "pow",
    "square": "square",
    "sqrt": "sqrt",
    "rsqrt": "rsqrt",
    "dot": "matmul",
    "matmul": "matmul",
    "negative": "neg",
}
_MODULES = frozenset(
    "np numpy tf tensorflow torch math math_ops K keras ops backend cp cupy jnp F v1 compat".split()
)
_GRADIENT = re.compile(r"^(g|g_?t|g[wb]|d_?[a-z]{1,2}\d*|.*grad.*|梯度)$", re.IGNORECASE)
_EPSILON = re.compile(r"^_*(e|eps\w*|epsilon\w*|delta\w*|fuzz\w*|tiny|small)$", re.IGNORECASE)
_RATE = re.compile(r"^_*(lr\w*|learning_?rate\w*|alpha|eta|rate|step_?size|学习率)$", re.IGNORECASE)
_TINY = 1e-3

Operation = tuple[str, tuple[ast.expr, ...]]


def operation(node: ast.AST) -> Operation:
    """Return what an expression does with which operands; an empty name where it is no arithmetic."""
    if isinstance(node, ast.BinOp):
        return _OPERATORS.get(type(node.op), ""), (node.left, node.right)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return "neg", (node.operand,)
    if isinstance(node, ast.Call):
        name = called(node)
        if name in _CALLS and not node.keywords:
            return _CALLS[name], (*receiver(node), *node.args)
    return "", ()


def called(node: ast.Call) -> str:
    """Return the last part of what is called."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def receiver(node: ast.Call) -> tuple[ast.expr, ...]:
    """Return the object whose method is called; nothing where a module's function is."""
    if not isinstance(node.func, ast.Attribute):
        return ()
    base = node.func.value
    last = base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", None)
    return () if last in _MODULES else (base,)


def number(node: ast.AST) -> float | None:
    """Return a number that is written out."""
    if isinstance(node, ast.Constant) and type(node.value) in {int, float}:
        return float(node.value)  # type: ignore[arg-type]
    return None


def key(node: ast.AST) -> str:
    """Return what a name, attribute or element is called; elements of one container are one. Empty for the rest."""
    parts: list[str] = []
    while True:
        if isinstance(node, ast.Subscript):
            told = node.slice.value if isinstance(node.slice, ast.Constant) else ""
            parts.append(f"[{told}]" if isinstance(told, str) else "[]")
            node = node.value
        elif isinstance(node, ast.Attribute):
            parts.append(f".{node.attr}")
            node = node.value
        elif isinstance(node, ast.Name):
            return "".join([node.id, *reversed(parts)])
        else:
            return ""


def words(node: ast.AST) -> Iterator[str]:
    """Yield every name, attribute and key that occurs."""
    for one in ast.walk(node):
        if isinstance(one, ast.Name):
            yield one.id
        elif isinstance(one, ast.Attribute):
            yield one.attr
        elif isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield one.value


def of_gradient(node: ast.AST) -> bool:
    """Whether a gradient occurs, by its name."""
    return any(_GRADIENT.match(word) for word in words(node))


def is_gradient(node: ast.AST) -> bool:
    """Whether it is a gradient itself, by its name."""
    last = next(reversed(re.findall(r"\w+", key(node))), "")
    base = next(iter(re.findall(r"\w+", key(node))), "")
    return bool(_GRADIENT.match(last) or _GRADIENT.match(base))


def of_rate(node: ast.AST) -> bool:
    """Whether a learning rate occurs, by its name."""
    return any(_RATE.match(word) for word in words(node))


def is_epsilon(node: ast.AST) -> bool:
    """Whether it is the small constant, by name or by size."""
    value = number(node)
    if value is not None:
        return 0 < value <= _TINY
    last = next(reversed(re.findall(r"\w+", key(node))), "")
    return bool(_EPSILON.match(last))


def of_epsilon(node: ast.AST) -> bool:
    """Whether the small constant occurs."""
    return any(is_epsilon(one) for one in ast.walk(node))


def one_minus(node: ast.AST) -> ast.expr | None:
    """Return x of 1 - x."""
    name, operands = operation(node)
    if name == "sub" and len(operands) == 2 and number(operands[0]) == 1.0:
        return operands[1]
    return None


def powers(node: ast.AST) -> bool:
    """Whether it is a power whose exponent is no number that is written out."""
    name, operands = operation(node)
    return name == "pow" and len(operands) == 2 and number(operands[1]) is None


def root(node: ast.AST) -> bool:
    """Whether it is a square root."""
    name, operands = operation(node)
    half = name == "pow" and len(operands) == 2 and _half(operands[1])
    return name in {"sqrt", "rsqrt"} or half


def _half(node: ast.expr) -> bool:
    name, operands = operation(node)
    value = number(operands[0]) if name == "neg" else number(node)
    if name == "div" and len(operands) == 2:
        return (number(operands[0]), number(operands[1])) == (1.0, 2.0)
    return value == 0.5


def square(node: ast.AST) -> bool:
    """Whether it is a square."""
    name, operands = operation(node)
    if name == "square":
        return True
    if name == "pow":
        return len(operands) == 2 and number(operands[1]) == 2.0
    if name == "mul":
        keys = [found for one in factors(node) if (found := key(one))]
        return len(keys) > len(set(keys))
    return False


def terms(node: ast.expr) -> list[tuple[int, ast.expr]]:
    """Return the signed terms of a sum."""
    out: list[tuple[int, ast.expr]] = []
    waiting: list[tuple[int, ast.expr]] = [(1, node)]
    while waiting:
        sign, one = waiting.pop()
        name, operands = operation(one)
        if name == "add":
            waiting += [(sign, each) for each in reversed(operands)]
        elif name == "sub" and len(operands) == 2:
            waiting += [(-sign, operands[1]), (sign, operands[0])]
        elif name == "neg":
            waiting.append((-sign, operands[0]))
        else:
            out.append((sign * _sign(one), one))
    return out


def _sign(node: ast.expr) -> int:
    """Sign of a product whose first factor is negated: Python reads ``-a * v`` so."""
    sign = 1
    for one in factors(node):
        if operation(one)[0] == "neg" or (number(one) or 0.0) < 0:
            sign = -sign
    return sign


def factors(node: ast.AST) -> list[ast.expr]:
    """Return the factors of a product; those of a fraction are its numerator's."""
    out: list[ast.expr] = []
    waiting: list[ast.AST] = [node]
    while waiting:
        one = waiting.pop()
        name, operands = operation(one)
        if name == "mul":
            waiting += reversed(operands)
        elif name == "div" and len(operands) == 2:
            waiting.append(operands[0])
        elif isinstance(one, ast.expr):
            out.append(one)
    return out
