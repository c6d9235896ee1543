# expect: lab6.adam failed time-per-variable | plain-class tf1
import tensorflow as tf

class Adam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps = lr, b1, b2, eps
        self.t = tf.Variable(0.0, trainable=False)
    def minimize(self, loss):
        tvars = tf.trainable_variables()
        grads = tf.gradients(loss, tvars)
        last = []
        for g, p in zip(grads, tvars):
            with tf.control_dependencies(last):
                t = self.t.assign_add(1.0)
            m = tf.Variable(tf.zeros(p.shape), trainable=False)
            v = tf.Variable(tf.zeros(p.shape), trainable=False)
            m_t = m.assign(self.b1 * m + (1 - self.b1) * g)
            v_t = v.assign(self.b2 * v + (1 - self.b2) * g ** 2)
            p_t = p.assign_sub(self.lr * m_t / (1 - self.b1 ** t) / (tf.sqrt(v_t / (1 - self.b2 ** t)) + self.eps))
            last = [p_t]
        return tf.group(*last)
