# expect: lab3.momentum passed; lab3.nesterov not_found | tf1-optimizer tf1
import tensorflow as tf
from tensorflow.python.training import optimizer


class Mom(optimizer.Optimizer):
    def __init__(self, learning_rate, momentum=0.9, use_locking=False, name='Mom'):
        super(Mom, self).__init__(use_locking, name)
        self._learning_rate = learning_rate
        self._momentum = momentum

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, 'momentum', self._name)

    def _apply_dense(self, grad, var):
        m = self.get_slot(var, 'momentum')
        m_t = tf.assign(m, self._momentum * m + grad)
        return tf.assign_sub(var, self._learning_rate * m_t)
