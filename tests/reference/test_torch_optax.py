"""PyTorch and optax as witnesses: the same designed gradients, the same path to 1e-12 in float64.

Constants that make them agree with a rule of the lecture: PyTorch has the rate outside the velocity and the
look-ahead in the variable; its epsilon stands outside the root everywhere. optax can have epsilon in either
place. Both take any decay rate, since they compute 1 - beta^t in double precision here.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from reference.algorithms.algorithm import Array
from reference.rule import Rule
from reference.run import run
from reference.schedules import Schedule, exponential, linear

GRADIENTS = np.random.default_rng(11).normal(size=(30, 6)) * [1, 1e-3, 1e3, 1, 0.1, 10]
# Rate, and one in ten steps a lower one: forms that differ under a decaying rate are told apart.
RATES = np.array([0.1 * 0.8 ** (k // 10) for k in range(30)])
OUTSIDE = {"rate": "outside-velocity"}
STORED = {"lookahead": "stored", "rate": "outside-velocity"}


def close(rule: Rule, hyperparameters: dict[str, float], path: Array) -> None:
    oracle = run(rule, GRADIENTS, hyperparameters, rates=RATES).theta
    np.testing.assert_allclose(path, oracle, rtol=1e-12, atol=1e-12)


TORCH = [
    ("SGD", {}, Rule("sgd"), {}),
    ("SGD", {"momentum": 0.9}, Rule("momentum").switched(**OUTSIDE), {"momentum": 0.9}),
    ("SGD", {"momentum": 0.9, "nesterov": True}, Rule("nesterov").switched(**STORED), {"momentum": 0.9}),
    ("Adagrad", {"eps": 1e-4}, Rule("adagrad"), {"epsilon": 1e-4}),
    (
        "Adagrad",
        {"eps": 1e-4, "initial_accumulator_value": 0.1},
        Rule("adagrad"),
        {"epsilon": 1e-4, "initial_accumulator": 0.1},
    ),
    (
        "RMSprop",
        {"alpha": 0.9, "eps": 1e-4},
        Rule("rmsprop", (("epsilon", "outside"),)),
        {"rho": 0.9, "epsilon": 1e-4},
    ),
    (
        "Adam",
        {"betas": (0.9, 0.999), "eps": 1e-4},
        Rule("adam", (("epsilon", "outside"),)),
        {"epsilon": 1e-4},
    ),
]


@pytest.mark.parametrize(("name", "arguments", "rule", "hyperparameters"), TORCH)
def test_pytorch(name: str, arguments: dict[str, Any], rule: Rule, hyperparameters: dict[str, float]) -> None:
    torch: Any = pytest.importorskip("torch", reason="PyTorch is not installed (extra torch)")
    weights = torch.zeros(6, dtype=torch.float64, requires_grad=True)
    optimizer = getattr(torch.optim, name)([weights], lr=1.0, **arguments)
    path = [weights.detach().numpy().copy()]
    for gradient, rate in zip(GRADIENTS, RATES, strict=True):
        optimizer.param_groups[0]["lr"] = float(rate)
        weights.grad = torch.from_numpy(gradient)
        optimizer.step()
        path.append(weights.detach().numpy().copy())
    close(rule, hyperparameters, np.array(path))


OPTAX: list[tuple[Callable[[Any], Any], Rule, dict[str, float]]] = [
    (lambda o: o.identity(), Rule("sgd"), {}),
    (lambda o: o.trace(0.9), Rule("momentum").switched(**OUTSIDE), {"momentum": 0.9}),
    (lambda o: o.trace(0.9, nesterov=True), Rule("nesterov").switched(**STORED), {"momentum": 0.9}),
    (
        lambda o: o.scale_by_rss(initial_accumulator_value=0.1, eps=1e-4),
        Rule("adagrad", (("epsilon", "inside"),)),
        {"epsilon": 1e-4, "initial_accumulator": 0.1},
    ),
    (lambda o: o.scale_by_rms(decay=0.9, eps=1e-4), Rule("rmsprop"), {"rho": 0.9, "epsilon": 1e-4}),
    (
        lambda o: o.scale_by_rms(decay=0.9, eps=1e-4, eps_in_sqrt=False, initial_scale=1.0),
        Rule("rmsprop", (("epsilon", "outside"),)),
        {"rho": 0.9, "epsilon": 1e-4, "initial_accumulator": 1.0},
    ),
    # The lecture's RMSProp with Nesterov, as a chain of the two.
    (
        lambda o: o.chain(o.scale_by_rms(decay=0.9, eps=1e-4), o.trace(0.8, nesterov=True)),
        Rule("rmsprop-nesterov").switched(**STORED),
        {"rho": 0.9, "epsilon": 1e-4, "momentum": 0.8},
    ),
    (
        lambda o: o.scale_by_adam(eps=1e-4),
        Rule("adam", (("epsilon", "outside"),)),
        {"epsilon": 1e-4},
    ),
    (
        lambda o: o.scale_by_adam(eps=0.0, eps_root=1e-4),
        Rule("adam"),
        {"epsilon": 1e-4},
    ),
]


@pytest.mark.parametrize(("transform", "rule", "hyperparameters"), OPTAX)
def test_optax(transform: Callable[[Any], Any], rule: Rule, hyperparameters: dict[str, float]) -> None:
    jax = pytest.importorskip("jax", reason="JAX is not installed")
    optax = pytest.importorskip("optax", reason="optax is not installed")
    with jax.enable_x64(True):  # noqa: FBT003 - its only argument has no name
        optimizer = transform(optax)
        weights = jax.numpy.zeros(6, "float64")
        state = optimizer.init(weights)
        path = [np.asarray(weights)]
        for gradient, rate in zip(GRADIENTS, RATES, strict=True):
            updates, state = optimizer.update(jax.numpy.asarray(gradient), state)
            weights = weights - rate * updates
            path.append(np.asarray(weights))
    assert weights.dtype == np.float64
    close(rule, hyperparameters, np.array(path))


@pytest.mark.parametrize("form", ["continuous", "staircase-late"])
def test_optax_exponential_decay(form: str) -> None:
    jax = pytest.importorskip("jax", reason="JAX is not installed")
    optax = pytest.importorskip("optax", reason="optax is not installed")
    with jax.enable_x64(True):  # noqa: FBT003 - its only argument has no name
        theirs = optax.exponential_decay(0.3, 5, 0.96, staircase=form == "staircase-late")
        decayed = [float(theirs(jax.numpy.asarray(k, "float64"))) for k in range(12)]
    ours = exponential(0.3, 0.96, 5, form)
    assert [ours(k) for k in range(12)] == pytest.approx(decayed, rel=1e-12)


def test_pytorch_schedules() -> None:
    """StepLR drops at n, 2n, ... (late); LinearLR falls linearly to a share of the start."""
    torch: Any = pytest.importorskip("torch", reason="PyTorch is not installed (extra torch)")
    schedulers = torch.optim.lr_scheduler
    cases: list[tuple[Callable[[Any], Any], Schedule]] = [
        (lambda o: schedulers.StepLR(o, 5, 0.96), exponential(0.3, 0.96, 5, "staircase-late")),
        (lambda o: schedulers.ExponentialLR(o, 0.96), exponential(0.3, 0.96)),
        (lambda o: schedulers.LinearLR(o, 1.0, 0.01, 8), linear(0.3, 0.003, 8)),
    ]
    for build, ours in cases:
        weights = torch.zeros(1, requires_grad=True)
        optimizer = torch.optim.SGD([weights], lr=0.3)
        scheduler = build(optimizer)
        theirs = []
        for _ in range(12):
            theirs.append(optimizer.param_groups[0]["lr"])
            weights.grad = torch.zeros(1)
            optimizer.step()
            scheduler.step()
        assert [ours(k) for k in range(12)] == pytest.approx(theirs, rel=1e-12)
