"""Every optimizer that PyTorch, Keras, TensorFlow 1 and optax ship, driven on a part's gradients and identified.

Each is run by the library itself. What is in the lecture's rules or among the other algorithms that we know must be
named, with its hyperparameters; what is not must come out unknown. Modifications that our rules don't have (a centred
RMSProp, a sign of the gradient) count as unknown too.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.comparing.evidence import Run
from autograder.diagnosis.finding import Finding, Runs
from autograder.diagnosis.identify import Identifier
from autograder.driving.design import LAYOUTS
from autograder.driving.plan import FIRST, SECOND, make_plan
from autograder.driving.seeds import SeedSource
from autograder.protocol.arrays import Vector
from benchmarks.truth.words import LABS
from exercises.spec import labs

Path = Callable[[Vector, Vector], Vector]
"""(theta0, gradients) to (T + 1, d)."""
_SIZES = tuple(int(np.prod(shape)) for shape in LAYOUTS[0].shapes)
_ENDS = np.cumsum(_SIZES)[:-1]
_ASKED = ("momentum", "rmsprop", "adam")
"""Each is held against these parts, and against its own."""
_DECAYED = frozenset({"weight-decay-added"})


@dataclass(frozen=True)
class Shipped:
    """One optimizer with the arguments it was made with, and what it is."""

    library: str
    name: str
    arguments: Mapping[str, Any]
    algorithm: str
    """Among our rules; empty where it isn't."""
    values: Mapping[str, float]
    """What must be identified."""
    path: Path | None
    """None where it can't be driven by gradients alone."""
    why: str = ""

    @property
    def title(self) -> str:
        """As it is written."""
        inside = ", ".join(f"{name}={value!r}" for name, value in self.arguments.items())
        return f"{self.name}({inside})"


@dataclass(frozen=True)
class Told:
    """What one part's identification says."""

    part: str
    name: str
    """Algorithm; ``unknown``; else the mistakes."""
    right: bool | None
    """None: unknown."""
    off: float
    """Largest relative error of an identified hyperparameter."""


def identified(one: Shipped) -> Iterator[Told]:
    """Yield what is told where a part asks for another rule, or for this one, and no value is known."""
    if one.path is None:
        return
    for rule, (lab, part_id) in LABS.items():
        if rule not in {*_ASKED, one.algorithm}:
            continue
        part = labs()[lab].part(part_id)
        plan = make_plan((part,), SeedSource(b"truth", lab, one.title.encode()))
        runs = []
        for name in (FIRST, SECOND):
            design = plan.designs[name]
            theta = one.path(design.theta0, design.gradients)
            runs.append(Run(design, {}, theta, None, _SIZES))
        identifier = Identifier(part, Runs(*runs))
        found = identifier.as_right() or identifier.as_other()
        yield _told(one, f"{lab}.{part_id}", rule, found)


def _told(one: Shipped, part: str, rule: str, found: Finding | None) -> Told:
    if found is None:
        return Told(part, "unknown", None, 0.0)
    names = [_algorithm(rule, mistakes, found) for mistakes in (found.mistakes, *found.equivalents)]
    decayed = one.algorithm == "adamw" and names[0] == "adam" and _DECAYED & set(found.mistakes)
    right = one.algorithm in names or bool(decayed)
    off = _off(one.values, found.fit.hyperparameters) if right and names[0] == one.algorithm else 0.0
    return Told(part, names[0] or " + ".join(found.mistakes), right, off)


def _algorithm(rule: str, mistakes: tuple[str, ...], found: Finding) -> str:
    """What a finding says the algorithm is; empty where it names mistakes of the part's own."""
    named = tuple(one for one in mistakes if one not in {"wrong-hyperparameter", "epsilon-scale", *_DECAYED})
    if not named:
        return rule
    if named == ("different-algorithm",):
        return str(found.details.get("algorithm", ""))
    return _SAME.get((rule, *named), "")


