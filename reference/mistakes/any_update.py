"""Mistakes that any update can have."""

from collections.abc import Sequence
from itertools import product

import numpy as np

from reference.mistakes.alteration import Alteration, Entry, entry

ALL = ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "rmsprop-nesterov", "adam")
WITH_SLOTS = ALL[1:]
# The commonest constants: the forgotten 2 of a squared error, and its reverse. Any other is a number to
# be fitted.
FACTORS = (2.0, 0.5)
MOST_LISTED = 4

ENTRIES: tuple[Entry, ...] = (
    entry(ALL, "sign-flipped", direction="ascend"),
    entry(WITH_SLOTS, "state-not-kept", state="rebuilt"),
    entry(("adam",), "state-not-kept", of="slots-and-time", state="rebuilt-with-time"),
    *(
        Entry(
            ALL,
            Alteration(
                "gradient-scaled",
                {"factor": f"{factor:g}"},
                {},
                {"gradient_scale": factor},
                unknown="gradient_scale",
            ),
        )
        for factor in FACTORS
    ),
    *(
        Entry(
            ALL, Alteration("gradient-clipped", {"of": of}, {"clip": of}, {"clip_at": 1.0}, unknown="clip_at")
        )
        for of in ("value", "norm", "global-norm")
    ),
    *(
        Entry(
            ALL,
            Alteration(
                "weight-decay-added",
                {"of": of},
                {"decay": of},
                {"weight_decay": 0.01},
                unknown="weight_decay",
            ),
        )
        for of in ("gradient", "decoupled", "decoupled-after")
    ),
)


def one_variable_only(layout: Sequence[int]) -> tuple[Alteration, ...]:
    """Return every way in which some of these variables move and the others never do.

    `moving` gives the places of those that move; `of` says whether it is the first or the last alone. Of more
    than ``MOST_LISTED`` variables only these two are listed.
    """
    places = range(1, len(layout) + 1)
    if len(layout) < 2:
        return ()
    if len(layout) > MOST_LISTED:
        return _moving({1}, layout), _moving({len(layout)}, layout)
    subsets = (
        {p for p, on in zip(places, how, strict=True) if on} for how in product((1, 0), repeat=len(layout))
    )
    return tuple(_moving(subset, layout) for subset in subsets if 0 < len(subset) < len(layout))


def _moving(subset: set[int], layout: Sequence[int]) -> Alteration:
    ends = {1: "first", len(layout): "last"}
    of = ends.get(min(subset), "some") if len(subset) == 1 else "some"
    trained = np.repeat([float(place in subset) for place in range(1, len(layout) + 1)], layout)
    details = {"of": of, "moving": ",".join(map(str, sorted(subset)))}
    return Alteration("one-variable-only", details, {}, {"trained": trained})
