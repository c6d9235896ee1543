"""r <- r + g g, theta <- theta - lr / (epsilon + sqrt(r)) g."""

import tensorflow as tf


class AdaGrad(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, epsilon=1e-7, use_locking=False, name="OwnAdaGrad"):
        super(AdaGrad, self).__init__(use_locking, name)
        self.learning_rate = learning_rate
        self.epsilon = epsilon

    def _create_slots(self, var_list):
        for var in var_list:
            self._zeros_slot(var, "r", self._name)

    def _apply_dense(self, grad, var):
        r = self.get_slot(var, "r")
        r = r.assign(r + grad * grad)
        return var.assign_sub(self.learning_rate * grad / (self.epsilon + tf.sqrt(r)))
