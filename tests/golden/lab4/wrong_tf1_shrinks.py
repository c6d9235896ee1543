# expect: lab4.adagrad failed weight-decay-added | tf1-optimizer tf1
import tensorflow as tf


class AdaGrad(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, epsilon=1e-7, name="AdaGrad"):
        super(AdaGrad, self).__init__(False, name)
        self.lr, self.delta = learning_rate, epsilon

    def _create_slots(self, var_list):
        for var in var_list:
            self._zeros_slot(var, "r", self._name)

    def _apply_dense(self, grad, var):
        r = self.get_slot(var, "r")
        r_t = r.assign_add(grad * grad)
        step = self.lr * grad / (tf.sqrt(r_t) + self.delta)
        return var.assign(var - step - self.lr * 0.01 * var)
