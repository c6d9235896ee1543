# expect: lab3.momentum passed; lab3.nesterov not_found | tf1-optimizer tf1
import tensorflow as tf


class MomentumOpt(tf.train.Optimizer):

    def __init__(self, learning_rate=0.001, momentum=0.9,
                  use_locking=False, name='CusMom'):
        super(MomentumOpt, self).__init__(use_locking, name)
        self._lr = learning_rate
        self._momentum = momentum

        self._lr_t = None
        self._mom_t = None

    def _prepare(self):
        self._lr_t = tf.convert_to_tensor(self._lr)
        self._mom_t = tf.convert_to_tensor(self._momentum)

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, 'v', self._name)

    def _apply_dense(self, grad, var):
        self._lr_t = tf.cast(self._lr_t, var.dtype.base_dtype)
        self._mom_t = tf.cast(self._mom_t, var.dtype.base_dtype)

        v = self.get_slot(var, 'v')
        v_t = v.assign(v * self._mom_t - grad * self._lr_t)
        var_update = var.assign_add(v_t)
        return var_update
