"""What each argument of the student's function is: parameters, gradients, state, time or a hyperparameter.

Names speak first, then how the body uses them, then their place in the signature. What neither settles is tried both
ways by the caller (``Roles.settled`` is False).
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from .carried import carried, core, returned
from .evidence import Evidence
from .names import meanings, normal, weight_as
from .vocabulary import (
    BOUNDS,
    CONFIG,
    DATA,
    FLAGS,
    GRADS,
    KEY,
    OBJECTIVES,
    PAIRS,
    PARAMS,
    SIZE,
    STARTS,
    STATE,
    STATE_HEADS,
    TIME,
    VAGUE,
    WEAK_PARAMS,
    WEAK_TIME,
)

Role = Literal[
    "params", "grads", "gradient-function", "pairs", "time", "state", "config", "hyper", "betas", "key", "object",
    "size", "data", "flag", "unknown", "objective", "bounds", "tolerance", "count",
]  # fmt: skip
EMPTY = inspect.Parameter.empty

_FUNCTION_TAIL = re.compile(r"(fn|func|function|f|fun|fct|callback|at|of)$")


@dataclass(frozen=True)
class Argument:
    """One argument with what it is for."""

    name: str
    kind: Any
    """``inspect``'s kind of parameter."""
    default: Any
    role: Role = "unknown"
    group: int = -1
    """Which parameter it belongs to, where a function takes several (w, b, dw, db); -1: all."""

    @property
    def required(self) -> bool:
        """Whether a call without it fails."""
        return self.default is EMPTY


@dataclass(frozen=True)
class Roles:
    """All arguments of one function, and whether names and body settled which is which."""

    arguments: tuple[Argument, ...]
    settled: bool
    keywords: str = ""
    """Name of a ``**kwargs``."""

    def of(self, *roles: Role) -> list[Argument]:
        """Arguments of these roles, in order."""
        return [argument for argument in self.arguments if argument.role in roles]

    @property
    def groups(self) -> int:
        """Number of parameters handed over one by one."""
        return len(self.of("params"))


def arguments_of(function: Callable[..., Any]) -> tuple[list[Argument], str]:
    """Arguments of a bound or plain callable, without roles, and the name of its ``**kwargs``."""
    try:
        signature = inspect.signature(function)
    except (ValueError, TypeError):
        return [], ""
    found = []
    keywords = ""
    for parameter in signature.parameters.values():
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            keywords = parameter.name
        elif parameter.kind is not inspect.Parameter.VAR_POSITIONAL:
            found.append(Argument(parameter.name, parameter.kind, parameter.default))
    return found, keywords


def _scalar(default: object) -> float | None:
    return float(default) if isinstance(default, int | float) and not isinstance(default, bool) else None


def _derivative_of(name: str, names: Sequence[str]) -> str | None:
    """``dw``, ``grad_w``, ``w_grad`` … of ``w``."""
    lowered = {other.lower().replace("_", ""): other for other in names if other != name}
    for short, words in (("w", ("weights", "weight")), ("b", ("biases", "bias"))):
        for word in words:
            if short in lowered:
                lowered.setdefault(word, lowered[short])
            if word in lowered:
                lowered.setdefault(short, lowered[word])
    text = name.lower().replace("_", "")
    for head in ("gradients", "gradient", "grads", "grad", "nabla", "dl", "dj", "d", "g", "delta"):
        if text.startswith(head) and text[len(head) :] in lowered:
            return lowered[text[len(head) :]]
    for tail in ("gradients", "gradient", "grads", "grad", "derivative", "g"):
        if text.endswith(tail) and text[: -len(tail)] in lowered:
            return lowered[text[: -len(tail)]]
    return None


_FUNCTIONS = frozenset(
    "df dfdx dfunc fprime gradf gradfn gradfunc gradfunction gradientfunction derivf".split()
)


def _gradient_function(name: str, evidence: Evidence, *, constructor: bool = False) -> bool:
    text = normal(name)
    if constructor:
        kept = f"self.{evidence.kept_as.get(name, name)}"
        return kept in evidence.called and ("grad" in text or text.startswith(("df", "nabla", "deriv")))
    named = (
        "grad" in text
        or text.startswith(("df", "dl", "dj", "nabla", "deriv"))
        or text in GRADS | {"fprime", "closure"}
    )
    handed_on = text in _FUNCTIONS and name not in evidence.arithmetic
    return named and (
        name in evidence.called
        or handed_on
        or (bool(_FUNCTION_TAIL.search(text)) and "grad" in text and text != "gradf")
    )


