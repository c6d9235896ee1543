"""How far to go along a direction p: lengths t for phi(t) = J(theta + t p), where phi'(0) < 0.

    Armijo     phi(t) <= phi(0) + c1 t phi'(0)              far enough down for the way gone
    Wolfe      Armijo, and phi'(t) >= c2 phi'(0)            and no longer as steep: then s y > 0
    exact      phi'(t) = 0

(Nocedal and Wright: Numerical Optimization, 2006, section 3.1.) Near a minimum phi changes by less than it is
rounded. There its values say nothing, and in place of Armijo the slopes are asked:

    phi'(t) <= (2 c1 - 1) phi'(0)

which on a parabola is the same (Hager and Zhang, 2005: the approximate Wolfe conditions).
"""

from collections.abc import Callable
from typing import NamedTuple

TRIALS = 100


class Line(NamedTuple):
    """The loss along a direction."""

    value: Callable[[float], float]
    """phi."""
    slope: Callable[[float], float]
    """phi'."""
    rounding: float
    """How large an error phi may have, relative to itself."""


Search = Callable[[Line], float]


def armijo(c1: float = 1e-4, shrink: float = 0.5) -> Search:
    """Backtrack: t = 1, then shrink t until it satisfies Armijo. Nothing keeps s y above 0."""
    _between("c1", c1, 0, 1)
    _between("shrink", shrink, 0, 1)

    def search(line: Line) -> float:
        enough = _armijo(line, c1)
        t = 1.0
        for _ in range(TRIALS):
            if enough(t):
                return t
            t *= shrink
        raise ValueError(FAILED)

    return search


def wolfe(c1: float = 1e-4, c2: float = 0.9) -> Search:
    """Bisect: too long where Armijo fails, too short where the slope is still steep (Lewis, Overton, 2013)."""
    _between("c1", c1, 0, c2)
    _between("c2", c2, c1, 1)

    def search(line: Line) -> float:
        enough, steep = _armijo(line, c1), c2 * line.slope(0.0)
        short, long, t = 0.0, float("inf"), 1.0
        for _ in range(TRIALS):
            if not enough(t):
                long = t
            elif line.slope(t) < steep:
                short = t
            else:
                return t
            t = 2 * short if long == float("inf") else (short + long) / 2
        raise ValueError(FAILED)

    return search


def exact_on_quadratic(line: Line) -> float:
    """Return the t where a straight phi' is 0: t = phi'(0) / (phi'(0) - phi'(1))."""
    here = _downhill(line)
    bend = line.slope(1.0) - here
    if not bend > 0:
        raise ValueError(
            "line search: the loss does not curve upwards along this direction: it has no minimum"
        )
    return -here / bend


def _armijo(line: Line, c1: float) -> Callable[[float], bool]:
    slope, value = _downhill(line), line.value(0.0)

    def enough(t: float) -> bool:
        change = line.value(t) - value
        if abs(change) <= line.rounding * abs(value):
            return line.slope(t) <= (2 * c1 - 1) * slope
        return change <= c1 * t * slope

    return enough


def _downhill(line: Line) -> float:
    slope = line.slope(0.0)
    if not slope < 0:
        raise ValueError(f"line search: the direction must lead downhill, but the slope is {slope}")
    return slope


def _between(name: str, value: float, low: float, high: float) -> None:
    if not low < value < high:
        raise ValueError(f"line search: {name} must lie between {low} and {high}, not {value}")


FAILED = f"line search: none of {TRIALS} lengths will do; do loss and gradient belong together, and is there a minimum?"
