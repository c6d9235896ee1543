"""Parameters and their gradients by name: ``w`` and ``dw``, ``weights`` and ``nabla_w``, ``b`` and ``grad_b``."""

from __future__ import annotations

from collections.abc import Sequence

from .arguments import Role
from .carried import returned
from .evidence import Evidence
from .names import normal
from .vocabulary import GRADS, OBJECTIVES, PARAMS, STATE


def derivative_of(name: str, names: Sequence[str]) -> str | None:
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


def pair_up(names: list[str], evidence: Evidence, roles: dict[str, Role], groups: dict[str, int]) -> None:
    """Tell parameters and gradients that carry one another's names, each pair a group."""
    pairs = [(origin, name) for name in names if (origin := derivative_of(name, names)) is not None]
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
    if not pairs and _unpacked(names, evidence, roles, groups):
        return
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


def _unpacked(names: list[str], evidence: Evidence, roles: dict[str, Role], groups: dict[str, int]) -> bool:
    """``dw, db = grads`` beside ``w`` and ``b``."""
    for name in filter(is_gradient, names):
        parts = evidence.unpacked_names.get(name, ())
        origins = [derivative_of(part, [*names, *parts]) for part in parts]
        known = [origin for origin in origins if origin in names]
        if len(known) > 1 and len(set(known)) == len(parts):
            roles[name] = "grads"
            roles.update(dict.fromkeys(known, "params"))
            groups.update({origin: index for index, origin in enumerate(known)})
            return True
    return False


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
