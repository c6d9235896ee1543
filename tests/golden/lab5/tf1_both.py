# expect: lab5.rmsprop passed; lab5.nesterov passed | tf1-optimizer tf1
import tensorflow as tf


class RMSProp(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, decay=0.9, epsilon=1e-6, use_locking=False, name='CusRMSProp'):
        super(RMSProp, self).__init__(use_locking, name)
        self._lr = learning_rate
        self._decay = decay
        self._ep = epsilon

    def _create_slots(self, var_list):
        for r in var_list:
            self._zeros_slot(r, 'r', self._name)

    def _apply_dense(self, grad, var):
        r = self.get_slot(var, 'r')
        r_t = r.assign(r * self._decay + (1. - self._decay) * tf.square(grad))
        return var.assign_sub(self._lr * grad / tf.sqrt(r_t + self._ep))


class RMSPropNesterov(tf.train.Optimizer):
    """了解部分：var 里放的是 theta + alpha * v"""

    def __init__(self, learning_rate=0.001, decay=0.9, momentum=0.9, epsilon=1e-6, use_locking=False,
                 name='CusRMSPropNesterov'):
        super(RMSPropNesterov, self).__init__(use_locking, name)
        self._lr = learning_rate
        self._decay = decay
        self._momentum = momentum
        self._ep = epsilon

    def _create_slots(self, var_list):
        for var in var_list:
            self._zeros_slot(var, 'r', self._name)
            self._zeros_slot(var, 'v', self._name)

    def _apply_dense(self, grad, var):
        r = self.get_slot(var, 'r')
        v = self.get_slot(var, 'v')
        r_t = r.assign(r * self._decay + (1. - self._decay) * tf.square(grad))
        delta = self._lr * grad / tf.sqrt(r_t + self._ep)
        v_t = v.assign(self._momentum * v - delta)
        return var.assign_add(self._momentum * v_t - delta)
