"""Whether a body has its framework take the gradient, by its source, and what its arguments are then."""

from __future__ import annotations

import ast
from collections.abc import Collection
from dataclasses import replace

from .arguments import Argument, Role, Roles
from .evidence import FunctionNode
from .names import normal
from .tensor_recipes import HOLDERS
from .vocabulary import DATA, OBJECTIVES, PARAMS

_SAMPLES = DATA | frozenset(
    "x y features inputs targets labels images target input xb yb data trainx trainy".split()
)
_OPTIMIZERS = frozenset("apply_gradients minimize step".split())
_MOVES = frozenset("assign assign_sub assign_add add_ sub_ addcdiv_ addcmul_ copy_ mul_ set_ data".split())


def asks_framework(node: FunctionNode | None) -> frozenset[str]:
    """What a body calls to have its gradient taken: ``tape.gradient``, ``loss.backward``, ``torch.autograd.grad``."""
    if node is None:
        return frozenset()
    given = {each.arg for each in _required(node)}
    names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    arguments = {each.arg for each in ast.walk(node) if isinstance(each, ast.arg)}
    attributes = {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)}
    found = set()
    for each in ast.walk(node):
        match each:
            case ast.Call(func=ast.Attribute(attr="gradient", value=ast.Name(id=owner))):
                taped = "GradientTape" in names | attributes or "tape" in normal(owner)
                found |= {f"{owner}.gradient"} if taped else set()
            case ast.Call(func=ast.Attribute(attr="backward", value=owner)) if _is_loss(owner, arguments):
                found.add(f"{owner.id}.backward" if isinstance(owner, ast.Name) else "backward")
            case ast.Call(func=ast.Attribute(attr="grad", value=ast.Attribute(attr="autograd"))):
                found.add("autograd.grad")
            case ast.Call(func=ast.Attribute(attr="grad", value=ast.Name(id="autograd"))):
                found.add("autograd.grad")
            case ast.Call(func=ast.Name(id="closure")) if "closure" in given:
                found.add("closure")
            case _:
                pass
    return frozenset(found)


def _required(node: FunctionNode) -> list[ast.arg]:
    positional = [*node.args.posonlyargs, *node.args.args]
    return positional[: len(positional) - len(node.args.defaults)]


def _is_loss(owner: ast.expr, arguments: set[str]) -> bool:
    """A layer of one's own has a ``backward`` too."""
    name = owner.id if isinstance(owner, ast.Name) else ""
    text = normal(name)
    return not name or (name not in arguments and text not in HOLDERS) or "loss" in text or text in OBJECTIVES


def hands_on(node: FunctionNode | None) -> bool:
    """Whether a body leaves the update to an optimizer object."""
    return node is not None and any(
        isinstance(each, ast.Call)
        and isinstance(each.func, ast.Attribute)
        and each.func.attr in _OPTIMIZERS
        and "opt" in normal(getattr(each.func.value, "id", getattr(each.func.value, "attr", "")))
        for each in ast.walk(node)
    )


def taped_roles(roles: Roles, called: Collection[str]) -> Roles:
    """Who takes its gradient itself is handed parameters or a model, samples, and something for a loss."""
    found: list[Argument] = []
    for argument in roles.arguments:
        text, role = normal(argument.name), argument.role
        told: Role = role
        if text in HOLDERS:
            told = "object"
        elif text in _SAMPLES or "tape" in text or text in OBJECTIVES or "loss" in text:
            told = "flag"
        elif text in PARAMS:
            told = "params"
        elif role in {"grads", "gradient-function", "objective", "data"} and argument.required:
            told = "flag" if argument.name in called else "data"
        found.append(replace(argument, role=told))
    return Roles(tuple(found), settled=True, keywords=roles.keywords)


def moves_itself(node: FunctionNode | None) -> bool:
    """Whether a body changes parameters: in place, or by giving them new values."""
    return node is not None and any(
        isinstance(each, ast.AugAssign) or (isinstance(each, ast.Attribute) and each.attr in _MOVES)
        for each in ast.walk(node)
    )
