"""Name the update rule of a training that the student's code ran by itself.

Nobody chose the gradients or the hyperparameters here. What is known (an optimizer's arguments, the rates that were
seen) is held fixed; the rest is free, and of two descriptions that hold the one whose values are written in the code
is told. Where steps are too few, or too much alike, to tell the rule from a mistake of it, nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from autograder.comparing.evidence import TOLERANCE
from autograder.comparing.watched import Watched
from autograder.diagnosis.epsilon import Fit
from autograder.diagnosis.finding import Explanation, Finding, first_name
from autograder.diagnosis.fit import USUAL_DECAYS, Promise, distances, promises, released, usual_fits
from autograder.diagnosis.hypotheses import (
    Hypothesis,
    hidden_hypotheses,
    mistaken_hypotheses,
    other_algorithms,
    right_hypotheses,
    shared_hypotheses,
)
from autograder.diagnosis.late import late_hypotheses
from autograder.diagnosis.reach import Started, reaching
from autograder.diagnosis.values import SAME, difference, sensible
from reference.run import DECAYS

FEWEST_STEPS = 3
"""Steps that tell something: of two, momentum and gradient descent share the first."""
_SEARCHED, _SCREENED = 60, 8
"""Steps in which values are searched, and those in which most wrong descriptions show already."""
_NEAR = 0.1
"""Mean distance on the first steps beyond which nothing but other decays could mend a description."""
_HOPELESS = 0.1
"""Largest distance on the searched steps that written numbers, a thousandth from those found, could mend."""
_HEAD_ROOM = 10.0
"""Tolerances within which a fit must lie on the searched steps, to be measured on all."""
_LOOKED_AT, _MOST_FORMS, _RELEASED, _MOST_DECAYS = 6, 24, 4, 16
_INVISIBLE = frozenset({"epsilon-missing", "epsilon-outside-fraction", "epsilon-in-numerator"})
"""At a usual epsilon these are the right rule, to the last digit; they are no reason for doubt."""
_LARGEST_RATE, _LARGEST_EPSILON = 1e3, 1e-3
_USUAL = 0.5
"""Nobody remembers less than half: a smaller decay is the other end of a larger one."""


Searched = dict[Hashable, list[Fit]]
"""What was found to hold, by what was asked: identifiers of one rule and run may share it."""


@dataclass(frozen=True)
class _Tried:
    """A description with what was found for it."""

    fit: Fit
    """At written values, where they do; on all steps."""
    usual: Fit
    """At usual values, on the searched steps: where a search of all values begins."""


class ObservedIdentifier:
    """Identifies one watched training against one rule."""

    def __init__(
        self,
        rule: str,
        run: Watched,
        known: Mapping[str, float],
        numbers: frozenset[float],
        named: frozenset[float] = frozenset(),
        *,
        sure: bool,
        searched: Searched | None = None,
    ) -> None:
        self.rule = rule
        self.run = run
        self.sure = sure
        """Whether the rates are an optimizer's own, not read off a variable's name."""
        self.searched = {} if searched is None else searched
        self.numbers = frozenset(one for one in numbers if 0 < one < _LARGEST_RATE)
        """Numbers of the student's code."""
        self.named = named
        """Those of them that a variable held while it trained."""
        self.known = {name: value for name, value in known.items() if name != "learning_rate"}
        if run.rates is not None:
            self.known["learning_rate"] = run.first_rate
        elif "learning_rate" in known:
            self.known["learning_rate"] = known["learning_rate"]
        decays = sorted({one for one in numbers if 1e-4 <= one < 1}, reverse=True)[:_MOST_DECAYS]
        self.written = tuple(decays)
        """Numbers of the code that a decay could be."""
        self.decays = tuple(dict.fromkeys((*decays, *USUAL_DECAYS)))

    @property
    def enough(self) -> bool:
        """Whether there are steps enough to say anything."""
        return self.run.telling >= FEWEST_STEPS

    def right(self) -> Finding | None:
        """Return the accepted form that the steps follow.

        Its ``equivalents`` are mistakes that explain the same steps just as well: where there are any, nobody can say.
        """
        if not self.enough:
            return None
        seen = self.run if "learning_rate" in self.known else self._free
        found = self._right_at(self.run, self.known)
        if found is None and not self.sure and "learning_rate" in self.known:
            # What is called the rate may be another number, or one factor of it: Adam's rate with its correction in
            # it. Then its mistakes are held against the steps at that rate, too.
            seen = self._free
            found = self._right_at_any_rate
            if found is not None and not self._is_written(found, ("learning_rate",)):
                found = None
        if found is None and self.rule == "sgd":
            found = self._by_rates_of_its_own()
        if found is None or self._complement_named(found):
            return None  # rho = 0.9 is written, and 0.1 is followed: that is a mistake's way to be the right rule
        if not self._is_written(found) and self._written_mistakes(found):
            return None
        rivals = {one.mistakes for one in self._rivals(found, seen)}
        return replace(self._finding((found, (), {})), equivalents=tuple(sorted(rivals)))

    def mistake(self) -> Finding | None:
        """Return the mistake of this rule that the steps show."""
        if not self.enough:
            return None
        order = list(dict.fromkeys(one.mistakes for one in self._mistakes))
        mistakes = sorted(self._as_mistake(), key=lambda each: order.index(each[1]))
        found = [self._finding(one) for one in (*mistakes, *self._as_other_rate())]
        found = found or [self._finding(one) for one in (*self._as_shared(), *self._as_pulled())]
        found = found or [self._finding(one) for one in self._as_counted_late()]
        return first_name(found, self._is_written) if found else None

    def other(self) -> Finding | None:
        """Return the lecture's other algorithm that the steps follow."""
        if not self.enough:
            return None
        for fit in self._held(other_algorithms(self.rule, self.run), self.run, self.known):
            return self._finding((fit, fit.hypothesis.mistakes, fit.hypothesis.details))
        return None

    # ---- right -----------------------------------------------------------------------------------------------------

    @cached_property
    def _right_at_any_rate(self) -> Fit | None:
        """The accepted form that the steps follow, as if no rate were known."""
        return self._right_at(self._free, self._without_rate)

    def _right_at(self, run: Watched, known: Mapping[str, float]) -> Fit | None:
        # None is refused by its first steps alone: a search that misses right values would fail right code.
        tried = self._fits(run, right_hypotheses(self.rule, run), known)
        held = [one.fit for one in tried if self._holds(one.fit)]
        if not held:
            near = sorted(tried, key=lambda one: one.fit.distance)[:2]
            held = self._refined(run, near, known)
        if not held:
            return None
        # At a usual epsilon its places can't be told apart; the commonest form comes first.
        least = min(fit.distance for fit in held)
        return next(fit for fit in held if fit.distance <= 4 * least + self.run.floor)

    def _by_rates_of_its_own(self) -> Fit | None:
        """Gradient descent at rates that nobody saw: every step along its gradient, by factors that never grow."""
        run = self._free
        if run.theta.shape[1] < 2 or self.sure:
            return None
        steps, gradients = np.diff(run.theta, axis=0), run.design.gradients
        with np.errstate(all="ignore"):
            factors = -(steps * gradients).sum(axis=1) / (gradients * gradients).sum(axis=1)
        sizes = np.abs(steps).max(axis=1)
        clear = sizes > 1e-3 * sizes.max()
        if not np.isfinite(factors).all() or (factors < 0).any() or clear.sum() < FEWEST_STEPS:
            return None
        seen = factors[clear]
        if (np.diff(seen) > SAME * seen[:-1]).any() or np.ptp(seen) <= SAME * seen.max():
            return None
        one = right_hypotheses("sgd", run)[0]
        own = replace(run, rates=factors)
        values = {"learning_rate": float(factors[0])}
        fit = Fit(one, values, float(distances(own, one, values)[0]))
        return fit if self._holds(fit) else None

    def _rivals(self, right: Fit, run: Watched) -> Iterator[Hypothesis]:
        """Mistakes, and plain gradient descent, that explain the steps too, at the same values."""
        for one in self._mistakes:
            if not set(one.mistakes) <= _INVISIBLE and self._follows(run, one, right.hyperparameters):
                yield one
        if self.rule != "sgd":
            plain = right_hypotheses("sgd", run)[0]
            if self._holds(self._fits(self._free, [plain], {})[0].fit):
                yield replace(plain, mistakes=("different-algorithm",))

    def _follows(self, run: Watched, one: Hypothesis, values: Mapping[str, float]) -> bool:
        mine = {name: values[name] for name in one.hyperparameters if name in values}
        for part in (run.head(_SCREENED), run):
            fit = Fit(one, mine, float(distances(part, one, mine)[0]))
            if not self._holds(fit):
                return False
        return True

    # ---- mistakes --------------------------------------------------------------------------------------------------

    @cached_property
    def _held_mistakes(self) -> list[Fit]:
        """The mistakes that hold at the values that are known."""
        return self._held(self._mistakes, self.run, self.known)

    def _as_mistake(self) -> Iterator[Explanation]:
        """Mistakes at the values that are known; the others as they are written, or usual."""
        for fit in self._held_mistakes:
            yield fit, fit.hypothesis.mistakes, fit.hypothesis.details
        if "learning_rate" in self.known and not self.sure:
            for fit in self._held(self._mistakes, self._free, self._without_rate):
                if self._is_written(fit, ("learning_rate",)):
                    yield fit, fit.hypothesis.mistakes, fit.hypothesis.details

    def _written_mistakes(self, right: Fit) -> bool:
        """Whether a mistake explains the steps by the very numbers of the student's code.

        Not one that a usual decay needs: who writes r = (1 - a) r + a g g with a = 0.1 has the right rule at 0.9.
        """
        usual = all(value >= _USUAL for value in self._found_decays(right))
        return any(
            self._is_written(fit) and not (usual and fit.hypothesis.mistakes == ("decay-swapped",))
            for fit in self._held_mistakes
        )

    def _complement_named(self, right: Fit) -> bool:
        """Whether a decay that was found is small, and a variable of the student's holds what it lacks to 1."""
        small = [value for value in self._found_decays(right) if value < _USUAL]
        return any(
            not any(abs(one - value) <= SAME for one in self.named)
            and any(abs(one - (1.0 - value)) <= SAME for one in self.named)
            for value in small
        )

    def _found_decays(self, right: Fit) -> list[float]:
        """The decays that were found, not known."""
        return [v for name, v in right.hyperparameters.items() if name in DECAYS and name not in self.known]

    def _as_other_rate(self) -> Iterator[Explanation]:
        """The rule at a rate that isn't the one that the code names: a constant factor, or no rate at all."""
        rate = self.known.get("learning_rate")
        if rate is None or (self.run.rates is not None and np.ptp(self.run.rates) > 0):
            return
        found = self._right_at_any_rate
        if found is None:
            return
        followed = found.hyperparameters["learning_rate"]
        if abs(followed - 1.0) <= SAME < abs(rate - 1.0):
            yield found, ("learning-rate-ignored",), {}
        elif abs(followed / rate - 1.0) > SAME:
            yield found, ("gradient-scaled",), {"factor": followed / rate}

    def _as_shared(self) -> Iterator[Explanation]:
        """One slot for all variables, at the values that the code names."""
        if len(self.run.sizes) > 1:
            for fit in self._held(shared_hypotheses(self.rule, self.run), self.run, self.known):
                yield fit, fit.hypothesis.mistakes, {}

    def _as_counted_late(self) -> Iterator[Explanation]:
        """The time counts epochs, not steps."""
        for fit in self._held(
            late_hypotheses(self.rule, self.run, self.known, self.decays), self.run, self.known
        ):
            yield fit, fit.hypothesis.mistakes, fit.hypothesis.details

    def _as_pulled(self) -> Iterator[Explanation]:
        """Plain descent that also takes a share of the parameters off: the steps tell how large a share."""
        if self.rule != "sgd" or "learning_rate" not in self.known:
            return
        rate, theta = self.known["learning_rate"], self.run.theta[:-1]
        rates = self.run.rates[:, None] if self.run.rates is not None else rate
        with np.errstate(all="ignore"):
            rest = -np.diff(self.run.theta, axis=0) / rates - self.run.design.gradients
            share = float((rest * theta).sum() / (theta * theta).sum())
        if not np.isfinite(share) or share <= 0:
            return
        for one in hidden_hypotheses(self.rule, self.run):
            if one.unknown == "weight_decay":
                sized = replace(one, numbers={**one.numbers, one.unknown: share})
                fit = self._measured(self.run, sized, [{"learning_rate": rate}])[0]
                if self._holds(fit):
                    yield fit, one.mistakes, {**one.details, "share": float(f"{share:.2g}")}
                    return

    def _held(self, forms: Iterable[Hypothesis], run: Watched, known: Mapping[str, float]) -> list[Fit]:
        """The descriptions that hold, of those that look most promising; the nearest of all may be refined for it."""
        if "learning_rate" not in known:
            run = replace(run, rates=None)
        forms = tuple(forms)
        asked = tuple((one.rule, one.settings, one.mistakes) for one in forms)
        key = (asked, run.rates is None, frozenset(known.items()))
        if key not in self.searched:
            self.searched[key] = self._search(forms, run, known)
        return self.searched[key]

    def _search(self, forms: Sequence[Hypothesis], run: Watched, known: Mapping[str, float]) -> list[Fit]:
        ranked = sorted(self._promising(run, forms, known), key=lambda each: each[0].off)
        # Descriptions that are one function come out in any order: all forms of the first few are looked at.
        names = list(dict.fromkeys(one.mistakes for _, one in ranked))[:_LOOKED_AT]
        likely = [each for each in ranked if each[1].mistakes in names and each[0].off < _NEAR][:_MOST_FORMS]
        looked = self._reaching(run, likely or ranked[:_RELEASED], known)
        tried = sorted(self._fits(run, looked, known), key=lambda one: one.fit.distance)
        held = [one.fit for one in tried if self._holds(one.fit)]
        if held:
            return held
        return self._refined(run, tried[:_RELEASED], known)

    def _refined(self, run: Watched, near: list[_Tried], known: Mapping[str, float]) -> list[Fit]:
        """Those of the descriptions that hold at values which neither the code names nor anybody uses."""
        found = released(run.head(_SEARCHED), [one.usual for one in near], known, give_up=True)
        refined = [self._as_written(run, fit, known) for fit in found]
        return [fit for fit in refined if self._holds(fit)]

    # ---- fitting ---------------------------------------------------------------------------------------------------

    @cached_property
    def _mistakes(self) -> tuple[Hypothesis, ...]:
        """The rule's known mistakes; of scalars a norm is the number itself."""
        scalars = max(self.run.sizes) == 1
        return tuple(
            one
            for one in mistaken_hypotheses(self.rule, self.run)
            if not (scalars and "state-not-elementwise" in one.mistakes)
        )

    @cached_property
    def _free(self) -> Watched:
        """The run as if no rates had been seen."""
        return replace(self.run, rates=None)

    @property
    def _without_rate(self) -> dict[str, float]:
        return {name: value for name, value in self.known.items() if name != "learning_rate"}

    def _promising(
        self, run: Watched, forms: Sequence[Hypothesis], known: Mapping[str, float]
    ) -> list[tuple[Promise, Hypothesis]]:
        """What each description promises at values that are written or usual."""
        return list(zip(promises(run, forms, known, self.decays), forms, strict=True))

    @staticmethod
    def _reaching(
        run: Watched, forms: list[tuple[Promise, Hypothesis]], known: Mapping[str, float]
    ) -> list[Hypothesis]:
        """The descriptions that some values bring near the first steps; the others needn't be searched in all."""
        started = [Started(one, promised.start) for promised, one in forms]
        near = reaching(run, started, known)
        return [one for (_, one), reached in zip(forms, near, strict=True) if reached]

    def _fits(self, run: Watched, forms: Sequence[Hypothesis], known: Mapping[str, float]) -> list[_Tried]:
        """Fit with decays that are written in the code; where they don't do, with usual ones as well."""
        if not self.written:
            return self._fits_from(run, forms, known, self.decays)
        found = self._fits_from(run, forms, known, self.written)
        left = [place for place, one in enumerate(found) if not self._holds(one.fit)]
        before = [found[place] for place in left]
        again = self._fits_from(run, [forms[place] for place in left], known, self.decays, before)
        for place, one in zip(left, again, strict=True):
            found[place] = one
        return found

    def _fits_from(
        self,
        run: Watched,
        forms: Sequence[Hypothesis],
        known: Mapping[str, float],
        decays: tuple[float, ...],
        before: Sequence[_Tried] = (),
    ) -> list[_Tried]:
        kept = {id(one.usual): one for one in before}
        tried = [one.usual for one in before] or None
        fits = usual_fits(run.head(_SEARCHED), forms, known, decays=decays, give_up=True, tried=tried)
        return [kept.get(id(fit)) or _Tried(self._as_written(run, fit, known), fit) for fit in fits]

    def _as_written(self, run: Watched, fit: Fit, known: Mapping[str, float]) -> Fit:
        """Take written values where they do as well as those found on the first steps, and measure on all steps."""
        if fit.distance > _HOPELESS:
            return fit
        one, head = fit.hypothesis, run.head(_SEARCHED)
        near = {
            name: value if name in known else self._nearest(name, value)
            for name, value in fit.hyperparameters.items()
        }
        choices = [near, fit.hyperparameters]
        if "epsilon" in near and "epsilon" not in known:
            small = sorted(one for one in self.numbers if one <= _LARGEST_EPSILON)
            choices = [{**near, "epsilon": one} for one in small] + choices
        fits = self._measured(head, one, choices)
        hopeful = [each.hyperparameters for each in fits if self._holds(each, room=_HEAD_ROOM)]
        if hopeful:
            fits = self._measured(run, one, hopeful)
        held = (each for each in fits if self._holds(each))
        return next(held, min(fits, key=lambda each: each.distance))

    @staticmethod
    def _measured(run: Watched, one: Hypothesis, choices: list[dict[str, float]]) -> list[Fit]:
        """Fits of a description at several values, simulated together."""
        rows = {name: np.array([each[name] for each in choices]) for name in choices[0]}
        off = distances(run, one, rows)
        return [Fit(one, each, float(far)) for each, far in zip(choices, off, strict=True)]

    def _nearest(self, name: str, value: float) -> float:
        """A number of the student's that this value could be."""
        if name == "epsilon" or (not 0 < value < 1 and name != "learning_rate"):
            return value
        near = [one for one in (*self.numbers, *self.decays) if _same(name, value, one)]
        return min(near, key=lambda one: abs(one - value), default=value)

    def _is_written(self, fit: Fit, names: tuple[str, ...] = ()) -> bool:
        """Whether the values that were found (all of them, or these) are numbers of the student's."""
        wanted = names or tuple(n for n in fit.hyperparameters if n not in self.known and n != "epsilon")
        return all(
            any(_same(name, fit.hyperparameters[name], one) for one in self.numbers)
            for name in wanted
            if name in fit.hyperparameters
        )

    def _holds(self, fit: Fit, room: float = 1.0) -> bool:
        rate = fit.hyperparameters.get("learning_rate", 0.0)
        near = fit.distance <= room * TOLERANCE * self._envelope(fit)
        return near and sensible(fit) and 0 < rate < _LARGEST_RATE

    def _envelope(self, fit: Fit) -> float:
        return self.run.envelope(fit.hypothesis.rule, fit.settings)

    def _finding(self, explanation: Explanation) -> Finding:
        fit, mistakes, details = explanation
        return Finding(fit, mistakes, details, self._envelope(fit))


def _same(name: str, value: float, one: float) -> bool:
    if name != "learning_rate" and not 0 < one < 1:
        return False
    return difference(name, value, one) <= SAME
