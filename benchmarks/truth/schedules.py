"""Learning-rate schedules as people write them: the formula in its ways, in functions, classes, lists and loops.

In a formula stand ``K`` for the step, ``E0`` and ``ET`` for the first and the stable rate, ``TAU`` for the length of the
linear decay, ``D`` and ``N`` for the factor and interval of the exponential one.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.truth.code import indented


@dataclass(frozen=True)
class Formula:
    """One convention of one schedule, or a mistake, in the ways to write it; each ends by ``return``."""

    rule: str
    convention: str
    ways: tuple[str, ...]
    mistakes: tuple[str, ...] = ()


_MIXED = "(1 - alpha) * E0 + alpha * ET"
FORMULAS: tuple[Formula, ...] = (
    Formula(
        "linear",
        "falls, then stays",
        (
            f"if K >= TAU:\n    return ET\nalpha = K / TAU\nreturn {_MIXED}",
            f"alpha = min(K / TAU, 1.0)\nreturn {_MIXED}",
            "alpha = min(K, TAU) / TAU\nreturn E0 - alpha * (E0 - ET)",
            "return float(np.interp(K, [0, TAU], [E0, ET]))",
            "return max(ET, E0 - (E0 - ET) * K / TAU)",
            "if K < TAU:\n    now = E0 + (ET - E0) * K / TAU\nelse:\n    now = ET\nreturn now",
            "return np.where(K < TAU, (1 - K / TAU) * E0 + K / TAU * ET, ET)",
            "alpha = np.clip(K / TAU, 0, 1)\nreturn E0 * (1 - alpha) + ET * alpha",
            "return ET + (E0 - ET) * max(0, 1 - K / TAU)",
        ),
    ),
    Formula(
        "exponential",
        "staircase-late",
        ("return E0 * D ** (K // N)", "return E0 * np.power(D, np.floor(K / N))"),
    ),
    Formula(
        "exponential",
        "staircase-early",
        ("return E0 * D ** ((K + 1) // N)", "drops = (K + 1) // N\nreturn E0 * D ** drops"),
    ),
    Formula(
        "exponential",
        "continuous-decay",
        (
            "return E0 * D ** (K / N)",
            "return E0 * np.power(D, K / N)",
            "return E0 * math.exp(K / N * math.log(D))",
        ),
    ),
    Formula(
        "linear",
        "",
        (f"alpha = K / TAU\nreturn {_MIXED}", "return E0 - (E0 - ET) * K / TAU"),
        ("decay-not-stopped",),
    ),
    Formula(
        "linear",
        "",
        ("alpha = min(K / TAU, 1.0)\nreturn alpha * E0 + (1 - alpha) * ET",),
        ("decay-ends-swapped",),
    ),
    Formula(
        "linear",
        "",
        (
            f"alpha = min((K + 2) / TAU, 1.0)\nreturn {_MIXED}",
            f"alpha = min((K + 4) / TAU, 1.0)\nreturn {_MIXED}",
            f"alpha = max(min((K - 2) / TAU, 1.0), 0.0)\nreturn {_MIXED}",
        ),
        ("schedule-shifted",),
    ),
    Formula(
        "linear",
        "",
        (
            f"if K >= TAU:\n    return ET\nalpha = K / (2 * TAU)\nreturn {_MIXED}",
            "if K >= TAU:\n    return ET\nreturn E0 * (1 - K / TAU)",
        ),
        ("decay-jumps",),
    ),
    Formula(
        "exponential",
        "",
        ("return E0 * D ** -(K // N)", "return E0 / D ** (K / N)"),
        ("decay-wrong-direction",),
    ),
    Formula(
        "exponential",
        "",
        ("return E0 * D ** ((K + 7) // N)", "return E0 * D ** ((K + 3) // N)"),
        ("schedule-shifted",),
    ),
)
_DEFAULTS = {"E0": 0.3, "ET": 0.003, "TAU": 20, "D": 0.96, "N": 5}
_NAMES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "linear": (
        ("linear_decay", "step start_lr stable_lr decay_steps"),
        ("linear", "k eps0 eps_tau tau"),
        ("lr_linear", "epoch lr0 lr_end total"),
        ("linear_learning_rate", "i e0 et T"),
        ("linear_schedule", "t initial_lr final_lr num_steps"),
    ),
    "exponential": (
        ("exponential_decay", "step start_lr decay_rate decay_interval"),
        ("exp_decay", "k lr0 dr n"),
        ("exponential", "epoch initial_lr gamma interval"),
        ("exponential_lr", "i e0 d every"),
        ("decayed_exponential", "t lr decay decay_steps"),
    ),
}
_KEYS = {"linear": ("K", "E0", "ET", "TAU"), "exponential": ("K", "E0", "D", "N")}


@dataclass(frozen=True)
class Chosen:
    """A formula with the names of one file."""

    title: str
    names: Mapping[str, str]
    way: str
    rule: str

    @property
    def step(self) -> str:
        """What the step is called."""
        return self.names["K"]

    @property
    def defaults(self) -> list[str]:
        """``start_lr=0.3`` and so on."""
        return [f"{name}={_DEFAULTS[key]}" for key, name in self.names.items() if key != "K"]

    @property
    def settings(self) -> list[str]:
        """The same as statements."""
        return [one.replace("=", " = ") for one in self.defaults]

    def body(self, depth: int, own: Callable[[str], str] = str) -> list[str]:
        """The formula; ``own`` says where a hyperparameter is kept."""
        names = {key: name if key == "K" else own(name) for key, name in self.names.items()}
        put = re.sub(r"\b(K|E0|ET|TAU|D|N)\b", lambda found: names[found[1]], self.way)
        return indented(put.split("\n"), depth)


def _function(one: Chosen, chance: random.Random) -> list[str]:
    star = ["*"] if chance.random() < 0.3 else []
    used = chance.choice(([], ["for s in range(30):", f"    print(s, {one.title}(s))"]))
    return [f"def {one.title}({', '.join([one.step, *star, *one.defaults])}):", *one.body(1), "", *used]


def _of_globals(one: Chosen, chance: random.Random) -> list[str]:
    used = chance.choice(
        (
            [f"rates = [{one.title}(s) for s in range(60)]"],
            ["for s in range(40):", f"    print('step %d: lr = %f' % (s, {one.title}(s)))"],
        )
    )
    return [*one.settings, "", f"def {one.title}({one.step}):", *one.body(1), "", *used]


def _class(one: Chosen, chance: random.Random) -> list[str]:
    name = "".join(word.title() for word in one.title.split("_"))
    method = chance.choice(("__call__", "get_lr", "rate"))
    return [
        *_made(one, name),
        f"    def {method}(self, {one.step}):",
        *one.body(2, lambda own: f"self.{own}"),
    ]


def _method(one: Chosen, chance: random.Random) -> list[str]:
    name = chance.choice(("Scheduler", "Rates"))
    return [
        *_made(one, name),
        f"    def {one.title}(self, {one.step}):",
        *one.body(2, lambda own: f"self.{own}"),
    ]


def _made(one: Chosen, name: str) -> list[str]:
    own = [each.partition("=")[0] for each in one.defaults]
    return [
        f"class {name}:",
        f"    def __init__(self, {', '.join(one.defaults)}):",
        *indented([f"self.{each} = {each}" for each in own], 2),
        "",
    ]


def _closure(one: Chosen, chance: random.Random) -> list[str]:
    inner = chance.choice(("at", "schedule"))
    return [
        f"def {one.title}({', '.join(one.defaults)}):",
        f"    def {inner}({one.step}):",
        *one.body(2),
        f"    return {inner}",
    ]


def _list(one: Chosen, chance: random.Random) -> list[str]:
    head = f"def {one.title}(n_steps, {', '.join(one.defaults)}):"
    rest = chance.choice(
        (
            ["    return [at(s) for s in range(n_steps)]"],
            [
                "    rates = []",
                "    for s in range(n_steps):",
                "        rates.append(at(s))",
                "    return rates",
            ],
        )
    )
    return [head, f"    def at({one.step}):", *one.body(2), *rest]


def _generator(one: Chosen, chance: random.Random) -> list[str]:
    count = chance.choice(("count", "now"))
    return [
        f"def {one.title}({', '.join(one.defaults)}):",
        f"    def at({one.step}):",
        *one.body(2),
        f"    {count} = 0",
        "    while True:",
        f"        yield at({count})",
        f"        {count} += 1",
    ]


def _configured(one: Chosen, chance: random.Random) -> list[str]:
    pairs = ", ".join(f"'{each.partition('=')[0]}': {each.partition('=')[2]}" for each in one.defaults)
    used = chance.choice(([], [f"print([round({one.title}(s), 4) for s in range(30)])"]))
    return [
        f"cfg = {{{pairs}}}",
        "",
        f"def {one.title}({one.step}):",
        *one.body(1, lambda own: f"cfg['{own}']"),
        "",
        *used,
    ]


def _printed(one: Chosen, chance: random.Random) -> list[str]:
    shown = chance.choice(("print(s, now(s))", "print(f'step {s}: learning rate {now(s):.6f}')"))
    return [
        f"# lab2.{one.rule}",
        *one.settings,
        "",
        f"def now({one.step}):",
        *one.body(1),
        "",
        *chance.choice(
            (
                ["for s in range(45):", f"    {shown}"],
                ["s = 0", "while s < 45:", f"    {shown}", "    s += 1"],
            )
        ),
    ]


_WRITERS = (_function, _of_globals, _class, _method, _closure, _list, _generator, _configured, _printed)


def write(formula: Formula, number: int, chance: random.Random) -> str:
    """Return one file; ``number`` says in which shape."""
    title, words = chance.choice(_NAMES[formula.rule])
    names = dict(zip(_KEYS[formula.rule], words.split(), strict=True))
    chosen = Chosen(title, names, chance.choice(formula.ways), formula.rule)
    lines = _WRITERS[number % len(_WRITERS)](chosen, chance)
    return "\n".join(["import math", "import numpy as np", "", *lines]) + "\n"
