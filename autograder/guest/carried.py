"""Which arguments carry state from call to call: told by what the body does with them, whatever they are called.

``adagrad(theta, grad, G, lr)``, ``momentum(w, dw, prev_grad, lr, mu)``: an argument that gets a new value which goes
back to the caller, beside a clear parameter and a clear gradient, is neither of these.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Sequence

from .arguments import Argument
from .evidence import Evidence
from .names import meanings, normal
from .vocabulary import CONFIG, GRADS, PAIRS, PARAMS, STATE, WEAK_PARAMS

_CHOSEN_RATE = 8.0
"""A name that means the rate so clearly is the rate, also where a decayed one is returned."""


def core(name: str) -> str:
    """``new_w``, ``w_new``, ``next_w``, ``w_t``, ``w1`` … without what says only that it is the next one."""
    text = re.sub(r"^(new|next|updated|upd|curr|current|cur|old|prev|previous|n)_", "", name)
    text = re.sub(r"_?(new|next|updated|upd|out|t|old|prev|next|1|_)$", "", text, flags=re.IGNORECASE)
    return text.lower() or name


def returned(evidence: Evidence) -> set[str]:
    """Names in the return statements."""
    found: set[str] = set()
    for count in range(1, 8):
        found.update(name for name in evidence.returned_names(count) or [] if name)
    return found


def carried(required: Sequence[str], known: Collection[str], evidence: Evidence) -> set[str]:
    """States among the ``required`` names; ``known`` are parameters and gradients already."""
    back = returned(evidence)
    same = {core(name) for name in back}
    moved = [
        name
        for name in required
        if name in evidence.changed
        or (name in evidence.assigned and name in back)
        or (
            name not in evidence.assigned
            and name not in back
            and core(name) != name.lower()
            and core(name) in same
        )
    ]
    gradients = [name for name in required if _like_gradient(name)]
    still = [name for name in gradients if name not in moved]
    params = [name for name in required if name in known or normal(name) in PARAMS]
    params = (
        params or [name for name in required if name in {*moved, *back} and normal(name) in WEAK_PARAMS][:1]
    )
    if not params:
        return set()
    return {
        name
        for name in moved
        if name not in params
        and name not in known
        and name not in evidence.increments
        and normal(name) not in CONFIG | PAIRS
        and (name not in gradients or bool(still))
        and meanings(name).get("learning_rate", 0.0) < _CHOSEN_RATE
    }


def begun_by_the_code(arguments: Sequence[Argument], known: Collection[str], evidence: Evidence) -> list[str]:
    """``sq_avgs=None`` that the body makes where it is None, beside a result with something to hand in again."""
    several = any(isinstance(value, ast.Tuple) for value in evidence.returns)
    return [
        a.name
        for a in arguments
        if several
        and a.default is None
        and a.name not in known
        and a.name in evidence.none_tested
        and a.name in evidence.assigned | evidence.changed
        and meanings(a.name).get("learning_rate", 0.0) < _CHOSEN_RATE
    ]


def _like_gradient(name: str) -> bool:
    text = normal(name)
    return text in GRADS or ("grad" in text and text not in STATE)
