"""The lecture's rules in float32, in the orders of operations that people and frameworks write.

Each is a loop by itself: (theta0, gradients, hyperparameters) to the path (T + 1, d). Hyperparameters are Python's own
numbers unless an order says otherwise; NumPy then computes in float32, as TensorFlow does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Single = npt.NDArray[np.floating[Any]]
"""float32, as the tests check; NumPy's types take a Python number for a float64."""
Numbers = Mapping[str, float]
Order = Callable[[Single, Single, Numbers], Single]
ONE = np.float32(1)


def _single(value: float) -> np.float32:
    return np.float32(value)


# ---- momentum --------------------------------------------------------------------------------------------------------


def momentum_lecture(theta: Single, gradients: Single, h: Numbers) -> Single:
    """v = alpha v - lr g; theta += v."""
    rows, v = [theta], np.zeros_like(theta)
    for g in gradients:
        v = h["momentum"] * v - h["learning_rate"] * g
        rows.append(rows[-1] + v)
    return np.array(rows)


def momentum_negated(theta: Single, gradients: Single, h: Numbers) -> Single:
    """v = lr g + alpha v; theta -= v."""
    rows, v = [theta], np.zeros_like(theta)
    for g in gradients:
        v = h["learning_rate"] * g + h["momentum"] * v
        rows.append(rows[-1] - v)
    return np.array(rows)


def momentum_rate_outside(theta: Single, gradients: Single, h: Numbers) -> Single:
    """v = alpha v + g; theta -= lr v (TF1, PyTorch)."""
    rows, v = [theta], np.zeros_like(theta)
    for g in gradients:
        v = h["momentum"] * v + g
        rows.append(rows[-1] - h["learning_rate"] * v)
    return np.array(rows)


def momentum_constants(theta: Single, gradients: Single, h: Numbers) -> Single:
    """Every constant a float32 of its own, as tf.constant and tf.convert_to_tensor make them."""
    rate, alpha = _single(h["learning_rate"]), _single(h["momentum"])
    rows, v = [theta], np.zeros_like(theta)
    for g in gradients:
        v = v * alpha - g * rate
        rows.append(rows[-1] + v)
    return np.array(rows)


# ---- Nesterov, phi stored --------------------------------------------------------------------------------------------


def nesterov_keras(theta: Single, gradients: Single, h: Numbers) -> Single:
    """v = alpha v - lr g; phi += alpha v - lr g."""
    rows, v = [theta], np.zeros_like(theta)
    for g in gradients:
        v = h["momentum"] * v - h["learning_rate"] * g
        rows.append(rows[-1] + h["momentum"] * v - h["learning_rate"] * g)
    return np.array(rows)


def nesterov_tf1(theta: Single, gradients: Single, h: Numbers) -> Single:
    """v = alpha v + g; phi -= lr g + lr alpha v."""
    rows, v = [theta], np.zeros_like(theta)
    for g in gradients:
        v = h["momentum"] * v + g
        rows.append(rows[-1] - (g * h["learning_rate"] + v * h["momentum"] * h["learning_rate"]))
    return np.array(rows)


def nesterov_old_and_new(theta: Single, gradients: Single, h: Numbers) -> Single:
    """phi += -alpha v_old + (1 + alpha) v_new, as a well-known course writes it."""
    rows, v = [theta], np.zeros_like(theta)
    for g in gradients:
        old, v = v, h["momentum"] * v - h["learning_rate"] * g
        rows.append(rows[-1] - h["momentum"] * old + (1 + h["momentum"]) * v)
    return np.array(rows)


def nesterov_undone(theta: Single, gradients: Single, h: Numbers) -> Single:
    """theta is kept, phi = theta + alpha v is shown."""
    rows, v, own = [theta], np.zeros_like(theta), theta.copy()
    for g in gradients:
        v = h["momentum"] * v - h["learning_rate"] * g
        own = own + v
        rows.append(own + h["momentum"] * v)
    return np.array(rows)


# ---- AdaGrad, RMSProp ------------------------------------------------------------------------------------------------


def _adagrad(step: Callable[[Single, Single, Numbers], Single]) -> Order:
    def order(theta: Single, gradients: Single, h: Numbers) -> Single:
        rows, r = [theta], np.zeros_like(theta)
        for g in gradients:
            r = r + g * g
            rows.append(rows[-1] - step(g, r, h))
        return np.array(rows)

    return order


