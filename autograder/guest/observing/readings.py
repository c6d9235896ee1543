"""What is read around one ``session.run``: which tensors a run of their own may give, which only the student's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from . import graphs
from .place import failed_here
from .rates import constant
from .recorder import Training, Vector
from .units import Plan, Unit, true_gradients


@dataclass
class Reading:
    """The tensors of one unit."""

    theta: list[Any]
    before: dict[str, list[Any]] = field(default_factory=dict)
    """``gradients``, ``point``, ``loss``, ``rate``, ``true``: a run of their own may read them."""
    inside: dict[str, list[Any]] = field(default_factory=dict)
    """Random operations or iterators are behind them: only the student's own run may give them."""


def reading_of(plan: Plan, unit: Unit, graph: Any) -> Reading:
    """Sort out a unit's tensors."""
    wanted: dict[str, list[Any]] = {}
    if unit.small and unit.gradients and not unit.fed:
        wanted["gradients"] = unit.gradients
        wanted["true"] = true_gradients(unit, graph) or []
    if unit.small and unit.points:
        wanted["point"] = unit.points
    if unit.small and unit.loss is not None and not unit.fed:
        wanted["loss"] = [unit.loss]
    if hasattr(unit.rate, "graph") and unit.rate.graph is graph and constant(unit.rate) is None:
        wanted["rate"] = [unit.rate]
    theta = [graphs.snapshot(variable) for variable in unit.variables] if unit.small else []
    made = Reading([] if None in theta else theta)
    for name, tensors in wanted.items():
        needed = graphs.ancestors([tensor.op for tensor in tensors])
        if graphs.is_pure(needed.values()):
            made.before[name] = tensors
        elif all(tensor.op.name in plan.needed for tensor in tensors):
            made.inside[name] = tensors
    return made


@dataclass
class Running:
    """One unit in one run."""

    unit: Unit
    values: dict[str, list[Any]]
    reading: Reading
    training: Training | None = None

    def flat(self, name: str) -> Vector | None:
        """All variables' values of one kind in one vector."""
        values = self.values.get(name)
        return joined(values, self.unit) if values else None

    def single(self, name: str) -> float | None:
        """The one number of a kind; of several their sum, which is what gradients are of."""
        values = self.values.get(name)
        return float(np.sum(values[0])) if values and np.size(values[0]) else None

    def complete(self, other: Running | None) -> None:
        """Take over what an earlier run found of the same variables, which may have them in another order."""
        for name, values in (other.values if other is not None else {}).items():
            if name == "loss":
                self.values[name] = values
            elif name != "theta" and other is not None and len(values) == len(other.unit.sizes):
                held = dict(zip(other.unit.sizes, values, strict=True))
                self.values[name] = [held[each] for each in self.unit.sizes]

    def rate(self) -> float | None:
        """The rate in force."""
        values = self.values.get("rate")
        found = self.single("rate") if values and np.size(values[0]) == 1 else None
        found = constant(self.unit.rate) if found is None else found
        return None if found is None else found * self.unit.rate_sign

    def take_inside(self, inside: list[Any]) -> None:
        """Keep what the student's own run gave."""
        for name, tensors in self.reading.inside.items():
            self.values[name] = inside[: len(tensors)]
            del inside[: len(tensors)]

    def moving(self) -> Vector:
        """1 for each coordinate that this run itself moves."""
        return np.concatenate(
            [np.full(size, float(name in self.unit.moves)) for name, size in self.unit.sizes.items()]
        )


@dataclass
class Step:
    """All units of one run."""

    units: list[Running]

    @property
    def extra(self) -> list[Any]:
        """Tensors to fetch in the student's own run."""
        return [
            tensor for each in self.units for tensors in each.reading.inside.values() for tensor in tensors
        ]

    def failed(self, error: Exception) -> None:
        """The student's run raised."""
        for each in self.units:
            if each.training is not None:
                each.training.error = failed_here(error)


def joined(values: Sequence[Any], unit: Unit) -> Vector | None:
    """One vector of all the unit's variables."""
    if not values:
        return None
    flat = np.concatenate([np.ravel(np.asarray(value, dtype=np.float64)) for value in values])
    return flat if flat.size == sum(unit.sizes.values()) else None
