# expect: lab6.adam passed | tf1-optimizer tf1
import tensorflow as tf


class AdamOptimizer2(tf.train.Optimizer):
    """beta1_power / beta2_power 在 _finish 里更新，和官方实现同样的思路"""

    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, use_locking=False, name='Adam2'):
        super(AdamOptimizer2, self).__init__(use_locking, name)
        self._lr = learning_rate
        self._beta1 = beta1
        self._beta2 = beta2
        self._epsilon = epsilon

    def _prepare(self):
        self._lr_t = tf.convert_to_tensor(self._lr, name='learning_rate', dtype=tf.float32)
        self._beta1_t = tf.convert_to_tensor(self._beta1, name='beta1', dtype=tf.float32)
        self._beta2_t = tf.convert_to_tensor(self._beta2, name='beta2', dtype=tf.float32)
        self._epsilon_t = tf.convert_to_tensor(self._epsilon, name='epsilon', dtype=tf.float32)

    def _create_slots(self, var_list):
        first_var = min(var_list, key=lambda x: x.name)
        self._create_non_slot_variable(initial_value=self._beta1, name='beta1_power', colocate_with=first_var)
        self._create_non_slot_variable(initial_value=self._beta2, name='beta2_power', colocate_with=first_var)
        for v in var_list:
            self._zeros_slot(v, 'm', self._name)
            self._zeros_slot(v, 'v', self._name)

    def _powers(self):
        graph = tf.get_default_graph()
        return (self._get_non_slot_variable('beta1_power', graph=graph),
                self._get_non_slot_variable('beta2_power', graph=graph))

    def _apply_dense(self, grad, var):
        b1p, b2p = self._powers()
        lr = self._lr_t * tf.sqrt(1 - b2p) / (1 - b1p)
        m = self.get_slot(var, 'm')
        v = self.get_slot(var, 'v')
        m_t = m.assign(self._beta1_t * m + (1 - self._beta1_t) * grad)
        v_t = v.assign(self._beta2_t * v + (1 - self._beta2_t) * tf.square(grad))
        var_update = var.assign_sub(lr * m_t / (self._epsilon_t + tf.sqrt(v_t)))
        return tf.group(var_update, m_t, v_t)

    def _finish(self, update_ops, name_scope):
        with tf.control_dependencies(update_ops):
            b1p, b2p = self._powers()
            u1 = b1p.assign(b1p * self._beta1_t)
            u2 = b2p.assign(b2p * self._beta2_t)
        return tf.group(*update_ops + [u1, u2], name=name_scope)
