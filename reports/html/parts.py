"""One part of a lab as a page shows it: verdict, criteria, the named mistake, first steps, charts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from autograder.explaining import words
from autograder.explaining.mistakes import MISTAKES, OF_HYPERPARAMETERS, Explanation, explain, title
from autograder.explaining.numbers import number, points
from autograder.record import CriterionResult, Diagnosis, PartResult, Suspect
from exercises.spec import Lab
from reports import verdict
from reports.html.both import Both, both, joined, t, worded
from reports.html.cases import CaseView, ConventionView, case_view, conventions
from reports.html.charts import Figure, deviation_chart, loss_chart, rate_chart
from reports.html.contours import path_chart
from reports.html.first_steps import Block, first_steps
from reports.html.moments import moment_charts
from reports.html.steps import steps_chart
from reports.inert import inert, one_line
from reports.verdict import Tone

_NOTHING = Both("", "")


@dataclass(frozen=True)
class CriterionView:
    """One row of a part's criteria."""

    name: Both
    sentence: Both
    passed: bool | None
    score: str
    arithmetic: str


@dataclass(frozen=True)
class MistakeView:
    """One named mistake, explained."""

    id: str
    title: Both
    what: Both
    shows: Both
    why: Both
    hint: Both
    lecture: str
    places: tuple[tuple[Both, str], ...]
    """Where in the code it seems to sit, with an anchor in the listing or none."""


@dataclass(frozen=True)
class DiagnosisView:
    """What one candidate does instead."""

    mistakes: tuple[MistakeView, ...]
    unknown: Both
    """What is known where no mistake explains it; else empty."""
    identified: tuple[tuple[Both, str, str], ...]
    """Hyperparameter, yours, expected, where they differ."""
    equivalents: Both
    clarity: Both
    case: CaseView | None
    """The smallest case in which it shows."""


@dataclass(frozen=True)
class PartView:
    """One part."""

    anchor: str
    title: Both
    tone: Tone
    verdict: Both
    score: str
    message: Both
    decided: Both
    """What a person decided; empty where nobody did."""
    judged: Both
    line_anchor: str
    criteria: tuple[CriterionView, ...]
    accepted: tuple[ConventionView, ...]
    diagnoses: tuple[DiagnosisView, ...]
    steps: tuple[Block, ...]
    figures: tuple[Figure, ...]
    text: str
    """What was handed in as words, for the person who reads it."""
    text_shortened: bool
    rubric: tuple[tuple[Both, str], ...]


def part_view(part: PartResult, lab: Lab, anchor: str, code_anchor: str) -> PartView:
    """Put one part into words and charts."""
    update = part.evidence.get("update")
    text = part.evidence.get("text", {})
    return PartView(
        anchor=anchor,
        title=both(lambda language: verdict.part_title(lab, part.part, language)),
        tone=verdict.tone(part),
        verdict=both(lambda language: verdict.verdict(part, language)),
        score=f"{points(part.points)} / {points(part.max_points)}",
        message=_NOTHING
        if part.status == "judged"
        else both(lambda language: verdict.sentence(part, language)),
        decided=both(lambda language: verdict.decided(part, language)),
        judged=_judged(part),
        line_anchor=f"{code_anchor}-line-{part.source_line}" if part.source_line is not None else "",
        criteria=tuple(_criterion(one) for one in part.criteria),
        accepted=conventions(part.matched) if part.matched else (),
        diagnoses=tuple(_diagnosis(one, code_anchor) for one in part.diagnoses),
        steps=first_steps(update) if update else (),
        figures=tuple(_figures(part, anchor)),
        text=inert(text.get("body", "")),
        text_shortened=bool(text.get("shortened")),
        rubric=tuple((Both(row.zh, row.en), points(row.points)) for row in verdict.rubric(part, lab)),
    )


def without_links(part: PartView) -> PartView:
    """Return the part for a page that doesn't show the code."""
    diagnoses = (
        replace(one, mistakes=tuple(replace(each, places=_unlinked(each)) for each in one.mistakes))
        for one in part.diagnoses
    )
    return replace(part, line_anchor="", diagnoses=tuple(diagnoses))


def _unlinked(mistake: MistakeView) -> tuple[tuple[Both, str], ...]:
    return tuple((place, "") for place, _ in mistake.places)


