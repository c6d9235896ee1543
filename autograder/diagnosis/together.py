"""Hypotheses of one algorithm held against a run together, each at several rows of values: one pass for them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from autograder.comparing.evidence import Run
from autograder.diagnosis.hypotheses import Hypothesis
from autograder.protocol.arrays import Vector
from reference.many import Many, Paths
from reference.rule import OTHER_ALGORITHMS, Rule

Mask = npt.NDArray[np.bool_]
Rows = Mapping[str, Vector]
"""Name to values, (H, R) or (1, R): R rows for each hypothesis."""


def kinds(hypotheses: Sequence[Hypothesis]) -> list[list[int]]:
    """Return the places of what can be simulated together: hypotheses of one algorithm.

    Of algorithms that no part asks for each form is simulated alone.
    """
    found: dict[str | Rule, list[int]] = {}
    for place, one in enumerate(hypotheses):
        rule = one.rule
        found.setdefault(rule if rule.algorithm in OTHER_ALGORITHMS else rule.algorithm, []).append(place)
    return list(found.values())


class Together:
    """Hypotheses, each with the values of its own that are known."""

    def __init__(self, hypotheses: Sequence[Hypothesis], known: Sequence[Mapping[str, float]]) -> None:
        self.hypotheses = tuple(hypotheses)
        self.known = tuple(known)

    def take(self, mask: Mask) -> Together:
        """Return some of them."""
        places = np.flatnonzero(mask)
        return Together([self.hypotheses[i] for i in places], [self.known[i] for i in places])

    def simulated(self, run: Run, rows: Rows) -> tuple[Vector, Vector]:
        """What is to be compared, (T, H, R, d), and how far it is from the run, (H, R)."""
        paths, times = self._paths(run, rows)
        predicted = run.predicted(paths)
        shaped = predicted.reshape(len(predicted), len(self.hypotheses), times, -1)
        return shaped, run.distance(paths).reshape(-1, times)

    def predicted(self, run: Run, rows: Rows) -> Vector:
        """Return the first alone."""
        return self.simulated(run, rows)[0]

    def distances(self, run: Run, rows: Rows) -> Vector:
        """Return the second alone."""
        return self.simulated(run, rows)[1]

    def _paths(self, run: Run, rows: Rows) -> tuple[Paths, int]:
        count = len(self.hypotheses)
        columns = {
            name: np.array([[each[name]] for each in self.known])
            for name in self.known[0]
            if name not in rows
        }
        times = max((value.shape[1] for value in rows.values()), default=1)
        spread = {
            name: np.broadcast_to(value, (count, times)).reshape(-1, 1)
            for name, value in {**columns, **rows}.items()
        }
        return run.simulate_many(self._many.repeated(times), spread), times

    @cached_property
    def _many(self) -> Many:
        return Many([one.rule for one in self.hypotheses], [one.numbers for one in self.hypotheses])
