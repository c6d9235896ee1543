"""A mistake beside a term whose size only the student knows: clipping, weight decay, a factor, at the usual sizes.

Alone such a term's size is searched (``hidden``). Beside another mistake that would be a search for each of hundreds of
descriptions; but people clip at 1 or 5 and decay by a hundredth, so all pairs at such sizes are held against the run at
once. Who chose an unusual size is told that no known mistakes explain the path.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import numpy as np

from autograder.comparing.evidence import Run
from autograder.comparing.variants import variants
from autograder.diagnosis.bulk import Batch
from autograder.diagnosis.hidden import SAID, drifts
from autograder.diagnosis.hypotheses import Hypothesis, can_show, singles
from autograder.diagnosis.pairs import is_usual, joined
from reference.mistakes.alteration import Alteration
from reference.mistakes.table import alterations
from reference.rule import Rule

_SIZES = {
    "clip_at": (1.0, 5.0, 0.5, 10.0, 2.0, 3.0, 0.1),
    "weight_decay": (0.01, 0.001, 0.0001, 0.1, 0.0005, 0.05, 0.005, 0.00001),
}
"""Of a factor the usual ones are in the catalogue."""
SIZES = frozenset(word for word, _ in SAID.values())
"""What a size is called in the details."""


def beside_a_hidden_term(rule_name: str, run: Run, second: Run | None) -> Batch:
    """Every mistake of a rule together with a term of a usual size, in every form.

    Weight decay only where a coordinate without gradients moves, which nothing else does.
    """
    if not run.moved.all():
        return Batch(())
    decays = (True, False) if second is None else (drifts(second),)
    return Batch(
        tuple(
            one
            for each in decays
            for one in _beside(rule_name, run.sizes, run.asked is not None, each).hypotheses
        )
    )


def but_for_its_size(one: Hypothesis, other: Hypothesis) -> bool:
    """Whether two such descriptions are the same at perhaps another size."""
    return (one.rule, one.mistakes, one.names) == (other.rule, other.mistakes, other.names)


@cache
def _beside(rule_name: str, sizes: tuple[int, ...], asks: bool, decay: bool) -> Batch:  # noqa: FBT001
    found: dict[tuple[Rule, str, tuple[str, ...]], Hypothesis] = {}
    for one in singles(rule_name, sizes):
        if not is_usual(one, len(sizes)):
            continue
        for hidden in _sized(rule_name, sizes, decay=decay):
            together = joined((one, hidden))
            if together is None:
                continue
            (size,) = hidden.numbers.values()
            details: dict[str, str | float] = dict(together.details)
            details[SAID[hidden.unknown][0]] = float(np.ravel(size)[0])
            for variant in variants(rule_name):
                if not can_show(one, variant, asks=asks):
                    continue
                names = (one.id, hidden.id)
                numbers = {**dict(variant.numbers), **together.numbers}
                made = Hypothesis(together.apply(variant.rule), variant.names, numbers, names, details)
                found.setdefault((made.rule, made.settings, names), made)
    return Batch(tuple(found.values()))


def _sized(rule_name: str, sizes: tuple[int, ...], *, decay: bool) -> Iterator[Alteration]:
    for one in alterations(rule_name, sizes):
        if one.unknown and (one.unknown == "weight_decay") is decay:
            usual = _SIZES.get(one.unknown)
            for numbers in [{one.unknown: size} for size in usual] if usual else [dict(one.numbers)]:
                yield replace(one, numbers=numbers)
