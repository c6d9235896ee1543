# expect: lab5.rmsprop failed decay-swapped; lab5.nesterov not_found | tf1-optimizer tf1
import tensorflow as tf


class MyRMSProp(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, rho=0.9, epsilon=1e-6, use_locking=False, name='MyRMSProp'):
        super(MyRMSProp, self).__init__(use_locking, name)
        self._lr = learning_rate
        self._rho = rho
        self._eps = epsilon

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, 'r', self._name)

    def _apply_dense(self, grad, var):
        r = self.get_slot(var, 'r')
        # 指数加权平均
        r_t = r.assign((1 - self._rho) * r + self._rho * tf.square(grad))
        return var.assign_sub(self._lr * grad / tf.sqrt(r_t + self._eps))