def _rmsprop(
    average: Callable[[Single, Single, float], Single], step: Callable[[Single, Single, Numbers], Single]
) -> Order:
    def order(theta: Single, gradients: Single, h: Numbers) -> Single:
        rows, r = [theta], np.zeros_like(theta)
        for g in gradients:
            r = average(r, g, h["rho"])
            rows.append(rows[-1] - step(g, r, h))
        return np.array(rows)

    return order


def _rate_first(g: Single, r: Single, h: Numbers) -> Single:
    return h["learning_rate"] * g / (np.sqrt(r) + h["epsilon"])


def _quotient_first(g: Single, r: Single, h: Numbers) -> Single:
    return h["learning_rate"] * (g / (np.sqrt(r) + h["epsilon"]))


def _own_rate(g: Single, r: Single, h: Numbers) -> Single:
    return h["learning_rate"] / (np.sqrt(r) + h["epsilon"]) * g


def _half_power(g: Single, r: Single, h: Numbers) -> Single:
    return h["learning_rate"] * g / (r**0.5 + h["epsilon"])


def _reciprocal(g: Single, r: Single, h: Numbers) -> Single:
    divided: Single = np.multiply(ONE / (h["epsilon"] + np.sqrt(r)), g)
    return divided * _single(h["learning_rate"])


def _weighted(r: Single, g: Single, rho: float) -> Single:
    return rho * r + (1 - rho) * g * g


def _square_first(r: Single, g: Single, rho: float) -> Single:
    return (1 - rho) * np.square(g) + rho * r


def _increment(r: Single, g: Single, rho: float) -> Single:
    return r + (g * g - r) * (1 - rho)


def _constants(r: Single, g: Single, rho: float) -> Single:
    return _single(rho) * r + (ONE - _single(rho)) * g**2


# ---- RMSProp with Nesterov, phi stored -------------------------------------------------------------------------------


def _rmsprop_nesterov(
    average: Callable[[Single, Single, float], Single], *, outside: bool = False, once: bool = False
) -> Order:
    def order(theta: Single, gradients: Single, h: Numbers) -> Single:
        alpha, rate = h["momentum"], h["learning_rate"]
        rows, r, v = [theta], np.zeros_like(theta), np.zeros_like(theta)
        for g in gradients:
            r = average(r, g, h["rho"])
            scaled = g / (np.sqrt(r) + h["epsilon"])
            if outside:
                v = alpha * v + scaled
                rows.append(rows[-1] - rate * (scaled + alpha * v))
            elif once:
                push = rate * scaled
                v = alpha * v - push
                rows.append(rows[-1] + (alpha * v - push))
            else:
                v = alpha * v - rate / (np.sqrt(r) + h["epsilon"]) * g
                rows.append(rows[-1] + alpha * v - rate / (np.sqrt(r) + h["epsilon"]) * g)
        return np.array(rows)

    return order


# ---- Adam ------------------------------------------------------------------------------------------------------------


def adam_lecture(theta: Single, gradients: Single, h: Numbers) -> Single:
    """Both moments corrected, powers in Python's own precision."""
    b1, b2 = h["beta_1"], h["beta_2"]
    rows, s, r = [theta], np.zeros_like(theta), np.zeros_like(theta)
    for t, g in enumerate(gradients, start=1):
        s, r = b1 * s + (1 - b1) * g, b2 * r + (1 - b2) * g * g
        s_hat, r_hat = s / (1 - b1**t), r / (1 - b2**t)
        rows.append(rows[-1] - h["learning_rate"] * s_hat / (np.sqrt(r_hat) + h["epsilon"]))
    return np.array(rows)


def adam_single_powers(theta: Single, gradients: Single, h: Numbers) -> Single:
    """1 - beta in Python, but beta^t in float32: Keras, and TF1 with tf.pow."""
    b1, b2 = h["beta_1"], h["beta_2"]
    rows, s, r = [theta], np.zeros_like(theta), np.zeros_like(theta)
    for t, g in enumerate(gradients, start=1):
        s, r = b1 * s + (1 - b1) * g, b2 * r + (1 - b2) * np.square(g)
        s_hat = s / (ONE - np.power(_single(b1), _single(t)))
        r_hat = r / (ONE - np.power(_single(b2), _single(t)))
        rows.append(rows[-1] - h["learning_rate"] * s_hat / (np.sqrt(r_hat) + h["epsilon"]))
    return np.array(rows)


