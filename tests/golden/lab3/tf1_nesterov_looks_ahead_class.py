# expect: lab3.nesterov passed | plain-class tf1
import tensorflow as tf


class NAG:
    """按课件的框图写：先走到 theta + alpha*v，在那里求梯度，再更新 v 和 theta。"""

    def __init__(self, learning_rate=0.003, alpha=0.9):
        self.learning_rate = learning_rate
        self.alpha = alpha

    def minimize(self, loss_fn, var_list):
        velocity = [tf.Variable(tf.zeros(v.shape), trainable=False) for v in var_list]
        ahead = [v + self.alpha * m for v, m in zip(var_list, velocity)]
        grads = tf.gradients(loss_fn(ahead), ahead)
        ops = []
        for var, m, g in zip(var_list, velocity, grads):
            m_new = m.assign(self.alpha * m - self.learning_rate * g)
            ops.append(var.assign_add(m_new))
        return tf.group(*ops)
