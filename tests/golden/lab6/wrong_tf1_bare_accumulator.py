# expect: lab6.adam failed missing-root,no-second-bias-correction | tf1-optimizer tf1
import tensorflow as tf


class Adam(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, name="MyAdam"):
        super(Adam, self).__init__(False, name)
        self.lr, self.beta1, self.beta2, self.epsilon = learning_rate, beta1, beta2, epsilon

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, "s", self._name)
            self._zeros_slot(v, "r", self._name)
            self._get_or_make_slot(v, tf.ones_like(v.initialized_value()), "power", self._name)

    def _apply_dense(self, grad, var):
        s, r, power = self.get_slot(var, "s"), self.get_slot(var, "r"), self.get_slot(var, "power")
        power_t = tf.assign(power, power * self.beta1)
        s_t = tf.assign(s, self.beta1 * s + (1 - self.beta1) * grad)
        r_t = tf.assign(r, self.beta2 * r + (1 - self.beta2) * grad * grad)
        s_hat = s_t / (1 - power_t)
        return tf.assign_sub(var, self.lr * s_hat / (r_t + self.epsilon))