def adam_running_powers(theta: Single, gradients: Single, h: Numbers) -> Single:
    """beta^t kept as a float32 product, as TF1's own optimizer does."""
    b1, b2 = _single(h["beta_1"]), _single(h["beta_2"])
    rows, s, r, p1, p2 = [theta], np.zeros_like(theta), np.zeros_like(theta), b1, b2
    for g in gradients:
        s, r = s * b1 + g * (ONE - b1), r * b2 + g * g * (ONE - b2)
        rows.append(
            rows[-1] - h["learning_rate"] * (s / (ONE - p1)) / (np.sqrt(r / (ONE - p2)) + h["epsilon"])
        )
        p1, p2 = p1 * b1, p2 * b2
    return np.array(rows)


def adam_increments(theta: Single, gradients: Single, h: Numbers) -> Single:
    """s += (g - s)(1 - beta_1), as Keras 3 writes it."""
    rows, s, r = [theta], np.zeros_like(theta), np.zeros_like(theta)
    for t, g in enumerate(gradients, start=1):
        s = s + (g - s) * (1 - h["beta_1"])
        r = r + (np.square(g) - r) * (1 - h["beta_2"])
        s_hat = s / (ONE - np.power(_single(h["beta_1"]), _single(t)))
        r_hat = r / (ONE - np.power(_single(h["beta_2"]), _single(t)))
        rows.append(rows[-1] - s_hat * h["learning_rate"] / (np.sqrt(r_hat) + h["epsilon"]))
    return np.array(rows)


def adam_constants(theta: Single, gradients: Single, h: Numbers) -> Single:
    """Every constant a float32 of its own, 1 - beta and the rate's quotient too."""
    b1, b2, rate, small = (_single(h[name]) for name in ("beta_1", "beta_2", "learning_rate", "epsilon"))
    rows, s, r = [theta], np.zeros_like(theta), np.zeros_like(theta)
    for t, g in enumerate(gradients, start=1):
        s, r = b1 * s + (ONE - b1) * g, b2 * r + (ONE - b2) * g**2
        root = np.sqrt(r / (ONE - b2 ** _single(t))) + small
        rows.append(rows[-1] - rate / (ONE - b1 ** _single(t)) * (s / root))
    return np.array(rows)


ORDERS: Mapping[str, Mapping[str, Order]] = {
    "momentum": {
        "lecture": momentum_lecture,
        "negated": momentum_negated,
        "rate outside": momentum_rate_outside,
        "constants": momentum_constants,
    },
    "nesterov": {
        "keras": nesterov_keras,
        "tf1": nesterov_tf1,
        "old and new": nesterov_old_and_new,
        "undone": nesterov_undone,
    },
    "adagrad": {
        "rate first": _adagrad(_rate_first),
        "quotient first": _adagrad(_quotient_first),
        "own rate": _adagrad(_own_rate),
        "half power": _adagrad(_half_power),
        "reciprocal": _adagrad(_reciprocal),
    },
    "rmsprop": {
        "lecture": _rmsprop(_weighted, _rate_first),
        "square first": _rmsprop(_square_first, _quotient_first),
        "increment": _rmsprop(_increment, _own_rate),
        "half power": _rmsprop(_weighted, _half_power),
        "constants": _rmsprop(_constants, _reciprocal),
    },
    "rmsprop-nesterov": {
        "lecture": _rmsprop_nesterov(_weighted),
        "rate outside": _rmsprop_nesterov(_square_first, outside=True),
        "one push": _rmsprop_nesterov(_increment, once=True),
        "constants": _rmsprop_nesterov(_constants, once=True),
    },
    "adam": {
        "lecture": adam_lecture,
        "single powers": adam_single_powers,
        "running powers": adam_running_powers,
        "increments": adam_increments,
        "constants": adam_constants,
    },
}
"""By rule, by name."""
