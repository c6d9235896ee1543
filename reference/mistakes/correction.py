"""Mistakes of bias correction, of the two betas, and of time."""

from collections.abc import Sequence
from itertools import permutations

import numpy as np

from reference.mistakes.alteration import Alteration, Entry, entry

ADAM = ("adam",)
BOTH = {"none": "no-bias-correction", "constant": "bias-correction-constant"} | {
    form: f"bias-correction-{form}" for form in ("linear", "inverted")
}
# Four variables have 24 orders; of more only the two that a loop makes are listed.
MOST_ORDERED = 4

ENTRIES: tuple[Entry, ...] = (
    *(entry(ADAM, name, first_correction=form, second_correction=form) for form, name in BOTH.items()),
    entry(ADAM, "no-first-bias-correction", first_correction="none"),
    entry(ADAM, "no-second-bias-correction", second_correction="none"),
    entry(ADAM, "corrected-moments-stored", of="both", stored="corrected"),
    entry(ADAM, "corrected-moments-stored", of="beta_1", stored="corrected-first"),
    entry(ADAM, "corrected-moments-stored", of="beta_2", stored="corrected-second"),
    entry(("rmsprop", "rmsprop-nesterov"), "bias-correction-added", correction="power"),
    entry(ADAM, "betas-swapped", of="all", betas="swapped"),
    entry(ADAM, "betas-swapped", of="moments", betas="swapped-moments"),
    entry(ADAM, "betas-swapped", of="corrections", betas="swapped-corrections"),
    entry(ADAM, "one-beta-for-both", of="beta_1", betas="first-for-all"),
    entry(ADAM, "one-beta-for-both", of="beta_2", betas="second-for-all"),
    # `of` names the moment that is corrected with the other's beta.
    entry(ADAM, "correction-beta-wrong", of="beta_1", betas="second-for-corrections"),
    entry(ADAM, "correction-beta-wrong", of="beta_2", betas="first-for-corrections"),
    entry(ADAM, "time-off-by-one", of="0", numbers={"time_start": 0.0}),
    entry(ADAM, "time-off-by-one", of="2", numbers={"time_start": 2.0}),
    entry(ADAM, "time-frozen", numbers={"time_stride": 0.0}),
)

# How many steps an epoch has is the student's own.
TIME_PER_EPOCH = Alteration("time-per-epoch", numbers={"time_held": 2.0}, unknown="time_held")


def time_per_variable(layout: Sequence[int]) -> tuple[Alteration, ...]:
    """Return the patterns of a t that is counted once per variable, for variables of these sizes.

    With n variables the one applied in place p sees t = p, n + p, 2 n + p, ...; all orders of application
    are listed (`of` gives each variable's place; beyond ``MOST_ORDERED`` variables only forwards and
    backwards), and last that all see n, 2 n, ...: everybody counts before anybody reads. One variable
    cannot have the mistake.
    """
    variables = len(layout)
    if variables < 2:
        return ()
    patterns = [*_orders(variables), (variables,) * variables]
    return tuple(_timed("time-per-variable", places, float(variables), layout) for places in patterns)


def time_frozen_per_variable(layout: Sequence[int]) -> tuple[Alteration, ...]:
    """Return the patterns of a t that is counted once per variable while the graph is built, and never again.

    A number of Python's in TensorFlow 1: the variable in place p sees t = p in every step.
    """
    if len(layout) < 2:
        return ()
    return tuple(_timed("time-frozen", places, 0.0, layout) for places in _orders(len(layout)))


def _orders(variables: int) -> tuple[tuple[int, ...], ...]:
    forwards = tuple(range(1, variables + 1))
    return tuple(permutations(forwards)) if variables <= MOST_ORDERED else (forwards, forwards[::-1])


def _timed(identity: str, places: Sequence[int], stride: float, layout: Sequence[int]) -> Alteration:
    start = np.repeat(np.array(places, float), layout)
    return Alteration(
        identity, {"of": ",".join(map(str, places))}, {}, {"time_start": start, "time_stride": stride}
    )
