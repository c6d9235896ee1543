# expect: lab4.adagrad passed | tf1-optimizer tf1
import tensorflow as tf


class AdaGrad(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, epsilon=1e-7, use_locking=False, name='CusAdaGrad'):
        super(AdaGrad, self).__init__(use_locking, name)
        self._lr = learning_rate
        self._ep = epsilon

        self._lr_t = None
        self._ep_t = None

    def _prepare(self):
        self._lr_t = tf.convert_to_tensor(self._lr)
        self._ep_t = tf.convert_to_tensor(self._ep)

    def _create_slots(self, var_list):
        for r in var_list:
            self._zeros_slot(r, 'r', self._name)

    def _apply_dense(self, grad, var):
        r = self.get_slot(var, 'r')
        print(self.get_slot_names())
        update_r = r.assign_add(grad * grad)
        delta_theta = - (self._lr_t * grad) / (tf.sqrt(update_r) + self._ep_t)
        var_update = var.assign_add(delta_theta)
        return var_update
