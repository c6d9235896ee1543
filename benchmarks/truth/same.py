"""Whether two sets of mistakes make one function of a rule, by the reference rules alone.

Who forgets the bias correction and lets time stand still has written Adam without bias correction: nobody can tell more
from what the code does. Both sets are put into the rule, in each accepted form, and trained beside each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

import numpy as np
import numpy.typing as npt

from autograder.comparing.variants import variants
from autograder.diagnosis.pairs import joined
from reference.mistakes.alteration import Alteration
from reference.mistakes.table import alterations
from reference.rule import Rule
from reference.run import train

_SIZES = (2, 3)
_STEPS = 12
_SAME = 1e-9
_CURVATURE = np.array([0.3, 1.0, 2.0, 0.1, 4.0])


def same_function(rule: str, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether some kinds of the mistakes ``one`` and of ``other`` leave the same path in some form of the rule."""
    first, second = _paths(rule, frozenset(one)), _paths(rule, frozenset(other))
    return any(
        place == where and bool((np.abs(path - beside) <= _SAME * np.abs(path).max()).all())
        for place, path in first
        for where, beside in second
    )


@cache
def _paths(rule: str, names: frozenset[str]) -> tuple[tuple[int, npt.NDArray[np.float64]], ...]:
    return tuple(
        (place, path)
        for together in _made(rule, names)
        for place, variant in enumerate(variants(rule))
        if np.isfinite(path := _path(together.apply(variant.rule), together.numbers)).all()
    )


def _made(rule: str, names: frozenset[str]) -> Iterator[Alteration]:
    """Every choice of kinds; none where the mistakes exclude each other."""
    every = alterations(rule, _SIZES)
    kinds = [[one for one in every if one.id == name] for name in sorted(names)]
    for choice in product(*kinds):
        together = joined(choice)
        if together is not None:
            yield together


def _path(rule: Rule, numbers: object) -> npt.NDArray[np.float64]:
    settings = dict(numbers) if isinstance(numbers, dict) else {}
    with np.errstate(all="ignore"):
        found = train(
            rule,
            lambda point: _CURVATURE * point + 0.2 * np.sin(3 * point),
            np.array([1.0, -2.0, 0.5, 3.0, -0.7]),
            {"learning_rate": 0.0137, **settings},
            _STEPS,
            layout=_SIZES,
        ).theta
    return np.asarray(found, dtype=np.float64)
