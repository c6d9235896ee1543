"""Which descriptions come near the first steps of a run at all, whatever their values: many searched at once.

A wrong rule misses already the first few steps by a thousand times what rounding does, at any rate and any decays. A
search in so few steps costs little, and all hypotheses of one algorithm make it together: each from its own usual
values, each with its own damping (``fit`` does the same with one hypothesis on all steps).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.comparing.evidence import Run
from autograder.diagnosis.descent import descended
from autograder.diagnosis.epsilon import HUGE_EPSILONS, USUAL_EPSILONS
from autograder.diagnosis.hypotheses import Hypothesis
from autograder.diagnosis.together import Mask, Together, kinds

_FIRST, _NEAR = 6, 0.02
"""Steps that nearly every wrong description misses by more than this, whatever its values; right ones by rounding."""
_EPSILONS = np.concatenate((np.array(USUAL_EPSILONS), HUGE_EPSILONS))


@dataclass(frozen=True)
class Started:
    """A hypothesis and the usual values that bring it nearest."""

    hypothesis: Hypothesis
    start: Mapping[str, float]
    """Of its unknown hyperparameters but epsilon."""


def reaching(run: Run, started: Sequence[Started], known: Mapping[str, float]) -> Mask:
    """Say of each hypothesis whether some values bring it near the run's first steps."""
    found = np.zeros(len(started), dtype=np.bool_)
    for places in kinds([one.hypothesis for one in started]):
        found[places] = _Search(run.head(_FIRST), [started[place] for place in places], known).reached()
    return found


class _Search:
    """Hypotheses of one algorithm, which therefore have the same unknowns."""

    def __init__(self, run: Run, started: Sequence[Started], known: Mapping[str, float]) -> None:
        self.run = run
        hypotheses = [one.hypothesis for one in started]
        names = hypotheses[0].hyperparameters
        values = {name: known[name] for name in names if name in known}
        self.names = [name for name in names if name not in known]
        self.together = Together(hypotheses, [values] * len(hypotheses))
        self.start = {name: np.array([one.start[name] for one in started]) for name in started[0].start}

    def reached(self) -> Mask:
        """Try every usual epsilon, then search from the best."""
        values = dict(self.start)
        if "epsilon" in self.names:
            rows = {name: value[:, None] for name, value in values.items()}
            off = self.together.distances(self.run, {**rows, "epsilon": _EPSILONS[None, :]})
            values["epsilon"] = _EPSILONS[off.argmin(axis=1)]
            reached: Mask = off.min(axis=1) <= _NEAR
        else:
            off = self.together.distances(self.run, {name: value[:, None] for name, value in values.items()})
            reached = off[:, 0] <= _NEAR
        if reached.all() or not self.names:
            return reached
        start = {name: values[name] for name in self.names}
        reached |= descended(self.run, self.together, start, _NEAR).off <= _NEAR
        return reached
