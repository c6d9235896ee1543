"""The algorithms beside the lecture: PyTorch, optax and Keras walk the same path on the same gradients.

Each has at least two of them as witnesses; where they differ, each agrees with its own switch and with no other.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from reference.algorithms.algorithm import Array
from reference.rule import OTHER_ALGORITHMS, Rule, algorithm
from reference.run import run

STEPS = 40
GRADIENTS = np.random.default_rng(17).normal(size=(STEPS, 6)) * [1, 1e-3, 1e3, 1, 0.1, 10]
GRADIENTS[0, 3] = 0.0
START = np.linspace(-1.0, 1.5, 6)
RATES = np.array([0.1 * 0.8 ** (k // 10) for k in range(STEPS)])
EPSILON = 1e-4
BETAS = {"beta_1": 0.875, "beta_2": 1 - 2.0**-5}
ADAMS = {**BETAS, "epsilon": EPSILON}

# Where nothing is corrected after the maximum, the two places of epsilon are one.
SAME = {Rule("amsgrad").switched(correction="before-maximum", epsilon="hat")}


def follows(rule: Rule, hyperparameters: dict[str, float], path: Array, rtol: float = 1e-11) -> bool:
    oracle = run(rule, GRADIENTS, hyperparameters, rates=RATES, theta0=START).theta
    return bool(np.allclose(path, oracle, rtol=rtol, atol=rtol))


def only(rule: Rule, hyperparameters: dict[str, float], path: Array, rtol: float = 1e-11) -> None:
    """The witness follows this form of the algorithm, and none that differs from it in one switch."""
    assert follows(rule, hyperparameters, path, rtol)
    for name, values in algorithm(rule.algorithm).switches.items():
        if name not in {"epsilon", "correction", "share", "ahead"}:
            continue
        for value in values:
            other = rule.switched(**{name: value})
            if other != rule and other not in SAME:
                assert not follows(other, hyperparameters, path, rtol), (name, value)


TORCH: list[tuple[str, dict[str, Any], Rule, dict[str, float]]] = [
    ("Adamax", {"eps": EPSILON}, Rule("adamax").switched(epsilon="inside"), ADAMS),
    ("NAdam", {"eps": EPSILON}, Rule("nadam"), {**ADAMS, "momentum_decay": 0.004}),
    (
        "Adam",
        {"eps": EPSILON, "amsgrad": True},
        Rule("amsgrad").switched(correction="after-maximum"),
        ADAMS,
    ),
    ("AdamW", {"eps": EPSILON, "weight_decay": 0.1}, Rule("adamw"), {**ADAMS, "weight_decay": 0.1}),
    ("Adadelta", {"rho": 0.875, "eps": EPSILON}, Rule("adadelta"), {"rho": 0.875, "epsilon": EPSILON}),
    ("RAdam", {"eps": EPSILON}, Rule("radam").switched(epsilon="hat"), {**ADAMS, "threshold": 5.0}),
]


@pytest.mark.parametrize(("name", "arguments", "rule", "hyperparameters"), TORCH)
def test_pytorch(name: str, arguments: dict[str, Any], rule: Rule, hyperparameters: dict[str, float]) -> None:
    torch: Any = pytest.importorskip("torch", reason="PyTorch is not installed (extra torch)")
    weights = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    betas = {} if name == "Adadelta" else {"betas": (BETAS["beta_1"], BETAS["beta_2"])}
    optimizer = getattr(torch.optim, name)([weights], lr=1.0, **betas, **arguments)
    path = [weights.detach().numpy().copy()]
    for gradient, rate in zip(GRADIENTS, RATES, strict=True):
        optimizer.param_groups[0]["lr"] = float(rate)
        weights.grad = torch.from_numpy(gradient)
        optimizer.step()
        path.append(weights.detach().numpy().copy())
    # PyTorch keeps NAdam's product of shares in float32.
    only(rule, hyperparameters, np.array(path), rtol=1e-6 if name == "NAdam" else 1e-11)


OPTAX: list[tuple[Callable[[Any], Any], Rule, dict[str, float]]] = [
    (
        lambda o: o.scale_by_adam(0.875, 1 - 2.0**-5, eps=EPSILON, nesterov=True),
        Rule("nadam").switched(share="constant"),
        ADAMS,
    ),
    (
        lambda o: o.scale_by_adamax(0.875, 1 - 2.0**-5, eps=EPSILON),
        Rule("adamax").switched(epsilon="inside"),
        ADAMS,
    ),
    (
        lambda o: o.scale_by_amsgrad(0.875, 1 - 2.0**-5, eps=EPSILON),
        Rule("amsgrad").switched(correction="before-maximum"),
        ADAMS,
    ),
    (
        lambda o: o.chain(o.scale_by_adam(0.875, 1 - 2.0**-5, eps=EPSILON), o.add_decayed_weights(0.1)),
        Rule("adamw"),
        {**ADAMS, "weight_decay": 0.1},
    ),
    (
        lambda o: o.scale_by_adadelta(rho=0.875, eps=EPSILON),
        Rule("adadelta"),
        {"rho": 0.875, "epsilon": EPSILON},
    ),
    (
        lambda o: o.scale_by_radam(0.875, 1 - 2.0**-5, eps=EPSILON),
        Rule("radam"),
        {**ADAMS, "threshold": 5.0},
    ),
    (lambda o: o.scale_by_lion(0.875, 1 - 2.0**-5), Rule("lion"), BETAS),
]


@pytest.mark.parametrize(("transform", "rule", "hyperparameters"), OPTAX)
def test_optax(transform: Callable[[Any], Any], rule: Rule, hyperparameters: dict[str, float]) -> None:
    jax = pytest.importorskip("jax", reason="JAX is not installed")
    optax = pytest.importorskip("optax", reason="optax is not installed")
    with jax.enable_x64(True):  # noqa: FBT003 - its only argument has no name
        optimizer = transform(optax)
        weights = jax.numpy.asarray(START)
        state = optimizer.init(weights)
        path = [np.asarray(weights)]
        for gradient, rate in zip(GRADIENTS, RATES, strict=True):
            updates, state = optimizer.update(jax.numpy.asarray(gradient), state, weights)
            weights = weights - rate * updates
            path.append(np.asarray(weights))
    assert weights.dtype == np.float64
    only(rule, hyperparameters, np.array(path))


# Keras keeps its constants in float32, and computes beta^t there.
KERAS: list[tuple[str, dict[str, Any], Rule, dict[str, float]]] = [
    ("Adamax", {"epsilon": EPSILON}, Rule("adamax").switched(epsilon="outside"), ADAMS),
    ("Nadam", {"epsilon": EPSILON}, Rule("nadam"), {**ADAMS, "momentum_decay": 1.0}),
    (
        "Adam",
        {"epsilon": EPSILON, "amsgrad": True},
        Rule("amsgrad").switched(correction="after-maximum", epsilon="hat"),
        ADAMS,
    ),
    ("Lion", {}, Rule("lion"), BETAS),
]


@pytest.mark.parametrize(("name", "arguments", "rule", "hyperparameters"), KERAS)
def test_keras(
    tf: ModuleType, name: str, arguments: dict[str, Any], rule: Rule, hyperparameters: dict[str, float]
) -> None:
    optimizer = getattr(tf.keras.optimizers, name)(learning_rate=1.0, **BETAS, **arguments)
    variable = tf.keras.Variable(START, dtype="float64")
    path = [variable.numpy()]
    for gradient, rate in zip(GRADIENTS, RATES, strict=True):
        optimizer.learning_rate.assign(rate)
        optimizer.apply([tf.constant(gradient)], [variable])
        path.append(variable.numpy().copy())
    only(rule, hyperparameters, np.array(path), rtol=3e-6)


@pytest.mark.parametrize("name", OTHER_ALGORITHMS)
def test_the_first_step_by_hand(name: str) -> None:
    """One coordinate, gradient 2, rate 0.1: what each paper's formula gives on paper, epsilon being nothing."""
    given = {
        "learning_rate": 0.1,
        **({"epsilon": 0.0} if "epsilon" in OTHER_ALGORITHMS[name].hyperparameters else {}),
    }
    first = run(Rule(name), [[2.0]], given, theta0=[0.5]).theta[1, 0]
    by_hand = {
        "adamax": 0.5 - 0.1,  # s / (1 - beta_1) = 2, u = 2
        # s = 0.2 and r_hat = 4; g comes with (1 - mu_1) / (1 - mu_1) = 1
        "nadam": 0.5 - 0.1 * (_MU_2 * 0.2 / (1 - _MU_1 * _MU_2) + 2.0) / 2.0,
        "amsgrad": 0.5 - 0.1 * 0.2 / np.sqrt(0.004),  # s = 0.2, r = 0.001 * 4, nothing corrected
        "adamw": 0.5 - 0.1 * 0.01 * 0.5 - 0.1,
        "adadelta": 0.5,  # without epsilon nothing ever moves
        "radam": 0.5 - 0.1 * 2.0,  # n_1 = 1: not divided
        "lion": 0.5 - 0.1,
    }
    assert first == pytest.approx(by_hand[name], rel=1e-12)


_MU_1 = 0.9 * (1 - 0.5 * 0.96**0.004)
_MU_2 = 0.9 * (1 - 0.5 * 0.96**0.008)
