"""The algorithms and their mistakes as loops written by hand, beside the oracle's own formulas.

Every formula takes the slots m, the gradient g and the time t of each coordinate, needed or not.
"""
# ruff: noqa: ARG005 - one signature for all formulas

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from reference.mistakes.alteration import Alteration
from tests.reference.around_by_hand import left, moves, seen

Vector = NDArray[np.float64]
Direction = Callable[["Slots", Vector, Vector], Vector]

LR, ALPHA, RHO, B1, B2, E = 0.05, 0.7, 0.85, 0.8, 0.95, 1e-3
LAYOUT = (3, 2, 2)
GRADIENTS = np.random.default_rng(7).normal(size=(9, 7)) * [1, 3, 0.1, 1, 0, 10, 0.01]
HYPERPARAMETERS = {
    "sgd": {"learning_rate": LR},
    "momentum": {"learning_rate": LR, "momentum": ALPHA},
    "nesterov": {"learning_rate": LR, "momentum": ALPHA},
    "adagrad": {"learning_rate": LR, "epsilon": E},
    "rmsprop": {"learning_rate": LR, "rho": RHO, "epsilon": E},
    "rmsprop-nesterov": {"learning_rate": LR, "rho": RHO, "momentum": ALPHA, "epsilon": E},
    "adam": {"learning_rate": LR, "beta_1": B1, "beta_2": B2, "epsilon": E},
}


class Slots(dict[str, Vector]):
    """Start every slot at 0."""

    def __missing__(self, _: str) -> Vector:
        return np.zeros(7)

    def put(self, name: str, value: Vector) -> Vector:
        self[name] = value
        return value


def sqrt(x: Vector) -> Vector:
    root: Vector = np.sqrt(x)
    return root


def variables(x: Vector) -> list[Vector]:
    return [x[0:3], x[3:5], x[5:7]]


def spread(numbers: Sequence[float]) -> Vector:
    a, b, c = numbers
    return np.array([a, a, a, b, b, c, c])


def norms(g: Vector) -> Vector:
    return spread([float(np.linalg.norm(part)) ** 2 for part in variables(g)])


def sums(g: Vector) -> Vector:
    return spread([float(part.sum()) ** 2 for part in variables(g)])


def means(g: Vector) -> Vector:
    return spread([float((part**2).mean()) for part in variables(g)])


def r_sum(m: Slots, q: Vector) -> Vector:
    return m.put("r", m["r"] + q)


def r_rho(m: Slots, q: Vector) -> Vector:
    return m.put("r", RHO * m["r"] + (1 - RHO) * q)


def s_own(m: Slots, g: Vector) -> Vector:
    return m.put("s", B1 * m["s"] + (1 - B1) * g)


def r_own(m: Slots, q: Vector) -> Vector:
    return m.put("r", B2 * m["r"] + (1 - B2) * q)


# What the rate multiplies, by mistake and its kind: theta <- theta - rate * this.
ADAGRAD: Mapping[tuple[str, str | None], Direction] = {
    ("right", None): lambda m, g, t: g / (sqrt(r_sum(m, g * g)) + E),
    ("missing-root", None): lambda m, g, t: g / (r_sum(m, g * g) + E),
    ("second-moment-missing", None): lambda m, g, t: g,
    ("second-moment-not-squared", "gradient"): lambda m, g, t: g / (sqrt(r_sum(m, g)) + E),
    ("second-moment-not-squared", "absolute"): lambda m, g, t: g / (sqrt(r_sum(m, abs(g))) + E),
    ("state-not-elementwise", "norm"): lambda m, g, t: g / (sqrt(r_sum(m, norms(g))) + E),
    ("state-not-elementwise", "sum"): lambda m, g, t: g / (sqrt(r_sum(m, sums(g))) + E),
    ("state-not-elementwise", "mean"): lambda m, g, t: g / (sqrt(r_sum(m, means(g))) + E),
    ("accumulator-not-kept", None): lambda m, g, t: g / (abs(g) + E),
    ("accumulator-decayed", None): lambda m, g, t: g / (sqrt(m.put("r", 0.9 * m["r"] + 0.1 * g * g)) + E),
    ("epsilon-missing", None): lambda m, g, t: g / sqrt(r_sum(m, g * g)),
    ("epsilon-in-numerator", None): lambda m, g, t: (g + E) / sqrt(r_sum(m, g * g)),
    ("epsilon-outside-fraction", "quotient"): lambda m, g, t: g / sqrt(r_sum(m, g * g)) + E,
    ("epsilon-outside-fraction", "step"): lambda m, g, t: g / sqrt(r_sum(m, g * g)) + E / LR,
    ("epsilon-outside-fraction", "negated-step"): lambda m, g, t: g / sqrt(r_sum(m, g * g)) - E / LR,
    ("epsilon-outside-fraction", "rate"): lambda m, g, t: (1 / sqrt(r_sum(m, g * g)) + E / LR) * g,
    ("state-not-kept", None): lambda m, g, t: g / (abs(g) + E),
}

