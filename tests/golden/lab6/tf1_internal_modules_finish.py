# expect: lab6.adam passed | tf1-optimizer tf1
from __future__ import absolute_import
from __future__ import division
from __future__ import print_function

from tensorflow.python.ops import control_flow_ops
from tensorflow.python.ops import math_ops
from tensorflow.python.ops import state_ops
from tensorflow.python.framework import ops
from tensorflow.python.training import optimizer
import tensorflow as tf

class MyAdam(optimizer.Optimizer):
    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, use_locking=False, name="MyAdam"):
        super(MyAdam, self).__init__(use_locking, name)
        self._lr = learning_rate
        self._beta1 = beta1
        self._beta2 = beta2
        self._eps = epsilon

    def _prepare(self):
        self._lr_t = ops.convert_to_tensor(self._lr, name="learning_rate")
        self._beta1_t = ops.convert_to_tensor(self._beta1, name="beta1")
        self._beta2_t = ops.convert_to_tensor(self._beta2, name="beta2")
        self._eps_t = ops.convert_to_tensor(self._eps, name="epsilon")

    def _create_slots(self, var_list):
        first_var = min(var_list, key=lambda x: x.name)
        self._create_non_slot_variable(initial_value=self._beta1, name="beta1_power", colocate_with=first_var)
        self._create_non_slot_variable(initial_value=self._beta2, name="beta2_power", colocate_with=first_var)
        for v in var_list:
            self._zeros_slot(v, "m", self._name)
            self._zeros_slot(v, "v", self._name)

    def _get_beta_accumulators(self):
        graph = tf.get_default_graph()
        return (self._get_non_slot_variable("beta1_power", graph=graph),
                self._get_non_slot_variable("beta2_power", graph=graph))

    def _apply_dense(self, grad, var):
        b1p, b2p = self._get_beta_accumulators()
        lr = math_ops.cast(self._lr_t, var.dtype.base_dtype)
        b1 = math_ops.cast(self._beta1_t, var.dtype.base_dtype)
        b2 = math_ops.cast(self._beta2_t, var.dtype.base_dtype)
        eps = math_ops.cast(self._eps_t, var.dtype.base_dtype)
        lr_t = lr * math_ops.sqrt(1 - b2p) / (1 - b1p)
        m = self.get_slot(var, "m")
        v = self.get_slot(var, "v")
        m_t = m.assign(b1 * m + (1. - b1) * grad)
        v_t = v.assign(b2 * v + (1. - b2) * grad * grad)
        var_update = state_ops.assign_sub(var, lr_t * m_t / (math_ops.sqrt(v_t) + eps))
        return control_flow_ops.group(*[var_update, m_t, v_t])

    def _resource_apply_dense(self, grad, var):
        return self._apply_dense(grad, var)

    def _finish(self, update_ops, name_scope):
        with ops.control_dependencies(update_ops):
            b1p, b2p = self._get_beta_accumulators()
            u1 = b1p.assign(b1p * self._beta1_t)
            u2 = b2p.assign(b2p * self._beta2_t)
        return control_flow_ops.group(*update_ops + [u1, u2], name=name_scope)

    def _apply_sparse(self, grad, var):
        raise NotImplementedError("Sparse gradient updates are not supported.")
