"""Optimizers written for Keras 2, each era of them, in one process with tf-keras."""

from __future__ import annotations

from typing import Any

import pytest

from tests.guest.test_frameworks import answers, nearest

UPDATES = """
from keras.legacy import interfaces
from keras.optimizers import Optimizer
import keras.backend as K
class Adam(Optimizer):
    def __init__(self, lr=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8, **kwargs):
        super(Adam, self).__init__(**kwargs)
        self.iterations = K.variable(0, dtype='int64', name='iterations')
        self.lr, self.beta_1, self.beta_2 = K.variable(lr), K.variable(beta_1), K.variable(beta_2)
        self.epsilon = epsilon
    @interfaces.legacy_get_updates_support
    def get_updates(self, loss, params):
        grads = self.get_gradients(loss, params)
        self.updates = [K.update_add(self.iterations, 1)]
        t = K.cast(self.iterations, K.floatx()) + 1
        for p, g in zip(params, grads):
            m, v = K.zeros(K.int_shape(p)), K.zeros(K.int_shape(p))
            m_t = self.beta_1 * m + (1. - self.beta_1) * g
            v_t = self.beta_2 * v + (1. - self.beta_2) * K.square(g)
            m_hat, v_hat = m_t / (1. - K.pow(self.beta_1, t)), v_t / (1. - K.pow(self.beta_2, t))
            self.updates.append(K.update(m, m_t))
            self.updates.append(K.update(v, v_t))
            self.updates.append(K.update(p, p - self.lr * m_hat / (K.sqrt(v_hat) + self.epsilon)))
        return self.updates
"""
SLOTS = """
import tensorflow as tf
class Momentum(tf.keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.01, momentum=0.9, name='Momentum', **kwargs):
        super().__init__(name, **kwargs)
        self._set_hyper('learning_rate', learning_rate)
        self._set_hyper('momentum', momentum)
    def _create_slots(self, var_list):
        for var in var_list:
            self.add_slot(var, 'v')
    @tf.function
    def _resource_apply_dense(self, grad, var, apply_state=None):
        lr, mu = self._decayed_lr(var.dtype.base_dtype), self._get_hyper('momentum', var.dtype.base_dtype)
        v = self.get_slot(var, 'v')
        v.assign(mu * v - lr * grad)
        return var.assign_add(v)
"""
STEP = """
from tensorflow import keras
class RMSProp(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.001, rho=0.9, epsilon=1e-6, name='RMSProp'):
        super().__init__(name=name)
        self._learning_rate = self._build_learning_rate(learning_rate)
        self.rho, self.epsilon = rho, epsilon
    def build(self, var_list):
        super().build(var_list)
        if hasattr(self, '_built') and self._built:
            return
        self._built = True
        self.r = [self.add_variable_from_reference(v, 'r') for v in var_list]
    def update_step(self, gradient, variable):
        r = self.r[self._index_dict[self._var_key(variable)]]
        r.assign(self.rho * r + (1 - self.rho) * gradient ** 2)
        variable.assign_sub(self._learning_rate * gradient / (r ** 0.5 + self.epsilon))
"""
BUILT_IN = """
import tensorflow as tf
class Momentum(tf.keras.optimizers.legacy.SGD):
    def __init__(self, learning_rate=0.01, momentum=0.9):
        super().__init__(learning_rate, momentum)
    def _resource_apply_dense(self, grad, var, apply_state=None):
        return super()._resource_apply_dense(grad, var, apply_state)
"""
CASES = [
    ("slots", "keras", "momentum", SLOTS),
    ("step", "keras", "rmsprop", STEP),
    ("built-in", "keras", "momentum", BUILT_IN),
    # Last: it switches eager execution off.
    ("updates", "keras", "adam", UPDATES),
]


@pytest.fixture(scope="module")
def legacy() -> dict[str, Any]:
    """All cases; each sets up its own era, in the order given."""
    found = answers(CASES[:3], "tf_keras", program="tests.guest.legacy_job")
    return found | answers(CASES[3:], "tf_keras", program="tests.guest.legacy_job")


@pytest.mark.parametrize("name", ["slots", "step", "updates"])
def test_each_era_gives_the_path_of_its_rule(legacy: dict[str, Any], name: str) -> None:
    """Variables of one shape have slots of their own; the count that the formula reads is that before its update."""
    for request in ("open-a", "open-b", "train"):
        assert nearest(legacy[name], request) < 1e-4, legacy[name]


def test_a_built_in_of_keras_2_is_noticed_when_it_runs(legacy: dict[str, Any]) -> None:
    assert {each["builtin"] for each in legacy["built-in"]["found"]} == {"SGD"}