RMSPROP: Mapping[tuple[str, str | None], Direction] = {
    ("right", None): lambda m, g, t: g / sqrt(r_rho(m, g * g) + E),
    ("missing-root", None): lambda m, g, t: g / (r_rho(m, g * g) + E),
    ("second-moment-missing", None): lambda m, g, t: g,
    ("second-moment-not-squared", "gradient"): lambda m, g, t: g / sqrt(r_rho(m, g) + E),
    ("second-moment-not-squared", "absolute"): lambda m, g, t: g / sqrt(r_rho(m, abs(g)) + E),
    ("state-not-elementwise", "norm"): lambda m, g, t: g / sqrt(r_rho(m, norms(g)) + E),
    ("state-not-elementwise", "sum"): lambda m, g, t: g / sqrt(r_rho(m, sums(g)) + E),
    ("state-not-elementwise", "mean"): lambda m, g, t: g / sqrt(r_rho(m, means(g)) + E),
    ("accumulator-not-kept", None): lambda m, g, t: g / sqrt(g * g + E),
    ("accumulator-not-decayed", "sum"): lambda m, g, t: g / sqrt(r_sum(m, g * g) + E),
    ("accumulator-not-decayed", "weighted-sum"): lambda m, g, t: g / sqrt(r_sum(m, (1 - RHO) * g * g) + E),
    ("decay-swapped", "rho"): lambda m, g, t: g / sqrt(m.put("r", (1 - RHO) * m["r"] + RHO * g * g) + E),
    ("missing-one-minus-decay", "rho"): lambda m, g, t: g / sqrt(m.put("r", RHO * m["r"] + g * g) + E),
    ("bias-correction-added", None): lambda m, g, t: g / sqrt(r_rho(m, g * g) / (1 - RHO**t) + E),
    ("epsilon-missing", None): lambda m, g, t: g / sqrt(r_rho(m, g * g)),
    ("epsilon-in-numerator", None): lambda m, g, t: (g + E) / sqrt(r_rho(m, g * g)),
    ("epsilon-outside-fraction", "quotient"): lambda m, g, t: g / sqrt(r_rho(m, g * g)) + E,
    ("epsilon-outside-fraction", "step"): lambda m, g, t: g / sqrt(r_rho(m, g * g)) + E / LR,
    ("epsilon-outside-fraction", "negated-step"): lambda m, g, t: g / sqrt(r_rho(m, g * g)) - E / LR,
    ("epsilon-outside-fraction", "rate"): lambda m, g, t: (1 / sqrt(r_rho(m, g * g)) + E / LR) * g,
    ("state-not-kept", None): lambda m, g, t: g / sqrt((1 - RHO) * g * g + E),
}


def adam(s: Vector, r: Vector) -> Vector:
    return s / sqrt(r + E)


