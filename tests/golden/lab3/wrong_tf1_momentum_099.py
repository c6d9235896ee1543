# expect: lab3.momentum failed wrong-hyperparameter; lab3.nesterov not_found | tf1-optimizer tf1
import tensorflow as tf


class Momentum99(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, name='Momentum99'):
        super(Momentum99, self).__init__(False, name)
        self._lr = learning_rate

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, 'v', self._name)

    def _apply_dense(self, grad, var):
        v = self.get_slot(var, 'v')
        v_t = v.assign(0.99 * v - self._lr * grad)
        return var.assign_add(v_t)
