"""r <- rho r + (1 - rho) g g, theta <- theta - lr / sqrt(epsilon + r) g."""

import tensorflow as tf


class RMSProp(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, rho=0.9, epsilon=1e-6, use_locking=False, name="OwnRMSProp"):
        super(RMSProp, self).__init__(use_locking, name)
        self.learning_rate = learning_rate
        self.rho = rho
        self.epsilon = epsilon

    def _create_slots(self, var_list):
        for var in var_list:
            self._zeros_slot(var, "r", self._name)

    def _apply_dense(self, grad, var):
        r = self.get_slot(var, "r")
        r = r.assign(self.rho * r + (1 - self.rho) * grad * grad)
        return var.assign_sub(self.learning_rate * grad / tf.sqrt(self.epsilon + r))
