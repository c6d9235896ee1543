"""Mistakes of the accumulated squares, their decay, their root and epsilon."""

from reference.mistakes.alteration import Entry, entry

ADAPTIVE = ("adagrad", "rmsprop", "rmsprop-nesterov", "adam")
RMSPROPS = ("rmsprop", "rmsprop-nesterov")
DECAYING = (*RMSPROPS, "adam")
# RMSProp with Nesterov has no epsilon in the lecture, so none to misplace.
WITH_EPSILON = ("adagrad", "rmsprop", "adam")

ENTRIES: tuple[Entry, ...] = (
    entry(ADAPTIVE, "missing-root", denominator="no-root"),
    entry(ADAPTIVE, "second-moment-missing", denominator="none"),
    entry(ADAPTIVE, "second-moment-not-squared", of="gradient", square="signed"),
    entry(ADAPTIVE, "second-moment-not-squared", of="absolute", square="absolute"),
    entry(("adam",), "second-moment-of-first", square="first-moment"),
    entry(ADAPTIVE, "state-not-elementwise", of="norm", square="norm"),
    entry(ADAPTIVE, "state-not-elementwise", of="sum", square="sum"),
    entry(ADAPTIVE, "state-not-elementwise", of="mean", square="mean"),
    entry(ADAPTIVE, "accumulator-not-kept", accumulator="newest"),
    # Who leaves out rho_2 r keeps (1 - rho_2) of the newest square; in RMSProp that is a slot rebuilt each step.
    entry(("adam",), "accumulator-not-kept", of="weighted", accumulator="weighted-newest"),
    entry(("adagrad",), "accumulator-decayed", accumulator="average"),
    entry(DECAYING, "accumulator-not-decayed", of="sum", accumulator="sum"),
    entry(DECAYING, "accumulator-not-decayed", of="weighted-sum", accumulator="weighted-sum"),
    entry(RMSPROPS, "decay-swapped", of="rho", accumulator="swapped"),
    entry(("adam",), "decay-swapped", of="beta_1", first_moment="swapped"),
    entry(("adam",), "decay-swapped", of="beta_2", accumulator="swapped"),
    entry(RMSPROPS, "missing-one-minus-decay", of="rho", accumulator="decayed-sum"),
    entry(("adam",), "missing-one-minus-decay", of="beta_1", first_moment="decayed-sum"),
    entry(("adam",), "missing-one-minus-decay", of="beta_2", accumulator="decayed-sum"),
    entry(("adam",), "first-moment-missing", numerator="gradient"),
    entry(("adam",), "gradient-for-first-moment", numerator="corrected-gradient"),
    entry(WITH_EPSILON, "epsilon-missing", epsilon="missing"),
    entry(WITH_EPSILON, "epsilon-in-numerator", epsilon="numerator"),
    # Precedence, by what epsilon ends up being added to.
    entry(WITH_EPSILON, "epsilon-outside-fraction", of="quotient", epsilon="after-quotient"),
    entry(WITH_EPSILON, "epsilon-outside-fraction", of="step", epsilon="after-step"),
    entry(WITH_EPSILON, "epsilon-outside-fraction", of="negated-step", epsilon="after-negated-step"),
    entry(WITH_EPSILON, "epsilon-outside-fraction", of="rate", epsilon="after-rate"),
)
