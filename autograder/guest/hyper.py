"""Handing the request's hyperparameters to the student's code, wherever it can take them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .names import USUAL, Offer, assign, meanings, normal
from .roles import EMPTY, Argument

_NEUTRAL: dict[str, Any] = {
    "weightdecay": 0.0, "wd": 0.0, "l2": 0.0, "lambda": 0.0, "reg": 0.0, "lambd": 0.0, "regularization": 0.0,
    "batchsize": 1, "batch": 1, "m": 1, "usenesterov": False, "nesterov": False, "uselocking": False, "name": "optimizer",
    "clip": 1e30, "clipvalue": 1e30, "clipnorm": 1e30, "verbose": False, "lrdecay": 0.0,
}  # fmt: skip

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
    wanted = {
        name: int(value) if name in _COUNTS and value == int(value) else value
        for name, value in wanted.items()
    }
    arguments = [("constructor", argument) for argument in places.constructor] + [
        ("call", a) for a in places.call
    ]
    hyper = [(place, argument) for place, argument in arguments if argument.role in {"hyper", "unknown"}]
    betas = [(place, argument) for place, argument in arguments if argument.role == "betas"]
    remaining = dict(wanted)
    for place, argument in betas:
        pair = (remaining.pop("beta_1", USUAL["beta_1"]), remaining.pop("beta_2", USUAL["beta_2"]))
        getattr(made, place)[argument.name] = pair
        made.given.update(
            {name: value for name, value in zip(("beta_1", "beta_2"), pair, strict=True) if name in wanted}
        )
    offers = [Offer(argument.name, _scalar(argument.default)) for _, argument in hyper]
    chosen = assign(offers, remaining)
    for standard, name in chosen.items():
        for place, argument in hyper:
            if argument.name == name:
                getattr(made, place)[name] = remaining[standard]
        made.given[standard] = remaining[standard]
    for place, argument in hyper:
        values = getattr(made, place)
        if argument.name not in values and argument.default is EMPTY:
            value = _usual(argument.name, wanted)
            if value is not None:
                values[argument.name] = value
    for source, target, replaceable in (
        (dict.fromkeys(places.config_keys), made.config, set(wanted)),
        (places.globals, made.globals, _OF_THE_TASK),
        (places.attributes, made.attributes, _OF_THE_TASK),
    ):
        remaining = {name: value for name, value in wanted.items() if name not in made.given}
        # All are matched, so that alpha = 0.9 isn't taken for the rate; the student's own choices are then left alone.
        chosen = assign([Offer(name, default) for name, default in source.items()], remaining)
        for standard, name in chosen.items():
            if standard in replaceable:
                target[name] = remaining[standard]
                made.given[standard] = remaining[standard]
    return made


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
