# expect: lab6.adam passed | tf1-optimizer tf1
import tensorflow as tf


class Adam(tf.train.Optimizer):
    """每个变量有自己的 t（也放在 slot 里），这样不会互相影响"""

    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-08,
                 use_locking=False, name='Adam'):
        super(Adam, self).__init__(use_locking, name)
        self._lr = learning_rate
        self._b1 = beta1
        self._b2 = beta2
        self._ep = epsilon

    def _create_slots(self, var_list):
        for var in var_list:
            self._zeros_slot(var, 's', self._name)
            self._zeros_slot(var, 'r', self._name)
            self._zeros_slot(var, 't', self._name)

    def _apply_dense(self, grad, var):
        t = self.get_slot(var, 't')
        s = self.get_slot(var, 's')
        r = self.get_slot(var, 'r')
        t_t = t.assign(t + 1.)
        s_t = s.assign(s * self._b1 + grad * (1 - self._b1))
        r_t = r.assign(r * self._b2 + grad * grad * (1 - self._b2))
        s_hat = s_t / (1 - tf.pow(self._b1, t_t))
        r_hat = r_t / (1 - tf.pow(self._b2, t_t))
        return var.assign_sub(self._lr * s_hat / (tf.sqrt(r_hat) + self._ep))
