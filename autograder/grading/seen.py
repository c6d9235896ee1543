"""One watched training as the judges look at it: which rule moved its parameters, by which gradient, and how far."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import msgspec
import numpy as np

from autograder.comparing.watched import Watched, watched
from autograder.diagnosis.convergence import Convergence, convergence
from autograder.diagnosis.finding import Finding
from autograder.diagnosis.gradients import GradientCheck, check_gradients, factor_name
from autograder.diagnosis.hypotheses import Hypothesis, right_hypotheses
from autograder.diagnosis.observed import ObservedIdentifier, Searched
from autograder.loading.submission import Complements, Submission
from autograder.protocol.messages import Message
from autograder.protocol.observed import Observation

_SAME = 3e-3
_BY_HAND = frozenset({"assign", "loop"})
"""Ways in which the rates were read off variables of the student's: they may be anything."""
_BUILT_IN = {"gradientdescent": "sgd", "kerasmomentum": "momentum"}
_RATE = re.compile(r"^(?:.*[._])?(?:lr|learning_?rate|rate|eta|step_?size|学习率)$", re.IGNORECASE)
_ANY_RATE = frozenset({"gradient-scaled", "learning-rate-ignored"})
"""Names for a rate that isn't the one that was read off a variable; that may be something else."""
_NAMED = {
    "beta_1": re.compile(r"^(?:.*[._])?(?:beta_?1|b1|rho_?1)$", re.IGNORECASE),
    "beta_2": re.compile(r"^(?:.*[._])?(?:beta_?2|b2|rho_?2)$", re.IGNORECASE),
    "rho": re.compile(r"^(?:.*[._])?(?:rho|decay_?rate)$", re.IGNORECASE),
    "momentum": re.compile(r"^(?:.*[._])?(?:momentum|mu)$", re.IGNORECASE),
}
"""Names that say which hyperparameter a variable holds, in code of one algorithm."""
HYPERPARAMETERS = frozenset({"learning_rate", "momentum", "rho", "beta_1", "beta_2", "epsilon"})


@dataclass(frozen=True)
class Followed:
    """How a training's steps stand to one rule."""

    passed: bool | None
    """None: nothing can be said."""
    mistakes: tuple[str, ...] = ()
    details: dict[str, str | float] = field(default_factory=dict)
    finding: Finding | None = None
    first_step: int | None = None