ADAM: Mapping[tuple[str, str | None], Direction] = {
    ("right", None): lambda m, g, t: adam(s_own(m, g) / (1 - B1**t), r_own(m, g * g) / (1 - B2**t)),
    ("missing-root", None): lambda m, g, t: s_own(m, g) / (1 - B1**t) / (r_own(m, g * g) / (1 - B2**t) + E),
    ("second-moment-missing", None): lambda m, g, t: s_own(m, g) / (1 - B1**t),
    ("second-moment-not-squared", "gradient"): lambda m, g, t: adam(
        s_own(m, g) / (1 - B1**t), r_own(m, g) / (1 - B2**t)
    ),
    ("second-moment-not-squared", "absolute"): lambda m, g, t: adam(
        s_own(m, g) / (1 - B1**t), r_own(m, abs(g)) / (1 - B2**t)
    ),
    ("second-moment-of-first", None): lambda m, g, t: adam(
        s_own(m, g) / (1 - B1**t), r_own(m, m["s"] ** 2) / (1 - B2**t)
    ),
    ("state-not-elementwise", "norm"): lambda m, g, t: adam(
        s_own(m, g) / (1 - B1**t), r_own(m, norms(g)) / (1 - B2**t)
    ),
    ("state-not-elementwise", "sum"): lambda m, g, t: adam(
        s_own(m, g) / (1 - B1**t), r_own(m, sums(g)) / (1 - B2**t)
    ),
    ("state-not-elementwise", "mean"): lambda m, g, t: adam(
        s_own(m, g) / (1 - B1**t), r_own(m, means(g)) / (1 - B2**t)
    ),
    ("accumulator-not-kept", None): lambda m, g, t: adam(s_own(m, g) / (1 - B1**t), g * g / (1 - B2**t)),
    ("accumulator-not-kept", "weighted"): lambda m, g, t: adam(
        s_own(m, g) / (1 - B1**t), (1 - B2) * g * g / (1 - B2**t)
    ),
    ("accumulator-not-decayed", "sum"): lambda m, g, t: adam(
        s_own(m, g) / (1 - B1**t), r_sum(m, g * g) / (1 - B2**t)
    ),
    ("accumulator-not-decayed", "weighted-sum"): lambda m, g, t: adam(
        s_own(m, g) / (1 - B1**t), r_sum(m, (1 - B2) * g * g) / (1 - B2**t)
    ),
    ("decay-swapped", "beta_1"): lambda m, g, t: adam(
        m.put("s", (1 - B1) * m["s"] + B1 * g) / (1 - B1**t), r_own(m, g * g) / (1 - B2**t)
    ),
    ("decay-swapped", "beta_2"): lambda m, g, t: adam(
        s_own(m, g) / (1 - B1**t), m.put("r", (1 - B2) * m["r"] + B2 * g * g) / (1 - B2**t)
    ),
    ("missing-one-minus-decay", "beta_1"): lambda m, g, t: adam(
        m.put("s", B1 * m["s"] + g) / (1 - B1**t), r_own(m, g * g) / (1 - B2**t)
    ),
    ("missing-one-minus-decay", "beta_2"): lambda m, g, t: adam(
        s_own(m, g) / (1 - B1**t), m.put("r", B2 * m["r"] + g * g) / (1 - B2**t)
    ),
    ("first-moment-missing", None): lambda m, g, t: adam(g, r_own(m, g * g) / (1 - B2**t)),
    ("gradient-for-first-moment", None): lambda m, g, t: adam(g / (1 - B1**t), r_own(m, g * g) / (1 - B2**t)),
    ("epsilon-missing", None): lambda m, g, t: (
        s_own(m, g) / (1 - B1**t) / sqrt(r_own(m, g * g) / (1 - B2**t))
    ),
    ("epsilon-in-numerator", None): lambda m, g, t: (
        (s_own(m, g) / (1 - B1**t) + E) / sqrt(r_own(m, g * g) / (1 - B2**t))
    ),
    ("epsilon-outside-fraction", "quotient"): lambda m, g, t: (
        s_own(m, g) / (1 - B1**t) / sqrt(r_own(m, g * g) / (1 - B2**t)) + E
    ),
    ("epsilon-outside-fraction", "step"): lambda m, g, t: (
        s_own(m, g) / (1 - B1**t) / sqrt(r_own(m, g * g) / (1 - B2**t)) + E / LR
    ),
    ("epsilon-outside-fraction", "negated-step"): lambda m, g, t: (
        s_own(m, g) / (1 - B1**t) / sqrt(r_own(m, g * g) / (1 - B2**t)) - E / LR
    ),
    ("epsilon-outside-fraction", "rate"): lambda m, g, t: (
        (1 / sqrt(r_own(m, g * g) / (1 - B2**t)) + E / LR) * s_own(m, g) / (1 - B1**t)
    ),
    ("no-bias-correction", None): lambda m, g, t: adam(s_own(m, g), r_own(m, g * g)),
    ("no-first-bias-correction", None): lambda m, g, t: adam(s_own(m, g), r_own(m, g * g) / (1 - B2**t)),
    ("no-second-bias-correction", None): lambda m, g, t: adam(s_own(m, g) / (1 - B1**t), r_own(m, g * g)),
    ("bias-correction-constant", None): lambda m, g, t: adam(
        s_own(m, g) / (1 - B1), r_own(m, g * g) / (1 - B2)
    ),
    ("bias-correction-linear", None): lambda m, g, t: adam(
        s_own(m, g) / (1 - B1 * t), r_own(m, g * g) / (1 - B2 * t)
    ),
    ("bias-correction-inverted", None): lambda m, g, t: adam(
        s_own(m, g) * (1 - B1**t), r_own(m, g * g) * (1 - B2**t)
    ),
    ("corrected-moments-stored", "both"): lambda m, g, t: adam(
        m.put("s", s_own(m, g) / (1 - B1**t)), m.put("r", r_own(m, g * g) / (1 - B2**t))
    ),
    ("corrected-moments-stored", "beta_1"): lambda m, g, t: adam(
        m.put("s", s_own(m, g) / (1 - B1**t)), r_own(m, g * g) / (1 - B2**t)
    ),
    ("corrected-moments-stored", "beta_2"): lambda m, g, t: adam(
        s_own(m, g) / (1 - B1**t), m.put("r", r_own(m, g * g) / (1 - B2**t))
    ),
    ("betas-swapped", "all"): lambda m, g, t: adam(
        m.put("s", B2 * m["s"] + (1 - B2) * g) / (1 - B2**t),
        m.put("r", B1 * m["r"] + (1 - B1) * g * g) / (1 - B1**t),
    ),
    ("betas-swapped", "moments"): lambda m, g, t: adam(
        m.put("s", B2 * m["s"] + (1 - B2) * g) / (1 - B1**t),
        m.put("r", B1 * m["r"] + (1 - B1) * g * g) / (1 - B2**t),
    ),
    ("betas-swapped", "corrections"): lambda m, g, t: adam(
        s_own(m, g) / (1 - B2**t), r_own(m, g * g) / (1 - B1**t)
    ),
    ("one-beta-for-both", "beta_1"): lambda m, g, t: adam(
        s_own(m, g) / (1 - B1**t), m.put("r", B1 * m["r"] + (1 - B1) * g * g) / (1 - B1**t)
    ),
    ("one-beta-for-both", "beta_2"): lambda m, g, t: adam(
        m.put("s", B2 * m["s"] + (1 - B2) * g) / (1 - B2**t), r_own(m, g * g) / (1 - B2**t)
    ),
    ("correction-beta-wrong", "beta_1"): lambda m, g, t: adam(
        s_own(m, g) / (1 - B2**t), r_own(m, g * g) / (1 - B2**t)
    ),
    ("correction-beta-wrong", "beta_2"): lambda m, g, t: adam(
        s_own(m, g) / (1 - B1**t), r_own(m, g * g) / (1 - B1**t)
    ),
    ("time-off-by-one", "0"): lambda m, g, t: adam(
        s_own(m, g) / (1 - B1 ** (t - 1)), r_own(m, g * g) / (1 - B2 ** (t - 1))
    ),
    ("time-off-by-one", "2"): lambda m, g, t: adam(
        s_own(m, g) / (1 - B1 ** (t + 1)), r_own(m, g * g) / (1 - B2 ** (t + 1))
    ),
    ("time-frozen", None): lambda m, g, t: adam(s_own(m, g) / (1 - B1**1), r_own(m, g * g) / (1 - B2**1)),
    ("state-not-kept", None): lambda m, g, t: adam(
        (1 - B1) * g / (1 - B1**t), (1 - B2) * g * g / (1 - B2**t)
    ),
    ("state-not-kept", "slots-and-time"): lambda m, g, t: adam(g, g * g),
}


