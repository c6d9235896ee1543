"""The accepted variants of each lecture rule, every combination of conventions that is full marks; forms of the others.

The names are those of the catalogue. ``float32``, ``float64``, ``in-place`` and ``returned`` are not here: they are no
rules.
"""

from __future__ import annotations

from dataclasses import dataclass

from reference.oracle import ORACLES, Oracle
from reference.rule import Rule


@dataclass(frozen=True)
class Variant:
    """One accepted way to write a rule."""

    rule: Rule
    names: tuple[str, ...] = ()
    numbers: tuple[tuple[str, float], ...] = ()
    """Settings beside the hyperparameters, for example the accumulator's start."""
    needs_lookahead: bool = False
    """The gradient is evaluated at another point than theta: only seen where the code asks for gradients itself."""


def variants(rule_name: str) -> tuple[Variant, ...]:
    """Accepted variants of a rule, the commonest first."""
    return _TABLE[rule_name] if rule_name in _TABLE else _brought(rule_name)


def _brought(name: str) -> tuple[Variant, ...]:
    """Variants of a rule that an exercise brought along."""
    oracle = ORACLES[name]
    forms = oracle.forms if isinstance(oracle, Oracle) else ()
    rule = Rule(name)
    return (
        Variant(rule),
        *(Variant(rule.switched(**form.switches), (form.convention,)) for form in forms),
    )


def _epsilon_places(name: str, places: tuple[str, ...]) -> list[Variant]:
    labels = {"inside": "epsilon-inside", "outside": "epsilon-outside", "hat": "epsilon-hat"}
    return [Variant(Rule(name).switched(epsilon=place), (labels[place],)) for place in places]


def _started(variants_: list[Variant], start: float) -> list[Variant]:
    """Return the variants that start the accumulator as a framework's built-in does."""
    return [
        Variant(one.rule, (*one.names, "accumulator-init"), (("initial_accumulator", start),))
        for one in variants_
    ]


def _looking_ahead(base: list[Variant]) -> tuple[Variant, ...]:
    stored = [
        Variant(one.rule.switched(lookahead="stored"), ("lookahead-stored", *one.names)) for one in base
    ]
    box = [Variant(one.rule, one.names, needs_lookahead=True) for one in base]
    return (*stored, *box)


_ADAGRAD = _epsilon_places("adagrad", ("outside", "inside"))
_RMSPROP = _epsilon_places("rmsprop", ("outside", "inside"))

_TABLE: dict[str, tuple[Variant, ...]] = {
    "sgd": (Variant(Rule("sgd")),),
    "momentum": (Variant(Rule("momentum")),),
    "nesterov": _looking_ahead([Variant(Rule("nesterov"))]),
    "adagrad": (*_ADAGRAD, *_started(_ADAGRAD, 0.1)),
    "rmsprop": (*_RMSPROP, *_started(_RMSPROP, 1.0)),
    "rmsprop-nesterov": _looking_ahead(_epsilon_places("rmsprop-nesterov", ("outside", "inside"))),
    "adam": tuple(_epsilon_places("adam", ("outside", "inside", "hat"))),
    # No part asks for these; the forms are those of PyTorch, Keras, optax and the papers.
    "adamax": tuple(Variant(Rule("adamax").switched(epsilon=place)) for place in ("outside", "inside")),
    "nadam": (
        Variant(Rule("nadam"), (), (("momentum_decay", 0.004),)),
        Variant(Rule("nadam"), (), (("momentum_decay", 1.0),)),
        Variant(Rule("nadam").switched(share="constant")),
        Variant(Rule("nadam").switched(share="constant", ahead="same")),
    ),
    "amsgrad": (
        *(
            Variant(Rule("amsgrad").switched(correction=correction))
            for correction in ("after-maximum", "before-maximum", "none")
        ),
        Variant(Rule("amsgrad").switched(correction="after-maximum", epsilon="hat")),
    ),
    "adamw": tuple(Variant(Rule("adamw").switched(epsilon=place)) for place in ("outside", "inside", "hat")),
    "adadelta": (Variant(Rule("adadelta")),),
    "radam": (
        Variant(Rule("radam").switched(epsilon="hat"), (), (("threshold", 5.0),)),
        Variant(Rule("radam"), (), (("threshold", 5.0),)),
        Variant(Rule("radam"), (), (("threshold", 4.0),)),
    ),
    "lion": (Variant(Rule("lion")),),
}
