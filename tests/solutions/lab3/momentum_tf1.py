"""v <- alpha v - lr g, theta <- theta + v."""

import tensorflow as tf


class Momentum(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, momentum=0.9, use_locking=False, name="OwnMomentum"):
        super(Momentum, self).__init__(use_locking, name)
        self.learning_rate = learning_rate
        self.momentum = momentum

    def _create_slots(self, var_list):
        for var in var_list:
            self._zeros_slot(var, "v", self._name)

    def _apply_dense(self, grad, var):
        v = self.get_slot(var, "v")
        v = v.assign(self.momentum * v - self.learning_rate * grad)
        return var.assign_add(v)
