"""Two mistakes in one rule: every two of the catalogue that can be made together, as hypotheses.

Two that set the same switch or the same number exclude each other. What is left coincides now and then with a single
mistake, because one of the two hides the other; those are told as the single one, which is tried first.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import Any

import numpy as np

from autograder.comparing.evidence import Run
from autograder.comparing.variants import variants
from autograder.diagnosis.bulk import Batch
from autograder.diagnosis.hypotheses import Hypothesis, can_show, every_mistake, singles
from reference.mistakes.alteration import Alteration
from reference.rule import Rule

_FEW = frozenset({"sgd", "momentum", "nesterov"})
"""Rules with so few mistakes that three together are cheap to try."""
_PATTERN = frozenset({"one-variable-only", "time-per-variable", "time-frozen"})
"""Mistakes that come in a pattern for each order of the variables."""


def mistaken(rule_name: str, run: Run) -> Batch:
    """Every single mistake of a rule, in every form."""
    moved = run.moved
    pattern = tuple(bool(moved[end - 1]) for end in np.cumsum(run.sizes))
    return _mistaken(rule_name, run.sizes, pattern, run.asked is not None)


@cache
def _mistaken(rule_name: str, sizes: tuple[int, ...], moved: tuple[bool, ...], asks: bool) -> Batch:  # noqa: FBT001
    every = np.repeat(np.array(moved, float), sizes)
    return Batch(
        tuple(
            one
            for one in every_mistake(rule_name, sizes, asks)
            if "trained" not in one.numbers or (one.numbers["trained"] == every).all()
        )
    )


def paired(rule_name: str, run: Run) -> Batch:
    """Every two mistakes of a rule together (of a rule with few of them every three too), in every form."""
    if not run.moved.any():
        return Batch(())  # nothing moves: there is nothing to tell mistakes by
    if run.moved.all():
        return _paired(rule_name, run.sizes, run.asked is not None)
    return _left_out(rule_name, run)


@cache
def _paired(rule_name: str, sizes: tuple[int, ...], asks: bool) -> Batch:  # noqa: FBT001
    alone = [one for one in singles(rule_name, sizes) if is_usual(one, len(sizes))]
    known = {
        (one.apply(variant.rule), _text(one.numbers)) for one in alone for variant in variants(rule_name)
    }
    known |= {(variant.rule, _text({})) for variant in variants(rule_name)}
    found: dict[tuple[Rule, str, tuple[str, ...]], Hypothesis] = {}
    for count in (2, 3) if rule_name in _FEW else (2,):
        for together in combinations(alone, count):
            names = tuple(dict.fromkeys(one.id for one in together))
            both = joined(together)
            if both is None or len(names) < count:
                continue
            for variant in variants(rule_name):
                rule = both.apply(variant.rule)
                shown = all(can_show(one, variant, asks=asks) for one in together)
                if shown and (rule, _text(both.numbers)) not in known:
                    numbers = {**dict(variant.numbers), **both.numbers}
                    one = Hypothesis(rule, variant.names, numbers, names, dict(both.details))
                    found.setdefault((rule, one.settings, names), one)
    return Batch(tuple(found.values()))


def _left_out(rule_name: str, run: Run) -> Batch:
    """A mistake in the variables that move, while the others never do."""
    moved, asks = run.moved, run.asked is not None
    return Batch(
        tuple(
            Hypothesis(
                one.apply(variant.rule),
                variant.names,
                {**dict(variant.numbers), **one.numbers, "trained": moved.astype(float)},
                (one.id, "one-variable-only"),
                {**one.details, "moving": ",".join(map(str, _places(run)))},
            )
            for one in singles(rule_name, run.sizes)
            if one.id != "one-variable-only" and is_usual(one, len(run.sizes))
            for variant in variants(rule_name)
            if can_show(one, variant, asks=asks)
        )
    )


def _places(run: Run) -> list[int]:
    ends = np.cumsum(run.sizes)
    return [place for place, end in enumerate(ends, start=1) if run.moved[end - 1]]


def is_usual(one: Alteration, variables: int) -> bool:
    """Of the orders in which variables may be counted those that a loop makes, and all at once."""
    if one.id == "one-variable-only":
        return False
    of = one.details.get("of", "")
    if one.id not in _PATTERN or "," not in of:
        return True
    forwards = [str(place) for place in range(1, variables + 1)]
    usual = (forwards, forwards[::-1], [str(variables)] * variables)
    return of.split(",") in usual


def joined(together: tuple[Alteration, ...]) -> Alteration | None:
    """Several mistakes as one alteration; None where they exclude each other."""
    switches: dict[str, str] = {}
    numbers: dict[str, Any] = {}
    for one in together:
        if switches.keys() & one.switches.keys() or numbers.keys() & one.numbers.keys():
            return None
        switches |= one.switches
        numbers |= one.numbers
    of = ", ".join(one.details["of"] for one in together if "of" in one.details)
    return Alteration(together[0].id, {"of": of} if of else {}, switches, numbers)


def _text(numbers: Any) -> str:  # noqa: ANN401 - a mapping of numbers and arrays
    return repr(sorted((name, np.ravel(value).tolist()) for name, value in numbers.items()))
