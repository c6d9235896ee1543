# expect: lab5.rmsprop failed gradient-clipped; lab5.nesterov not_found | tf1-optimizer tf1
import tensorflow as tf


class RMSPropOptimizer(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, rho=0.9, epsilon=1e-6, name="MyRMSProp"):
        super(RMSPropOptimizer, self).__init__(False, name)
        self.lr, self.rho, self.delta = learning_rate, rho, epsilon

    def _create_slots(self, var_list):
        for var in var_list:
            self._zeros_slot(var, "r", self._name)

    def _apply_dense(self, grad, var):
        g = tf.clip_by_value(grad, -5.0, 5.0)
        r = self.get_slot(var, "r")
        new_r = tf.assign(r, self.rho * r + (1.0 - self.rho) * tf.square(g))
        return tf.assign_sub(var, self.lr * g / tf.sqrt(new_r + self.delta))
