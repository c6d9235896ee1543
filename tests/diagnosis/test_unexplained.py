"""What no hypothesis explains gets no name: a wrong name is worse than none."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pytest

from autograder.comparing.evidence import Run
from autograder.diagnosis.finding import Runs
from autograder.driving.design import Design
from autograder.protocol.arrays import Vector
from tests.diagnosis.paths import SIZES, Mode, Setting, setting, told

Numbers = Mapping[str, float]
Step = Callable[[Vector, Vector, int, dict[str, Vector], Numbers], Vector]
"""(theta, gradient, step from 1, slots, hyperparameters) to the next theta."""
Change = Callable[[Vector, Vector, int], Vector]
"""(gradient, theta, step from 1) to the gradient that is used."""


def momentum(theta: Vector, g: Vector, _: int, slots: dict[str, Vector], h: Numbers) -> Vector:
    slots["v"] = h["momentum"] * slots.get("v", 0 * g) - h["learning_rate"] * g
    moved: Vector = theta + slots["v"]
    return moved


def adagrad(theta: Vector, g: Vector, _: int, slots: dict[str, Vector], h: Numbers) -> Vector:
    slots["r"] = slots.get("r", 0 * g) + g * g
    return theta - h["learning_rate"] * g / (np.sqrt(slots["r"]) + h["epsilon"])


def rmsprop(theta: Vector, g: Vector, _: int, slots: dict[str, Vector], h: Numbers) -> Vector:
    slots["r"] = h["rho"] * slots.get("r", 0 * g) + (1 - h["rho"]) * g * g
    return theta - h["learning_rate"] * g / (np.sqrt(slots["r"]) + h["epsilon"])


def adam(theta: Vector, g: Vector, t: int, slots: dict[str, Vector], h: Numbers) -> Vector:
    slots["s"] = h["beta_1"] * slots.get("s", 0 * g) + (1 - h["beta_1"]) * g
    slots["r"] = h["beta_2"] * slots.get("r", 0 * g) + (1 - h["beta_2"]) * g * g
    s, r = slots["s"] / (1 - h["beta_1"] ** t), slots["r"] / (1 - h["beta_2"] ** t)
    moved: Vector = theta - h["learning_rate"] * s / (np.sqrt(r) + h["epsilon"])
    return moved


def amsgrad(theta: Vector, g: Vector, t: int, slots: dict[str, Vector], h: Numbers) -> Vector:
    slots["s"] = h["beta_1"] * slots.get("s", 0 * g) + (1 - h["beta_1"]) * g
    slots["r"] = h["beta_2"] * slots.get("r", 0 * g) + (1 - h["beta_2"]) * g * g
    slots["top"] = np.maximum(slots.get("top", 0 * g), slots["r"])
    s, r = slots["s"] / (1 - h["beta_1"] ** t), slots["top"] / (1 - h["beta_2"] ** t)
    moved: Vector = theta - h["learning_rate"] * s / (np.sqrt(r) + h["epsilon"])
    return moved


def adamax(theta: Vector, g: Vector, t: int, slots: dict[str, Vector], h: Numbers) -> Vector:
    slots["s"] = h["beta_1"] * slots.get("s", 0 * g) + (1 - h["beta_1"]) * g
    slots["u"] = np.maximum(h["beta_2"] * slots.get("u", 0 * g), np.abs(g))
    return theta - h["learning_rate"] / (1 - h["beta_1"] ** t) * slots["s"] / (slots["u"] + h["epsilon"])


def lion(theta: Vector, g: Vector, _: int, slots: dict[str, Vector], h: Numbers) -> Vector:
    v = slots.get("v", 0 * g)
    slots["v"] = h["beta_2"] * v + (1 - h["beta_2"]) * g
    return theta - h["learning_rate"] * np.sign(h["beta_1"] * v + (1 - h["beta_1"]) * g)


def nadam(theta: Vector, g: Vector, t: int, slots: dict[str, Vector], h: Numbers) -> Vector:
    one, two = h["beta_1"], h["beta_2"]
    slots["s"] = one * slots.get("s", 0 * g) + (1 - one) * g
    slots["r"] = two * slots.get("r", 0 * g) + (1 - two) * g * g
    s = one * slots["s"] / (1 - one ** (t + 1)) + (1 - one) * g / (1 - one**t)
    moved: Vector = theta - h["learning_rate"] * s / (np.sqrt(slots["r"] / (1 - two**t)) + h["epsilon"])
    return moved


def radam(theta: Vector, g: Vector, t: int, slots: dict[str, Vector], h: Numbers) -> Vector:
    one, two = h["beta_1"], h["beta_2"]
    slots["s"] = one * slots.get("s", 0 * g) + (1 - one) * g
    slots["r"] = two * slots.get("r", 0 * g) + (1 - two) * g * g
    s = slots["s"] / (1 - one**t)
    most = 2 / (1 - two) - 1
    n = most - 2 * t * two**t / (1 - two**t)
    if n <= 4:
        plain: Vector = theta - h["learning_rate"] * s
        return plain
    share = ((n - 4) * (n - 2) * most / ((most - 4) * (most - 2) * n)) ** 0.5
    moved: Vector = theta - h["learning_rate"] * share * s / (
        np.sqrt(slots["r"] / (1 - two**t)) + h["epsilon"]
    )
    return moved


def adadelta(theta: Vector, g: Vector, _: int, slots: dict[str, Vector], h: Numbers) -> Vector:
    rho, e = 0.9, h["epsilon"]
    slots["r"] = rho * slots.get("r", 0 * g) + (1 - rho) * g * g
    step = np.sqrt(slots.get("a", 0 * g) + e) / np.sqrt(slots["r"] + e) * g
    slots["a"] = rho * slots.get("a", 0 * g) + (1 - rho) * step * step
    moved: Vector = theta - h["learning_rate"] * step
    return moved


def yogi(theta: Vector, g: Vector, t: int, slots: dict[str, Vector], h: Numbers) -> Vector:
    r = slots.get("r", 0 * g)
    slots["s"] = h["beta_1"] * slots.get("s", 0 * g) + (1 - h["beta_1"]) * g
    slots["r"] = r - (1 - h["beta_2"]) * np.sign(r - g * g) * g * g
    s, r = slots["s"] / (1 - h["beta_1"] ** t), slots["r"] / (1 - h["beta_2"] ** t)
    moved: Vector = theta - h["learning_rate"] * s / (np.sqrt(r) + h["epsilon"])
    return moved


def adabelief(theta: Vector, g: Vector, t: int, slots: dict[str, Vector], h: Numbers) -> Vector:
    s = slots["s"] = h["beta_1"] * slots.get("s", 0 * g) + (1 - h["beta_1"]) * g
    slots["r"] = h["beta_2"] * slots.get("r", 0 * g) + (1 - h["beta_2"]) * (g - s) ** 2
    s, r = s / (1 - h["beta_1"] ** t), slots["r"] / (1 - h["beta_2"] ** t)
    moved: Vector = theta - h["learning_rate"] * s / (np.sqrt(r) + h["epsilon"])
    return moved


RULES: dict[str, tuple[tuple[str, str], Step]] = {
    "momentum": (("lab3", "momentum"), momentum),
    "adagrad": (("lab4", "adagrad"), adagrad),
    "rmsprop": (("lab5", "rmsprop"), rmsprop),
    "adam": (("lab6", "adam"), adam),
}
NAMED: dict[str, Step] = {
    "amsgrad": amsgrad,
    "adamax": adamax,
    "lion": lion,
    "nadam": nadam,
    "radam": radam,
    "adadelta": adadelta,
}
UNKNOWN: dict[str, Step] = {"yogi": yogi, "adabelief": adabelief}

_NOISE = np.random.default_rng(5).uniform(0.5, 2.0, 100)
CHANGES: dict[str, Change] = {
    "squashed": lambda g, _, __: np.tanh(g),
    "of unit length": lambda g, _, __: g / (1.0 + float(np.linalg.norm(g))),
    "scaled at random in each step": lambda g, _, t: g * _NOISE[t],
    "decayed by the sign": lambda g, theta, _: g + 0.01 * np.sign(theta),
    "rounded": lambda g, _, __: np.round(g, 3),
    "every other step skipped": lambda g, _, t: g * (t % 2),
}


def driven(where: Setting, mode: Mode, step: Step, change: Change | None = None, decay: float = 0.0) -> Runs:
    """Both runs of a loop; ``decay`` shrinks theta apart from the gradient, as AdamW does."""

    def one(design: Design, h: Numbers) -> Vector:
        theta, slots, rows = design.theta0, dict[str, Vector](), [design.theta0]
        for t, gradient in enumerate(design.gradients, start=1):
            g = gradient if change is None else change(gradient, theta, t)
            theta = step(theta, g, t, slots, h) - decay * h["learning_rate"] * theta
            rows.append(theta)
        return np.array(rows)

    first, second = (
        Run(design, dict(known), one(design, values), None, SIZES)
        for design, values, known in zip(where.designs, where.followed(mode), where.known(mode), strict=True)
    )
    return Runs(first, second)


@pytest.mark.parametrize("mode", ["given", "hard-coded"])
@pytest.mark.parametrize("rule", RULES)
def test_the_loops_of_this_test_are_right_by_themselves(rule: str, mode: Mode) -> None:
    case, step = RULES[rule]
    where = setting(*case)
    found = told(where, driven(where, mode, step))
    assert found is not None
    assert found.mistakes == ()


MODES: list[tuple[str, str, Mode]] = [(rule, change, "given") for rule in RULES for change in CHANGES]
MODES += [("momentum", change, "hard-coded") for change in CHANGES]
# With everything free the search is long: the changes that are likeliest in students' code stand for all.
MODES += [(rule, "squashed", "hard-coded") for rule in ("adagrad", "rmsprop", "adam")]


@pytest.mark.parametrize(("rule", "change", "mode"), MODES)
def test_a_change_that_no_hypothesis_holds_gets_no_name(rule: str, change: str, mode: Mode) -> None:
    case, step = RULES[rule]
    where = setting(*case)
    assert told(where, driven(where, mode, step, CHANGES[change])) is None


@pytest.mark.parametrize("mode", ["given", "hard-coded"])
@pytest.mark.parametrize("rule", NAMED)
def test_an_algorithm_from_elsewhere_is_told_by_its_name(rule: str, mode: Mode) -> None:
    where = setting("lab6", "adam")
    found = told(where, driven(where, mode, NAMED[rule]))
    assert found is not None
    assert found.mistakes == ("different-algorithm",)
    assert found.details == {"algorithm": rule}


@pytest.mark.parametrize("rule", UNKNOWN)
def test_an_algorithm_that_nobody_told_us_of_gets_no_name(rule: str) -> None:
    where = setting("lab6", "adam")
    assert told(where, driven(where, "given", UNKNOWN[rule])) is None


@pytest.mark.parametrize("share", [1e-2, 1e-3, 1e-4])
@pytest.mark.parametrize("rule", RULES)
def test_noise_on_the_path_gets_no_name(rule: str, share: float) -> None:
    case, step = RULES[rule]
    where = setting(*case)
    runs = driven(where, "given", step)
    noise = np.random.default_rng(3).normal(size=runs.first.theta.shape)
    noisy = Run(runs.first.design, runs.first.given, runs.first.theta * (1 + share * noise), None, SIZES)
    assert told(where, Runs(noisy, runs.second)) is None


@pytest.mark.parametrize("rule", RULES)
def test_nothing_moves_gets_no_name_of_another_mistake(rule: str) -> None:
    case, _ = RULES[rule]
    where = setting(*case)
    found = told(where, driven(where, "given", lambda theta, _, __, ___, ____: theta))
    assert found is None or found.mistakes in {("not-updated",), ("hyperparameter-ignored",)}
