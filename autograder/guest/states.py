"""What a state, a config dictionary or the time is at the start of a run."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from typing import Any

from .arguments import Argument
from .evidence import Evidence
from .names import USUAL, meanings, normal
from .variables import Container
from .vocabulary import TIMELY
from .ways import OMIT, Inputs, StateMode

Owner = Callable[[str], Container | None]
"""The parameter that a state's name points to."""


def initial(
    argument: Argument, mode: StateMode, container: Container, inputs: Inputs, owner: Owner, time: int
) -> Any:
    """The first value of a state, as the evidence or the mode that is being tried says."""
    match mode:
        case "none":
            return None
        case "empty":
            return {}
        case "scalar":
            return 0.0
        case "evidence":
            told = _told(argument, container, inputs, owner, time)
            if told is not _SILENT:
                return told
        case _:
            pass
    return zeros(argument, container, inputs)


def _told(argument: Argument, container: Container, inputs: Inputs, owner: Owner, time: int) -> Any:
    evidence, name = inputs.evidence, argument.name
    if not argument.required:
        return OMIT
    keys = evidence.keys.get(name, [])
    if keys and not evidence.prefixes.get(name) and not _of_parameters(keys, container):
        return configuration(argument, container, inputs, owner, time)
    if name in evidence.none_tested:
        return None
    members = evidence.unpacked_names.get(name, ())
    if len(members) > 1:
        return tuple(
            0 if normal(member) in TIMELY else (owner(member) or container).zeros() for member in members
        )
    together = evidence.pairs.get(name, ())
    if len(together) > 1 and container.kind == "list":
        return list(zip(*(container.zeros() for _ in together), strict=True))
    return _SILENT


_OWN_NAME = 12
"""Weight of a word that means one hyperparameter and nothing else (``names.py``)."""


def _of_parameters(keys: list[str], container: Container) -> bool:
    return container.kind == "dict" and set(keys) <= set(container.keys + container.gradient_keys)


def zeros(argument: Argument, container: Container, inputs: Inputs) -> Any:
    """Zeros in the parameters' structure, under the gradients' keys where the source writes those."""
    if container.kind in {"object", "objects"}:
        return container.plain_zeros()
    evidence = inputs.evidence
    if container.kind == "dict" and (own := _under_own_keys(argument.name, container, evidence)):
        return own
    heads = evidence.prefixes.get(argument.name, []) + evidence.keys.get(argument.name, [])
    if container.kind == "dict" and container.gradient_keys and any(head.startswith("d") for head in heads):
        return container.zeros(gradient=True)
    return container.zeros()


def _under_own_keys(name: str, container: Container, evidence: Evidence) -> dict[str, Any]:
    """``cache["v_" + key]``, ``state[key + "_m"]``: zeros under each parameter's key with something around it."""
    known = container.keys + container.gradient_keys
    heads = [head for head in evidence.prefixes.get(name, []) if not any(k.startswith(head) for k in known)]
    tails = [tail for tail in evidence.suffixes.get(name, []) if not any(k.endswith(tail) for k in known)]
    around = [(head, "") for head in heads] + [("", tail) for tail in tails]
    made: dict[str, Any] = {}
    for head, tail in around:
        made |= {f"{head}{key}{tail}": value for key, value in container.zeros().items()}
    return made


def as_taken_apart(name: str, values: Mapping[str, Any], evidence: Evidence) -> Any:
    """Hyperparameters in one argument, as the code takes them out: ``lr, mu = hp``, ``args.lr``, ``config["lr"]``."""
    members = evidence.unpacked_names.get(name, ())
    if len(members) > 1:
        return tuple(values.get(member) for member in members)
    if evidence.attributes.get(name) and not evidence.keys.get(name):
        return types.SimpleNamespace(**values)
    return dict(values)


def configuration(argument: Argument, container: Container, inputs: Inputs, owner: Owner, time: int) -> Any:
    """A config or state dict: hyperparameters under the source's keys, zeros for state without a fallback."""
    keys = inputs.evidence.keys.get(argument.name, [])
    if argument.role == "config" and not keys:
        return as_taken_apart(argument.name, inputs.config, inputs.evidence)
    made = {key: value for key, value in inputs.config.items() if key in keys}
    for key in keys:
        if key in made or key in inputs.evidence.guarded.get(argument.name, set()):
            continue
        unasked = _unasked(key) if argument.role == "config" else None
        if unasked is not None:
            made[key] = unasked
        else:
            made[key] = time if normal(key) in TIMELY else (owner(key) or container).zeros()
    return made


def _unasked(key: str) -> float | None:
    """A hyperparameter by its own name that nobody asks for in this run: a momentum is off, others are as usual."""
    senses = meanings(key)
    standard = max(senses, key=lambda sense: senses[sense], default="")
    if senses.get(standard, 0) < _OWN_NAME:
        return None
    return 0.0 if standard == "momentum" else USUAL[standard]


class _Silent:
    """The evidence says nothing."""


_SILENT = _Silent()
