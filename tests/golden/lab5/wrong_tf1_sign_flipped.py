# expect: lab5.rmsprop failed sign-flipped; lab5.nesterov not_found | tf1-optimizer tf1
import tensorflow as tf


class RMSProp(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, rho=0.9, delta=1e-6, name='RMSProp'):
        super().__init__(use_locking=False, name=name)
        self.lr, self.rho, self.delta = learning_rate, rho, delta

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, 'r', self._name)

    def _apply_dense(self, grad, var):
        r = self.get_slot(var, 'r')
        r_t = tf.assign(r, self.rho * r + (1 - self.rho) * grad * grad)
        return tf.assign_add(var, self.lr * grad / tf.sqrt(self.delta + r_t))
