"""The table of altered rules: which mistakes an algorithm can have."""

from collections.abc import Sequence

from reference.mistakes import any_update, correction, second_moment, velocity
from reference.mistakes.alteration import Alteration, Pair
from reference.rule import algorithm

ENTRIES = (*any_update.ENTRIES, *velocity.ENTRIES, *second_moment.ENTRIES, *correction.ENTRIES)
# Who divides by the accumulated squares as they are has left out all that the box does to them.
PAIRS = (Pair("adam", ("missing-root", "no-second-bias-correction")),)


def alterations(name: str, layout: Sequence[int] | None = None) -> tuple[Alteration, ...]:
    """Return the mistakes of the algorithm with this name.

    With the sizes of the variables, those that need several variables are among them.
    """
    found = tuple(line.alteration for line in ENTRIES if algorithm(name).name in line.algorithms)
    if layout is not None:
        found += any_update.one_variable_only(layout)
    if layout is not None and name == "adam":
        found += correction.time_per_variable(layout) + correction.time_frozen_per_variable(layout)
    return found
