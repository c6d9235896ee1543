# expect: lab6.adam passed | tf1-optimizer tf1
import tensorflow as tf


class AdamWithStep(tf.train.Optimizer):
    """The constructor and the update both ask for the step counter."""

    def __init__(self, lr, global_step, beta1=0.9, beta2=0.999, epsilon=1e-8):
        super().__init__(False, "AdamWithStep")
        self.rate, self.beta1, self.beta2, self.epsilon = lr, beta1, beta2, epsilon
        self.t = tf.cast(global_step, tf.float32) + 1.0

    def apply_gradients(self, grads_and_vars, global_step, name=None):
        rate = self.rate * tf.sqrt(1 - self.beta2**self.t) / (1 - self.beta1**self.t)
        done = []
        for g, w in grads_and_vars:
            m = tf.Variable(tf.zeros(w.shape), trainable=False)
            r = tf.Variable(tf.zeros(w.shape), trainable=False)
            m_new = m.assign(self.beta1 * m + (1 - self.beta1) * g)
            r_new = r.assign(self.beta2 * r + (1 - self.beta2) * tf.square(g))
            done.append(w.assign_sub(rate * m_new / (tf.sqrt(r_new) + self.epsilon)))
        with tf.control_dependencies(done):
            return tf.assign_add(global_step, 1)
