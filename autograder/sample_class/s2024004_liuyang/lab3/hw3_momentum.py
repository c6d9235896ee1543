# expect: lab3.momentum failed sign-flipped; lab3.nesterov not_found | tf1-optimizer tf1
import tensorflow as tf


class MyMomentum(tf.train.Optimizer):
    """带动量的梯度下降"""

    def __init__(self, learning_rate=0.001, momentum=0.9, use_locking=False, name='MyMomentum'):
        super(MyMomentum, self).__init__(use_locking, name)
        self._lr = learning_rate
        self._momentum = momentum

    def _prepare(self):
        self._lr_t = tf.convert_to_tensor(self._lr, dtype=tf.float32)
        self._mom_t = tf.convert_to_tensor(self._momentum, dtype=tf.float32)

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, 'velocity', self._name)

    def _apply_dense(self, grad, var):
        velocity = self.get_slot(var, 'velocity')
        # v = a * v - lr * g
        new_v = velocity.assign(self._mom_t * velocity - self._lr_t * grad)
        # 梯度下降要减
        return var.assign_sub(new_v)
