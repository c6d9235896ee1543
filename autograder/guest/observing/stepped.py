"""Trainings whose steps an optimizer object takes at once: Keras, TF1 eagerly, PyTorch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .place import Place, own_names
from .recorder import MAX_COORDINATES, Framework, Recorder, Training, Vector, Way


@dataclass(frozen=True)
class Facts:
    """What is told once about a training."""

    framework: Framework
    way: Way
    optimizer: str = ""
    arguments: dict[str, float] = field(default_factory=dict)
    schedule: str = ""
    schedule_arguments: dict[str, float] = field(default_factory=dict)
    called: Sequence[str] = ()
    builtin: str = ""


@dataclass
class Before:
    """What a step began with."""

    variables: list[Any]
    theta: Vector | None
    gradient: Vector | None = None
    true: Vector | None = None
    loss: float | None = None
    rate: float | None = None


@dataclass
class _Open:
    training: Training
    variables: list[Any]


class Stepped:
    """Goes on with an optimizer's training, or begins one where variables were set anew."""

    def __init__(self, recorder: Recorder, values: Callable[[Sequence[Any]], list[Any]]) -> None:
        self.recorder = recorder
        self.values = values
        """NumPy arrays of variables or tensors."""
        self.open: dict[tuple[Any, ...], _Open] = {}

    def flat(self, tensors: Sequence[Any]) -> Vector | None:
        """One vector of small tensors; None where they are too many or no numbers."""
        sizes = [size_of(tensor) for tensor in tensors]
        if None in sizes or not 0 < sum(size or 0 for size in sizes) <= MAX_COORDINATES:
            return None
        return np.concatenate([np.ravel(np.asarray(v, dtype=np.float64)) for v in self.values(tensors)])

    def is_full(self, optimizer: Any, variables: Sequence[Any]) -> bool:
        """Whether steps of this training are only counted by now."""
        found = self.open.get(_key(optimizer, variables))
        return found is not None and found.training.full

    def count(self, optimizer: Any, variables: Sequence[Any]) -> None:
        """One more step of a training that is recorded already."""
        self.open[_key(optimizer, variables)].training.step()

    def step(
        self,
        optimizer: Any,
        before: Before,
        facts: Callable[[], Facts],
        *,
        builtin: str = "",
        after: Vector | None = None,
        place: Place | None = None,
    ) -> Training:
        """A step was taken; what it left is read unless it is given."""
        key = _key(optimizer, before.variables)
        found = self.open.get(key)
        if found is not None and not _goes_on(found.training, before.theta):
            found = None
        if found is None:
            training = begin(self.recorder, facts(), before.variables, before.theta, place=place)
            found = _Open(training, before.variables)
            self.open[key] = found
        training = found.training
        if before.true is not None and training.wants_true(training.steps):
            training.true[training.steps] = before.true
        after = after if after is not None else self.flat(before.variables)
        training.builtin = training.builtin or builtin
        training.step(after, gradient=before.gradient, rate=before.rate, loss=before.loss)
        return training

    def finish(self) -> None:
        """Read how the trainings end whose steps were only counted."""
        for each in self.open.values():
            if each.training.full:
                each.training.last_theta = self.flat(each.variables)


def begin(
    recorder: Recorder,
    facts: Facts,
    variables: Sequence[Any],
    theta: Vector | None,
    *,
    place: Place | None = None,
    printed_from: int | None = None,
) -> Training:
    """A training begins."""
    names = _unique(own_names(variables))
    sizes = {name: size_of(v) or 0 for name, v in zip(names, variables, strict=True)}
    single = all("float64" not in str(getattr(variable, "dtype", "")) for variable in variables)
    start = theta if theta is not None else np.full(sum(sizes.values()), np.nan)
    training = recorder.begin(
        facts.framework, facts.way, sizes, start, single=single, place=place, printed_from=printed_from
    )
    training.optimizer = facts.optimizer
    training.arguments = facts.arguments
    training.schedule, training.schedule_arguments = facts.schedule, facts.schedule_arguments
    training.called = list(dict.fromkeys(filter(None, facts.called)))
    training.builtin = facts.builtin
    return training


def size_of(tensor: Any) -> int | None:
    """Number of elements by the static shape."""
    try:
        return int(np.prod([int(side) for side in tensor.shape], dtype=np.int64))
    except (AttributeError, TypeError, ValueError):
        return None


def _goes_on(training: Training, theta: Vector | None) -> bool:
    if theta is None or training.full or not training.vectors:
        return True
    return bool(np.array_equal(theta, training.theta[-1], equal_nan=True))


def _key(optimizer: Any, variables: Sequence[Any]) -> tuple[Any, ...]:
    return (id(optimizer), *(id(variable) for variable in variables))


def _unique(names: Sequence[str]) -> list[str]:
    found: list[str] = []
    for name in names:
        number, made = 1, name
        while made in found:
            number += 1
            made = f"{name}_{number}"
        found.append(made)
    return found
