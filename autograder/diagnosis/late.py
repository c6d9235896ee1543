"""Adam with a time that is counted once per epoch: the number of steps that it is held for has to be found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from autograder.comparing.watched import Watched
from autograder.diagnosis.fit import distances, promises
from autograder.diagnosis.hypotheses import Hypothesis, right_hypotheses
from reference.mistakes.correction import TIME_PER_EPOCH
from reference.mistakes.table import of_trainings

_MOST_HELD = 64
_USUAL_EPSILON = 1e-8


def late_hypotheses(
    rule: str, run: Watched, known: Mapping[str, float], decays: Sequence[float]
) -> list[Hypothesis]:
    """Return the accepted forms with the time held for as many steps as explains the first two epochs best."""
    forms = [one for one in right_hypotheses(rule, run) if "accumulator-init" not in one.names]
    most = min(_MOST_HELD, (len(run.theta) - 1) // 2)
    if not of_trainings(rule) or most < 2:
        return []
    late = [_held(forms[0], held) for held in range(2, most + 1)]
    found = []
    for held, one, promised in zip(range(2, most + 1), late, promises(run, late, known, decays), strict=True):
        values = {"epsilon": _USUAL_EPSILON, **known, **promised.start}
        off = distances(run.head(2 * held), one, {name: values[name] for name in one.hyperparameters})[0]
        found.append((float(off), held))
    nearest = min(found)[1]
    return [_held(one, nearest) for one in forms]


def _held(one: Hypothesis, steps: int) -> Hypothesis:
    numbers = {**one.numbers, TIME_PER_EPOCH.unknown: float(steps)}
    return replace(one, numbers=numbers, mistakes=(TIME_PER_EPOCH.id,), details={"steps": float(steps)})
