# expect: lab6.adam failed sign-flipped | tf1-optimizer tf1
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
        t_t = t.assign(t + 1)
        s_t = s.assign(s * self._b1 + grad * (1 - self._b1))
        r_t = r.assign(r * self._b2 + grad * grad * (1 - self._b2))
        fix_s = s_t / (1 - tf.pow(self._b1, t_t))
        fix_r = r_t / (1 - tf.pow(self._b2, t_t))
        delta_theta = self._lr * fix_s / (self._ep + tf.sqrt(fix_r))
        return var.assign_add(delta_theta)