def classify(
    arguments: Sequence[Argument],
    keywords: str,
    evidence: Evidence,
    *,
    constructor: bool = False,
    asks: bool = False,
) -> Roles:
    """Give every argument its role; ``asks``: the body gets its gradient from a function of its own."""
    names = [argument.name for argument in arguments]
    roles: dict[str, Role] = {}
    groups: dict[str, int] = {}
    if not constructor:
        _pair_up(names, evidence, roles, groups)
    # A name that is returned is a state, once it is clear that another one is the parameter.
    clear = "params" in roles.values() or any(normal(name) in PARAMS for name in names)
    back = returned(evidence) if clear else set()
    if not constructor:
        required = [a.name for a in arguments if a.required or a.default is None]
        roles.update(dict.fromkeys(carried(required, list(roles), evidence), "state"))
    for argument in arguments:
        if argument.name not in roles:
            role = _by_name(argument, evidence, constructor=constructor, names=names, back=back)
            if role is not None:
                roles[argument.name] = role
    settled = True
    if not constructor:
        settled = _complete(arguments, roles, evidence, asks=asks)
        _group_states(arguments, roles, groups)
    done = [
        replace(argument, role=roles.get(argument.name, "unknown"), group=groups.get(argument.name, -1))
        for argument in arguments
    ]
    return Roles(tuple(done), settled, keywords)


def _pair_up(names: list[str], evidence: Evidence, roles: dict[str, Role], groups: dict[str, int]) -> None:
    pairs = [(origin, name) for name in names if (origin := _derivative_of(name, names)) is not None]
    pairs = [(origin, name) for origin, name in pairs if normal(origin) not in OBJECTIVES]
    # delta_w alone may be the last step; delta_w beside delta_b are the gradients.
    several = len(pairs) > 1
    pairs = [
        (origin, name)
        for origin, name in pairs
        if (is_gradient(name) or several) and name not in evidence.changed
    ]
    functions = {name for _, name in pairs} & evidence.called
    if functions and (len(functions) < len(pairs) or not several):
        pairs = [(origin, name) for origin, name in pairs if name not in functions]
        functions = set()
    if not pairs and not any(is_gradient(name) and name not in evidence.called for name in names):
        pairs = _returned_together(names, evidence)
    origins = [origin for origin, _ in pairs]
    if len(set(origins)) != len(origins) or set(origins) & {name for origin, name in pairs if name != origin}:
        return
    if len(pairs) == 1 and normal(pairs[0][0]) in STATE and any(normal(name) in PARAMS for name in names):
        return
    for index, (origin, name) in enumerate(sorted(pairs, key=lambda pair: names.index(pair[0]))):
        roles[origin] = "params"
        groups[origin] = groups[name] = index
        if name != origin:
            roles[name] = "gradient-function" if functions else "grads"


def _returned_together(names: list[str], evidence: Evidence) -> list[tuple[str, str]]:
    """``w, b`` that come in and go back side by side are two parameters, each paired with itself."""
    back = [name for name in names if name in returned(evidence)]
    heads = [name for name in back if normal(name) in PARAMS]
    tails = [name for name in back if normal(name) in {"b", "bias"}]
    return [(name, name) for name in (*heads, *tails)] if len(heads) == len(tails) == 1 else []


def is_gradient(name: str) -> bool:
    """Whether a name means a gradient: ``dw``, ``grad_b``, ``g``."""
    text = normal(name)
    return (
        text in GRADS
        or "grad" in text
        or (text.startswith("d") and len(text) <= 12 and not text.startswith(("decay", "delta")))
        or (text.startswith("g") and len(text) <= 3)
        or text.startswith("nabla")
    )


def _by_name(
    argument: Argument, evidence: Evidence, *, constructor: bool, names: list[str], back: set[str]
) -> Role | None:
    found = _of_constructor(argument, evidence) if constructor else _of_call(argument, evidence)
    found = found or _certain(argument, evidence, names)
    if found is None and (normal(argument.name) in GRADS or _says_gradient(argument.name)):
        return "unknown" if constructor else "grads"
    return found or _likely(argument, evidence, back, constructor=constructor)


def _of_constructor(argument: Argument, evidence: Evidence) -> Role | None:
    text = normal(argument.name)
    if not argument.required:
        return None
    if text in SIZE or (text.endswith(("shape", "size", "dim")) and weight_as(argument.name) == 0):
        return "size"
    if text in STARTS:
        return "params"
    if text in {"grads", "gradients", "paramgrads"}:
        return "grads"
    return "gradient-function" if _gradient_function(argument.name, evidence, constructor=True) else None


