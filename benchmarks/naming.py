"""``python -m benchmarks.naming``: what single mistakes and pairs of them are called, and what that costs; writes a page.

Driven: paths are the catalogue's own altered rules on the designed gradients of each part, in float32, at given and at
hard-coded values. Watched: the altered rules train a linear regression by themselves, and only their steps are seen. A
name counts as right if it is the mistake's, or if the mistake is among the equivalents that are told with it.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from autograder.comparing.variants import Variant
from autograder.diagnosis.finding import Finding
from autograder.diagnosis.hypotheses import can_show
from autograder.diagnosis.pairs import paired
from autograder.grading.seen import Seen
from benchmarks.speed.machine import facts
from reference.mistakes.table import alterations
from reference.rule import Rule
from reference.run import train
from tests.diagnosis.paths import SIZES, UPDATES, Mode, Setting, form, runs_of, setting, told
from tests.diagnosis.trainings import Gradient, Loop, Problem, Values, observe

_PAGE = Path(__file__).resolve().parents[1] / "docs" / "naming.md"
_TRAINED, _RATE = 60, 0.05
"""Steps of a watched training, and its rate."""
_VARIABLES = (2, 1)
"""Sizes of the variables that it trains."""
_OTHER_NUMBERS = frozenset({2.0, 40.0, 60.0, 0.1, 0.7})
"""What else is written in such a file."""

Made = tuple[Rule, dict[str, object], tuple[str, ...]]
"""An altered rule, its numbers, and the mistakes in it."""


@dataclass
class Tally:
    """How one kind of wrong code was named."""

    exact: int = 0
    single: int = 0
    """Told as fewer mistakes than were made: one hides the other, or the function is the same."""
    wrong: list[str] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    """CPU time of each diagnosis."""

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


def singles_of(where: Setting, sizes: tuple[int, ...]) -> list[Made]:
    """Each single mistake of a part, in the lecture's form."""
    right = form(where.part)
    return [
        (one.apply(right), dict(one.numbers), (one.id,))
        for one in alterations(where.part.rule, sizes)
        if can_show(one, Variant(right), asks=False)
    ]


def pairs_of(where: Setting, sizes: tuple[int, ...], count: int, seed: int) -> list[Made]:
    """Some of the pairs, drawn at random, in the lecture's form."""
    right = form(where.part)
    run = replace(runs_of(where, right, "given").first, sizes=sizes)
    mine = [one for one in paired(where.part.rule, run).hypotheses if _in_form(one.rule, right)]
    drawn = np.random.default_rng(seed).permutation(len(mine))[:count]
    return [(mine[place].rule, dict(mine[place].numbers), mine[place].mistakes) for place in drawn]


def _in_form(rule: Rule, right: Rule) -> bool:
    return rule.switch("epsilon") != "inside" if "epsilon" in right.all_switches() else True


def driven(where: Setting, mode: Mode, wrong: list[Made]) -> Tally:
    """Name each by what it makes of the gradients it is fed."""
    tally = Tally()
    for rule, numbers, made in wrong:
        runs = runs_of(where, rule, mode, "float32", numbers=numbers)
        start = time.process_time()
        found = told(where, runs)
        tally.add(made, found, time.process_time() - start)
    return tally


def watched(where: Setting, wrong: list[Made]) -> Tally:
    """Name each by the steps of a training."""
    tally = Tally()
    values = {**where.followed("hard-coded")[0], "learning_rate": _RATE}
    for rule, numbers, made in wrong:
        observation = observe(_loop(rule, {**values, **numbers}), Problem(np.float32), _TRAINED)
        seen = Seen(observation, frozenset(values.values()) | _OTHER_NUMBERS)
        start = time.process_time()
        found = seen.follows(where.part.rule).finding
        tally.add(made, found, time.process_time() - start)
    return tally


def _loop(rule: Rule, values: dict[str, object]) -> Loop:
    def loop(theta: Values, gradient: Gradient) -> Iterator[Values]:
        path = train(rule, gradient, theta, values, _TRAINED, dtype=theta.dtype, layout=_VARIABLES)  # type: ignore[arg-type]
        yield from path.theta[1:]

    return loop


def measured(count: int, seed: int = 0) -> Iterator[tuple[str, str, Tally]]:
    """Yield part, kind and tally."""
    modes: tuple[Mode, ...] = ("given", "hard-coded")
    for lab, part in UPDATES:
        where, name = setting(lab, part), f"{lab} {part}"
        for mode in modes:  # what a process makes once, the table of all pairs above all, is made before
            driven(where, mode, pairs_of(where, SIZES, 1, seed))
        for mode in modes:
            yield name, f"driven, {mode}, single", driven(where, mode, singles_of(where, SIZES))
            yield name, f"driven, {mode}, pairs", driven(where, mode, pairs_of(where, SIZES, count, seed))
        yield name, "watched, single", watched(where, singles_of(where, _VARIABLES))
        yield name, "watched, pairs", watched(where, pairs_of(where, _VARIABLES, count, seed))


def page(count: int) -> Iterator[str]:
    """Yield the page line by line, as it is measured."""
    yield "# What naming costs"
    yield ""
    yield "Generated by `python -m benchmarks.naming`: every mistake of each part, and pairs of mistakes drawn at random, are made and"
    yield "diagnosed. CPU milliseconds of one diagnosis alone: loading, sandbox and wording are not in them."
    yield "*Driven* code is fed designed gradients, its values *given* or *hard-coded*; of a *watched* training only steps are seen, and"
    yield "nothing of its values is known. *Fewer*: told as fewer mistakes, because one hides the other or the function is the same."
    yield ""
    for fact in facts():
        yield f"- {fact}"
    yield ""
    yield "| part | code | made | exact | fewer | other | none | median ms | worst ms |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for part, kind, tally in measured(count):
        other = len(tally.wrong) - tally.single
        yield (
            f"| {part} | {kind} | {len(tally.seconds)} | {tally.exact} | {tally.single} | {other} | {len(tally.unnamed)} |"
            f" {1e3 * np.median(tally.seconds):.0f} | {1e3 * max(tally.seconds):.0f} |"
        )


def main() -> None:
    """Print and write the page; or say what was not named as it was made."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=40, help="pairs per part (default 40)")
    parser.add_argument("--list", action="store_true", help="say what was named otherwise, write nothing")
    arguments = parser.parse_args()
    if arguments.list:
        for part, kind, tally in measured(arguments.pairs):
            for text in (*tally.wrong, *(f"{one} is not named" for one in tally.unnamed)):
                print(f"{part}, {kind}: {text}")
        return
    lines = []
    for line in page(arguments.pairs):
        print(line, flush=True)
        lines.append(line)
    _PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
