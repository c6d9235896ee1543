"""What an identification works on and what it finds: a pair of runs, an explanation, and which name is told first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from autograder.comparing.evidence import Run
from autograder.diagnosis.epsilon import Fit

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

    def instead_of(self, other: Finding) -> Finding:
        """Return this finding with another description of the same path among its equivalents."""
        others = {*self.equivalents, *other.equivalents, other.mistakes} - {self.mistakes}
        return replace(self, equivalents=tuple(sorted(others)), runner_up=self.runner_up or other.runner_up)


_LESS_TELLING = (
    "time-frozen",
    "state-not-kept",
    "epsilon-outside-fraction",
    "old-velocity-applied",
    "velocity-overwritten",
    "lookahead-full-velocity",
)
"""When a description with one of these is the same function as another, the other is told."""


_NOISE = 1e-6
"""Envelopes: what is nearer than this differs by a machine's last digits."""


def first_name(found: list[Finding], likely: Callable[[Fit], bool]) -> Finding:
    """Choose what to call it among explanations the data can't part; the others become ``equivalents``.

    Of those that lie equally near the first one is told: which of them rounds best changes from machine to machine.
    """
    best = min(finding.residual for finding in found)
    close = [finding for finding in found if finding.residual <= 4 * best + 2]

    def rank(one: Finding) -> tuple[bool, bool, float]:
        near = one.residual <= 4 * best + _NOISE
        less = bool(set(_LESS_TELLING) & set(one.mistakes))
        return not likely(one.fit), less, 0.0 if near else one.residual

    chosen = min(close, key=rank)
    others = {finding.mistakes for finding in close} - {chosen.mistakes}
    return replace(chosen, equivalents=tuple(sorted(others)))
