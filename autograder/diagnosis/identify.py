"""Name what a path follows: the right rule, a mistake, another hyperparameter, another algorithm, or honestly nothing.

Order of names, when several descriptions are one function: the specific mistake at the given or default
hyperparameters, then ``wrong-hyperparameter`` (or ``hyperparameter-ignored``, ``gradient-scaled`` for a rate that was
given), then a mistake together with another hyperparameter, then another algorithm.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import compress

import numpy as np
import numpy.typing as npt

from autograder.comparing.evidence import TOLERANCE, Run
from autograder.diagnosis.bulk import Batch
from autograder.diagnosis.decayed import decayed
from autograder.diagnosis.epsilon import Fit, settle_all
from autograder.diagnosis.finding import Explanation, Finding, Runs, first_name
from autograder.diagnosis.fit import distances, release
from autograder.diagnosis.hidden import drifts, hidden
from autograder.diagnosis.hypotheses import (
    hidden_hypotheses,
    mistaken_hypotheses,
    other_algorithms,
    right_hypotheses,
    shared_hypotheses,
)
from autograder.diagnosis.pairs import mistaken, paired
from autograder.diagnosis.promising import most_promising, of, promising_fits, within_reach
from autograder.diagnosis.usual_sizes import SIZES, beside_a_hidden_term, but_for_its_size
from autograder.diagnosis.values import (
    LARGEST_EPSILON,
    SAME,
    difference,
    differing,
    factor,
    sensible,
    written,
)
from exercises.spec import Part

_COULD_BE_ROUNDING = 1e-2
_WIDEST = 2e-4
"""Envelope of Adam at a beta_2 of 0.9999, twice: a hypothesis that rounds worse explains anything."""
NO_PAST = "velocity-not-accumulated"
_LIKE_ANOTHER_RATE = frozenset({"ema-momentum", "missing-one-minus-decay"})
"""A forgotten or an added constant factor is the right rule at another rate."""


class Identifier:
    """Identifies one pair of runs against one part."""

    def __init__(self, part: Part, runs: Runs, numbers: frozenset[float] = frozenset()) -> None:
        self.part = part
        self.numbers = numbers
        """Numbers in the student's source, which tell descriptions apart that the runs can't."""
        self.runs = runs
        self.rule_name = part.rule
        self.defaults = {name: spec.default for name, spec in part.hyperparameters.items()}
        self.given = dict(runs.first.given)
        self.expected = {**self.defaults, **self.given}
        """What a right submission would follow: what it was given, else the part's default."""
        self.free_epsilon = "epsilon" not in self.given
        self.right = right_hypotheses(self.rule_name, runs.first)

    @cached_property
    def right_fits(self) -> list[Fit]:
        """Every accepted form at the expected hyperparameters, epsilon fitted where it is free."""
        known = [self.expected] * len(self.right)
        return settle_all(self.runs.first, self.right, known, free_epsilon=self.free_epsilon)

    @cached_property
    def closest_right(self) -> Fit:
        """The accepted form nearest to the path, with an epsilon within bounds where it is free."""
        allowed = [
            fit for fit in self.right_fits if fit.hyperparameters.get("epsilon", 0.0) <= LARGEST_EPSILON
        ]
        return min(
            allowed if allowed and self.free_epsilon else self.right_fits, key=lambda fit: fit.distance
        )

    @cached_property
    def envelope(self) -> float:
        """Rounding envelope of the nearest accepted form on the first run."""
        return self._envelope_of(self.closest_right)

    def as_right(self) -> Finding | None:
        """Return the accepted form that both runs follow, if any."""
        return self._among(self._as_right())

    def as_other(self) -> Finding | None:
        """Return the first explanation other than right that holds on both runs, or None."""
        found = self._among(self._as_mistake())
        if found is not None:
            return self._or_another_rate(found)
        found = self._among(self._as_hidden()) or self._pair_or_plain() or self._among(self._as_shared())
        if found is not None:
            return found
        for stage in (self._as_other_value, self._as_not_followed):
            for finding in map(self._finding, stage()):
                if self._holds(finding):
                    return finding
        # Gradient descent at the expected rate is just that; at another rate it may be a lost velocity.
        found = self._plain or self._among(self._as_both()) or self._beside_hidden()
        found = found or next(iter(self._others), None)
        return found or self._among(decayed(self.runs, self.given))

    def may_descend(self) -> bool:
        """Whether it may be plain gradient descent, or the rule with a velocity that has no past: this misses none."""
        forms = [
            *right_hypotheses("sgd", self.runs.first),
            *mistaken_hypotheses(self.rule_name, self.runs.first),
        ]
        wanted = [one for one in forms if one.mistakes in ((), (NO_PAST,))]
        return bool(within_reach(self.runs.first, wanted, self.given).any())

    def _pair_or_plain(self) -> Finding | None:
        """Two mistakes at the expected values; what is one other algorithm as well is called that."""
        pair = self._among(self._as_pair())
        if pair is None:
            return None
        return pair if self._plain is None else self._plain.instead_of(pair)

    @cached_property
    def _others(self) -> list[Finding]:
        return [one for one in map(self._finding, self._as_other_algorithm()) if self._holds(one)]

    @property
    def _plain(self) -> Finding | None:
        """Another algorithm at the expected values."""
        return next((one for one in self._others if not self._differing(one.fit)), None)

    def _or_another_rate(self, found: Finding) -> Finding:
        """Adam at ten times the rate is Adam without 1 - beta_1: where the source shows that rate, that is told."""
        if "learning_rate" in self.given or not _LIKE_ANOTHER_RATE & set(found.mistakes):
            return found
        for other in map(self._finding, self._as_other_value()):
            if self._holds(other):
                first, second = (other, found) if self._likely(other.fit) else (found, other)
                return first.instead_of(second)
        return found

    def _among(self, explanations: Iterator[Explanation]) -> Finding | None:
        """Weigh all explanations that hold; what the data can't part is told as equivalents."""
        weighed = [self._finding(explanation) for explanation in explanations]
        found = [one for one in weighed if self._holds(one)]
        if not found:
            return None
        chosen = first_name(found, self._likely)
        told = {chosen.mistakes, *chosen.equivalents}
        others = [(one.mistakes, one.residual) for one in weighed if one.mistakes not in told]
        return replace(chosen, runner_up=min(others, key=lambda other: other[1], default=None))

    def _holds(self, finding: Finding) -> bool:
        return finding.residual <= TOLERANCE and self._holds_on_second(finding.fit, finding.mistakes)

    def _envelope_of(self, fit: Fit) -> float:
        return self.runs.first.envelope(fit.hypothesis.rule, fit.settings)

    def _finding(self, explanation: Explanation) -> Finding:
        """Measure in the right rule's envelope, or in the hypothesis' own where that rounds worse."""
        fit, mistakes, details = explanation
        envelope = self.envelope
        if envelope * TOLERANCE < fit.distance < _COULD_BE_ROUNDING:
            envelope = max(envelope, min(self._envelope_of(fit), _WIDEST))
        return Finding(fit, mistakes, details, envelope)

    @cached_property
    def _never(self) -> npt.NDArray[np.bool_]:
        """Coordinates that never get a gradient: there nothing but 0/0 makes NaN."""
        never: npt.NDArray[np.bool_] = (self.runs.first.design.gradients == 0).all(axis=0)
        return never

    # ---- stages, each an iterator of (fit, mistakes, details) ------------------------------------------------------

    def _as_right(self) -> Iterator[Explanation]:
        for fit in self.right_fits:
            if not self._epsilon_mistake(fit):
                yield fit, (), {}

    def _epsilon_mistake(self, fit: Fit) -> tuple[str, ...]:
        """An epsilon that was not given is free within bounds; none at all shows as 0/0."""
        epsilon = fit.hyperparameters.get("epsilon")
        if epsilon is None or not self.free_epsilon:
            return ()
        if epsilon > LARGEST_EPSILON:
            return ("epsilon-scale",)
        if epsilon == 0.0 and np.isnan(self.runs.first.theta[1:, self._never]).all():
            return ("not-finite",) if self.rule_name == "rmsprop-nesterov" else ("epsilon-missing",)
        return ()

    def _as_mistake(self) -> Iterator[Explanation]:
        yield from self._settled(mistaken(self.rule_name, self.runs.first))
        for fit in self.right_fits:
            if mistakes := self._epsilon_mistake(fit):
                yield fit, mistakes, {"of": f"{fit.hyperparameters['epsilon']:g}"}

    def _as_hidden(self) -> Iterator[Explanation]:
        """The right rule with a hidden term."""
        forms = hidden_hypotheses(self.rule_name, self.runs.first)
        return hidden(self.runs, forms, self.expected, free_epsilon=self.free_epsilon)

    def _as_shared(self) -> Iterator[Explanation]:
        """The right rule with one slot for all variables."""
        forms = shared_hypotheses(self.rule_name, self.runs.first)
        known = [self.expected] * len(forms)
        for fit in settle_all(self.runs.first, forms, known, free_epsilon=self.free_epsilon):
            yield fit, fit.hypothesis.mistakes, {}

    def _as_pair(self) -> Iterator[Explanation]:
        """Two mistakes at the expected values."""
        return self._settled(paired(self.rule_name, self.runs.first), huge=False)

    def _beside_hidden(self) -> Finding | None:
        """A mistake and a hidden term of a usual size, at the expected values; Adam may not show which size."""
        batch = beside_a_hidden_term(self.rule_name, self.runs.first, self.runs.second)
        explanations = list(self._settled(batch, huge=False))
        found = self._among(iter(explanations))
        if found is None:
            return None
        twins = [
            details
            for fit, mistakes, details in explanations
            if but_for_its_size(fit.hypothesis, found.fit.hypothesis)
            and self._holds(self._finding((fit, mistakes, details)))
        ]
        told = {
            name: value
            for name, value in found.details.items()
            if name not in SIZES or all(one[name] == value for one in twins)
        }
        return replace(found, details=told)

    def _settled(self, batch: Batch, *, huge: bool = True) -> Iterator[Explanation]:
        run = self.runs.first
        for fit in batch.settled(run, self.expected, free_epsilon=self.free_epsilon, huge=huge):
            mistakes = fit.hypothesis.mistakes
            beside = self._epsilon_mistake(fit) if "epsilon" in fit.hyperparameters else ()
            if not any(name.startswith("epsilon-") for name in mistakes):
                mistakes = (*mistakes, *beside)
            yield fit, mistakes, fit.hypothesis.details

    def _as_other_value(self) -> Iterator[Explanation]:
        if set(self.defaults) - {"epsilon"} <= set(self.given):
            return
        for fit in promising_fits(self.runs.first, self.right, self.given):
            if other := self._differing(fit):
                yield fit, ("wrong-hyperparameter",), {"of": ", ".join(other)}

    def _differing(self, fit: Fit) -> list[str]:
        return differing(fit, self.defaults, self.given)

    def _likely(self, fit: Fit) -> bool:
        return written(fit, self._differing(fit), self.numbers)

    def _as_not_followed(self) -> Iterator[Explanation]:
        """A value was given and another is followed: always the same one, or the given one times a factor."""
        second = self.runs.second
        if second is None:
            return
        for name in (*self.given, None):
            names = tuple(self.given) if name is None else (name,)
            known = {key: value for key, value in self.expected.items() if key not in names}
            if self.free_epsilon:
                known.pop("epsilon", None)
            forms = [one for one in self.right if set(names) & set(one.hyperparameters)]
            near = list(compress(forms, within_reach(self.runs.first, forms, known)))
            for fit in release(self.runs.first, near, known):
                if fit.distance <= 1e-3 and sensible(fit):
                    yield from self._same_or_scaled(fit, names, second)

    def _same_or_scaled(self, fit: Fit, names: tuple[str, ...], second: Run) -> Iterator[Explanation]:
        values = fit.hyperparameters
        ignored = [
            name
            for name in names
            if name in values and difference(name, values[name], self.given[name]) > SAME
        ]
        kept = {**second.given, **{name: values[name] for name in ignored}}
        if ignored and self._second_distance(fit, kept) <= TOLERANCE:
            yield fit, ("hyperparameter-ignored",), {"of": ", ".join(ignored)}
        if ignored in (["learning_rate"], ["epsilon"]):
            name = ignored[0]
            ratio = values[name] / self.given[name]
            scaled = {**second.given, name: second.given[name] * ratio}
            if self._second_distance(fit, scaled) <= TOLERANCE:
                yield fit, ("gradient-scaled",), {"factor": factor(fit.hypothesis, name, ratio)}

    def _as_both(self) -> Iterator[Explanation]:
        """One mistake and another hyperparameter, where the code can't be given all of them."""
        if set(self.defaults) - {"epsilon"} <= set(self.given):
            return
        run = self.runs.first
        likely = most_promising(run, mistaken_hypotheses(self.rule_name, run), self.given)
        for fit in release(run, [one for one, _ in likely], self.given):
            if not sensible(fit):
                continue
            one, other = fit.hypothesis, self._differing(fit)
            mistakes = (*one.mistakes, "wrong-hyperparameter") if other else one.mistakes
            yield fit, mistakes, {**one.details, "hyperparameter": ", ".join(other)} if other else one.details

    def _as_other_algorithm(self) -> Iterator[Explanation]:
        run = self.runs.first
        for fit in promising_fits(run, other_algorithms(self.rule_name, run), self.given):
            yield fit, fit.hypothesis.mistakes, fit.hypothesis.details

    # ---- the second run --------------------------------------------------------------------------------------------

    def _holds_on_second(self, fit: Fit, mistakes: tuple[str, ...]) -> bool:
        """The explanation must hold for another instance with other values; named misuse of values was checked.

        Weight decay may be small beside all steps, but nothing else moves a coordinate that never gets a gradient.
        """
        second = self.runs.second
        if second is not None and drifts(second) and not self._drifts_too(fit, second):
            return False
        if second is None or {"hyperparameter-ignored", "gradient-scaled"} & set(mistakes):
            return True
        return self._second_distance(fit, {**fit.hyperparameters, **second.given}) <= TOLERANCE

    @staticmethod
    def _drifts_too(fit: Fit, second: Run) -> bool:
        values = {**of(fit.hypothesis, {**fit.hyperparameters, **second.given}), **fit.hypothesis.numbers}
        return drifts(replace(second, theta=second.simulate(fit.hypothesis.rule, values).theta))

    def _second_distance(self, fit: Fit, values: Mapping[str, float]) -> float:
        second, one = self.runs.second, fit.hypothesis
        if second is None:
            return 0.0
        mine = of(one, values)
        distance = float(distances(second, one, mine)[0])
        return distance / second.envelope(one.rule, {**mine, **one.numbers})