def step_by_velocity(v: Vector, x: Vector, mistake: tuple[str, str | None]) -> tuple[Vector, Vector]:
    """Return the new velocity and the change of the variable."""
    right = ALPHA * v - LR * x
    match mistake:
        case ("ema-momentum", _):
            new = ALPHA * v - (1 - ALPHA) * LR * x
            return new, new
        case ("velocity-not-accumulated", _) | ("state-not-kept", _):
            return -LR * x, -LR * x
        case ("velocity-sign", _):
            new = -ALPHA * v - LR * x
            return new, new
        case ("old-velocity-applied", _):
            return right, v
        case ("momentum-and-gradient-both", _):
            return right, right - LR * x
        case ("lookahead-kept", _):
            return right, ALPHA * v + right
        case ("lookahead-sign", "stored"):
            return right, ALPHA * v + (1 - ALPHA) * right
        case ("velocity-overwritten", "difference"):
            return right, -ALPHA * right + (1 + ALPHA) * right
        case ("velocity-overwritten", "square"):
            return right, ALPHA**2 * right - (1 + ALPHA) * LR * x
        case _:
            return right, right


LOOKAHEADS = {
    "lookahead-missing": 0.0,
    "lookahead-sign": -ALPHA,
    "lookahead-full-velocity": 1.0,
    "lookahead-twice": 2 * ALPHA,
    "lookahead-power": ALPHA**2,
}


