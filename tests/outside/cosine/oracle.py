"""Cosine decay (Loshchilov and Hutter 2017): epsilon_k = epsilon_0 (1 + cos(pi k / tau)) / 2, and 0 from step tau on."""

import math

from reference.mistakes.schedules import ScheduleAlteration
from reference.oracle import ScheduleOracle
from reference.schedules import stepped


def cosine(start_lr, decay_steps, *, after="zero"):
    """The schedule; `after` is what the mistakes change."""

    def rate(k):
        done = min(k / decay_steps, 1.0) if after == "zero" else k / decay_steps
        return start_lr * (1 + math.cos(math.pi * done)) / 2

    return stepped(rate)


ORACLE = ScheduleOracle(
    "cosine",
    cosine,
    titles={"zh": "余弦衰减", "en": "cosine decay"},
    mistakes=(
        ScheduleAlteration("decay-not-stopped", "cosine", switches={"after": "goes-on"}),
        ScheduleAlteration("schedule-shifted", "cosine", {"of": "+2"}, shift=2),
    ),
)