def _of_call(argument: Argument, evidence: Evidence) -> Role | None:
    name, text = argument.name, normal(argument.name)
    if text in BOUNDS and argument.required:
        return "bounds"
    if any(is_gradient(part) for part in evidence.answers.get(name, ())):
        return "gradient-function"
    if text in OBJECTIVES and argument.required and not evidence.attributes.get(name):
        return "objective"
    looked_up = (
        name in evidence.indices and name not in evidence.exponents and not evidence.attributes.get(name)
    )
    if looked_up and argument.required and text not in PARAMS | GRADS:
        return "key"
    paired = text in PAIRS or (bool(evidence.pairs.get(name)) and "grad" in text)
    return "gradient-function" if not paired and _gradient_function(name, evidence) else None


def _two_decays(default: object) -> bool:
    """Whether a default is a pair such as (0.9, 0.999), whatever it is called."""
    return (
        isinstance(default, tuple)
        and len(default) == 2
        and all(isinstance(one, float) and 0.5 <= one < 1.0 for one in default)
    )


def _certain(argument: Argument, evidence: Evidence, names: list[str]) -> Role | None:
    name, text, default = argument.name, normal(argument.name), argument.default
    if text in FLAGS or isinstance(default, bool | str):
        return "flag"
    if _stops(text, name) and name in evidence.compared and name not in evidence.arithmetic:
        return "tolerance"
    if text == "betas" or _two_decays(default):
        return "betas"
    if text in PAIRS or (evidence.pairs.get(name) and "grad" in text):
        return "pairs"
    if text in CONFIG or (text == "opt" and evidence.keys.get(name)):
        return "config"
    if name == "G" and "g" in names:
        return "state"
    number = _scalar(default)
    return "hyper" if number is not None and 0.0 < abs(number) < 1.0 else None


def _stops(text: str, name: str) -> bool:
    words = ("tol", "thresh", "precision", "accuracy")
    return bool(meanings(name).get("epsilon")) or any(word in text for word in words)


def _says_gradient(name: str) -> bool:
    text = normal(name)
    return "grad" in text and text not in STATE and weight_as(name) < 8


def _likely(argument: Argument, evidence: Evidence, back: set[str], *, constructor: bool) -> Role | None:
    name, text, weight = argument.name, normal(argument.name), weight_as(argument.name)
    comes_back = name in back and text not in WEAK_PARAMS
    if text in PARAMS:
        return "params"
    if text in TIME or (text in WEAK_TIME and _timely(argument, evidence)):
        return "time"
    if (comes_back and weight < 9) or (
        (text in STATE or text.endswith(("state", "states", "cache")))
        and not (constructor and argument.required)
    ):
        return "state"
    if weight >= 5 or (weight > 0 and _scalar(argument.default) is not None):
        return "hyper"
    if comes_back and not constructor:
        return "state"
    if weight == 0 and name in evidence.exponents and argument.required:
        return "time"
    if name in {"X", "Y"} or text in DATA:
        return "data"
    return "key" if text in KEY and not constructor else None


def _timely(argument: Argument, evidence: Evidence) -> bool:
    whole = isinstance(argument.default, int) and not isinstance(argument.default, bool)
    return whole or argument.name in evidence.exponents or argument.name in evidence.increments


def _complete(
    arguments: Sequence[Argument], roles: dict[str, Role], evidence: Evidence, *, asks: bool
) -> bool:
    """Find parameters and gradients among what is left; False where that was a guess."""
    open_names = [argument.name for argument in arguments if argument.name not in roles and argument.required]
    has_gradient = asks or any(role in {"grads", "gradient-function", "pairs"} for role in roles.values())
    has_params = any(role in {"params", "pairs", "bounds"} for role in roles.values())
    settled = True
    if not has_params and not has_gradient and _returned_one(open_names, roles, evidence):
        has_params = has_gradient = True
    if not has_params:
        settled = _find_params(arguments, open_names, roles, evidence, has_gradient=has_gradient)
    if not has_gradient:
        settled = _find_gradient(open_names, roles, evidence) and settled
    for name in open_names:
        if weight_as(name) > 0:
            roles[name] = "hyper"
        elif normal(name) in WEAK_TIME:
            roles[name] = "time"
        elif name.lower() in {"x", "y"} and "data" in roles.values():
            roles[name] = "data"
        elif name in evidence.exponents:
            roles[name] = "time"
        elif evidence.attributes.get(name) and name not in evidence.arithmetic:
            roles[name] = "object"
        elif name in evidence.mapping | evidence.changed or _looked_into(name, evidence):
            roles[name] = "state"
    return settled


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


def _group_states(arguments: Sequence[Argument], roles: dict[str, Role], groups: dict[str, int]) -> None:
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
