"""Decays that the lecture names only as "others" (2.1.1), as frameworks have them: int -> float from step 0.

The first value of each switch is TensorFlow's (TF1's `tf.train` and Keras 3 agree on all of them); where
PyTorch 2 differs, its way is another value. epsilon_0 is the start, n the number of steps a decay takes.
"""

import bisect
import itertools
import math
from collections.abc import Sequence

from reference.schedules import EXPONENTS, Schedule, at_least, one_of, stepped


def inverse_time(start: float, rate: float, interval: float = 1, form: str = "continuous") -> Schedule:
    """epsilon_k = epsilon_0 / (1 + d k/n), k/n rounded down in the staircase forms.

    With n = 1 it is the argument `decay` of Keras's old optimizers; with d = 1 the classic rate
    epsilon_0 / (1 + k/n), whose sum diverges while that of its squares does not (Robbins and Monro, 1951).
    """
    at_least("start", start, 0)
    at_least("rate", rate, 0)
    at_least("interval", interval, 1)
    one_of("form", form, tuple(EXPONENTS))
    return stepped(lambda i: start / (1 + rate * EXPONENTS[form](i, interval)))


def polynomial(
    start: float, end: float, steps: float, power: float = 1, *, after: str = "stable"
) -> Schedule:
    """epsilon_k = (epsilon_0 - epsilon_n) (1 - k/n)^p + epsilon_n before step n, epsilon_n from then on.

    After "cycle" (TensorFlow's cycle=True) n is stretched to its next multiple whenever k has passed it, so
    that the rate jumps up after n, 2n, ... and falls to epsilon_n again. PyTorch always ends at 0.
    """
    at_least("start", start, 0)
    at_least("end", end, 0)
    at_least("steps", steps, 1)
    one_of("after", after, ("stable", "cycle"))
    if not 0 < power < math.inf:
        raise ValueError(f"polynomial decay: power must be a finite number above 0, not {power}")

    def rate(i: int) -> float:
        n = steps * max(math.ceil(i / steps), 1) if after == "cycle" else steps
        left: float = (1 - min(i, n) / n) ** power
        return (start - end) * left + end

    return stepped(rate)


def cosine(start: float, end: float, steps: float, *, after: str = "stable") -> Schedule:
    """epsilon_k = epsilon_n + (epsilon_0 - epsilon_n) (1 + cos(pi k/n)) / 2, half a period of a cosine.

    After step n TensorFlow stays at epsilon_n, which it writes as a share of the start: alpha epsilon_0.
    "goes-on" is PyTorch's CosineAnnealingLR: the cosine rises again, back at epsilon_0 in step 2n.
    "restarts" jumps back to epsilon_0 at n, 2n, ... (SGDR: Loshchilov and Hutter, 2017, with equal periods):
    CosineDecayRestarts with t_mul = 1, CosineAnnealingWarmRestarts with T_mult = 1.
    """
    at_least("start", start, 0)
    at_least("end", end, 0)
    at_least("steps", steps, 1)
    one_of("after", after, ("stable", "goes-on", "restarts"))

    def rate(i: int) -> float:
        k = {"stable": min(i, steps), "goes-on": i, "restarts": i % steps}[after]
        return end + (start - end) * (1 + math.cos(math.pi * k / steps)) / 2

    return stepped(rate)


def piecewise_constant(
    boundaries: Sequence[int], values: Sequence[float], *, boundary: str = "old-rate"
) -> Schedule:
    """epsilon_k = values[j], j the number of boundaries that k has passed.

    In TensorFlow the step at a boundary still has the old rate: j counts boundaries < k. "new-rate" is
    PyTorch's MultiStepLR (there values[j] = epsilon_0 gamma^j), which drops at it: j counts boundaries <= k.
    """
    one_of("boundary", boundary, ("old-rate", "new-rate"))
    edges, rates = tuple(boundaries), tuple(values)
    if len(rates) != len(edges) + 1:
        raise ValueError(
            f"piecewise constant: {len(edges)} boundaries want {len(edges) + 1} values, not {len(rates)}"
        )
    if not all(one < other for one, other in itertools.pairwise(edges)):
        raise ValueError(f"piecewise constant: boundaries must rise, but are {edges}")
    for edge in edges:
        at_least("boundaries", edge, 0)
    for value in rates:
        at_least("values", value, 0)
    passed = bisect.bisect_left if boundary == "old-rate" else bisect.bisect_right
    return stepped(lambda i: rates[passed(edges, i)])
