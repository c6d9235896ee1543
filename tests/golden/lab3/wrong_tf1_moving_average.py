# expect: lab3.momentum failed ema-momentum; lab3.nesterov not_found | tf1-optimizer tf1
import tensorflow as tf


class EmaMomentum(tf.train.Optimizer):
    def __init__(self, lr=0.001, momentum=0.9, name='EmaMomentum'):
        super().__init__(False, name)
        self._lr, self._mom = lr, momentum

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, 'v', self._name)

    def _apply_dense(self, grad, var):
        v = self.get_slot(var, 'v')
        # 梯度的滑动平均
        v_t = v.assign(v * self._mom + grad * (1 - self._mom))
        return var.assign_sub(v_t * self._lr)
