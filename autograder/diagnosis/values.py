"""Fitted hyperparameters: which of them differ from the expected ones, and whether anybody could have meant them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from autograder.diagnosis.epsilon import Fit
from autograder.diagnosis.hypotheses import Hypothesis
from reference.run import DECAYS

LARGEST_EPSILON = 1.001e-5
SAME = 1e-3
"""Relative difference below which two hyperparameters are one value; of a decay, that of what it forgets."""
_LEAST_MOMENTUM, _LEAST_DECAY = 0.05, 5e-4
"""Below, nothing is remembered. A beta_2 of 0.001 is one written the wrong way round."""
_LARGEST_DECAY = 1 - 1e-5
"""Beyond, nothing is forgotten: a sum in an average's clothes, which float32 can't even compute."""


def difference(name: str, value: float, expected: float) -> float:
    """Relative difference of two values: 0.9995 is half as forgetful as 0.999."""
    if name in DECAYS:
        return abs(value - expected) / (1.0 - expected)
    return abs(value - expected) / abs(expected)


def differing(fit: Fit, defaults: Mapping[str, float], given: Mapping[str, float]) -> list[str]:
    """Hyperparameters that are neither given nor the part's default; epsilon only where it leaves its bounds."""
    found = []
    for name, value in fit.hyperparameters.items():
        if name in given or name not in defaults:
            continue
        if name == "epsilon":
            if value > LARGEST_EPSILON:
                found.append(name)
        elif difference(name, value, defaults[name]) > SAME:
            found.append(name)
    return found


def sensible(fit: Fit) -> bool:
    """Whether fitted values are ones that somebody could have meant.

    With a decay of 0, or an epsilon above all gradients, a rule is another one in its clothes: Adam without memory is
    gradient descent, and should be called that.
    """
    decays = (
        (_LEAST_MOMENTUM if name == "momentum" else _LEAST_DECAY) < value < _LARGEST_DECAY
        for name, value in fit.hyperparameters.items()
        if name in DECAYS
    )
    return all(decays) and fit.hyperparameters.get("epsilon", 0.0) < 1.0


def written(fit: Fit, names: Iterable[str], numbers: frozenset[float]) -> bool:
    """Whether the source holds all of these values: a rate of 0.01 that is written there is no forgotten factor."""
    values = [fit.hyperparameters[name] for name in names]
    return all(any(abs(value - number) <= SAME * abs(number) for number in numbers) for value in values)


def factor(hypothesis: Hypothesis, name: str, ratio: float) -> float:
    """Factor on the gradient that a rate or an epsilon times ``ratio`` amounts to.

    Before an adaptive rule, c times the gradient is epsilon / c outside the root and epsilon / c^2 inside it.
    """
    if name == "learning_rate":
        return ratio
    return ratio**-0.5 if hypothesis.rule.switch("epsilon") == "inside" else 1.0 / ratio
