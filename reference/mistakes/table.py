"""The table of altered rules: which mistakes an algorithm can have."""

from collections.abc import Sequence

from reference.algorithms.algorithm import Algorithm
from reference.mistakes import any_update, correction, second_moment, velocity
from reference.mistakes.alteration import Alteration, Pair
from reference.rule import algorithm

ENTRIES = (*any_update.ENTRIES, *velocity.ENTRIES, *second_moment.ENTRIES, *correction.ENTRIES)
OWN_MISTAKES: dict[str, tuple[Alteration, ...]] = {}
"""By algorithm: what an exercise brought along (`reference.oracle`)."""
# Who divides by the accumulated squares as they are has left out all that the box does to them.
PAIRS = (Pair("adam", ("missing-root", "no-second-bias-correction")),)


def alterations(name: str, layout: Sequence[int] | None = None) -> tuple[Alteration, ...]:
    """Return the mistakes of the algorithm with this name.

    With the sizes of the variables, those that need several variables are among them.
    """
    found = tuple(line.alteration for line in ENTRIES if algorithm(name).name in line.algorithms)
    if name in OWN_MISTAKES:
        usual = (line.alteration for line in any_update.ENTRIES)
        found = (*OWN_MISTAKES[name], *(one for one in usual if _can_have(algorithm(name), one)))
    if layout is not None:
        found += any_update.one_variable_only(layout)
    if layout is not None and name == "adam":
        found += correction.time_per_variable(layout) + correction.time_frozen_per_variable(layout)
    return found


def of_trainings(name: str) -> tuple[Alteration, ...]:
    """Return the mistakes of an algorithm that only a training with mini-batches shows."""
    return (correction.TIME_PER_EPOCH,) if name == "adam" else ()


def _can_have(one: Algorithm, alteration: Alteration) -> bool:
    """Whether an algorithm has the switches and numbers that a mistake sets."""
    fits = all(value in one.switches.get(name, ()) for name, value in alteration.switches.items())
    return fits and set(alteration.numbers) <= set(one.numbers)
