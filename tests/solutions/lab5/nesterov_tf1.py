"""RMSProp with Nesterov momentum; the variable is the look-ahead point theta + alpha v."""

import tensorflow as tf


class RMSPropNesterov(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, rho=0.9, momentum=0.9, epsilon=1e-6, use_locking=False, name="OwnRMSPropNesterov"):
        super(RMSPropNesterov, self).__init__(use_locking, name)
        self.learning_rate = learning_rate
        self.rho = rho
        self.momentum = momentum
        self.epsilon = epsilon

    def _create_slots(self, var_list):
        for var in var_list:
            self._zeros_slot(var, "r", self._name)
            self._zeros_slot(var, "v", self._name)

    def _apply_dense(self, grad, var):
        r = self.get_slot(var, "r")
        v = self.get_slot(var, "v")
        r = r.assign(self.rho * r + (1 - self.rho) * grad * grad)
        step = self.learning_rate * grad / tf.sqrt(self.epsilon + r)
        v = v.assign(self.momentum * v - step)
        return var.assign_add(self.momentum * v - step)
