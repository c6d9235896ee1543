"""Hypotheses: a rule in an accepted form, right or with one mistake in it, as data that can be simulated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import combinations
from typing import Any

import numpy as np

from autograder.comparing.evidence import Run
from autograder.comparing.variants import Variant, variants
from reference.mistakes.alteration import Alteration
from reference.mistakes.table import alterations
from reference.rule import Rule, algorithm


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

    @property
    def hyperparameters(self) -> tuple[str, ...]:
        """Names of the rule's hyperparameters that a student chooses."""
        names = algorithm(self.rule.algorithm).hyperparameters
        return tuple(name for name in names if name != "initial_accumulator")

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
    """Return each known mistake in each form, without those that coincide by construction."""
    return _mistaken(rule_name, run.sizes, run.asked is not None)


@cache
def _mistaken(rule_name: str, sizes: tuple[int, ...], asks: bool) -> tuple[Hypothesis, ...]:  # noqa: FBT001
    found: dict[tuple[str, Rule, str], Hypothesis] = {}
    singles = alterations(rule_name, sizes)
    for alteration in (*singles, *_twice(singles)):
        if (
            alteration.id == "gradient-scaled"
        ):  # found from the fitted rate; before an adaptive rule it is epsilon / c
            continue
        for variant in variants(rule_name):
            # Code that is handed its gradient can't look ahead: the box's path is then momentum's.
            told = asks or not variant.needs_lookahead or alteration.id == "lookahead-missing"
            if not told or "accumulator-init" in variant.names:
                continue
            if not asks and alteration.switches.get("lookahead") == "box":
                continue
            if alteration.id == "lookahead-missing" and "lookahead-stored" in variant.names:
                continue  # who keeps phi and forgets to look ahead has written momentum; its formula minus v is sgd
            rule = alteration.apply(variant.rule)
            numbers = {**dict(variant.numbers), **alteration.numbers}
            one = Hypothesis(rule, variant.names, numbers, (alteration.id,), dict(alteration.details))
            found.setdefault((alteration.id, rule, one.settings), one)
    return tuple(found.values())


def _twice(singles: tuple[Alteration, ...]) -> Iterator[Alteration]:
    """Yield one misunderstanding made in two places: both decays swapped, both ``1 - beta`` forgotten."""
    for one, two in combinations(singles, 2):
        places = {one.details.get("of"), two.details.get("of")}
        if one.id == two.id and places == {"beta_1", "beta_2"} and not set(one.switches) & set(two.switches):
            yield Alteration(one.id, {"of": "beta_1, beta_2"}, {**one.switches, **two.switches})


def other_algorithms(rule_name: str, run: Run) -> Iterator[Hypothesis]:
    """Yield the lecture's other algorithms, to tell somebody who wrote one in another's place."""
    for name in ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "rmsprop-nesterov", "adam"):
        if name != rule_name:
            for one in right_hypotheses(name, run):
                yield Hypothesis(
                    one.rule, one.names, one.numbers, ("different-algorithm",), {"algorithm": name}
                )


def _visible(variant: Variant, run: Run) -> bool:
    return run.asked is not None or not variant.needs_lookahead
