"""The ways to compute a schedule, right and wrong ones, at the values that a run should have used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from autograder.diagnosis.rates import RateRun
from autograder.protocol.arrays import Vector
from exercises.spec import Part
from reference.mistakes.schedules import schedule_alterations
from reference.schedules import OWN_SCHEDULES, Schedule, exponential, linear, schedule, shifted

_STABLE_SHARE = 0.01
_FARTHEST = 12
"""Steps by which a schedule is looked for too early or too late."""
_FORMS = {
    "continuous": "continuous-decay",
    "staircase-late": "staircase-late",
    "staircase-early": "staircase-early",
}


@dataclass(frozen=True)
class Form:
    """One way to compute the schedule, with its name."""

    schedule: Schedule
    mistakes: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    variants: tuple[str, ...] = ()

    def rates(self, run: RateRun) -> Vector:
        """Its rates at the run's steps."""
        return np.array([self.schedule(step) for step in run.steps])

    def ends_as(self, run: RateRun) -> bool:
        """Whether the last rate is near the run's: quick to tell."""
        last = self.schedule(run.steps[-1])
        return abs(last - float(run.rates[-1])) <= 1e-3 * abs(last) + 1.01 * run.resolution

    def fits(self, run: RateRun) -> bool:
        """Whether they are the run's."""
        return run.fits(self.rates(run))


def expected_values(part: Part, run: RateRun) -> dict[str, float]:
    """Return what the schedule should use: what it was given or shows, else the lecture's defaults.

    A script's ``lr`` holds its last rate by the time it is read, so the first printed rate stands for it; a stable
    rate that nobody states is the lecture's one per cent of the start.
    """
    given = dict(run.given)
    if run.observed and given.get("start_lr") in (None, float(run.rates[-1])):
        given.pop("start_lr", None)
        if run.steps[0] == 0:
            given["start_lr"] = float(run.rates[0])
    values = {name: given.get(name, spec.default) for name, spec in part.hyperparameters.items()}
    if "stable_lr" in values and "stable_lr" not in given and part.rule not in OWN_SCHEDULES:
        values["stable_lr"] = _STABLE_SHARE * values["start_lr"]
    return values


def right_forms(part: Part, values: Mapping[str, float], run: RateRun) -> list[Form]:
    """Return every accepted form."""
    if part.rule in OWN_SCHEDULES:
        return [Form(schedule(part.rule)(**values))]
    ahead = [steps for steps in run.shifts if steps > 0]
    behind = [steps for steps in run.shifts if steps < 0]
    if part.rule == "linear":
        plain = linear(values["start_lr"], values["stable_lr"], values["decay_steps"])
        return [Form(plain)] + [Form(shifted(plain, steps)) for steps in (*ahead, *behind)]
    start, rate, interval = values["start_lr"], values["decay_rate"], values["decay_interval"]
    plain_forms = {name: exponential(start, rate, interval, form) for form, name in _FORMS.items()}
    if "decay_interval" not in run.given:
        # The slide's own formula: the rate to the power of the step.
        plain_forms["continuous-decay "] = exponential(start, rate, 1)
    forms = [Form(one, variants=(name.strip(),)) for name, one in plain_forms.items()]
    forms += [Form(shifted(f.schedule, steps), variants=f.variants) for f in forms for steps in behind]
    # A staircase that drops at n - 1 is the late one a step ahead.
    continuous = plain_forms["continuous-decay"]
    return forms + [Form(shifted(continuous, steps), variants=("continuous-decay",)) for steps in ahead]


def wrong_forms(part: Part, values: Mapping[str, float], run: RateRun) -> list[Form]:
    """Return every known mistake."""
    if part.rule in OWN_SCHEDULES:
        return [
            Form(one.build(values), (one.id,), tuple(one.details.items()))
            for one in schedule_alterations(part.rule)
        ]
    found = []
    for alteration in schedule_alterations(part.rule):
        if alteration.id == "rate-not-used" and not run.unused:
            continue  # a rate that never changes has many causes
        own_form = part.rule == "linear" or "form" in alteration.switches
        for form in ("",) if own_form else _FORMS:
            for settings in _settings(part, values, run):
                altered = alteration.build({**settings, "form": form} if form else settings)
                details = tuple(alteration.details.items())
                # What is compounded depends on where the count begins; elsewhere a shift is a mistake of its own.
                shifts = run.shifts if alteration.id == "decay-compounds" else (0,)
                found += [Form(shifted(altered, steps), (alteration.id,), details) for steps in shifts]
    return [*found, *_far_shifts(part, values)]


def pair_forms(part: Part, values: Mapping[str, float], run: RateRun) -> list[Form]:
    """Return every two mistakes that don't exclude each other."""
    if part.rule in OWN_SCHEDULES:
        return []  # how its mistakes combine is nothing that we know
    found = []
    for one, two in combinations(schedule_alterations(part.rule), 2):
        mine, theirs = {**one.switches, **one.numbers}, {**two.switches, **two.numbers}
        if one.id == two.id or mine.keys() & theirs.keys() or "rate-not-used" in {one.id, two.id}:
            continue
        own_form = part.rule == "linear" or "form" in {*mine, *theirs}
        of = ", ".join(each.details["of"] for each in (one, two) if "of" in each.details)
        for form in ("",) if own_form else _FORMS:
            for settings in _settings(part, values, run):
                both = {**({**settings, "form": form} if form else settings), **mine, **theirs}
                altered = shifted(schedule(part.rule)(**both), one.shift + two.shift)
                found.append(Form(altered, (one.id, two.id), (("of", of),) if of else ()))
    return found


def _far_shifts(part: Part, values: Mapping[str, float]) -> list[Form]:
    """Shifts beyond those of the catalogue: a staircase one interval too early, where step 0 counts as a multiple."""
    if part.rule == "linear":
        plain = [linear(values["start_lr"], values["stable_lr"], values["decay_steps"])]
    else:
        start, rate, interval = values["start_lr"], values["decay_rate"], values["decay_interval"]
        plain = [exponential(start, rate, interval, form) for form in _FORMS]
    return [
        Form(shifted(one, steps), ("schedule-shifted",), (("of", f"{steps:+d}"),))
        for size in range(3, _FARTHEST + 1)
        for one in plain
        for steps in (size, -size)
    ]


def _settings(part: Part, values: Mapping[str, float], run: RateRun) -> list[dict[str, float | str]]:
    """Arguments of the schedule's factory; exponential decay has no stable rate, so a slip may take any of three."""
    if part.rule == "linear":
        return [{"start": values["start_lr"], "stable": values["stable_lr"], "tau": values["decay_steps"]}]
    plain: dict[str, float | str] = {
        "start": values["start_lr"],
        "rate": values["decay_rate"],
        "interval": values["decay_interval"],
    }
    shares = (_STABLE_SHARE * values["start_lr"], _STABLE_SHARE * part.hyperparameters["start_lr"].default)
    return [{**plain, "stable": run.given.get("stable_lr", stable)} for stable in shares]
