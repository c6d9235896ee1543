"""Which schedule a list of rates follows: right in an accepted form, a named mistake, or unknown.

Rates are compared relatively: float32 formulas (a TensorFlow schedule) and printed digits both count as rounding.
Values that a script shows in its own variables are binding; where neither the script nor a caller says, a printed
schedule may have any values, and they are read off the rates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations, islice, product

import numpy as np

from autograder.diagnosis.rates import RateRun, read_off
from autograder.diagnosis.schedule_forms import (
    Form,
    expected_values,
    pair_forms,
    right_forms,
    wrong_forms,
)
from autograder.protocol.arrays import Vector
from exercises.spec import Part
from reference.schedules import linear

SHORTEST = 10
"""Fewer rates than this don't show a schedule."""
_MOST_VALUES = 100
"""Combinations of numbers in the code that are tried as a schedule's values."""
_LINEAR = {"start_lr", "stable_lr", "decay_steps"}
_EXPONENTIAL = {"start_lr", "decay_rate", "decay_interval"}
FROM_STABLE = "decay-from-stable-rate"

_Table = Callable[[Part, Mapping[str, float], RateRun], list[Form]]


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
    options = [form.rates(run) for form in right_forms(part, expected_values(part, run), run)]
    return min(options, key=lambda rates: float(np.minimum(run.gap(rates), 1e9).sum()))


def explain_rates(
    part: Part,
    runs: list[RateRun],
    written: frozenset[float] = frozenset(),
    *,
    named: bool = True,
    doubtful: bool = False,
) -> ScheduleFinding | None:
    """Return the first explanation that holds on every run, or None.

    ``written`` are the numbers in the code. Where nothing names what is shown a rate, values that are read off it must
    be among them: the losses of a descent fall by one factor too. Of what is doubtful every value must be written.
    """
    first = runs[0]
    if len(first.rates) < SHORTEST or not all(np.isfinite(run.rates).all() for run in runs):
        return None
    # What never changes is no decay, whatever it is compared with; two rates show none whose values aren't known.
    found = _at_known_values(part, runs, right_forms) if first.levels > 1 or not first.observed else None
    found = found or _at_known_values(part, runs, wrong_forms)
    if found is None and first.observed and first.levels > 2:
        found = _with_own_values(part, first)
        if found is not None and not named and not _are_written(found, first, written):
            found = None
    if found is None:
        found = _jump(part, runs)
    if found is None and not first.observed:
        found = _other_default(part, runs) or _ignored(part, runs, written)
    if found is None and (
        first.levels > 1 if not first.observed else first.levels > 2 and named and not doubtful
    ):
        found = _at_known_values(part, runs, pair_forms)
    if found is None and first.observed and first.levels > 2:
        found = _with_written_values(part, first, written)
    if found is not None and doubtful and not _are_written(found, first, written):
        return None
    return found


def _at_known_values(part: Part, runs: list[RateRun], table: _Table) -> ScheduleFinding | None:
    """The first form of a table that fits at the values that were given, shown or are the lecture's."""
    for values in _beliefs(part, runs):
        tables = [table(part, own, run) for own, run in zip(values, runs, strict=True)]
        found = [
            forms[0]
            for forms in zip(*tables, strict=True)
            if all(form.fits(run) for form, run in zip(forms, runs, strict=True))
        ]
        if found:
            others = {form.mistakes for form in found} - {found[0].mistakes}
            return _finding(found[0], values[0], runs[0], tuple(sorted(others)))
    return None


def _finding(
    form: Form, values: dict[str, float], run: RateRun, equivalents: tuple[tuple[str, ...], ...] = ()
) -> ScheduleFinding:
    return ScheduleFinding(
        form.mistakes, dict(form.details), form.variants, values, form.rates(run), equivalents
    )


def _are_written(found: ScheduleFinding, run: RateRun, written: frozenset[float]) -> bool:
    """Whether the code writes the values down; a run may begin a step after the start.

    The factor itself must stand there: descent on a parabola writes what is lost, 0.1 for 0.9.
    """
    values = found.hyperparameters
    room = 2e-3 if run.resolution else 1e-6
    if not (values.keys() >= _LINEAR or values.keys() >= _EXPONENTIAL):
        return all(any(abs(v - number) <= room * number for number in written) for v in values.values())
    start, decay = values["start_lr"], values.get("decay_rate")
    before = start / decay ** (1 / values["decay_interval"]) if decay else start
    wanted = [(start, before)]
    if decay:
        wanted.append((decay, decay))
    else:
        before += (start - values["stable_lr"]) / values["decay_steps"]
        wanted = [(start, before), (values["decay_steps"], values["decay_steps"] + 1)]
    return all(
        any(abs(value - number) <= room * number for number in written for value in options)
        for options in wanted
    )


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


