# expect: lab6.adam passed | tf1-optimizer tf1
import tensorflow as tf


class ZengAdam(tf.train.Optimizer):
    """t 在 _finish 里统一加一，这样 w 和 b 用的是同一个 t"""

    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, name='ZengAdam'):
        super(ZengAdam, self).__init__(False, name)
        self._lr = learning_rate
        self._beta1 = beta1
        self._beta2 = beta2
        self._epsilon = epsilon

    def _create_slots(self, var_list):
        first = min(var_list, key=lambda v: v.name)
        self._create_non_slot_variable(initial_value=1.0, name='t', colocate_with=first)
        for v in var_list:
            self._zeros_slot(v, 's', self._name)
            self._zeros_slot(v, 'r', self._name)

    def _get_t(self):
        return self._get_non_slot_variable('t', graph=tf.get_default_graph())

    def _apply_dense(self, grad, var):
        t = tf.cast(self._get_t(), grad.dtype.base_dtype)
        s = self.get_slot(var, 's')
        r = self.get_slot(var, 'r')
        new_s = s.assign(self._beta1 * s + (1 - self._beta1) * grad)
        new_r = r.assign(self._beta2 * r + (1 - self._beta2) * tf.square(grad))
        s_hat = new_s / (1 - tf.pow(tf.cast(self._beta1, t.dtype), t))
        r_hat = new_r / (1 - tf.pow(tf.cast(self._beta2, t.dtype), t))
        return var.assign_sub(self._lr * s_hat / (tf.sqrt(r_hat) + self._epsilon))

    def _finish(self, update_ops, name_scope):
        # 所有变量都更新完再加
        with tf.control_dependencies(update_ops):
            t = self._get_t()
            with tf.colocate_with(t):
                add = t.assign(t + 1.0, use_locking=self._use_locking)
        return tf.group(*(update_ops + [add]), name=name_scope)
