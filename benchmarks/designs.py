"""``python -m benchmarks.designs``: search the shape of the designed gradients; writes ``benchmarks/designs.json``.

The objective, for each part, with given values and hard-coded ones, at known values and with rate and epsilon refitted: the
logarithm of the least margin over the worst rounding of right code (``benchmarks.signal``), its mean over secrets. Of
two shapes the better one gains more on the present shape where it gains least; where that is the same, in the sum. First
random shapes, then steps in one parameter at a time from the present one and from the best of them, each step then halved.
A shape that is found so replaces the present one only if on secrets that the search didn't have no part loses by it.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np

from autograder.driving.design import SHAPE, Shape
from benchmarks.signal import CASES, Case, right_code, signal

SEARCHED = tuple(f"searched {number}".encode() for number in range(4))
HELD_OUT = tuple(f"held out {number}".encode() for number in range(8))
_RANDOM, _SCREENED, _STARTS, _SEED = 40, 1, 2, 0
_DRAWN = 0.25
"""Share of a random shape's numbers that are drawn; the others are the present ones."""
_SAME = 0.02
"""Logarithms nearer than this are the same."""
_PATH = Path(__file__).with_suffix(".json")


class Parameter(NamedTuple):
    """One number of the shape. Scales of several coordinates move together, the first is in the bounds."""

    name: str
    low: float
    high: float
    """What the purposes allow (``autograder.driving.design``), whatever the objective says."""
    step: float
    """A factor; 0 for whole numbers, which move by one."""


PARAMETERS = (
    Parameter("plain", 0.3, 3.0, 1.5),
    Parameter("clipping", 10.0, 100.0, 1.5),
    Parameter("small", 2e-3, 5e-2, 1.5),
    Parameter("epsilon", 4e-6, 2.5e-5, 1.5),
    Parameter("large_then_small", 1.0, 100.0, 1.5),
    Parameter("impulse", 0.2, 20.0, 1.5),
    Parameter("late", 0.2, 5.0, 1.5),
    Parameter("nearest", 0.1, 0.8, 1.5),
    Parameter("farthest", 1.2, 3.0, 1.2),
    Parameter("against", 0.1, 0.5, 1.2),
    Parameter("turn", 1, 12, 0),
    Parameter("shrunk", 1e-5, 2.5e-3, 2.0),
    Parameter("hit", 0, 7, 0),
    Parameter("awake", 1, 7, 0),
    Parameter("quiet_every", 2, 5, 0),
    Parameter("quiet", 0.01, 0.1, 1.5),
)


class Place(NamedTuple):
    """What the objective has one number for."""

    case: Case
    margin: str
    """``known`` or ``refitted``."""


Logs = dict[Place, list[float]]
"""Logarithm of the signal, one per secret."""


@dataclass(frozen=True)
class Row:
    """One place on the held-out secrets, as margins over the worst rounding."""

    place: Place
    present: float
    """Geometric mean over the secrets."""
    present_least: float
    found: float
    found_least: float


@dataclass(frozen=True)
class Neighbour:
    """The present shape with one number changed, on the secrets of the search."""

    name: str
    value: float
    least: float
    """Factor of the place that loses most."""
    where: Place
    mean: float
    """Geometric mean of all places' factors."""
    tightest: float
    """Factor of the place whose signal is the least on the present shape."""


@dataclass(frozen=True)
class Record:
    """What the search found."""

    searched: int
    held_out: int
    tried: int
    shape: Shape
    found: Shape
    rounding: float
    """The worst of right code in envelopes, on the held-out secrets."""
    found_rounding: float
    rows: list[Row]
    neighbours: list[Neighbour]

    @property
    def adopted(self) -> bool:
        """Whether the found shape is the better one everywhere."""
        return self.found_rounding <= self.rounding and all(
            row.found >= row.present and row.found_least >= row.present_least for row in self.rows
        )


class Search:
    """Shapes tried against the present one on the same secrets."""

    def __init__(self, secrets: Sequence[bytes]) -> None:
        self._secrets = secrets
        self._present = logs(SHAPE, secrets, whole=False)
        self.tried = 0

    @property
    def tightest(self) -> Place:
        """The place where the present shape parts right from wrong least."""
        return min(self._present, key=lambda place: np.mean(self._present[place]))

    def gains(self, shape: Shape, over: float = -math.inf) -> dict[Place, float]:
        """Mean logarithm gained per place; ends at a place that doesn't gain more than ``over``."""
        self.tried += 1
        found: dict[Place, float] = {}
        for case in CASES:
            for place, values in _case_logs(case, shape, self._secrets, whole=False).items():
                found[place] = float(np.mean(values) - np.mean(self._present[place]))
                if found[place] <= over:
                    return found
        return found

    def climbed(self, start: Shape) -> tuple[Shape, float]:
        """Step while a step is better, then by half steps."""
        best, gained = start, _value(self.gains(start))
        for share in (1.0, 0.5):
            better = True
            while better:
                better = False
                for parameter in PARAMETERS:
                    for up in (True, False):
                        tried = stepped(best, parameter, up=up, share=share)
                        if tried is None:
                            continue
                        now = _value(self.gains(tried, gained[0] - _SAME))
                        if now[0] > gained[0] + _SAME or (
                            now[0] > gained[0] - _SAME / 2 and now[1] > gained[1] + _SAME
                        ):
                            best, gained, better = tried, now, True
                            _say(
                                f"{parameter.name} {value(best, parameter):.3g}: least {gained[0]:+.3f}, sum {gained[1]:+.2f}"
                            )
        return best, gained[0]


