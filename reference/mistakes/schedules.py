"""Mistakes of learning-rate schedules, as keywords of the factories in `reference/schedules.py`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reference.schedules import Schedule, schedule, shifted

FORMS = ("continuous", "staircase-late", "staircase-early")


@dataclass(frozen=True)
class ScheduleAlteration:
    """A mistake of one schedule: call `build` with the schedule's right settings."""

    id: str
    schedule: str
    details: Mapping[str, str] = field(default_factory=dict)
    switches: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)
    shift: int = 0

    def build(self, settings: Mapping[str, float | str]) -> Schedule:
        """Return the altered schedule; the mistake's settings win over the right ones."""
        altered = schedule(self.schedule)(**{**settings, **self.switches, **self.numbers})
        return shifted(altered, self.shift)


def _mistake(name: str, identity: str, of: str | None = None, **switches: str) -> ScheduleAlteration:
    return ScheduleAlteration(identity, name, {} if of is None else {"of": of}, switches)


def _shift(name: str, steps: int, **switches: str) -> ScheduleAlteration:
    return ScheduleAlteration("schedule-shifted", name, {"of": f"{steps:+d}"}, switches, {}, steps)


TABLE: tuple[ScheduleAlteration, ...] = (
    _mistake("linear", "decay-not-stopped", after="goes-on"),
    _mistake("linear", "decay-not-stopped", of="down-to-zero", after="stops-at-zero"),
    _mistake("linear", "decay-ends-swapped", of="both", ends="swapped"),
    _mistake("linear", "decay-ends-swapped", of="before-tau", ends="swapped-before-tau"),
    _mistake("linear", "decay-wrong-direction", fraction="falling"),
    _mistake("linear", "decay-step-constant", fraction="stuck"),
    _mistake("linear", "decay-compounds", fraction="compound"),
    # What the falling part heads for is a number of the student's; that it forgets the stable rate is the commonest.
    ScheduleAlteration("decay-jumps", "linear", {"of": "to-zero"}, {}, {"heading": 0.0}),
    _mistake("linear", "rate-not-used", fraction="none", after="goes-on"),
    *(_shift("linear", steps) for steps in (-1, 1, -2, 2)),
    # The lecture's slip: before the first drop its example still has the start rate.
    _mistake("exponential", "decay-from-stable-rate", of="after-first", base="stable-after-first"),
    _mistake("exponential", "decay-from-stable-rate", of="always", base="stable"),
    *(
        ScheduleAlteration("decay-every-step", "exponential", {"of": form}, {"form": form}, {"interval": 1})
        for form in ("continuous", "staircase-early")
    ),
    _mistake("exponential", "decay-wrong-direction", growth="inverse"),
    _mistake("exponential", "decay-step-constant", of="after-first", growth="stuck-after-first"),
    _mistake("exponential", "decay-step-constant", of="always", growth="stuck"),
    _mistake("exponential", "decay-step-constant", of="interval", form="interval"),
    _mistake("exponential", "decay-compounds", of="change", growth="compound-on-change"),
    _mistake("exponential", "decay-compounds", of="step", growth="compound-every-step"),
    _mistake("exponential", "rate-not-used", growth="none"),
    # Late and early drops lie one step apart and are both right; the mistake begins beyond them.
    *(
        _shift("exponential", steps, form=form)
        for size in (1, 2)
        for form, steps in (
            ("staircase-late", -size),
            ("staircase-early", size),
            ("continuous", -size),
            ("continuous", size),
        )
    ),
)


OWN_TABLE: list[ScheduleAlteration] = []
"""Mistakes of the schedules that an exercise brought along (`reference.oracle`)."""


def schedule_alterations(name: str) -> tuple[ScheduleAlteration, ...]:
    """Return the mistakes of the schedule with this name."""
    schedule(name)
    return tuple(alteration for alteration in (*TABLE, *OWN_TABLE) if alteration.schedule == name)
