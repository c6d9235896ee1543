"""Gradients for a run: the designed sequence (open loop), or those of the regression at the point asked (closed loop)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .wire import Vector, from_array


@dataclass(frozen=True)
class Feed:
    """Start, number of steps, and the gradient at each step and point."""

    theta0: Vector
    steps: int
    gradients: Vector | None = None
    x: Vector | None = None
    y: Vector | None = None

    def at(self, step: int) -> Callable[[Vector], Vector]:
        """The gradient as a function of the point, at this step. Every call gives a fresh array."""
        if self.gradients is not None:
            designed = self.gradients[step]
            return lambda _point: designed.copy()
        x, y = self.x, self.y
        assert x is not None
        assert y is not None
        scale = 2.0 / x.shape[0]
        return lambda point: scale * (x.T @ (x @ point - y))


def feed_of(request: Mapping[str, Any]) -> Feed:
    """The feed of an update or train request."""
    theta0 = from_array(request["theta0"])
    if request["kind"] == "update":
        gradients = from_array(request["gradients"])
        return Feed(theta0, gradients.shape[0], gradients=gradients)
    x, y = from_array(request["x"]), from_array(request["y"])
    return Feed(theta0, int(request["steps"]), x=x.reshape(x.shape[0], -1), y=y.ravel())