def logs(shape: Shape, secrets: Sequence[bytes], *, whole: bool = True) -> Logs:
    """Measure a shape everywhere."""
    found: Logs = {}
    for case in CASES:
        found |= _case_logs(case, shape, secrets, whole=whole)
    return found


def _case_logs(case: Case, shape: Shape, secrets: Sequence[bytes], *, whole: bool) -> Logs:
    measured = [signal(case, secret, shape, whole=whole) for secret in secrets]
    return {
        Place(case, "known"): [math.log(one.known) for one in measured],
        Place(case, "refitted"): [math.log(one.free) for one in measured],
    }


def _value(gains: dict[Place, float]) -> tuple[float, float]:
    return min(gains.values()), sum(gains.values())


def value(shape: Shape, parameter: Parameter) -> float:
    """Return the number that a parameter has in a shape."""
    found = getattr(shape, parameter.name)
    return float(found[0] if isinstance(found, tuple) else found)


def _with(shape: Shape, parameter: Parameter, number: float) -> Shape:
    was = getattr(shape, parameter.name)
    if isinstance(was, tuple):
        changed: Any = tuple(one * number / was[0] for one in was)
    else:
        changed = number if parameter.step else round(number)
    return replace(shape, **{parameter.name: changed})


def stepped(shape: Shape, parameter: Parameter, *, up: bool, share: float = 1.0) -> Shape | None:
    """Return the shape with one step in one parameter; None beyond its bounds."""
    was = value(shape, parameter)
    if parameter.step:
        number = was * parameter.step ** (share if up else -share)
    elif share == 1.0:
        number = was + (1 if up else -1)
    else:
        return None
    return _with(shape, parameter, number) if parameter.low <= number <= parameter.high else None


def neighbours(secrets: Sequence[bytes]) -> list[Neighbour]:
    """Measure every step from the present shape, and two thirds and twice as many steps in time."""
    changed = [
        (parameter.name, value(near, parameter), near)
        for parameter in PARAMETERS
        for up in (False, True)
        if (near := stepped(SHAPE, parameter, up=up)) is not None
    ]
    changed += [
        ("steps", steps, replace(SHAPE, steps=steps)) for steps in (SHAPE.steps * 2 // 3, SHAPE.steps * 2)
    ]
    search = Search(secrets)
    return [_neighbour(search, *one) for one in changed]


def _neighbour(search: Search, name: str, number: float, shape: Shape) -> Neighbour:
    gains = search.gains(shape)
    where = min(gains, key=lambda place: gains[place])
    mean = float(np.mean([*gains.values()]))
    return Neighbour(
        name, number, math.exp(gains[where]), where, math.exp(mean), math.exp(gains[search.tightest])
    )


def _random(generator: np.random.Generator) -> Shape:
    shape = SHAPE
    for parameter in PARAMETERS:
        if generator.random() > _DRAWN:
            continue
        if parameter.step:
            number = math.exp(generator.uniform(math.log(parameter.low), math.log(parameter.high)))
        else:
            number = int(generator.integers(int(parameter.low), int(parameter.high) + 1))
        shape = _with(shape, parameter, number)
    return shape


def searched() -> tuple[Shape, int]:
    """Return the best shape that was found, and how many were tried."""
    screen, generator = Search(SEARCHED[:_SCREENED]), np.random.default_rng(_SEED)
    drawn = []
    for _ in range(_RANDOM):
        shape = _random(generator)
        drawn.append((_value(screen.gains(shape)), shape))
        _say(f"random: least {drawn[-1][0][0]:+.3f}, sum {drawn[-1][0][1]:+.2f}")
    drawn.sort(key=lambda one: one[0], reverse=True)
    search = Search(SEARCHED)
    climbed = [search.climbed(start) for start in (SHAPE, *(shape for _, shape in drawn[:_STARTS]))]
    best = max(climbed, key=lambda one: one[1])[0]
    return best, screen.tried + search.tried


def record() -> Record:
    """Search, and compare what was found with the present shape on secrets that the search didn't have."""
    found, tried = searched()
    _say("held out")
    present, other = logs(SHAPE, HELD_OUT), logs(found, HELD_OUT)
    rounding, found_rounding = (
        max(right_code(case, secret, shape) for case in CASES for secret in HELD_OUT)
        for shape in (SHAPE, found)
    )
    rows = [
        Row(
            place,
            math.exp(float(np.mean(values))),
            math.exp(min(values)),
            math.exp(float(np.mean(other[place]))),
            math.exp(min(other[place])),
        )
        for place, values in present.items()
    ]
    _say("neighbours")
    return Record(
        len(SEARCHED),
        len(HELD_OUT),
        tried,
        SHAPE,
        found,
        rounding,
        found_rounding,
        rows,
        neighbours(SEARCHED),
    )


def recorded() -> Record:
    """Return what the last search found."""
    return msgspec.json.decode(_PATH.read_bytes(), type=Record)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    """Search, and write down what was found."""
    found = record()
    _PATH.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")
    print("the found shape is better everywhere" if found.adopted else "the present shape stays")


if __name__ == "__main__":
    main()
