"""What hides around an update, written by hand for variables of 3, 2 and 2 coordinates."""

import numpy as np
from numpy.typing import NDArray

from reference.mistakes.alteration import Alteration

Vector = NDArray[np.float64]
SHARE = 0.01


def seen(fed: Vector, theta: Vector, mistake: Alteration) -> Vector:
    """The gradient that the rule gets to see."""
    match mistake.id, mistake.details.get("of"):
        case "gradient-scaled", _:
            return float(mistake.details["factor"]) * fed
        case "gradient-clipped", "value":
            return np.array([max(-1.0, min(1.0, float(one))) for one in fed])
        case "gradient-clipped", "norm":
            parts = [fed[0:3], fed[3:5], fed[5:7]]
            return np.concatenate([part / max(1.0, float(np.sqrt(part @ part))) for part in parts])
        case "gradient-clipped", "global-norm":
            return fed / max(1.0, float(np.sqrt(fed @ fed)))
        case "weight-decay-added", "gradient":
            return fed + SHARE * theta
    return fed


def moves(mistake: Alteration) -> Vector:
    """One where a variable moves."""
    if mistake.id != "one-variable-only":
        return np.ones(7)
    places = [int(place) for place in mistake.details["moving"].split(",")]
    return np.array([place in places for place in (1, 1, 1, 2, 2, 3, 3)], float)


def left(before: Vector, after: Vector, rate: float, mistake: Alteration) -> Vector:
    """The parameters in the end."""
    match mistake.id, mistake.details.get("of"):
        case "weight-decay-added", "decoupled":
            return after - rate * SHARE * before
        case "weight-decay-added", "decoupled-after":
            return (1 - rate * SHARE) * after
    return after
