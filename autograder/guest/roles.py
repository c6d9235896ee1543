"""What each argument of the student's function is: parameters, gradients, state, time or a hyperparameter.

Names speak first, then how the body uses them, then their place in the signature. What neither settles is tried both
ways by the caller (``Roles.settled`` is False).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .arguments import Argument, Role, Roles
from .carried import begun_by_the_code, carried, returned
from .completing import complete, group_states
from .evidence import Evidence
from .names import meanings, normal, weight_as
from .pairing import is_gradient, pair_up
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
    SAMPLES,
    SIZE,
    STARTS,
    STATE,
    TIME,
    WEAK_PARAMS,
    WEAK_TIME,
)

_FUNCTION_TAIL = re.compile(r"(fn|func|function|f|fun|fct|callback|at|of)$")


def _scalar(default: object) -> float | None:
    return float(default) if isinstance(default, int | float) and not isinstance(default, bool) else None


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
        pair_up(names, evidence, roles, groups)
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
        settled = complete(arguments, roles, evidence, asks=asks)
        roles.update(dict.fromkeys(begun_by_the_code(arguments, list(roles), evidence), "state"))
        group_states(arguments, roles, groups)
    done = [
        replace(argument, role=roles.get(argument.name, "unknown"), group=groups.get(argument.name, -1))
        for argument in arguments
    ]
    return Roles(tuple(done), settled, keywords)


def _by_name(
    argument: Argument, evidence: Evidence, *, constructor: bool, names: list[str], back: set[str]
) -> Role | None:
    found = _of_constructor(argument, evidence) if constructor else _of_call(argument, evidence)
    found = found or _certain(argument, evidence, names)
    gradient = (
        normal(argument.name) in GRADS or _says_gradient(argument.name) or _beside_dw(argument.name, names)
    )
    if found is None and gradient:
        return "unknown" if constructor else "grads"
    return found or _likely(argument, evidence, back, constructor=constructor)


def _of_constructor(argument: Argument, evidence: Evidence) -> Role | None:
    text = normal(argument.name)
    if "batch" in text and text in SAMPLES:
        return "samples"
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
    if text in SAMPLES and name in evidence.divisors and name not in evidence.assigned | evidence.changed:
        return "samples"
    if text in BOUNDS and argument.required:
        return "bounds"
    if any(is_gradient(part) for part in evidence.answers.get(name, ())):
        return "gradient-function"
    if evidence.gradient_methods.get(name) and argument.required and name not in evidence.arithmetic:
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
    if text in PAIRS or (evidence.pairs.get(name) and "grad" in text) or _holds_pairs(name, evidence):
        return "pairs"
    if text in CONFIG or (text == "opt" and evidence.keys.get(name)):
        return "config"
    if name == "G" and "g" in names:
        return "state"
    number = _scalar(default)
    return "hyper" if number is not None and 0.0 < abs(number) < 1.0 else None


def _holds_pairs(name: str, evidence: Evidence) -> bool:
    """``for p, g in pairs``: one of the two is a gradient."""
    members = evidence.pairs.get(name, ())
    return len(members) == 2 and sum(map(is_gradient, members)) == 1 and not evidence.mapping & {name}


def _stops(text: str, name: str) -> bool:
    words = ("tol", "thresh", "precision", "accuracy")
    return bool(meanings(name).get("epsilon")) or any(word in text for word in words)


def _beside_dw(name: str, names: list[str]) -> bool:
    """``db`` in ``step(dw, db)``."""
    text = normal(name)
    return (
        len(text) == 2 and text[0] == "d" and any(normal(other) in GRADS for other in names if other != name)
    )


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
