"""Hypotheses: a rule in an accepted form, right or with one mistake in it, as data that can be simulated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import combinations
from typing import Any

import numpy as np

from autograder.comparing.evidence import Run
from autograder.comparing.variants import Variant, variants
from reference.mistakes.alteration import Alteration
from reference.mistakes.table import PAIRS, alterations
from reference.rule import ALGORITHMS, OTHER_ALGORITHMS, Rule, algorithm


@dataclass(frozen=True)
class Hypothesis:
    """One rule to hold against a path."""

    rule: Rule
    names: tuple[str, ...] = ()
    """Accepted variants it uses."""
    numbers: dict[str, Any] = field(default_factory=dict)
    """Settings beside the hyperparameters: time, accumulator start, gradient scale."""
    mistakes: tuple[str, ...] = ()
    details: dict[str, str | float] = field(default_factory=dict)
    unknown: str = ""
    """A number of the mistake's own that has to be found, such as the threshold of a hidden clipping."""

    @property
    def hyperparameters(self) -> tuple[str, ...]:
        """Names of the rule's hyperparameters that a student chooses, without those whose number is set."""
        names = algorithm(self.rule.algorithm).hyperparameters
        return tuple(name for name in names if name != "initial_accumulator" and name not in self.numbers)

    @cached_property
    def settings(self) -> str:
        """The numbers as text, to tell hypotheses apart."""
        return repr(sorted((name, np.ravel(value).tolist()) for name, value in self.numbers.items()))


def right_hypotheses(rule_name: str, run: Run) -> list[Hypothesis]:
    """Return the accepted forms of a rule that this run could show."""
    return [
        Hypothesis(variant.rule, variant.names, dict(variant.numbers))
        for variant in variants(rule_name)
        if _visible(variant, run)
    ]


def mistaken_hypotheses(rule_name: str, run: Run) -> tuple[Hypothesis, ...]:
    """Return each known mistake in each form, without those that coincide by construction.

    Of the ways to leave variables where they are only the one that the run shows is among them.
    """
    moved = run.moved
    return tuple(
        one
        for one in every_mistake(rule_name, run.sizes, run.asked is not None)
        if "trained" not in one.numbers or (one.numbers["trained"] == moved).all()
    )


def hidden_hypotheses(rule_name: str, run: Run) -> list[Hypothesis]:
    """Return the accepted forms with a term hidden in them whose size only the student knows."""
    return [
        Hypothesis(
            alteration.apply(one.rule),
            one.names,
            {name: value for name, value in one.numbers.items() if name != alteration.unknown},
            (alteration.id,),
            dict(alteration.details),
            alteration.unknown,
        )
        for alteration in alterations(rule_name)
        if alteration.unknown in {"clip_at", "weight_decay"}
        for one in right_hypotheses(rule_name, run)
        if "accumulator-init" not in one.names
    ]


def shared_hypotheses(rule_name: str, run: Run) -> list[Hypothesis]:
    """Return the accepted forms with one slot for all variables, where they are of one size.

    Code that goes through a flat array takes each of its coordinates for a variable.
    """
    sizes = set(run.sizes) if len(run.sizes) > 1 else {1}
    if len(sizes) != 1 or sum(run.sizes) < 2 or rule_name == "sgd":
        return []
    return [
        replace(one, numbers={**one.numbers, "shared": float(min(sizes))}, mistakes=("state-shared",))
        for one in right_hypotheses(rule_name, run)
        if "accumulator-init" not in one.names
    ]


@cache
def every_mistake(rule_name: str, sizes: tuple[int, ...], asks: bool) -> tuple[Hypothesis, ...]:  # noqa: FBT001
    """Return each known mistake in each form; of variables that may be left out every choice."""
    found: dict[tuple[tuple[str, ...], Rule, str], Hypothesis] = {}
    alone = singles(rule_name, sizes)
    named = [((one.id,), one) for one in (*alone, *_twice(alone))]
    for names, alteration in (*named, *_together(rule_name, alone)):
        for variant in variants(rule_name):
            if not can_show(alteration, variant, asks=asks):
                continue
            rule = alteration.apply(variant.rule)
            numbers = {**dict(variant.numbers), **alteration.numbers}
            one = Hypothesis(rule, variant.names, numbers, names, dict(alteration.details))
            found.setdefault((names, rule, one.settings), one)
    return tuple(found.values())


def singles(rule_name: str, sizes: tuple[int, ...]) -> tuple[Alteration, ...]:
    """Return the mistakes of a rule that have no number of their own to be found."""
    return tuple(one for one in alterations(rule_name, sizes) if not one.unknown)


def can_show(alteration: Alteration, variant: Variant, *, asks: bool) -> bool:
    """Whether a mistake makes a difference of its own in this form; ``asks``: the code asks for its gradients."""
    # Code that is handed its gradient can't look ahead: the box's path is then momentum's.
    told = asks or not variant.needs_lookahead or alteration.id == "lookahead-missing"
    if not told or "accumulator-init" in variant.names:
        return False
    if not asks and alteration.switches.get("lookahead") == "box":
        return False
    # Who keeps phi and forgets to look ahead has written momentum; its formula minus v is sgd.
    return alteration.id != "lookahead-missing" or "lookahead-stored" not in variant.names


def _twice(alone: tuple[Alteration, ...]) -> Iterator[Alteration]:
    """Yield one misunderstanding made in two places: both decays swapped, both ``1 - beta`` forgotten."""
    for one, two in combinations(alone, 2):
        places = {one.details.get("of"), two.details.get("of")}
        if one.id == two.id and places == {"beta_1", "beta_2"} and not set(one.switches) & set(two.switches):
            yield Alteration(one.id, {"of": "beta_1, beta_2"}, {**one.switches, **two.switches})


def _together(rule_name: str, alone: tuple[Alteration, ...]) -> Iterator[tuple[tuple[str, ...], Alteration]]:
    """Yield the pairs of mistakes that are often made together, each with both ids."""
    for pair in PAIRS:
        if pair.algorithm == rule_name:
            one, two = (next(single for single in alone if single.id == name) for name in pair.ids)
            yield pair.ids, Alteration(one.id, {}, {**one.switches, **two.switches})


def other_algorithms(rule_name: str, run: Run) -> Iterator[Hypothesis]:
    """Yield the other algorithms, the lecture's first, to tell somebody who wrote one in another's place.

    AdamW isn't among them: its weights decay (``decayed``).
    """
    for name in (*ALGORITHMS, *(other for other in OTHER_ALGORITHMS if other != "adamw")):
        if name != rule_name:
            for one in right_hypotheses(name, run):
                yield Hypothesis(
                    one.rule, one.names, one.numbers, ("different-algorithm",), {"algorithm": name}
                )


def _visible(variant: Variant, run: Run) -> bool:
    return run.asked is not None or not variant.needs_lookahead
