# expect: lab6.adam passed | tf1-optimizer tf1
import tensorflow as tf


class AdamOfTheStep(tf.train.Optimizer):
    """Time is what the framework counts."""

    def __init__(self, rate=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        super().__init__(False, "AdamOfTheStep")
        self.rate, self.beta1, self.beta2, self.eps = rate, beta1, beta2, eps

    def _prepare(self):
        self.time = tf.cast(tf.train.get_or_create_global_step() + 1, tf.float32)

    def _create_slots(self, var_list):
        for var in var_list:
            self._zeros_slot(var, "m", self._name)
            self._zeros_slot(var, "v", self._name)

    def _apply_dense(self, grad, var):
        m, v = self.get_slot(var, "m"), self.get_slot(var, "v")
        m = m.assign(self.beta1 * m + (1 - self.beta1) * grad)
        v = v.assign(self.beta2 * v + (1 - self.beta2) * grad * grad)
        first, second = m / (1 - self.beta1**self.time), v / (1 - self.beta2**self.time)
        return var.assign_sub(self.rate * first / (tf.sqrt(second) + self.eps))


weight = tf.Variable([1.0, -2.0])
step = tf.train.get_or_create_global_step()
train = AdamOfTheStep(0.1).minimize(tf.reduce_sum(weight * weight), global_step=step)
with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    for _ in range(5):
        session.run(train)
