"""``python -m benchmarks.naming``: what single mistakes and pairs of them are called, and what that costs.

Paths are the catalogue's own altered rules on the designed gradients of each part, in float32, at given and at
hard-coded values. A name counts as right if it is the mistake's, or if the mistake is among the equivalents that are
told with it. Seconds are CPU time of one diagnosis.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from autograder.comparing.variants import Variant
from autograder.diagnosis.finding import Finding
from autograder.diagnosis.hypotheses import can_show
from autograder.diagnosis.pairs import paired
from reference.mistakes.table import alterations
from reference.rule import Rule
from tests.diagnosis.paths import SIZES, UPDATES, Mode, Setting, form, runs_of, setting, told


@dataclass
class Tally:
    """How one kind of wrong code was named."""

    exact: int = 0
    single: int = 0
    """Told as fewer mistakes than were made: one hides the other, or the function is the same."""
    wrong: list[str] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def add(self, made: tuple[str, ...], found: Finding | None, seconds: float) -> None:
        """Count one."""
        self.seconds.append(seconds)
        told_ = () if found is None else (found.mistakes, *found.equivalents)
        if found is None:
            self.unnamed.append(" + ".join(made))
        elif any(set(one) == set(made) for one in told_):
            self.exact += 1
        elif found.fit.distance < 1e-3 and len(found.mistakes) <= len(made):
            self.single += 1
            self.wrong.append(f"{' + '.join(made)} is told as {' + '.join(found.mistakes) or 'right'}")
        else:
            self.wrong.append(f"{' + '.join(made)} is told as {' + '.join(found.mistakes)}")


def single(where: Setting, mode: Mode) -> Tally:
    """Each single mistake once."""
    tally, right = Tally(), form(where.part)
    for one in alterations(where.part.rule, SIZES):
        if can_show(one, Variant(right), asks=False):
            _told(tally, where, mode, one.apply(right), dict(one.numbers), (one.id,))
    return tally


def pairs(where: Setting, mode: Mode, count: int, seed: int) -> Tally:
    """Some of the pairs, drawn at random, in the lecture's form."""
    tally, right = Tally(), form(where.part)
    run = runs_of(where, right, mode).first
    mine = [one for one in paired(where.part.rule, run).hypotheses if _in_form(one.rule, right)]
    drawn = np.random.default_rng(seed).permutation(len(mine))[:count]
    for one in (mine[place] for place in drawn):
        _told(tally, where, mode, one.rule, one.numbers, one.mistakes)
    return tally


def _in_form(rule: Rule, right: Rule) -> bool:
    return rule.switch("epsilon") != "inside" if "epsilon" in right.all_switches() else True


def _told(
    tally: Tally, where: Setting, mode: Mode, rule: Rule, numbers: dict[str, object], made: tuple[str, ...]
) -> None:
    runs = runs_of(where, rule, mode, "float32", numbers=numbers)
    start = time.process_time()
    found = told(where, runs)
    tally.add(made, found, time.process_time() - start)


def measured(count: int, seed: int = 0) -> Iterator[tuple[str, str, Tally]]:
    """Yield part, kind and tally."""
    for lab, part in UPDATES:
        where = setting(lab, part)
        modes: tuple[Mode, ...] = ("given", "hard-coded")
        for mode in modes:
            yield f"{lab} {part}", f"single, {mode}", single(where, mode)
            yield f"{lab} {part}", f"pairs, {mode}", pairs(where, mode, count, seed)


def main() -> None:
    """Print a line per part and kind, and what was not named as it was made."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=40, help="pairs per part (default 40)")
    parser.add_argument("--list", action="store_true", help="say what was named otherwise")
    arguments = parser.parse_args()
    print(
        f"{'part':<16}{'kind':<20}{'count':>6}{'exact':>6}{'fewer':>6}{'other':>6}{'none':>5}{'median s':>9}{'most s':>8}"
    )
    for part, kind, tally in measured(arguments.pairs):
        other = len(tally.wrong) - tally.single
        print(
            f"{part:<16}{kind:<20}{len(tally.seconds):>6}{tally.exact:>6}{tally.single:>6}{other:>6}"
            f"{len(tally.unnamed):>5}{np.median(tally.seconds):>9.3f}{max(tally.seconds):>8.3f}",
            flush=True,
        )
        if arguments.list:
            for text in (*tally.wrong, *(f"{one} is not named" for one in tally.unnamed)):
                print(f"    {text}")


if __name__ == "__main__":
    main()
