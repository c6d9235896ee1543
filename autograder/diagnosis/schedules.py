"""Which schedule a list of rates follows: right in an accepted form, a named mistake, or unknown.

Rates are compared relatively: float32 formulas (a TensorFlow schedule) and printed digits both count as rounding.
Values that a script shows in its own variables are binding; where neither the script nor a caller says, a printed
schedule may have any values, and they are read off the rates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from autograder.protocol import Vector
from exercises.spec import Part
from reference.mistakes.schedules import schedule_alterations
from reference.schedules import Schedule, exponential, linear, shifted

TOLERANCE = 16 * 2.0**-23
"""Relative; a float32 power is a few units in the last place off, the nearest wrong schedule differs by percents."""
SHORTEST = 10
"""Fewer rates than this don't show a schedule."""
_STABLE_SHARE = 0.01
_FORMS = {
    "continuous": "continuous-decay",
    "staircase-late": "staircase-late",
    "staircase-early": "staircase-early",
}


@dataclass(frozen=True)
class RateRun:
    """Rates of one candidate under one set of values."""

    rates: Vector
    """(K,)"""
    given: dict[str, float]
    """Values it was given, or shows in its own variables."""
    observed: bool
    """Printed or collected by the script, not asked of a function."""
    resolution: float = 0.0

    def gap(self, rates: Vector) -> Vector:
        """Difference from these rates in tolerances, per step."""
        with np.errstate(all="ignore"):
            room = TOLERANCE * np.abs(rates) + 1.01 * self.resolution
            gap = np.where(self.rates == rates, 0.0, np.abs(self.rates - rates) / room)
        return np.where(np.isnan(gap), np.inf, gap)

    def fits(self, rates: Vector) -> bool:
        """Whether these rates are the run's, within rounding."""
        return bool((self.gap(rates) <= 1.0).all())


@dataclass(frozen=True)
class _Form:
    """One way to compute the schedule, with its name."""

    schedule: Schedule
    mistakes: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    variants: tuple[str, ...] = ()

    def rates(self, count: int) -> Vector:
        return np.array([self.schedule(step) for step in range(count)])


@dataclass(frozen=True)
class ScheduleFinding:
    """An explanation of one or two runs."""

    mistakes: tuple[str, ...]
    """Empty: the right schedule."""
    details: dict[str, str | float]
    variants: tuple[str, ...]
    hyperparameters: dict[str, float]
    identified: Vector
    """What the explanation gives on the first run."""
    equivalents: tuple[tuple[str, ...], ...] = ()


def expected_rates(part: Part, run: RateRun) -> Vector:
    """Rates of the right schedule, at the expected values, in the form nearest to the run."""
    options = [form.rates(len(run.rates)) for form in _right(part, expected_values(part, run), run)]
    return min(options, key=lambda rates: float(np.minimum(run.gap(rates), 1e9).sum()))


def explain_rates(part: Part, runs: list[RateRun]) -> ScheduleFinding | None:
    """Return the first explanation that holds on every run, or None."""
    first = runs[0]
    if len(first.rates) < SHORTEST or not all(np.isfinite(run.rates).all() for run in runs):
        return None
    for table in (_right, _wrong):
        for values in _beliefs(part, runs):
            found = [
                forms[0]
                for forms in zip(
                    *(table(part, own, run) for own, run in zip(values, runs, strict=True)), strict=True
                )
                if all(run.fits(form.rates(len(run.rates))) for form, run in zip(forms, runs, strict=True))
            ]
            if found:
                best = found[0]
                others = {form.mistakes for form in found} - {best.mistakes}
                return ScheduleFinding(
                    best.mistakes,
                    dict(best.details),
                    best.variants,
                    values[0],
                    best.rates(len(first.rates)),
                    tuple(sorted(others)),
                )
    return _read_off(part, first) if first.observed else _other_default(part, runs)


def _beliefs(part: Part, runs: list[RateRun]) -> list[list[dict[str, float]]]:
    """What all runs should use: a stable rate that nobody states is a share of the start, or a written number."""
    values = [expected_values(part, run) for run in runs]
    if "stable_lr" not in part.hyperparameters or all("stable_lr" in run.given for run in runs):
        return [values]
    written = part.hyperparameters["stable_lr"].default
    return [
        values,
        [
            {**own, "stable_lr": run.given.get("stable_lr", written)}
            for own, run in zip(values, runs, strict=True)
        ],
    ]


def _right(part: Part, values: Mapping[str, float], run: RateRun) -> list[_Form]:
    if part.rule == "linear":
        plain = linear(values["start_lr"], values["stable_lr"], values["decay_steps"])
        return [_Form(plain)] + ([_Form(shifted(plain, 1))] if run.observed else [])
    start, rate, interval = values["start_lr"], values["decay_rate"], values["decay_interval"]
    forms = [
        _Form(exponential(start, rate, interval, form), variants=(name,)) for form, name in _FORMS.items()
    ]
    if run.observed:
        forms.append(_Form(shifted(exponential(start, rate, interval), 1), variants=("continuous-decay",)))
    if "decay_interval" not in run.given:
        # The slide's own formula: the rate to the power of the step.
        forms.append(_Form(exponential(start, rate, 1), variants=("continuous-decay",)))
    return forms


