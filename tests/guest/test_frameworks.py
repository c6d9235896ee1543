"""TensorFlow 1 and Keras 3 optimizers, each framework in one process of its own."""

from __future__ import annotations

import importlib.util
import json
import math
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]

TF1_MOMENTUM = """
import tensorflow as tf
class MomentumOpt(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, momentum=0.9, use_locking=False, name='CusMom'):
        super(MomentumOpt, self).__init__(use_locking, name)
        self._lr, self._momentum = learning_rate, momentum
    def _prepare(self):
        self._lr_t = tf.convert_to_tensor(self._lr)
        self._mom_t = tf.convert_to_tensor(self._momentum)
    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, 'v', self._name)
    def _apply_dense(self, grad, var):
        v = self.get_slot(var, 'v')
        v_t = v.assign(v * self._mom_t - grad * self._lr_t)
        return var.assign_add(v_t)
# a training at the top level, as students have it
x = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable([[0.0]])
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - 3.0))
train_op = MomentumOpt(0.1).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(5):
        sess.run(train_op, {x: [[1.0]]})
"""
TF1_RESOURCE = """
import tensorflow.compat.v1 as tf
tf.disable_v2_behavior()
from tensorflow.python.framework import ops
from tensorflow.keras.utils import to_categorical
class RMSProp(tf.train.Optimizer):
    def __init__(self, lr=0.001, rho=0.9, epsilon=1e-6):
        super().__init__(False, 'RMSProp')
        self.lr, self.rho, self.epsilon = lr, rho, epsilon
    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, 'r', self._name)
    def _resource_apply_dense(self, grad, var):
        r = self.get_slot(var, 'r')
        new = r.assign(self.rho * r + (1 - self.rho) * tf.square(grad))
        return var.assign_sub(self.lr * grad / (tf.sqrt(new) + self.epsilon))
"""
TF1_APPLY = """
import tensorflow as tf
class AdaGrad(tf.train.Optimizer):
    def __init__(self, learning_rate=0.01, epsilon=1e-7, name='AdaGrad'):
        super().__init__(use_locking=False, name=name)
        self.lr, self.ep = learning_rate, epsilon
    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        ops = []
        for g, v in grads_and_vars:
            r = tf.Variable(tf.zeros(v.shape), trainable=False)
            r_t = r.assign_add(g * g)
            ops.append(v.assign_sub(self.lr / (self.ep + tf.sqrt(r_t)) * g))
        return ops
"""
TF1_FUNCTION = """
import tensorflow as tf
def momentum_update(w, grad, v, lr=0.01, mu=0.9):
    v_new = v.assign(mu * v - lr * grad)
    return w.assign_add(v_new)
"""
TF1_TENSORS = """
import tensorflow as tf
def momentum_update(w, grad, v, lr=0.01, mu=0.9):
    v = mu * v - lr * grad
    w = w + v
    return w, v
"""
TF1_MINIMIZE = """
import tensorflow as tf
class Momentum:
    def __init__(self, lr, mu):
        self.lr, self.mu = lr, mu
    def minimize(self, loss):
        ops = []
        for w in tf.trainable_variables():
            g = tf.gradients(loss, w)[0]
            v = tf.Variable(tf.zeros_like(w), trainable=False)
            v_t = v.assign(self.mu * v - self.lr * g)
            ops.append(w.assign_add(v_t))
        return tf.group(*ops)
"""
TF1_NUMPY = """
import tensorflow as tf
import numpy as np
class Momentum:
    def __init__(self, lr, mu):
        self.lr, self.mu, self.v = lr, mu, 0
    def update(self, w, g):
        self.v = self.mu * self.v - self.lr * g
        return w + self.v
"""
TF1_BUILTIN = """
import tensorflow as tf
class MyMomentum(tf.train.MomentumOptimizer):
    def __init__(self, learning_rate=0.01, momentum=0.9):
        super().__init__(learning_rate, momentum)
class Wrapped(tf.train.Optimizer):
    def __init__(self, learning_rate=0.01, momentum=0.9):
        super().__init__(False, 'Wrapped')
        self.inner = tf.train.MomentumOptimizer(learning_rate, momentum)
    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        return self.inner.apply_gradients(grads_and_vars)
"""
TF1_STUB = """
import tensorflow as tf
class MomentumOpt(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, momentum=0.9, use_locking=False, name='CusMom'):
        super().__init__(use_locking, name)
    def _apply_dense(self, grad, var):
        raise NotImplementedError
"""
KERAS_MOMENTUM = """
import keras
class Momentum(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.01, momentum=0.9, **kwargs):
        super().__init__(learning_rate=learning_rate, **kwargs)
        self.momentum = momentum
    def build(self, variables):
        super().build(variables)
        self.v = [self.add_variable_from_reference(v, name='v') for v in variables]
    def update_step(self, gradient, variable, learning_rate):
        v = self.v[self._get_variable_index(variable)]
        self.assign(v, self.momentum * v - learning_rate * gradient)
        self.assign_add(variable, v)
"""
KERAS_COUNTS_IN_PYTHON = """
import tensorflow as tf
class Adam(tf.keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
        super().__init__(learning_rate=learning_rate)
        self.b1, self.b2, self.ep = beta_1, beta_2, epsilon
        self.m, self.r, self.t = {}, {}, 0
    def update_step(self, grad, var, lr):
        key = self._get_variable_index(var)
        if key == 0:
            self.t += 1
        self.m[key] = self.b1 * self.m.get(key, 0.0) + (1 - self.b1) * grad
        self.r[key] = self.b2 * self.r.get(key, 0.0) + (1 - self.b2) * grad * grad
        m, r = self.m[key] / (1 - self.b1 ** self.t), self.r[key] / (1 - self.b2 ** self.t)
        var.assign_sub(lr * m / (tf.sqrt(r) + self.ep))
"""
KERAS_TAPE_CLASS = """
import tensorflow as tf
class Momentum:
    def __init__(self, lr=0.01, mu=0.9):
        self.lr, self.mu, self.v = lr, mu, None
    def apply_gradients(self, grads_and_vars):
        grads_and_vars = list(grads_and_vars)
        if self.v is None:
            self.v = [tf.Variable(tf.zeros_like(v)) for _, v in grads_and_vars]
        for k, (g, w) in enumerate(grads_and_vars):
            self.v[k].assign(self.mu * self.v[k] - self.lr * g)
            w.assign_add(self.v[k])
"""

