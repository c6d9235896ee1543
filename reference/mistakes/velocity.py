"""Mistakes of momentum, Nesterov and RMSProp with Nesterov."""

from reference.mistakes.alteration import Entry, entry

VELOCITY = ("momentum", "nesterov", "rmsprop-nesterov")
LOOKAHEAD = ("nesterov", "rmsprop-nesterov")

ENTRIES: tuple[Entry, ...] = (
    entry(VELOCITY, "ema-momentum", velocity="average"),
    entry(VELOCITY, "velocity-not-accumulated", velocity="newest"),
    entry(VELOCITY, "velocity-sign", velocity="negated"),
    entry(VELOCITY, "old-velocity-applied", applied="old"),
    entry(VELOCITY, "momentum-and-gradient-both", applied="new-and-gradient"),
    entry(LOOKAHEAD, "lookahead-missing", reach="none"),
    entry(LOOKAHEAD, "lookahead-sign", reach="negative"),
    # alpha v + (1 - alpha) v', where - alpha v + (1 + alpha) v' belongs: the sign of both.
    entry(
        LOOKAHEAD,
        "lookahead-sign",
        of="stored",
        lookahead="stored",
        reach="negative",
        stored_from="both-velocities",
    ),
    entry(LOOKAHEAD, "lookahead-full-velocity", reach="full"),
    entry(LOOKAHEAD, "lookahead-twice", reach="twice"),
    entry(LOOKAHEAD, "lookahead-power", of="2", reach="squared"),
    entry(LOOKAHEAD, "lookahead-kept", lookahead="box", interim="kept"),
    # -alpha v + (1 + alpha) v' with v already overwritten is momentum; alpha^2 v - (1 + alpha) epsilon g
    # is not.
    entry(
        LOOKAHEAD,
        "velocity-overwritten",
        of="difference",
        lookahead="stored",
        stored_from="overwritten-difference",
    ),
    entry(
        LOOKAHEAD, "velocity-overwritten", of="square", lookahead="stored", stored_from="overwritten-square"
    ),
)