_SAME = {
    ("momentum", "velocity-not-accumulated"): "sgd",
    ("nesterov", "lookahead-missing"): "momentum",
    ("nesterov", "velocity-not-accumulated"): "sgd",
    ("rmsprop", "second-moment-missing"): "sgd",
    ("adagrad", "second-moment-missing"): "sgd",
    ("rmsprop", "accumulator-not-decayed"): "adagrad",
    ("adagrad", "accumulator-decayed"): "rmsprop",
    ("rmsprop-nesterov", "second-moment-missing"): "nesterov",
    ("adam", "second-moment-missing", "no-first-bias-correction"): "momentum",
}
"""Mistakes whose function is another algorithm."""


def _off(wanted: Mapping[str, float], fitted: Mapping[str, float]) -> float:
    worst = 0.0
    for name, value in wanted.items():
        if name not in fitted:
            return float("inf")
        scale = 1.0 - value if name in {"momentum", "rho", "beta_1", "beta_2"} else value
        worst = max(worst, abs(fitted[name] - value) / abs(scale))
    return worst


# ---- the libraries -------------------------------------------------------------------------------------------------

_B = {"beta_1": 0.8, "beta_2": 0.95}
_LR = {"learning_rate": 0.02}


def everything() -> Iterator[Shipped]:
    """Yield what all four ship, whatever their versions."""
    yield from _torch()
    yield from _keras()
    yield from _tf1()
    yield from _optax()


def _torch() -> Iterator[Shipped]:
    import torch

    betas = {"lr": 0.02, "betas": (0.8, 0.95), "eps": 1e-6}
    adam = {**_LR, **_B}
    known: dict[str, list[tuple[dict[str, Any], str, dict[str, float]]]] = {
        "SGD": [
            ({"lr": 0.02}, "sgd", _LR),
            ({"lr": 0.02, "momentum": 0.8}, "momentum", {**_LR, "momentum": 0.8}),
            ({"lr": 0.02, "momentum": 0.8, "nesterov": True}, "nesterov", {**_LR, "momentum": 0.8}),
        ],
        "Adagrad": [({"lr": 0.02}, "adagrad", _LR)],
        "RMSprop": [
            ({"lr": 0.02, "alpha": 0.8}, "rmsprop", {**_LR, "rho": 0.8}),
            ({"lr": 0.02, "alpha": 0.8, "centered": True}, "", {}),
            ({"lr": 0.02, "alpha": 0.8, "momentum": 0.7}, "", {}),
        ],
        "Adam": [(betas, "adam", adam), ({**betas, "amsgrad": True}, "amsgrad", adam)],
        "AdamW": [({**betas, "weight_decay": 0.1}, "adamw", {})],
        "Adamax": [(betas, "adamax", adam)],
        "NAdam": [(betas, "nadam", adam)],
        "RAdam": [(betas, "radam", adam)],
        "Adadelta": [({"lr": 0.5, "rho": 0.8}, "adadelta", {"rho": 0.8})],
    }
    for name, kind in sorted(vars(torch.optim).items()):
        if not inspect.isclass(kind) or not issubclass(kind, torch.optim.Optimizer) or name == "Optimizer":
            continue
        for arguments, algorithm, values in known.get(name, [({}, "", {})]):
            yield _tried("torch.optim", name, arguments, algorithm, values, _torch_path(kind, arguments))


def _torch_path(kind: Any, arguments: Mapping[str, Any]) -> Path:
    import torch

    def path(theta0: Vector, gradients: Vector) -> Vector:
        parts = [torch.tensor(part, dtype=torch.float64).requires_grad_() for part in np.split(theta0, _ENDS)]
        optimizer, found = kind(parts, **arguments), [theta0]
        for row in gradients:
            for part, gradient in zip(parts, np.split(row, _ENDS), strict=True):
                part.grad = torch.tensor(gradient, dtype=torch.float64)
            optimizer.step()
            found.append(np.concatenate([part.detach().numpy() for part in parts]))
        return np.array(found)

    return path


