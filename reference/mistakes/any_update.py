"""Mistakes that any update can have."""

from reference.mistakes.alteration import Alteration, Entry, entry

ALL = ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "rmsprop-nesterov", "adam")
WITH_SLOTS = ALL[1:]
# The commonest constants: the forgotten 2 of a squared error, and its reverse. Any other is a number to
# be fitted.
FACTORS = (2.0, 0.5)

ENTRIES: tuple[Entry, ...] = (
    entry(ALL, "sign-flipped", direction="ascend"),
    entry(WITH_SLOTS, "state-not-kept", state="rebuilt"),
    entry(("adam",), "state-not-kept", of="slots-and-time", state="rebuilt-with-time"),
    *(
        Entry(ALL, Alteration("gradient-scaled", {"factor": f"{factor:g}"}, {}, {"gradient_scale": factor}))
        for factor in FACTORS
    ),
)
