"""Many rules of one algorithm on the same gradients at once: hypotheses about what some code does.

Each rule has its own switches and numbers; theta of the result has an axis of rules, (T + 1, H, d). One pass through
the algorithm's own update serves them all (`choice.Mixed`), so that a thousand rules cost little more than ten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from reference.algorithms.algorithm import Algorithm, Array
from reference.algorithms.choice import Form, Mixed
from reference.rule import Rule, algorithm
from reference.run import Plan, checked_numbers, drive, finite_array, planned_rates


class Paths(NamedTuple):
    """Where H rules go in T steps."""

    theta: Array
    """(T + 1, H, d)"""
    asked: Array
    """(T, H, d): the points where they ask for the gradient."""


class Many:
    """Rules of one algorithm, put together once and run often."""

    def __init__(self, rules: Sequence[Rule], numbers: Sequence[Mapping[str, ArrayLike]]) -> None:
        names = {rule.algorithm for rule in rules}
        if len(names) != 1 or len(rules) != len(numbers):
            raise ValueError(
                f"rules of one algorithm and as many sets of numbers, not {len(rules)} of {names}"
            )
        self.rulebook: Algorithm = algorithm(names.pop())
        switched = [rule.all_switches() for rule in rules]
        self.switches: dict[str, Form] = {
            name: _form([one[name] for one in switched]) for name in self.rulebook.switches
        }
        own = {name for each in numbers for name in each}
        known = {**self.rulebook.hyperparameters, **self.rulebook.numbers}
        self.numbers: dict[str, Array] = {
            name: _column([each.get(name, known[name]) for each in numbers]) for name in own
        }
        self.count = len(rules)

    def repeated(self, times: int) -> Many:
        """Return each rule so many times in a row, for as many values of its hyperparameters."""
        if times == 1:
            return self
        found = copy(self)
        found.count = self.count * times
        found.switches = {
            name: form if isinstance(form, str) else Mixed(np.repeat(form.values, times))
            for name, form in self.switches.items()
        }
        found.numbers = {name: np.repeat(column, times, axis=0) for name, column in self.numbers.items()}
        return found

    def run(
        self,
        gradients: ArrayLike,
        hyperparameters: Mapping[str, ArrayLike],
        *,
        theta0: ArrayLike | None = None,
        layout: Sequence[int] | None = None,
        rates: ArrayLike | None = None,
    ) -> Paths:
        """Feed designed gradients (T, d); a rule's own numbers win over the hyperparameters."""
        fed = finite_array("gradients", gradients, np.float64)
        start = np.zeros(fed.shape[-1]) if theta0 is None else finite_array("theta0", theta0, np.float64)
        wanted = {name: value for name, value in hyperparameters.items() if name not in self.numbers}
        numbers = checked_numbers(self.rulebook, {**wanted, **self.numbers}, fed.dtype)
        begin = np.broadcast_to(start, (self.count, len(start)))
        plan = Plan(
            self.rulebook, self.switches, begin, numbers, planned_rates(rates, numbers, len(fed)), layout
        )
        first, *steps = drive(plan, lambda k, _: fed[k])
        return Paths(
            np.array([first.theta, *(step.theta for step in steps)]), np.array([step.asked for step in steps])
        )


def _form(values: list[str]) -> Form:
    return values[0] if len(set(values)) == 1 else Mixed(values)


def _column(values: list[ArrayLike]) -> Array:
    """(H, 1), or (H, d) where one of them differs from coordinate to coordinate."""
    arrays = [np.atleast_1d(np.asarray(value, np.float64)) for value in values]
    wide = max(len(array) for array in arrays)
    return np.stack([np.broadcast_to(array, (wide,)) for array in arrays])
