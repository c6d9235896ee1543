# expect: lab5.nesterov failed second-moment-not-squared | tf1-optimizer tf1
import tensorflow as tf


class RMSPropNesterov(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, decay=0.9, momentum=0.9, epsilon=1e-6, use_locking=False, name='RMSPropN'):
        super(RMSPropNesterov, self).__init__(use_locking, name)
        self._lr, self._decay, self._momentum, self._ep = learning_rate, decay, momentum, epsilon

    def _prepare(self):
        self._lr_t = tf.convert_to_tensor(self._lr)
        self._decay_t = tf.convert_to_tensor(self._decay)
        self._momentum_t = tf.convert_to_tensor(self._momentum)

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, 'r', self._name)
            self._zeros_slot(v, 'v', self._name)

    def _apply_dense(self, grad, var):
        r, v = self.get_slot(var, 'r'), self.get_slot(var, 'v')
        r_t = r.assign(self._decay_t * r + (1. - self._decay_t) * tf.abs(grad))
        update = self._lr_t * grad / (tf.sqrt(r_t) + self._ep)
        v_t = v.assign(self._momentum_t * v - update)
        return tf.group(var.assign_add(self._momentum_t * v_t - update), r_t)
