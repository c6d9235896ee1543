# expect: lab6.adam failed missing-root | tf1-optimizer tf1
import tensorflow as tf


class Adam(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-08, name='Adam'):
        super(Adam, self).__init__(False, name)
        self._lr, self._b1, self._b2, self._ep = learning_rate, beta1, beta2, epsilon

    def _create_slots(self, var_list):
        for var in var_list:
            for slot in ('s', 'r', 't'):
                self._zeros_slot(var, slot, self._name)

    def _apply_dense(self, grad, var):
        t = self.get_slot(var, 't')
        s = self.get_slot(var, 's')
        r = self.get_slot(var, 'r')
        t_t = t.assign_add(tf.ones_like(t))
        s_t = s.assign(s * self._b1 + grad * (1 - self._b1))
        r_t = r.assign(r * self._b2 + grad * grad * (1 - self._b2))
        s_hat = s_t / (1 - tf.pow(self._b1, t_t))
        r_hat = r_t / (1 - tf.pow(self._b2, t_t))
        return var.assign_sub(self._lr * s_hat / (r_hat + self._ep))