def _with_own_values(part: Part, run: RateRun) -> ScheduleFinding | None:
    """A printed schedule with values of its own: read them off, and see whether they explain every rate."""
    values = read_off(part.rule, run)
    if values is None:
        return None
    for name, shown in run.given.items():
        if name in values and abs(values[name] - shown) > 1e-6 * abs(shown) + run.resolution:
            return None
    form = next((form for form in right_forms(part, values, run) if form.fits(run)), None)
    return None if form is None else _finding(form, values, run)


def _with_written_values(part: Part, run: RateRun, written: frozenset[float]) -> ScheduleFinding | None:
    """A known mistake of a printed schedule at values that nothing names, but that stand in the code."""
    known = expected_values(part, run)
    choices = {
        name: sorted(each for each in written if _may_be(name, each))
        for name in part.hyperparameters
        if name not in run.given or name == "start_lr"
    }
    for values in islice(product(*([known[name], *some] for name, some in choices.items())), _MOST_VALUES):
        own = {**known, **dict(zip(choices, values, strict=True))}
        form = next((one for one in wrong_forms(part, own, run) if one.ends_as(run) and one.fits(run)), None)
        if form is not None:
            return _finding(form, own, run)
    return None


def _may_be(name: str, value: float) -> bool:
    """Whether a number in the code may be this value of a schedule."""
    if name in {"decay_interval", "decay_steps"}:
        return value >= 2 and value == round(value)
    return 0.5 <= value < 1 if name == "decay_rate" else 0 < value <= 1


def _jump(part: Part, runs: list[RateRun]) -> ScheduleFinding | None:
    """A linear decay that heads for another rate than the one it stays at: the two formulas don't meet at tau."""
    if part.rule != "linear" or runs[0].levels < 2:
        return None
    for values in _beliefs(part, runs):
        forms = [_heading(own, run) for own, run in zip(values, runs, strict=True)]
        first = forms[0]
        if first is not None and all(
            form is not None and form.fits(run) for form, run in zip(forms, runs, strict=True)
        ):
            return _finding(first, values[0], runs[0])
    return None


def _heading(values: Mapping[str, float], run: RateRun) -> Form | None:
    """The falling part's aim, read off its last rate; three rates must lie on it, and one behind tau."""
    start, stable, tau = values["start_lr"], values["stable_lr"], values["decay_steps"]
    falling = [place for place, step in enumerate(run.steps) if 0 < step < tau]
    if len(falling) < 3 or run.steps[-1] < tau:
        return None
    last = falling[-1]
    aim = start + float(run.rates[last] - start) * tau / run.steps[last]
    if aim < -1e-9 * start or abs(aim - stable) <= 1e-3 * start:
        return None
    altered = linear(start, stable, tau, heading=aim)
    return Form(altered, ("decay-jumps",), (("of", f"{aim:.4g}"),))


def _ignored(part: Part, runs: list[RateRun], written: frozenset[float]) -> ScheduleFinding | None:
    """A value that was accepted, and another one, always the same, that the rates follow: the fewest such names."""
    shown = read_off(part.rule, runs[0]) or {}
    own = {
        name: number
        for name, value in shown.items()
        for number in written
        if abs(value - number) <= 1e-9 * number
    }
    given = [name for name in part.hyperparameters if all(name in run.given for run in runs)]
    defaults = {name: part.hyperparameters[name].default for name in given}
    for size in range(1, len(given) + 1):
        for names in combinations(given, size):
            for fixed in (defaults, {**defaults, **own}):
                kept = {name: fixed[name] for name in names}
                values = [{**expected_values(part, run), **kept} for run in runs]
                if any(value == run.given[name] for run in runs for name, value in kept.items()):
                    continue
                tables = [right_forms(part, each, run) for each, run in zip(values, runs, strict=True)]
                for forms in zip(*tables, strict=True):
                    if all(form.fits(run) for form, run in zip(forms, runs, strict=True)):
                        details = (("of", ", ".join(names)),)
                        found = Form(forms[0].schedule, ("hyperparameter-ignored",), details)
                        return _finding(found, values[0], runs[0])
    return None


def _other_default(part: Part, runs: list[RateRun]) -> ScheduleFinding | None:
    """A function whose hard-coded value is not the part's default: read the values off the first run."""
    first = runs[0]
    missing = [name for name in part.hyperparameters if name not in first.given]
    values = read_off(part.rule, first)
    if not missing or values is None:
        return None
    known = {**values, **first.given}
    for index, form in enumerate(right_forms(part, known, first)):
        if form.fits(first):
            differing = [
                name for name in missing if abs(known[name] - part.hyperparameters[name].default) > 1e-6
            ]
            if not differing:
                continue
            others = [{**known, **run.given} for run in runs]
            if all(
                right_forms(part, own, run)[index].fits(run) for run, own in zip(runs, others, strict=True)
            ):
                details: dict[str, str | float] = {"of": ", ".join(differing)}
                return ScheduleFinding(
                    ("wrong-hyperparameter",), details, form.variants, known, form.rates(first)
                )
    return None