def _wrong(part: Part, values: Mapping[str, float], run: RateRun) -> list[_Form]:
    found = []
    for alteration in schedule_alterations(part.rule):
        if (
            alteration.id == "schedule-shifted"
            and part.rule == "linear"
            and run.observed
            and alteration.shift == 1
        ):
            continue
        own_form = part.rule == "linear" or "form" in alteration.switches
        for form in ("",) if own_form else _FORMS:
            for settings in _settings(part, values, run):
                altered = alteration.build({**settings, "form": form} if form else settings)
                found.append(_Form(altered, (alteration.id,), tuple(alteration.details.items())))
    return found + (_whole_intervals(values) if part.rule == "exponential" else [])


def _whole_intervals(values: Mapping[str, float]) -> list[_Form]:
    """The staircase one interval too early, as where step 0 counts as a multiple of it, or too late."""
    start, rate, interval = values["start_lr"], values["decay_rate"], values["decay_interval"]
    if interval != round(interval) or interval < 2:
        return []
    return [
        _Form(
            shifted(exponential(start, rate, interval, form), steps),
            ("schedule-shifted",),
            (("of", f"{steps:+d}"),),
        )
        for form in ("staircase-late", "staircase-early")
        for steps in (round(interval), -round(interval))
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


def _read_off(part: Part, run: RateRun) -> ScheduleFinding | None:
    """A printed schedule with values of its own: read them off, and see whether they explain every rate."""
    values = _linear_values(run.rates) if part.rule == "linear" else _exponential_values(run.rates)
    if values is None:
        return None
    for name, shown in run.given.items():
        if name in values and abs(values[name] - shown) > 1e-6 * abs(shown) + run.resolution:
            return None
    for form in _right(part, values, run):
        rates = form.rates(len(run.rates))
        if run.fits(rates):
            return ScheduleFinding((), {}, form.variants, values, rates)
    return None


def _linear_values(rates: Vector) -> dict[str, float] | None:
    """Start, stable rate and tau of a list that falls evenly and then stays."""
    resting = np.flatnonzero(rates != rates[-1])
    if not len(resting) or resting[-1] + 1 >= len(rates) - 1 or rates[0] <= rates[-1]:
        return None
    tau = float(resting[-1] + 1)
    return {"start_lr": float(rates[0]), "stable_lr": float(rates[-1]), "decay_steps": tau}


def _exponential_values(rates: Vector) -> dict[str, float] | None:
    """Start, rate and interval of a list that falls by one factor at even distances."""
    drops = np.flatnonzero(np.diff(rates)) + 1
    if len(drops) < 3 or (rates <= 0).any():
        return None
    interval = float(drops[1] - drops[0])
    rate = float(rates[drops[1]] / rates[drops[0]])
    if not 0 < rate < 1:
        return None
    return {"start_lr": float(rates[0]), "decay_rate": rate, "decay_interval": interval}


def _other_default(part: Part, runs: list[RateRun]) -> ScheduleFinding | None:
    """A function whose hard-coded value is not the part's default: read the values off the first run."""
    first = runs[0]
    missing = [name for name in part.hyperparameters if name not in first.given]
    values = _linear_values(first.rates) if part.rule == "linear" else _exponential_values(first.rates)
    if not missing or values is None:
        return None
    known = {**values, **first.given}
    for index, form in enumerate(_right(part, known, first)):
        if first.fits(form.rates(len(first.rates))):
            differing = [
                name for name in missing if abs(known[name] - part.hyperparameters[name].default) > 1e-6
            ]
            if not differing:
                continue
            others = [{**known, **run.given} for run in runs]
            if all(
                run.fits(_right(part, own, run)[index].rates(len(run.rates)))
                for run, own in zip(runs, others, strict=True)
            ):
                details: dict[str, str | float] = {"of": ", ".join(differing)}
                return ScheduleFinding(
                    ("wrong-hyperparameter",), details, form.variants, known, form.rates(len(first.rates))
                )
    return None


def expected_values(part: Part, run: RateRun) -> dict[str, float]:
    """Return what the schedule should use: what it was given or shows, else the lecture's defaults.

    A script's ``lr`` holds its last rate by the time it is read, so the first printed rate stands for it; a stable
    rate that nobody states is the lecture's one per cent of the start.
    """
    given = dict(run.given)
    if run.observed and given.get("start_lr") in (None, float(run.rates[-1])):
        given["start_lr"] = float(run.rates[0])
    values = {name: given.get(name, spec.default) for name, spec in part.hyperparameters.items()}
    if "stable_lr" in values and "stable_lr" not in given:
        values["stable_lr"] = _STABLE_SHARE * values["start_lr"]
    return values
