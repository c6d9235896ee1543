# expect: lab4.adagrad failed missing-root | tf1-optimizer tf1
import tensorflow as tf


class AdaGrad(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, epsilon=1e-7, use_locking=False, name='CusAdaGrad'):
        super(AdaGrad, self).__init__(use_locking, name)
        self._lr = learning_rate
        self._ep = epsilon

    def _prepare(self):
        self._lr_t = tf.convert_to_tensor(self._lr)
        self._ep_t = tf.convert_to_tensor(self._ep)

    def _create_slots(self, var_list):
        for r in var_list:
            self._zeros_slot(r, 'r', self._name)

    def _apply_dense(self, grad, var):
        r = self.get_slot(var, 'r')
        update_r = r.assign_add(grad * grad)
        delta_theta = - (self._lr_t * grad) / (update_r + self._ep_t)
        return var.assign_add(delta_theta)
