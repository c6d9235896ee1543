"""Smallest cases of mistaken schedules: up to three steps around the first rate that differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

from autograder.counterexamples.sheet import Columns, Setting, cell, differs, table
from autograder.record import Counterexample
from reference.mistakes.schedules import ScheduleAlteration, schedule_alterations
from reference.schedules import Schedule, schedule

_SHOWN = 3
_LONGEST = 400
"""Steps that are looked at; a student's own interval may be long."""
_FRIENDLY: Mapping[str, tuple[Mapping[str, float], ...]] = {
    "linear": tuple({"start_lr": 1.0, "stable_lr": 0.5, "decay_steps": float(tau)} for tau in (2, 4)),
    "exponential": tuple({"start_lr": 1.0, "decay_rate": 0.5, "decay_interval": float(n)} for n in (2, 1)),
}
_NAMES = {
    "start_lr": "start",
    "stable_lr": "stable",
    "decay_steps": "tau",
    "decay_rate": "rate",
    "decay_interval": "interval",
}


def schedule_case(
    mistake: str,
    rule: str = "",
    details: Mapping[str, str | float] | None = None,
    values: Mapping[str, float] | None = None,
    form: str = "",
) -> Counterexample | None:
    """Return the smallest case of one mistake; at the student's own values where all of them are known."""
    for name in (rule,) if rule else ("linear", "exponential"):
        found = [one for one in schedule_alterations(name) if one.id == mistake]
        told = [one for one in found if one.details.get("of", "") == str((details or {}).get("of", ""))]
        chosen = told or [_of_their_own(one, details or {}) for one in found[:1]]
        for one, settings in product(chosen, _values(name, values)):
            own = tuple(settings) if settings is values else ()
            case = _case(one, settings, own, form)
            if case is not None:
                return case
    return None


def value_case(
    mistake: str, rule: str, expected: Mapping[str, float], identified: Mapping[str, float]
) -> Counterexample | None:
    """Return the case of a right formula with other values than were asked for; None where not all are known."""
    if not set(expected) >= set(_FRIENDLY[rule][0]):
        return None
    right, mine = _built(rule, expected, ""), _built(rule, identified, "")
    other = {name: value for name, value in identified.items() if expected.get(name) != value}
    setting = Setting((mistake,), rule, "rates", expected, other, tuple(other))
    return _shown(setting, right, mine)


def _of_their_own(one: ScheduleAlteration, details: Mapping[str, str | float]) -> ScheduleAlteration:
    """The alteration with the student's own shift, or the rate that the falling part heads for."""
    try:
        own = float(str(details.get("of", "")))
    except ValueError:
        return one
    if one.shift and own == round(own):
        return replace(one, details={"of": f"{round(own):+d}"}, shift=round(own))
    if "heading" in one.numbers:
        return replace(one, numbers={"heading": own})
    return one


def _values(rule: str, own: Mapping[str, float] | None) -> Iterator[Mapping[str, float]]:
    if own is not None and set(own) >= set(_FRIENDLY[rule][0]):
        yield own
    yield from _FRIENDLY[rule]


def _built(rule: str, values: Mapping[str, float], form: str) -> Schedule:
    settings: dict[str, float | str] = {
        _NAMES[name]: value for name, value in values.items() if name in _NAMES
    }
    if rule == "exponential":
        settings["form"] = form or "continuous"
    return schedule(rule)(**settings)


def _case(
    one: ScheduleAlteration, values: Mapping[str, float], own: tuple[str, ...], form: str
) -> Counterexample | None:
    usual = "staircase-late" if one.schedule == "exponential" else ""
    shape = str(one.switches.get("form", "")) or form or usual
    settings: dict[str, float | str] = {
        _NAMES[name]: value for name, value in values.items() if name in _NAMES
    }
    if shape:
        settings["form"] = shape
    right, mine = _built(one.schedule, values, shape), one.build(settings)
    return _shown(Setting((one.id,), one.schedule, "rates", values, own=own), right, mine)


def _shown(setting: Setting, right: Schedule, mine: Schedule) -> Counterexample | None:
    """Show the step before the first difference, that step and the next."""
    first = next((k for k in range(_LONGEST) if differs(cell(right(k)), cell(mine(k)))), None)
    if first is None:
        return None
    begin = max(0, first - 1)
    steps = range(begin, begin + _SHOWN)
    expected, yours = (_column(one, steps) for one in (right, mine))
    there = Setting(
        setting.of,
        setting.rule,
        setting.key,
        setting.hyperparameters,
        setting.other,
        setting.own,
        first_step=begin,
    )
    return table(there, expected, yours)


def _column(one: Schedule, steps: range) -> Columns:
    return {"rate": [[cell(one(step))] for step in steps]}


def form_case(form: str) -> Counterexample | None:
    """Return where an accepted form of exponential decay parts from the slide's formula with an interval."""
    values = _FRIENDLY["exponential"][0]
    shape = {"continuous-decay": "continuous"}.get(form, form)
    base = "staircase-early" if shape != "staircase-early" else "staircase-late"
    right, mine = _built("exponential", values, base), _built("exponential", values, shape)
    return _shown(Setting((form,), "exponential", "rates", values), right, mine)
