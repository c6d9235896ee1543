"""What an exercise is worth: which mistakes of the catalogue its designed numbers catch, which variants they accept.

Each mistake and each accepted form is run on the very sequences that the part's code would be fed, in single
precision, and judged as a submission's path is. What a part's trainings and sentences show isn't counted here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from autograder.comparing.evidence import Run
from autograder.comparing.variants import Variant, variants
from autograder.diagnosis.finding import Runs
from autograder.diagnosis.hypotheses import can_show
from autograder.diagnosis.identify import Identifier
from autograder.diagnosis.rates import RateRun
from autograder.diagnosis.schedule_forms import Form, expected_values, right_forms, wrong_forms
from autograder.diagnosis.schedules import explain_rates
from autograder.driving.design import LAYOUTS
from autograder.driving.plan import make_plan, schedule_ids
from autograder.driving.seeds import PUBLIC_SECRET, SeedSource
from exercises.spec import Lab, Part
from reference.mistakes.alteration import Alteration
from reference.mistakes.table import alterations
from reference.run import run

Word = Literal["named", "caught", "missed", "accepted", "refused"]
_SIZES = tuple(int(np.prod(shape)) for shape in LAYOUTS[0].shapes)
SCORED = frozenset({"update", "schedule"})
"""Kinds of part whose code is driven with designed numbers."""


@dataclass(frozen=True)
class Verdict:
    """What became of one mistake, or of one accepted form."""

    name: str
    of: str
    word: Word
    """``named``: by its id, or with it among the equivalents; ``caught``: not right, but called something else."""
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Worth:
    """The score of one part."""

    part: Part
    mistakes: tuple[Verdict, ...]
    accepted: tuple[Verdict, ...]

    @property
    def caught(self) -> int:
        """Mistakes that don't pass."""
        return sum(one.word != "missed" for one in self.mistakes)

    @property
    def named(self) -> int:
        """Mistakes that are called by their name."""
        return sum(one.word == "named" for one in self.mistakes)


def worth_of(lab: Lab) -> Iterator[Worth]:
    """Score every part whose code is driven."""
    for part in lab.parts:
        if part.kind == "update":
            yield _update(lab, part)
        elif part.kind == "schedule":
            yield _schedule(lab, part)


def _update(lab: Lab, part: Part) -> Worth:
    plan = make_plan((part,), SeedSource(PUBLIC_SECRET, lab.id, b""))
    names = plan.open_loops[part.id]

    def runs(form: Variant, alteration: Alteration | None, *, asks: bool) -> Runs:
        rule = form.rule if alteration is None else alteration.apply(form.rule)
        made = []
        for name in names:
            design, given = plan.designs[name], plan.given[name]
            numbers = {**given, **dict(form.numbers), **(alteration.numbers if alteration else {})}
            path = run(rule, design.gradients, numbers, theta0=design.theta0, layout=_SIZES, dtype=np.float32)
            asked = path.asked.astype(np.float64) if asks else None
            made.append(Run(design, dict(given), path.theta.astype(np.float64), asked, _SIZES))
        return Runs(made[0], made[1])

    def judged(form: Variant, alteration: Alteration | None, *, asks: bool) -> Verdict:
        identifier = Identifier(part, runs(form, alteration, asks=asks))
        right = identifier.as_right()
        if alteration is None:
            return Verdict(
                ", ".join(form.names) or "as in the lecture", "", "accepted" if right else "refused"
            )
        of = str(alteration.details.get("of", ""))
        if right is not None:
            return Verdict(alteration.id, of, "missed")
        found = identifier.as_other()
        told = () if found is None else (found.mistakes, *found.equivalents)
        word: Word = "named" if (alteration.id,) in told else "caught"
        return Verdict(alteration.id, of, word, () if found is None else found.mistakes)

    forms = variants(part.rule)
    usual = forms[0]
    wrong = []
    for one in alterations(part.rule, _SIZES):
        # What only shows where the gradient is asked for is tried in the form that asks for it.
        asks = not can_show(one, usual, asks=False) and any(form.needs_lookahead for form in forms)
        form = next((each for each in forms if each.needs_lookahead == asks), usual)
        if can_show(one, form, asks=asks):
            wrong.append(judged(form, one, asks=asks))
    right = tuple(judged(form, None, asks=form.needs_lookahead) for form in forms)
    return Worth(part, tuple(wrong), right)


def _schedule(lab: Lab, part: Part) -> Worth:
    plan = make_plan((part,), SeedSource(PUBLIC_SECRET, lab.id, b""))
    blank = [
        RateRun(np.ones(part.steps), dict(plan.given[name]), observed=False) for name in schedule_ids(part)
    ]
    values = [expected_values(part, one) for one in blank]

    def told(forms: tuple[Form, ...]) -> tuple[tuple[str, ...], ...] | None:
        runs = [
            RateRun(form.rates(one), one.given, observed=False)
            for form, one in zip(forms, blank, strict=True)
        ]
        found = explain_rates(part, runs)
        return None if found is None else (found.mistakes, *found.equivalents)

    wrong = []
    for forms in zip(
        *(wrong_forms(part, own, one) for own, one in zip(values, blank, strict=True)), strict=True
    ):
        found = told(forms)
        word: Word = (
            "named"
            if found and forms[0].mistakes in found
            else "missed"
            if found and () in found
            else "caught"
        )
        wrong.append(
            Verdict(
                " + ".join(forms[0].mistakes),
                dict(forms[0].details).get("of", ""),
                word,
                found[0] if found else (),
            )
        )
    accepted = []
    for forms in zip(
        *(right_forms(part, own, one) for own, one in zip(values, blank, strict=True)), strict=True
    ):
        found = told(forms)
        accepted.append(
            Verdict(
                ", ".join(forms[0].variants) or "as in the lecture",
                "",
                "accepted" if found and () in found else "refused",
            )
        )
    return Worth(part, tuple(wrong), tuple(accepted))
