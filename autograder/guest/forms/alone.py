"""Code that can't be given a gradient: it works it out itself, or moves parameters that are its own."""

from __future__ import annotations

from ..carried import returned
from ..found import Found, Method
from ..names import normal
from ..vocabulary import PARAMS

_OWN = PARAMS | {"b", "bias", "biases", "coef", "coefs", "intercept"}
"""What a model calls the parameters that it keeps."""


def has_its_own_gradient(found: Found, method: Method) -> bool:
    """``adagrad_2d(x1, x2, s1, s2)``: all that is handed in goes back, and nothing of it is a gradient."""
    roles = method.roles
    fed = roles.of("grads", "pairs", "gradient-function", "object", "config", "unknown", "bounds")
    handed = [argument for argument in roles.arguments if argument.required]
    moved = method.evidence.changed | method.evidence.assigned
    return (
        found.form == "update-function"
        and not (found.factory or method.gradient or fed)
        and bool(handed)
        and all(argument.name in moved for argument in handed if argument.role in {"params", "state"})
        and not any(method.evidence.attributes.get(argument.name) for argument in handed)
    )


def moves_its_own_parameters(found: Found, method: Method) -> bool:
    """``model.step(x, y)`` that changes ``self.w`` and ``self.b``: what it is handed is data."""
    evidence = method.evidence
    own = {name for name in evidence.stored_attributes.get("self", ()) if normal(name) in _OWN}
    kept = set(found.evidence.kept_as.values())
    handed = {argument.name for argument in method.roles.of("params", "pairs", "object", "bounds")}
    used = evidence.changed | evidence.assigned | returned(evidence) | evidence.looped | evidence.mapping
    return found.form == "plain-class" and bool(own - kept) and not handed & used
