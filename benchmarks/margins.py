"""``python -m benchmarks.margins``: how far apart any two descriptions are on the designed gradients; writes a page.

Right and every mistake of a part, in the lecture's form, at published magnitudes. Of two, one is taken at every rate and
at every usual epsilon, whatever was given: what then is left between them is the margin, in rounding envelopes. Beside it
stands how far legitimate rounding goes, and what follows for the risk that right code fails.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from autograder.comparing.evidence import TOLERANCE, Run
from autograder.comparing.variants import Variant
from autograder.diagnosis.epsilon import USUAL_EPSILONS
from autograder.diagnosis.hypotheses import Hypothesis, can_show
from autograder.protocol.arrays import Vector
from benchmarks.envelopes import observed_ratios
from reference.mistakes.table import alterations
from tests.diagnosis.paths import SIZES, UPDATES, Mode, Setting, form, path, setting

LEAST = 1_000
"""Envelopes that two descriptions must be apart, or be told as equivalents."""
_SEARCHES = 60
_PAGE = Path(__file__).resolve().parents[1] / "docs" / "margins.md"


@dataclass(frozen=True)
class Margin:
    """Two descriptions and what is left between them."""

    one: str
    two: str
    known: float
    """Envelopes, at the rate and epsilon that both were given."""
    free: float
    """With rate and epsilon of one of them refitted."""


def descriptions(where: Setting, *, asks: bool = False) -> list[Hypothesis]:
    """Return the right rule and each of its mistakes with a magnitude of its own."""
    right = form(where.part, asks=asks)
    found = [Hypothesis(right)]
    for one in alterations(where.part.rule, SIZES):
        numbers = dict(one.numbers)
        if can_show(one, Variant(right), asks=asks) and one.id != "weight-decay-added":
            found.append(Hypothesis(one.apply(right), (), numbers, (one.id,), dict(one.details)))
    return found


def label(one: Hypothesis) -> str:
    """Return a name for people."""
    of = one.details.get("of")
    return "right" if not one.mistakes else f"{one.mistakes[0]} ({of})" if of else one.mistakes[0]


def margins(where: Setting, mode: Mode, *, asks: bool = False) -> Iterator[Margin]:
    """Yield what lies between each two."""
    values = where.followed(mode)[0]
    run = path(where.designs[0], form(where.part, asks=asks), values, {}, asks=asks)
    every = descriptions(where, asks=asks)
    envelope = run.envelope(form(where.part, asks=asks), values)
    known = _rows(run, every, values)
    epsilons = [*(e for e in USUAL_EPSILONS if e), values["epsilon"]] if "epsilon" in values else [0.0]
    free = [
        known
        if "epsilon" not in values or e == values["epsilon"]
        else _rows(run, every, {**values, "epsilon": e})
        for e in epsilons
    ]
    for i, one in enumerate(every):
        at_known = _gap(known[i], known)
        refitted = np.min([_refitted(known[i], others) for others in free], axis=0)
        for j, two in enumerate(every):
            if i != j:
                yield Margin(
                    label(one), label(two), float(at_known[j]) / envelope, float(refitted[j]) / envelope
                )


def _rows(run: Run, every: Sequence[Hypothesis], values: dict[str, float]) -> Vector:
    """Return where each goes, (H, rows, d)."""
    found = []
    for one in every:
        names = {name: value for name, value in values.items() if name in one.hyperparameters}
        found.append(run.predicted(run.simulate(one.rule, {**names, **one.numbers})))
    return np.array(found)


def _gap(mine: Vector, theirs: Vector) -> Vector:
    """Largest difference, each coordinate relative to its largest of mine; 1 where only one moves, or only one is NaN."""
    with np.errstate(all="ignore"):
        scale = np.nanmax(np.where(np.isfinite(mine), np.abs(mine), 0.0), axis=0)
        gap = np.abs(theirs - mine) / scale
        same = (theirs == mine) | (np.isnan(theirs) & np.isnan(mine))
        gap = np.where(same, 0.0, np.where(np.isfinite(gap), gap, 1.0))
    largest: Vector = gap.max(axis=(1, 2))
    return largest


def _refitted(mine: Vector, theirs: Vector) -> Vector:
    """The same with each of theirs times the factor that brings it nearest: the gap is convex in it."""
    with np.errstate(all="ignore"):
        usable = np.isfinite(theirs) & np.isfinite(mine)
        scale = np.nanmax(np.where(np.isfinite(mine), np.abs(mine), 0.0), axis=0)
        weight = np.where(scale > 0, 1.0 / np.where(scale > 0, scale, 1.0), 0.0)
        a, b = np.where(usable, mine, 0.0) * weight, np.where(usable, theirs, 0.0) * weight
        ratios = np.abs(b).max(axis=(1, 2))
        start = np.where(ratios > 0, np.abs(a).max(axis=(1, 2)) / ratios, 1.0)
    low, high = np.zeros_like(start), 4.0 * start

    def cost(factor: Vector) -> Vector:
        found: Vector = np.abs(a - factor[:, None, None] * b).max(axis=(1, 2))
        return found

    for _ in range(_SEARCHES):
        third = (high - low) / 3
        left = cost(low + third) < cost(high - third)
        low, high = np.where(left, low, low + third), np.where(left, high - third, high)
    scaled = theirs * ((low + high) / 2)[:, None, None]
    found: Vector = np.minimum(_gap(mine, scaled), _gap(mine, theirs))
    return found


def bound(tries: int) -> float:
    """Return the largest share of right code beyond the tolerance that no failure in so many tries allows at 95 %."""
    return -math.log(0.05) / tries


def page(designs: int) -> str:
    """Return the page."""
    lines = [
        "# How far apart mistakes are",
        "",
        "Generated by `python -m benchmarks.margins`; a test holds the least margins. The unit is the rounding envelope: the",
        "distance between the right rule in float32 and in float64 on the very gradients that are fed.",
        "",
        "| part | values | descriptions | least margin | between | rate and epsilon refitted | between | same function then |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for lab, part in UPDATES:
        where = setting(lab, part)
        for mode in ("given", "hard-coded"):
            found = list(margins(where, mode))
            known = min((one for one in found if one.known > TOLERANCE), key=lambda one: one.known)
            free = min((one for one in found if one.free > TOLERANCE), key=lambda one: one.free)
            same = sum(one.free <= TOLERANCE for one in found) // 2
            lines.append(
                f"| {lab} {part} | {mode} | {len(descriptions(where))} | {known.known:,.0f} | {known.one} / {known.two} |"
                f" {free.free:,.0f} | {free.one} / {free.two} | {same} |"
            )
    ratios = [ratio for one in observed_ratios(designs) for ratio in one.found]
    lines += [
        "",
        "## Beta_2 of 0.999 written in the code",
        "",
        "Float32 computes 1 - 0.999^t to four digits, and so do TF1 and Keras; no sequence of gradients helps against that,",
        "because it is the step itself that is blurred. What was done: code that takes its beta_2 is given one of the form",
        "1 - 2^-k, which float32 holds exactly (rows *given*); for code that doesn't, the powers in float32 are part of the",
        "envelope, and the run has 24 steps with a coordinate that starts large and turns small. What is left is the margin",
        f"in the row *hard-coded* of lab 6, beside a tolerance of {TOLERANCE:g}.",
        "",
        "## That right code fails",
        "",
        f"{len(ratios):,} runs of orders of operations that are all right, in float32, on random designs:",
        f"at most {max(ratios):.2f} envelopes, where {TOLERANCE:g} are tolerated.",
        f"None failed, so that at 95 % fewer than {bound(len(ratios)):.1e} of such runs do.",
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--designs", type=int, default=100, help="random designs per order (default 100)")
    parser.add_argument("--list", action="store_true", help="print what is nearer than the least margin")
    arguments = parser.parse_args()
    if arguments.list:
        for lab, part in UPDATES:
            for mode in ("given", "hard-coded"):
                for one in margins(setting(lab, part), mode):
                    if one.free < LEAST:
                        print(
                            f"{lab} {part} {mode}: {one.one} / {one.two}: {one.known:,.1f}, refitted {one.free:,.1f}"
                        )
        return
    _PAGE.write_text(page(arguments.designs), encoding="utf-8")


if __name__ == "__main__":
    main()
