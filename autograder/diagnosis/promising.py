"""Which of many descriptions are worth a fit with every value free: a quick look, then a search in few steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from autograder.comparing.evidence import Run
from autograder.diagnosis.epsilon import Fit
from autograder.diagnosis.fit import promises, release, usual_fits
from autograder.diagnosis.hypotheses import Hypothesis
from autograder.diagnosis.reach import Started, reaching
from autograder.diagnosis.together import Mask
from autograder.diagnosis.values import sensible

_HOPELESS = 0.3
"""Mean distance on large gradients, at the best usual values, that no other values mend."""
_LOOKED_AT, _RELEASED = 12, 4
"""Hypotheses that are fitted with free hyperparameters: the most promising ones."""


def most_promising(
    run: Run, hypotheses: Iterable[Hypothesis], given: Mapping[str, float]
) -> list[tuple[Hypothesis, bool]]:
    """Rank by a quick look, those at the top by a fit from usual values; keep a few, if any value fits any.

    Beside each stands whether any values bring it near: the others serve only to be told as the second best. Those
    that come near are kept first: where a rate and an epsilon are one number in most coordinates (AdaDelta's), usual
    values lie far from the path that others fit.
    """
    forms = list(hypotheses)
    ranked = sorted(zip(promises(run, forms, given), forms, strict=True), key=lambda each: each[0].off)
    looked = [(seen, one) for seen, one in ranked[:_LOOKED_AT] if seen.off < _HOPELESS]
    reached = reaching(run, [Started(one, seen.start) for seen, one in looked], given)
    if not reached.any():
        return []
    fits = usual_fits(run, [one for _, one in looked], given)
    best = sorted(range(len(looked)), key=lambda place: (not reached[place], fits[place].distance))[
        :_RELEASED
    ]
    return [(looked[place][1], bool(reached[place])) for place in best]


def promising_fits(run: Run, hypotheses: Iterable[Hypothesis], given: Mapping[str, float]) -> list[Fit]:
    """Fit with every value free the most promising ones, as far as any values bring them near."""
    near = [one for one, reached in most_promising(run, hypotheses, given) if reached]
    return [fit for fit in release(run, near, given) if sensible(fit)]


def within_reach(run: Run, forms: list[Hypothesis], known: Mapping[str, float]) -> Mask:
    """Say of each whether some values of what isn't known bring it near."""
    promised = promises(run, forms, known)
    return reaching(run, [Started(one, seen.start) for one, seen in zip(forms, promised, strict=True)], known)


def of(one: Hypothesis, values: Mapping[str, float]) -> dict[str, float]:
    """Those of the values that are hyperparameters of a hypothesis."""
    return {name: value for name, value in values.items() if name in one.hyperparameters}
