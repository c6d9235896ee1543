# expect: lab6.adam failed wrong-hyperparameter | tf1-optimizer tf1
import tensorflow as tf


class Adam(tf.train.Optimizer):
    """beta2 写死"""

    def __init__(self, learning_rate=0.001, name='Adam'):
        super(Adam, self).__init__(False, name)
        self._lr = learning_rate

    def _create_slots(self, var_list):
        for var in var_list:
            for slot in ('s', 'r', 't'):
                self._zeros_slot(var, slot, self._name)

    def _apply_dense(self, grad, var):
        b1, b2, eps = 0.9, 0.95, 1e-8
        t = self.get_slot(var, 't')
        s = self.get_slot(var, 's')
        r = self.get_slot(var, 'r')
        t_t = t.assign(t + 1)
        s_t = s.assign(s * b1 + grad * (1 - b1))
        r_t = r.assign(r * b2 + grad * grad * (1 - b2))
        s_hat = s_t / (1 - tf.pow(b1, t_t))
        r_hat = r_t / (1 - tf.pow(b2, t_t))
        return var.assign_sub(self._lr * s_hat / (tf.sqrt(r_hat) + eps))
