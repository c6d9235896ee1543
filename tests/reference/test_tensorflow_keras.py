"""TensorFlow 1 and Keras 3 as witnesses: the same designed gradients, the same path to 1e-12 in float64.

Both hold some constants in float32 even for float64 variables: rates, initial accumulators, and in TF1 the
running products beta^t. So all constants here are exact in binary; TF1's Adam has betas 1/2 and 3/4 and eleven
steps, whose products still are. What else makes them agree with a rule of the lecture:

- momentum: TF1 has the rate outside the velocity, Keras inside; both hold Nesterov's look-ahead in the variable.
- AdaGrad: both start at 0.1 (here at 1/8 in Keras); TF1 has no epsilon, Keras has it inside the root.
- RMSProp: epsilon inside the root in both; TF1 starts at 1, Keras at 0.
- Adam: epsilon-hat in both.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from reference.algorithms.algorithm import Array
from reference.rule import Rule
from reference.run import run, train
from reference.schedules import exponential, linear
from reference.tasks.lecture import lecture_regression

STEPS = 11
GRADIENTS = np.random.default_rng(13).normal(size=(STEPS, 6)) * [1, 1e-3, 1e3, 1, 0.1, 10]
# The rate is halved on the way: forms that differ under a decaying rate are told apart.
RATES = np.array([0.125] * 6 + [0.0625] * 5)
EPSILON = 2.0**-13
STORED = {"lookahead": "stored"}
OUTSIDE = {"rate": "outside-velocity"}


def close(rule: Rule, hyperparameters: dict[str, float], path: Array) -> None:
    oracle = run(rule, GRADIENTS, hyperparameters, rates=RATES).theta
    np.testing.assert_allclose(path, oracle, rtol=1e-12, atol=1e-12)


TF1: list[tuple[str, Callable[[Any, Any], Any], Rule, dict[str, float]]] = [
    ("gd", lambda train, rate: train.GradientDescentOptimizer(rate), Rule("sgd"), {}),
    (
        "momentum",
        lambda train, rate: train.MomentumOptimizer(rate, 0.875),
        Rule("momentum").switched(**OUTSIDE),
        {"momentum": 0.875},
    ),
    (
        "nesterov",
        lambda train, rate: train.MomentumOptimizer(rate, 0.875, use_nesterov=True),
        Rule("nesterov").switched(**STORED, **OUTSIDE),
        {"momentum": 0.875},
    ),
    (
        "adagrad",
        lambda train, rate: train.AdagradOptimizer(rate),
        Rule("adagrad"),
        {"epsilon": 0.0, "initial_accumulator": 0.1},
    ),
    (
        "rmsprop",
        lambda train, rate: train.RMSPropOptimizer(rate, decay=0.875, epsilon=EPSILON),
        Rule("rmsprop"),
        {"rho": 0.875, "epsilon": EPSILON, "initial_accumulator": 1.0},
    ),
    (
        "adam",
        lambda train, rate: train.AdamOptimizer(rate, 0.5, 0.75, EPSILON),
        Rule("adam", (("epsilon", "hat"),)),
        {"beta_1": 0.5, "beta_2": 0.75, "epsilon": EPSILON},
    ),
]


@pytest.mark.parametrize(
    ("name", "build", "rule", "hyperparameters"), TF1, ids=lambda v: v if isinstance(v, str) else ""
)
def test_tensorflow_1(
    tf: ModuleType, name: str, build: Callable[[Any, Any], Any], rule: Rule, hyperparameters: dict[str, float]
) -> None:
    v1 = tf.compat.v1
    with tf.Graph().as_default():
        variable = v1.get_variable(name, dtype=tf.float64, initializer=np.zeros(6))
        fed = v1.placeholder(tf.float64, [6])
        rate = v1.placeholder(tf.float64, [])
        step = build(v1.train, rate).apply_gradients([(fed, variable)])
        with v1.Session() as session:
            session.run(v1.global_variables_initializer())
            path = [session.run(variable)]
            for gradient, now in zip(GRADIENTS, RATES, strict=True):
                session.run(step, {fed: gradient, rate: now})
                path.append(session.run(variable))
    close(rule, hyperparameters, np.array(path))


KERAS: list[tuple[str, dict[str, Any], Rule, dict[str, float]]] = [
    ("SGD", {}, Rule("sgd"), {}),
    ("SGD", {"momentum": 0.875}, Rule("momentum"), {"momentum": 0.875}),
    ("SGD", {"momentum": 0.875, "nesterov": True}, Rule("nesterov").switched(**STORED), {"momentum": 0.875}),
    (
        "Adagrad",
        {"epsilon": EPSILON, "initial_accumulator_value": 0.125},
        Rule("adagrad", (("epsilon", "inside"),)),
        {"epsilon": EPSILON, "initial_accumulator": 0.125},
    ),
    ("RMSprop", {"rho": 0.875, "epsilon": EPSILON}, Rule("rmsprop"), {"rho": 0.875, "epsilon": EPSILON}),
    (
        "Adam",
        {"beta_1": 0.875, "beta_2": 1 - 2.0**-7, "epsilon": EPSILON},
        Rule("adam", (("epsilon", "hat"),)),
        {"beta_1": 0.875, "beta_2": 1 - 2.0**-7, "epsilon": EPSILON},
    ),
]


@pytest.mark.parametrize(("name", "arguments", "rule", "hyperparameters"), KERAS)
def test_keras_3(
    tf: ModuleType, name: str, arguments: dict[str, Any], rule: Rule, hyperparameters: dict[str, float]
) -> None:
    keras = tf.keras
    assert keras.__version__.startswith("3.")
    optimizer = getattr(keras.optimizers, name)(learning_rate=1.0, **arguments)
    variable = keras.Variable(np.zeros(6), dtype="float64")
    path = [variable.numpy()]
    for gradient, rate in zip(GRADIENTS, RATES, strict=True):
        optimizer.learning_rate.assign(rate)
        optimizer.apply([tf.constant(gradient)], [variable])
        path.append(variable.numpy().copy())
    close(rule, hyperparameters, np.array(path))


@pytest.mark.parametrize("form", ["continuous", "staircase-late"])
def test_tensorflows_exponential_decay(tf: ModuleType, form: str) -> None:
    decayed = [
        float(
            tf.compat.v1.train.exponential_decay(
                tf.constant(0.5, tf.float64), k, 5, 0.75, staircase=form == "staircase-late"
            )()
        )
        for k in range(12)
    ]
    ours = exponential(0.5, 0.75, 5, form)
    assert [ours(k) for k in range(12)] == pytest.approx(decayed, rel=1e-12)


def test_tensorflows_polynomial_decay_of_power_1_is_the_linear_one(tf: ModuleType) -> None:
    rate = tf.constant(0.5, tf.float64)
    decayed = [float(tf.compat.v1.train.polynomial_decay(rate, k, 8, 0.125)()) for k in range(12)]
    ours = linear(0.5, 0.125, 8)
    assert [ours(k) for k in range(12)] == pytest.approx(decayed, rel=1e-12)


@pytest.mark.parametrize(
    ("build", "rule"),
    [
        (lambda train: train.GradientDescentOptimizer(0.003), Rule("sgd")),
        (lambda train: train.MomentumOptimizer(0.003, 0.9), Rule("momentum")),
        (
            lambda train: train.MomentumOptimizer(0.003, 0.9, use_nesterov=True),
            Rule("nesterov").switched(**STORED),
        ),
    ],
)
def test_the_lectures_comparison_in_tensorflow_is_ours(
    tf: ModuleType, build: Callable[[Any], Any], rule: Rule
) -> None:
    """The slide's own loop (minimize in a float32 session) on our ten samples: its first losses are ours."""
    v1 = tf.compat.v1
    task = lecture_regression()
    with tf.Graph().as_default():
        w = v1.get_variable("w", dtype=tf.float32, initializer=task.start.astype(np.float32)[:, None])
        x, y = (tf.constant(array, tf.float32) for array in (task.x, task.y[:, None]))
        loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
        train_op = build(v1.train).minimize(loss)
        with v1.Session() as session:
            session.run(v1.global_variables_initializer())
            losses = [session.run([loss, train_op])[0] for _ in range(10)]
    given = {"learning_rate": 0.003} if rule.algorithm == "sgd" else {"learning_rate": 0.003, "momentum": 0.9}
    ours = train(rule, task.gradient, task.start, given, 9, loss=task.loss).losses
    assert ours is not None
    np.testing.assert_allclose(losses, ours, rtol=1e-5)
