"""A velocity that begins at zero in every step: then the steps are plain gradient descent, and only the source tells.

``v = 0`` stands in the loop, or in the function of one step, before ``v = alpha * v - lr * g``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from autograder.loading.submission import Submission
from autograder.protocol.observed import Observation
from autograder.suspects.shapes import called, of_gradient

_ZEROS = frozenset(
    {"zeros", "zeros_like", "Variable", "tensor", "array", "constant", "float", "float32", "float64"}
)
_KEY = re.compile(r"\[['\"]?(\w+)['\"]?\]")
_STATE = re.compile(
    r"^(?:v|m|r|s|h|G|m1|sq|vel\w*|cache\w*|acc\w*|mom\w*|buf\w*|sum_?sq\w*|动量|速度)(?:_?[wb]|_theta)?$",
    re.IGNORECASE,
)
_SCOPES = (ast.For, ast.While, ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


def forgets_velocity(submission: Submission, seen: Observation) -> bool:
    """Whether what a training runs in each step makes its velocity anew."""
    loop = _loop(submission, seen)
    if loop is None:
        return False
    bodies = [loop.body, *(each.body for each in _called_in(loop, submission))]
    return any(_forgets(list(_statements(each))) for each in bodies)


def carries_state(submission: Submission, seen: Observation) -> bool:
    """Whether a loop whose steps are plain gradient descent works something out from step to step all the same.

    ``r = rho * r + (1 - rho) * g * g`` that no step uses, ``r += np.sum(g ** 2)`` that only changes their rate: whoever
    only compares with gradient descent has no such line.
    """
    loop = _loop(submission, seen)
    if loop is None:
        return False
    zeros = {
        target
        for tree in submission.trees.values()
        for one in ast.walk(tree)
        if isinstance(one, ast.stmt) and not _stands_in(one, loop)
        for target, value in _given(one)
        if _is_zero(value)
    }
    functions = _called_in(loop, submission)
    graph = [tree.body for tree in submission.trees.values()] if submission.framework == "tf1" else []
    inside = list(_statements(loop.body))
    deeper = [
        one
        for body in (loop.body, *(each.body for each in functions), *graph)
        for one in _statements(body, loops=True)
        if one not in inside
    ]
    assigned = [each for one in inside for each in _given(one) if not _is_parameter(each[0], seen)]
    summed = [each for one in inside for each in _summed(one) if not _is_parameter(each[0], seen)]
    anew = {target for target, value in assigned if _is_zero(value)}
    if any(
        _keeps_share(value, target) or (target in zeros and not _is_zero(value) and _is_number_line(value))
        for target, value in assigned
    ):
        return True
    if any(target in zeros - anew and of_gradient(value) for target, value in summed):
        return True
    # In functions and loops within, where much is zero at first, a state is what is called one.
    held = {_holder(target) for target in zeros} | {name for each in functions for name in _handed_on(each)}
    return any(
        _holder(target) in held
        and _STATE.match(_holder(target))
        and _is_number_line(value)
        and of_gradient(value)
        for one in deeper
        for target, value in _given(one)
    )


def _stands_in(one: ast.stmt, loop: ast.For | ast.While) -> bool:
    return loop.lineno <= one.lineno <= (loop.end_lineno or loop.lineno)


def _called_in(loop: ast.For | ast.While, submission: Submission) -> list[ast.FunctionDef]:
    """The student's functions and methods that a loop calls."""
    names = {called(node) for node in ast.walk(loop) if isinstance(node, ast.Call)}
    return [
        node
        for each in submission.trees.values()
        for node in ast.walk(each)
        if isinstance(node, ast.FunctionDef) and node.name in names
    ]


def _handed_on(function: ast.FunctionDef) -> set[str]:
    """What a function is given, by its own names, also for the members of a state."""
    given = {each.arg for each in function.args.args}
    return given | {
        name.id
        for one in function.body
        if isinstance(one, ast.Assign) and _path(one.value).partition(".")[0] in given
        for target in one.targets
        for name in ast.walk(target)
        if isinstance(name, ast.Name)
    }


