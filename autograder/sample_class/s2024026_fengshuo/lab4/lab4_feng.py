# expect: lab4.adagrad passed | tf1-optimizer tf1
import tensorflow as tf


class FengAdaGrad(tf.train.Optimizer):
    """初始累积值 0.1，和 TF 自带的一样"""

    def __init__(self, learning_rate=0.001, epsilon=1e-7, initial_accumulator_value=0.1, use_locking=False,
                 name='FengAdaGrad'):
        super(FengAdaGrad, self).__init__(use_locking, name)
        self._learning_rate = learning_rate
        self._epsilon = epsilon
        self._init = initial_accumulator_value

    def _create_slots(self, var_list):
        for v in var_list:
            init = tf.constant(self._init, shape=v.get_shape(), dtype=v.dtype.base_dtype)
            self._get_or_make_slot(v, init, 'accumulator', self._name)

    def _apply_dense(self, grad, var):
        acc = self.get_slot(var, 'accumulator')
        acc_t = acc.assign_add(tf.square(grad))
        return var.assign_sub(self._learning_rate * grad / (tf.sqrt(acc_t) + self._epsilon))