@dataclass(frozen=True)
class Seen:
    """One observation."""

    observation: Observation
    written: frozenset[float]
    """Numbers of the submission's source."""
    complements: Complements = field(default_factory=Complements)
    factors: frozenset[float] = frozenset()
    """What the source multiplies with, and can be no number of samples."""
    halved: bool = False
    """Whether the gradient of half the loss that is shown will do: where the update is judged, not the loss."""

    @property
    def own(self) -> bool:
        """Whether the student's own code did the update."""
        return not self.observation.builtin

    @cached_property
    def numbers(self) -> frozenset[float]:
        """Numbers of the source, and those in sight while it trained."""
        seen = (*self.observation.numbers.values(), *self.observation.arguments.values())
        return self.written | frozenset(seen)

    @cached_property
    def run(self) -> Watched | None:
        """Its steps; None where too little was seen of them."""
        try:
            return watched(self.observation)
        except ValueError:
            return None

    @cached_property
    def gradient(self) -> GradientCheck | None:
        """Its gradients beside those of its own loss."""
        try:
            check = check_gradients(self.observation)
        except ValueError:
            return None
        if check is None:
            return None
        by_hand = self.halved and self.observation.way in _BY_HAND
        return replace(check, factor=1.0 if by_hand and check.is_half else check.factor, factors=self.factors)

    @cached_property
    def arrival(self) -> Convergence:
        """How it ended; on data and with a rate of ours, that says nothing about the student's."""
        if self.observation.lent:
            return Convergence("unknown", None, None, None)
        # The steps go by what was handed over; where that isn't the loss's gradient, only the losses tell.
        misled = self.gradient is not None and self.gradient.factor is None
        shown = msgspec.structs.replace(self.observation, gradients=None) if misled else self.observation
        try:
            return convergence(shown)
        except ValueError:
            return Convergence("unknown", None, None, None)

    @cached_property
    def _identifiers(self) -> dict[tuple[str, str], ObservedIdentifier]:
        return {}

    @cached_property
    def _searched(self) -> dict[str, Searched]:
        """By rule what its identifiers have searched: without known values they ask the same."""
        return {}

    @cached_property
    def _right(self) -> dict[str, Finding | None]:
        return {}

    @cached_property
    def _followed(self) -> dict[str, Followed]:
        return {}

    def right(self, rule: str) -> Finding | None:
        """Return the accepted form of a rule that an own update follows, if any."""
        if rule not in self._right:
            found = None
            for identifier in self._ways(rule):
                found = found or identifier.right()
            if found is not None and self._otherwise_named(found):
                # One beta for both is Adam at two equal betas, but the code names another for the second.
                named = self._by_names(rule)
                found = found if named is None or set(named.mistakes) <= _ANY_RATE else None
            if found is not None and self._at_another_rate(found) and self._by_rate(rule) is not None:
                found = None  # with its squares not weighted, Adam is right at 3 % of the rate that is named
            self._right[rule] = found
        return self._right[rule]

    def plain(self, rule: str, names: tuple[str, ...]) -> Hypothesis | None:
        """Return the rule in the accepted form that is meant, else in the commonest that this training could show."""
        forms = right_hypotheses(rule, self.run) if self.run is not None else []
        return next((form for form in forms if form.names == names), forms[0] if forms else None)

    def mistake(self, rule: str) -> Finding | None:
        """Return the mistake of a rule that an own update shows, if any."""
        found = (identifier.mistake() for identifier in self._ways(rule))
        named = self._by_rate(rule) or self._by_names(rule)
        return named or next((one for one in found if one is not None), None)

    def follows(self, rule: str) -> Followed:
        """Hold the training against a rule: its steps, and the gradient they were made of."""
        if rule not in self._followed:
            self._followed[rule] = self._follows(rule) if self.own else self._by_name(rule)
        return self._followed[rule]

    def _follows(self, rule: str) -> Followed:
        right = self.right(rule)
        if right is not None:
            return Followed(passed=None) if right.equivalents else self._with_gradient(right)
        if self.observation.whole:
            return Followed(passed=False, mistakes=("integer-parameters",), first_step=1)
        found = self.mistake(rule)
        if found is not None:
            return self._but_for_gradient(found)
        for identifier in self._ways(rule):
            other = identifier.other()
            if other is not None:
                return Followed(passed=False, mistakes=other.mistakes, details=other.details, finding=other)
        return Followed(passed=None)

    # ---- what the variables' names say -----------------------------------------------------------------------------

    @cached_property
    def _held(self) -> dict[str, float]:
        """Hyperparameters that a variable is named after, each with the one value that such variables hold."""
        held = {
            standard: {value for name, value in self.observation.numbers.items() if pattern.search(name)}
            for standard, pattern in _NAMED.items()
        }
        return {
            name: next(iter(values))
            for name, values in held.items()
            if len(values) == 1 and min(values) > 0 and max(values) < 1
        }

    @property
    def _taken_from_one(self) -> frozenset[float]:
        names = self.complements.names
        held = {v for name, v in self.observation.numbers.items() if name.rpartition(".")[2] in names}
        return self.complements.numbers | held

    def _otherwise_named(self, found: Finding) -> bool:
        """Whether the steps follow other values than those of the variables named so; a rate of 1 is none."""
        values = found.fit.hyperparameters
        if any(name in values and abs(values[name] - held) > _SAME for name, held in self._held.items()):
            return True
        rate = values.get("learning_rate", 0.0)
        seen = self.run.rates if self.run is not None else None
        if seen is None or float(np.ptp(seen)) > 0:
            return False
        return abs(rate - 1.0) <= _SAME < abs(float(seen[0]) - 1.0)

    @cached_property
    def _rate(self) -> float | None:
        """The one value of the variables that are called a rate."""
        named = {v for name, v in self.observation.numbers.items() if v > 0 and _RATE.search(name)}
        return named.pop() if len(named) == 1 else None

    def _at_another_rate(self, found: Finding) -> bool:
        """Whether the steps go by another rate than the variable that is called so holds, and than was seen."""
        rate = found.fit.hyperparameters.get("learning_rate")
        if rate is None or self.run is None or self._rate is None:
            return False
        seen = [self._rate] if self.run.rates is None else [self._rate, self.run.first_rate]
        return all(abs(rate - one) > _SAME * one for one in seen)

    def _by_names(self, rule: str) -> Finding | None:
        """Return the mistake that the steps show at exactly the values that variables are named after."""
        if self.run is None or self.observation.way not in _BY_HAND:
            return None
        return self._identifier(rule, self.run, "named", self._held, sure=True).mistake()

    def _by_rate(self, rule: str) -> Finding | None:
        """Return that mistake at the rate that a variable is named after, where another was seen, or none.

        What was seen as a rate may be Adam's with its correction in it.
        """
        if self.run is None or self._rate is None or self.observation.way not in _BY_HAND:
            return None
        if self.run.rates is not None and np.abs(self.run.rates - self._rate).max() <= _SAME * self._rate:
            return None
        held = {**self._held, "learning_rate": self._rate}
        run = replace(self.run, rates=None)
        found = self._identifier(rule, run, "named with its rate", held, sure=True).mistake()
        return None if found is None or set(found.mistakes) <= _ANY_RATE else found

    # ---- the framework's own optimizer -----------------------------------------------------------------------------

    @property
    def builtin_rule(self) -> str:
        """Algorithm of the framework's own optimizer."""
        short = bare(self.observation.builtin)
        rule = _BUILT_IN.get(short, short)
        arguments = self.observation.arguments
        if rule in {"sgd", "momentum"} and "momentum" in arguments:
            if not arguments["momentum"]:
                return "sgd"
            return "nesterov" if arguments.get("nesterov") else "momentum"
        return rule

    def _by_name(self, rule: str) -> Followed:
        if self.builtin_rule != rule:
            return Followed(
                passed=False,
                mistakes=("different-algorithm",),
                details={"algorithm": self.builtin_rule},
            )
        check = self.gradient
        if check is None or check.right:
            return self._in_turn() if self.observation.alternates else Followed(passed=True)
        return Followed(passed=False, mistakes=check.mistakes, details=check.details, first_step=check.step)

    @staticmethod
    def _in_turn(right: Finding | None = None) -> Followed:
        """Other variables of the loss had moved before a gradient was asked for."""
        return Followed(passed=False, mistakes=("coordinates-in-turn",), finding=right, first_step=1)

    # ---- the student's own update ----------------------------------------------------------------------------------

    def _with_gradient(self, right: Finding) -> Followed:
        """The rule is right on the gradients it got; they must be the loss's own too."""
        check = self.gradient
        own = check is None or check.right
        if (own and self.observation.alternates) or (check is None and self.observation.in_turn):
            return self._in_turn(right)
        if check is None:
            return self._without_gradient(right)
        if check.right:
            return Followed(passed=True, finding=right)
        if check.factor is None:
            return Followed(
                passed=False,
                mistakes=check.mistakes,
                details=check.details,
                finding=right,
                first_step=check.step,
            )
        if check.factor > 0 and not self._rate_is(right) and right.fit.hypothesis.rule.algorithm == "sgd":
            # The rest of the factor stands in the rate: lr / n times a sum.
            return Followed(passed=True, finding=right)
        return Followed(
            passed=False, mistakes=check.mistakes, details=check.details, finding=right, first_step=check.step
        )

    def _without_gradient(self, right: Finding) -> Followed:
        """Steps along the loss's own gradient, at a rate that is a number of the code's, or has none to be."""
        rate = right.fit.hyperparameters.get("learning_rate", 0.0)
        if self.observation.gradients is None and self._rate is not None and not self._among(rate):
            factor = rate / self._rate
            return Followed(
                passed=False,
                mistakes=factor_name(factor, self.factors),
                details={"factor": factor},
                finding=right,
                first_step=1,
            )
        return Followed(passed=True, finding=right)

    def at_its_rate(self, found: Finding) -> bool:
        """Whether the rate that explains the steps is a number of the student's, or none is needed."""
        rate = found.fit.hyperparameters.get("learning_rate")
        return rate is None or self._among(rate)

    def _rate_is(self, right: Finding) -> bool:
        """Whether the rate that was followed is a number of the student's, or the one it was seen to have."""
        rate = right.fit.hyperparameters.get("learning_rate", 0.0)
        if self.observation.way not in _BY_HAND:
            return True
        check = self.gradient
        factor = check.factor if check is not None and check.factor is not None else 1.0
        if self._among(rate * factor):
            return False
        return self._among(rate)

    def _among(self, value: float) -> bool:
        return any(abs(value - one) <= _SAME * abs(one) for one in self.numbers if one > 0)

    def _but_for_gradient(self, found: Finding) -> Followed:
        """A factor or sign that the gradient lacks may stand in the update: w += lr * g is right for g = -dL/dw."""
        step = 1 if set(found.mistakes) <= {"gradient-scaled", "sign-flipped"} else None
        check = self.gradient
        if check is not None and check.factor is not None and not check.right:
            factor = check.factor * _update_factor(found)
            if abs(factor - 1.0) <= _SAME:
                return Followed(passed=True, finding=found)
            if set(found.mistakes) <= {"gradient-scaled", "sign-flipped"}:
                return Followed(
                    passed=False,
                    mistakes=factor_name(factor, self.factors),
                    details={"factor": factor},
                    finding=found,
                    first_step=step,
                )
        return Followed(
            passed=False, mistakes=found.mistakes, details=found.details, finding=found, first_step=step
        )

    def _ways(self, rule: str) -> Iterator[ObservedIdentifier]:
        """Identify with the object's attributes as hyperparameters; where they may be others, without them too."""
        if self.run is None:
            return
        sure = self.observation.way not in _BY_HAND
        given = {n: v for n, v in self.observation.arguments.items() if n in HYPERPARAMETERS and v >= 0}
        yield self._identifier(rule, self.run, "attributes", given, sure=sure)
        if given and not sure:
            yield self._identifier(rule, self.run, "free", {}, sure=sure)

    def _identifier(
        self, rule: str, run: Watched, way: str, known: Mapping[str, float], *, sure: bool
    ) -> ObservedIdentifier:
        """The one identifier of each way: it remembers what it has fitted."""
        if (rule, way) not in self._identifiers:
            # Who writes 1 - rho says which number rho is; else any variable may be it.
            named = self._taken_from_one or frozenset(self.observation.numbers.values())
            self._identifiers[rule, way] = ObservedIdentifier(
                rule, run, known, self.numbers, named, sure=sure, searched=self._searched.setdefault(rule, {})
            )
        return self._identifiers[rule, way]