TF1 = [
    ("momentum", "tf1", "momentum", TF1_MOMENTUM),
    ("resource", "tf1", "rmsprop", TF1_RESOURCE),
    ("apply", "tf1", "adagrad", TF1_APPLY),
    ("function of assignments", "tf1", "momentum", TF1_FUNCTION),
    ("function of tensors", "tf1", "momentum", TF1_TENSORS),
    ("minimize", "tf1", "momentum", TF1_MINIMIZE),
    ("numpy beside tensorflow", "tf1", "momentum", TF1_NUMPY),
    ("builtin", "tf1", "momentum", TF1_BUILTIN),
    ("stub", "tf1", "momentum", TF1_STUB),
]
KERAS = [
    ("momentum", "keras", "momentum", KERAS_MOMENTUM),
    ("counts in Python", "keras", "adam", KERAS_COUNTS_IN_PYTHON),
    ("tape class", "tf2", "momentum", KERAS_TAPE_CLASS),
]


def answers(
    cases: list[tuple[str, str, str, str]], *warm: str, program: str = "tests.guest.frameworks_job"
) -> dict[str, Any]:
    """Judge them in one fresh process."""
    if importlib.util.find_spec(warm[0]) is None:
        pytest.skip(f"{warm[0]} is not installed")
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", program, *warm],
        input=json.dumps(cases),
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    lines = [json.loads(line[7:]) for line in done.stdout.splitlines() if line.startswith("ANSWER ")]
    return {answer["name"]: answer for answer in lines}


@pytest.fixture(scope="module")
def tf1() -> dict[str, Any]:
    """All TensorFlow 1 cases."""
    return answers(TF1, "tensorflow", "tensorflow.compat.v1")


@pytest.fixture(scope="module")
def keras() -> dict[str, Any]:
    """All Keras cases."""
    return answers(KERAS, "tensorflow", "keras")


def nearest(answer: dict[str, Any], request: str) -> float:
    """Distance of the nearest recording."""
    return min((each["distance"] for each in answer["found"] if each["request"] == request), default=math.inf)


@pytest.mark.parametrize("name", [case[0] for case in TF1[:7]])
def test_tensorflow_1_code_gives_the_path_of_its_rule(tf1: dict[str, Any], name: str) -> None:
    """Single precision, three variables, and a training on one."""
    for request in ("open-a", "open-b", "train"):
        assert nearest(tf1[name], request) < 1e-4, tf1[name]


def test_built_in_optimizers_are_named(tf1: dict[str, Any]) -> None:
    """Inherited from, or called inside."""
    candidates = tf1["builtin"]["candidates"]
    assert candidates["MyMomentum"][2] == "MomentumOptimizer"
    assert candidates["Wrapped"][2] == "MomentumOptimizer"
    assert tf1["momentum"]["candidates"]["MomentumOpt"] == [
        "tf1-optimizer",
        False,
        "",
        ["learning_rate", "momentum"],
    ]


def test_an_unfilled_tensorflow_class_is_a_stub(tf1: dict[str, Any]) -> None:
    """It is not driven."""
    assert tf1["stub"]["candidates"]["MomentumOpt"][1]
    assert not tf1["stub"]["found"]


@pytest.mark.parametrize("name", [case[0] for case in KERAS])
def test_keras_and_eager_code_gives_the_path_of_its_rule(keras: dict[str, Any], name: str) -> None:
    """A count kept in Python is not frozen by a compiled step."""
    for request in ("open-a", "open-b", "train"):
        assert nearest(keras[name], request) < 1e-4, keras[name]