def _keras() -> Iterator[Shipped]:
    import keras

    betas = {"learning_rate": 0.02, "beta_1": 0.8, "beta_2": 0.95}
    adam = {**_LR, **_B}
    known: dict[str, list[tuple[dict[str, Any], str, dict[str, float]]]] = {
        "SGD": [
            (_LR, "sgd", _LR),
            ({**_LR, "momentum": 0.8}, "momentum", {**_LR, "momentum": 0.8}),
            ({**_LR, "momentum": 0.8, "nesterov": True}, "nesterov", {**_LR, "momentum": 0.8}),
        ],
        "Adagrad": [(_LR, "adagrad", _LR)],
        "RMSprop": [
            ({**_LR, "rho": 0.8}, "rmsprop", {**_LR, "rho": 0.8}),
            ({**_LR, "centered": True}, "", {}),
        ],
        "Adam": [(betas, "adam", adam), ({**betas, "amsgrad": True}, "amsgrad", adam)],
        "AdamW": [({**betas, "weight_decay": 0.1}, "adamw", {})],
        "Adamax": [(betas, "adamax", adam)],
        "Nadam": [(betas, "nadam", adam)],
        "Adadelta": [({"learning_rate": 0.5, "rho": 0.8}, "adadelta", {"rho": 0.8})],
        "Lion": [({"learning_rate": 0.02, "beta_1": 0.8, "beta_2": 0.95}, "lion", adam)],
    }
    for name, kind in sorted(vars(keras.optimizers).items()):
        if (
            not inspect.isclass(kind)
            or not issubclass(kind, keras.optimizers.Optimizer)
            or name == "Optimizer"
        ):
            continue
        for arguments, algorithm, values in known.get(name, [({}, "", {})]):
            yield _tried("keras.optimizers", name, arguments, algorithm, values, _keras_path(kind, arguments))


def _keras_path(kind: Any, arguments: Mapping[str, Any]) -> Path:
    import keras

    def path(theta0: Vector, gradients: Vector) -> Vector:
        parts = [keras.Variable(part, dtype="float32") for part in np.split(theta0, _ENDS)]
        optimizer, found = kind(**arguments), [theta0]
        optimizer.build(parts)
        for row in gradients:
            rows = [keras.ops.convert_to_tensor(one, dtype="float32") for one in np.split(row, _ENDS)]
            optimizer.apply(rows, parts)
            found.append(np.concatenate([np.asarray(part) for part in parts]))
        return np.array(found, np.float64)

    return path


def _tf1() -> Iterator[Shipped]:
    import tensorflow as tf

    train = tf.compat.v1.train
    adam = {**_LR, **_B}
    known: dict[str, list[tuple[dict[str, Any], str, dict[str, float]]]] = {
        "GradientDescentOptimizer": [(_LR, "sgd", _LR)],
        "ProximalGradientDescentOptimizer": [(_LR, "sgd", _LR)],
        "MomentumOptimizer": [
            ({**_LR, "momentum": 0.8}, "momentum", {**_LR, "momentum": 0.8}),
            ({**_LR, "momentum": 0.8, "use_nesterov": True}, "nesterov", {**_LR, "momentum": 0.8}),
        ],
        "AdagradOptimizer": [(_LR, "adagrad", _LR)],
        "ProximalAdagradOptimizer": [(_LR, "adagrad", _LR)],
        "AdadeltaOptimizer": [({"learning_rate": 0.5, "rho": 0.8}, "adadelta", {"rho": 0.8})],
        "RMSPropOptimizer": [
            ({**_LR, "decay": 0.8}, "rmsprop", {**_LR, "rho": 0.8}),
            ({**_LR, "centered": True}, "", {}),
        ],
        "AdamOptimizer": [({"learning_rate": 0.02, "beta1": 0.8, "beta2": 0.95}, "adam", adam)],
        "FtrlOptimizer": [(_LR, "", {})],
    }
    for name, kind in sorted(vars(train).items()):
        if not inspect.isclass(kind) or not issubclass(kind, train.Optimizer) or name == "Optimizer":
            continue
        for arguments, algorithm, values in known.get(name, [({}, "", {})]):
            yield _tried(
                "tensorflow.compat.v1.train", name, arguments, algorithm, values, _tf1_path(kind, arguments)
            )