def _update_factor(found: Finding) -> float:
    factor = float(found.details.get("factor", 1.0)) if "gradient-scaled" in found.mistakes else 1.0
    return -factor if "sign-flipped" in found.mistakes else factor


def bare(name: str) -> str:
    """Name of an optimizer without what its framework adds: ``GradientDescentOptimizer``, ``ResourceApplyAdam``."""
    short = name.rpartition(".")[2].lower()
    for lead in ("resource", "sparse", "apply"):
        short = short.removeprefix(lead)
    return short.removesuffix("v2").removesuffix("optimizer").removesuffix("withamsgrad")


def seen_in(messages: Iterable[Message], submission: Submission, *, updates: bool = False) -> list[Seen]:
    """Return the trainings that took a step, in the order in which they began.

    ``updates``: for parts that ask for the update alone, which trainings on data of ours show as well.
    """
    seen = [one for one in messages if isinstance(one, Observation) and one.steps > 0]
    return [
        Seen(one, submission.numbers, submission.complements, submission.factors, halved=updates)
        for one in seen
        if (updates or not one.lent) and not _counts_steps(one)
    ]


def _counts_steps(one: Observation) -> bool:
    """Whether it is a variable that goes up by one in each step: nothing trains it."""
    if one.gradients is not None or one.sizes != (1,):
        return False
    moves = np.diff(one.theta.numpy(), axis=0)
    return bool(moves.size and (moves == 1.0).all())
