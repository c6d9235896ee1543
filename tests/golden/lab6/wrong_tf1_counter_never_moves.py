# expect: lab6.adam failed bias-correction-constant | plain-class tf1
import tensorflow as tf
class Adam:
    """Takes the counter and forgets to move it."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.lr, self.b1, self.b2, self.e = lr, beta1, beta2, epsilon
    def minimize(self, loss, global_step):
        t = tf.cast(global_step, tf.float32) + 1.0
        ops = []
        vs = tf.trainable_variables()
        for w, g in zip(vs, tf.gradients(loss, vs)):
            m = tf.Variable(tf.zeros_like(w), trainable=False)
            v = tf.Variable(tf.zeros_like(w), trainable=False)
            m_n = m.assign(self.b1 * m + (1 - self.b1) * g)
            v_n = v.assign(self.b2 * v + (1 - self.b2) * g * g)
            ops.append(w.assign_sub(self.lr * (m_n / (1 - self.b1 ** t)) / (tf.sqrt(v_n / (1 - self.b2 ** t)) + self.e)))
        return tf.group(*ops)
