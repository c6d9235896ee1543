# expect: lab6.adam passed | tf1-optimizer tf1
import tensorflow.compat.v1 as tf

tf.disable_v2_behavior()


class AdamV1(tf.train.Optimizer):
    """t is counted once, in apply_gradients, before any variable is touched."""

    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, name='AdamV1'):
        super().__init__(False, name)
        self.lr, self.beta1, self.beta2, self.epsilon = learning_rate, beta1, beta2, epsilon

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        self.t = tf.Variable(0.0, trainable=False, name='adam_t')
        self.next_t = self.t.assign_add(1.0)
        with tf.control_dependencies([self.next_t]):
            return super().apply_gradients(grads_and_vars, global_step=global_step, name=name)

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, 'm', self._name)
            self._zeros_slot(v, 'v', self._name)

    def _apply_dense(self, grad, var):
        t = tf.cast(tf.identity(self.next_t), var.dtype.base_dtype)
        m, v = self.get_slot(var, 'm'), self.get_slot(var, 'v')
        m_t = m.assign(self.beta1 * m + (1 - self.beta1) * grad)
        v_t = v.assign(self.beta2 * v + (1 - self.beta2) * grad ** 2)
        m_hat = m_t / (1 - self.beta1 ** t)
        v_hat = v_t / (1 - self.beta2 ** t)
        return var.assign_sub(self.lr * m_hat / tf.sqrt(v_hat + self.epsilon))
