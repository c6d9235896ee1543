# expect: lab5.rmsprop failed wrong-hyperparameter; lab5.nesterov not_found | tf1-optimizer tf1
import tensorflow as tf


class RMSProp(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, epsilon=1e-6, name='RMSProp'):
        super(RMSProp, self).__init__(False, name)
        self._lr, self._epsilon = learning_rate, epsilon

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, 'ms', self._name)

    def _apply_dense(self, grad, var):
        ms = self.get_slot(var, 'ms')
        ms_t = ms.assign(0.99 * ms + 0.01 * tf.square(grad))
        return var.assign_sub(self._lr * grad / (tf.sqrt(ms_t) + self._epsilon))
