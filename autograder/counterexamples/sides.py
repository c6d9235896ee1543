"""One side of an update rule's table: a rule with its numbers, run on small gradients, as the columns of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.counterexamples.sheet import Columns, cells
from autograder.protocol.arrays import Vector
from reference.algorithms.algorithm import Settings
from reference.algorithms.around import gradient_in
from reference.rule import Rule, algorithm
from reference.run import run, train
from reference.trajectory import Trajectory


@dataclass(frozen=True)
class Side:
    """A rule and everything that it is run with."""

    rule: Rule
    values: Mapping[str, Any]
    """Hyperparameters, and the numbers of a mistake."""
    layout: tuple[int, ...] = (1,)

    def fed(self, gradients: Vector, rates: Sequence[float] | None = None, start: float = 0.0) -> Trajectory:
        """Run on given gradients: (T, d), or (T, H, d) for many sequences at once."""
        width = gradients.shape[-1]
        begin = np.full(width, start)
        layout = self._layout(width)
        return run(self.rule, gradients, self.values, layout=layout, rates=rates, theta0=begin)

    def trained(self, start: Sequence[float], steps: int) -> Trajectory:
        """Train on the bowl J = theta theta / 2, whose gradient is the point itself."""
        return train(
            self.rule, lambda point: point, start, self.values, steps, layout=self._layout(len(start))
        )

    @property
    def looks_ahead(self) -> bool:
        """Whether the rule may ask for its gradient elsewhere than at theta."""
        return "lookahead" in algorithm(self.rule.algorithm).switches

    def _layout(self, coordinates: int) -> tuple[int, ...]:
        return self.layout if sum(self.layout) == coordinates else (coordinates,)


def columns(side: Side, path: Trajectory, *, closed: bool = False, times: bool = False) -> Columns:
    """Return what a person would write down: gradient, slots, update, theta, and what stands between them."""
    shown: dict[str, Any] = {}
    if closed:
        shown["point"] = cells(path.asked)
    if times:
        shown["t"] = cells(_times(side, path))
    shown["gradient"] = cells(path.gradients)
    shown |= {name: cells(values[1:]) for name, values in path.slots.items()}
    if side.rule.algorithm == "adam":
        shown |= _corrected(side, path)
    shown["update"] = cells(np.diff(path.theta, axis=0))
    shown["theta"] = cells(path.theta[1:])
    return shown


def _times(side: Side, path: Trajectory) -> Vector:
    """The step's count for each coordinate."""
    steps = np.arange(len(path.gradients))[:, None]
    if side.rule.all_switches().get("state") == "rebuilt-with-time":
        steps = steps * 0
    numbers = {**algorithm(side.rule.algorithm).numbers, **side.values}
    ticks = np.floor(steps / np.asarray(numbers.get("time_held", 1.0)))
    counted = np.asarray(numbers["time_start"]) + np.asarray(numbers["time_stride"]) * ticks
    return np.asarray(np.broadcast_to(counted, path.gradients.shape), dtype=np.float64)


def _corrected(side: Side, path: Trajectory) -> dict[str, Any]:
    """Adam's moments of each step before and after their correction: what it keeps when it is told to keep them."""
    rulebook, how = algorithm("adam"), side.rule.all_switches()
    known = {**rulebook.hyperparameters, **rulebook.numbers, **side.values}
    numbers = {name: np.asarray(value, np.float64) for name, value in known.items()}
    found: dict[str, list[Vector]] = {"s": [], "r": [], "s_hat": [], "r_hat": []}
    layout = side.layout if sum(side.layout) == path.theta.shape[-1] else (path.theta.shape[-1],)
    for k, time in enumerate(_times(side, path)):
        theta, g = path.theta[k], path.gradients[k]
        here = {**numbers, "time": time}
        state = rulebook.init(theta, Settings(numbers, how, layout))
        if how["state"] == "kept":
            state = type(state)(**{name: values[k] for name, values in path.slots.items()})
        for stored, suffix in (("raw", ""), ("corrected", "_hat")):
            settings = Settings(here, {**how, "stored": stored}, layout)
            with np.errstate(all="ignore"):
                kept = rulebook.update(
                    theta, state, gradient_in(g, theta, settings), settings
                ).state._asdict()
            for name in ("s", "r"):
                found[name + suffix].append(np.asarray(kept[name]))
    return {name: cells(np.array(values)) for name, values in found.items()}
