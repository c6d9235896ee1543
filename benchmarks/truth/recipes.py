"""The lecture's rules as people write them: for each line the ways it is put, in every accepted convention.

In the lines stand names in braces: ``{p}`` and ``{g}`` are a parameter and its gradient, ``{t}`` the step counted from
1, one-letter names slots, the others hyperparameters. What they become in a file (``self.v[key]``, ``state["v"]``,
``tf.assign``) is the business of the form. ``{sqrt}(...)`` and ``{square}(...)`` are the framework's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Line:
    """One line: a slot or a temporary takes a new value, in one of several ways."""

    name: str
    ways: tuple[str, ...]
    slot: bool = True


@dataclass(frozen=True)
class Recipe:
    """One convention of one rule."""

    rule: str
    convention: str
    lines: tuple[Line, ...]
    step: tuple[str, ...]
    """What is taken from the parameter, in one of these ways."""
    slots: tuple[str, ...]
    hyperparameters: Mapping[str, float]
    timed: bool = False
    change: Mapping[str, str] = field(default_factory=dict)
    """What a slip does to the form: where time starts, for example."""
    asks: bool = False
    """It calls a gradient function, at a point of its own."""


_RATE = {"lr": 0.001}
_MOMENTUM = {**_RATE, "momentum": 0.9}
_RMSPROP = {**_RATE, "rho": 0.9, "eps": 1e-6}
_ADAM = {**_RATE, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8}

_VELOCITY = Line(
    "v",
    (
        "{momentum} * {v} - {lr} * {g}",
        "{v} * {momentum} - {g} * {lr}",
        "-{lr} * {g} + {momentum} * {v}",
        "{momentum} * {v} + (-{lr} * {g})",
        "-({lr} * {g} - {momentum} * {v})",
    ),
)
_NEGATED = Line(
    "v",
    (
        "{momentum} * {v} + {lr} * {g}",
        "{lr} * {g} + {momentum} * {v}",
        "{g} * {lr} + {v} * {momentum}",
        "{lr} * {g} + {v} * {momentum}",
    ),
)
_OUTSIDE = Line(
    "v",
    (
        "{momentum} * {v} + {g}",
        "{g} + {momentum} * {v}",
        "{v} * {momentum} + {g}",
        "{g} + {v} * {momentum}",
    ),
)
_AHEAD = Line(
    "ahead", ("{p} + {momentum} * {v}", "{p} + {v} * {momentum}", "{momentum} * {v} + {p}"), slot=False
)
_SUM = Line(
    "r", ("{r} + {g} ** 2", "{r} + {g} * {g}", "{r} + {square}({g})", "{g} ** 2 + {r}", "{g} * {g} + {r}")
)


def average(slot: str, decay: str, new: tuple[str, ...], old: str = "") -> Line:
    """Return the ways to write a moving average of something."""
    kept = old or f"{{{slot}}}"
    ways = []
    for one in new:
        ways += [
            f"{{{decay}}} * {kept} + (1 - {{{decay}}}) * {one}",
            f"(1 - {{{decay}}}) * {one} + {{{decay}}} * {kept}",
            f"{kept} * {{{decay}}} + {one} * (1 - {{{decay}}})",
            f"{kept} + (1 - {{{decay}}}) * ({one} - {kept})",
            f"{kept} - (1 - {{{decay}}}) * ({kept} - {one})",
        ]
    return Line(slot, tuple(ways))


SQUARED = ("{g} ** 2", "({g} * {g})", "{square}({g})")
_SQUARES = average("r", "rho", SQUARED)
FIRST, SECOND = average("m", "beta1", ("{g}",)), average("v", "beta2", SQUARED)


def divided(top: str, below: str, place: str, rate: str = "{lr}") -> tuple[str, ...]:
    """Return the ways to divide by a root, epsilon inside or outside of it."""
    if place == "inside":
        root = f"{{sqrt}}({below} + {{eps}})"
        roots = (root, f"{{sqrt}}({{eps}} + {below})", f"({below} + {{eps}}) ** 0.5")
    else:
        root = f"({{sqrt}}({below}) + {{eps}})"
        roots = (root, f"({{eps}} + {{sqrt}}({below}))", f"({below} ** 0.5 + {{eps}})")
    ways = []
    for one in roots:
        ways += [
            f"{rate} * {top} / {one}",
            f"{rate} * ({top} / {one})",
            f"{rate} / {one} * {top}",
            f"{top} / {one} * {rate}",
        ]
    return tuple(ways)


def corrected(slot: str, decay: str, name: str) -> Line:
    """Return the ways to remove the bias of a moment."""
    ways = (f"{{{slot}}} / (1 - {{{decay}}} ** {{t}})", f"1 / (1 - {{{decay}}} ** {{t}}) * {{{slot}}}")
    return Line(name, ways, slot=False)


def _adam(place: str) -> Recipe:
    lines = (FIRST, SECOND, corrected("m", "beta1", "m_hat"), corrected("v", "beta2", "v_hat"))
    step = divided("{m_hat}", "{v_hat}", place)
    return Recipe("adam", f"epsilon-{place}", lines, step, ("m", "v"), _ADAM, timed=True)


def _adam_hat() -> Recipe:
    rate = Line(
        "rate",
        (
            "{lr} * (1 - {beta2} ** {t}) ** 0.5 / (1 - {beta1} ** {t})",
            "{lr} / (1 - {beta1} ** {t}) * (1 - {beta2} ** {t}) ** 0.5",
        ),
        slot=False,
    )
    step = divided("{m}", "{v}", "outside", "{rate}")
    return Recipe("adam", "epsilon-hat", (FIRST, SECOND, rate), step, ("m", "v"), _ADAM, timed=True)


def _nesterov(
    rule: str, inner: tuple[Line, ...], push: str, hyper: Mapping[str, float], slots: tuple[str, ...]
) -> list[Recipe]:
    """phi = theta + alpha v is stored: the rate in the velocity, outside of it, and by old and new velocity."""
    inside = Line(
        "v", (f"{{momentum}} * {{v}} - {{lr}} * {push}", f"-{{lr}} * {push} + {{v}} * {{momentum}}")
    )
    outside = Line("v", (f"{{momentum}} * {{v}} + {push}", f"{push} + {{v}} * {{momentum}}"))
    old = Line("old", ("{v}", "1 * {v}", "{v} + 0", "{v} * 1"), slot=False)
    return [
        Recipe(
            rule,
            "stored, rate inside",
            (*inner, inside),
            (
                f"{{lr}} * {push} - {{momentum}} * {{v}}",
                f"-({{momentum}} * {{v}} - {{lr}} * {push})",
                f"{push} * {{lr}} - {{v}} * {{momentum}}",
                f"-{{v}} * {{momentum}} + {{lr}} * {push}",
            ),
            slots,
            hyper,
        ),
        Recipe(
            rule,
            "stored, rate outside",
            (*inner, outside),
            (
                f"{{lr}} * ({push} + {{momentum}} * {{v}})",
                f"({push} + {{momentum}} * {{v}}) * {{lr}}",
                f"{{lr}} * {push} + {{lr}} * {{momentum}} * {{v}}",
                f"{{lr}} * ({{v}} * {{momentum}} + {push})",
            ),
            slots,
            hyper,
        ),
        Recipe(
            rule,
            "stored, old and new velocity",
            (*inner, old, inside),
            (
                "{momentum} * {old} - (1 + {momentum}) * {v}",
                "-(-{momentum} * {old} + (1 + {momentum}) * {v})",
                "{momentum} * {old} - {v} - {momentum} * {v}",
                "{old} * {momentum} - ({momentum} + 1) * {v}",
            ),
            slots,
            hyper,
        ),
    ]


def _push(place: str) -> str:
    return divided("{g}", "{r}", place, "1.0")[1].removeprefix("1.0 * ")


RECIPES: tuple[Recipe, ...] = (
    Recipe(
        "momentum",
        "rate inside",
        (_VELOCITY,),
        ("-{v}", "-1 * {v}", "0 - {v}", "{v} * -1"),
        ("v",),
        _MOMENTUM,
    ),
    Recipe("momentum", "velocity negated", (_NEGATED,), ("{v}", "1 * {v}", "1.0 * {v}"), ("v",), _MOMENTUM),
    Recipe("momentum", "rate outside", (_OUTSIDE,), ("{lr} * {v}", "{v} * {lr}"), ("v",), _MOMENTUM),
    *_nesterov("nesterov", (), "{g}", _MOMENTUM, ("v",)),
    Recipe(
        "nesterov",
        "looks ahead",
        (
            _AHEAD,
            Line("grad", ("{f}({ahead})",), slot=False),
            Line("v", tuple(way.replace("{g}", "{grad}") for way in _VELOCITY.ways)),
        ),
        ("-{v}", "-1 * {v}", "0 - {v}", "{v} * -1"),
        ("v",),
        _MOMENTUM,
        asks=True,
    ),
    Recipe(
        "nesterov",
        "looks ahead, velocity negated",
        (
            Line(
                "ahead",
                ("{p} - {momentum} * {v}", "{p} - {v} * {momentum}", "-{momentum} * {v} + {p}"),
                slot=False,
            ),
            Line("grad", ("{f}({ahead})",), slot=False),
            Line("v", tuple(way.replace("{g}", "{grad}") for way in _NEGATED.ways)),
        ),
        ("{v}", "1 * {v}", "1.0 * {v}"),
        ("v",),
        _MOMENTUM,
        asks=True,
    ),
    *(
        Recipe(
            "adagrad",
            f"epsilon-{place}",
            (_SUM,),
            divided("{g}", "{r}", place),
            ("r",),
            {**_RATE, "eps": 1e-7},
        )
        for place in ("outside", "inside")
    ),
    *(
        Recipe("rmsprop", f"epsilon-{place}", (_SQUARES,), divided("{g}", "{r}", place), ("r",), _RMSPROP)
        for place in ("outside", "inside")
    ),
    *_nesterov(
        "rmsprop-nesterov",
        (_SQUARES, Line("push", (_push("outside"), "{g} / ({eps} + {r} ** 0.5)"), slot=False)),
        "{push}",
        {**_RMSPROP, "momentum": 0.9},
        ("r", "v"),
    ),
    _adam("outside"),
    _adam("inside"),
    _adam_hat(),
)