def _holder(target: str) -> str:
    """``v`` of ``v[i]``, ``vel`` of ``self.vel``."""
    return target.partition("[")[0].rpartition(".")[2]


def _is_parameter(target: str, seen: Observation) -> bool:
    """Whether it is one of those trained: ``params['w']`` is watched as ``params.w``."""
    return _KEY.sub(r".\1", target) in seen.variables


def _is_number_line(value: ast.expr) -> bool:
    """A sum or a product, of which a velocity is made, not a loss that a call gives."""
    return isinstance(value, ast.BinOp | ast.UnaryOp)


def _loop(submission: Submission, seen: Observation) -> ast.For | ast.While | None:
    """The innermost loop that a training's line stands in."""
    tree, line = submission.trees.get(seen.cell or 0), seen.line
    if tree is None or line is None:
        return None
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.For | ast.While) and node.lineno <= line <= (node.end_lineno or node.lineno)
    ]
    return max(around, key=lambda node: node.lineno, default=None)


def _statements(body: Sequence[ast.stmt], *, loops: bool = False) -> Iterator[ast.stmt]:
    """Statements that run each time, in order, also inside ``with`` and ``if``, and with ``loops`` inside those."""
    for statement in body:
        yield statement
        if not isinstance(statement, _SCOPES) or (loops and isinstance(statement, ast.For | ast.While)):
            for part in ("body", "orelse", "finalbody"):
                yield from _statements(getattr(statement, part, []), loops=loops)


def _forgets(statements: Sequence[ast.stmt]) -> bool:
    """Whether a zero is made, kept in part by a product, and added up: nothing was left of the step before."""
    zeros: set[str] = set()
    for statement in statements:
        for target, value in _given(statement):
            if target in zeros and _keeps_share(value, target):
                return True
            if _is_zero(value):
                zeros.add(target)
    return False


def _given(statement: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    """Names and what they are given: ``v = …``, ``v, u = …, …``, and what is assigned in place."""
    match statement:
        case ast.Assign(targets=targets, value=value):
            yield from _assigned(value)
            for target in targets:
                if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                    yield from ((_path(one), own) for one, own in zip(target.elts, value.elts, strict=False))
                else:
                    yield _path(target), value
        case ast.Expr(value=value):
            yield from _assigned(value)
        case _:
            pass


def _assigned(value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """``v.assign(…)``, ``v.copy_(…)``, ``tf.assign(v, …)``."""
    match value:
        case ast.Call(func=ast.Attribute(attr="assign"), args=[owner, given, *_]):
            yield _path(owner), given
        case ast.Call(func=ast.Attribute(value=owner, attr="assign" | "copy_"), args=[given, *_]):
            yield _path(owner), given


def _summed(statement: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    """What is added to a name: ``r += g * g``; losses and counts are added up as well."""
    if isinstance(statement, ast.AugAssign) and isinstance(statement.op, ast.Add | ast.Sub):
        yield _path(statement.target), statement.value


def _keeps_share(value: ast.expr, name: str) -> bool:
    """``alpha * v`` within a sum."""
    return isinstance(value, ast.BinOp | ast.Call) and any(
        isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Mult)
        and name in {_path(node.left), _path(node.right)}
        for node in ast.walk(value)
    )


def _is_zero(value: ast.expr) -> bool:
    match value:
        case ast.Constant(value=int() | float() as number):
            return number == 0
        case ast.Call(args=[first, *_]) if called(value) in _ZEROS:
            return called(value).startswith("zeros") or _is_zero(first)
        case ast.List(elts=members) | ast.Dict(values=members):
            return bool(members) and all(map(_is_zero, members))
        case ast.ListComp(elt=member) | ast.DictComp(value=member):
            return _is_zero(member)
        case ast.Call(args=[_, first]) if called(value) == "fromkeys":
            return _is_zero(first)
        case _:
            return False


def _path(node: ast.expr) -> str:
    return ast.unparse(node) if isinstance(node, ast.Name | ast.Attribute | ast.Subscript) else ""
