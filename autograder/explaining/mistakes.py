"""Explains a mistake to the student who made it, with the student's own numbers where they are known."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from autograder.explaining import (
    any_update,
    arrays,
    comparing,
    correction,
    methods,
    schedules,
    second_moment,
    training,
    velocity,
)
from autograder.explaining.catalogue import mark, translator
from autograder.explaining.entry import Entry
from autograder.explaining.numbers import number
from autograder.explaining.onset import FIRST, KINDS, ONSET, SECOND, STEP
from autograder.explaining.variants import VARIANTS
from autograder.explaining.words import algorithm, hyperparameter

MISTAKES: dict[str, Entry] = {
    **any_update.TEXTS,
    **arrays.TEXTS,
    **velocity.TEXTS,
    **second_moment.TEXTS,
    **correction.TEXTS,
    **schedules.TEXTS,
    **training.TEXTS,
    **comparing.TEXTS,
    **methods.TEXTS,
}

_OTHER_VALUE = mark("In your code {symbol} is {identified}; {expected} was asked for.")
_OWN_VALUE = mark("In your code {symbol} is {identified}.")
OF_HYPERPARAMETERS = frozenset({"wrong-hyperparameter", "hyperparameter-ignored"})
"""Mistakes that are told with the values themselves."""
_NEGLIGIBLE = 1e-3
"""Two values of a hyperparameter that differ by less are not worth a sentence."""


@dataclass(frozen=True)
class Explanation:
    """One mistake, explained in one language."""

    title: str
    what: str
    shows: str
    """At which step it first shows; with the student's own step where that is known."""
    why: str
    hint: str
    lecture: str


def explain(
    mistake: str,
    details: Mapping[str, str | float],
    hyperparameters: Mapping[str, float],
    language: str,
    *,
    expected: Mapping[str, float] | None = None,
    first_step: int | None = None,
) -> Explanation:
    """Explain a mistake; ``KeyError`` for an id that has no text."""
    entry = MISTAKES[mistake]
    say = translator(language)
    what = say(entry.kinds.get(str(details.get("of", "")), entry.what))
    values = _values(details, hyperparameters, language)
    sentences = [what]
    if entry.numbers and (filled := _filled(say(entry.numbers), values)):
        sentences.append(filled)
    if mistake in OF_HYPERPARAMETERS:
        sentences += _other_values(details, hyperparameters, expected or {}, language)
    glue = "" if language == "zh" else " "
    return Explanation(
        title=say(entry.title),
        what=glue.join(filter(None, sentences)),
        shows=glue.join(_shows(mistake, first_step, language)),
        why=say(entry.why),
        hint=say(entry.hint),
        lecture=entry.lecture,
    )


def _shows(mistake: str, first_step: int | None, language: str) -> Iterator[str]:
    say, general = translator(language), ONSET.get(mistake, "")
    numbered = {FIRST: 1, SECOND: 2, KINDS: 0}.get(general)
    if general and (first_step is None or numbered in {None, first_step}):
        yield say(general)
    if first_step is not None and numbered != first_step:
        yield say(STEP).format(step=first_step)


def _other_values(
    details: Mapping[str, str | float],
    hyperparameters: Mapping[str, float],
    expected: Mapping[str, float],
    language: str,
) -> Iterator[str]:
    """Say each hyperparameter that differs; where nothing is known to compare with, those that the details name."""
    named = {name.strip() for name in str(details.get("of", "")).split(",")}
    for name, value in hyperparameters.items():
        if name in expected:
            template = "" if math.isclose(value, expected[name], rel_tol=_NEGLIGIBLE) else _OTHER_VALUE
        else:
            template = _OWN_VALUE if name in named else ""
        yield (
            translator(language)(template).format(
                symbol=hyperparameter(name, language),
                identified=number(value),
                expected=number(expected.get(name)),
            )
            if template
            else ""
        )


def title(mistake: str, language: str) -> str:
    """Return the short name of a mistake; the id itself where it has no text."""
    entry = MISTAKES.get(mistake)
    return translator(language)(entry.title) if entry else mistake


@cache
def variant(name: str, language: str) -> str:
    """Return what an accepted convention is called; the id itself where it has no text."""
    return translator(language)(VARIANTS[name]) if name in VARIANTS else name


def _filled(template: str, values: Mapping[str, str]) -> str:
    try:
        return template.format_map(values)
    except KeyError:
        return ""


def _values(
    details: Mapping[str, str | float], hyperparameters: Mapping[str, float], language: str
) -> dict[str, str]:
    """Everything the sentences with numbers may name."""
    values = {name: number(value) for name, value in {**details, **hyperparameters}.items()}
    if "algorithm" in details:
        values["algorithm"] = algorithm(str(details["algorithm"]), language)
    for name, value in hyperparameters.items():
        values[f"one_minus_{name}"] = number(1 - value)
    first, second = hyperparameters.get("beta_1"), hyperparameters.get("beta_2")
    if second is not None and 0 <= second < 1:
        values["root_ratio"] = number(1 / math.sqrt(1 - second))
        if first is not None:
            values["first_ratio"] = number((1 - first) / math.sqrt(1 - second))
    concerned = str(details.get("of", "rho"))
    if (decay := hyperparameters.get(concerned)) is not None and 0 <= decay < 1:
        values |= {
            "name": hyperparameter(concerned, language),
            "value": number(decay),
            "one_minus": number(1 - decay),
            "max_ratio": number(1 / (1 - decay)),
        }
    return values
