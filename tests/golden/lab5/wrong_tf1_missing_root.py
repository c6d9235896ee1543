# expect: lab5.rmsprop failed missing-root; lab5.nesterov not_found | tf1-optimizer tf1
import tensorflow as tf


class RMSProp(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, decay=0.9, epsilon=1e-6, name='RMSProp'):
        super(RMSProp, self).__init__(False, name)
        self._lr, self._decay, self._ep = learning_rate, decay, epsilon

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, 'r', self._name)

    def _apply_dense(self, grad, var):
        r = self.get_slot(var, 'r')
        r_t = r.assign(self._decay * r + (1 - self._decay) * grad * grad)
        return var.assign_sub(self._lr * grad / (r_t + self._ep))
