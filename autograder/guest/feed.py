"""Gradients for a run: a designed sequence (open loop), or the regression's at the point asked (closed loop)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .wire import Vector, from_array


@dataclass(frozen=True)
class Feed:
    """Start, number of steps, and the gradient as a function of step and point."""

    theta0: Vector
    steps: int
    gradient: Callable[[int, Vector], Vector]
    """Gives a fresh array every time."""
    closed: bool = False
    """The gradient depends on the point alone, not on the step."""

    def at(self, step: int) -> Callable[[Vector], Vector]:
        """The gradient as a function of the point, at this step."""
        return lambda point: self.gradient(step, point)


def feed_of(request: Mapping[str, Any]) -> Feed:
    """The feed of an update or train request."""
    theta0 = from_array(request["theta0"])
    if request["kind"] == "update":
        designed = from_array(request["gradients"])
        return Feed(theta0, designed.shape[0], lambda step, _: designed[step].copy())
    x, y = from_array(request["x"]), from_array(request["y"]).ravel()
    x = x.reshape(x.shape[0], -1)
    steps = int(request["steps"])
    return Feed(theta0, steps, lambda _, point: 2.0 / x.shape[0] * (x.T @ (x @ point - y)), closed=True)
