# expect: lab5.rmsprop failed decay-swapped; lab5.nesterov not_found | tf1-optimizer tf1
import tensorflow as tf


class RMSProp(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, decay=0.9, epsilon=1e-6,
                 use_locking=False, name='CusRMSProp'):
        super(RMSProp, self).__init__(use_locking, name)
        self._lr = learning_rate
        self._decay = decay
        self._ep = epsilon

    def _prepare(self):
        self._lr_t = tf.convert_to_tensor(self._lr)
        self._decay_t = tf.convert_to_tensor(self._decay)
        self._ep_t = tf.convert_to_tensor(self._ep)

    def _create_slots(self, var_list):
        for r in var_list:
            self._zeros_slot(r, 'r', self._name)

    def _apply_dense(self, grad, var):
        r = self.get_slot(var, 'r')
        # decay 乘梯度平方
        update_r = r.assign(r * (1. - self._decay_t) + self._decay_t * grad * grad)
        delta_theta = - (self._lr_t * grad) / (tf.sqrt(update_r) + self._ep_t)
        return var.assign_add(delta_theta)
