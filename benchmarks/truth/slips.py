"""Mistakes as changes to a description of code: another line, another step, or another frame around them.

A change that finds nothing to change in a convention doesn't exist there. ``change`` speaks to the form: where time
starts and where it is counted, whether slots are made anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from benchmarks.truth.recipes import Line, Recipe

Change = Callable[[Recipe], "Recipe | None"]


@dataclass(frozen=True)
class Slip:
    """One mistake, with the names that are right for it."""

    id: str
    rules: tuple[str, ...]
    change: Change
    of: str = ""


def _line(name: str, *ways: str) -> Change:
    """Write a line otherwise."""

    def change(recipe: Recipe) -> Recipe | None:
        if not any(line.name == name for line in recipe.lines):
            return None
        lines = tuple(replace(line, ways=ways) if line.name == name else line for line in recipe.lines)
        return replace(recipe, lines=lines)

    return change


def _step(*ways: str, only: str = "") -> Change:
    def change(recipe: Recipe) -> Recipe | None:
        return replace(recipe, step=ways) if recipe.convention.startswith(only) else None

    return change


def _both(*changes: Change) -> Change:
    def change(recipe: Recipe) -> Recipe | None:
        found: Recipe | None = recipe
        for one in changes:
            found = None if found is None else one(found)
        return found

    return change


def _ahead(plain: str, negated: str, *moves: str) -> Change:
    """Ask for the gradient somewhere else; a velocity that is taken off points the other way."""

    def change(recipe: Recipe) -> Recipe | None:
        sign = negated if recipe.convention.endswith("negated") else plain
        return _line("ahead", *(f"{{p}} {sign} {move}" for move in moves))(recipe)

    return change


def _after(name: str, way: str) -> Change:
    """Let a slot take a value once more, at the end."""

    def change(recipe: Recipe) -> Recipe | None:
        needed = {"m": "m_hat", "v": "v_hat"}[name]
        if not any(line.name == needed for line in recipe.lines):
            return None
        return replace(recipe, change={**recipe.change, f"after {name}": way})

    return change


def _first(way: str) -> Change:
    """Change the gradient before it is used."""

    def change(recipe: Recipe) -> Recipe | None:
        if recipe.asks:
            return None
        used = Line("grad", (way,), slot=False)
        lines = tuple(
            replace(line, ways=tuple(w.replace("{g}", "{grad}") for w in line.ways)) for line in recipe.lines
        )
        step = tuple(way.replace("{g}", "{grad}") for way in recipe.step)
        return replace(recipe, lines=(used, *lines), step=step)

    return change


def _frame(key: str, value: str) -> Change:
    return lambda recipe: replace(recipe, change={**recipe.change, key: value})


def _up(recipe: Recipe) -> Recipe | None:
    """Uphill; who looks ahead as well then looks the other way, which is another mistake."""
    return None if recipe.asks else replace(recipe, step=tuple(f"-({way})" for way in recipe.step))


ALL = ("momentum", "nesterov", "adagrad", "rmsprop", "rmsprop-nesterov", "adam")
_MOMENTUM, _ADAGRAD, _RMSPROP, _ADAM = ("momentum",), ("adagrad",), ("rmsprop",), ("adam",)
_OUT = "epsilon-outside"
_PLAIN = "rate inside"

SLIPS: tuple[Slip, ...] = (
    Slip("sign-flipped", ALL, _up),
    Slip("state-not-kept", ALL, _frame("slots", "rebuilt")),
    Slip("weight-decay-added", ALL, _first("{g} + 0.01 * {p}")),
    Slip("gradient-scaled", ("momentum", "nesterov"), _first("2 * {g}")),
    Slip("gradient-clipped", ALL, _first("{clip}({g}, -1.0, 1.0)")),
    Slip(
        "ema-momentum",
        _MOMENTUM,
        _both(
            _line(
                "v", "{momentum} * {v} + (1 - {momentum}) * {g}", "(1 - {momentum}) * {g} + {momentum} * {v}"
            ),
            _step("{lr} * {v}", only="rate outside"),
        ),
    ),
    Slip(
        "velocity-not-accumulated",
        _MOMENTUM,
        _both(_line("v", "-{lr} * {g}", "0 - {lr} * {g}"), _step("-{v}", only=_PLAIN)),
    ),
    Slip(
        "velocity-sign",
        _MOMENTUM,
        _both(
            _line("v", "-{momentum} * {v} - {lr} * {g}", "-{lr} * {g} - {momentum} * {v}"),
            _step("-{v}", only=_PLAIN),
        ),
    ),
    Slip("old-velocity-applied", _MOMENTUM, _both(_frame("old", "v"), _step("-{v}", only=_PLAIN))),
    Slip(
        "momentum-and-gradient-both", _MOMENTUM, _step("{lr} * {g} - {v}", "-{v} + {lr} * {g}", only=_PLAIN)
    ),
    Slip("lookahead-missing", ("nesterov",), _line("ahead", "{p}", "1 * {p}", "{p} + 0 * {v}")),
    Slip("lookahead-sign", ("nesterov",), _ahead("-", "+", "{momentum} * {v}", "{v} * {momentum}")),
    Slip("lookahead-full-velocity", ("nesterov",), _ahead("+", "-", "{v}", "1 * {v}")),
    Slip("lookahead-twice", ("nesterov",), _ahead("+", "-", "2 * {momentum} * {v}", "{momentum} * {v} * 2")),
    Slip(
        "lookahead-power",
        ("nesterov",),
        _ahead("+", "-", "{momentum} ** 2 * {v}", "{momentum} * {momentum} * {v}"),
    ),
    Slip("momentum-and-gradient-both", ("nesterov",), _step("{lr} * {g} - {v}", only="stored, rate inside")),
    Slip("lookahead-sign", ("nesterov",), _step("{lr} * {g} + {momentum} * {v}", only="stored, rate inside")),
    Slip(
        "lookahead-twice",
        ("nesterov",),
        _step("{lr} * {g} - 2 * {momentum} * {v}", only="stored, rate inside"),
    ),
    Slip(
        "lookahead-power",
        ("nesterov",),
        _step("{lr} * {g} - {momentum} ** 2 * {v}", only="stored, rate inside"),
    ),
    Slip(
        "velocity-overwritten",
        ("nesterov",),
        _step("(1 + {momentum}) * {lr} * {g} - {momentum} * {momentum} * {v}", only="stored, rate inside"),
    ),
    *(
        Slip(
            "missing-root",
            (rule,),
            _step(
                f"{{lr}} * {top} / ({below} + {{eps}})", f"{{lr}} / ({below} + {{eps}}) * {top}", only=_OUT
            ),
        )
        for rule, top, below in (
            ("adagrad", "{g}", "{r}"),
            ("rmsprop", "{g}", "{r}"),
            ("adam", "{m_hat}", "{v_hat}"),
        )
    ),
    *(
        Slip(
            "epsilon-missing",
            (rule,),
            _step(f"{{lr}} * {top} / {{sqrt}}({below})", f"{{lr}} / {{sqrt}}({below}) * {top}", only=_OUT),
        )
        for rule, top, below in (
            ("adagrad", "{g}", "{r}"),
            ("rmsprop", "{g}", "{r}"),
            ("adam", "{m_hat}", "{v_hat}"),
        )
    ),
    *(
        Slip(
            "epsilon-outside-fraction",
            (rule,),
            _step(
                f"{{lr}} * {top} / {{sqrt}}({below}) + {{eps}}",
                f"{{lr}} * ({top} / {{sqrt}}({below}) + {{eps}})",
                only=_OUT,
            ),
        )
        for rule, top, below in (
            ("adagrad", "{g}", "{r}"),
            ("rmsprop", "{g}", "{r}"),
            ("adam", "{m_hat}", "{v_hat}"),
        )
    ),
    *(
        Slip(
            "epsilon-in-numerator",
            (rule,),
            _step(f"{{lr}} * ({top} + {{eps}}) / {{sqrt}}({below})", only=_OUT),
        )
        for rule, top, below in (
            ("adagrad", "{g}", "{r}"),
            ("rmsprop", "{g}", "{r}"),
            ("adam", "{m_hat}", "{v_hat}"),
        )
    ),
    Slip("accumulator-not-kept", _ADAGRAD, _line("r", "{g} ** 2", "{square}({g})")),
    Slip(
        "accumulator-decayed",
        _ADAGRAD,
        _line("r", "0.9 * {r} + 0.1 * {g} ** 2", "0.1 * {g} * {g} + 0.9 * {r}"),
    ),
    Slip("second-moment-not-squared", (*_ADAGRAD,), _line("r", "{r} + {abs}({g})", "{abs}({g}) + {r}")),
    Slip("accumulator-not-kept", _RMSPROP, _line("r", "{g} ** 2", "{square}({g})")),
    Slip("accumulator-not-decayed", _RMSPROP, _line("r", "{r} + {g} ** 2", "{r} + (1 - {rho}) * {g} ** 2")),
    Slip(
        "decay-swapped",
        _RMSPROP,
        _line("r", "(1 - {rho}) * {r} + {rho} * {g} ** 2", "{rho} * {square}({g}) + (1 - {rho}) * {r}"),
    ),
    Slip(
        "missing-one-minus-decay", _RMSPROP, _line("r", "{rho} * {r} + {g} ** 2", "{g} * {g} + {rho} * {r}")
    ),
    Slip("second-moment-not-squared", _RMSPROP, _line("r", "{rho} * {r} + (1 - {rho}) * {abs}({g})")),
    Slip("second-moment-missing", _RMSPROP, _step("{lr} * {g}", "{g} * {lr}", only=_OUT)),
    Slip(
        "bias-correction-added",
        _RMSPROP,
        lambda r: (
            replace(r, timed=True, step=("{lr} * {g} / ({sqrt}({r} / (1 - {rho} ** {t})) + {eps})",))
            if r.convention == _OUT
            else None
        ),
    ),
    Slip("no-bias-correction", _ADAM, _both(_line("m_hat", "{m}"), _line("v_hat", "{v}"))),
    Slip("no-first-bias-correction", _ADAM, _line("m_hat", "{m}", "1 * {m}")),
    Slip("no-second-bias-correction", _ADAM, _line("v_hat", "{v}", "1 * {v}")),
    Slip(
        "bias-correction-constant",
        _ADAM,
        _both(_line("m_hat", "{m} / (1 - {beta1})"), _line("v_hat", "{v} / (1 - {beta2})")),
    ),
    Slip(
        "bias-correction-inverted",
        _ADAM,
        _both(_line("m_hat", "{m} * (1 - {beta1} ** {t})"), _line("v_hat", "{v} * (1 - {beta2} ** {t})")),
    ),
    Slip("decay-swapped", _ADAM, _line("m", "(1 - {beta1}) * {m} + {beta1} * {g}"), "beta_1"),
    Slip("decay-swapped", _ADAM, _line("v", "(1 - {beta2}) * {v} + {beta2} * {g} ** 2"), "beta_2"),
    Slip("missing-one-minus-decay", _ADAM, _line("m", "{beta1} * {m} + {g}"), "beta_1"),
    Slip("missing-one-minus-decay", _ADAM, _line("v", "{beta2} * {v} + {g} ** 2"), "beta_2"),
    Slip("second-moment-not-squared", _ADAM, _line("v", "{beta2} * {v} + (1 - {beta2}) * {abs}({g})")),
    Slip("second-moment-of-first", _ADAM, _line("v", "{beta2} * {v} + (1 - {beta2}) * {m} ** 2")),
    Slip("accumulator-not-kept", _ADAM, _line("v", "{g} ** 2")),
    Slip("accumulator-not-decayed", _ADAM, _line("v", "{v} + {g} ** 2")),
    Slip(
        "betas-swapped",
        _ADAM,
        _both(
            _line("m", "{beta2} * {m} + (1 - {beta2}) * {g}"),
            _line("v", "{beta1} * {v} + (1 - {beta1}) * {g} ** 2"),
        ),
        "moments",
    ),
    Slip(
        "one-beta-for-both",
        _ADAM,
        _both(
            _line("v", "{beta1} * {v} + (1 - {beta1}) * {g} ** 2"),
            _line("v_hat", "{v} / (1 - {beta1} ** {t})"),
        ),
        "beta_1",
    ),
    Slip("correction-beta-wrong", _ADAM, _line("v_hat", "{v} / (1 - {beta1} ** {t})"), "beta_2"),
    Slip("second-moment-missing", _ADAM, _step("{lr} * {m_hat}", only=_OUT)),
    Slip("first-moment-missing", _ADAM, _step("{lr} * {g} / ({sqrt}({v_hat}) + {eps})", only=_OUT)),
    Slip("gradient-for-first-moment", _ADAM, _line("m_hat", "{g} / (1 - {beta1} ** {t})")),
    Slip("corrected-moments-stored", _ADAM, _both(_after("m", "{m_hat}"), _after("v", "{v_hat}"))),
    Slip("time-off-by-one", _ADAM, _frame("time", "1"), "2"),
    Slip("time-frozen", _ADAM, _frame("time", "frozen")),
    Slip("time-per-variable", _ADAM, _frame("time", "inside")),
)


def slipped(recipe: Recipe) -> Iterator[tuple[Slip, Recipe]]:
    """Yield every mistake that this convention of a rule can have."""
    for slip in SLIPS:
        if recipe.rule in slip.rules:
            changed = slip.change(recipe)
            if changed is not None:
                yield slip, changed


def slipped_twice(recipe: Recipe) -> Iterator[tuple[tuple[str, str], Recipe]]:
    """Yield every two mistakes that go together: each still changes what the other left."""
    for one, first in slipped(recipe):
        for two in SLIPS:
            if recipe.rule not in two.rules or one.id >= two.id:
                continue
            second, back = two.change(first), two.change(recipe)
            if second is None or back is None:
                continue
            other = one.change(back)
            if other == second and _live(second) not in (_live(first), _live(back)):
                yield (one.id, two.id), second


def _live(recipe: Recipe) -> Recipe:
    """Return the recipe without the lines that its step doesn't need: a mistake in one of those makes no difference."""
    needed = set(re.findall(r"\{(\w+)\}", " ".join((*recipe.step, *recipe.change.values()))))
    for _ in recipe.lines:
        for line in recipe.lines:
            if line.name in needed:
                needed |= set(re.findall(r"\{(\w+)\}", " ".join(line.ways)))
    return replace(recipe, lines=tuple(line for line in recipe.lines if line.name in needed))
