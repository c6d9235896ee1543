"""Whether a body has its framework take the gradient, by its source, and what its arguments are then."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace

from .arguments import Argument, Role, Roles
from .completing import group_states
from .evidence import Evidence, FunctionNode
from .names import normal
from .roles import classify
from .tensor_recipes import HOLDERS
from .vocabulary import DATA, OBJECTIVES

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
    """Whether a body leaves the update to an optimizer object: one that is called so, or that it is given."""
    if node is None:
        return False
    given = {each.arg for each in ast.walk(node.args) if isinstance(each, ast.arg)} - {"self"}
    return any(
        isinstance(each, ast.Call)
        and isinstance(each.func, ast.Attribute)
        and each.func.attr in _OPTIMIZERS
        and (
            "opt" in normal(getattr(each.func.value, "id", getattr(each.func.value, "attr", "")))
            or getattr(each.func.value, "id", "") in given
        )
        for each in ast.walk(node)
    )


def taped_roles(
    node: FunctionNode | None, arguments: Sequence[Argument], rest: str, evidence: Evidence
) -> Roles:
    """Who takes its gradient itself is handed parameters or a model, samples, and something for a loss."""
    aside = {argument.name for argument in arguments if _is_aside(argument)}
    others = [argument for argument in arguments if argument.name not in aside]
    roles = {argument.name: argument for argument in classify(others, rest, evidence, asks=True).arguments}
    sources = _sources(node)
    parameters = [argument.name for argument in others if argument.name in sources]
    if len(parameters) > 1:
        told: dict[str, Role] = {
            name: each.role for name, each in roles.items() if each.role in {"hyper", "betas", "config"}
        }
        groups: dict[str, int] = {}
        told.update(dict.fromkeys(parameters, "params"))
        group_states(others, told, groups)
        for name, role in told.items():
            roles[name] = replace(roles[name], role=role, group=groups.get(name, -1))
    for name, argument in roles.items():
        if normal(name) in HOLDERS:
            roles[name] = replace(argument, role="object")
    done = [roles[each.name] if each.name in roles else replace(each, role="flag") for each in arguments]
    return Roles(tuple(done), settled=True, keywords=rest)


def _is_aside(argument: Argument) -> bool:
    text = normal(argument.name)
    return text in _SAMPLES | OBJECTIVES or any(word in text for word in ("tape", "loss", "closure"))


def _sources(node: FunctionNode | None) -> set[str]:
    """Names whose gradient is taken or read: ``tape.gradient(loss, [w, b])``, ``w.grad``."""
    found: set[str] = set()
    for each in ast.walk(node) if node is not None else ():
        match each:
            case ast.Call(
                func=ast.Attribute(attr="gradient" | "grad"), args=[_, ast.List() | ast.Tuple() as members]
            ):
                found |= {inner.id for inner in members.elts if isinstance(inner, ast.Name)}
            case ast.Attribute(attr="grad", value=ast.Name(id=name)):
                found.add(name)
            case _:
                pass
    return found


def moves_itself(node: FunctionNode | None) -> bool:
    """Whether a body changes parameters: in place, or by giving them new values."""
    return node is not None and any(
        isinstance(each, ast.AugAssign) or (isinstance(each, ast.Attribute) and each.attr in _MOVES)
        for each in ast.walk(node)
    )
