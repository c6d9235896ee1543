"""Name what a path follows: the right rule, a mistake, another hyperparameter, another algorithm, or honestly nothing.

Order of names, when several descriptions are one function: the specific mistake at the given or default
hyperparameters, then ``wrong-hyperparameter`` (or ``hyperparameter-ignored``, ``gradient-scaled`` for a rate that was
given), then a mistake together with another hyperparameter, then another algorithm.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from autograder.comparing.evidence import TOLERANCE, Run
from autograder.diagnosis.fit import Fit, distances, plausible, release, settle
from autograder.diagnosis.hypotheses import (
    Hypothesis,
    mistaken_hypotheses,
    other_algorithms,
    right_hypotheses,
)
from exercises.spec import Part
from reference.run import DECAYS

LARGEST_EPSILON = 1.001e-5
_SAME = 1e-3
"""Relative difference below which two hyperparameters are one value."""
_COULD_BE_ROUNDING = 1e-2
_LEAST_MOMENTUM, _LEAST_DECAY = 0.05, 5e-4
"""Below, nothing is remembered. A beta_2 of 0.001 is one written the wrong way round."""
_RELEASED = 4
"""Mistakes that are fitted together with free hyperparameters: the most promising ones."""


Explanation = tuple[Fit, tuple[str, ...], dict[str, str | float]]
"""A fit, the mistakes it stands for, and what the ids leave open."""


@dataclass(frozen=True)
class Runs:
    """A candidate's open-loop runs under one way of calling it."""

    first: Run
    second: Run | None


@dataclass(frozen=True)
class Finding:
    """An explanation of the runs."""

    fit: Fit
    mistakes: tuple[str, ...]
    """Empty: the right rule."""
    details: dict[str, str | float]
    envelope: float
    equivalents: tuple[tuple[str, ...], ...] = ()
    runner_up: tuple[tuple[str, ...], float] | None = None
    """The best of the mistakes that were held against the path and don't explain it, with its residual."""

    @property
    def residual(self) -> float:
        """Distance in envelopes."""
        return self.fit.distance / self.envelope


_LESS_TELLING = (
    "time-frozen",
    "state-not-kept",
    "epsilon-outside-fraction",
    "old-velocity-applied",
    "velocity-overwritten",
)
"""When a description with one of these is the same function as another, the other is told."""


def _first_name(found: list[Finding]) -> Finding:
    """Choose what to call it among explanations the data can't part; the others become ``equivalents``."""
    best = min(finding.residual for finding in found)
    close = [finding for finding in found if finding.residual <= 4 * best + 2]
    chosen = min(
        close, key=lambda finding: (bool(set(_LESS_TELLING) & set(finding.mistakes)), finding.residual)
    )
    others = {finding.mistakes for finding in close} - {chosen.mistakes}
    return replace(chosen, equivalents=tuple(sorted(others)))


