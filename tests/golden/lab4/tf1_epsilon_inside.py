# expect: lab4.adagrad passed | tf1-optimizer tf1
import tensorflow as tf


class AdaGradOptimizer(tf.train.Optimizer):
    """自己实现的 AdaGrad，用 rsqrt"""

    def __init__(self, learning_rate=0.001, delta=1e-7, use_locking=False, name='AdaGradOptimizer'):
        super(AdaGradOptimizer, self).__init__(use_locking, name)
        self._learning_rate = learning_rate
        self._delta = delta

    def _prepare(self):
        self._lr = tf.constant(self._learning_rate, dtype=tf.float32)

    def _create_slots(self, var_list):
        for var in var_list:
            self._zeros_slot(var, 'cache', self._name)

    def _apply_dense(self, grad, var):
        cache = self.get_slot(var, 'cache')
        cache_t = tf.assign_add(cache, tf.square(grad))
        return tf.assign_sub(var, self._lr * grad * tf.rsqrt(cache_t + self._delta))