def by_hand(name: str, alteration: Alteration) -> tuple[Vector, Vector]:
    """Return the path, and the points asked for."""
    mistake = (alteration.id, alteration.details.get("of"))
    rules = {"adagrad": ADAGRAD, "rmsprop": RMSPROP, "rmsprop-nesterov": RMSPROP, "adam": ADAM}.get(name, {})
    theta, velocity, slots = np.zeros(7), np.zeros(7), Slots()
    path, asked = [theta], []
    for k, fed in enumerate(GRADIENTS):
        g, t = seen(fed, theta, alteration), np.full(7, k + 1.0)
        ahead = 0.0
        stored = mistake[0] in {"velocity-overwritten", "state-not-kept"} or mistake[1] == "stored"
        if "nesterov" in name and not stored:
            ahead = LOOKAHEADS.get(mistake[0], ALPHA)
        asked.append(theta + ahead * velocity)
        if mistake[0] == "time-per-variable":
            places = [int(place) for place in alteration.details["of"].split(",")]
            t = spread([3 * k + place for place in places])
        if mistake[0] == "time-per-epoch":
            t = np.full(7, k // 2 + 1.0)  # epochs of two steps
        if mistake[0] == "time-frozen" and mistake[1] is not None:
            t = spread([int(place) for place in mistake[1].split(",")])
        x = rules.get(mistake, rules.get(("right", None), lambda _m, g, _t: g))(slots, g, t)
        if mistake[0] == "sign-flipped":
            x = -x
        if name in {"momentum", "nesterov", "rmsprop-nesterov"}:
            velocity, change = step_by_velocity(velocity, moves(alteration) * x, mistake)
        else:
            change = -LR * x
        theta = left(theta, theta + moves(alteration) * change, LR, alteration)
        path.append(theta)
    return np.array(path), np.array(asked)
