"""Arguments that neither their names nor their use settled: told by their place, by what is left, or guessed."""

from __future__ import annotations

from collections.abc import Sequence

from .arguments import Argument, Role
from .carried import core, returned
from .evidence import Evidence
from .names import normal, weight_as
from .vocabulary import STATE_HEADS, VAGUE, WEAK_PARAMS, WEAK_TIME


def complete(
    arguments: Sequence[Argument], roles: dict[str, Role], evidence: Evidence, *, asks: bool
) -> bool:
    """Find parameters and gradients among what is left; False where that was a guess."""
    open_names = [argument.name for argument in arguments if argument.name not in roles and argument.required]
    carried_along = any("grad" in evidence.attributes.get(argument.name, ()) for argument in arguments)
    has_gradient = (
        asks
        or carried_along
        or any(role in {"grads", "gradient-function", "pairs"} for role in roles.values())
    )
    has_params = any(role in {"params", "pairs", "bounds"} for role in roles.values())
    settled = True
    if not has_params and not has_gradient and _returned_one(open_names, roles, evidence):
        has_params = has_gradient = True
    if not has_params:
        # What the body never reads is nothing that it could move: the second argument of a function for ``reduce``.
        read = [name for name in open_names if name in evidence.loads] if evidence.loads else open_names
        settled = _find_params(arguments, read, roles, evidence, has_gradient=has_gradient)
        open_names = [name for name in open_names if name not in roles]
    if not has_gradient:
        settled = _find_gradient(open_names, roles, evidence) and settled
    for name in open_names:
        role = _left_over(name, evidence, has_data="data" in roles.values())
        if role is not None:
            roles[name] = role
    return settled


def _left_over(name: str, evidence: Evidence, *, has_data: bool) -> Role | None:
    told: tuple[tuple[bool, Role], ...] = (
        (weight_as(name) > 0, "hyper"),
        (normal(name) in WEAK_TIME, "time"),
        (name.lower() in {"x", "y"} and has_data, "data"),
        (name in evidence.exponents, "time"),
        (bool(evidence.attributes.get(name)) and name not in evidence.arithmetic, "object"),
        (name in evidence.mapping | evidence.changed or _looked_into(name, evidence), "state"),
    )
    return next((role for holds, role in told if holds), None)


def _looked_into(name: str, evidence: Evidence) -> bool:
    return bool(evidence.keys.get(name) or evidence.prefixes.get(name) or evidence.suffixes.get(name))


def _returned_one(open_names: list[str], roles: dict[str, Role], evidence: Evidence) -> bool:
    """Of two names that say nothing, the returned one is the parameter, the other one its gradient."""
    told = [name for name in open_names[:2] if name in returned(evidence)]
    if len(open_names) < 2 or len(told) != 1:
        return False
    for name in open_names[:2]:
        roles[name] = "params" if name == told[0] else "grads"
    del open_names[:2]
    return True


def _find_params(
    arguments: Sequence[Argument],
    open_names: list[str],
    roles: dict[str, Role],
    evidence: Evidence,
    *,
    has_gradient: bool,
) -> bool:
    weak = [name for name in open_names if normal(name) in WEAK_PARAMS]
    if weak and not (normal(weak[0]) in VAGUE and not has_gradient):
        roles[weak[0]] = "params"
        open_names.remove(weak[0])
    elif open_names:
        guessed = not has_gradient and len(open_names) >= 2
        roles[open_names.pop(0)] = "params"
        return not guessed
    elif has_gradient:
        _promote_state(arguments, roles, evidence)
    return True


def _find_gradient(names: list[str], roles: dict[str, Role], evidence: Evidence) -> bool:
    """What the body gives new values is no gradient: ``x2 -= ...`` beside ``x1 -= ...``."""
    open_names = [name for name in names if name not in evidence.changed]
    called = [name for name in open_names if name in evidence.called]
    if called:
        roles[called[0]] = "gradient-function"
        names.remove(called[0])
        return True
    if open_names:
        roles[open_names[0]] = "grads"
        names.remove(open_names[0])
        return False
    return True


def _promote_state(arguments: Sequence[Argument], roles: dict[str, Role], evidence: Evidence) -> None:
    """``f(v, g)`` where v is all there is besides gradients and a velocity: the first state is the variable.

    Not so where something else is returned beside the states: then that is the change, for the caller to apply.
    """
    names = {argument.name for argument in arguments} | {core(argument.name) for argument in arguments}
    if any(core(name) not in names for name in returned(evidence)):
        return
    states = [
        argument.name for argument in arguments if roles.get(argument.name) == "state" and argument.required
    ]
    if len(states) >= 2:
        roles[states[0]] = "params"


def group_states(arguments: Sequence[Argument], roles: dict[str, Role], groups: dict[str, int]) -> None:
    """Tie states to the parameter whose name they carry, else in turn."""
    params = [argument.name for argument in arguments if roles.get(argument.name) == "params"]
    for index, name in enumerate(params):
        groups.setdefault(name, index)
    if len(params) < 2:
        return
    for index, argument in enumerate(a for a in arguments if roles.get(a.name) == "grads"):
        groups.setdefault(argument.name, index % len(params))
    bare = {name.lower().replace("_", ""): groups[name] for name in params}
    turn = 0
    for argument in arguments:
        if argument.name in roles and roles[argument.name] != "state":
            continue
        text = argument.name.lower().replace("_", "")
        owners = [group for word, group in bare.items() if text.endswith(word) and len(text) > len(word)]
        owners += [group for word, group in bare.items() if text.startswith(word) and len(text) > len(word)]
        if argument.name in roles or (owners and text.replace("d", "").startswith(STATE_HEADS)):
            roles[argument.name] = "state"
            groups[argument.name] = owners[0] if owners else turn % len(params)
            turn += 1