def _tf1_path(kind: Any, arguments: Mapping[str, Any]) -> Path:
    import tensorflow as tf

    v1 = tf.compat.v1

    def path(theta0: Vector, gradients: Vector) -> Vector:
        with tf.Graph().as_default():
            parts = [
                v1.Variable(part, dtype=tf.float32, use_resource=False) for part in np.split(theta0, _ENDS)
            ]
            fed = [v1.placeholder(tf.float32, [size]) for size in _SIZES]
            step = kind(**arguments).apply_gradients(list(zip(fed, parts, strict=True)))
            found = [theta0]
            with v1.Session() as session:
                session.run(v1.global_variables_initializer())
                for row in gradients:
                    session.run(step, dict(zip(fed, np.split(row, _ENDS), strict=True)))
                    found.append(np.concatenate(session.run(parts)))
        return np.array(found, np.float64)

    return path


def _optax() -> Iterator[Shipped]:
    import optax

    adam = {**_LR, **_B}
    betas = {"learning_rate": 0.02, "b1": 0.8, "b2": 0.95}
    known: dict[str, list[tuple[dict[str, Any], str, dict[str, float]]]] = {
        "sgd": [
            (_LR, "sgd", _LR),
            ({**_LR, "momentum": 0.8}, "momentum", {**_LR, "momentum": 0.8}),
            ({**_LR, "momentum": 0.8, "nesterov": True}, "nesterov", {**_LR, "momentum": 0.8}),
        ],
        "adagrad": [(_LR, "adagrad", _LR)],
        "rmsprop": [
            ({**_LR, "decay": 0.8}, "rmsprop", {**_LR, "rho": 0.8}),
            ({**_LR, "centered": True}, "", {}),
        ],
        "adam": [(betas, "adam", adam)],
        "amsgrad": [(betas, "amsgrad", adam)],
        "adamw": [({**betas, "weight_decay": 0.1}, "adamw", {})],
        "adamax": [(betas, "adamax", adam)],
        "nadam": [(betas, "nadam", adam)],
        "radam": [(betas, "radam", adam)],
        "adadelta": [({"learning_rate": 0.5, "rho": 0.8}, "adadelta", {"rho": 0.8})],
        "lion": [(betas, "lion", adam)],
    }
    for name, maker in sorted(vars(optax).items()):
        if not _makes_an_optimizer(maker) and name not in known:
            continue
        for arguments, algorithm, values in known.get(name, [(_LR, "", {})]):
            yield _tried("optax", name, arguments, algorithm, values, _optax_path(maker, arguments))


def _makes_an_optimizer(maker: Any) -> bool:
    """optax.alias holds what it calls optimizers; all take a rate."""
    if not inspect.isfunction(maker) or "alias" not in maker.__module__:
        return False
    return "learning_rate" in inspect.signature(maker).parameters


def _optax_path(maker: Any, arguments: Mapping[str, Any]) -> Path:
    def path(theta0: Vector, gradients: Vector) -> Vector:
        import jax
        import optax

        configure: Any = jax.config.update
        configure("jax_enable_x64", val=True)
        parts = [jax.numpy.asarray(part) for part in np.split(theta0, _ENDS)]
        transform = maker(**arguments)
        state, found = transform.init(parts), [theta0]
        for row in gradients:
            rows = [jax.numpy.asarray(one) for one in np.split(row, _ENDS)]
            updates, state = transform.update(rows, state, parts)
            parts = optax.apply_updates(parts, updates)
            found.append(np.concatenate([np.asarray(part) for part in parts]))
        return np.array(found)

    return path


def _tried(
    library: str,
    name: str,
    arguments: Mapping[str, Any],
    algorithm: str,
    values: Mapping[str, float],
    path: Path,
) -> Shipped:
    """Drive it a step to see that it is one that gradients alone drive."""
    theta0, gradients = np.linspace(-1.0, 1.0, sum(_SIZES)), np.ones((2, sum(_SIZES)))
    try:
        path(theta0, gradients)
    except Exception as error:  # noqa: BLE001 - anything that the library says about how it is used
        why = f"{type(error).__name__}: {error}".splitlines()[0][:90]
        return Shipped(library, name, arguments, algorithm, values, None, why)
    return Shipped(library, name, arguments, algorithm, values, path)
