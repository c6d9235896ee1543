"""``python -m benchmarks.envelopes``: how far legitimate rounding goes, in the envelopes that grading measures with.

For each rule, the orders of operations of ``tests/diagnosis/orders.py`` in float32 on random designs, at the values
that a run gives (drawn from the spec) and at the lecture's defaults (hard-coded). Printed is the largest distance from
the rule in float64, in envelopes of the very run, by rule and order. ``TOLERANCE`` must stay well above all of them.

``--device cpu|gpu`` measures the installed frameworks' own arithmetic on that device instead (``benchmarks.devices``).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from autograder.comparing.evidence import TOLERANCE, Run, relative
from autograder.driving.design import Design, first_design, second_design
from autograder.errors import EXIT_FAULT, EXIT_OK
from autograder.explaining.messages import say
from autograder.sandbox.gpu import Lacking
from autograder.sandbox.slots import Slots, usable_gpu
from autograder.sandbox.tiers import probe
from benchmarks.devices import Device, distances
from exercises.spec import Part, labs
from reference.rule import Rule
from tests.diagnosis.orders import ORDERS, Order

SIZES = (6, 5, 5)
_SECRETS = 10


class Ratio(NamedTuple):
    """The largest distance of one order of operations, in envelopes."""

    rule: str
    order: str
    values: str
    """``given`` or ``defaults``."""
    largest: float


def ratios(designs: int, seed: int = 0) -> Iterator[Ratio]:
    """Yield the largest distance of every order on this many random designs, from zero and from elsewhere."""
    for rule, name, values, found in observed_ratios(designs, seed):
        yield Ratio(rule, name, values, max(found))


class Ratios(NamedTuple):
    """All distances of one order of operations, in envelopes."""

    rule: str
    order: str
    values: str
    found: list[float]


def observed_ratios(designs: int, seed: int = 0) -> Iterator[Ratios]:
    """Measure every order on this many random designs, from zero and from elsewhere."""
    for rule, orders in ORDERS.items():
        part = next(
            one for lab in labs().values() for one in lab.parts if one.rule == rule and one.kind == "update"
        )
        for name, order in orders.items():
            for values in ("given", "defaults"):
                generator = np.random.default_rng(seed)
                found: list[float] = []
                for _ in range(designs):
                    h = _drawn(part, generator) if values == "given" else _defaults(part)
                    found += [
                        distance(rule, design, h, [order]) / envelope(rule, design, h)
                        for design in (first_design(generator), second_design(generator))
                    ]
                yield Ratios(rule, name, values, found)


def distance(rule: str, design: Design, h: dict[str, float], orders: Iterable[Order]) -> float:
    """Return how far the worst of these orders of operations gets from the rule in float64, relative."""
    exact, worst = _blank(design).simulate(_form(rule, h), h).theta, 0.0
    for order in orders:
        with np.errstate(all="ignore"):
            path = order(design.theta0.astype(np.float32), design.gradients.astype(np.float32), h)
        if path.dtype != np.float32:
            raise ValueError(f"{rule}: an order of operations left float32")
        worst = max(worst, float(relative(path.astype(np.float64), exact).max()))
    return worst


def envelope(rule: str, design: Design, h: dict[str, float]) -> float:
    """Return the unit that grading measures this run with."""
    return _blank(design).envelope(_form(rule, h), h)


def _form(rule: str, h: dict[str, float]) -> Rule:
    form = Rule(rule)
    if "nesterov" in rule:
        form = form.switched(lookahead="stored")
    if "epsilon" in h:
        form = form.switched(epsilon="outside")
    return form


def _blank(design: Design) -> Run:
    return Run(design, {}, np.zeros((len(design.gradients) + 1, design.theta0.size)), None, SIZES)


def _drawn(part: Part, generator: np.random.Generator) -> dict[str, float]:
    return {name: float(generator.choice(spec.grade)) for name, spec in part.hyperparameters.items()}


def _defaults(part: Part) -> dict[str, float]:
    return {name: spec.default for name, spec in part.hyperparameters.items()}


def _on_device(device: Device) -> int:
    """Print one line per framework and rule; 3 and why not where the device isn't to be had."""
    found = usable_gpu(unsafe=True) if device == "gpu" else None
    if isinstance(found, Lacking):
        print(say(f"device.{found.why}", {"what": found.what}, "en"), file=sys.stderr)
        return EXIT_FAULT
    slots = Slots(unsafe=device == "gpu" and probe().tier != "bubblewrap")
    try:
        print(
            f"{'framework':<12}{'rule':<10}{'runs':>5}{'envelopes':>11}   on {found.model if found else 'the CPU'}"
        )
        for one in distances(device, _SECRETS, slots):
            print(f"{one.framework:<12}{one.rule:<10}{one.runs:>5}{one.largest:>11.2f}", flush=True)
    finally:
        slots.close()
    print(f"of {TOLERANCE:g} that are tolerated")
    return EXIT_OK


def main() -> None:
    """Print one line per order."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--designs", type=int, default=200, help="random designs per order (default 200)")
    parser.add_argument("--device", choices=["cpu", "gpu"], help="measure the frameworks there instead")
    arguments = parser.parse_args()
    if arguments.device is not None:
        sys.exit(_on_device(arguments.device))
    print(f"{'rule':<18}{'order':<16}{'values':<10}{'envelopes':>9}")
    worst = 0.0
    for one in ratios(arguments.designs):
        worst = max(worst, one.largest)
        print(f"{one.rule:<18}{one.order:<16}{one.values:<10}{one.largest:>9.2f}", flush=True)
    print(f"largest {worst:.2f} of {TOLERANCE:g} that are tolerated")


if __name__ == "__main__":
    main()