def _judged(part: PartResult) -> Both:
    """Say which class or function was judged, and where it stands."""
    name = one_line(part.deliverable, 80)
    if not name:
        return _NOTHING
    if part.line is None:
        return t("judged: {name}", name=name)
    if part.cell is None:
        return t("judged: {name}, line {line}", name=name, line=part.line)
    return t("judged: {name}, cell {cell}, line {line}", name=name, cell=part.cell, line=part.line)


def _criterion(one: CriterionResult) -> CriterionView:
    return CriterionView(
        worded(words.CRITERIA, one.id),
        both(lambda language: verdict.sentence(one, language)),
        one.passed,
        f"{points(one.points)} / {points(one.max_points)}",
        verdict.arithmetic(one),
    )


def _diagnosis(diagnosis: Diagnosis, code_anchor: str) -> DiagnosisView:
    expected = diagnosis.expected
    return DiagnosisView(
        mistakes=tuple(
            _mistake(one, diagnosis, code_anchor) for one in diagnosis.mistakes if one in MISTAKES
        ),
        unknown=_unknown(diagnosis),
        identified=tuple(
            (worded(words.HYPERPARAMETERS, name), number(value), number(expected[name]))
            for name, value in diagnosis.hyperparameters.items()
            if name in expected
            and not OF_HYPERPARAMETERS.intersection(diagnosis.mistakes)
            and number(value) != number(expected[name])
        ),
        equivalents=joined(
            lambda language: [
                " + ".join(title(one, language) for one in group) for group in diagnosis.equivalents
            ]
        ),
        clarity=_clarity(diagnosis),
        case=None if diagnosis.counterexample is None else case_view(diagnosis.counterexample),
    )


def _unknown(diagnosis: Diagnosis) -> Both:
    if diagnosis.mistakes:
        return _NOTHING
    if diagnosis.first_step is None:
        return t("No known mistake explains it.")
    return (
        t(
            "Up to step {step} everything is as the rule says; no known mistake explains what happens then.",
            step=diagnosis.first_step - 1,
        )
        if diagnosis.first_step > 1
        else t("It differs from the first step on; no known mistake explains it.")
    )


def _clarity(diagnosis: Diagnosis) -> Both:
    """Say how well the named explanation fits, and how badly the next best does."""
    if diagnosis.residual is None or not diagnosis.mistakes:
        return _NOTHING
    fit = number(max(1.0, diagnosis.residual), 2)
    other = diagnosis.runner_up
    if other is None or other.residual is None:
        return t("This explanation fits every step to within {fit} times the rounding error.", fit=fit)
    return t(
        "This explanation fits every step to within {fit} times the rounding error; "
        "the next best is off by {other} times.",
        fit=fit,
        other=number(other.residual, 2),
    )


def _mistake(mistake: str, diagnosis: Diagnosis, code_anchor: str) -> MistakeView:
    details = {
        name: one_line(value) if isinstance(value, str) else value
        for name, value in diagnosis.details.items()
    }

    def explained(language: str) -> Explanation:
        return explain(
            mistake,
            details,
            diagnosis.hyperparameters,
            language,
            expected=diagnosis.expected,
            first_step=diagnosis.first_step if mistake == diagnosis.mistakes[0] else None,
        )

    zh, en = explained("zh"), explained("en")
    return MistakeView(
        mistake,
        Both(zh.title, en.title),
        Both(zh.what, en.what),
        Both(zh.shows, en.shows),
        Both(zh.why, en.why),
        Both(zh.hint, en.hint),
        zh.lecture,
        tuple(_suspected(one, code_anchor) for one in diagnosis.suspects if one.mistake == mistake),
    )


def _suspected(one: Suspect, code_anchor: str) -> tuple[Both, str]:
    anchor = f"{code_anchor}-line-{one.source_line}" if one.source_line is not None else ""
    return both(lambda language: verdict.suspected(one, language)), anchor


def _figures(part: PartResult, anchor: str) -> Iterator[Figure]:
    evidence = part.evidence
    if training := evidence.get("training"):
        yield loss_chart(f"{anchor}-loss", training)
        if path := path_chart(f"{anchor}-path", training):
            yield path
    if update := evidence.get("update"):
        if steps := steps_chart(f"{anchor}-over", update):
            yield steps
        yield deviation_chart(f"{anchor}-deviation", update)
        yield from moment_charts(f"{anchor}-kept", update)
    if schedule := evidence.get("schedule"):
        yield rate_chart(f"{anchor}-rate", schedule)