class Identifier:
    """Identifies one pair of runs against one part."""

    def __init__(self, part: Part, runs: Runs) -> None:
        self.part = part
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
        return [
            settle(self.runs.first, one, self.expected, free_epsilon=self.free_epsilon) for one in self.right
        ]

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
            return found
        for stage in (self._as_other_value, self._as_not_followed):
            for finding in map(self._finding, stage()):
                if self._holds(finding):
                    return finding
        others = [one for one in map(self._finding, self._as_other_algorithm()) if self._holds(one)]
        plain = [one for one in others if not self._differing(one.fit)]
        # Gradient descent at the expected rate is just that; at another rate it may be a lost velocity.
        return next(iter(plain), None) or self._among(self._as_both()) or next(iter(others), None)

    def _among(self, explanations: Iterator[Explanation]) -> Finding | None:
        """Weigh all explanations that hold; what the data can't part is told as equivalents."""
        weighed = [self._finding(explanation) for explanation in explanations]
        found = [one for one in weighed if self._holds(one)]
        if not found:
            return None
        chosen = _first_name(found)
        told = {chosen.mistakes, *chosen.equivalents}
        others = [(one.mistakes, one.residual) for one in weighed if one.mistakes not in told]
        return replace(chosen, runner_up=min(others, key=lambda other: other[1], default=None))

    def _holds(self, finding: Finding) -> bool:
        return finding.residual <= TOLERANCE and self._holds_on_second(finding.fit, finding.mistakes)

    def _envelope_of(self, fit: Fit) -> float:
        return self.runs.first.envelope(
            fit.hypothesis.rule, {**fit.hyperparameters, **fit.hypothesis.numbers}
        )

    def _finding(self, explanation: Explanation) -> Finding:
        """Measure in the right rule's envelope, or in the hypothesis' own where that rounds worse."""
        fit, mistakes, details = explanation
        envelope = self.envelope
        if envelope * TOLERANCE < fit.distance < _COULD_BE_ROUNDING:
            envelope = max(envelope, self._envelope_of(fit))
        return Finding(fit, mistakes, details, envelope)

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
        if epsilon == 0.0 and not np.isfinite(self.runs.first.theta).all():
            return ("not-finite",) if self.rule_name == "rmsprop-nesterov" else ("epsilon-missing",)
        return ()

    def _as_mistake(self) -> Iterator[Explanation]:
        fits = [
            settle(self.runs.first, one, self.expected, free_epsilon=self.free_epsilon)
            for one in self._plausible(mistaken_hypotheses(self.rule_name, self.runs.first), self.expected)
        ]
        for fit in fits:
            yield fit, fit.hypothesis.mistakes, fit.hypothesis.details
        for fit in self.right_fits:
            if mistakes := self._epsilon_mistake(fit):
                yield fit, mistakes, {"of": f"{fit.hyperparameters['epsilon']:g}"}

    def _plausible(
        self, hypotheses: Iterable[Hypothesis], known: Mapping[str, float]
    ) -> Iterator[Hypothesis]:
        """Drop hypotheses that miss even where gradients are large; a free epsilon plays no part there."""
        verdicts: dict[object, bool] = {}
        for one in hypotheses:
            plain = dict(one.rule.switches)
            if self.free_epsilon:
                plain.pop("epsilon", None)
            mark = (one.mistakes, tuple(sorted(plain.items())), one.settings)
            if mark not in verdicts:
                verdicts[mark] = plausible(self.runs.first, one, known)
            if verdicts[mark]:
                yield one

    def _as_other_value(self) -> Iterator[Explanation]:
        if set(self.defaults) - {"epsilon"} <= set(self.given):
            return
        for one in self._most_promising(self.right):
            fit = release(self.runs.first, one, self.given)
            differing = self._differing(fit)
            if differing and _sensible(fit):
                yield fit, ("wrong-hyperparameter",), {"of": ", ".join(differing)}

    def _differing(self, fit: Fit) -> list[str]:
        """Hyperparameters that are neither given nor the part's default; epsilon only where it leaves its bounds."""
        found = []
        for name, value in fit.hyperparameters.items():
            if name in self.given or name not in self.defaults:
                continue
            if name == "epsilon":
                if value > LARGEST_EPSILON:
                    found.append(name)
            elif abs(value - self.defaults[name]) > _SAME * abs(self.defaults[name]):
                found.append(name)
        return found

    def _as_not_followed(self) -> Iterator[Explanation]:
        """A value was given and another is followed: always the same one, or the given one times a factor."""
        second = self.runs.second
        for name in (*self.given, None):
            names = tuple(self.given) if name is None else (name,)
            known = {key: value for key, value in self.expected.items() if key not in names}
            if self.free_epsilon:
                known.pop("epsilon", None)
            for one in self.right:
                if not set(names) & set(one.hyperparameters):
                    continue
                fit = release(self.runs.first, one, known)
                if second is None or fit.distance > 1e-3 or not _sensible(fit):
                    continue
                yield from self._same_or_scaled(fit, names, second)

    def _same_or_scaled(self, fit: Fit, names: tuple[str, ...], second: Run) -> Iterator[Explanation]:
        values = fit.hyperparameters
        ignored = [
            name
            for name in names
            if name in values and abs(values[name] - self.given[name]) > _SAME * abs(self.given[name])
        ]
        kept = {**second.given, **{name: values[name] for name in ignored}}
        if ignored and self._second_distance(fit, kept) <= TOLERANCE:
            yield fit, ("hyperparameter-ignored",), {"of": ", ".join(ignored)}
        if ignored in (["learning_rate"], ["epsilon"]):
            name = ignored[0]
            ratio = values[name] / self.given[name]
            scaled = {**second.given, name: second.given[name] * ratio}
            if self._second_distance(fit, scaled) <= TOLERANCE:
                yield fit, ("gradient-scaled",), {"factor": _factor(fit.hypothesis, name, ratio)}

    def _as_both(self) -> Iterator[Explanation]:
        """One mistake and another hyperparameter, where the code can't be given all of them."""
        if set(self.defaults) - {"epsilon"} <= set(self.given):
            return
        for one in self._most_promising(mistaken_hypotheses(self.rule_name, self.runs.first)):
            fit = release(self.runs.first, one, self.given)
            if not _sensible(fit):
                continue
            differing = self._differing(fit)
            mistakes = (*one.mistakes, "wrong-hyperparameter") if differing else one.mistakes
            yield (
                fit,
                mistakes,
                {**one.details, "hyperparameter": ", ".join(differing)} if differing else one.details,
            )

    def _as_other_algorithm(self) -> Iterator[Explanation]:
        for one in self._most_promising(other_algorithms(self.rule_name, self.runs.first)):
            fit = release(
                self.runs.first, one, {n: v for n, v in self.given.items() if n in one.hyperparameters}
            )
            yield fit, one.mistakes, one.details

    def _most_promising(self, hypotheses: Iterable[Hypothesis]) -> list[Hypothesis]:
        """Rank by a quick fit without refinement, keep a few."""
        ranked: list[tuple[float, int, Hypothesis]] = []
        for one in hypotheses:
            known = {name: value for name, value in self.given.items() if name in one.hyperparameters}
            ranked.append((release(self.runs.first, one, known, refine=False).distance, len(ranked), one))
        return [one for _, _, one in sorted(ranked, key=lambda entry: entry[:2])[:_RELEASED]]

    # ---- the second run --------------------------------------------------------------------------------------------

    def _holds_on_second(self, fit: Fit, mistakes: tuple[str, ...]) -> bool:
        """The explanation must hold for another instance with other values; named misuse of values was checked."""
        second = self.runs.second
        if second is None or {"hyperparameter-ignored", "gradient-scaled"} & set(mistakes):
            return True
        return self._second_distance(fit, {**fit.hyperparameters, **second.given}) <= TOLERANCE

    def _second_distance(self, fit: Fit, values: Mapping[str, float]) -> float:
        second, one = self.runs.second, fit.hypothesis
        if second is None:
            return 0.0
        mine = {name: value for name, value in values.items() if name in one.hyperparameters}
        distance = float(distances(second, one, mine)[0])
        return distance / second.envelope(one.rule, {**mine, **one.numbers})


def _sensible(fit: Fit) -> bool:
    """Whether fitted values are ones that somebody could have meant.

    With a decay of 0, or an epsilon above all gradients, a rule is another one in its clothes: Adam without memory is
    gradient descent, and should be called that.
    """
    decays = (
        value > (_LEAST_MOMENTUM if name == "momentum" else _LEAST_DECAY)
        for name, value in fit.hyperparameters.items()
        if name in DECAYS
    )
    return all(decays) and fit.hyperparameters.get("epsilon", 0.0) < 1.0


def _factor(hypothesis: Hypothesis, name: str, ratio: float) -> float:
    """Factor on the gradient that a rate or an epsilon times ``ratio`` amounts to.

    Before an adaptive rule, c times the gradient is epsilon / c outside the root and epsilon / c^2 inside it.
    """
    if name == "learning_rate":
        return ratio
    return ratio**-0.5 if hypothesis.rule.switch("epsilon") == "inside" else 1.0 / ratio
