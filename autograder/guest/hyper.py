"""Handing the request's hyperparameters to the student's code, wherever it can take them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .arguments import EMPTY, Argument
from .names import USUAL, Offer, assign, meanings, normal

_NEUTRAL: dict[str, Any] = {
    **dict.fromkeys("weightdecay wd l2 lambda reg lambd regularization lrdecay".split(), 0.0),
    **dict.fromkeys("clip clipvalue clipnorm".split(), 1e30),
    **dict.fromkeys("batchsize batch m".split(), 1),
    **dict.fromkeys("usenesterov nesterov uselocking verbose".split(), False),
    "name": "optimizer",
}
"""Values that change nothing, for arguments that are no hyperparameter of the lecture."""
_COUNTS = {"decay_steps", "decay_interval"}
"""Whole numbers: code may hand them to ``range``."""
_OF_THE_TASK = {"learning_rate", "start_lr", "stable_lr", "decay_steps", "decay_rate", "decay_interval"}
"""What depends on the task, even where the code writes it down; any other constant is the student's own choice."""


@dataclass(frozen=True)
class Places:
    """Where one piece of code takes hyperparameters: arguments, keys of a config dictionary, globals, attributes."""

    constructor: Sequence[Argument] = ()
    call: Sequence[Argument] = ()
    config_keys: Sequence[str] = ()
    globals: Mapping[str, float] = field(default_factory=dict)
    attributes: Mapping[str, float] = field(default_factory=dict)


@dataclass
class Supply:
    """Values for one run."""

    given: dict[str, float] = field(default_factory=dict)
    """Standard name to value, of everything that was really handed over."""
    constructor: dict[str, Any] = field(default_factory=dict)
    call: dict[str, Any] = field(default_factory=dict)
    config: dict[str, Any] = field(default_factory=dict)
    globals: dict[str, float] = field(default_factory=dict)
    attributes: dict[str, float] = field(default_factory=dict)


def _scalar(default: object) -> float | None:
    return float(default) if isinstance(default, int | float) and not isinstance(default, bool) else None


def supply(places: Places, wanted: Mapping[str, float]) -> Supply:
    """Assign the request's hyperparameters to the code's names."""
    made = Supply()
    asked: dict[str, Any] = {
        name: int(value) if name in _COUNTS and value == int(value) else value
        for name, value in wanted.items()
    }
    _give_arguments(made, places, asked)
    for key in (key for key in places.config_keys if normal(key) == "betas"):
        pair = {name: asked.get(name, USUAL[name]) for name in ("beta_1", "beta_2")}
        made.config[key] = tuple(pair.values())
        made.given.update({name: value for name, value in pair.items() if name in asked})
    for source, target, replaceable in (
        (dict.fromkeys(key for key in places.config_keys if key not in made.config), made.config, set(asked)),
        (places.globals, made.globals, _OF_THE_TASK),
        (places.attributes, made.attributes, _OF_THE_TASK),
    ):
        remaining = {name: value for name, value in asked.items() if name not in made.given}
        # All are matched, so that alpha = 0.9 isn't taken for the rate; the student's own choices are then left alone.
        chosen = assign([Offer(name, default) for name, default in source.items()], remaining)
        for standard, name in chosen.items():
            if standard in replaceable:
                target[name] = remaining[standard]
                made.given[standard] = remaining[standard]
    return made


def _give_arguments(made: Supply, places: Places, asked: Mapping[str, Any]) -> None:
    """Through the arguments of constructor and call; the usual value where one is required that wasn't asked for."""
    remaining = dict(asked)
    arguments = [(made.constructor, argument) for argument in places.constructor]
    arguments += [(made.call, argument) for argument in places.call]
    for values, argument in arguments:
        if argument.role == "betas":
            pair = {name: remaining.pop(name, USUAL[name]) for name in ("beta_1", "beta_2")}
            values[argument.name] = tuple(pair.values())
            made.given.update({name: value for name, value in pair.items() if name in asked})
    hyper = [(values, a) for values, a in arguments if a.role in {"hyper", "unknown"}]
    chosen = assign([Offer(a.name, _scalar(a.default)) for _, a in hyper], remaining)
    standards = {name: standard for standard, name in chosen.items()}
    for values, argument in hyper:
        standard = standards.get(argument.name)
        if standard is not None:
            values[argument.name] = made.given[standard] = remaining[standard]
        elif argument.default is EMPTY:
            usual = _usual(argument.name, asked)
            if usual is not None:
                values[argument.name] = usual


def _usual(name: str, wanted: Mapping[str, float]) -> Any:
    """A value for a required argument that no hyperparameter of the request fits."""
    text = normal(name)
    if text in _NEUTRAL:
        return _NEUTRAL[text]
    senses = meanings(name)
    if not senses:
        return None
    standard = max(senses, key=lambda sense: senses[sense])
    return wanted.get(standard, USUAL.get(standard))


def accepted(places: Places, wanted: Mapping[str, float]) -> list[str]:
    """Standard names of the hyperparameters the code can be given."""
    return sorted(supply(places, wanted).given)
