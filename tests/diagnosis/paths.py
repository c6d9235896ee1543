"""Paths of rules on designed gradients, as a recording of student code would hold them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import numpy as np

from autograder.comparing.evidence import Run
from autograder.diagnosis.finding import Finding, Runs
from autograder.diagnosis.identify import Identifier
from autograder.driving.design import LAYOUTS, Design
from autograder.driving.plan import FIRST, SECOND, make_plan
from autograder.driving.seeds import PUBLIC_SECRET, SeedSource
from autograder.protocol.arrays import Vector
from exercises.spec import Part, labs
from reference.mistakes.alteration import Alteration
from reference.rule import Rule
from reference.run import run

Mode = Literal["given", "hard-coded"]
"""Whether the code takes its hyperparameters or has the lecture's defaults written in it."""
Precision = Literal["float32", "float64"]
SIZES = tuple(int(np.prod(shape)) for shape in LAYOUTS[0].shapes)
UPDATES: tuple[tuple[str, str], ...] = (
    ("lab3", "momentum"),
    ("lab3", "nesterov"),
    ("lab4", "adagrad"),
    ("lab5", "rmsprop"),
    ("lab5", "nesterov"),
    ("lab6", "adam"),
)


@dataclass(frozen=True)
class Setting:
    """One part under one seed."""

    part: Part
    designs: tuple[Design, Design]
    offered: tuple[dict[str, float], dict[str, float]]

    def followed(self, mode: Mode) -> tuple[dict[str, float], dict[str, float]]:
        """Values that right code follows."""
        if mode == "given":
            return self.offered
        defaults = {name: spec.default for name, spec in self.part.hyperparameters.items()}
        return defaults, defaults

    def known(self, mode: Mode) -> tuple[dict[str, float], dict[str, float]]:
        """Values that the guest reports as given."""
        return self.offered if mode == "given" else ({}, {})


@cache
def setting(lab: str, part_id: str, secret: bytes = PUBLIC_SECRET, raw: bytes = b"") -> Setting:
    """What this part is driven with."""
    part = labs()[lab].part(part_id)
    plan = make_plan((part,), SeedSource(secret, lab, raw))
    return Setting(part, (plan.designs[FIRST], plan.designs[SECOND]), (plan.given[FIRST], plan.given[SECOND]))


def form(part: Part, *, asks: bool = False) -> Rule:
    """The form that the lecture's code has; code that is handed its gradient keeps the look-ahead point."""
    base = Rule(part.rule)
    if part.rule in {"nesterov", "rmsprop-nesterov"} and not asks:
        base = base.switched(lookahead="stored")
    if part.rule in {"adagrad", "rmsprop", "rmsprop-nesterov", "adam"}:
        base = base.switched(epsilon="outside")
    return base


def path(
    design: Design,
    rule: Rule,
    values: Mapping[str, Any],
    known: Mapping[str, float],
    precision: Precision = "float64",
    *,
    asks: bool = False,
) -> Run:
    """The run of a rule on a design."""
    found = run(rule, design.gradients, values, theta0=design.theta0, layout=SIZES, dtype=np.dtype(precision))
    asked = found.asked.astype(np.float64) if asks else None
    return Run(design, dict(known), found.theta.astype(np.float64), asked, SIZES)


def runs_of(
    where: Setting,
    rule: Rule,
    mode: Mode,
    precision: Precision = "float64",
    *,
    asks: bool = False,
    numbers: Mapping[str, Any] | None = None,
) -> Runs:
    """Both runs of a rule, at the values that right code would follow."""
    first, second = (
        path(design, rule, {**values, **(numbers or {})}, known, precision, asks=asks)
        for design, values, known in zip(where.designs, where.followed(mode), where.known(mode), strict=True)
    )
    return Runs(first, second)


def with_mistake(alteration: Alteration, base: Rule) -> tuple[Rule, dict[str, Any]]:
    """The altered rule and its numbers."""
    return alteration.apply(base), dict(alteration.numbers)


def runs_by(where: Setting, step: Any, mode: Mode) -> Runs:  # noqa: ANN401 - any callable of (design, values)
    """Both runs of a loop written by hand: (design, values) to (T + 1, d)."""
    first, second = (
        Run(design, dict(known), np.asarray(step(design, values), np.float64), None, SIZES)
        for design, values, known in zip(where.designs, where.followed(mode), where.known(mode), strict=True)
    )
    return Runs(first, second)


def told(where: Setting, runs: Runs, numbers: frozenset[float] = frozenset()) -> Finding | None:
    """What is said of the runs, of a source with these numbers: right, else what explains them, else nothing."""
    identifier = Identifier(where.part, runs, numbers)
    return identifier.as_right() or identifier.as_other()


def difference(one: Vector, two: Vector) -> float:
    """Largest relative difference of two paths, coordinate by coordinate."""
    scale = np.abs(two).max(axis=0)
    with np.errstate(all="ignore"):
        gap = np.where(one == two, 0.0, np.abs(one - two) / scale)
    return float(np.nanmax(gap))
