"""Gradients that were asked for by the student's own code, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .place import Place
from .recorder import Training, Vector


@dataclass
class Part:
    """One variable of a question."""

    variable: Any
    theta: Any
    gradient: Any
    """What the update is handed: all that has come together where gradients accumulate."""
    true: Any
    """The loss's own."""
    points: list[Vector]
    """Sums that it is a term of, made since the question before: one may be the point that was asked at."""
    own: bool
    """Whether the student's code asked for it; else the loss depends on the variable, and nobody asked."""


@dataclass
class Question:
    """Gradients that were asked for, and what became of them."""

    source: Any
    """The tape or graph; the same one may be asked several times in one step."""
    target: Any
    loss: float | None
    loop: tuple[int, int]
    frame: Any
    place: Place | None
    printed: int
    number: int
    """Which of all questions it is."""
    parts: dict[int, Part] = field(default_factory=dict)
    called: list[str] = field(default_factory=list)
    optimizer: str = ""
    rates: dict[str, float] = field(default_factory=dict)
    """What was called a rate when the first variable was assigned to."""


@dataclass(frozen=True)
class Answered:
    """A question, and where the parameters stood before and after."""

    key: tuple[Any, ...]
    question: Question
    parts: Sequence[Part]
    before: Vector
    after: Vector

    @property
    def idle(self) -> bool:
        """Whether nothing moved."""
        return bool(np.array_equal(self.before, self.after))

    @property
    def clear(self) -> bool:
        """Whether nothing of the question before is in its gradients."""
        return bool(
            np.array_equal(flat([p.gradient for p in self.parts]), flat([p.true for p in self.parts]))
        )

    def goes_on(self, other: Answered) -> bool:
        """Whether the other one begins in the same place where this one ended."""
        frame = self.question.frame
        return (
            frame is not None
            and other.question.frame is frame
            and bool(np.array_equal(other.before, self.after))
        )


@dataclass
class Going:
    """A training that goes on."""

    training: Training
    variables: list[Any]
    frame: Any
    own: set[int] = field(default_factory=set)
    """Identities of the variables whose gradients were asked for."""
    points: list[list[list[Vector]]] = field(default_factory=list)
    """By step and parameter."""
    true: list[Vector] = field(default_factory=list)
    """By step."""
    rates: list[dict[str, float]] = field(default_factory=list)
    """By step and name."""


def flat(values: Sequence[Any]) -> Vector:
    """All numbers of some variables, one after the other."""
    return np.concatenate([np.ravel(np.asarray(value, dtype=np.float64)) for value in values])
