"""Learning rates as functions of the step: pure int -> float, steps counted from 0 (lecture 2.1.1).

What the lecture names only as "others" stands in `other_schedules.py`.
Keywords after the star are altered forms: the mistakes of `reference/mistakes/schedules.py` set them.
"""

import operator
from collections.abc import Callable, Mapping
from functools import reduce

Schedule = Callable[[int], float]

# How far the decay has come at step i with interval n.
EXPONENTS: Mapping[str, Callable[[int, float], float]] = {
    "continuous": lambda i, n: i / n,
    # The rate drops at i = n, 2n, ... (TensorFlow) or already at n - 1, 2n - 1, ... (the lecture's example).
    "staircase-late": lambda i, n: i // n,
    "staircase-early": lambda i, n: (i + 1) // n,
    # A mistake: the exponent is the interval itself, whatever the step.
    "interval": lambda _, n: n,
}

# What becomes of the exponents of all steps so far; the last is this step's.
GROWTHS: Mapping[str, Callable[[list[float]], float]] = {
    "power": lambda passed: passed[-1],
    "inverse": lambda passed: -passed[-1],
    "stuck-after-first": lambda passed: min(passed[-1], 1),
    "stuck": lambda _: 1,
    "none": lambda _: 0,
    # The decayed rate is decayed by the whole power again: at each new exponent, or at each step.
    "compound-on-change": lambda passed: sum(dict.fromkeys(passed)),
    "compound-every-step": sum,
}


def constant(rate: float) -> Schedule:
    """epsilon_k = epsilon_0."""
    at_least("rate", rate, 0)
    return stepped(lambda _: rate)


def linear(
    start: float,
    stable: float,
    tau: float,
    *,
    ends: str = "own",
    fraction: str = "growing",
    after: str = "stable",
    heading: float | None = None,
) -> Schedule:
    """epsilon_k = (1 - k/tau) epsilon_0 + k/tau epsilon_tau before step tau, epsilon_tau from then on.

    `heading` (`stable` where it is None) is the rate that the falling part would reach at tau.
    """
    at_least("start", start, 0)
    at_least("stable", stable, 0)
    at_least("tau", tau, 1)
    one_of("ends", ends, ("own", "swapped", "swapped-before-tau"))
    one_of("fraction", fraction, ("growing", "falling", "stuck", "compound", "none"))
    one_of("after", after, ("stable", "goes-on", "stops-at-zero"))
    aim = stable if heading is None else heading
    first, last = (start, aim) if ends == "own" else (stable, start)
    at_rest = start if ends == "swapped" else stable

    def rate(i: int) -> float:
        if i >= tau and after == "stable":
            return at_rest
        if fraction == "compound":
            return reduce(lambda old, k: _mix(old, last, k / tau), range(i + 1), first)
        done = {"growing": i / tau, "falling": -i / tau, "stuck": 1 / tau, "none": 0.0}[fraction]
        mixed = _mix(first, last, done)
        return max(mixed, 0.0) if after == "stops-at-zero" else mixed

    return stepped(rate)


def exponential(
    start: float,
    rate: float,
    interval: float = 1,
    form: str = "continuous",
    *,
    stable: float | None = None,
    base: str = "start",
    growth: str = "power",
) -> Schedule:
    """epsilon_k = epsilon_0 d^(k/n), the exponent rounded down in the staircase forms.

    `stable` (1 % of start, as in the lecture's examples) serves only those who decay from it.
    """
    at_least("start", start, 0)
    at_least("interval", interval, 1)
    if not 0 < rate <= 1:
        raise ValueError(f"exponential decay: rate must lie in (0, 1], not {rate}")
    one_of("form", form, tuple(EXPONENTS))
    one_of("base", base, ("start", "stable", "stable-after-first"))
    one_of("growth", growth, tuple(GROWTHS))
    stable = 0.01 * start if stable is None else stable
    at_least("stable", stable, 0)

    def decayed(i: int) -> float:
        begin = 0 if growth.startswith("compound") else i  # the others look at this step's exponent only
        passed = [EXPONENTS[form](k, interval) for k in range(begin, i + 1)]
        untouched = base == "start" or (base == "stable-after-first" and passed[-1] == 0)
        power: float = rate ** GROWTHS[growth](passed)
        return (start if untouched else stable) * power

    return stepped(decayed)


def shifted(schedule: Schedule, steps: int) -> Schedule:
    """Let a schedule run this many steps ahead (behind, where negative: it waits at its first rate)."""
    return stepped(lambda i: schedule(max(i + steps, 0)))


SCHEDULES: Mapping[str, Callable[..., Schedule]] = {
    "constant": constant,
    "linear": linear,
    "exponential": exponential,
}


OWN_SCHEDULES: dict[str, Callable[..., Schedule]] = {}
"""What an exercise brought along (`reference.oracle`)."""


def schedule(name: str) -> Callable[..., Schedule]:
    """Look a schedule's factory up by name."""
    one_of("schedule", name, (*SCHEDULES, *OWN_SCHEDULES))
    return SCHEDULES[name] if name in SCHEDULES else OWN_SCHEDULES[name]


def _mix(first: float, last: float, done: float) -> float:
    return (1 - done) * first + done * last


def stepped(rate: Schedule) -> Schedule:
    """Let a schedule refuse whatever is no step: a fraction, or a number below 0."""

    def checked(i: int) -> float:
        step = operator.index(i)
        if step < 0:
            raise ValueError(f"a schedule is asked for step 0, 1, ..., not {step}")
        return rate(step)

    return checked


def at_least(name: str, value: float, least: float) -> None:
    """Refuse a number that is too small, infinite or NaN."""
    if not least <= value < float("inf"):
        raise ValueError(f"schedule: {name} must be a finite number of at least {least}, not {value}")


def one_of(name: str, value: str, allowed: tuple[str, ...]) -> None:
    """Refuse a switch's value that is not among those allowed."""
    if value not in allowed:
        raise ValueError(f"{name} cannot be {value!r}; allowed: {', '.join(allowed)}")
