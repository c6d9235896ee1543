# expect: lab6.adam failed time-per-variable | tf1-optimizer tf1
import tensorflow as tf


class AdamOptimizer(tf.train.Optimizer):
    """自己的 Adam：step 记录走了多少步"""

    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, name='MyAdam'):
        super(AdamOptimizer, self).__init__(False, name)
        self.lr, self.beta1, self.beta2, self.epsilon = learning_rate, beta1, beta2, epsilon

    def _prepare(self):
        self.step = tf.Variable(0.0, trainable=False, name='step')

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, 'm', self._name)
            self._zeros_slot(v, 'v', self._name)

    def _apply_dense(self, grad, var):
        t = self.step.assign_add(1.0)
        with tf.control_dependencies([t]):
            t = tf.identity(t)
        m, v = self.get_slot(var, 'm'), self.get_slot(var, 'v')
        lr_t = self.lr * tf.sqrt(1 - tf.pow(self.beta2, t)) / (1 - tf.pow(self.beta1, t))
        m_t = m.assign(self.beta1 * m + (1 - self.beta1) * grad)
        v_t = v.assign(self.beta2 * v + (1 - self.beta2) * grad * grad)
        return var.assign_sub(lr_t * m_t / (tf.sqrt(v_t) + self.epsilon))
