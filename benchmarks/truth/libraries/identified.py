"""What the engine says of an optimizer that a library ships, and whether that is so.

What is in the lecture's rules or among the other algorithms that we know must be named, with its hyperparameters; what
is not must come out unknown. Modifications that our rules don't have (a centred RMSProp) count as unknown too. A name
that nobody expected isn't wrong by that: it may be the same function. That is not listed but run: the library's own
optimizer and the rule that was told, on gradients that neither the name nor its values were found on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

import numpy as np

from autograder.comparing.evidence import TOLERANCE, Run
from autograder.diagnosis.finding import Finding, Runs
from autograder.diagnosis.fit import distances, release
from autograder.diagnosis.identify import Identifier
from autograder.driving.design import Design, first_design, second_design
from autograder.driving.plan import FIRST, SECOND, make_plan
from autograder.driving.seeds import SeedSource
from benchmarks.truth.libraries.shipped import SIZES, Path, Shipped
from benchmarks.truth.words import LABS
from exercises.spec import labs
from reference.run import DECAYS

_ASKED = ("momentum", "rmsprop", "adam")
"""Each is held against these parts, and against its own."""
_LONG = 4
"""Designs in a row on which values are fitted again."""
_FRESH = 3
"""Designs of either kind on which rule and optimizer must agree."""


class Answer(Enum):
    """How what is told stands to what it is."""

    NAMED = "told"
    SAME = "same function"
    """Another name, whose rule leaves the same path on other gradients too."""
    UNKNOWN = "unknown"
    MISNAMED = "misnamed"


@dataclass(frozen=True)
class Told:
    """What one part's identification says."""

    part: str
    name: str
    """Algorithm, else the mistakes; empty if unknown."""
    answer: Answer
    off: float
    """Largest relative error of an identified hyperparameter."""


def identified(one: Shipped) -> Iterator[Told]:
    """Yield what is told where a part asks for another rule, or for this one, and no value is known."""
    if one.path is None:
        return
    for rule in LABS:
        if rule in {*_ASKED, one.use.algorithm}:
            yield identified_for(one, one.path, rule)


def identified_for(one: Shipped, path: Path, rule: str) -> Told:
    """Return what is told where a part asks for this rule."""
    lab, part_id = LABS[rule]
    part = labs()[lab].part(part_id)
    plan = make_plan((part,), SeedSource(b"truth", lab, one.title.encode()))
    first, second = (_run(path, plan.designs[name]) for name in (FIRST, SECOND))
    identifier = Identifier(part, Runs(first, second))
    found = identifier.as_right() or identifier.as_other()
    where = f"{lab}.{part_id}"
    if found is None:
        return Told(where, "", Answer.UNKNOWN, 0.0)
    name = _algorithm(rule, found)
    if name and name == one.use.algorithm:
        return Told(where, name, Answer.NAMED, _off(one.use.values, found.fit.hyperparameters))
    same = same_function(path, found)
    return Told(where, name or " + ".join(found.mistakes), Answer.SAME if same else Answer.MISNAMED, 0.0)


def same_function(path: Path, found: Finding) -> bool:
    """Whether the rule that was found goes where the optimizer goes, on gradients that it wasn't found on.

    Its values are fitted again on a long run: signs show betas only as far as they decide them.
    """
    random = np.random.default_rng(0)
    one = found.fit.hypothesis
    long = np.concatenate([first_design(random).gradients for _ in range(_LONG)])
    run = _run(path, Design(np.zeros(sum(SIZES)), long))
    fit = release(run, [one], {})[0]
    if found.fit.hyperparameters.get("epsilon") == 0.0:
        fit = min(fit, release(run, [one], {"epsilon": 0.0})[0], key=lambda each: each.distance)
    values = {name: value for name, value in fit.hyperparameters.items() if name in one.hyperparameters}
    for kind in (first_design, second_design):
        for _ in range(_FRESH):
            fresh = _run(path, kind(random))
            rounding = fresh.envelope(one.rule, {**values, **one.numbers})
            if not distances(fresh, one, values)[0] <= TOLERANCE * rounding:
                return False
    return True


def _run(path: Path, design: Design) -> Run:
    return Run(design, {}, path(design.theta0, design.gradients), None, SIZES)


def _algorithm(rule: str, found: Finding) -> str:
    """What a finding says the algorithm is; empty where it names mistakes of the part's own."""
    if not set(found.mistakes) - {"wrong-hyperparameter", "epsilon-scale"}:
        return rule
    if found.mistakes == ("different-algorithm",):
        return str(found.details["algorithm"])
    return ""


def _off(wanted: Mapping[str, float], fitted: Mapping[str, float]) -> float:
    worst = 0.0
    for name, value in wanted.items():
        if name not in fitted:
            return float("inf")
        scale = 1.0 - value if name in DECAYS else value
        worst = max(worst, abs(fitted[name] - value) / abs(scale))
    return worst
